"""The mail of the week: at the first opening time, once, and counts only."""

import threading
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from opvolging import weekbericht
from opvolging.models import Termijn
from opvolging.tasks import leg_weekbericht_klaar
from signaalpunt import post
from signaalpunt.models import Bericht
from tests import bouwers
from tests.draden import in_draden

pytestmark = pytest.mark.django_db(transaction=True)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def op(dag: int, uur: int, minuut: int = 0) -> datetime:
    """A moment in September 2026; the 14th is a Monday."""
    return datetime(2026, 9, dag, uur, minuut, tzinfo=AMSTERDAM)


@pytest.fixture
def gemeente():
    return bouwers.gemeente_met_teamleider()


def gestopt(gemeente, klok_uren: int, nu: datetime) -> Termijn:
    termijn = bouwers.termijn(
        melding=bouwers.melding(gemeente=gemeente, ontvangen_op=nu - timedelta(hours=klok_uren))
    )
    Termijn.objects.filter(pk=termijn.pk).update(
        gestopt_op=nu,
        stopreden="contact",
        aantal_minuten=1,
        aantal_minuten_werkdag=1,
        aantal_minuten_klok=1,
    )
    return termijn


@pytest.mark.parametrize(
    ("nu", "aantal"),
    [
        (op(13, 12), 0),  # Sunday; the week before is due only in opening hours
        (op(14, 8, 59), 0),
        (op(14, 9), 1),
        (op(14, 22), 0),  # late, but not at night
        (op(15, 9, 30), 1),  # after a standstill on Monday
    ],
)
def test_it_leaves_when_the_week_opens(gemeente, nu, aantal):
    assert weekbericht.leg_klaar(nu=nu) == aantal


def test_after_a_closed_monday_it_leaves_on_tuesday(gemeente):
    bouwers.sluitingsdag(gemeente=gemeente, datum=date(2026, 9, 14))
    assert weekbericht.leg_klaar(nu=op(14, 10)) == 0
    assert weekbericht.leg_klaar(nu=op(15, 9)) == 1


def test_each_week_has_one_and_each_gemeente_its_own(gemeente):
    bouwers.gemeente(code="GM9999", naam="Elders", teammail="elders@voorbeeld.test")
    assert [weekbericht.leg_klaar(nu=op(14, uur)) for uur in (9, 10, 11)] == [2, 0, 0]
    assert weekbericht.leg_klaar(nu=op(21, 9)) == 2
    assert set(Bericht.objects.values_list("soort", flat=True)) == {"week"}
    assert {bericht.aan for bericht in Bericht.objects.all()} == {
        "leider@voorbeeld.test",
        "elders@voorbeeld.test",
    }


def test_two_engines_at_once_lay_one_ready(gemeente):
    tegelijk = threading.Barrier(3)

    def loop() -> None:
        tegelijk.wait()
        weekbericht.leg_klaar(nu=op(14, 9))

    in_draden(loop, 3)
    assert Bericht.objects.count() == 1


def test_it_counts_and_names_nobody(gemeente):
    nu = op(14, 9)
    laat = bouwers.melding(gemeente=gemeente, ontvangen_op=nu - timedelta(hours=60))
    bouwers.termijn(melding=laat)
    opgepakt = bouwers.melding(gemeente=gemeente, ontvangen_op=nu)
    bouwers.termijn(melding=opgepakt)
    bouwers.zaak(meldingen=[opgepakt])
    for uren in (10, 20, 50):
        gestopt(gemeente, uren, nu - timedelta(days=1))
    gestopt(gemeente, 10, nu - timedelta(days=8))
    bouwers.bericht(gemeente=gemeente)
    weekbericht.leg_klaar(nu=nu)
    post.verstuur(nu=nu)
    [brief] = mail.outbox
    for regel in (
        "Wacht op contact: 2",
        "Daarvan te laat: 1",
        "Daarvan nog van niemand: 1",
        "Contact in de afgelopen zeven dagen: 3, waarvan 67 procent op tijd",
        "Mail die niet aankwam: 1",
        "omdat u teamleider bent",
    ):
        assert regel in brief.body
    assert "Janssen" not in brief.body


def test_a_week_without_contact_has_no_percentage(gemeente):
    assert weekbericht.cijfers(gemeente, nu=op(14, 9))["procent_op_tijd"] is None
    weekbericht.leg_klaar(nu=op(14, 9))
    post.verstuur(nu=op(14, 9))
    assert "zeven dagen: 0\n" in mail.outbox[0].body


def test_the_task_looks_at_the_clock(gemeente):
    leg_weekbericht_klaar()
    assert Bericht.objects.count() <= 1
