"""The commands of a fresh clone, as real processes: start, stop, kill, start again."""

import contextlib
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from signaalpunt.ingebouwd import Plaats
from signaalpunt.ingebouwd.plaats import WORTEL
from tests.klonen import (
    demo,
    dood_alles,
    eindig,
    gemeenten,
    kloon,
    lees_tot,
    omgeving,
    processen,
    roep,
    start,
    status,
    voer_uit,
    vrije_poort,
    wacht_op_einde,
)

GENOEG = 150  # meldingen in the demo: for two published years, and to be stopped halfway


@pytest.fixture
def klon(tmp_path: Path) -> Iterator[Path]:
    """A clone below a closed directory."""
    with kloon(tmp_path, meldingen=GENOEG) as eigen:
        yield eigen


@pytest.fixture
def poort() -> int:
    return vrije_poort()


def test_start_survives_every_kill_and_a_stop_leaves_nothing(klon, poort):
    halverwege = roep(klon, poort)
    lees_tot(halverwege, rf"\d+ van {GENOEG} meldingen")
    dood_alles(klon)
    halverwege.communicate()

    eerste = start(klon, poort)
    assert status(poort) == 200
    nog_een = voer_uit(klon / "bin" / "start", PORT=str(poort ^ 1))
    assert (nog_een.returncode, nog_een.stderr) == (1, "bin/start draait al in deze map.\n")
    adres = Plaats(klon / "var").database_url()
    assert demo(adres) == (GENOEG, 2)  # the two years that are over
    aantal = gemeenten(klon)
    with contextlib.closing(psycopg2.connect(adres)) as verbinding, verbinding.cursor() as cursor:
        cursor.execute("CREATE TABLE proef AS SELECT 42 AS waarde")
        verbinding.commit()
    dood_alles(klon)
    eerste.communicate()

    tweede = start(klon, poort)
    with contextlib.closing(psycopg2.connect(adres)) as verbinding, verbinding.cursor() as cursor:
        cursor.execute("SELECT waarde FROM proef")
        assert cursor.fetchone() == (42,)
    assert gemeenten(klon) == aantal
    allen = processen(klon)
    tweede.kill()  # the kernel tells the supervisor, and so on down
    wacht_op_einde(allen)
    tweede.communicate()
    assert processen(klon) == []

    eindig(start(klon, poort), signal.SIGINT)
    assert processen(klon) == []


def test_stop_during_the_set_up_leaves_nothing(klon, poort):
    proces = roep(klon, poort)
    lees_tot(proces, "Databank bijwerken")
    eindig(proces, signal.SIGTERM)
    assert processen(klon) == []


@pytest.fixture
def terminal() -> Iterator[None]:
    """A terminal that can hang up, also when these tests run under nohup."""
    vorige = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, vorige)


@pytest.mark.usefixtures("terminal")
def test_closed_terminal_stops_everything(klon, poort):
    proces = roep(klon, poort)
    lees_tot(proces, "Databank bijwerken")
    assert proces.stdout
    proces.stdout.close()  # whatever it says now is an error
    proces.send_signal(signal.SIGHUP)
    assert proces.wait(60) == 0
    assert processen(klon) == []


def test_taken_port_is_named_before_anything_is_started(klon, poort):
    shutil.rmtree(klon / "var")
    with socket.create_server(("127.0.0.1", poort)):
        uitkomst = voer_uit(klon / "bin" / "start", PORT=str(poort))
    assert uitkomst.returncode == 1
    assert f"Poort {poort} is niet vrij" in uitkomst.stderr
    assert "PORT=" in uitkomst.stderr
    assert not (klon / "var").exists()


@pytest.mark.parametrize("tekst", ["acht", "0", "70000", "-1"])
def test_port_that_is_no_port_is_named(klon, tekst):
    uitkomst = voer_uit(klon / "bin" / "start", PORT=tekst)
    assert uitkomst.returncode == 1
    assert f"PORT is {tekst!r}" in uitkomst.stderr


def test_manage_works_on_a_fresh_clone_twice_at_once_from_anywhere(klon, tmp_path):
    opdracht = [klon / "bin" / "manage", "shell", "--no-imports", "-c", "print('gelukt')"]
    samen = [
        subprocess.Popen(opdracht, env=omgeving(), stdout=subprocess.PIPE, text=True, cwd=tmp_path)
        for _ in range(2)
    ]
    assert [proces.communicate()[0] for proces in samen] == ["gelukt\n"] * 2
    assert gemeenten(klon) == 1  # the tables are there, and the buurten
    sleutels = klon / "var" / "sleutels.env"
    assert sleutels.stat().st_mode & 0o777 == 0o600
    inhoud = sleutels.read_text()
    assert voer_uit(klon / "bin" / "manage", "--version").stdout.startswith("5.2")
    assert sleutels.read_text() == inhoud
    wacht_op_einde(processen(klon))


def test_production_is_given_no_invented_keys(klon):
    uitkomst = voer_uit(klon / "bin" / "manage", "check", SIGNAALPUNT_OMGEVING="productie")
    assert uitkomst.returncode != 0
    assert "SIGNAALPUNT_GEHEIM" in uitkomst.stderr
    assert not (klon / "var" / "sleutels.env").exists()
    wacht_op_einde(processen(klon))


def test_missing_chromium_that_cannot_be_installed_is_named(tmp_path):
    proeven = WORTEL / "bin" / "_proeven.py"
    uitkomst = subprocess.run(
        [sys.executable, proeven],
        env=omgeving(PATH=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert uitkomst.returncode == 1
    assert uitkomst.stderr == (
        "Chromium ontbreekt. Installeer het met: sudo apt-get install chromium\n"
    )


def wiel(map_: Path) -> str:
    """A wheel that is called django, and the line of the lock file for it."""
    pad = map_ / "django-0.1-py3-none-any.whl"
    info = "django-0.1.dist-info"
    with zipfile.ZipFile(pad, "w") as bestand:
        bestand.writestr("django/__init__.py", "")
        bestand.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: django\nVersion: 0.1\n")
        bestand.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        bestand.writestr(f"{info}/RECORD", f"django/__init__.py,,\n{info}/RECORD,,\n")
    return f"django==0.1 --hash=sha256:{hashlib.sha256(pad.read_bytes()).hexdigest()}\n"


def test_interrupted_installation_is_begun_afresh_and_the_next_one_skipped(klon, tmp_path):
    (klon / "requirements.txt").write_text(wiel(tmp_path))
    (klon / "var" / "venv").unlink()
    opdracht = [
        sys.executable,
        klon / "bin" / "_pakketten.py",
        "requirements.txt",
        "-c",
        "print(1)",
    ]
    extra = omgeving(PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path))
    onderbroken = subprocess.Popen(opdracht, env=extra, start_new_session=True)
    while not (klon / "var" / "venv" / "bin").exists():
        assert onderbroken.poll() is None
    os.killpg(onderbroken.pid, signal.SIGKILL)
    onderbroken.wait()
    for verwacht in ("Virtuele omgeving maken", ""):
        uitkomst = subprocess.run(opdracht, env=extra, capture_output=True, text=True, check=False)
        assert uitkomst.stdout == "1\n", uitkomst.stderr
        assert uitkomst.stderr.startswith(verwacht)
    assert uitkomst.stderr == ""
