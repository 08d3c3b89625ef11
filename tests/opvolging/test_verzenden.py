"""What a run of the dispatcher costs: one claim in memory, and questions for each claim."""

import gc
import tracemalloc
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opvolging import bijstellen, herinneringen, klokken, triage
from opvolging.models import Herinnering
from signaalpunt.models import Bericht
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
GRENS = NU + timedelta(hours=48)


def test_an_engine_holds_one_claim_at_a_time_however_much_is_due(monkeypatch):
    monkeypatch.setattr(herinneringen, "PER_GREEP", 25)
    gemeten = []
    for aantal in (50, 500):
        for _ in range(aantal):
            termijn = bouwers.termijn(melding=bouwers.melding())
            Herinnering.objects.create(
                gemeente=termijn.gemeente, termijn=termijn, regelversie=1, stap=2, ontvanger="team",
                gepland_op=GRENS,
            )  # fmt: skip
        gc.collect()
        tracemalloc.start()
        assert herinneringen.verzend(nu=GRENS) == aantal
        gemeten.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert gemeten[1] < 1.3 * gemeten[0] + 50_000


def test_what_was_cancelled_while_an_engine_judged_it_stays_cancelled(monkeypatch):
    klok = klokken.start(bouwers.melding(), nu=NU)
    besluit = herinneringen._besluit

    def eerst_gestopt(*args, **velden) -> None:
        bijstellen.annuleer([klok.pk], nu=GRENS)
        besluit(*args, **velden)

    monkeypatch.setattr(herinneringen, "_besluit", eerst_gestopt)  # of the lower steps
    assert herinneringen.verzend(nu=GRENS) == 0
    assert set(klok.herinneringen.values_list("status", flat=True)) == {"geannuleerd"}


def _komt(aantal: int, **velden) -> None:
    for _ in range(aantal):
        klokken.start(bouwers.melding(**velden), nu=NU)


def _bij_de_leider(aantal: int) -> None:
    """Of whom the zaak has to say whether it is as the behandelaar."""
    gemeente = bouwers.gemeente()
    gemeente.teamleider = gemeente.teamleider or bouwers.gebruiker(Rol.COORDINATOR)
    gemeente.save()
    for _ in range(aantal):
        melding = bouwers.melding()
        klokken.start(melding, nu=NU)
        triage.pak_op(melding, door=gemeente.teamleider, nu=NU)


@pytest.mark.parametrize(
    "maak",
    [
        _komt,  # three lower steps of each are vervallen
        lambda aantal: _komt(aantal, is_verdacht=True),
        _bij_de_leider,
    ],
)
def test_a_claim_asks_the_same_of_three_rows_and_of_fifteen(maak):
    gevraagd = []
    for aantal in (3, 15):
        Herinnering.objects.all().delete()
        Bericht.objects.all().delete()
        maak(aantal)
        with CaptureQueriesContext(connection) as vragen:
            assert herinneringen.verzend(nu=GRENS) == aantal
        gevraagd.append(len(vragen))
    assert gevraagd[0] == gevraagd[1]
