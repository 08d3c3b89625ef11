"""Clones of the project that live as a newcomer's would: started, stopped and killed for real."""

import contextlib
import hashlib
import http.client
import json
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psycopg2

from signaalpunt.ingebouwd import Plaats
from signaalpunt.ingebouwd.plaats import WORTEL
from signaalpunt.ingebouwd.rechten import stap_terug
from signaalpunt.ingebouwd.start import DEMO_MELDINGEN

DEMO = "DEMO_MELDINGEN = {}\n"  # a line of signaalpunt/ingebouwd/start.py
TEL = "from signaalpunt.models import Gemeente; print(Gemeente.objects.count())"
# What was compiled goes along: doing it again in each clone would prove nothing.
NIET_MEE = shutil.ignore_patterns("var", ".git", ".*_cache", ".hypothesis", "tests")


@contextlib.contextmanager
def kloon(boven: Path, wie: tuple[int, int] | None = None, *, meldingen: int) -> Iterator[Path]:
    """A clone of its own with the packages of the running tests, that leaves nothing behind.

    `wie`: uid and gid of another user to whom it belongs. `meldingen`: a smaller demo is there
    sooner.
    """
    klon = boven / "een map met spaties" / "klon"
    shutil.copytree(WORTEL, klon, ignore=NIET_MEE)
    begin = klon / "signaalpunt" / "ingebouwd" / "start.py"
    begin.write_text(begin.read_text().replace(DEMO.format(DEMO_MELDINGEN), DEMO.format(meldingen)))
    (klon / "var").mkdir(0o711)
    merk = hashlib.sha256((klon / "requirements.txt").read_bytes()).hexdigest()
    (klon / "var" / "venv.stempel").write_text(json.dumps({"requirements.txt": merk}))
    if wie:
        for pad in (boven, *boven.rglob("*")):
            os.chown(pad, *wie, follow_symlinks=False)
    leg_pakketten(klon, wie)
    try:
        yield klon
    finally:
        over = processen(klon)
        for pid in over:
            os.kill(pid, signal.SIGKILL)
    assert not over
    assert not Plaats(klon / "var").sockets.exists()


def leg_pakketten(klon: Path, wie: tuple[int, int] | None) -> None:
    """The virtual environment of the tests; for another user one of its own with the same files,
    for the directories of the tests may be closed."""
    venv = klon / "var" / "venv"
    if wie is None:
        venv.symlink_to(sys.prefix)
        return
    python = python_voor(wie)
    subprocess.run([python, "-m", "venv", "--without-pip", "--symlinks", venv], check=True)
    [inhoud] = venv.glob("lib/python*/site-packages")
    inhoud.rmdir()
    [bron] = Path(sys.prefix).glob("lib/python*/site-packages")
    shutil.copytree(bron, inhoud, copy_function=link)


def link(van: str, naar: str) -> str:
    """Copy a file by giving it one more name, where that can be done."""
    try:
        os.link(van, naar)
    except OSError:
        shutil.copy2(van, naar)
    return naar


def python_voor(wie: tuple[int, int]) -> str:
    """A Python like ours that this user can reach; ours, when there is none."""
    toets = f"import sys, venv; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    for map_ in os.get_exec_path():
        python = f"{map_}/python3"
        with contextlib.suppress(OSError):
            uitkomst = subprocess.run(
                [python, "-c", toets], user=wie[0], group=wie[1], extra_groups=[], check=False,
                env={}, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            if uitkomst.returncode == 0:
                return python
    return sys.executable


def vrije_poort() -> int:
    """A port that nobody uses now."""
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return int(proef.getsockname()[1])


def omgeving(**extra: str) -> dict[str, str]:
    """Nothing of the tests: a clone finds its own way."""
    return {"HOME": str(Path.home()), "PATH": os.environ["PATH"], **extra}


def als_eigenaar(klon: Path) -> "partial[None] | None":
    """What makes a new process one of the user to whom the clone belongs."""
    eigenaar = klon.stat()
    if eigenaar.st_uid == os.getuid():
        return None
    python = (klon / "var" / "venv" / "bin" / "python").resolve()
    return partial(stap_terug, eigenaar.st_uid, eigenaar.st_gid, [python, klon])


def processen(klon: Path) -> list[int]:
    """Every process that works inside the clone."""
    gevonden = []
    for proces in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (proces / "cwd").readlink().is_relative_to(klon):
                gevonden.append(int(proces.name))
    return gevonden


def wacht_op_einde(pids: list[int]) -> None:
    """Wait until these processes are gone, at most a minute each."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            teken = os.pidfd_open(pid)
            assert select.select([teken], [], [], 60)[0]
            os.close(teken)


def dood_alles(klon: Path) -> None:
    """kill -9 of every process of the clone, and wait for it."""
    for pid in (allen := processen(klon)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    wacht_op_einde(allen)


def roep(klon: Path, poort: int, **extra: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [klon / "bin" / "start"],
        env=omgeving(PORT=str(poort), **extra),
        preexec_fn=als_eigenaar(klon),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def lees_tot(proces: "subprocess.Popen[str]", begin: str) -> str:
    """Everything it says up to the line that begins so: a regular expression."""
    assert proces.stdout
    gezegd = ""
    for regel in proces.stdout:
        gezegd += regel
        if re.match(begin, regel):
            return gezegd
    raise AssertionError(gezegd)


def start(klon: Path, poort: int, **extra: str) -> "subprocess.Popen[str]":
    """bin/start, waited for until it says that it runs."""
    proces = roep(klon, poort, **extra)
    wacht_op_groet(proces, poort)
    return proces


def wacht_op_groet(proces: "subprocess.Popen[str]", poort: int) -> None:
    gezegd = lees_tot(proces, "Stoppen: Ctrl-C")
    assert f"Signaalpunt draait op http://127.0.0.1:{poort}\n" in gezegd
    assert "coordinator@demo.signaalpunt.nl" in gezegd


def eindig(proces: "subprocess.Popen[str]", sein: signal.Signals) -> None:
    proces.send_signal(sein)
    proces.communicate(timeout=60)
    assert proces.returncode == 0


def voer_uit(opdracht: Path, *argumenten: str, **extra: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [opdracht, *argumenten],
        env=omgeving(**extra),
        preexec_fn=als_eigenaar(opdracht.parents[1]),
        capture_output=True,
        text=True,
        check=False,
    )


def gemeenten(klon: Path) -> int:
    uitkomst = voer_uit(klon / "bin" / "manage", "shell", "--no-imports", "-c", TEL)
    assert uitkomst.returncode == 0, uitkomst.stderr
    return int(uitkomst.stdout)


def status(poort: int) -> int:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", poort, timeout=10)) as web:
        web.request("GET", "/healthz")
        return web.getresponse().status


def demo(adres: str) -> tuple[int, int]:
    """How many meldingen the database at `adres` holds, and how many published years."""
    with contextlib.closing(psycopg2.connect(adres)) as verbinding, verbinding.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM meldingen_melding),"
            " (SELECT count(*) FROM rapportage_jaarverslag WHERE gepubliceerd_op IS NOT NULL)"
        )
        [(meldingen, jaren)] = cursor.fetchall()
    return int(meldingen), int(jaren)
