"""What somebody asked for and was not there: kept to show what a town lacks.

The history says what and why in fixed words; the own words stand in the list of a coördinator only.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from opvolging import zonder_akkoord
from opvolging.models import Gebeurtenis, OnvervuldeBehoefte, Zaak
from opvolging.verloop import schrijf_bij, vergrendel
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

Wat, Waarom = OnvervuldeBehoefte.Wat, OnvervuldeBehoefte.Waarom
TERUG = timedelta(days=365)
HOOGSTENS = 200  # lines; the counts are of all


@transaction.atomic
def noteer(
    zaak: Zaak,
    *,
    wat: OnvervuldeBehoefte.Wat,
    waarom: OnvervuldeBehoefte.Waarom,
    tekst: str = "",
    sleutel: UUID | None = None,
    door: Gebruiker,
    nu: datetime,
) -> OnvervuldeBehoefte:
    """Record it; the same `sleutel` again, once.

    Raises Geweigerd when nobody spoke to the person, the person did not want us, or the zaak is
    closed.
    """
    zaak = vergrendel(zaak)
    if sleutel and (eerder := zaak.behoeften.filter(sleutel=sleutel).first()):
        return eerder
    zonder_akkoord.weiger_zonder_besluit(zaak)
    if zaak.status == Zaak.Status.OPGEPAKT:
        raise Geweigerd("Wat iemand wil, weten we pas na een gesprek. Leg eerst het contact vast.")
    deze = OnvervuldeBehoefte.objects.create(
        gemeente_id=zaak.gemeente_id,
        zaak=zaak,
        sleutel=sleutel or uuid4(),
        wat=wat,
        waarom=waarom,
        tekst=tekst,
        door=door,
        op=nu,
    )
    zin = f"{wat.label[:1].upper()}{wat.label[1:]}: {waarom.label}."
    schrijf_bij(zaak, Gebeurtenis.Soort.WAS_ER_NIET, door=door, nu=nu, tekst=zin)
    return deze


@dataclass(frozen=True)
class Overzicht:
    """How often each was asked in a year, most first, with why not; and the lines, newest first."""

    tellingen: list[tuple[str, int, str]]
    regels: list[OnvervuldeBehoefte]


def overzicht(gebruiker: Gebruiker, *, nu: datetime) -> Overzicht:
    """What `gebruiker` may see of the last year; two queries."""
    rijen = OnvervuldeBehoefte.objects.zichtbaar_voor(gebruiker).filter(op__gt=nu - TERUG)
    alle = list(rijen.defer("tekst"))
    paren = Counter((rij.wat, rij.waarom) for rij in alle)
    per_wat = Counter(rij.wat for rij in alle)
    tellingen = [
        (Wat(wat).label, aantal, _redenen({w: n for (dit, w), n in paren.items() if dit == wat}))
        for wat, aantal in sorted(per_wat.items(), key=lambda paar: (-paar[1], Wat(paar[0]).label))
    ]
    return Overzicht(tellingen, list(rijen[:HOOGSTENS]))


def _redenen(aantallen: dict[str, int]) -> str:
    op_volgorde = sorted(aantallen.items(), key=lambda paar: (-paar[1], Waarom(paar[0]).label))
    return ", ".join(f"{Waarom(waarom).label} ({aantal})" for waarom, aantal in op_volgorde)
