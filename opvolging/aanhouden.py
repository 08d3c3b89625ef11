"""After the last step of a ladder the teamleider hears each working day who is still late.

A row a day in the same ledger, under the same unique key and with the same stop rules: planned for
the next opening time when the row before it is closed, and cancelled when the clock stops. After a
standstill of weeks one row leaves, not one for each day.
"""

import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from opvolging.bijstellen import OPEN
from opvolging.kalender import DAG, Kalender, lokaal, maak_lokaal
from opvolging.klokkensoorten import HOUDT_AAN
from opvolging.klokrekening import kalender
from opvolging.models import Herinnering, Termijn

HOOGSTENS = 5000  # clocks in one run; the next hour goes on


def houd_aan(*, nu: datetime.datetime) -> int:
    """Plan the next reminder of each late clock of which nothing would leave any more."""
    kalenders: dict[int, Kalender] = {}
    rijen = []
    for termijn in stil(nu=nu).select_related("gemeente")[:HOOGSTENS]:
        if termijn.gemeente_id not in kalenders:
            kalenders[termijn.gemeente_id] = kalender(termijn.gemeente)
        rijen.append(_volgende(termijn, kalenders[termijn.gemeente_id]))
    Herinnering.objects.bulk_create(rijen, ignore_conflicts=True)  # another run was first
    return len(rijen)


def stil(*, nu: datetime.datetime) -> "QuerySet[Termijn]":
    """Running clocks over their limit, not paused, whose reminders all left; not of every kind."""
    eigen = Herinnering.objects.filter(termijn=OuterRef("pk"))
    hoogste = eigen.order_by("-regelversie", "-stap")
    laatst = eigen.values("termijn").annotate(op=Max(Coalesce("afgehandeld_op", "gepland_op")))
    laat = Termijn.objects.lopend().filter(
        Q(stil_tot__isnull=True) | Q(stil_tot__lte=nu),
        ~Exists(eigen.filter(status__in=OPEN)),
        Exists(eigen),
        soort__in=HOUDT_AAN,
        grens_op__lt=nu,
    )
    return laat.order_by("grens_op", "pk").annotate(
        stap=Subquery(hoogste.values("stap")[:1]),
        versie=Subquery(hoogste.values("regelversie")[:1]),
        laatst_op=Subquery(laatst.values("op")),
    )


def _volgende(termijn: Termijn, dagen: Kalender) -> Herinnering:
    van: Any = termijn
    dag = next(dagen.werkdagen_vanaf(lokaal(van.laatst_op).date() + DAG))
    return Herinnering(
        gemeente_id=termijn.gemeente_id,
        termijn=termijn,
        regelversie=van.versie,
        stap=van.stap + 1,
        ontvanger=Herinnering.Ontvanger.TEAMLEIDER,
        gepland_op=maak_lokaal(datetime.datetime.combine(dag, dagen.van)),
    )
