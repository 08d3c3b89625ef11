"""Make var/venv what a lock file says, then go on inside it. Knows only the standard library.

An interrupted installation is recognised by var/venv.bezig and begun afresh; the stamp with the
hash of the lock file is written last. Everything said here goes to stderr.
"""

import fcntl
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

WORTEL = Path(__file__).resolve().parents[1]
STAAT = WORTEL / "var"
VENV = STAAT / "venv"
PYTHON = VENV / "bin" / "python"
STEMPEL = STAAT / "venv.stempel"
BEZIG = STAAT / "venv.bezig"
LOG = STAAT / "log" / "pip.log"
# The second contains the first in the same versions.
OMVAT = {
    "requirements.txt": ("requirements.txt",),
    "requirements-dev.txt": ("requirements-dev.txt", "requirements.txt"),
}


def meld(tekst: str) -> None:
    """Say something to whoever waits."""
    print(tekst, file=sys.stderr, flush=True)


@contextmanager
def alleen() -> Iterator[None]:
    """Hold the lock on var/venv: two commands at once on a fresh clone take turns."""
    with (STAAT / "venv.slot").open("w") as slot:
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            meld("Een andere opdracht installeert de pakketten; even wachten …")
            fcntl.flock(slot, fcntl.LOCK_EX)
        os.set_inheritable(slot.fileno(), True)  # a pip that outlives us keeps the next one out
        yield


def merk(lock: str) -> str:
    """What the stamp says when this lock file is installed."""
    return hashlib.sha256((WORTEL / lock).read_bytes()).hexdigest()


def is_klaar(lock: str) -> bool:
    """Whether var/venv runs and holds what the lock file says."""
    if BEZIG.exists() or not STEMPEL.exists():
        return False
    if json.loads(STEMPEL.read_text()).get(lock) != merk(lock):
        return False
    # Its Python may have been replaced by a newer one of the system, or be gone.
    proef = [str(PYTHON), "-c", "import django"]
    return PYTHON.exists() and subprocess.run(proef, stderr=subprocess.DEVNULL).returncode == 0


def installeer(lock: str) -> None:
    """Bring var/venv to the lock file; whatever an interrupted run left is thrown away."""
    if BEZIG.exists() or not STEMPEL.exists():
        shutil.rmtree(VENV, ignore_errors=True)
    BEZIG.touch()
    STEMPEL.unlink(missing_ok=True)
    if not PYTHON.exists():
        meld("Virtuele omgeving maken …")
        voer_uit([sys.executable, "-m", "venv", "--clear", VENV])
    totaal = sum("==" in regel for regel in (WORTEL / lock).read_text().splitlines())
    meld(f"Pakketten installeren uit {lock} …")
    # The lock file is the whole list. Left to look for itself, an older pip takes the newest of a
    # package that another asks for with an extra, and then misses its hash.
    keuzes = ["--no-input", "--disable-pip-version-check", "--require-hashes", "--no-deps"]
    voer_uit([PYTHON, "-m", "pip", "install", *keuzes, "-r", WORTEL / lock], totaal)
    STEMPEL.write_text(json.dumps({deel: merk(deel) for deel in OMVAT[lock]}))
    BEZIG.unlink()


def voer_uit(opdracht: list[Path | str], totaal: int = 0) -> None:
    """Run with the output in var/log/pip.log and its progress on stderr; exit when it fails."""
    with (
        LOG.open("a") as log,
        subprocess.Popen(
            opdracht,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=WORTEL,
            close_fds=False,
        ) as proces,
    ):
        try:
            volg(proces.stdout or (), log.write, totaal)
        except BaseException:
            proces.terminate()
            raise
    if proces.returncode != 0:
        staart = LOG.read_text(errors="replace").splitlines()[-12:]
        meld("\n".join([*staart, f"Dit lukte niet; alles staat in {LOG}. Is er internet?"]))
        sys.exit(1)


def volg(regels: Iterable[str], schrijf: Callable[[str], object], totaal: int) -> None:
    """Copy the lines and count the packages in them, one line of progress per ten."""
    aantal = 0
    for regel in regels:
        schrijf(regel)
        if regel.startswith("Collecting"):
            aantal += 1
            if aantal % 10 == 0:
                meld(f"  {aantal} van {totaal} pakketten opgehaald")
        elif regel.startswith("Installing collected"):
            meld("  uitpakken …")


def controleer_staat() -> None:
    """Make var/; exit when it is somebody else's."""
    STAAT.mkdir(mode=0o711, exist_ok=True)
    if not os.access(STAAT, os.W_OK):
        meld(f"{STAAT} is van een andere gebruiker. Start als die, of verwijder die map.")
        sys.exit(1)
    LOG.parent.mkdir(mode=0o700, exist_ok=True)


def main(lock: str, verder: list[str]) -> NoReturn:
    """Install when needed, then become Python with the rest of the command line."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    controleer_staat()
    with alleen():
        if not is_klaar(lock):
            installeer(lock)
    os.execv(PYTHON, [str(PYTHON), *verder])


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2:])
    except KeyboardInterrupt:
        sys.exit(130)
