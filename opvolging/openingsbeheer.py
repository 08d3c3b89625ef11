"""Changing when we are open, which days are closed and which hours count: a new version.

Clocks that start later follow it; a running clock keeps the calendar it started with, unless it is
counted again (`herrekenen`). Mail follows the opening hours of today, whatever a clock counts by.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from opvolging import klokrekening, regelbeheer
from opvolging.kalender import Kalender
from opvolging.models import Openingsversie
from opvolging.termijnen import Telling
from signaalpunt import openingen
from signaalpunt.models import Gebruiker, Gemeente


@dataclass(frozen=True)
class Openingsregel:
    """All that decides which hours count; `redenen` say why a closing day is one."""

    telling: Telling
    kalender: Kalender
    redenen: Mapping[date, str] = field(default_factory=dict)

    @property
    def versie(self) -> int:
        return self.kalender.versie

    def inhoud(self) -> dict[str, Any]:
        """What it says, whatever its version; the same words for the same choices."""
        zonder_nummer = replace(self.kalender, versie=1)
        return {
            "telling": self.telling.value,
            "kalender": zonder_nummer.als_gegevens(date.min),
            "redenen": _per_dag(self.redenen),
        }


def geldend(gemeente: Gemeente) -> Openingsregel:
    """What a clock counts by that starts now."""
    redenen = dict(gemeente.sluitingsdagen.values_list("datum", "reden"))
    kalender = klokrekening.kalender_met(gemeente, redenen)
    return Openingsregel(Telling(gemeente.telling), kalender, redenen)


def versies(gemeente: Gemeente) -> "QuerySet[Openingsversie]":
    """What was changed, newest first."""
    return Openingsversie.objects.filter(gemeente=gemeente).select_related("door")


@transaction.atomic
def bewaar(gemeente: Gemeente, *, regel: Openingsregel, door: Gebruiker, nu: datetime) -> None:
    """Let clocks that start from now on count by `regel`; the same as now is no new version.

    Its version is the one that was looked at. Raises Geweigerd when somebody changed it meanwhile.
    """
    regelbeheer.een_tegelijk(gemeente)
    gemeente.refresh_from_db()
    huidig = geldend(gemeente)
    if huidig.inhoud() == regel.inhoud():
        return
    regelbeheer.weiger_ingehaald(huidig.versie, regel.versie)
    if not versies(gemeente).exists():
        _schrijf(gemeente, huidig)  # what held until now can be looked up too
    nieuw = replace(regel, kalender=replace(regel.kalender, versie=huidig.versie + 1))
    _schrijf(gemeente, nieuw, door=door, op=nu)
    openingen.leg_vast(
        gemeente,
        versie=nieuw.versie,
        keuzes={
            "telling": nieuw.telling.value,
            "opent_om": nieuw.kalender.van,
            "sluit_om": nieuw.kalender.tot,
            "is_dicht_op_goede_vrijdag": nieuw.kalender.goede_vrijdag,
            "is_dicht_op_5_mei": nieuw.kalender.vijf_mei,
            "is_dicht_met_carnaval": nieuw.kalender.carnaval,
        },
        dagen=nieuw.redenen,
    )


def _schrijf(gemeente: Gemeente, regel: Openingsregel, **wie_en_wanneer: Any) -> None:
    Openingsversie.objects.create(
        gemeente=gemeente, versie=regel.versie, **regel.inhoud(), **wie_en_wanneer
    )


def _per_dag(redenen: Mapping[date, str]) -> dict[str, str]:
    return {dag.isoformat(): redenen[dag] for dag in sorted(redenen)}
