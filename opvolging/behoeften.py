"""What somebody asked for and was not there: kept to show what a town lacks.

The history says what and why in fixed words; the own words stand in the list of a coördinator only.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from opvolging import eenmalig, zonder_akkoord
from opvolging.models import Gebeurtenis, OnvervuldeBehoefte, Zaak
from opvolging.models.zaak import ZaakQuerySet
from opvolging.verloop import houd_zaak_bij, schrijf_bij, vergrendel
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
    """Record it; the same form (`sleutel`) again, once.

    Raises Geweigerd when nobody spoke to the person, the person did not want us, or the zaak is
    closed.
    """
    zaak = vergrendel(zaak)
    inhoud: dict[str, Any] = {"wat": wat, "waarom": waarom, "tekst": tekst}
    if eerder := eenmalig.eerder(zaak.behoeften.all(), sleutel, **inhoud):
        return eerder
    zonder_akkoord.weiger_zonder_besluit(zaak)
    if zaak.status == Zaak.Status.OPGEPAKT:
        raise Geweigerd("Wat iemand wil, weten we pas na een gesprek. Leg eerst het contact vast.")
    deze = OnvervuldeBehoefte.objects.create(
        gemeente_id=zaak.gemeente_id,
        zaak=zaak,
        sleutel=sleutel or uuid4(),
        door=door,
        op=nu,
        **inhoud,
    )
    schrijf_bij(zaak, Gebeurtenis.Soort.WAS_ER_NIET, door=door, nu=nu, tekst=_zin(wat, waarom))
    return deze


def _zin(wat: OnvervuldeBehoefte.Wat, waarom: OnvervuldeBehoefte.Waarom) -> str:
    return f"{wat.label[:1].upper()}{wat.label[1:]}: {waarom.label}."


@transaction.atomic
def neem_terug(deze: OnvervuldeBehoefte, *, door: Gebruiker, nu: datetime) -> None:
    """It was recorded by mistake: it counts no more, and the history says so. Twice is once.

    Also in a closed zaak. The row stays, as what was written then.
    """
    zaak = houd_zaak_bij(deze)
    geldig = OnvervuldeBehoefte.objects.geldig().filter(pk=deze.pk)
    if zaak is None or not geldig.update(teruggenomen_op=nu, teruggenomen_door=door):
        return
    zin = _zin(Wat(deze.wat), Waarom(deze.waarom))
    schrijf_bij(zaak, Gebeurtenis.Soort.TOCH_NIET_GEZOCHT, door=door, nu=nu, tekst=zin)


def met_behoeften(zaken: ZaakQuerySet) -> ZaakQuerySet:
    """The zaken with what `behoeften_van` needs, in the same query."""
    geldig = OnvervuldeBehoefte.objects.geldig().filter(zaak=OuterRef("pk")).order_by("-op", "-pk")
    als_object = JSONObject(id="pk", wat="wat", waarom="waarom", op="op")
    return zaken.annotate(van_behoeften=ArraySubquery(geldig.values(als_object=als_object)))


def behoeften_van(zaak: Zaak) -> list[tuple[int, str, datetime]]:
    """What was recorded and not taken back, newest first; of a zaak from `met_behoeften`."""
    rijen: Any = zaak
    return [
        (rij["id"], _zin(Wat(rij["wat"]), Waarom(rij["waarom"])), datetime.fromisoformat(rij["op"]))
        for rij in rijen.van_behoeften
    ]


@dataclass(frozen=True)
class Overzicht:
    """How often each was asked in a year, most first, with why not; and the lines, newest first."""

    tellingen: list[tuple[str, int, str]]
    regels: list[OnvervuldeBehoefte]


def overzicht(gebruiker: Gebruiker, *, nu: datetime) -> Overzicht:
    """What `gebruiker` may see of the last year; two queries."""
    zichtbaar = OnvervuldeBehoefte.objects.zichtbaar_voor(gebruiker)
    rijen = zichtbaar.geldig().filter(op__gt=nu - TERUG)
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
