"""`bin/start`: everything running under one supervisor until somebody stops it.

This process holds everything together: it tells the supervisor to stop on Ctrl-C, SIGTERM or a
closed terminal, and when it is killed the kernel tells the supervisor, and so on down.
"""

import fcntl
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from typing import NoReturn

from signaalpunt.ingebouwd.bewaker import nodige_diensten, ruim_op, stop, wacht_op, wacht_tot_weg
from signaalpunt.ingebouwd.databank import is_leeg
from signaalpunt.ingebouwd.diensten import Dienst
from signaalpunt.ingebouwd.omgeving import (
    DEMO_DOMEIN,
    DEMO_ROLLEN,
    DEMO_WACHTWOORD,
    vul_omgeving,
)
from signaalpunt.ingebouwd.plaats import WORTEL, Plaats, StartMislukt
from signaalpunt.ingebouwd.poort import eis_vrije_poort
from signaalpunt.ingebouwd.sloten import open_slot, probeer, vergrendeld
from signaalpunt.ingebouwd.toezicht import BESTAND, configuratie
from signaalpunt.ingebouwd.voortgang import levensteken

GEDULD = 120  # seconds the web server may take to answer
STOPSEINEN = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
DEMO_MELDINGEN = 300


class Gestopt(BaseException):
    """Somebody asked us to stop; no Exception, so that nothing takes it for a mistake."""


def meld(tekst: str) -> None:
    """Tell whoever started us, as long as they listen: stopping goes on without a terminal."""
    try:
        print(tekst, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def kind(opdracht: list[str], **keuzes: object) -> list[str]:
    """Command line of a child that ends when we end, however we end."""
    na = [deel for naam, waarde in keuzes.items() for deel in (f"--{naam}", str(waarde))]
    return [sys.executable, "-m", "signaalpunt.ingebouwd", "kind", *na, *opdracht]


@contextmanager
def toezichthouder() -> Iterator["subprocess.Popen[bytes]"]:
    """Run the supervisor for the length of the block, in a session of its own."""
    proces = subprocess.Popen(
        kind([sys.executable, "-m", "supervisor.supervisord", "-c", BESTAND]),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield proces
    finally:
        for sein in STOPSEINEN:
            signal.signal(sein, signal.SIG_IGN)  # stopping goes on, however often it is asked
        meld("Stoppen …")
        stop(proces, signal.SIGTERM)


@contextmanager
def blijf_gebruiken(plaats: Plaats, diensten: list[Dienst]) -> Iterator[None]:
    """Keep servers that a `bin/manage` happens to have started when that ends; ours stand by."""
    try:
        with ExitStack() as stapel:
            for dienst in diensten:
                stapel.enter_context(vergrendeld(dienst.gebruik, fcntl.LOCK_SH))
            yield
    finally:
        for dienst in diensten:
            wacht_tot_weg(dienst)
        ruim_op(plaats)


def stap(tekst: str, *argumenten: str, vertelt: bool = False) -> None:
    """Run one command of manage.py, which says itself how far it is when it `vertelt`.

    Raises StartMislukt when it fails; it has said why.
    """
    meld(tekst)
    # The system checks import every page, each time again; bin/test makes them.
    opdracht = kind([sys.executable, "manage.py", *argumenten, "--skip-checks"])
    with nullcontext() if vertelt else levensteken(meld):
        gedaan = subprocess.run(opdracht, start_new_session=True, check=False)
    if gedaan.returncode != 0:
        raise StartMislukt(f"manage.py {argumenten[0]} mislukte.")


def bereid_voor(is_demo: bool) -> None:
    """Bring the database and the static files to this version of the code."""
    stap("Stijlen en plaatjes klaarzetten …", "collectstatic", "--noinput", "-v0")
    stap("Databank bijwerken …", "migrate", "--noinput", "-v0")
    stap("Buurten laden …", "laad_buurten")
    if is_demo and is_leeg():
        # Whole or not at all: a start that was interrupted here finds the database empty again.
        aantal = str(DEMO_MELDINGEN)
        stap("Voorbeeldgegevens verzinnen …", "demodata", "--meldingen", aantal, vertelt=True)


def wacht_op_web(poort: int, toezicht: "subprocess.Popen[bytes]") -> None:
    """Wait until the website answers. Raises StartMislukt after GEDULD seconds."""
    einde = time.monotonic() + GEDULD
    while not _is_gezond(poort):
        if time.monotonic() > einde or toezicht.poll() is not None:
            raise StartMislukt("De website antwoordt niet; zie var/log/web.log.")
        time.sleep(0.1)


def _is_gezond(poort: int) -> bool:
    naam = os.environ.get("SIGNAALPUNT_HOSTS", "").split(",")[0].lstrip("*.") or "127.0.0.1"
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=5)
    try:
        verbinding.request("GET", "/healthz", headers={"Host": naam, "X-Forwarded-Proto": "https"})
        antwoord = verbinding.getresponse()
        # Reminders that stand still are for `controleer` and the banner: the website is there.
        return antwoord.status == 200 or b'"database": true' in antwoord.read(1000)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        verbinding.close()


def begroet(poort: int, is_demo: bool) -> None:
    """Print where the product is and, in a demo, how to get in."""
    meld(f"\nSignaalpunt draait op http://127.0.0.1:{poort}")
    if is_demo:
        meld(f"Inloggen kan als (wachtwoord: {DEMO_WACHTWOORD})")
        for rol in DEMO_ROLLEN:
            meld(f"  {rol}@{DEMO_DOMEIN}")
    meld("Stoppen: Ctrl-C")


def draai(plaats: Plaats, poort: int, is_demo: bool) -> None:
    """Start everything, say when it is ready, and stay until the supervisor ends."""
    diensten = nodige_diensten(plaats)
    (WORTEL / BESTAND).write_text(configuratie(poort, diensten))
    for naam in ("log", "beat", "postvak"):
        (plaats.staat / naam).mkdir(mode=0o700, exist_ok=True)
    slot = plaats.staat / "voorbereiding.slot"
    with blijf_gebruiken(plaats, diensten), toezichthouder() as proces:
        with vergrendeld(slot):  # web, worker and beat wait for this lock
            meld("PostgreSQL en Redis starten …" if diensten else "Starten …")
            with levensteken(meld):
                for dienst in diensten:
                    wacht_op(dienst, proces)
            bereid_voor(is_demo)
        meld("Website starten …")
        with levensteken(meld):
            wacht_op_web(poort, proces)
        begroet(poort, is_demo)
        proces.wait()
        raise StartMislukt("De toezichthouder is gestopt; zie var/log/supervisord.log.")


def stop_op_verzoek(*_: object) -> NoReturn:
    """Signal handler."""
    raise Gestopt


def draai_hier() -> None:
    """Run in this clone until stopped. Raises Gestopt after a stop that was asked for."""
    for sein in STOPSEINEN:
        if sein != signal.SIGHUP or signal.getsignal(sein) != signal.SIG_IGN:  # nohup
            signal.signal(sein, stop_op_verzoek)
    plaats = Plaats()
    plaats.maak_staat()
    if not probeer(open_slot(plaats.staat / "start.slot")):
        raise StartMislukt("bin/start draait al in deze map.")
    draai(plaats, eis_vrije_poort(), vul_omgeving(plaats))


def main() -> None:
    """Exits 0 after a stop that was asked for, with one line when it failed."""
    os.chdir(WORTEL)
    try:
        draai_hier()
    except Gestopt:
        sys.exit(0)
    except StartMislukt as fout:
        sys.exit(str(fout))


if __name__ == "__main__":
    main()
