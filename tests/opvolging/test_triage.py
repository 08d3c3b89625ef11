import threading
from datetime import timedelta

import pytest
from django.db import connection

from meldingen.models import Melding
from opvolging import bijstellen, triage
from opvolging.models import Gebeurtenis, Zaak, ZaakMelding
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db


@pytest.fixture
def heradressering(monkeypatch):
    """Which melding was re-addressed to whom."""
    geroepen = []
    monkeypatch.setattr(
        bijstellen, "heradresseer", lambda melding, *, aan: geroepen.append((melding, aan))
    )
    return geroepen


def test_oppakken_makes_a_zaak_with_its_first_gebeurtenis_and_readdresses(heradressering):
    melding, jo = bouwers.melding(), bouwers.gebruiker()
    zaak = triage.pak_op(melding, door=jo, nu=NU)
    assert (zaak.status, zaak.behandelaar, zaak.opgepakt_op) == (Zaak.Status.OPGEPAKT, jo, NU)
    assert melding.zaakmelding.zaak == zaak
    regel = zaak.gebeurtenissen.get()
    assert (regel.soort, regel.status, regel.door, regel.op) == ("opgepakt", "opgepakt", jo, NU)
    assert heradressering == [(melding, jo)]


def test_oppakken_twice_by_the_same_person_gives_the_same_zaak():
    melding, jo = bouwers.melding(), bouwers.gebruiker()
    assert triage.pak_op(melding, door=jo, nu=NU) == triage.pak_op(melding, door=jo, nu=NU)
    assert Gebeurtenis.objects.count() == 1


def test_who_comes_too_late_hears_who_has_it():
    melding = bouwers.melding()
    triage.pak_op(melding, door=bouwers.gebruiker(naam="Anneke Smeets"), nu=NU)
    with pytest.raises(Geweigerd) as weigering:
        triage.pak_op(melding, door=bouwers.gebruiker(), nu=NU)
    assert str(weigering.value) == (
        "Anneke Smeets heeft deze melding al opgepakt. U hoeft niets te doen."
    )
    assert Zaak.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_connections_that_take_up_at_once_exactly_one_wins_and_the_other_hears_who():
    melding = bouwers.melding()
    namen = ["Anneke", "Jo", "Fatima", "Sem"]
    mensen = [bouwers.gebruiker(naam=naam) for naam in namen]
    klaar = threading.Barrier(len(mensen))
    uitslag: dict[str, str] = {}

    def pak_op(wie):
        try:
            klaar.wait(timeout=10)
            triage.pak_op(Melding.objects.get(pk=melding.pk), door=wie, nu=NU)
            uitslag[wie.naam] = "gewonnen"
        except Geweigerd as weigering:
            uitslag[wie.naam] = str(weigering)
        finally:
            connection.close()

    draden = [threading.Thread(target=pak_op, args=(wie,)) for wie in mensen]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=20)
    winnaar = Zaak.objects.get().behandelaar.naam
    verliezers = set(uitslag) - {winnaar}
    assert set(uitslag) == set(namen)
    assert uitslag[winnaar] == "gewonnen"
    assert {uitslag[naam] for naam in verliezers} == {
        f"{winnaar} heeft deze melding al opgepakt. U hoeft niets te doen."
    }
    assert (ZaakMelding.objects.count(), Gebeurtenis.objects.count()) == (1, 1)


def test_a_second_melding_about_the_same_person_joins_the_zaak(heradressering):
    zaak, melding = bouwers.zaak(), bouwers.melding()
    triage.voeg_toe(melding, zaak=zaak, door=bouwers.gebruiker(), nu=NU)
    assert melding.zaakmelding.zaak == zaak
    assert zaak.gebeurtenissen.get().tekst == f"Melding {melding.pk}"
    assert heradressering == [(melding, zaak.behandelaar)]


def test_contact_since_the_melding_came_in_stops_its_clock_when_it_joins():
    zaak = bouwers.zaak(status=Zaak.Status.CONTACT_GELEGD)
    for uren in (2, 5):
        bouwers.contact(zaak=zaak, is_bereikt=True, op=NU + timedelta(hours=uren))
    ervoor, erna = bouwers.termijn(), bouwers.termijn(gestart_op=NU + timedelta(hours=6))
    Melding.objects.filter(pk=erna.melding.pk).update(ontvangen_op=erna.gestart_op)
    for klok in (ervoor, erna):
        melding = Melding.objects.get(pk=klok.melding.pk)
        triage.voeg_toe(melding, zaak=zaak, door=zaak.behandelaar, nu=NU + timedelta(hours=9))
        klok.refresh_from_db()
    assert (ervoor.gestopt_op, erna.gestopt_op) == (NU + timedelta(hours=2), None)


def test_joining_twice_adds_nothing():
    zaak, melding = bouwers.zaak(), bouwers.melding()
    for _ in range(2):
        triage.voeg_toe(melding, zaak=zaak, door=zaak.behandelaar, nu=NU)
    assert zaak.gebeurtenissen.count() == 1


def test_a_melding_of_another_zaak_cannot_join():
    melding = bouwers.melding()
    andere = bouwers.zaak(meldingen=[melding], behandelaar=bouwers.gebruiker(naam="Jo"))
    zaak = bouwers.zaak()
    with pytest.raises(Geweigerd) as weigering:
        triage.voeg_toe(melding, zaak=zaak, door=zaak.behandelaar, nu=NU)
    assert f"Jo heeft deze melding al opgepakt in zaak {andere.pk}." in str(weigering.value)
    assert "Voeg dan de zaken samen." in str(weigering.value)


def test_a_melding_of_another_gemeente_cannot_join():
    elders = bouwers.gemeente(code="GM9999", naam="Elders")
    zaak = bouwers.zaak()
    with pytest.raises(Geweigerd, match="hoort bij een andere gemeente"):
        triage.voeg_toe(bouwers.melding(gemeente=elders), zaak=zaak, door=zaak.behandelaar, nu=NU)


def test_handing_over_changes_the_behandelaar_and_readdresses_every_melding(heradressering):
    meldingen = [bouwers.melding(), bouwers.melding()]
    zaak, fatima = bouwers.zaak(meldingen=meldingen), bouwers.gebruiker(naam="Fatima")
    triage.draag_over(zaak, aan=fatima, toelichting="Ik ben vrij.", door=zaak.behandelaar, nu=NU)
    zaak.refresh_from_db()
    assert zaak.behandelaar == fatima
    assert zaak.gebeurtenissen.get().tekst == "Aan Fatima. Ik ben vrij."
    assert heradressering == [(zaak, fatima)]  # of all its meldingen, and of the zaak itself


def test_handing_over_to_who_has_it_already_adds_nothing():
    zaak = bouwers.zaak()
    triage.draag_over(zaak, aan=zaak.behandelaar, door=zaak.behandelaar, nu=NU)
    assert not zaak.gebeurtenissen.exists()


@pytest.mark.parametrize("rol", [Rol.MAATJE, Rol.GEMEENTE, Rol.BEHEERDER])
def test_handing_over_outside_the_team_is_refused(rol):
    zaak = bouwers.zaak()
    with pytest.raises(Geweigerd, match="hoort niet bij het team"):
        triage.draag_over(zaak, aan=bouwers.gebruiker(rol), door=zaak.behandelaar, nu=NU)


def test_handing_over_to_who_left_or_works_elsewhere_is_refused():
    zaak = bouwers.zaak()
    elders = bouwers.gebruiker(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    for iemand in (bouwers.gebruiker(is_active=False), elders):
        with pytest.raises(Geweigerd, match="hoort niet bij het team"):
            triage.draag_over(zaak, aan=iemand, door=zaak.behandelaar, nu=NU)


def test_handing_over_what_a_colleague_took_over_meanwhile_is_refused_with_the_name():
    zaak = bouwers.zaak()
    Zaak.objects.filter(pk=zaak.pk).update(behandelaar=bouwers.gebruiker(naam="Fatima"))
    with pytest.raises(Geweigerd, match="Fatima heeft deze zaak zojuist overgenomen"):
        triage.draag_over(zaak, aan=bouwers.gebruiker(), door=zaak.behandelaar, nu=NU)


def test_the_werkvoorraad_holds_running_clocks_of_the_own_gemeente_least_time_first():
    laat = bouwers.termijn(gestart_op=NU)
    eerst = bouwers.termijn(gestart_op=NU - timedelta(hours=20))
    bouwers.termijn(melding=bouwers.melding(gemeente=bouwers.gemeente(code="GM9999")))
    assert list(triage.werkvoorraad(bouwers.gebruiker())) == [eerst, laat]
    assert not triage.werkvoorraad(bouwers.gebruiker(Rol.GEMEENTE)).exists()


def test_a_stopped_clock_leaves_the_werkvoorraad():
    bouwers.termijn(
        gestopt_op=NU,
        stopreden="contact",
        aantal_minuten=1,
        aantal_minuten_werkdag=1,
        aantal_minuten_klok=1,
    )
    assert not triage.werkvoorraad(bouwers.gebruiker()).exists()


def test_in_contact_are_the_open_zaken_with_contact_longest_first():
    status = Zaak.Status
    later = bouwers.zaak(status=status.CONTACT_GELEGD, opgepakt_op=NU)
    eerder = bouwers.zaak(status=status.IN_BEGELEIDING, opgepakt_op=NU - timedelta(days=3))
    bouwers.zaak(status=status.OPGEPAKT)
    bouwers.zaak(status=status.AFGESLOTEN, uitkomst=Zaak.Uitkomst.ADVIES, afgesloten_op=NU)
    assert list(triage.in_contact(bouwers.gebruiker())) == [eerder, later]
