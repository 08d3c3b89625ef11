"""Notes on a zaak, for the team or for oneself: apart from the history; who wrote throws away."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from opvolging import eenmalig
from opvolging.models import Notitie, Zaak
from opvolging.models.zaak import ZaakQuerySet
from opvolging.verloop import vergrendel
from signaalpunt.models import Gebruiker
from signaalpunt.versleuteling import Versleuteld


@dataclass(frozen=True)
class Notitieregel:
    """One note as the page shows it; who did not write it cannot throw it away."""

    id: int
    tekst: str
    is_prive: bool
    van: str
    op: datetime
    is_eigen: bool


@transaction.atomic
def noteer(
    zaak: Zaak,
    *,
    tekst: str,
    voor: Notitie.Voor,
    sleutel: UUID | None = None,
    door: Gebruiker,
    nu: datetime,
) -> Notitie:
    """Write a note; the same form (`sleutel`) again, once.

    Raises AlVerstuurd when that form said something else, Geweigerd when the zaak is closed.
    """
    zaak = vergrendel(zaak)
    inhoud: dict[str, Any] = {"tekst": tekst, "voor": voor}
    if eerder := eenmalig.eerder(zaak.notities.filter(door=door), sleutel, **inhoud):
        return eerder
    return Notitie.objects.create(
        gemeente_id=zaak.gemeente_id,
        zaak=zaak,
        sleutel=sleutel or uuid4(),
        door=door,
        op=nu,
        **inhoud,
    )


def gooi_weg(notitie_id: int, *, zaak: Zaak, door: Gebruiker) -> bool:
    """Throw an own note of `zaak` away; whether there was one."""
    return bool(Notitie.objects.filter(pk=notitie_id, zaak=zaak, door=door).delete()[0])


def met_notities(zaken: ZaakQuerySet, gebruiker: Gebruiker) -> ZaakQuerySet:
    """The zaken with what `notities_van` needs, in the same query."""
    te_zien = Notitie.objects.zichtbaar_voor(gebruiker).filter(zaak=OuterRef("pk"))
    als_object = JSONObject(
        id="pk", rij="rij", tekst="tekst", voor="voor", op="op",
        door="door_id", door_rij="door__rij", door_naam="door__naam",
    )  # fmt: skip
    gesorteerd = te_zien.order_by("-op", "-pk")
    return zaken.annotate(van_notities=ArraySubquery(gesorteerd.values(als_object=als_object)))


def notities_van(zaak: Zaak, gebruiker: Gebruiker) -> list[Notitieregel]:
    """The notes that `gebruiker` may read, newest first; of a zaak from `met_notities`."""
    rijen: Any = zaak
    return [_regel(rij, gebruiker) for rij in rijen.van_notities]


def _regel(rij: dict[str, Any], gebruiker: Gebruiker) -> Notitieregel:
    notitie = Notitie(rij=UUID(rij["rij"]), tekst=Versleuteld(rij["tekst"]))
    van = Gebruiker(rij=UUID(rij["door_rij"]), naam=Versleuteld(rij["door_naam"]))
    return Notitieregel(
        id=rij["id"],
        tekst=notitie.tekst,
        is_prive=rij["voor"] == Notitie.Voor.IK,
        van=van.naam,
        op=datetime.fromisoformat(rij["op"]),
        is_eigen=rij["door"] == gebruiker.pk,
    )
