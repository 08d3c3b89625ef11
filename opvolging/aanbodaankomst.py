"""Whether somebody went to what we told of: asked two weeks later, as after a doorverwijzing.

One clock for each zaak, that counts from the oldest of which nobody knows it yet: who told of three
things in one talk asks about them in one. It runs on when the zaak closes with help.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from opvolging import klokken
from opvolging.models import Aanbod, Doorgegeven, Doorverwijzing, Gebeurtenis, Termijn, Zaak
from opvolging.models.zaak import ZaakQuerySet
from opvolging.verloop import schrijf_bij, vergrendel_bij, wie_was_eerst
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import werkt_hier

Aangekomen = Doorverwijzing.Aangekomen
KLOK = Termijn.Soort.AANBOD_AANGEKOMEN
NOG_VRAGEN = ("", Aangekomen.ONBEKEND)


def onthoud(zaak: Zaak, aanbod: Aanbod, *, door: Gebruiker, nu: datetime) -> None:
    """The person of `zaak`, which the caller holds, heard of it: ask later; twice is once."""
    if not zaak.doorgegeven.filter(aanbod=aanbod, aangekomen="").exists():
        zaak.doorgegeven.create(gemeente_id=zaak.gemeente_id, aanbod=aanbod, op=nu, door=door)
    _zet_klok(zaak, nu=nu)


@transaction.atomic
def leg_vast(
    doorgegeven: Doorgegeven,
    *,
    aangekomen: Doorverwijzing.Aangekomen,
    door: Gebruiker,
    nu: datetime,
) -> None:
    """Record whether the person went there, also in a closed zaak; sent twice, once.

    What was not known may be known later. Raises Geweigerd when a colleague recorded something
    else, or the zaak was joined into another.
    """
    zaak = vergrendel_bij(doorgegeven)
    deze = Doorgegeven.objects.select_related("aanbod").get(pk=doorgegeven.pk)
    if deze.aangekomen == aangekomen:
        return
    if deze.aangekomen not in NOG_VRAGEN:
        raise Geweigerd(
            f"Er is al vastgelegd of deze persoon aankwam: {deze.get_aangekomen_display()}. "
            f"{wie_was_eerst(zaak, 'deze zaak', door)}"
        )
    deze.aangekomen, deze.aankomst_op = aangekomen, nu
    deze.save(update_fields=["aangekomen", "aankomst_op"])
    soort, tekst = Gebeurtenis.Soort.AANKOMST, f"{deze.aanbod.naam}: {aangekomen.label}."
    schrijf_bij(zaak, soort, door=door, nu=nu, tekst=tekst)
    if _lopende(zaak):
        _zet_klok(zaak, nu=nu)


def _lopende(zaak: Zaak) -> Termijn | None:
    return Termijn.objects.lopend().filter(zaak=zaak, soort=KLOK).first()


def _zet_klok(zaak: Zaak, *, nu: datetime) -> None:
    """Let the clock count from the oldest of which nobody asked; without one it stops."""
    oudste = zaak.doorgegeven.filter(aangekomen="").order_by("op", "pk").first()
    lopend = _lopende(zaak)
    if lopend and (oudste is None or oudste.op > lopend.gestart_op):
        klokken.stop(zaak, reden=Termijn.Stopreden.AANKOMST, nu=nu, alleen=[KLOK])
    if oudste:
        wie = zaak.behandelaar
        aan = wie if werkt_hier(wie, zaak.gemeente_id) else oudste.door
        klokken.start(zaak, soort=KLOK, aan=aan, nu=oudste.op)


@dataclass(frozen=True)
class Aankomstregel:
    """One entry that the person heard of, as the page of the zaak shows it."""

    id: int
    naam: str
    op: datetime
    aangekomen: str  # in words; empty when nobody knows
    is_te_vragen: bool


def met_doorgegeven(zaken: ZaakQuerySet) -> ZaakQuerySet:
    """The zaken with what `regels` needs, in the same query."""
    rijen = Doorgegeven.objects.filter(zaak=OuterRef("pk")).order_by("op", "pk")
    als_object = JSONObject(id="pk", naam="aanbod__naam", op="op", aangekomen="aangekomen")
    return zaken.annotate(van_doorgegeven=ArraySubquery(rijen.values(als_object=als_object)))


def regels(zaak: Zaak, lopende: Sequence[str]) -> list[Aankomstregel]:
    """Oldest first, of a zaak from `met_doorgegeven`; `lopende` are the kinds of running clocks."""
    rijen: Any = zaak
    kan = zaak.afgesloten_op is None or KLOK in lopende
    return [
        Aankomstregel(
            id=rij["id"],
            naam=rij["naam"],
            op=datetime.fromisoformat(rij["op"]),
            aangekomen=Aangekomen(rij["aangekomen"]).label if rij["aangekomen"] else "",
            is_te_vragen=kan and rij["aangekomen"] in NOG_VRAGEN,
        )
        for rij in rijen.van_doorgegeven
    ]
