"""The demo invents a town that the product itself could have lived through, the same every time."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test import override_settings
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from meldingen.models import Melding
from opvolging.models import (
    Afspraak,
    Doorverwijzing,
    Meting,
    OnvervuldeBehoefte,
    Termijn,
    Verkenning,
    Zaak,
)
from rapportage.management.commands import demodata
from rapportage.management.commands.demodata import momenten
from signaalpunt.fouten import Geweigerd
from signaalpunt.ingebouwd.voortgang import levensteken
from signaalpunt.models import Gebruiker, Gemeente
from tests import bouwers
from tests.rapportage.stad import verzin_demo

HIER = ZoneInfo("Europe/Amsterdam")

pytestmark = pytest.mark.django_db


def _stand():
    """What the town came to, and what was talked about in it."""
    besproken = [
        sorted(rijen.values_list(*velden))
        for rijen, velden in (
            (Meting.objects, ("op", "vorm", "totaal", "cijfer")),
            (Verkenning.objects, ("op", "mate", "geldzorgen")),
            (OnvervuldeBehoefte.objects, ("op", "wat", "waarom")),
            (Afspraak.objects, ("gemaakt_op", "begint_op")),
        )
    ]
    zaken = Zaak.objects.order_by("opgepakt_op").values_list("status", "uitkomst", "opgepakt_op")
    meldingen = Melding.objects.order_by("ontvangen_op").values_list("ontvangen_op", "deur", "taal")
    return list(zaken), list(meldingen), besproken


@pytest.mark.django_db(transaction=True)
def test_the_same_seed_and_date_give_the_same_town():
    verzin_demo(meldingen=20, jaren=1)
    eerste = _stand()
    call_command("flush", interactive=False, verbosity=0)
    verzin_demo(meldingen=20, jaren=1)
    assert _stand() == eerste
    call_command("flush", interactive=False, verbosity=0)
    verzin_demo(meldingen=20, jaren=1, zaad=8)
    assert _stand() != eerste


def test_the_demo_refers_people_and_waits_for_some():
    verzin_demo(meldingen=60, jaren=1)
    assert Doorverwijzing.objects.filter(status="aangenomen").exists()
    assert Termijn.objects.lopend().filter(doorverwijzing__isnull=False).exists()


def _verander_en_weiger() -> None:
    with transaction.atomic():
        Melding.objects.update(taal="de")
        _weiger()


def _ga_door_na_een_weigering() -> None:
    with transaction.atomic(), connection.execute_wrapper(demodata.zonder_spaarpunten):
        with suppress(Geweigerd):
            _verander_en_weiger()
        Melding.objects.count()


def test_what_is_refused_ends_the_demo_and_undoes_nothing_halfway():
    melding = bouwers.melding()
    with pytest.raises(TransactionManagementError):
        _ga_door_na_een_weigering()
    melding.refresh_from_db()
    assert melding.taal == ""


def test_production_never_gets_invented_people():
    with (
        override_settings(IS_DEMO=False),
        pytest.raises(CommandError, match="SIGNAALPUNT_OMGEVING"),
    ):
        verzin_demo()
    assert not Melding.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_large_town_comes_from_two_processes_and_is_still_the_same(monkeypatch, capfd):
    monkeypatch.setattr(demodata, "VEEL", 30)
    verzin_demo(meldingen=40, jaren=1)
    eerste = _stand()
    assert Melding.objects.count() == 40
    assert {"deel 1", "deel 2"} <= {regel[:6] for regel in capfd.readouterr().out.splitlines()}
    call_command("flush", interactive=False, verbosity=0)
    verzin_demo(meldingen=40, jaren=1)
    assert _stand() == eerste


@pytest.mark.django_db(transaction=True)
def test_a_part_that_fails_stops_the_whole(monkeypatch):
    monkeypatch.setattr(demodata, "VEEL", 30)
    monkeypatch.setattr(demodata, "neem_aan", _weiger)
    with pytest.raises(Geweigerd):
        verzin_demo(meldingen=40, jaren=1)


def _weiger(*args, **kwargs):
    raise Geweigerd("past niet")


@given(
    aantal=st.integers(1, 60),
    jaren=st.integers(1, 3),
    tot=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    seconde=st.integers(0, 24 * 3600 - 1),
)
@example(aantal=300, jaren=1, tot=date(2026, 1, 1), seconde=0)  # nothing of the year is over
@example(aantal=300, jaren=3, tot=date(2026, 3, 29), seconde=3600)  # summer time begins
def test_every_melding_has_a_moment_in_the_years_and_before_now(aantal, jaren, tot, seconde):
    nu = datetime.combine(tot, time(), HIER) + timedelta(seconds=seconde)
    gekozen = momenten(aantal, jaren, tot, nu, Random(1))
    begin = datetime(tot.year - jaren + 1, 1, 1, tzinfo=HIER)
    assert len(gekozen) == aantal
    assert gekozen == sorted(gekozen)
    assert begin <= gekozen[0]
    assert gekozen[-1] < nu or nu == begin


def test_a_day_that_is_over_keeps_its_moments():
    dag, daarna = date(2026, 3, 4), datetime(2026, 3, 5, tzinfo=HIER)
    gekozen = momenten(200, 1, dag, daarna, Random(1))
    assert gekozen == momenten(200, 1, dag, daarna + timedelta(days=9), Random(1))
    assert any(moment.date() == dag and moment.hour >= 12 for moment in gekozen)


@pytest.mark.parametrize("tot", [None, date(2026, 9, 16), date(2027, 1, 1)])
def test_the_demo_has_as_many_meldingen_as_asked_in_the_middle_of_the_night_too(monkeypatch, tot):
    nu = datetime(2026, 9, 16, 0, 10, tzinfo=HIER)
    monkeypatch.setattr(timezone, "now", lambda: nu)
    verzin_demo(meldingen=40, jaren=1, tot=tot)
    assert Melding.objects.count() == 40
    assert not Melding.objects.filter(ontvangen_op__gt=nu).exists()


@pytest.mark.django_db(transaction=True)
def test_a_demo_that_does_not_come_to_its_end_leaves_nothing(monkeypatch):
    def onderbroken(*_):
        assert Melding.objects.count() == 20
        raise KeyboardInterrupt

    monkeypatch.setattr(demodata, "publiceer_voorbije_jaren", onderbroken)
    with pytest.raises(KeyboardInterrupt):
        verzin_demo(meldingen=20, jaren=1)
    for model in (Melding, Gebruiker, Gemeente):
        assert not model.objects.exists()


def test_the_demo_says_how_far_it_is(monkeypatch, capsys):
    monkeypatch.setattr(demodata, "levensteken", partial(levensteken, stil=0.001))
    verzin_demo(meldingen=20, jaren=1)
    regels = capsys.readouterr().out.splitlines()
    assert "20 van 20 meldingen verzonnen" in regels
    assert len({regel for regel in regels if regel.endswith(" van 20 meldingen verzonnen")}) > 2
