"""Using the servers: start what is not running, stop it when the last user has gone."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from signaalpunt.ingebouwd.diensten import SOORTEN, Dienst, Postgres, Redis
from signaalpunt.ingebouwd.plaats import WORTEL, Plaats, StartMislukt
from signaalpunt.ingebouwd.sloten import is_bezet, open_slot, probeer, vergrendeld

WACHT = 60  # seconds a server may take to answer: recovery after a kill included
TIK = 0.05  # seconds between two looks
NOODSTOP = 45  # seconds stopping may take

_bewakers: list["subprocess.Popen[bytes]"] = []  # ours to start, not to wait for


def nodige_diensten(plaats: Plaats) -> list[Dienst]:
    """The embedded servers that no address in the environment replaces."""
    namen = {"DATABASE_URL": Postgres, "REDIS_URL": Redis}
    return [soort(plaats) for naam, soort in namen.items() if not os.environ.get(naam)]


def neem_in_gebruik(dienst: Dienst) -> int:
    """Make sure the server runs; return the descriptor that keeps it running.

    Close the descriptor, or end, to let it go. Raises StartMislukt when it does not come up.
    """
    dienst.plaats.maak_staat()
    gebruik = open_slot(dienst.gebruik)
    fcntl.flock(gebruik, fcntl.LOCK_SH)  # waits while a keeper is just stopping it
    try:
        with vergrendeld(dienst.plaats.staat / f"{dienst.naam}.start"):
            if not dienst.is_klaar():
                _bewakers.append(start_bewaker(dienst))
                wacht_op(dienst, _bewakers[-1])
    except BaseException:
        os.close(gebruik)
        raise
    return gebruik


def start_bewaker(dienst: Dienst) -> "subprocess.Popen[bytes]":
    """Start the keeper of a server in its own session, out of reach of Ctrl-C."""
    with dienst.plaats.log(dienst.naam).open("ab") as log:
        return subprocess.Popen(
            eigen_opdracht("bewaak", dienst),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=WORTEL,
            start_new_session=True,
        )


def eigen_opdracht(wat: str, dienst: Dienst) -> list[str]:
    """Command line of this package for one server."""
    vluchtig = ["--vluchtig"] if dienst.plaats.vluchtig else []
    module = [sys.executable, "-m", "signaalpunt.ingebouwd"]
    return [*module, wat, dienst.naam, "--staat", str(dienst.plaats.staat), *vluchtig]


def wacht_op(dienst: Dienst, proces: "subprocess.Popen[bytes] | None" = None) -> None:
    """Wait until the server answers. Raises StartMislukt when `proces` ended or time is up."""
    einde = time.monotonic() + WACHT
    while not dienst.is_klaar():
        if time.monotonic() > einde or (proces and proces.poll() is not None):
            regels = dienst.plaats.log(dienst.naam).read_text(errors="replace").splitlines()
            raise StartMislukt("\n".join([f"{dienst.naam} start niet:", *regels[-8:]]))
        time.sleep(TIK)


def bewaak(dienst: Dienst) -> None:
    """Run the server as a child, again when it dies, until nobody uses it any more."""
    gebruik = open_slot(dienst.gebruik)
    proces = subprocess.Popen(eigen_opdracht("draai", dienst), cwd=WORTEL)
    while not probeer(gebruik):
        if proces.poll() is not None:
            if proces.returncode == 1:  # it said why; trying again changes nothing
                sys.exit(1)
            proces = subprocess.Popen(eigen_opdracht("draai", dienst), cwd=WORTEL)
        time.sleep(4 * TIK)
    stop(proces, dienst.stopsein)
    ruim_op(dienst.plaats)  # still holding the lock: a newcomer waits, then starts afresh


def stop(proces: "subprocess.Popen[bytes]", sein: signal.Signals) -> None:
    """Stop the process gently, and by force when that takes too long."""
    proces.send_signal(sein)
    try:
        proces.wait(NOODSTOP)
    except subprocess.TimeoutExpired:
        proces.kill()
        proces.wait()


def ruim_op(plaats: Plaats) -> None:
    """Remove the socket directory when no server has its socket there."""
    slot = open_slot(plaats.sockets_slot)
    if probeer(slot):
        shutil.rmtree(plaats.sockets, ignore_errors=True)
    os.close(slot)


@contextmanager
def gebruik(plaats: Plaats | None = None) -> Iterator[Plaats]:
    """Have the needed servers running for the length of the block; the last user stops them."""
    plaats = plaats or Plaats()
    diensten = nodige_diensten(plaats)
    try:
        with ExitStack() as stapel:
            for dienst in diensten:
                stapel.callback(os.close, neem_in_gebruik(dienst))
            yield plaats
    finally:
        for dienst in diensten:
            wacht_tot_weg(dienst)


def wacht_tot_weg(dienst: Dienst) -> None:
    """Wait until the server has stopped, unless somebody else still uses it."""
    slot = open_slot(dienst.gebruik)
    einde = time.monotonic() + NOODSTOP
    try:
        while is_bezet(dienst.slot) and time.monotonic() < einde:
            vrij = probeer(slot)  # nobody uses it; its keeper will notice
            if not vrij and probeer(slot, fcntl.LOCK_SH):
                return  # shared with another user
            fcntl.flock(slot, fcntl.LOCK_UN)
            time.sleep(TIK)
        fcntl.flock(slot, fcntl.LOCK_SH)  # its keeper tidies up, then ends
    finally:
        os.close(slot)


def start_postgres(plaats: Plaats | None = None) -> None:
    """Have PostgreSQL running for as long as this process lives."""
    neem_in_gebruik(Postgres(plaats or Plaats()))


def start_redis(plaats: Plaats | None = None) -> None:
    """Have Redis running for as long as this process lives."""
    neem_in_gebruik(Redis(plaats or Plaats()))


def dienst_van(naam: str, plaats: Plaats) -> Dienst:
    """The server called `naam` at this place."""
    return SOORTEN[naam](plaats)
