"""Whether the werkvoorraad changed since a page was made; asked every half minute, so nearly free.

No row is read for this: only which is the newest of what changes the list. A clock changes without
anybody doing anything; therefore the answer is another one every five minutes too.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Model, OuterRef, QuerySet, Subquery

from meldingen.models import Melding
from opvolging.models import Aanvulling, Afwezigheid, Gebeurtenis, Termijn
from signaalpunt.models import Bericht, Gebruiker, Gemeente

KLOK_SECONDEN = 5 * 60
HOOGSTENS = 100  # that are counted: more is many


@dataclass(frozen=True)
class Nieuws:
    """`versie` is the same as long as the list says the same; `laatste` is the newest melding."""

    versie: str
    laatste: int
    aantal_nieuw: int


def nieuws(gebruiker: Gebruiker, *, sinds: int, nu: datetime) -> Nieuws:
    """What `gebruiker` may know; counts meldingen after number `sinds`, or none for 0."""
    van_hier = Gemeente.objects.filter(pk=gebruiker.gemeente_id)
    standen = van_hier.values_list(
        _laatste(Melding),
        _laatste(Termijn),
        _laatste(Gebeurtenis),
        _laatste(Aanvulling),
        _laatste(Afwezigheid),
        _aantal(Aanvulling.objects.ongelezen()),
        _aantal(Bericht.objects.niet_aangekomen()),
    ).get()
    tijdvak = int(nu.timestamp()) // KLOK_SECONDEN
    versie = hashlib.sha256(repr((gebruiker.pk, tijdvak, standen)).encode()).hexdigest()[:16]
    laatste = standen[0] or 0
    return Nieuws(versie, laatste, _nieuw(gebruiker, sinds) if 0 < sinds < laatste else 0)


def _laatste(model: type[Model]) -> Subquery:
    van_gemeente = model._default_manager.filter(gemeente=OuterRef("pk"))
    return Subquery(van_gemeente.order_by("-pk").values("pk")[:1])


def _aantal(rijen: "QuerySet[Any]") -> Subquery:
    van_gemeente = rijen.filter(gemeente=OuterRef("pk")).order_by()
    return Subquery(van_gemeente.values("gemeente").annotate(n=Count("pk")).values("n"))


def _nieuw(gebruiker: Gebruiker, sinds: int) -> int:
    """Without what looks like spam: a flood is no news."""
    meldingen = Melding.objects.zichtbaar_voor(gebruiker).filter(pk__gt=sinds, is_verdacht=False)
    return meldingen.order_by()[:HOOGSTENS].count()
