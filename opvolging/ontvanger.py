"""Who gets a reminder at the moment it leaves: somebody who works here and is there, and why.

The behandelaar, else the plaatsvervanger, else the teamleider, else the team by its own address: a
clock always has somebody to warn, whatever happened to people since its reminders were planned.
Of a step for the plaatsvervanger `gebruiker` is whose: who that is, is looked up as it leaves.
"""

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from opvolging.models import Herinnering, Zaak
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, Rol, werkt_hier

Waarom = Herinnering.Waarom
Iemand = tuple[Gebruiker, Herinnering.Waarom]

# What `voor_wie` looks at: with these a row needs no query of its own.
NODIG = (
    "gemeente__teamleider__plaatsvervanger",
    "gebruiker__plaatsvervanger",
    "ging_naar",
    "termijn__melding__zaakmelding__zaak",
    "termijn__zaak",
    "termijn__koppeling__deelnemer__zaak",
    "termijn__doorverwijzing__zaak",
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ontvanger:
    """Somebody, or the team when `gebruiker` is None; `adres` is where the mail goes."""

    gebruiker: Gebruiker | None
    waarom: Herinnering.Waarom
    adres: str
    voor: str  # the same for everything that may stand in one mail


def voor_wie(rij: Herinnering, *, afwezig: Collection[int]) -> Ontvanger:
    """Who gets this row now, when these people are away."""
    if rij.ontvanger == Herinnering.Ontvanger.TEAM:
        return _team(rij.gemeente)
    if rij.ontvanger == Herinnering.Ontvanger.BEHANDELAAR:
        for iemand in _of_vervanger(rij.gebruiker, _waarom(rij), rij.gemeente_id, afwezig):
            return _een(*iemand)
    if rij.ontvanger == Herinnering.Ontvanger.PLAATSVERVANGER:
        for vervanger in _vervangt(rij.gebruiker, rij.gemeente_id, afwezig):
            return _een(vervanger, Waarom.PLAATSVERVANGER)
    return leiding(rij.gemeente, afwezig=afwezig)


def van_zaak(zaak: Zaak, *, afwezig: Collection[int]) -> Ontvanger:
    """The behandelaar or who stands in, otherwise the teamleider or the team."""
    wie = _of_vervanger(zaak.behandelaar, Waarom.BEHANDELAAR, zaak.gemeente_id, afwezig)
    for iemand in wie:
        return _een(*iemand)
    return leiding(zaak.gemeente, afwezig=afwezig)


def leiding(gemeente: Gemeente, *, afwezig: Collection[int]) -> Ontvanger:
    """The teamleider or who stands in, otherwise the team."""
    leider = gemeente.teamleider
    if werkt_hier(leider, gemeente.pk, (Rol.COORDINATOR,)):
        for iemand in _of_vervanger(leider, Waarom.TEAMLEIDER, gemeente.pk, afwezig):
            return _een(*iemand)
    logger.error("Geen teamleider: dit gaat naar het team", extra={"gemeente_id": gemeente.pk})
    return _team(gemeente)


def _waarom(rij: Herinnering) -> Herinnering.Waarom:
    """The teamleider may have got the rows of somebody who left; then that is the reason."""
    if rij.gebruiker_id != rij.gemeente.teamleider_id:
        return Waarom.BEHANDELAAR
    zaak = rij.termijn.van_zaak
    behandelt = zaak and zaak.behandelaar_id == rij.gebruiker_id
    return Waarom.BEHANDELAAR if behandelt else Waarom.TEAMLEIDER


def _of_vervanger(
    gebruiker: Gebruiker | None,
    waarom: Herinnering.Waarom,
    gemeente_id: int,
    afwezig: Collection[int],
) -> Iterator[Iemand]:
    """`gebruiker` when there, otherwise the plaatsvervanger when there, otherwise nobody."""
    if gebruiker is None or not werkt_hier(gebruiker, gemeente_id, TEAM):
        return
    if gebruiker.pk not in afwezig:
        yield gebruiker, waarom
        return
    for vervanger in _vervangt(gebruiker, gemeente_id, afwezig):
        yield vervanger, Waarom.VERVANGER


def _vervangt(
    gebruiker: Gebruiker | None, gemeente_id: int, afwezig: Collection[int]
) -> Iterator[Gebruiker]:
    """The plaatsvervanger of `gebruiker` when there, otherwise nobody."""
    vervanger = gebruiker.plaatsvervanger if gebruiker else None
    if vervanger and werkt_hier(vervanger, gemeente_id) and vervanger.pk not in afwezig:
        yield vervanger


def _een(gebruiker: Gebruiker, waarom: Herinnering.Waarom) -> Ontvanger:
    return Ontvanger(gebruiker, waarom, gebruiker.email, f"gebruiker-{gebruiker.pk}")


def _team(gemeente: Gemeente) -> Ontvanger:
    return Ontvanger(None, Waarom.TEAM, gemeente.teammail, f"team-{gemeente.pk}")
