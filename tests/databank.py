"""The databases of the tests: migrated once for all workers, and emptied where something is.

Every worker copies a template, which stays until a migration or a package changes. After a test
whose transactions were real only the tables that hold something are emptied: emptying all of them
costs more than most of these tests do.
"""

import hashlib
from functools import cache

from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import TransactionTestCase

from signaalpunt.ingebouwd.plaats import WORTEL

MERK = "signaalpunt_leeg_"
# Written by the migrations, and the same for every test.
BLIJFT = ["django_migrations", "django_content_type", "auth_permission"]
POGINGEN = 5
# Of every other table: how to ask whether it holds something, and how to empty it. TRUNCATE passes
# a trigger that keeps the rows (8 is the bit of DELETE), and comes before what is deleted.
TABELLEN = """
    SELECT relname, format('SELECT %%L WHERE EXISTS (SELECT FROM %%I)', relname, relname),
        format(CASE WHEN EXISTS (
            SELECT FROM pg_trigger WHERE tgrelid = tabel.oid AND NOT tgisinternal AND tgtype & 8 > 0
        ) THEN 'TRUNCATE %%I CASCADE' ELSE 'DELETE FROM %%I' END, relname) AS leeg
    FROM pg_class tabel
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname != ALL(%s)
    ORDER BY leeg DESC
"""


def kopieer_sjabloon(*, maak: bool) -> None:
    """Let the database of these tests be a copy of the template, which is there or is made now."""
    naam = _naam()
    if maak:
        _maak(naam)
    connection.settings_dict["TEST"]["TEMPLATE"] = naam


def _naam() -> str:
    """Of the template for these migrations with these packages."""
    inhoud = hashlib.sha256()
    for pad in [*sorted(WORTEL.glob("*/migrations/*.py")), WORTEL / "requirements.txt"]:
        inhoud.update(pad.read_bytes())
    return MERK + inhoud.hexdigest()[:16]


def _maak(naam: str) -> None:
    """Make it unless an earlier run did; what one that was interrupted left is made again."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [MERK])
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [MERK])
        aanwezig = {rij[0] for rij in cursor.fetchall()}
        for oud in aanwezig - {naam}:
            cursor.execute(f'DROP DATABASE "{oud}"')
        if naam not in aanwezig:
            half = f"{naam}_half"
            cursor.execute(f'CREATE DATABASE "{half}"')
            _migreer(half)
            cursor.execute(f'ALTER DATABASE "{half}" RENAME TO "{naam}"')


def _migreer(databank: str) -> None:
    eigen = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = databank
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = eigen


@cache
def _tabellen() -> tuple[tuple[str, str, str], ...]:
    with connection.cursor() as cursor:
        cursor.execute(TABELLEN, [BLIJFT])
        return tuple(cursor.fetchall())


def maak_leeg(_: TransactionTestCase) -> None:
    """Empty every table; again when a page that just closed still wrote something meanwhile."""
    for _poging in range(POGINGEN):
        try:
            return _maak_een_keer_leeg()
        except (IntegrityError, OperationalError) as fout:
            gestoord = fout
    raise gestoord


def _maak_een_keer_leeg() -> None:
    """Foreign keys are judged at the end, when all rows are gone."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(vraag for naam, vraag, leeg in _tabellen()))
        vol = {naam for [naam] in cursor.fetchall()}
        for opdracht in [leeg for naam, _vraag, leeg in _tabellen() if naam in vol]:
            cursor.execute(opdracht)


def hang_op() -> None:
    """End what other sessions of this database wait for: nobody is served any more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid != pg_backend_pid()"
        )
