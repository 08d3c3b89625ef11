"""The course of a koppeling, and the gate that the database itself keeps."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from opvolging.models import Deelnemer, Gebeurtenis, Koppeling
from opvolging.verloop import KOPPELING_OVERGANGEN, OvergangGeweigerd, verander_koppeling
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
S = Koppeling.Status
MAG = {
    (S.VOORGESTELD, S.GEACCEPTEERD),
    (S.VOORGESTELD, S.AFGESLAGEN),
    (S.VOORGESTELD, S.INGETROKKEN),
    (S.GEACCEPTEERD, S.ACTIEF),
    (S.GEACCEPTEERD, S.BEEINDIGD),
    (S.ACTIEF, S.BEEINDIGD),
}
MOMENTEN: dict[Koppeling.Status, dict[str, Any]] = {
    S.VOORGESTELD: {},
    S.GEACCEPTEERD: {"geantwoord_op": NU},
    S.ACTIEF: {"geantwoord_op": NU, "gestart_op": NU},
    S.AFGESLAGEN: {"geantwoord_op": NU, "geeindigd_op": NU},
    S.INGETROKKEN: {"geeindigd_op": NU},
    S.BEEINDIGD: {"geeindigd_op": NU, "eindreden": "afgerond"},
}
LEVEND = [S.VOORGESTELD, S.GEACCEPTEERD, S.ACTIEF]


def test_the_table_names_every_status():
    assert KOPPELING_OVERGANGEN.keys() == set(S)


@pytest.mark.parametrize(("van", "naar"), list(product(S, S)))
def test_every_step_of_the_table_works_and_every_other_is_refused(van, naar):
    koppeling = bouwers.koppeling(status=van)

    def stap() -> None:
        verander_koppeling(
            koppeling,
            naar,
            Gebeurtenis.Soort.KOPPELING_GESTART,
            door=koppeling.voorgesteld_door,
            nu=NU,
            samen_met=MOMENTEN[naar],
        )

    if (van, naar) in MAG:
        stap()
        koppeling.refresh_from_db()
        assert koppeling.status == naar
        assert koppeling.deelnemer.zaak.gebeurtenissen.count() == 1
    else:
        with pytest.raises(OvergangGeweigerd, match="Ververs de pagina"):
            stap()
        assert not koppeling.deelnemer.zaak.gebeurtenissen.exists()


def test_who_looks_at_an_old_page_is_told():
    koppeling = bouwers.koppeling()
    Koppeling.objects.filter(pk=koppeling.pk).update(status=S.INGETROKKEN, geeindigd_op=NU)
    with pytest.raises(Geweigerd, match="zojuist gewijzigd"):
        verander_koppeling(
            koppeling,
            S.AFGESLAGEN,
            Gebeurtenis.Soort.MAATJE_NEE,
            door=koppeling.voorgesteld_door,
            nu=NU,
        )


@pytest.mark.parametrize(
    "ongeldig",
    [
        {"vog_geldig_tot": None},
        {"vog_geldig_tot": date(2026, 9, 14)},
        {"training_op": None},
        {"training_op": date(2026, 9, 16)},
        {"overeenkomst_op": None},
        {"overeenkomst_op": date(2026, 9, 16)},
    ],
)
@pytest.mark.parametrize("status", LEVEND)
def test_the_database_refuses_a_live_koppeling_without_valid_screening(status, ongeldig):
    maatje = bouwers.maatje(**ongeldig)
    with pytest.raises(IntegrityError, match="niet gescreend"):
        bouwers.koppeling(maatje=maatje, status=status)


@pytest.mark.parametrize(
    ("van", "naar"), [(S.VOORGESTELD, S.GEACCEPTEERD), (S.GEACCEPTEERD, S.ACTIEF)]
)
def test_the_database_refuses_the_next_step_when_the_vog_ran_out(van, naar):
    koppeling = bouwers.koppeling(status=van)
    koppeling.maatje.vog_geldig_tot = date(2026, 9, 14)
    koppeling.maatje.save()
    rij = Koppeling.objects.filter(pk=koppeling.pk)
    with pytest.raises(IntegrityError, match="niet gescreend"), transaction.atomic():
        rij.update(status=naar, **MOMENTEN[naar])
    # what ends may always end
    rij.update(status=S.BEEINDIGD, **MOMENTEN[S.BEEINDIGD], geantwoord_op=NU)


def test_the_database_refuses_a_switch_to_a_maatje_without_screening():
    koppeling = bouwers.koppeling(status=S.ACTIEF)
    with pytest.raises(IntegrityError, match="niet gescreend"):
        Koppeling.objects.filter(pk=koppeling.pk).update(maatje=bouwers.maatje(vog_geldig_tot=None))


def test_the_day_of_the_gate_is_the_local_day():
    # 22:30 in UTC is half past midnight of the next day in Maastricht
    laat = NU.replace(hour=22, minute=30)
    maatje = bouwers.maatje(vog_geldig_tot=laat.date())
    with pytest.raises(IntegrityError, match="niet gescreend"), transaction.atomic():
        bouwers.koppeling(maatje=maatje, voorgesteld_op=laat)
    bouwers.koppeling(maatje=maatje, voorgesteld_op=laat - timedelta(hours=1))


def test_what_is_dead_needs_no_screening():
    maatje = bouwers.maatje(vog_geldig_tot=None)
    assert bouwers.koppeling(maatje=maatje, status=S.AFGESLAGEN).pk


def test_a_deelnemer_has_at_most_one_living_koppeling():
    eerste = bouwers.koppeling(status=S.ACTIEF)
    bouwers.koppeling(deelnemer=eerste.deelnemer, status=S.AFGESLAGEN)
    with pytest.raises(IntegrityError, match="koppeling_een_lopende"):
        bouwers.koppeling(deelnemer=eerste.deelnemer)


def test_waiting_is_who_has_nobody_and_no_open_offer():
    wacht = bouwers.deelnemer(aangemeld_op=NU)
    eerder = bouwers.deelnemer(aangemeld_op=NU - timedelta(days=1))
    bouwers.koppeling(deelnemer=wacht, status=S.AFGESLAGEN)
    bouwers.koppeling(status=S.ACTIEF)
    bouwers.deelnemer(zaak=bouwers.zaak(status="afgesloten", uitkomst="maatje", afgesloten_op=NU))
    assert list(Deelnemer.objects.wachtend()) == [eerder, wacht]
