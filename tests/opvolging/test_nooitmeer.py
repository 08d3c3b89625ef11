"""Never contact me again: kept as keyed hashes, and a warning for who comes across them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import nooitmeer
from opvolging.hulpvraag import sleutel_van
from opvolging.models import NooitMeer, Zaak
from signaalpunt import zoekhash
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
TELEFOON, ADRES = "043 321 11 11", {"postcode": "6216 AB", "huisnummer": "14"}
WAARSCHUWING = "Iemand met dit nummer of op dit adres"


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


def maak_zaak(jo, **velden):
    melding = bouwers.melding(**{"betrokkene_telefoon": TELEFOON, **ADRES} | velden)
    return bouwers.zaak(behandelaar=jo, meldingen=[melding], status=Zaak.Status.CONTACT_GELEGD)


def zet(zaak):
    nooitmeer.zet_op_de_lijst(zaak, door=zaak.behandelaar, nu=NU)


def test_only_hashes_are_kept_of_phone_and_address_and_no_zaak(jo):
    zaak = maak_zaak(jo)
    for _ in range(2):
        zet(zaak)
    rijen = NooitMeer.objects.order_by("soort").values_list("soort", "waarde_hash", "op")
    assert list(rijen) == [
        ("adres", zoekhash.adres(*ADRES.values()), NU.date()),
        ("telefoon", zoekhash.telefoon(TELEFOON), NU.date()),
    ]
    assert {veld.name for veld in NooitMeer._meta.fields} == {
        *("id", "gemeente", "soort", "waarde_hash", "op", "door"),
    }
    assert [regel.soort for regel in zaak.gebeurtenissen.all()] == ["nooit_meer"]


@pytest.mark.parametrize("uitkomst", ["advies", "niet_bereikt", "wil_geen_hulp"])
def test_who_asks_for_it_after_the_zaak_closed_is_left_alone_too(jo, client, uitkomst):
    zaak = maak_zaak(jo)
    dicht = {"status": Zaak.Status.AFGESLOTEN, "uitkomst": uitkomst, "afgesloten_op": NU}
    Zaak.objects.filter(pk=zaak.pk).update(**dicht)
    assert "Zet op de lijst" in client.get(reverse("zaak", args=[zaak.pk])).text
    antwoord = client.post(reverse("zaak_nooit_meer", args=[zaak.pk]), follow=True)
    assert "Niet meer benaderen" in antwoord.text
    assert NooitMeer.objects.count() == 2


def test_without_a_number_or_address_there_is_nothing_to_remember(jo):
    with pytest.raises(Geweigerd, match="niets om te onthouden"):
        zet(maak_zaak(jo, betrokkene_telefoon="", postcode="", huisnummer=""))


@pytest.mark.parametrize(
    ("velden", "staat_erop"),
    [
        ({"betrokkene_telefoon": "+31433211111", "postcode": ""}, True),
        ({"betrokkene_telefoon": "043 111 11 11", "toevoeging": "b"}, True),
        ({"betrokkene_telefoon": "043 111 11 11", "huisnummer": "16"}, False),
        ({"betrokkene_telefoon": "", "postcode": "", "huisnummer": ""}, False),
    ],
)
def test_a_later_melding_with_the_same_number_or_address_warns_on_its_zaak(
    client, jo, velden, staat_erop
):
    zet(maak_zaak(jo))
    tekst = client.get(reverse("zaak", args=[maak_zaak(jo, **velden).pk])).text
    assert (WAARSCHUWING in tekst) is staat_erop


def test_the_intake_warns_while_somebody_types(client, jo):
    zet(maak_zaak(jo))
    adres, deur = reverse("intake_dubbel"), {"deur": "iemand_anders"}
    assert WAARSCHUWING in client.post(adres, deur | {"betrokkene_telefoon": TELEFOON}).text
    assert WAARSCHUWING in client.post(adres, deur | ADRES).text
    assert WAARSCHUWING not in client.post(adres, deur | {"betrokkene_telefoon": "043 1"}).text


def test_the_list_of_another_gemeente_warns_nobody_here(client, jo):
    elders = bouwers.gemeente(code="GM9999", naam="Elders")
    daar = bouwers.gebruiker(gemeente=elders)
    zet(maak_zaak(daar, gemeente=elders))
    assert WAARSCHUWING not in client.get(reverse("zaak", args=[maak_zaak(jo).pk])).text
    assert not NooitMeer.objects.zichtbaar_voor(jo).exists()
    assert not NooitMeer.objects.zichtbaar_voor(
        bouwers.gebruiker(Rol.BEHEERDER, gemeente=elders)
    ).exists()
    assert NooitMeer.objects.zichtbaar_voor(daar).exists()


def test_it_is_one_click_on_the_zaak_and_back(client, jo):
    zaak = maak_zaak(jo)
    adres = reverse("zaak", args=[zaak.pk])
    assert "“Bel mij nooit meer”" in client.get(adres).text
    antwoord = client.post(reverse("zaak_nooit_meer", args=[zaak.pk]), follow=True)
    assert "Wij onthouden het." in antwoord.text
    assert WAARSCHUWING in antwoord.text
    for _ in range(2):
        antwoord = client.post(reverse("zaak_weer_wel", args=[zaak.pk]), follow=True)
    assert WAARSCHUWING not in antwoord.text
    assert not NooitMeer.objects.exists()
    assert [r.soort for r in zaak.gebeurtenissen.all()] == ["nooit_meer", "weer_wel"]


def test_who_was_not_spoken_to_cannot_have_asked(client, jo):
    zaak = bouwers.zaak(behandelaar=jo, meldingen=[bouwers.melding(betrokkene_telefoon=TELEFOON)])
    assert "“Bel mij nooit meer”" not in client.get(reverse("zaak", args=[zaak.pk])).text


def test_nothing_to_remember_is_said(client, jo):
    zaak = maak_zaak(jo, betrokkene_telefoon="", postcode="", huisnummer="")
    antwoord = client.post(reverse("zaak_nooit_meer", args=[zaak.pk]), follow=True)
    assert "niets om te onthouden" in antwoord.text


class TestWhatWeAskedOthers:
    @pytest.fixture
    def zaak(self, jo):
        zaak = maak_zaak(jo)
        velden = {"status": Zaak.Status.IN_BEGELEIDING, "oordeel": "terecht", "hulpwens": "ja"}
        Zaak.objects.filter(pk=zaak.pk).update(**velden)
        return Zaak.objects.get(pk=zaak.pk)

    def zet(self, client, zaak) -> str:
        adres = reverse("zaak_nooit_meer", args=[zaak.pk])
        return str(client.post(adres, follow=True).text)

    def test_an_organisation_that_did_not_answer_reads_nothing_any_more(self, client, zaak):
        deze = bouwers.doorverwijzing(zaak=zaak)
        bouwers.toestemming(zaak=zaak, soort="delen", partner=deze.naar)
        moment = timezone.now() + timedelta(days=3)
        bouwers.termijn_op(doorverwijzing=deze, soort="doorverwijzing", grens_op=moment)
        link = bouwers.partnerlink(doorverwijzing=deze, geldig_tot=moment)
        adres = reverse("hulpvraag", args=[sleutel_van(link)])
        assert Client().get(adres).status_code == 200
        tekst = self.zet(client, zaak)
        assert f"De vraag aan {deze.naar} is ingetrokken." in tekst
        assert Client().get(adres).status_code == 404
        assert not deze.termijnen.lopend().exists()

    def test_what_was_asked_because_of_danger_goes_on(self, client, zaak):
        deze = bouwers.doorverwijzing(
            zaak=zaak, toestemming_op=None, toestemming="", waarom_zonder="Nu.", is_acuut=True
        )
        assert "is ingetrokken" not in self.zet(client, zaak)
        deze.refresh_from_db()
        assert deze.is_open

    @pytest.mark.parametrize(
        ("status", "wordt", "zin"),
        [
            ("voorgesteld", "ingetrokken", "Het voorstel aan Toon is ingetrokken."),
            ("geaccepteerd", "beeindigd", "Toon zei al ja en zag het telefoonnummer."),
            ("actief", "actief", "Toon is nog het maatje."),
        ],
    )
    def test_a_maatje_that_did_not_begin_sees_nothing_any_more(
        self, client, zaak, status, wordt, zin
    ):
        deze = bouwers.koppeling(
            deelnemer=bouwers.deelnemer(zaak=zaak),
            maatje=bouwers.maatje(naam="Toon"),
            status=status,
        )
        assert zin in self.zet(client, zaak)
        deze.refresh_from_db()
        assert deze.status == wordt
        maatje = Client()
        maatje.force_login(deze.maatje.gebruiker)
        assert ("Bertha" in maatje.get(reverse("mijn")).text) is (status == "actief")

    def test_the_next_step_is_to_close_until_it_is_taken_back(self, client, zaak):
        stap = "Deze persoon wil geen contact meer. Sluit de zaak af."
        assert stap in self.zet(client, zaak)
        terug = client.post(reverse("zaak_weer_wel", args=[zaak.pk]), follow=True)
        assert stap not in terug.text
