"""One engine of `bench.herinneringen`: says that it is ready, waits for a line, empties the ledger.

`python -m bench.motor echt|ruw|ruim NU` is the dispatcher of the product, or bare claiming in SQL:
the floor. `ruw` claims as few rows at a time as a sender of mail may hold, `ruim` as many as the
dispatcher. Prints its seconds, of which of its own processor, and its megabytes as JSON.
"""

import datetime
import json
import sys
import time
import uuid

import django

django.setup()

from django.db import connection

from bench.meten import piekgeheugen_mb
from opvolging import herinneringen
from signaalpunt.claimen import AANTAL

PAK = """
UPDATE opvolging_herinnering SET status = 'bezig', claim = %s,
       claim_tot = now() + interval '1 minute'
WHERE id IN (SELECT id FROM opvolging_herinnering
             WHERE status IN ('gepland', 'bezig') AND gepland_op <= %s
               AND (claim IS NULL OR claim_tot < now())
             ORDER BY gepland_op LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING id
"""
MERK = """
UPDATE opvolging_herinnering SET status = 'verzonden', claim = NULL, claim_tot = NULL,
       afgehandeld_op = %s
WHERE id = ANY(%s) AND claim = %s
"""


def ruw(nu: datetime.datetime, per_greep: int = AANTAL) -> int:
    """Claim and mark in plain SQL, each its own transaction; return how many rows."""
    aantal = 0
    with connection.cursor() as cursor:
        while True:
            token = str(uuid.uuid4())
            cursor.execute(PAK, [token, nu, per_greep])
            ids = [rij[0] for rij in cursor.fetchall()]
            if not ids:
                return aantal
            cursor.execute(MERK, [nu, ids, token])
            aantal += len(ids)


def ruim(nu: datetime.datetime) -> int:
    """The same, with as many rows a claim as the dispatcher."""
    return ruw(nu, herinneringen.PER_GREEP)


def echt(nu: datetime.datetime) -> int:
    """One run of the dispatcher; return how many reminders it laid in a mail."""
    return herinneringen.verzend(nu=nu)


def main(soort: str, moment: str) -> None:
    """Wait for the start, work until nothing is due."""
    nu = datetime.datetime.fromisoformat(moment)
    connection.ensure_connection()
    begin_mb = piekgeheugen_mb()
    print("klaar", flush=True)
    sys.stdin.readline()
    begin, rekentijd = time.perf_counter(), time.process_time()
    aantal = {"echt": echt, "ruw": ruw, "ruim": ruim}[soort](nu)
    uitslag = {
        "rijen": aantal,
        "seconden": time.perf_counter() - begin,
        "rekentijd": time.process_time() - rekentijd,
    }
    print(json.dumps(uitslag | {"mb": piekgeheugen_mb(), "begin_mb": begin_mb}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
