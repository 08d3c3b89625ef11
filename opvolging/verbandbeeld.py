"""How a zaak hangs together with others, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from opvolging.models import Gebeurtenis, Samenvoeging, Zaak
from opvolging.models.zaak import ZaakQuerySet
from opvolging.samenvoegen import GEEN_VERVOLG, kan_ongedaan


@dataclass(frozen=True)
class Samen:
    """One joining that holds: `zaak` goes on in `in_zaak`; `regel` is its last line."""

    nummer: int
    zaak: int
    in_zaak: int
    op: datetime
    regel: int


@dataclass(frozen=True)
class Opgenomen:
    """A zaak that was joined into this one."""

    samen: Samen
    kan_ongedaan: bool


@dataclass(frozen=True)
class Verband:
    """`hoort_bij` is where the work of this zaak goes on; `terug` a melding that can go back.

    `gesplitst` says that it began with a split, and nobody went on with it.
    """

    hoort_bij: Samen | None
    opgenomen: list[Opgenomen]
    terug: int | None
    gesplitst: bool


def met_samenvoegingen(zaken: ZaakQuerySet) -> ZaakQuerySet:
    """The zaken with what `samenvoegingen` needs, in the same query."""
    van_zaak = Q(zaak=OuterRef("pk")) | Q(in_zaak=OuterRef("pk"))
    geldend = Samenvoeging.objects.geldend().filter(van_zaak).order_by("op", "pk")
    als_object = JSONObject(
        nummer="pk", zaak="zaak_id", in_zaak="in_zaak_id", op="op", regel="regel_id"
    )
    return zaken.annotate(samen=ArraySubquery(geldend.values(als_object=als_object)))


def samenvoegingen(zaak: Zaak) -> list[Samen]:
    """Those that hold for `zaak`, on either side; no query after `met_samenvoegingen`."""
    if not hasattr(zaak, "samen"):
        zaak = met_samenvoegingen(Zaak.objects.filter(pk=zaak.pk)).get()
    rijen = zaak.samen  # type: ignore[attr-defined]
    return [Samen(**rij | {"op": datetime.fromisoformat(rij["op"])}) for rij in rijen]


def verband(
    zaak: Zaak,
    samen: Sequence[Samen],
    geschiedenis: Sequence[Gebeurtenis],
    meldingen: Sequence[int],
) -> Verband:
    """What to show; `geschiedenis` with the lines of what was joined, `meldingen` by number."""
    begin = [regel.soort for regel in geschiedenis if regel.soort not in GEEN_VERVOLG]
    uit_een_ander = zaak.losgemaakt_uit_id is not None
    is_los = begin == [Gebeurtenis.Soort.MELDING_LOSGEMAAKT] and len(meldingen) == 1
    return Verband(
        hoort_bij=next((deze for deze in samen if deze.zaak == zaak.pk), None),
        opgenomen=[
            Opgenomen(deze, kan_ongedaan(deze.regel, geschiedenis))
            for deze in samen
            if deze.in_zaak == zaak.pk
        ],
        # the same as `losmaken.is_net_losgemaakt` of what was fetched
        terug=meldingen[0] if uit_een_ander and is_los else None,
        gesplitst=uit_een_ander and begin == [Gebeurtenis.Soort.GESPLITST],
    )
