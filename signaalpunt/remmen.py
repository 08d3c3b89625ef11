"""How often one sender may do one thing: counters in PostgreSQL, one statement per attempt.

A sender is known by a keyed hash of the network address and the salt of the day. The salt is drawn
at random and deleted when its day is over: from then on nobody, with whatever key, can tell which
counters of two days are of the same address. Limits are wide: behind one address can be a library.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.db.models import F

from signaalpunt.models import Dagzout, Emmer
from signaalpunt.zoekhash import sleutelhash

BEWAREN = timedelta(days=1)

TEL_EEN_BIJ = """
    INSERT INTO signaalpunt_emmer (sleutel, venster, aantal) VALUES {rijen}
    ON CONFLICT (sleutel, venster) DO UPDATE SET aantal = signaalpunt_emmer.aantal + 1
    RETURNING sleutel, aantal
"""
# The same, but nobody waits until it is on disk: a count may be lost when the database falls over.
# Only where the statement is a transaction of its own, for it decides of the whole transaction.
TEL_SNEL_EEN_BIJ = """
    WITH gauw AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
    INSERT INTO signaalpunt_emmer (sleutel, venster, aantal)
    SELECT rij.* FROM gauw, (VALUES {rijen}) AS rij
    ON CONFLICT (sleutel, venster) DO UPDATE SET aantal = signaalpunt_emmer.aantal + 1
    RETURNING sleutel, aantal
"""
# Whoever comes second gets the salt of whoever was first.
ZOUT_VAN_DE_DAG = """
    INSERT INTO signaalpunt_dagzout (dag, zout) VALUES (%s, %s)
    ON CONFLICT (dag) DO UPDATE SET dag = excluded.dag
    RETURNING zout
"""

# The salt of the last day this process counted in, so that it costs one query a day.
_onthouden: dict[date, str] = {}


def _zout(dag: date) -> str:
    if dag not in _onthouden:
        with connection.cursor() as cursor:
            cursor.execute(ZOUT_VAN_DE_DAG, [dag, secrets.token_hex(32)])
            (zout,) = cursor.fetchone()
        _onthouden.clear()
        _onthouden[dag] = zout
        return str(zout)
    return _onthouden[dag]


def onherkenbaar(afzender: str, *, nu: datetime) -> str:
    """By what name an address is counted today."""
    zout = _zout(nu.astimezone(UTC).date())
    return sleutelhash(f"afzender {zout}", afzender or "onbekend")[:40]


def _begin(venster: timedelta, nu: datetime) -> datetime:
    """When the window of `nu` began."""
    return nu - (nu - datetime.min.replace(tzinfo=nu.tzinfo)) % venster


def tel(*emmers: str, venster: timedelta, nu: datetime) -> list[int]:
    """Add one to each of `emmers` in the window of `nu`; return how many each now holds.

    Name those that many senders share last: then two attempts never wait for each other crosswise.
    """
    begin = _begin(venster, nu)
    tel_een_bij = TEL_EEN_BIJ if connection.in_atomic_block else TEL_SNEL_EEN_BIJ
    opdracht = tel_een_bij.format(rijen=", ".join(["(%s, %s::timestamptz, 1)"] * len(emmers)))
    with connection.cursor() as cursor:
        cursor.execute(opdracht, [waarde for emmer in emmers for waarde in (emmer, begin)])
        aantallen = dict(cursor.fetchall())
    return [int(aantallen[emmer]) for emmer in emmers]


@dataclass(frozen=True)
class Rem:
    """At most `hoogstens` times per window, for each sender."""

    naam: str
    hoogstens: int
    venster: timedelta

    def gaat_door(self, afzender: str, *, nu: datetime) -> bool:
        """Count one attempt of `afzender`; whether it is within the limit."""
        emmer = f"{self.naam}:{onherkenbaar(afzender, nu=nu)}"
        [aantal] = tel(emmer, venster=self.venster, nu=nu)
        return aantal <= self.hoogstens

    def geef_terug(self, afzender: str, *, nu: datetime) -> None:
        """Take back the attempt that was counted at `nu`: it was a good one."""
        emmer = f"{self.naam}:{onherkenbaar(afzender, nu=nu)}"
        geteld = Emmer.objects.filter(sleutel=emmer, venster=_begin(self.venster, nu))
        geteld.filter(aantal__gt=0).update(aantal=F("aantal") - 1)


def ruim_op(*, nu: datetime) -> int:
    """Delete counters that no window needs, and salts of days that are over; how many counters."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM signaalpunt_cache WHERE expires < %s", [nu])  # of the login
    Dagzout.objects.filter(dag__lt=nu.astimezone(UTC).date()).delete()
    return Emmer.objects.filter(venster__lt=nu - BEWAREN).delete()[0]
