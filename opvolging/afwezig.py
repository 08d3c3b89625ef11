"""Who is away on a day, and who looks after the work meanwhile.

Nothing moves when somebody goes away: who gets a herinnering is decided when it leaves, and the
work of an absent colleague shows with the plaatsvervanger on those days only.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils import timezone

from opvolging.models import Afwezigheid, Zaak
from opvolging.models.afwezigheid import AfwezigheidQuerySet
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import Rol, werkt_hier


@dataclass(frozen=True)
class Waarneming:
    """A colleague whose work somebody looks after, until when, and how many zaken it is."""

    collega: Gebruiker
    tot_en_met: datetime.date
    aantal: int


def op_dag(nu: datetime.datetime) -> AfwezigheidQuerySet:
    """The absences that count on the day of `nu`."""
    dag = timezone.localtime(nu).date()
    return Afwezigheid.objects.geldig().filter(van__lte=dag, tot_en_met__gte=dag)


def afwezigen(nu: datetime.datetime) -> frozenset[int]:
    """The ids of who is away now; one query."""
    return frozenset(op_dag(nu).values_list("gebruiker", flat=True))


def afwezig_tot(gebruiker: Gebruiker, *, nu: datetime.datetime) -> datetime.date | None:
    """Until which day `gebruiker` is away now; None when present."""
    einden = op_dag(nu).filter(gebruiker=gebruiker).values_list("tot_en_met", flat=True)
    return max(einden, default=None)


def vervangen_door(gebruiker: Gebruiker, *, nu: datetime.datetime) -> "QuerySet[Afwezigheid, int]":
    """The ids of the colleagues whose work `gebruiker` looks after now, for use in a query."""
    van_wie = op_dag(nu).filter(
        gemeente=gebruiker.gemeente_id, gebruiker__plaatsvervanger=gebruiker
    )
    return van_wie.values_list("gebruiker", flat=True)


def waarnemingen(gebruiker: Gebruiker, *, nu: datetime.datetime) -> list[Waarneming]:
    """For whom `gebruiker` stands in now, and how much that is; one query."""
    open_ = Zaak.objects.open().filter(behandelaar=OuterRef("gebruiker")).order_by()
    aantal = open_.values("behandelaar").annotate(aantal=Count("pk")).values("aantal")
    rijen = op_dag(nu).filter(gebruiker__in=vervangen_door(gebruiker, nu=nu))
    met_aantal = rijen.select_related("gebruiker").annotate(aantal=Subquery(aantal))
    # noted twice for the same days: the longest counts
    per_collega = {rij.gebruiker_id: rij for rij in met_aantal.order_by("tot_en_met")}
    return [
        Waarneming(rij.gebruiker, rij.tot_en_met, rij.aantal or 0) for rij in per_collega.values()
    ]


@transaction.atomic
def meld_af(
    gebruiker: Gebruiker,
    *,
    van: datetime.date,
    tot_en_met: datetime.date,
    plaatsvervanger: Gebruiker | None,
    door: Gebruiker,
    nu: datetime.datetime,
) -> Afwezigheid:
    """Note that `gebruiker` is away on these days; sent twice it is noted once.

    Raises Geweigerd for a colleague of another team, days in the past or a deputy who cannot.
    """
    _weiger(gebruiker, plaatsvervanger, door)
    if tot_en_met < van:
        raise Geweigerd("De laatste dag ligt voor de eerste. Kijk de dagen na.")
    if tot_en_met < timezone.localtime(nu).date():
        raise Geweigerd("Deze dagen zijn al voorbij. Kies een laatste dag vanaf vandaag.")
    Gebruiker.objects.filter(pk=gebruiker.pk).update(plaatsvervanger=plaatsvervanger)
    # one at a time for this person: two clicks are one absence
    Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    afwezigheid, _ = Afwezigheid.objects.geldig().get_or_create(
        gemeente_id=gebruiker.gemeente_id,
        gebruiker=gebruiker,
        van=van,
        tot_en_met=tot_en_met,
        ingetrokken_op=None,
        defaults={"genoteerd_op": nu, "genoteerd_door": door},
    )
    return afwezigheid


def _weiger(gebruiker: Gebruiker, plaatsvervanger: Gebruiker | None, door: Gebruiker) -> None:
    if gebruiker != door and door.rol != Rol.COORDINATOR:
        raise Geweigerd("Alleen een coördinator noteert dit voor een ander.")
    if not werkt_hier(gebruiker, door.gemeente_id):
        raise Geweigerd("Deze collega hoort niet bij uw team.")
    if plaatsvervanger is None:
        _weiger_zonder_leiding(gebruiker)
    elif plaatsvervanger == gebruiker:
        raise Geweigerd("Kies een ander als plaatsvervanger.")
    elif not werkt_hier(plaatsvervanger, gebruiker.gemeente_id):
        raise Geweigerd("Deze plaatsvervanger hoort niet bij het team. Kies iemand anders.")


def _weiger_zonder_leiding(gebruiker: Gebruiker) -> None:
    """Nobody stands in for everybody but the teamleider, who cannot stand in for themselves."""
    if gebruiker.leidt.exists():
        raise Geweigerd(
            f"{gebruiker.naam} is de teamleider, en neemt zelf waar voor wie niemand koos. Kies "
            "een collega die het werk waarneemt."
        )


def trek_in(afwezigheid: Afwezigheid, *, door: Gebruiker, nu: datetime.datetime) -> None:
    """Note that it does not count (any more); asked twice, the first stays."""
    nog_geldig = Afwezigheid.objects.geldig().filter(pk=afwezigheid.pk)
    nog_geldig.update(ingetrokken_op=nu, ingetrokken_door=door)
