"""What the set-up asks the database itself, before there is any Django."""

from contextlib import closing

import psycopg2

from signaalpunt.ingebouwd.plaats import database_url


def is_ingericht() -> bool:
    """Whether the tables are there and the buurten in them: the set-up once came to its end."""
    return _klopt("SELECT to_regclass('meldingen_buurt') IS NOT NULL") and _klopt(
        "SELECT EXISTS (SELECT FROM meldingen_buurt)"
    )


def is_leeg() -> bool:
    """Whether the database holds no melding yet."""
    return _klopt("SELECT NOT EXISTS (SELECT FROM meldingen_melding)")


def _klopt(vraag: str) -> bool:
    with closing(psycopg2.connect(database_url())) as verbinding, verbinding.cursor() as cursor:
        cursor.execute(vraag)
        return cursor.fetchone() == (True,)
