"""Who gets a reminder at the moment it leaves: somebody who works here now, and why that one.

The behandelaar, else the teamleider, else the team by its own address: a clock always has somebody
to warn, whatever happened to people since its reminders were planned.
"""

import logging
from dataclasses import dataclass

from opvolging.models import Herinnering
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import Rol, werkt_hier

Waarom = Herinnering.Waarom

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ontvanger:
    """Somebody, or the team when `gebruiker` is None; `adres` is where the mail goes."""

    gebruiker: Gebruiker | None
    waarom: Herinnering.Waarom
    adres: str
    voor: str  # the same for everything that may stand in one mail


def voor_wie(rij: Herinnering) -> Ontvanger:
    """Who gets this row now."""
    for gebruiker, waarom in _in_volgorde(rij):
        if gebruiker is not None:
            return Ontvanger(gebruiker, waarom, gebruiker.email, f"gebruiker-{gebruiker.pk}")
    return Ontvanger(None, Waarom.TEAM, rij.gemeente.teammail, f"team-{rij.gemeente_id}")


def _in_volgorde(rij: Herinnering) -> list[tuple[Gebruiker | None, Herinnering.Waarom]]:
    if rij.ontvanger == Herinnering.Ontvanger.TEAM:
        return []
    leider = (_teamleider(rij), Waarom.TEAMLEIDER)
    if rij.ontvanger == Herinnering.Ontvanger.TEAMLEIDER:
        return [leider]
    if werkt_hier(rij.gebruiker, rij.gemeente_id):
        return [(rij.gebruiker, Waarom.BEHANDELAAR)]
    return [leider]


def _teamleider(rij: Herinnering) -> Gebruiker | None:
    leider = rij.gemeente.teamleider
    if werkt_hier(leider, rij.gemeente_id, (Rol.COORDINATOR,)):
        return leider
    logger.error(
        "Geen teamleider: herinnering gaat naar het team", extra={"termijn_id": rij.termijn_id}
    )
    return None
