"""Who is late stays late: after the last step the teamleider hears it each working day."""

from datetime import datetime, timedelta

import pytest

from opvolging import aanhouden, herinneringen, klokken, nakijken
from opvolging.kalender import AMSTERDAM
from opvolging.models import Herinnering, Pauze, Termijn
from signaalpunt.models import Bericht, Gebruiker
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden

pytestmark = pytest.mark.django_db
UUR = timedelta(hours=1)
VRIJDAG = datetime(2026, 9, 18, 10, 0, tzinfo=AMSTERDAM)  # the ladder of NU ends on this day


@pytest.fixture
def zaak():
    """Late, with everything sent that its ladder has."""
    zaak = bouwers.zaak()
    klokken.start(zaak.zaakmeldingen.get().melding, nu=NU)
    herinneringen.verzend(nu=VRIJDAG)
    return zaak


@pytest.fixture
def leider(zaak):
    leider = bouwers.gebruiker(Rol.COORDINATOR, email="leider@voorbeeld.test")
    zaak.gemeente.teamleider = leider
    zaak.gemeente.save()
    return leider


def _extra():
    return Herinnering.objects.filter(stap__gt=5).order_by("stap")


def _loop(van, dagen):
    """What beat does: look every hour, and send."""
    for uur in range(24 * dagen):
        nakijken.kijk_na(nu=van + uur * UUR)
        herinneringen.verzend(nu=van + uur * UUR)


def test_it_is_said_at_opening_time_of_each_working_day(zaak, leider):
    assert not Herinnering.objects.filter(status="gepland").exists()
    _loop(VRIJDAG, dagen=6)
    dagen = [datetime(2026, 9, dag, 9, 0, tzinfo=AMSTERDAM) for dag in (21, 22, 23, 24)]
    gezegd = _extra().filter(status="verzonden")
    assert [rij.gepland_op for rij in gezegd] == dagen
    assert {rij.ging_naar for rij in gezegd} == {leider}
    assert {rij.waarom for rij in gezegd} == {"teamleider"}
    aanhouden.houd_aan(nu=dagen[-1])
    assert _extra().get(status="gepland").gepland_op == dagen[-1] + timedelta(days=1)


def test_looking_often_plans_one_row_at_a_time(zaak):
    for _ in range(3):
        aanhouden.houd_aan(nu=VRIJDAG)
    assert [rij.stap for rij in _extra()] == [6]


@pytest.mark.django_db(transaction=True)
def test_two_that_look_at_once_plan_one_row(zaak):
    in_draden(lambda: aanhouden.houd_aan(nu=VRIJDAG), 2)
    assert _extra().count() == 1


def test_it_ends_with_the_clock(zaak):
    aanhouden.houd_aan(nu=VRIJDAG)
    klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, nu=VRIJDAG)
    assert _extra().get().status == "geannuleerd"
    _loop(VRIJDAG, dagen=4)
    assert _extra().count() == 1


def test_before_the_limit_and_during_a_pause_nothing_is_added(zaak):
    termijn = Termijn.objects.get()
    assert not aanhouden.stil(nu=termijn.grens_op).exists()
    termijn.stil_tot = VRIJDAG + UUR
    termijn.save()
    assert not aanhouden.stil(nu=VRIJDAG).exists()
    assert aanhouden.stil(nu=VRIJDAG + UUR).get() == termijn
    assert not Pauze.objects.exists()


def test_after_weeks_of_standstill_one_row_leaves_and_then_one_a_day(zaak, leider):
    aanhouden.houd_aan(nu=VRIJDAG)
    later = VRIJDAG + timedelta(days=24)  # a Monday in October
    _loop(later, dagen=2)
    weg = _extra().filter(status="verzonden")
    assert [rij.afgehandeld_op for rij in weg] == [later, later + 23 * UUR, later + 47 * UUR]


def test_a_mail_that_failed_is_followed_by_the_next_day(zaak):
    Herinnering.objects.filter(stap=5).update(status="mislukt")
    assert aanhouden.houd_aan(nu=VRIJDAG) == 1


def test_where_nobody_is_left_the_team_hears_it(zaak, leider):
    Gebruiker.objects.update(is_active=False)
    Bericht.objects.all().delete()
    _loop(VRIJDAG, dagen=4)
    rij = _extra().filter(status="verzonden").first()
    assert rij is not None
    assert (rij.waarom, rij.ging_naar) == ("team", None)
    assert {bericht.aan for bericht in Bericht.objects.all()} == {"team@voorbeeld.test"}


def test_what_is_added_hides_no_missing_step(zaak):
    aanhouden.houd_aan(nu=VRIJDAG)
    Herinnering.objects.filter(stap=2).delete()
    assert nakijken.zonder_ladder().count() == 1


def test_at_night_it_is_said_whose_work_is_of_nobody(zaak, caplog):
    Gebruiker.objects.update(is_active=False)
    bouwers.zaak(status="contact_gelegd", behandelaar=zaak.behandelaar)
    nacht = VRIJDAG.replace(hour=nakijken.NACHT)
    nakijken.kijk_na(nu=nacht + UUR)
    caplog.clear()
    nakijken.kijk_na(nu=nacht)
    regel = next(r for r in caplog.records if r.getMessage() == nakijken.COLLEGA_WEG)
    assert regel.__dict__["aantal"] == 2
