"""Heartbeats: each background engine says after a run that it lives; silence is an alarm.

An engine is silent when its last run is longer ago than it may be, counted from the start of the
database server at the earliest: after a restart nothing is wrong until a run was really due.
"""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max

from signaalpunt.models import Hartslag

MAG_ZWIJGEN = {
    naam: datetime.timedelta(seconds=seconden) for naam, seconden in settings.MAG_ZWIJGEN.items()
}
VERZENDERS = {"beat-herinneringen", "lus"}  # of reminders; each alone keeps the promise
POSTBODEN = {"beat-berichten", "lus"}  # of mail; the same


@dataclass(frozen=True)
class Stand:
    """One engine as it is now."""

    naam: str
    laatst_op: datetime.datetime | None
    is_stil: bool


def klop(naam: str, *, nu: datetime.datetime) -> None:
    """Note that the engine `naam` finished a run."""
    Hartslag.objects.bulk_create(
        [Hartslag(naam=naam, op=nu)],
        update_conflicts=True,
        unique_fields=["naam"],
        update_fields=["op"],
    )


def standen(*, nu: datetime.datetime) -> list[Stand]:
    """Every engine that should run, and whether it is silent."""
    gezien = dict(Hartslag.objects.values_list("naam", "op"))
    begin = _begin()
    return [
        Stand(naam, gezien.get(naam), nu - max(begin, gezien.get(naam, begin)) > mag_zwijgen)
        for naam, mag_zwijgen in MAG_ZWIJGEN.items()
    ]


def begonnen_op() -> datetime.datetime:
    """Since when runs are due."""
    return _begin()


def _begin() -> datetime.datetime:
    """When silence starts to count: the last start of the database or change of its tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_postmaster_start_time()")
        [gestart_op] = cursor.fetchone()
    gemigreerd = MigrationRecorder.Migration.objects.aggregate(op=Max("applied"))["op"]
    begin: datetime.datetime = max(gestart_op, gemigreerd)
    return begin
