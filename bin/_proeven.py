"""Everything that must be true before work is shared, each check under its own heading.

With arguments they go to pytest, which then runs without the threshold of coverage.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

WORTEL = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(WORTEL))
PYTHON = sys.executable
PROGRAMMAS = Path(PYTHON).parent  # unresolved: the scripts of var/venv

from signaalpunt.ingebouwd import gebruik
from tests import chromium
from tests.omgeving import PLAATS, VAST

# `check --deploy` reads them, nothing else does.
PRODUCTIE = {
    "SIGNAALPUNT_OMGEVING": "productie",
    "SIGNAALPUNT_HOSTS": "signaalpunt.example.nl",
    "SIGNAALPUNT_MAIL_URL": "smtp://localhost:25",
    "SIGNAALPUNT_MAIL_VAN": "signaalpunt@example.nl",
}


def kop(tekst: str) -> None:
    """Print a heading."""
    print(f"\n── {tekst} {'─' * (76 - len(tekst))}", flush=True)


def lukt(*opdracht: str | Path) -> bool:
    """Whether the command ends well; it speaks for itself."""
    return subprocess.run(list(opdracht), cwd=WORTEL, check=False).returncode == 0


def voer_uit(opdracht: Sequence[str | Path]) -> tuple[bool, str]:
    """Whether the command ends well, and what it said. Only `check` knows of production."""
    omgeving = os.environ | (PRODUCTIE if "--deploy" in opdracht else {})
    uitkomst = subprocess.run(
        list(opdracht), cwd=WORTEL, env=omgeving, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return uitkomst.returncode == 0, uitkomst.stdout


def controles() -> dict[str, bool]:
    """Run the checks without tests; return which passed."""
    manage = (PYTHON, "manage.py")
    sjablonen = sorted(map(str, (WORTEL / "templates").rglob("*.html")))
    opdrachten: dict[str, tuple[str | Path, ...]] = {
        "opmaak": (PYTHON, "-m", "ruff", "format", "--check", "."),
        "ruff": (PYTHON, "-m", "ruff", "check", "."),
        "types": (PYTHON, "-m", "mypy", "."),
        "pakketten": (PYTHON, "-m", "pip", "check"),  # is the lock file whole?
        "lagen": (PROGRAMMAS / "lint-imports",),
        "sjablonen": (PROGRAMMAS / "djade", "--check", "--target-version", "5.2", *sjablonen),
        "migraties": (*manage, "makemigrations", "--check", "--dry-run"),
        "productie-instellingen": (*manage, "check", "--deploy", "--fail-level", "WARNING"),
    }
    uitkomst = {}
    with ThreadPoolExecutor() as samen:  # mypy takes as long as all others together
        gedaan = samen.map(voer_uit, opdrachten.values())
        for naam, (gelukt, gezegd) in zip(opdrachten, gedaan, strict=True):
            kop(naam)
            print(gezegd, end="", flush=True)
            uitkomst[naam] = gelukt
    return uitkomst


def proeven(argumenten: list[str]) -> bool:
    """Run the tests, all of them with the threshold of coverage; return whether they passed."""
    kop("proeven")
    # A file stays on one worker, so that its fixtures are made once; the order is that of conftest.
    verdeling = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
    keuzes = argumenten or [*verdeling, "--cov", "--cov-report", "term", "-q"]
    return lukt(PYTHON, "-m", "pytest", *keuzes)


def main(argumenten: list[str]) -> int:
    """Run everything; return 0 only when all of it passed."""
    begin = time.monotonic()
    chromium.zorg_ervoor()
    os.environ.update(VAST)
    with gebruik(PLAATS):
        os.environ.setdefault("DATABASE_URL", PLAATS.database_url())
        os.environ.setdefault("REDIS_URL", PLAATS.redis_url())
        uitkomst = controles() | {"proeven": proeven(argumenten)}
    kop(f"uitslag na {time.monotonic() - begin:.0f} seconden")
    for naam, gelukt in uitkomst.items():
        print(f"{'goed' if gelukt else 'FOUT'}  {naam}")
    return 0 if all(uitkomst.values()) else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
