"""When opening a zaak asks why: it is somebody else's, and nothing tells what one does there.

Nobody is kept out. Who has the zaak, who stands in today, the teamleider, and who did something in
it today simply open it; anybody else says why once a day, and that stays in the log.
"""

from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from opvolging import afwezig
from opvolging.kalender import lokaal
from opvolging.models import Gebeurtenis, Inzage, Zaak
from opvolging.models.zaak import ZaakQuerySet
from signaalpunt.models import Gebruiker


def met_kijkrecht(zaken: ZaakQuerySet, gebruiker: Gebruiker, nu: datetime) -> ZaakQuerySet:
    """The zaken with what `vraagt_reden` needs, in the same query."""
    vandaag = _begin_van_de_dag(nu)
    eigen = {"zaak": OuterRef("pk"), "op__gte": vandaag}
    gezegd = Inzage.objects.filter(**eigen, gebruiker=gebruiker).exclude(reden="")
    gewerkt = Gebeurtenis.objects.filter(**eigen, door=gebruiker)
    weg = afwezig.op_dag(nu).filter(gebruiker=OuterRef("behandelaar"))
    return zaken.annotate(
        is_reden_gezegd=Exists(gezegd), is_vandaag_gewerkt=Exists(gewerkt), is_weg=Exists(weg)
    )


def vraagt_reden(zaak: Zaak, gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` says first why; of a zaak from `met_kijkrecht`, with its behandelaar."""
    gemeente = gebruiker.gemeente
    if not gemeente.vraagt_reden or gebruiker.pk in (zaak.behandelaar_id, gemeente.teamleider_id):
        return False
    van: Any = zaak
    if van.is_weg and zaak.behandelaar.plaatsvervanger_id == gebruiker.pk:
        return False
    return not (van.is_reden_gezegd or van.is_vandaag_gewerkt)


@transaction.atomic
def zeg_reden(zaak: Zaak, reden: Inzage.Reden, *, door: Gebruiker, nu: datetime) -> None:
    """Log why `door` opens `zaak`; holds for this day."""
    Inzage.objects.create(
        gemeente_id=zaak.gemeente_id, zaak=zaak, gebruiker=door, op=nu, reden=reden
    )


def _begin_van_de_dag(nu: datetime) -> datetime:
    hier = lokaal(nu)
    return datetime.combine(hier.date(), time.min, tzinfo=hier.tzinfo)
