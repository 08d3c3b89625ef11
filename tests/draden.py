"""Work in threads with a database connection of their own: real races."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

from signaalpunt.fouten import Geweigerd

Antwoord = TypeVar("Antwoord")


def in_draden(werk: Callable[[], Antwoord], aantal: int = 1) -> list[Antwoord]:
    """Run `werk` in `aantal` threads at once; return their answers."""

    def met_eigen_verbinding(_: int) -> Antwoord:
        try:
            return werk()
        finally:
            connection.close()

    with ThreadPoolExecutor(aantal) as draden:
        return list(draden.map(met_eigen_verbinding, range(aantal)))


WACHT_OP_MIJ = (
    "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
)


def iemand_wacht() -> bool:
    """Whether another connection waits for what this one holds."""
    with connection.cursor() as cursor:
        cursor.execute(WACHT_OP_MIJ)
        return cursor.fetchone() is not None


def wie_lukt(*daden: Callable[[], object]) -> list[bool]:
    """Do all of these at once, each over a connection of its own; which were not refused."""

    def probeer(daad: Callable[[], object]) -> bool:
        try:
            daad()
        except Geweigerd:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(daden)) as draden:
        return list(draden.map(probeer, daden))
