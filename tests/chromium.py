"""Which Chromium looks at the pages, and how it comes on a machine that has none.

The headless shell is the same browser without windows: it opens a page for a third of the work, so
it is tried first. Any other Chromium that is there will do.
"""

import os
import shutil
import subprocess
import sys

LICHT = "chromium-headless-shell"
NAMEN = (LICHT, "chromium", "chromium-browser", "google-chrome")
GEDULD = ("-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=20")


def pad() -> str | None:
    """Where it is; None when there is none."""
    return next(filter(None, map(shutil.which, NAMEN)), None)


def zorg_ervoor() -> None:
    """Install it from the packages of the system. Exits with one line when there is none then."""
    if shutil.which(LICHT):
        return
    if not _installeer(LICHT) and not pad():
        _installeer("chromium")
    if not pad():
        sys.exit("Chromium ontbreekt. Installeer het met: sudo apt-get install chromium")


def _installeer(pakket: str) -> bool:
    """Whether it could be installed, by root or by who needs no password for that."""
    wie = [] if os.getuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (wie and not shutil.which("sudo")):
        return False
    apt = [*wie, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", *GEDULD]
    installeer = [*apt, "install", "-y", "--no-install-recommends", pakket]
    print(f"{pakket} installeren …", flush=True)
    return _lukt(*installeer) or (_lukt(*apt, "update") and _lukt(*installeer))


def _lukt(*opdracht: str) -> bool:
    return subprocess.run(opdracht, stdout=subprocess.DEVNULL, check=False).returncode == 0
