"""Claiming: several engines empty one table and none of them does a row twice.

An engine claims a few rows under a token and a lease, does its work outside any transaction, and
marks a row only while the row still carries that token. SKIP LOCKED lets engines pass each other.
When one dies its lease runs out and another takes the row. Leases are compared by the clock of
the database, which all engines share; whether a row is due is for the caller to say.
"""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Now

AANTAL = 5  # rows a claim; more would make others wait longer when an engine dies
BEZIG = "bezig"


class ClaimbareRij(models.Model):
    """Base of every table that engines work through; its status knows `bezig`."""

    claim = models.UUIDField("claim", null=True, blank=True)
    claim_tot = models.DateTimeField("claim tot", null=True, blank=True)

    class Meta:
        abstract = True


Rij = TypeVar("Rij", bound=ClaimbareRij)

# What an UPDATE sets when a row leaves the hands of an engine.
LOS: dict[str, Any] = {"claim": None, "claim_tot": None}


class Greep(NamedTuple):
    """The rows of one claim."""

    token: uuid.UUID
    ids: list[int]


def huur() -> Any:
    """Until when a claim made now lasts, as an expression on the clock of the database."""
    return Now() + datetime.timedelta(seconds=settings.CLAIM_SECONDEN)


def claim(
    te_doen: "models.QuerySet[Rij]",
    *,
    aantal: int = AANTAL,
    samen: Sequence[str] = (),
    **velden: Any,
) -> Greep:
    """Claim at most `aantal` rows of `te_doen`, in its order; no ids when there is nothing to do.

    All rows share with the first the values of the fields `samen`. Sets `velden` along.
    """
    token = uuid.uuid4()
    vrij = te_doen.filter(Q(claim=None) | Q(claim_tot__lt=Now()))
    with transaction.atomic():
        rijen = vrij.select_for_update(skip_locked=True)
        if samen:
            rijen = rijen.filter(**(rijen.values(*samen).first() or {}))
        ids = _samen_op_te_pakken(list(rijen.values_list("pk", "claim")[:aantal]))
        if ids:
            te_doen.model._default_manager.filter(pk__in=ids).update(
                status=BEZIG, claim=token, claim_tot=huur(), **velden
            )
    return Greep(token, ids)


def _samen_op_te_pakken(rijen: list[tuple[int, uuid.UUID | None]]) -> list[int]:
    """What a dead engine left goes alone: a row that kills its engine takes no others along."""
    if rijen and rijen[0][1] is not None:
        return [rijen[0][0]]
    return [pk for pk, oude_claim in rijen if oude_claim is None]


def laat_los(rijen: "models.QuerySet[Rij]", token: uuid.UUID, *, status: str) -> int:
    """Give back the rows that still carry `token`; return how many."""
    return rijen.filter(claim=token).update(status=status, **LOS)
