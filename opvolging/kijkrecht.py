"""When opening a zaak asks why: it is somebody else's, and nothing tells what one does there.

Nobody is kept out. Who has the zaak or had it until today, who stands in today and the teamleider
simply open it; anybody else says why once a day, and that stays in the log. Writing in it opens
nothing: a melding is joined and a new volgcode given by who never saw it.
"""

from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from opvolging import afwezig
from opvolging.kalender import lokaal
from opvolging.models import Gebeurtenis, Inzage, Zaak
from opvolging.models.zaak import ZaakQuerySet
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker


def met_kijkrecht(zaken: ZaakQuerySet, gebruiker: Gebruiker, nu: datetime) -> ZaakQuerySet:
    """The zaken with what `vraagt_reden` needs, in the same query."""
    vandaag = _begin_van_de_dag(nu)
    eigen = {"zaak": OuterRef("pk"), "op__gte": vandaag}
    gezegd = Inzage.objects.filter(**eigen, gebruiker=gebruiker).exclude(reden="")
    gegeven = Gebeurtenis.objects.filter(**eigen, feiten__was_van=gebruiker.pk)
    weg = afwezig.op_dag(nu).filter(gebruiker=OuterRef("behandelaar"))
    return zaken.annotate(
        is_reden_gezegd=Exists(gezegd), is_vandaag_gegeven=Exists(gegeven), is_weg=Exists(weg)
    )


def vraagt_reden(zaak: Zaak, gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` says first why; of a zaak from `met_kijkrecht`, with its behandelaar."""
    gemeente = gebruiker.gemeente
    if not gemeente.vraagt_reden or gebruiker.pk in (zaak.behandelaar_id, gemeente.teamleider_id):
        return False
    van: Any = zaak
    if van.is_weg and zaak.behandelaar.plaatsvervanger_id == gebruiker.pk:
        return False
    return not (van.is_reden_gezegd or van.is_vandaag_gegeven)


def weiger_ongezien(zaak_id: int, *, wat: str, door: Gebruiker, nu: datetime) -> None:
    """Raises Geweigerd when an act elsewhere would show a zaak that `door` may not simply open.

    `wat` says what was not done.
    """
    deze = met_kijkrecht(Zaak.objects.filter(pk=zaak_id), door, nu).select_related("behandelaar")
    zaak = deze.get()
    if vraagt_reden(zaak, door):
        raise Geweigerd(
            f"Zaak {zaak.pk} is van {zaak.behandelaar.naam}. {wat} Open die zaak eerst en zeg "
            "waarom. Daarna kan het."
        )


@transaction.atomic
def zeg_reden(zaak: Zaak, reden: Inzage.Reden, *, door: Gebruiker, nu: datetime) -> None:
    """Log why `door` opens `zaak`; holds for this day."""
    Inzage.objects.create(
        gemeente_id=zaak.gemeente_id, zaak=zaak, gebruiker=door, op=nu, reden=reden
    )


def _begin_van_de_dag(nu: datetime) -> datetime:
    hier = lokaal(nu)
    return datetime.combine(hier.date(), time.min, tzinfo=hier.tzinfo)
