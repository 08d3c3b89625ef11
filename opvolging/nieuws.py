"""Whether the werkvoorraad changed since a page was made; asked every half minute, so nearly free.

Nothing is read for this but the numbers of the newest rows of what changes the list: several, for
rows that were written at the same time do not appear in the order of their numbers. A clock changes
without anybody doing anything; therefore the answer is another one every five minutes too.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet, Subquery

from meldingen.models import Melding
from opvolging.models import Aanvulling, Gebeurtenis, Termijn
from signaalpunt.models import Bericht, Gebruiker, Gemeente

KLOK_SECONDEN = 5 * 60
HOOGSTENS = 100  # that are counted: more is many
NIEUWSTE = 20  # numbers that are compared
# Among so many rows of all gemeenten together they are looked for, however few a gemeente has.
VENSTER = 500


@dataclass(frozen=True)
class Nieuws:
    """`versie` stays as long as the list says the same; `laatste` is the newest melding of all."""

    versie: str
    laatste: int
    aantal_nieuw: int


def nieuws(gebruiker: Gebruiker, *, sinds: int, nu: datetime) -> Nieuws:
    """What `gebruiker` may know; counts meldingen after number `sinds`, or none for 0."""
    van_hier = Gemeente.objects.filter(pk=gebruiker.gemeente_id)
    # a melding comes with its clock, and every act writes a gebeurtenis
    laatste, *standen = van_hier.values_list(
        _laatste(Melding),
        _nieuwste(_recent(Termijn)),
        _nieuwste(_recent(Gebeurtenis)),
        _nieuwste(Aanvulling.objects.ongelezen()),
        _nieuwste(Bericht.objects.niet_aangekomen()),
    ).get()
    tijdvak = int(nu.timestamp()) // KLOK_SECONDEN
    versie = hashlib.sha256(repr((gebruiker.pk, tijdvak, standen)).encode()).hexdigest()[:16]
    laatste = laatste or 0
    return Nieuws(versie, laatste, _nieuw(gebruiker, sinds) if 0 < sinds < laatste else 0)


def _laatste(model: type[Model]) -> Subquery:
    return Subquery(model._default_manager.order_by("-pk").values("pk")[:1])


def _recent(model: type[Model]) -> "QuerySet[Any]":
    return model._default_manager.filter(pk__gt=_laatste(model) - VENSTER)


def _nieuwste(rijen: "QuerySet[Any]") -> ArraySubquery:
    van_gemeente = rijen.filter(gemeente=OuterRef("pk")).order_by("-pk")
    return ArraySubquery(van_gemeente.values("pk")[:NIEUWSTE])


def _nieuw(gebruiker: Gebruiker, sinds: int) -> int:
    """Without what looks like spam: a flood is no news."""
    meldingen = Melding.objects.zichtbaar_voor(gebruiker).filter(pk__gt=sinds, is_verdacht=False)
    return meldingen.order_by()[:HOOGSTENS].count()
