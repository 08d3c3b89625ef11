"""Two zaken are joined while somebody has one open: no act goes on in the one that ended."""

import inspect
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import opvolging
from opvolging import heropenen, heruitgeven, samenvoegen
from opvolging.models import Gebeurtenis, Zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.opvolging.acten import (
    ACTEN,
    DAG,
    GAAT_MEE,
    GEEN_ACT,
    UUR,
    VAN_EEN_GESLOTEN_ZAAK,
    VAN_EEN_ZAAK,
    S,
    Wereld,
    klok,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def wereld() -> Wereld:
    wie = bouwers.gebruiker(Rol.COORDINATOR, naam="Jo Claessens")
    melding = klok(bouwers.melding(betrokkene_telefoon="043 000 00 01"))
    return Wereld(bouwers.zaak(meldingen=[melding], behandelaar=wie, status=S.CONTACT_GELEGD), wie)


def _sluit(wereld: Wereld) -> None:
    dicht = {"uitkomst": "wil_geen_hulp", "afgesloten_op": NU}
    wereld.met(status=S.AFGESLOTEN, **dicht)


def _moment(naam: str) -> Any:
    return NU + (400 * DAG if naam.startswith("evalueren.verleng") else UUR)


@pytest.mark.parametrize("naam", [*ACTEN, *VAN_EEN_GESLOTEN_ZAAK, *GAAT_MEE])
def test_each_act_goes_through_while_nobody_joined_the_zaak(wereld, naam):
    if naam in VAN_EEN_GESLOTEN_ZAAK:
        _sluit(wereld)
    act = (ACTEN | VAN_EEN_GESLOTEN_ZAAK | GAAT_MEE)[naam](wereld)
    regels = Gebeurtenis.objects.count()
    act(door=wereld.wie, nu=_moment(naam))
    assert Gebeurtenis.objects.count() > regels or naam == "noteren.noteer"


def _voeg_samen(wereld: Wereld) -> Zaak:
    """As a colleague does it, who fetched the zaak after the other did."""
    in_zaak = bouwers.zaak(status=S.CONTACT_GELEGD)
    zaak = Zaak.objects.get(pk=wereld.zaak.pk)
    samenvoegen.voeg_samen(zaak, in_zaak=in_zaak, door=in_zaak.behandelaar, nu=NU + UUR)
    return in_zaak


@pytest.mark.parametrize("naam", [*ACTEN, *VAN_EEN_GESLOTEN_ZAAK])
def test_no_act_goes_through_in_a_zaak_that_was_joined_meanwhile(wereld, naam):
    if naam in VAN_EEN_GESLOTEN_ZAAK:
        _sluit(wereld)
    act = (ACTEN | VAN_EEN_GESLOTEN_ZAAK)[naam](wereld)
    if naam in VAN_EEN_GESLOTEN_ZAAK:
        heropenen.heropen(
            Zaak.objects.get(pk=wereld.zaak.pk), reden="Toch", door=wereld.wie, nu=NU + UUR
        )
    _voeg_samen(wereld)
    regels = Gebeurtenis.objects.count()
    with pytest.raises(Geweigerd):
        act(door=wereld.wie, nu=_moment(naam) + UUR)
    assert Gebeurtenis.objects.count() == regels


@pytest.mark.parametrize("naam", GAAT_MEE)
def test_what_is_taken_back_goes_on_where_it_stands_now(wereld, naam):
    act = GAAT_MEE[naam](wereld)
    in_zaak = _voeg_samen(wereld)
    regels = wereld.zaak.gebeurtenissen.count(), in_zaak.gebeurtenissen.count()
    act(door=wereld.wie, nu=NU + 2 * UUR)
    nieuw = wereld.zaak.gebeurtenissen.count(), in_zaak.gebeurtenissen.count()
    assert nieuw == (regels[0], regels[1] + 1)


def test_a_new_volgcode_stands_in_the_zaak_where_the_melding_is_now(wereld):
    melding = wereld.melding
    assert melding.zaakmelding.zaak == wereld.zaak  # as the page fetched it
    in_zaak = _voeg_samen(wereld)
    heruitgeven.geef_nieuwe_code(
        melding, herkend_aan=["naam", "wanneer"], versie=0, door=wereld.wie, nu=NU + 2 * UUR
    )
    assert Gebeurtenis.objects.get(soort="nieuwe_code").zaak == in_zaak


def test_the_refusal_says_where_the_work_goes_on(wereld):
    in_zaak = _voeg_samen(wereld)
    with pytest.raises(Geweigerd, match=f"samengevoegd met zaak {in_zaak.pk}"):
        ACTEN["contact.leg_vast"](wereld)(door=wereld.wie, nu=NU + 2 * UUR)


def _van_een_zaak() -> Iterable[str]:
    """Every process that somebody does with something of a zaak."""
    for pad in sorted(Path(str(opvolging.__file__)).parent.glob("*.py")):
        module = import_module(f"opvolging.{pad.stem}")
        for naam, functie in inspect.getmembers(module, inspect.isfunction):
            if functie.__module__ != module.__name__ or naam.startswith("_"):
                continue
            soorten = {deel: str(p.annotation) for deel, p in _delen(functie).items()}
            is_van_zaak = {s.rpartition(".")[2].strip("'>") for s in soorten.values()}
            if "door" in soorten and is_van_zaak & VAN_EEN_ZAAK:
                yield f"{pad.stem}.{naam}"


def _delen(functie: Callable[..., object]) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(functie).parameters)


def test_every_act_on_a_zaak_is_tried():
    getest = {*ACTEN, *VAN_EEN_GESLOTEN_ZAAK, *GAAT_MEE, *GEEN_ACT}
    zonder_zaak = {"noteren.gooi_weg", "klokpauze.volg_pauze"}  # of this zaak, or nothing
    assert set(_van_een_zaak()) - zonder_zaak == getest
