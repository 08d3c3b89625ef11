"""The demo invents a town that the product itself could have lived through, the same every time."""

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from meldingen.models import Melding
from opvolging.models import Zaak
from rapportage.management.commands import demodata
from signaalpunt.fouten import Geweigerd
from tests.rapportage.stad import verzin_demo

pytestmark = pytest.mark.django_db


def _stand():
    zaken = Zaak.objects.order_by("opgepakt_op").values_list("status", "uitkomst", "opgepakt_op")
    meldingen = Melding.objects.order_by("ontvangen_op").values_list("ontvangen_op", "deur", "taal")
    return list(zaken), list(meldingen)


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
