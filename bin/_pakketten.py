"""Make var/venv what a lock file says, then go on inside it. Knows only the standard library.

An interrupted installation is recognised by var/venv.bezig and begun afresh; the stamp with the
hash of the lock file is written last. Everything said here goes to stderr.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

WORTEL = Path(__file__).resolve().parents[1]
sys.path.append(str(WORTEL / "signaalpunt" / "ingebouwd"))

from voortgang import levensteken  # type: ignore[import-not-found]  # by its path: needs no packages

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
            with levensteken(meld):
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
    voortgang = Voortgang((WORTEL / lock).read_text())
    meld(f"{voortgang.totaal} pakketten installeren uit {lock} …")
    # The lock file is the whole list. Left to look for itself, an older pip takes the newest of a
    # package that another asks for with an extra, and then misses its hash.
    keuzes = ["--no-input", "--disable-pip-version-check", "--require-hashes", "--no-deps"]
    voer_uit([PYTHON, "-m", "pip", "install", *keuzes, "-r", WORTEL / lock], voortgang)
    STEMPEL.write_text(json.dumps({deel: merk(deel) for deel in OMVAT[lock]}))
    BEZIG.unlink()


def namen(lock: str) -> set[str]:
    """The packages of a lock file, spelled as the directories in which pip writes them down."""
    regels = re.findall(r"^([\w.-]+)(?:\[.*?\])?==([^\s;]+)", lock, re.MULTILINE)
    return {f"{_spelling(naam)}-{versie}" for naam, versie in regels}


def uitgepakt(venv: Path) -> set[str]:
    """The packages that stand whole in a virtual environment, spelled likewise."""
    klaar = venv.glob("lib/python*/site-packages/*.dist-info/INSTALLER")  # pip writes it last
    delen = (pad.parent.name.removesuffix(".dist-info").rpartition("-") for pad in klaar)
    return {f"{_spelling(naam)}-{versie}" for naam, _, versie in delen}


def _spelling(naam: str) -> str:
    return re.sub(r"[-_.]+", "_", naam).lower()


class Voortgang:
    """How far pip is: told by what it says, and when it says nothing by what it has unpacked."""

    def __init__(self, lock: str = "", venv: Path = VENV) -> None:
        self.lijst, self.venv = namen(lock), venv
        self.totaal = len(self.lijst)
        self.aantal = 0
        self.pakt_uit = False

    def lees(self, regel: str) -> None:
        """One line of pip; a package lies at an index, or ready in a directory of this machine."""
        self.totaal -= regel.startswith("Ignoring ")  # not for this system
        self.aantal += regel.startswith(("Collecting ", "Processing "))
        self.pakt_uit |= regel.startswith("Installing collected")

    def stand(self, seconden: float) -> str:
        """What to say after so many seconds."""
        if self.pakt_uit:
            aantal = len(self.lijst & uitgepakt(self.venv))
            return f"  {aantal} van {self.totaal} pakketten uitgepakt"
        if self.aantal:
            return f"  {self.aantal} van {self.totaal} pakketten opgehaald"
        return f"  nog bezig, {seconden:.0f} seconden …"


def voer_uit(opdracht: list[Path | str], voortgang: Voortgang | None = None) -> None:
    """Run with the output in var/log/pip.log and its progress on stderr; exit when it fails."""
    voortgang = voortgang or Voortgang()
    with (
        levensteken(meld, voortgang.stand),
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
            for regel in proces.stdout or ():
                log.write(regel)
                voortgang.lees(regel)
        except BaseException:
            proces.terminate()
            raise
    if proces.returncode != 0:
        staart = LOG.read_text(errors="replace").splitlines()[-12:]
        meld("\n".join([*staart, f"Dit lukte niet; alles staat in {LOG}. Is er internet?"]))
        sys.exit(1)


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
