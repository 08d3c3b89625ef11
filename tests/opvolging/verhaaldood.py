"""How an engine of the story dies: at a marked point, or before any question to the database.

A death is an exception that no code catches, and from then on the engine says nothing more to the
database: no `finally` tidies up what a killed process would have left. What was committed stays,
what was not is rolled back, as PostgreSQL does when a client is gone.
"""

import contextlib
import functools
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import connection

from bench.storingen import punten
from bench.storingen.sterven import STAPPEN, met_punt

VRAAG = "voor een vraag aan de database"
PUNTEN = (*punten.PUNTEN, VRAAG)
TERUG = ("ROLLBACK", "RELEASE")  # what the server itself does to the savepoints of a dead client


class Gestorven(BaseException):
    """An engine was killed."""


class Dood:
    """Waits for an engine at the point where it has to die."""

    def __init__(self) -> None:
        self.punt, self.nog, self.is_gekomen = "", 0, False
        self.keren: Counter[str] = Counter()  # deaths at each point

    @contextlib.contextmanager
    def wacht(self, punt: str, nog: int) -> Iterator[None]:
        """Let whoever comes by `punt` for the time after `nog` times die; "" is nobody."""
        self.punt, self.nog, self.is_gekomen = punt, nog, False
        try:
            with connection.execute_wrapper(self._bij_vraag):
                yield
        except Gestorven:
            self.keren[punt] += 1
        finally:
            self.punt = ""

    @contextlib.contextmanager
    def kijkt_weg(self) -> Iterator[None]:
        """Who looks on from outside asks the database without dying."""
        punt, self.punt = self.punt, ""
        try:
            yield
        finally:
            self.punt = punt

    def langs(self, punt: str) -> None:
        """An engine is at `punt`."""
        if punt != self.punt:
            return
        self.nog -= 1
        if self.nog < 0:
            self.is_gekomen = True
            raise Gestorven

    def _bij_vraag(self, vraag: Any, sql: str, *rest: Any) -> Any:
        if not sql.startswith(TERUG):
            if self.is_gekomen:
                raise Gestorven
            self.langs(VRAAG)
        return vraag(sql, *rest)


DOOD = Dood()


def markeer(monkeypatch: Any) -> None:
    """Put the points of the fault rounds in this process."""
    for punt, (waar, naam, wanneer) in STAPPEN.items():
        langs = functools.partial(DOOD.langs, punt)
        monkeypatch.setattr(waar, naam, met_punt(getattr(waar, naam), wanneer, langs))
