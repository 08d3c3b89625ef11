"""Clones beside each other and beside servers of somebody else, as real processes."""

import os
import pwd
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from signaalpunt.ingebouwd import Plaats
from signaalpunt.ingebouwd.bewaker import neem_in_gebruik, wacht_tot_weg
from signaalpunt.ingebouwd.diensten import Postgres, Redis
from tests.klonen import (
    demo,
    eindig,
    gemeenten,
    kloon,
    processen,
    roep,
    start,
    status,
    voer_uit,
    vrije_poort,
    wacht_op_groet,
)

WEINIG = 30  # meldingen in the demo of each: what is in it is looked at elsewhere


@pytest.fixture
def klon(tmp_path: Path) -> Iterator[Path]:
    """A clone of who runs these tests: of root, when that is root."""
    with kloon(tmp_path, meldingen=WEINIG) as eigen:
        yield eigen


@pytest.fixture
def gewone_klon() -> Iterator[Path]:
    """A clone of an ordinary user: of nobody, when these tests run as root."""
    niemand = pwd.getpwnam("nobody")
    wie = None if os.getuid() else (niemand.pw_uid, niemand.pw_gid)
    with TemporaryDirectory() as boven, kloon(Path(boven), wie, meldingen=WEINIG) as eigen:
        yield eigen


def test_two_clones_run_at_once_of_root_and_of_an_ordinary_user(klon, gewone_klon):
    samen = {klon: vrije_poort(), gewone_klon: vrije_poort()}
    processen_ = [roep(waar, poort) for waar, poort in samen.items()]
    for proces, poort in zip(processen_, samen.values(), strict=True):
        wacht_op_groet(proces, poort)
    assert [status(poort) for poort in samen.values()] == [200, 200]
    for waar in samen:
        assert demo(Plaats(waar / "var").database_url())[0] == WEINIG
        assert gemeenten(waar) == 1
    eigenaar = gewone_klon.stat().st_uid
    assert eigenaar
    assert {Path(f"/proc/{pid}").stat().st_uid for pid in processen(gewone_klon)} == {eigenaar}
    for proces in processen_:
        eindig(proces, signal.SIGTERM)
    assert processen(klon) == processen(gewone_klon) == []
    van_wie = {
        pad.lstat().st_uid
        for pad in (gewone_klon / "var").rglob("*")
        if "venv" not in pad.relative_to(gewone_klon / "var").parts
    }
    assert van_wie == {eigenaar}


@pytest.fixture
def buiten(tmp_path: Path) -> Iterator[Plaats]:
    """PostgreSQL and Redis that are not of the clone."""
    plaats = Plaats(tmp_path / "van een ander" / "var", vluchtig=True)
    diensten = Postgres(plaats), Redis(plaats)
    with ExitStack() as stapel:
        for dienst in diensten:
            stapel.callback(os.close, neem_in_gebruik(dienst))
        yield plaats
    for dienst in diensten:
        wacht_tot_weg(dienst)


def test_a_database_and_redis_of_your_own_replace_the_embedded_ones(klon, buiten):
    poort = vrije_poort()
    adressen = {
        "DATABASE_URL": buiten.database_url(),
        "REDIS_URL": f"unix://{buiten.redis_socket}",
    }
    geweigerd = voer_uit(klon / "bin" / "start", PORT=str(poort), **adressen)
    assert geweigerd.returncode == 1
    assert "  SIGNAALPUNT_OMGEVING=demo bin/start\n" in geweigerd.stderr
    assert not (klon / "var" / "sleutels.env").exists()

    adressen["SIGNAALPUNT_OMGEVING"] = "demo"
    proces = start(klon, poort, **adressen)
    assert status(poort) == 200
    assert demo(buiten.database_url())[0] == WEINIG
    toestand = voer_uit(klon / "bin" / "manage", "controleer", **adressen).stdout
    assert "goed  Redis: antwoordt" in toestand
    eindig(proces, signal.SIGTERM)
    assert not (klon / "var" / "postgres").exists()
    assert not (klon / "var" / "redis").exists()
    for dienst in (Postgres(buiten), Redis(buiten)):
        assert dienst.is_klaar()  # not ours to stop
