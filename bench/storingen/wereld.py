"""Servers and programs of one round: started, killed, frozen and started again at will."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg2
import redis

from bench.storingen import mailbus
from signaalpunt.ingebouwd.bewaker import dienst_van, eigen_opdracht, stop, wacht_op
from signaalpunt.ingebouwd.plaats import WORTEL, Plaats
from tests.omgeving import VAST

Proces = subprocess.Popen[bytes]


@dataclass
class Programma:
    """One program of the product; `houd_levend` starts it again, as the supervisor does."""

    naam: str
    opdracht: list[str]
    omgeving: dict[str, str]
    proces: Proces | None = None
    gedood: int = 0
    gestorven: int = 0  # killed at a point, or by itself

    def houd_levend(self) -> None:
        if self.proces is None or self.proces.poll() is not None:
            self.gestorven += self.proces is not None and self.proces.returncode == -signal.SIGKILL
            log = Path(self.omgeving["STORING_MAP"]) / f"{self.naam}.log"
            with log.open("ab") as uitvoer:
                self.proces = subprocess.Popen(
                    self.opdracht,
                    cwd=WORTEL,
                    env=self.omgeving,
                    stdout=uitvoer,
                    stderr=uitvoer,
                    start_new_session=True,
                )

    def dood(self) -> bool:
        """kill -9 of the program with everything it started; False when it did not run."""
        if self.proces is None or self.proces.poll() is not None:
            return False
        os.killpg(self.proces.pid, signal.SIGKILL)
        self.proces.wait()
        self.proces = None
        self.gedood += 1
        return True


def vrije_poort() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        return int(vrij.getsockname()[1])


@dataclass
class Wereld:
    """PostgreSQL, Redis and programs below one directory."""

    map: Path
    mailpoort: int = field(default_factory=vrije_poort)
    diensten: dict[str, Proces] = field(default_factory=dict)
    programmas: dict[str, Programma] = field(default_factory=dict)
    verbinding: "psycopg2.extensions.connection | None" = None  # of the harness itself

    @property
    def plaats(self) -> Plaats:
        return Plaats(self.map)

    @property
    def omgeving(self) -> dict[str, str]:
        return {
            **os.environ,
            "SIGNAALPUNT_DRUK_VANAF": "1000000",
            **VAST,
            "DATABASE_URL": self.plaats.database_url(),
            "REDIS_URL": self.plaats.redis_url(),
            "DJANGO_SETTINGS_MODULE": "bench.storingen.instellingen",
            "STORING_MAP": str(self.map),
            "STORING_MAILPOORT": str(self.mailpoort),
        }

    def start_dienst(self, naam: str) -> None:
        """Start a server and wait until it answers."""
        dienst = dienst_van(naam, self.plaats)
        with self.plaats.log(naam).open("ab") as log:
            self.diensten[naam] = subprocess.Popen(
                eigen_opdracht("draai", dienst), cwd=WORTEL, stdout=log, stderr=log
            )
        wacht_op(dienst, self.diensten[naam])

    def stop_dienst(self, naam: str, sein: signal.Signals) -> None:
        """End a server in the way of `sein`."""
        self.diensten[naam].send_signal(sein)
        self.diensten[naam].wait()

    def zet_neer(self, naam: str, *opdracht: str) -> None:
        """Start a program that is kept alive from now on."""
        self.programmas[naam] = Programma(naam, [sys.executable, *opdracht], self.omgeving)
        self.programmas[naam].houd_levend()

    def voer_uit(self, *opdracht: str) -> None:
        """Run a command to its end. Raises CalledProcessError when it fails."""
        subprocess.run([sys.executable, *opdracht], cwd=WORTEL, env=self.omgeving, check=True)

    @property
    def kills(self) -> int:
        """How often an engine was killed, at a point or at any moment."""
        motoren = [p for naam, p in self.programmas.items() if naam not in ("mail", "web")]
        return sum(motor.gedood + motor.gestorven for motor in motoren)

    def houd_levend(self) -> None:
        for programma in self.programmas.values():
            programma.houd_levend()

    def vraag(self, sql: str, *waarden: Any) -> list[tuple[Any, ...]]:
        """Answer of the database, waiting for it when it is away."""
        while True:
            try:
                return self._vraag(sql, waarden)
            except psycopg2.ProgrammingError:
                raise
            except psycopg2.Error:  # also a plain DatabaseError, when the server was killed
                self.verbinding = None
                time.sleep(0.1)

    def _vraag(self, sql: str, waarden: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        if self.verbinding is None:
            self.verbinding = psycopg2.connect(self.plaats.database_url())
            self.verbinding.autocommit = True
        with self.verbinding.cursor() as cursor:
            cursor.execute(sql, waarden)
            return cursor.fetchall() if cursor.description else []

    def redis(self) -> "redis.Redis":
        return redis.Redis(unix_socket_path=str(self.plaats.redis_socket), socket_timeout=5)


@contextmanager
def wereld(map_: Path) -> Iterator[Wereld]:
    """A world with both servers running; nothing of it is left running afterwards."""
    deze = Wereld(map_)
    deze.plaats.maak_staat()
    with ExitStack() as stapel:
        for naam in ("postgres", "redis"):
            deze.start_dienst(naam)
            stapel.callback(_ruim_op, deze, naam)
        stapel.callback(_stop_programmas, deze)
        deze.voer_uit("manage.py", "migrate", "--verbosity", "0")
        mailbus.zet(map_, mailbus.GOED)
        deze.zet_neer("mail", "-m", "bench.storingen.mailbus", str(map_), str(deze.mailpoort))
        yield deze


def _stop_programmas(deze: Wereld) -> None:
    if deze.verbinding:
        deze.verbinding.close()
    for programma in deze.programmas.values():
        programma.dood()


def _ruim_op(deze: Wereld, naam: str) -> None:
    proces = deze.diensten[naam]
    proces.send_signal(signal.SIGCONT)
    stop(proces, dienst_van(naam, deze.plaats).stopsein)
