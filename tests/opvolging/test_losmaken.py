"""Undoing a join: its own zaak, its own clock from the beginning, and no melder notices."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from meldingen.intake import Herkomst
from meldingen.models import Deur
from meldingen.volgcode import volgcode
from opvolging import aannemen, contact, klokken, losmaken, triage, volgen
from opvolging.models import Contact, Herinnering, Termijn, Zaak, ZaakMelding
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Bericht
from tests import bouwers
from tests.bouwers import NU
from tests.verzonden import verzonden

GEGEVENS = {
    "veilig": "ja",
    "betrokkene_telefoon": "043 000 00 01",
    "terugkoppeling": "email",
    "weet_ervan": "nee",
}


def _melding(nummer: int):
    herkomst = Herkomst(gemeente=bouwers.gemeente(), deur=Deur.IEMAND_ANDERS)
    wie = {"melder_naam": f"Melder {nummer}", "melder_email": f"melder{nummer}@voorbeeld.test"}
    sleutel = UUID(int=9000 + nummer)
    return aannemen.neem_aan(herkomst, GEGEVENS | wie, sleutel=sleutel, nu=NU)


@pytest.fixture
def jo(db):
    return bouwers.gebruiker(naam="Jo")


@pytest.fixture
def samen(jo):
    """Two meldingen that were joined; contact was made two hours later."""
    eerste, tweede = _melding(1), _melding(2)
    zaak = triage.pak_op(eerste, door=jo, nu=NU + timedelta(hours=1))
    triage.voeg_toe(tweede, zaak=zaak, door=jo, nu=NU + timedelta(hours=1))
    return eerste, tweede, zaak


def _spreek(zaak, jo, nu):
    contact.leg_vast(zaak, wijze=Contact.Wijze.TELEFOON, is_bereikt=True, door=jo, nu=nu)


def _stand(melding) -> volgen.Volgstand:
    gevonden = volgen.zoek(volgcode(melding.sleutel), nu=NU + timedelta(days=3))
    assert gevonden
    return volgen.stand(gevonden)


def _rest(termijn) -> set[str]:
    return set(termijn.herinneringen.values_list("status", flat=True))


@pytest.mark.django_db
def test_a_melding_that_is_taken_out_has_a_zaak_of_its_own_and_both_histories_say_so(samen):
    _, tweede, zaak = samen
    fatima = bouwers.gebruiker(naam="Fatima")
    nieuwe = losmaken.maak_los(tweede, zaak=zaak, door=fatima, nu=NU + timedelta(hours=3))
    assert (nieuwe.behandelaar, nieuwe.status) == (fatima, Zaak.Status.OPGEPAKT)
    assert ZaakMelding.objects.get(melding=tweede).zaak == nieuwe
    for regel in (zaak.gebeurtenissen.last(), nieuwe.gebeurtenissen.get()):
        assert regel is not None
        assert (regel.soort, regel.door) == ("melding_losgemaakt", fatima)
    assert f"staat nu in zaak {nieuwe.pk}." in zaak.gebeurtenissen.last().tekst
    assert f"stond in zaak {zaak.pk}." in nieuwe.gebeurtenissen.get().tekst


def _klok(melding) -> Termijn:
    return Termijn.objects.eerste_contact().get(melding=melding)


@pytest.mark.django_db
def test_the_clock_that_contact_with_the_other_person_stopped_runs_again_from_its_own_start(
    samen, jo
):
    eerste, tweede, zaak = samen
    voor = _klok(tweede)
    beloofd = (voor.gestart_op, voor.streef_op, voor.grens_op)
    _spreek(zaak, jo, NU + timedelta(hours=2))
    voor.refresh_from_db()
    assert voor.gestopt_op
    assert _rest(voor) == {"geannuleerd"}

    losmaken.maak_los(tweede, zaak=zaak, door=jo, nu=NU + timedelta(hours=3))
    voor.refresh_from_db()
    assert voor.gestopt_op is None
    assert voor.stopreden == ""
    assert (voor.gestart_op, voor.streef_op, voor.grens_op) == beloofd
    assert _rest(voor) == {"gepland"}
    van_jo = voor.herinneringen.filter(ontvanger=Herinnering.Ontvanger.BEHANDELAAR)
    assert {rij.gebruiker for rij in van_jo} == {jo}
    assert _klok(eerste).gestopt_op == NU + timedelta(hours=2)


@pytest.mark.django_db
def test_after_a_late_discovery_only_the_highest_step_that_passed_leaves(samen, jo):
    _, tweede, zaak = samen
    _spreek(zaak, jo, NU + timedelta(hours=2))
    laat = NU + timedelta(days=30)
    losmaken.maak_los(tweede, zaak=zaak, door=jo, nu=laat)
    om_contact = [rij for rij in verzonden(nu=laat) if rij.termijn.soort == "eerste_contact"]
    assert [rij.termijn.melding for rij in om_contact] == [tweede]


@pytest.mark.django_db
def test_who_did_speak_with_this_person_records_it_at_the_moment_it_was(samen, jo):
    _, tweede, zaak = samen
    _spreek(zaak, jo, NU + timedelta(hours=2))
    nieuwe = losmaken.maak_los(tweede, zaak=zaak, door=jo, nu=NU + timedelta(days=3))
    contact.leg_vast(
        nieuwe,
        wijze=Contact.Wijze.TELEFOON,
        is_bereikt=True,
        op=NU + timedelta(hours=2),
        door=jo,
        nu=NU + timedelta(days=3),
    )
    assert _klok(tweede).gestopt_op == NU + timedelta(hours=2)


@pytest.mark.django_db
@pytest.mark.parametrize("liep_nog", [True, False])
def test_of_a_melding_that_was_heropend_only_the_clock_of_the_first_contact_runs_again(
    samen, jo, liep_nog
):
    _, tweede, zaak = samen
    _spreek(zaak, jo, NU + timedelta(hours=2))
    begin = NU + timedelta(days=1)
    later = klokken.start(tweede, nu=begin, soort=Termijn.Soort.HEROPEND)
    if not liep_nog:
        _spreek(zaak, jo, begin + timedelta(hours=1))
    losmaken.maak_los(tweede, zaak=zaak, door=jo, nu=NU + timedelta(days=3))
    assert Termijn.objects.om_contact().lopend().get(melding=tweede).gestart_op == NU
    later.refresh_from_db()
    assert later.stopreden == ("opgegaan" if liep_nog else "contact")
    assert not later.herinneringen.filter(status=Herinnering.Status.GEPLAND).exists()


@pytest.mark.django_db
def test_a_clock_that_runs_goes_on_as_it_was(samen, jo):
    _, tweede, zaak = samen
    voor = Termijn.objects.eerste_contact().filter(melding=tweede).values().get()
    losmaken.maak_los(tweede, zaak=zaak, door=jo, nu=NU + timedelta(hours=3))
    assert Termijn.objects.eerste_contact().filter(melding=tweede).values().get() == voor


@pytest.mark.django_db
def test_the_melders_notice_nothing_and_never_read_of_each_other(samen, jo, client):
    eerste, tweede, zaak = samen
    post = set(Bericht.objects.values_list("pk", flat=True))
    standen = [_stand(melding) for melding in (eerste, tweede)]
    losmaken.maak_los(tweede, zaak=zaak, door=jo, nu=NU + timedelta(days=3))
    assert [_stand(melding) for melding in (eerste, tweede)] == standen
    assert set(Bericht.objects.values_list("pk", flat=True)) == post
    for melding, ander in ((eerste, 2), (tweede, 1)):
        tekst = client.post(
            "/volgen/", {"code": volgcode(melding.sleutel)}, follow=True
        ).content.decode()
        assert f"Melder {ander}" not in tekst
        assert f"melder{ander}@" not in tekst


@pytest.mark.django_db
def test_the_last_melding_of_a_zaak_stays(jo):
    melding = _melding(1)
    zaak = triage.pak_op(melding, door=jo, nu=NU)
    with pytest.raises(Geweigerd, match="enige melding"):
        losmaken.maak_los(melding, zaak=zaak, door=jo, nu=NU)


@pytest.mark.django_db
def test_a_melding_of_another_zaak_is_not_taken_out_of_this_one(samen, jo):
    _, _, zaak = samen
    with pytest.raises(Geweigerd, match="staat niet meer in deze zaak"):
        losmaken.maak_los(_melding(3), zaak=zaak, door=jo, nu=NU)


@pytest.mark.django_db
def test_nothing_is_taken_out_of_a_closed_zaak(samen, jo):
    _, tweede, zaak = samen
    uitkomst = {"uitkomst": "dubbel", "afgesloten_op": NU}
    Zaak.objects.filter(pk=zaak.pk).update(status="afgesloten", **uitkomst)
    with pytest.raises(Geweigerd, match="al afgesloten"):
        losmaken.maak_los(tweede, zaak=zaak, door=jo, nu=NU)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_undo_the_same_join_one_wins():
    jo = bouwers.gebruiker()
    eerste, tweede, derde = _melding(1), _melding(2), _melding(3)
    zaak = triage.pak_op(eerste, door=jo, nu=NU)
    for melding in (tweede, derde):
        triage.voeg_toe(melding, zaak=zaak, door=jo, nu=NU)

    def maak_los(_):
        try:
            return losmaken.maak_los(tweede, zaak=zaak, door=jo, nu=NU).pk
        except Geweigerd:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as draden:
        gelukt = [pk for pk in draden.map(maak_los, range(6)) if pk]
    assert len(gelukt) == 1
    assert Zaak.objects.count() == 2
    assert ZaakMelding.objects.get(melding=tweede).zaak_id == gelukt[0]


@pytest.mark.django_db(transaction=True)
def test_joining_elsewhere_and_undoing_at_once_leave_the_melding_in_exactly_one_zaak():
    jo = bouwers.gebruiker()
    eerste, tweede, elders = _melding(1), _melding(2), _melding(3)
    zaak, andere = (triage.pak_op(melding, door=jo, nu=NU) for melding in (eerste, elders))
    triage.voeg_toe(tweede, zaak=zaak, door=jo, nu=NU)

    def doe(nummer):
        try:
            if nummer % 2:
                losmaken.maak_los(tweede, zaak=zaak, door=jo, nu=NU)
            else:
                triage.voeg_toe(tweede, zaak=andere, door=jo, nu=NU)
        except Geweigerd:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as draden:
        uitslag = list(draden.map(doe, range(6)))
    # A melding of a zaak joins no other, but one that was just taken out may.
    assert 1 <= sum(uitslag) <= 4
    assert ZaakMelding.objects.filter(melding=tweede).count() == 1


@pytest.mark.django_db
def test_on_the_page_it_is_one_button_and_leads_to_the_new_zaak(samen, jo):
    _, tweede, zaak = samen
    client = Client()
    client.force_login(jo)
    assert f"Haal melding {tweede.pk} eruit" in client.get(f"/zaken/{zaak.pk}/").content.decode()
    adres = reverse("zaak_melding_losmaken", args=[zaak.pk])
    antwoord = client.post(adres, {"melding": tweede.pk}, follow=True)
    nieuwe = Zaak.objects.exclude(pk=zaak.pk).get()
    assert antwoord.redirect_chain == [(f"/zaken/{nieuwe.pk}/", 302)]
    assert "staat nu in deze eigen zaak, bij u." in antwoord.content.decode()
    assert "eruit</button>" not in client.get(f"/zaken/{zaak.pk}/").content.decode()
    opnieuw = client.post(adres, {"melding": tweede.pk}, follow=True)
    assert "staat niet meer in deze zaak" in opnieuw.content.decode()
