"""Taken up and then nothing: told first, free a working day later, and never behind a deputy."""

from datetime import datetime, timedelta

import pytest

from opvolging import contact, klokken, nakijken, triage, verloop, vrijgeven
from opvolging.kalender import AMSTERDAM
from opvolging.models import Contact, Gebeurtenis, Termijn, Zaak
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden

pytestmark = pytest.mark.django_db
UUR = timedelta(hours=1)
WO, DO = NU + 24 * UUR, NU + 48 * UUR  # NU is a Tuesday


@pytest.fixture
def leider():
    leider = bouwers.gebruiker(Rol.COORDINATOR, naam="Lea Leider")
    leider.gemeente.teamleider = leider
    leider.gemeente.save()
    return leider


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def zaak(jo, leider):
    klok = klokken.start(bouwers.melding(), nu=NU)
    return triage.pak_op(klok.melding, door=jo, nu=NU)


def _bij(zaak):
    return Zaak.objects.get(pk=zaak.pk).behandelaar.naam


def _voorraad(client, wie):
    client.force_login(wie)
    return client.get("/werkvoorraad/").text


def test_a_rule_that_changed_for_all_is_no_work_on_a_zaak(client, zaak, jo, leider):
    assert vrijgeven.geef_vrij(nu=WO) == 0
    verloop.schrijf_bij(zaak, Gebeurtenis.Soort.HERREKEND, door=leider, nu=WO + UUR)
    assert "er gebeurt niets" in _voorraad(client, jo)
    assert "Hier gebeurt niets." in client.get(f"/zaken/{zaak.pk}/").text
    assert vrijgeven.geef_vrij(nu=DO) == 1


def test_who_lets_it_lie_is_told_and_a_working_day_later_it_is_of_the_teamleider(
    client, zaak, jo, leider
):
    assert vrijgeven.geef_vrij(nu=WO - UUR) == 0
    assert Zaak.objects.get().stil_gemeld_op is None
    assert vrijgeven.geef_vrij(nu=WO) == 0
    assert "er gebeurt niets" in _voorraad(client, jo)
    assert "Hier gebeurt niets." in client.get(f"/zaken/{zaak.pk}/").text
    assert vrijgeven.geef_vrij(nu=DO - UUR) == 0
    assert _bij(zaak) == "Jo Claessens"
    assert vrijgeven.geef_vrij(nu=DO) == 1
    assert _bij(zaak) == "Lea Leider"
    tekst = _voorraad(client, leider)
    assert "nieuw bij u, van het signaalpunt zelf" in tekst
    assert "Bij Jo Claessens gebeurde er niets." in tekst
    assert "er gebeurt niets" not in tekst


def test_the_history_and_the_reminders_follow(zaak, leider):
    for moment in (WO, DO):
        nakijken.kijk_na(nu=moment)
    regel = zaak.gebeurtenissen.get(soort=Gebeurtenis.Soort.VRIJGEGEVEN)
    assert (regel.door, regel.op) == (None, DO)
    rijen = Termijn.objects.get().herinneringen.filter(ontvanger="behandelaar", status="gepland")
    assert {rij.gebruiker for rij in rijen} == {leider}


def test_on_the_page_nobody_did_it(client, zaak, leider):
    for moment in (WO, DO):
        vrijgeven.geef_vrij(nu=moment)
    client.force_login(leider)
    tekst = client.get(f"/zaken/{zaak.pk}/").text
    assert "door het signaalpunt zelf" in tekst
    assert "door de melder" not in tekst


def test_of_many_the_longest_silence_comes_first(monkeypatch, jo, leider):
    for op in (NU + 12 * UUR, NU):
        klok = klokken.start(bouwers.melding(), nu=op)
        bouwers.zaak(meldingen=[klok.melding], behandelaar=jo, opgepakt_op=op)
    monkeypatch.setattr(vrijgeven, "HOOGSTENS", 1)
    vrijgeven.geef_vrij(nu=WO)
    assert Zaak.objects.get(stil_gemeld_op=WO).opgepakt_op == NU


def test_without_a_history_it_counts_from_when_it_was_taken_up(jo, leider):
    klok = klokken.start(bouwers.melding(), nu=NU)
    bouwers.zaak(meldingen=[klok.melding], behandelaar=jo, opgepakt_op=NU)
    assert [vrijgeven.geef_vrij(nu=moment) for moment in (WO, DO)] == [0, 1]


def test_looking_again_changes_nothing(zaak):
    for uur in range(100):
        vrijgeven.geef_vrij(nu=WO + uur * UUR)
    assert zaak.gebeurtenissen.filter(soort="vrijgegeven").count() == 1


def test_a_weekend_is_no_silence(jo, leider):
    vrijdag = datetime(2026, 9, 18, 15, 0, tzinfo=AMSTERDAM)
    klok = klokken.start(bouwers.melding(ontvangen_op=vrijdag), nu=vrijdag)
    triage.pak_op(klok.melding, door=jo, nu=vrijdag)
    vrijgeven.geef_vrij(nu=vrijdag + 71 * UUR)
    assert Zaak.objects.get().stil_gemeld_op is None
    vrijgeven.geef_vrij(nu=vrijdag + 72 * UUR)
    assert Zaak.objects.get().stil_gemeld_op == vrijdag + 72 * UUR


def test_an_attempt_breaks_the_silence_also_after_it_was_told(client, zaak, jo):
    vrijgeven.geef_vrij(nu=WO)
    contact.leg_vast(zaak, wijze=Contact.Wijze.TELEFOON, is_bereikt=False, door=jo, nu=WO + UUR)
    assert "er gebeurt niets" not in _voorraad(client, jo)
    assert vrijgeven.geef_vrij(nu=DO) == 0
    assert vrijgeven.geef_vrij(nu=DO + UUR) == 0  # silent again: told again
    assert Zaak.objects.get().stil_gemeld_op == DO + UUR
    assert _bij(zaak) == "Jo Claessens"


def test_who_was_spoken_to_and_who_waits_on_purpose_stay_where_they_are(zaak, jo):
    contact.leg_vast(
        zaak,
        wijze=Contact.Wijze.TELEFOON,
        is_bereikt=False,
        opnieuw_op=DO + 48 * UUR,
        door=jo,
        nu=NU + UUR,
    )
    assert vrijgeven.onaangeroerd(nu=DO).count() == 0
    assert vrijgeven.onaangeroerd(nu=DO + 49 * UUR).count() == 1
    Termijn.objects.update(stil_tot=DO + 60 * UUR)
    assert vrijgeven.onaangeroerd(nu=DO + 49 * UUR).count() == 0
    Termijn.objects.update(stil_tot=None)
    contact.leg_vast(zaak, wijze=Contact.Wijze.TELEFOON, is_bereikt=True, door=jo, nu=DO)
    assert vrijgeven.onaangeroerd(nu=DO + 49 * UUR).count() == 0


def test_who_is_away_with_a_deputy_keeps_it(zaak, jo):
    jo.plaatsvervanger = bouwers.gebruiker()
    jo.save()
    dag = NU.date()
    rij = bouwers.afwezigheid(gebruiker=jo, van=dag, tot_en_met=dag + timedelta(days=9))
    for moment in (WO, DO):
        vrijgeven.geef_vrij(nu=moment)
    assert Zaak.objects.get().stil_gemeld_op is None
    rij.ingetrokken_op, rij.ingetrokken_door = DO, jo
    rij.save()
    vrijgeven.geef_vrij(nu=DO)
    assert Zaak.objects.get().stil_gemeld_op == DO


@pytest.mark.parametrize("velden", [{"stilte_uren": 0}, {"teamleider": None}])
def test_set_to_zero_or_without_teamleider_nothing_moves(zaak, leider, velden):
    type(leider.gemeente).objects.update(**velden)
    for moment in (WO, DO):
        assert vrijgeven.geef_vrij(nu=moment) == 0
    assert _bij(zaak) == "Jo Claessens"


@pytest.mark.django_db(transaction=True)
def test_two_that_look_at_once_release_it_once(zaak):
    vrijgeven.geef_vrij(nu=WO)
    assert sum(in_draden(lambda: vrijgeven.geef_vrij(nu=DO), 2)) == 1
    assert zaak.gebeurtenissen.filter(soort="vrijgegeven").count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_attempt_at_the_same_moment_wins_or_is_refused_by_nobody(zaak, jo):
    """Whichever is first: the attempt is written down, and nothing is released after it."""
    vrijgeven.geef_vrij(nu=WO)
    doen = iter(
        [
            lambda: vrijgeven.geef_vrij(nu=DO),
            lambda: contact.leg_vast(
                zaak, wijze=Contact.Wijze.BEZOEK, is_bereikt=False, door=jo, nu=DO
            ),
        ]
    )
    in_draden(lambda: next(doen)(), 2)
    soorten = list(zaak.gebeurtenissen.order_by("pk").values_list("soort", flat=True))
    assert soorten[:1] == ["opgepakt"]
    assert "poging" in soorten
    assert soorten in (["opgepakt", "poging"], ["opgepakt", "vrijgegeven", "poging"])
