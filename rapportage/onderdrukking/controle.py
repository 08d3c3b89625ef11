"""Attacks what is about to be published, with code of its own.

Shares only the description of a family with the code that chose: cells, lines and rule are read
here once more, per cell and without joining equal ones, and each hidden cell is asked for its
smallest and largest value over all whole-number tables.

* **outsider**: knows what is printed. Largest minus smallest must be at least k.
* **informed**: also knows the rule and which cells are primary, and is counted in the line asked
  about (in each of its cells that is not empty, by turns). At least three values must remain.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapportage.onderdrukking.aanval import (
    DRIE,
    Ingewijde,
    Publicatie,
    Wereld,
    buitenstaander,
    regel,
)
from rapportage.onderdrukking.model import TEKEN, Cel, Familie

Aanvaller = Literal["lezer", "buitenstaander", "ingewijde"]


@dataclass(frozen=True)
class Lek:
    """What somebody can learn: for whom, and the values of the cell that stay possible."""

    cel: Cel
    aanvaller: Aanvaller
    waarden: tuple[int, ...]
    uitleg: str


@dataclass(frozen=True)
class Onthulling:
    """What both attackers know of one hidden number."""

    cel: Cel
    k: int
    laagste: int
    hoogste: int
    ingewijd: tuple[int, ...]  # values found; at least three are looked for

    @property
    def breedte(self) -> int:
        """Width of what the outsider holds possible (persons); 0 is exactly known."""
        return self.hoogste - self.laagste


def controleer(familie: Familie, getoond: Publicatie) -> list[Lek]:
    """Everything that leaks from `getoond`, in the order of the cells; empty when it is safe.

    `getoond` is what will be printed: a number, or `TEKEN` or None for hidden. Raises ValueError
    when a cell of the family is missing in it.
    """
    lekken = list(_zichtbare_fouten(familie, getoond))
    for vondst in onthullingen(familie, getoond):
        if vondst.breedte < vondst.k:
            bereik = (vondst.laagste, vondst.hoogste)
            lekken.append(Lek(vondst.cel, "buitenstaander", bereik, "te smal voor de drempel"))
        if len(vondst.ingewijd) < DRIE:
            lekken.append(Lek(vondst.cel, "ingewijde", vondst.ingewijd, "minder dan drie waarden"))
    return lekken


def onthullingen(familie: Familie, getoond: Publicatie) -> list[Onthulling]:
    """What the attackers know of each hidden cell, small difference and group."""
    wereld = Wereld(familie, getoond)
    buiten, binnen = buitenstaander(wereld), Ingewijde(wereld)
    return [
        Onthulling(
            wereld.naam[nr],
            wereld.drempel[nr],
            *buiten.bereik(nr, wereld.drempel[nr]),
            binnen.waarden(nr),
        )
        for nr in wereld.doelen()
    ]


def _zichtbare_fouten(familie: Familie, getoond: Publicatie) -> Iterator[Lek]:
    """What needs no attack: a wrong or small number, a second sign."""
    primair = regel(familie)
    for cel, waarde in familie.tellingen().items():
        if cel not in getoond:
            raise ValueError(f"{cel} ontbreekt in de publicatie")
        verschenen = getoond[cel]
        if isinstance(verschenen, str) and verschenen != TEKEN:
            yield Lek(cel, "lezer", (), f"een tweede teken ({verschenen!r}) verraadt de reden")
        elif isinstance(verschenen, int) and verschenen != waarde:
            yield Lek(cel, "lezer", (waarde,), "een ander getal dan er geteld is")
        elif isinstance(verschenen, int) and cel in primair and cel not in familie.eerder:
            yield Lek(cel, "lezer", (waarde,), "te klein om te tonen")
