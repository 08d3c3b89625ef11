"""Who live in one house: said once, in both histories, and taken back; no work on the other."""

from datetime import timedelta
from itertools import cycle

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from opvolging import huisgenoten, samenvoegen
from opvolging.geschiedenis import speel_af, stand_van
from opvolging.kijkrecht import met_kijkrecht, vraagt_reden
from opvolging.models import Huisgenoot, Relatie, Samenvoeging, Zaak
from opvolging.vrijgeven import is_gemeld
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden, wie_lukt

UUR = timedelta(hours=1)


@pytest.fixture
def jo(db):
    return bouwers.gebruiker(naam="Jo")


@pytest.fixture
def els(db):
    return bouwers.gebruiker(naam="Els")


@pytest.fixture
def twee(jo, els):
    return bouwers.zaak(behandelaar=jo), bouwers.zaak(behandelaar=els)


def leg_vast(zaak, met, door, relatie=Relatie.PARTNER, nu=NU):
    return huisgenoten.leg_vast(zaak, met=met, relatie=relatie, door=door, nu=nu)


def staan_samen(een, ander) -> bool:
    """As the rows of both say, and as both histories tell."""
    kanten = [
        ander.pk in stand_van(een).huisgenoten,
        een.pk in stand_van(ander).huisgenoten,
        ander.pk in speel_af(een.gebeurtenissen.all()).huisgenoten,
        een.pk in speel_af(ander.gebeurtenissen.all()).huisgenoten,
    ]
    assert len(set(kanten)) == 1
    return kanten[0]


@pytest.mark.parametrize("omgekeerd", [False, True])
def test_both_histories_say_who_the_other_is_from_their_own_side(twee, jo, omgekeerd):
    zaak, met = twee[::-1] if omgekeerd else twee
    leg_vast(zaak, met, jo, Relatie.OUDER)
    assert staan_samen(zaak, met)
    for deze, die, wat in ((zaak, met, "vader of moeder"), (met, zaak, "zoon of dochter")):
        regel = deze.gebeurtenissen.get()
        assert (regel.soort, regel.door, regel.op) == ("huisgenoot", jo, NU)
        assert regel.tekst == f"Zaak {die.pk}: {wat}."


def test_said_twice_from_either_side_is_said_once(twee, jo, els):
    een, ander = twee
    eerst = leg_vast(een, ander, jo, Relatie.KIND)
    assert leg_vast(ander, een, els, Relatie.OUDER) == eerst
    assert leg_vast(een, ander, jo, Relatie.KIND) == eerst
    assert [deze.gebeurtenissen.count() for deze in twee] == [1, 1]


def test_what_cannot_be_is_refused_and_writes_nothing(twee, jo):
    een, ander = twee
    elders = bouwers.zaak(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    leg_vast(een, ander, jo)
    for met, relatie, waarom in (
        (een, Relatie.PARTNER, "deze zaak zelf"),
        (elders, Relatie.PARTNER, "andere gemeente"),
        (ander, Relatie.KIND, "staan al bij elkaar, als partner"),
    ):
        with pytest.raises(Geweigerd, match=waarom):
            leg_vast(een, met, jo, relatie)
    assert Huisgenoot.objects.count() == een.gebeurtenissen.count() == 1


def test_a_zaak_that_goes_on_in_another_is_refused_by_name_of_that_one(twee, jo):
    een, ander = twee
    derde = bouwers.zaak()
    samenvoegen.voeg_samen(ander, in_zaak=een, door=jo, nu=NU)
    for zaak, met in ((ander, derde), (derde, ander)):
        with pytest.raises(Geweigerd, match=f"Gebruik zaak {een.pk}."):
            leg_vast(zaak, met, jo)


def test_a_closed_zaak_can_stand_in_a_house_too(twee, jo):
    een, ander = twee
    Zaak.objects.filter(pk=ander.pk).update(
        status="afgesloten", uitkomst="advies", afgesloten_op=NU
    )
    leg_vast(een, ander, jo)
    assert staan_samen(een, ander)


def test_taken_back_from_either_side_both_histories_say_so_and_twice_is_once(twee, jo, els):
    een, ander = twee
    leg_vast(een, ander, jo)
    assert huisgenoten.haal_los(ander, van=een, door=els, nu=NU + UUR)
    assert not huisgenoten.haal_los(een, van=ander, door=jo, nu=NU + 2 * UUR)
    assert not staan_samen(een, ander)
    for deze in twee:
        assert [r.soort for r in deze.gebeurtenissen.all()] == ["huisgenoot", "huisgenoot_af"]
        assert deze.gebeurtenissen.last().door == els
    rij = Huisgenoot.objects.get()
    assert (rij.ongedaan_op, rij.ongedaan_door) == (NU + UUR, els)
    leg_vast(een, ander, jo, Relatie.KIND, NU + 3 * UUR)
    assert staan_samen(een, ander)


def test_of_three_in_a_house_one_can_leave_without_the_others(jo):
    moeder, vader, kind = (bouwers.zaak() for _ in range(3))
    leg_vast(moeder, vader, jo)
    leg_vast(moeder, kind, jo, Relatie.KIND)
    huisgenoten.haal_los(vader, van=moeder, door=jo, nu=NU)
    assert not staan_samen(moeder, vader)
    assert staan_samen(moeder, kind)


def test_the_table_keeps_one_of_a_pair_in_one_order(twee):
    een, ander = twee
    bouwers.huisgenoot(een, ander)
    for links, rechts in ((een, ander), (ander, een)):
        with pytest.raises(IntegrityError), transaction.atomic():
            bouwers.huisgenoot(links, rechts)


def test_it_is_no_work_on_the_other_its_silence_goes_on(twee, jo):
    een, ander = twee
    ander.stil_gemeld_op = NU
    leg_vast(een, ander, jo, nu=NU + UUR)
    assert is_gemeld(ander, list(ander.gebeurtenissen.order_by("-pk")))


def test_it_is_no_way_around_the_question_why(twee, jo):
    een, ander = twee
    bouwers.gemeente().__class__.objects.update(vraagt_reden=True)
    jo.gemeente.refresh_from_db()
    leg_vast(een, ander, jo)
    rij = met_kijkrecht(Zaak.objects.filter(pk=ander.pk), jo, NU).select_related("behandelaar")
    assert vraagt_reden(rij.get(), jo)


def test_who_stand_as_two_people_are_not_joined_before_that_is_taken_back(twee, jo):
    een, ander = twee
    leg_vast(een, ander, jo)
    with pytest.raises(Geweigerd, match="staan vast als huisgenoten"):
        samenvoegen.voeg_samen(ander, in_zaak=een, door=jo, nu=NU)
    huisgenoten.haal_los(een, van=ander, door=jo, nu=NU)
    samenvoegen.voeg_samen(ander, in_zaak=een, door=jo, nu=NU)


def test_what_was_joined_keeps_its_huisgenoten_and_can_lose_them_there(twee, jo):
    een, ander = twee
    partner = bouwers.zaak()
    leg_vast(ander, partner, jo, Relatie.KIND)
    samen = samenvoegen.voeg_samen(Zaak.objects.get(pk=ander.pk), in_zaak=een, door=jo, nu=NU)
    with pytest.raises(Geweigerd, match="staan al bij elkaar"):
        leg_vast(een, partner, jo)
    with pytest.raises(Geweigerd, match="staan vast als huisgenoten"):
        samenvoegen.voeg_samen(partner, in_zaak=een, door=jo, nu=NU)
    assert leg_vast(partner, een, jo, Relatie.OUDER)  # the same, seen from the other side
    samenvoegen.maak_ongedaan(samen, door=jo, nu=NU)
    assert staan_samen(ander, partner)
    assert not staan_samen(een, partner)


def test_taken_back_on_the_page_where_a_joined_zaak_goes_on_it_is_gone_everywhere(twee, jo):
    een, ander = twee
    partner = bouwers.zaak()
    for deze in twee:  # each of the two doubles knew the same partner
        leg_vast(deze, partner, jo)
    samen = samenvoegen.voeg_samen(Zaak.objects.get(pk=ander.pk), in_zaak=een, door=jo, nu=NU)
    huisgenoten.haal_los(een, van=partner, door=jo, nu=NU)
    assert not Huisgenoot.objects.geldend().exists()
    samenvoegen.maak_ongedaan(samen, door=jo, nu=NU)  # it was no work
    assert not any(staan_samen(deze, partner) for deze in twee)


def test_of_a_zaak_that_is_erased_nothing_is_left_in_the_house(twee, jo):
    een, ander = twee
    leg_vast(een, ander, jo)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('signaalpunt.wis_zaak', %s, true)", [str(een.pk)])
    een.delete()
    assert not Huisgenoot.objects.exists()
    assert ander.gebeurtenissen.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_colleagues_who_say_it_at_once_from_both_sides_one_writes_it():
    een, ander = bouwers.zaak(), bouwers.zaak()
    kanten = cycle([(een, ander), (ander, een)])

    def zeg_het() -> int:
        zaak, met = next(kanten)
        nummer: int = leg_vast(zaak, met, zaak.behandelaar).pk
        return nummer

    assert len(set(in_draden(zeg_het, 6))) == 1
    assert Huisgenoot.objects.count() == 1
    assert een.gebeurtenissen.count() == ander.gebeurtenissen.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_who_takes_it_back_at_once_one_does():
    een, ander = bouwers.zaak(), bouwers.zaak()
    leg_vast(een, ander, een.behandelaar)
    door = een.behandelaar
    gedaan = in_draden(lambda: huisgenoten.haal_los(een, van=ander, door=door, nu=NU), 4)
    assert sorted(gedaan) == [False, False, False, True]
    assert een.gebeurtenissen.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_join_and_say_huisgenoten_at_once_do_not_both_win():
    for _ in range(4):
        een, ander = bouwers.zaak(), bouwers.zaak()
        door = een.behandelaar

        def vast(een=een, ander=ander, door=door):
            leg_vast(een, ander, door)

        def samen(een=een, ander=ander, door=door):
            samenvoegen.voeg_samen(ander, in_zaak=een, door=door, nu=NU)

        assert sorted(wie_lukt(vast, samen)) == [False, True]
        aantal = Samenvoeging.objects.filter(zaak=ander).count()
        assert aantal + Huisgenoot.objects.filter(zaak=een).count() == 1


@pytest.mark.django_db
class TestOpDePagina:
    @pytest.fixture
    def client(self, jo):
        client = Client()
        client.force_login(jo)
        return client

    def _stuur(self, client, op, **velden):
        adres = reverse("zaak_huisgenoot", args=[op.pk])
        return client.post(adres, {"relatie": "partner"} | velden, follow=True)

    def test_a_number_that_is_typed_returns_to_its_place(self, client, twee):
        een, ander = twee
        antwoord = self._stuur(client, een, zaak=ander.pk)
        assert antwoord.redirect_chain == [(f"/zaken/{een.pk}/#huisgenoot", 302)]
        assert f"Zaak {ander.pk} staat nu bij deze zaak" in antwoord.text
        assert staan_samen(een, ander)

    @pytest.mark.parametrize(
        ("velden", "wat"),
        [
            ({}, "Vul het nummer in."),
            ({"kandidaat": "andere"}, "Vul het nummer in."),
            ({"zaak": "999999"}, "Zaak 999999 is er niet. Kijk het nummer na."),
            ({"zaak": "twaalf"}, "Vul alleen het nummer in, bijvoorbeeld 12."),
            ({"kandidaat": "x"}, "Vul het nummer in."),
            ({"zaak": "1", "relatie": ""}, "Kies een antwoord."),
        ],
    )
    def test_what_is_wrong_is_said_at_the_form_and_writes_nothing(self, client, twee, velden, wat):
        antwoord = self._stuur(client, twee[0], **velden)
        assert antwoord.status_code == 422
        assert wat in antwoord.text
        assert not Huisgenoot.objects.exists()

    def test_a_zaak_of_another_gemeente_is_not_there(self, client, twee):
        elders = bouwers.zaak(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
        antwoord = self._stuur(client, twee[0], zaak=elders.pk)
        assert f"Zaak {elders.pk} is er niet." in antwoord.text

    def test_one_button_takes_it_back(self, client, twee, jo):
        een, ander = twee
        leg_vast(een, ander, jo)
        adres = reverse("zaak_huisgenoot_weg", args=[een.pk])
        antwoord = client.post(adres, {"zaak": ander.pk}, follow=True)
        assert f"Zaak {ander.pk} staat niet meer bij deze zaak." in antwoord.text
        assert not staan_samen(een, ander)
