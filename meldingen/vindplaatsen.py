"""The vindplaatsen: their codes, how often each link was opened, and what came of it.

A code is short enough to type from a card; whoever guesses one finds the ordinary form. An opening
is a number per day: nothing is kept of who opened it.
"""

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from meldingen.models import Deur, Melding, Vindplaats, Vindplaatsbezoek, VindplaatsQuerySet
from meldingen.volgcode import TEKENS
from signaalpunt.models import Gemeente

LENGTE = 8
# Below these numbers a thank-you could tell who else reports.
GENOEG_VOOR_VINDPLAATS, GENOEG_VOOR_STAD = 10, 5

TEL_EEN_BIJ = """
    INSERT INTO meldingen_vindplaatsbezoek (gemeente_id, vindplaats_id, dag, aantal)
    VALUES (%s, %s, %s, 1)
    ON CONFLICT (vindplaats_id, dag)
    DO UPDATE SET aantal = meldingen_vindplaatsbezoek.aantal + 1
"""


@dataclass(frozen=True)
class Samen:
    """How many meldingen came in together with yours."""

    aantal: int
    is_hier: bool = False  # through this vindplaats, not in the whole town


def nieuwe_code() -> str:
    """A code that nobody has; 8 characters of 30 leave no room for a second one by chance."""
    return "".join(secrets.choice(TEKENS) for _ in range(LENGTE))


def kale_code(getypt: str) -> str:
    """What was typed as it is stored, capitals and dashes apart; empty when it can be no code."""
    if len(getypt) > 2 * LENGTE:
        return ""
    kaal = "".join(teken for teken in getypt.upper() if teken in TEKENS)
    return kaal if len(kaal) == LENGTE else ""


def vind(gemeente: Gemeente, code: str) -> Vindplaats | None:
    """The vindplaats with this code, also when it was stopped; without a code no query."""
    if not (kaal := kale_code(code)):
        return None
    return Vindplaats.objects.filter(gemeente=gemeente, code=kaal).first()


def tel_bezoek(vindplaats: Vindplaats, dag: date) -> None:
    """Count one opening of the link."""
    with connection.cursor() as cursor:
        cursor.execute(TEL_EEN_BIJ, [vindplaats.gemeente_id, vindplaats.pk, dag])


def _echt() -> QuerySet[Melding]:
    return Melding.objects.filter(is_verdacht=False)


def met_cijfers(rijen: VindplaatsQuerySet, jaar: int) -> VindplaatsQuerySet:
    """`rijen` with what happened in `jaar`: aantal_bezoeken and aantal_meldingen."""
    bezoeken = (
        Vindplaatsbezoek.objects.filter(vindplaats=OuterRef("pk"), dag__year=jaar)
        .order_by()
        .values("vindplaats")
        .values(aantal_=Sum("aantal"))
    )
    meldingen = (
        _echt()
        .filter(vindplaats=OuterRef("pk"), ontvangen_dag__year=jaar)
        .order_by()
        .values("vindplaats")
        .values(aantal_=Count("pk"))
    )
    return rijen.annotate(
        aantal_bezoeken=Coalesce(Subquery(bezoeken), 0),
        aantal_meldingen=Coalesce(Subquery(meldingen), 0),
    )


def samen_gemeld(gemeente_id: int, vindplaats_id: int | None, jaar: int) -> Samen | None:
    """How many meldingen professionals brought this year: here when they are enough, else in town.

    None when those of the whole town are too few as well.
    """
    van_professionals = _echt().filter(
        gemeente_id=gemeente_id, deur=Deur.PROFESSIONAL, ontvangen_dag__year=jaar
    )
    telling = van_professionals.aggregate(
        stad=Count("pk"), hier=Count("pk", filter=Q(vindplaats=vindplaats_id or 0))
    )
    if telling["hier"] >= GENOEG_VOOR_VINDPLAATS:
        return Samen(telling["hier"], is_hier=True)
    return Samen(telling["stad"]) if telling["stad"] >= GENOEG_VOOR_STAD else None
