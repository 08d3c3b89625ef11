"""The demo invents a town that the product itself could have lived through, the same every time."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import override_settings

from meldingen.models import Melding, Vindplaats, Vindplaatsbezoek
from opvolging.models import Koppeling, Termijn, Zaak
from rapportage.management.commands import demodata
from rapportage.models import Jaarverslag
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import Rol

pytestmark = pytest.mark.django_db

TOT = date(2026, 3, 4)


def _verzin(**anders):
    call_command("demodata", **{"meldingen": 120, "jaren": 2, "zaad": 7, "tot": TOT} | anders)


def _stand():
    zaken = Zaak.objects.order_by("opgepakt_op").values_list("status", "uitkomst", "opgepakt_op")
    meldingen = Melding.objects.order_by("ontvangen_op").values_list("ontvangen_op", "deur", "taal")
    return list(zaken), list(meldingen)


def test_everything_follows_from_the_meldingen():
    _verzin()
    assert Melding.objects.count() == 120
    assert Zaak.objects.filter(status=Zaak.Status.AFGESLOTEN).count() > 60
    assert Koppeling.objects.filter(status=Koppeling.Status.BEEINDIGD).exists()
    assert Jaarverslag.objects.get().jaar == 2025
    assert {g.rol for g in Gebruiker.objects.all()} == set(Rol)


def test_the_last_days_leave_work_to_do():
    _verzin()
    assert Termijn.objects.lopend().count() >= 3


def test_nobody_has_a_phone_number_or_address_that_could_exist():
    _verzin(meldingen=40, jaren=1)
    nummers = {melding.betrokkene_telefoon for melding in Melding.objects.all()} - {""}
    assert nummers
    assert all(nummer.startswith("06 0000 ") for nummer in nummers)


def test_vindplaatsen_have_visits_and_meldingen_and_are_made_once():
    _verzin(jaren=1)
    codes = set(Vindplaats.objects.values_list("code", flat=True))
    assert len(codes) == 6
    met = Melding.objects.filter(vindplaats__isnull=False)
    assert len({melding.vindplaats_id for melding in met}) >= 4
    assert not met.exclude(deur=F("vindplaats__deur")).exists()
    bezoeken = Vindplaatsbezoek.objects.count()
    assert bezoeken > 100
    Gemeente.objects.update(postadres="Eigen adres")
    _verzin(jaren=1, meldingen=1)
    assert set(Vindplaats.objects.values_list("code", flat=True)) == codes
    assert Vindplaatsbezoek.objects.count() == bezoeken
    assert Gemeente.objects.get().postadres == "Eigen adres"


@pytest.mark.django_db(transaction=True)
def test_the_same_seed_and_date_give_the_same_town():
    _verzin(meldingen=20, jaren=1)
    eerste = _stand()
    call_command("flush", interactive=False, verbosity=0)
    _verzin(meldingen=20, jaren=1)
    assert _stand() == eerste
    call_command("flush", interactive=False, verbosity=0)
    _verzin(meldingen=20, jaren=1, zaad=8)
    assert _stand() != eerste


def test_production_never_gets_invented_people():
    with (
        override_settings(IS_DEMO=False),
        pytest.raises(CommandError, match="SIGNAALPUNT_OMGEVING"),
    ):
        _verzin()
    assert not Melding.objects.exists()


def test_a_second_time_adds_meldingen_and_keeps_the_accounts():
    _verzin(meldingen=20, jaren=1)
    gebruikers = Gebruiker.objects.count()
    _verzin(meldingen=20, jaren=1, zaad=2)
    assert Melding.objects.count() == 40
    assert Gebruiker.objects.count() == gebruikers


@pytest.mark.django_db(transaction=True)
def test_a_large_town_comes_from_two_processes_and_is_still_the_same(monkeypatch, capfd):
    monkeypatch.setattr(demodata, "VEEL", 30)
    _verzin(meldingen=40, jaren=1)
    eerste = _stand()
    assert Melding.objects.count() == 40
    assert {"deel 1", "deel 2"} <= {regel[:6] for regel in capfd.readouterr().out.splitlines()}
    call_command("flush", interactive=False, verbosity=0)
    _verzin(meldingen=40, jaren=1)
    assert _stand() == eerste


@pytest.mark.django_db(transaction=True)
def test_a_part_that_fails_stops_the_whole(monkeypatch):
    monkeypatch.setattr(demodata, "VEEL", 30)
    monkeypatch.setattr(demodata, "neem_aan", _weiger)
    with pytest.raises(Geweigerd):
        _verzin(meldingen=40, jaren=1)


def _weiger(*args, **kwargs):
    raise Geweigerd("past niet")
