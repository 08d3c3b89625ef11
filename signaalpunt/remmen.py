"""How often one sender may do one thing: counters in PostgreSQL, one upsert per attempt.

A sender is known by a keyed hash of the network address that changes every day, so nobody can be
followed by it. Limits are wide: behind one address can be a whole library.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from signaalpunt.models import Emmer
from signaalpunt.zoekhash import sleutelhash

BEWAREN = timedelta(days=1)

TEL_EEN_BIJ = """
    INSERT INTO signaalpunt_emmer (sleutel, venster, aantal) VALUES (%s, %s, 1)
    ON CONFLICT (sleutel, venster) DO UPDATE SET aantal = signaalpunt_emmer.aantal + 1
    RETURNING aantal
"""


@dataclass(frozen=True)
class Rem:
    """At most `hoogstens` times per window, for each sender."""

    naam: str
    hoogstens: int
    venster: timedelta

    def gaat_door(self, afzender: str, *, nu: datetime) -> bool:
        """Count one attempt of `afzender`; whether it is within the limit."""
        begin = nu - (nu - datetime.min.replace(tzinfo=nu.tzinfo)) % self.venster
        hash_ = sleutelhash(f"afzender op {nu:%Y-%m-%d}", afzender or "onbekend")
        with connection.cursor() as cursor:
            cursor.execute(TEL_EEN_BIJ, [f"{self.naam}:{hash_[:40]}", begin])
            (aantal,) = cursor.fetchone()
        return bool(aantal <= self.hoogstens)


def ruim_op(*, nu: datetime) -> int:
    """Delete counters that no window needs any more; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM signaalpunt_cache WHERE expires < %s", [nu])  # of the login
    return Emmer.objects.filter(venster__lt=nu - BEWAREN).delete()[0]
