"""The programs of the product under the supervisor of `bin/start`, in a world of a round.

The same configuration, with its files below the directory of the world, and a socket over which
programs can be stopped and started one by one.
"""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.storingen.wereld import Wereld
from signaalpunt.ingebouwd.bewaker import stop
from signaalpunt.ingebouwd.plaats import WORTEL
from signaalpunt.ingebouwd.toezicht import configuratie

GEDULD = 90  # seconds until something must be so
MET_SOCKET = """
[unix_http_server]
file={socket}
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
[supervisorctl]
serverurl=unix://{socket}
"""


@dataclass(frozen=True)
class Toezicht:
    """The supervised programs of one world, seen from outside."""

    wereld: Wereld
    poort: int

    @property
    def bestand(self) -> Path:
        return self.wereld.map / "supervisord.conf"

    def bestuur(self, *opdracht: str) -> None:
        """`start` or `stop` with names of programs. Raises CalledProcessError when it fails."""
        ctl = [sys.executable, "-m", "supervisor.supervisorctl", "-c", str(self.bestand)]
        subprocess.run([*ctl, *opdracht], cwd=WORTEL, check=True, stdout=subprocess.DEVNULL)

    def pagina(self, pad: str, koekje: str = "") -> tuple[int, str]:
        """Status and text; 0 when nobody answers."""
        verbinding = http.client.HTTPConnection("127.0.0.1", self.poort, timeout=20)
        try:
            verbinding.request("GET", pad, headers={"Cookie": koekje})
            antwoord = verbinding.getresponse()
            return antwoord.status, antwoord.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            verbinding.close()

    def manage(self, *argumenten: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of manage.py in this world."""
        return subprocess.run(
            [sys.executable, "manage.py", *argumenten],
            cwd=WORTEL,
            env=self.wereld.omgeving,
            check=False,
            capture_output=True,
            text=True,
        )


@contextmanager
def onder_toezicht(wereld: Wereld) -> Iterator[Toezicht]:
    """Run web, worker, beat and loop under the supervisor for the length of the block."""
    with socket.create_server(("127.0.0.1", 0)) as vrij:
        toezicht = Toezicht(wereld, vrij.getsockname()[1])
    hier = str(wereld.map)
    tekst = configuratie(toezicht.poort, [])
    for eigen in ("log", "beat", "supervisord", "voorbereiding.slot"):
        tekst = tekst.replace(f"var/{eigen}", f"{hier}/{eigen}")
    for map_ in ("log", "beat"):
        (wereld.map / map_).mkdir(exist_ok=True)
    bediening = MET_SOCKET.format(socket=wereld.plaats.sockets / "toezicht.sock")
    toezicht.bestand.write_text(tekst + bediening)
    proces = subprocess.Popen(
        [sys.executable, "-m", "supervisor.supervisord", "-c", toezicht.bestand],
        cwd=WORTEL,
        env=wereld.omgeving,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield toezicht
    finally:
        stop(proces, signal.SIGTERM)


def wacht_tot(voorwaarde: Callable[[], bool]) -> float:
    """Wait until it is so; return after how many seconds. Raises TimeoutError after GEDULD."""
    begin = time.monotonic()
    while not voorwaarde():
        if time.monotonic() - begin > GEDULD:
            raise TimeoutError
        time.sleep(0.2)
    return time.monotonic() - begin
