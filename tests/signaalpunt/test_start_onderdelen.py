"""The parts of the commands by themselves: port, keys, configuration, order of the set-up."""

import configparser
import http.server
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from meldingen.laden import laad_maastricht
from signaalpunt.ingebouwd import Plaats, bewaker, databank, start
from signaalpunt.ingebouwd.__main__ import main
from signaalpunt.ingebouwd.diensten import Dienst, Postgres, Redis
from signaalpunt.ingebouwd.omgeving import vul_omgeving
from signaalpunt.ingebouwd.plaats import StartMislukt
from signaalpunt.ingebouwd.poort import eis_vrije_poort, lees_poort
from signaalpunt.ingebouwd.rechten import dienstgebruiker
from signaalpunt.ingebouwd.sloten import is_bezet, open_slot, probeer, vergrendeld
from signaalpunt.ingebouwd.toezicht import configuratie
from signaalpunt.ingebouwd.voortgang import levensteken

SLEUTELS = ("SIGNAALPUNT_GEHEIM", "SIGNAALPUNT_SLEUTELS", "SIGNAALPUNT_HASHSLEUTEL")
# Stands in for the whole product: an answer on the port after the set-up.
KLEIN_WEB = """\
[supervisord]
nodaemon=true
silent=true
pidfile={map}/pid
logfile={map}/toezicht.log
[program:web]
command='{python}' -c "{code}"
"""
CODE = (
    "import http.server as h; k = type('K', (h.BaseHTTPRequestHandler,), "
    "dict(do_GET=lambda s: (s.send_response({status}), s.end_headers()))); "
    "h.HTTPServer(('127.0.0.1', {poort}), k).serve_forever()"
)


@pytest.fixture
def plaats(tmp_path: Path) -> Plaats:
    eigen = Plaats(tmp_path / "var", vluchtig=True)
    eigen.maak_staat()
    return eigen


@pytest.fixture
def poort(monkeypatch) -> int:
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        vrij = int(proef.getsockname()[1])
    monkeypatch.setenv("PORT", str(vrij))
    return vrij


@pytest.fixture
def seinen() -> Iterator[None]:
    """Give the signals of the test process back to it."""
    oud = {sein: signal.getsignal(sein) for sein in start.STOPSEINEN}
    yield
    for sein, afhandeling in oud.items():
        signal.signal(sein, afhandeling)


class Geworden(Exception):
    """Stands in for exec: what the process would have become."""


@pytest.fixture
def geen_exec(monkeypatch) -> None:
    def word(programma: str | Path, opdracht: list[str], omgeving: object = None) -> None:
        raise Geworden(" ".join(map(str, opdracht)))

    monkeypatch.setattr(os, "execv", word)
    monkeypatch.setattr(os, "execve", word)
    monkeypatch.setattr("signaalpunt.ingebouwd.diensten.sterf_met_ouder", lambda *_: None)
    monkeypatch.setattr("signaalpunt.ingebouwd.__main__.sterf_met_ouder", lambda *_: None)
    monkeypatch.setattr(Dienst, "stap_over", lambda *_: None)


def test_port_comes_from_the_environment(poort, monkeypatch):
    assert eis_vrije_poort() == poort
    monkeypatch.delenv("PORT")
    assert lees_poort() == 8000


def test_port_that_is_taken_or_impossible_stops_with_its_name(poort, monkeypatch):
    with (
        socket.create_server(("127.0.0.1", poort)),
        pytest.raises(SystemExit, match=f"Poort {poort} is niet vrij"),
    ):
        eis_vrije_poort()
    monkeypatch.setenv("PORT", "99999")
    with pytest.raises(SystemExit, match="PORT is '99999'"):
        eis_vrije_poort()


def test_demo_gets_keys_of_its_own_once_and_never_over_given_ones(plaats, monkeypatch):
    for naam in SLEUTELS:
        monkeypatch.setenv(naam, "gegeven")
        monkeypatch.delenv(naam)
    monkeypatch.setenv("SIGNAALPUNT_GEHEIM", "gegeven")
    assert vul_omgeving(plaats)
    eerste = {naam: os.environ[naam] for naam in SLEUTELS}
    assert eerste["SIGNAALPUNT_GEHEIM"] == "gegeven"
    for naam in SLEUTELS[1:]:
        monkeypatch.delenv(naam)
    assert vul_omgeving(plaats)
    assert {naam: os.environ[naam] for naam in SLEUTELS} == eerste


@pytest.mark.parametrize("naam", ["DATABASE_URL", *SLEUTELS])
def test_no_demo_is_chosen_where_an_installation_seems_meant(plaats, monkeypatch, naam):
    for ander in ("SIGNAALPUNT_OMGEVING", "DATABASE_URL", *SLEUTELS):
        monkeypatch.setenv(ander, "")
        monkeypatch.delenv(ander)
    monkeypatch.setenv(naam, "gegeven")
    with pytest.raises(StartMislukt) as weigering:
        vul_omgeving(plaats, "bin/manage check")
    regels = str(weigering.value).splitlines()
    assert regels[0].startswith(f"{naam} is ingesteld.")
    for keuze in ("demo", "productie"):  # to be typed as it stands
        assert f"  SIGNAALPUNT_OMGEVING={keuze} bin/manage check" in regels
    assert not (plaats.staat / "sleutels.env").exists()


def test_a_fresh_clone_is_a_demo(plaats, monkeypatch):
    for naam in ("SIGNAALPUNT_OMGEVING", "DATABASE_URL", *SLEUTELS):
        monkeypatch.setenv(naam, "")
        monkeypatch.delenv(naam)
    assert vul_omgeving(plaats)
    assert os.environ["SIGNAALPUNT_OMGEVING"] == "demo"


def test_production_gets_no_keys(plaats, monkeypatch):
    monkeypatch.setenv("SIGNAALPUNT_OMGEVING", "productie")
    assert not vul_omgeving(plaats)
    assert not (plaats.staat / "sleutels.env").exists()


def test_supervisor_starts_every_program_again_and_stops_the_servers_last(plaats):
    lezer = configparser.RawConfigParser()
    lezer.read_string(configuratie(8123, [Postgres(plaats), Redis(plaats)]))
    programmas = {naam: lezer[naam] for naam in lezer.sections() if naam.startswith("program:")}
    assert {
        "program:postgres",
        "program:redis",
        "program:web",
        "program:worker",
        "program:beat",
    } <= (set(programmas))
    assert {deel["autorestart"] for deel in programmas.values()} == {"true"}
    assert programmas["program:postgres"]["stopsignal"] == "INT"
    assert programmas["program:postgres"]["priority"] < lezer["group:signaalpunt"]["priority"]
    assert "127.0.0.1:8123" in programmas["program:web"]["command"]


def test_addresses_from_outside_leave_the_servers_out(plaats):
    lezer = configparser.RawConfigParser()
    lezer.read_string(configuratie(8123, []))
    assert not lezer.has_section("program:postgres")
    assert not lezer.has_section("program:redis")


def test_set_up_loads_demo_data_into_an_empty_demo_only(monkeypatch):
    stappen: list[str] = []
    monkeypatch.setattr(start, "stap", lambda tekst, naam, *rest, **hoe: stappen.append(naam))
    for leeg, is_demo in ((True, True), (False, True), (True, False)):
        monkeypatch.setattr(start, "is_leeg", lambda leeg=leeg: leeg)
        start.bereid_voor(is_demo)
    gewoon = ["collectstatic", "migrate", "laad_buurten"]
    assert stappen == [*gewoon, "demodata", *gewoon, *gewoon]


def test_step_that_fails_stops_the_set_up(capfd):
    start.stap("Kijken …", "laad_buurten", "--version")
    with pytest.raises(StartMislukt, match="bestaat_niet mislukte"):
        start.stap("Kijken …", "bestaat_niet")
    assert "Kijken …" in capfd.readouterr().out


@pytest.mark.parametrize(("vertelt", "zegt"), [(False, True), (True, False)])
def test_step_that_takes_long_says_so_unless_it_tells_itself(capfd, monkeypatch, vertelt, zegt):
    monkeypatch.setattr(start, "levensteken", partial(levensteken, stil=0.01))
    start.stap("Kijken …", "laad_buurten", "--version", vertelt=vertelt)
    assert ("nog bezig, " in capfd.readouterr().out) is zegt


@pytest.mark.django_db(transaction=True)
def test_database_knows_whether_it_is_empty_and_prepared(monkeypatch):
    eigen = connection.settings_dict
    monkeypatch.setattr(
        databank,
        "database_url",
        lambda: f"postgresql://signaalpunt@/{eigen['NAME']}?host={eigen['OPTIONS']['host']}",
    )
    assert databank.is_leeg()
    assert not databank.is_ingericht()
    laad_maastricht()
    assert databank.is_ingericht()


@pytest.fixture
def klein_web(plaats, poort, monkeypatch, seinen):
    """`draai` with a web server of one line, as a function of the status it answers."""

    def draai(status: int) -> None:
        code = CODE.format(status=status, poort=poort)
        tekst = KLEIN_WEB.format(map=plaats.staat, python=sys.executable, code=code)
        monkeypatch.setattr(start, "BESTAND", str(plaats.staat / "supervisord.conf"))
        monkeypatch.setattr(start, "configuratie", lambda poort, diensten: tekst)
        monkeypatch.setattr(start, "bereid_voor", lambda is_demo: None)
        start.draai(plaats, poort, is_demo=True)

    return draai


def test_start_says_where_it_runs_and_stops_when_asked(klein_web, poort, capfd, monkeypatch):
    monkeypatch.setattr(subprocess.Popen, "wait", _wacht_of_stop(subprocess.Popen.wait))
    with pytest.raises(start.Gestopt):
        klein_web(200)
    gezegd = capfd.readouterr().out
    assert f"http://127.0.0.1:{poort}" in gezegd
    assert "beheerder@demo.signaalpunt.nl" in gezegd
    assert gezegd.endswith("Stoppen …\n")


@pytest.mark.parametrize(
    ("lichaam", "is_er"),
    [(b'{"database": true, "mail": false}', True), (b'{"database": false}', False), (b"", False)],
)
def test_a_website_is_there_also_while_reminders_stand_still(poort, lichaam, is_er):
    """After a week without mail /healthz says 503, and bin/start must come up all the same."""

    class Antwoord(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(503)
            self.end_headers()
            self.wfile.write(lichaam)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", poort), Antwoord) as web:
        draad = threading.Thread(target=web.handle_request)
        draad.start()
        assert start._is_gezond(poort) is is_er
        draad.join()


def _wacht_of_stop(echt):
    """Popen.wait that takes a wait without end for the moment somebody presses Ctrl-C."""

    def wacht(self, timeout=None):
        return echt(self, timeout) if timeout else start.stop_op_verzoek()

    return wacht


def test_web_that_does_not_get_well_ends_the_start(klein_web, monkeypatch):
    monkeypatch.setattr(start, "GEDULD", 2)
    with pytest.raises(StartMislukt, match="website antwoordt niet"):
        klein_web(503)


def test_start_uses_a_server_that_a_command_happens_to_run(klein_web, plaats, monkeypatch, capfd):
    monkeypatch.delenv("REDIS_URL")
    monkeypatch.setattr(start, "wacht_op_web", lambda poort, toezicht: start.stop_op_verzoek())
    with bewaker.gebruik(plaats):
        with pytest.raises(start.Gestopt):
            klein_web(200)
        assert Redis(plaats).is_klaar()
    assert "PostgreSQL en Redis starten" in capfd.readouterr().out


def test_second_start_in_the_same_clone_is_refused(plaats, monkeypatch, seinen):
    monkeypatch.setattr(start, "Plaats", lambda: plaats)
    with (
        vergrendeld(plaats.staat / "start.slot"),
        pytest.raises(SystemExit, match="draait al in deze map"),
    ):
        start.main()


def test_stop_that_was_asked_for_is_no_failure(plaats, poort, monkeypatch, seinen):
    monkeypatch.setattr(start, "Plaats", lambda: plaats)

    def draai(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(start, "draai", draai)
    with pytest.raises(SystemExit) as einde:
        start.main()
    assert einde.value.code == 0


@pytest.mark.parametrize("soort", [Postgres, Redis])
def test_server_holds_its_lock_across_exec(soort: type[Dienst], plaats, geen_exec):
    dienst = soort(plaats)
    voor = set(Path("/proc/self/fd").iterdir())
    with pytest.raises(Geworden, match=dienst.naam):
        dienst.draai()
    assert is_bezet(dienst.slot)
    for nummer in set(Path("/proc/self/fd").iterdir()) - voor:
        if nummer.exists():
            assert os.get_inheritable(int(nummer.name))
            os.close(int(nummer.name))
    assert (dienst.map / ("PG_VERSION" if soort is Postgres else ".")).exists()
    assert dienst.map.stat().st_uid == dienstgebruiker(plaats.eigenaar)[0]
    bewaker.ruim_op(plaats)


def test_command_line_becomes_manage_or_a_child(plaats, geen_exec, tmp_path):
    with pytest.raises(Geworden, match=r"manage\.py check --deploy$"):
        main(["manage", "check", "--deploy"])
    with pytest.raises(Geworden, match=r"^/bin/echo -n hallo$"):
        main(["kind", "--na", str(tmp_path / "slot"), "/bin/echo", "-n", "hallo"])
    with pytest.raises(Geworden, match=r"redis-server"):
        main(["draai", "redis", "--staat", str(plaats.staat)])


@pytest.mark.parametrize("lukt", [True, False])
def test_manage_prepares_a_fresh_database_once(plaats, geen_exec, monkeypatch, lukt):
    gedaan: list[str] = []
    teken = threading.Event()

    def levensteken_(meld: object) -> AbstractContextManager[None]:
        return levensteken(lambda tekst: teken.set(), stil=0.01)

    def voer_uit(opdracht, **_) -> "subprocess.CompletedProcess[str]":
        assert teken.wait(30)  # whoever waits hears of it
        gedaan.append(opdracht[2])
        return subprocess.CompletedProcess(opdracht, 0 if lukt else 1)

    hoofd = "signaalpunt.ingebouwd.__main__"
    monkeypatch.setattr(f"{hoofd}.levensteken", levensteken_)
    monkeypatch.setattr(f"{hoofd}.is_ingericht", lambda: len(gedaan) == 2)
    monkeypatch.setattr(f"{hoofd}.nodige_diensten", lambda plaats: [Postgres(plaats)])
    monkeypatch.setattr(f"{hoofd}.neem_in_gebruik", lambda dienst: os.open(os.devnull, 0))
    monkeypatch.setattr(f"{hoofd}.Plaats", lambda *_: plaats)
    monkeypatch.setattr(subprocess, "run", voer_uit)
    if lukt:
        for _ in range(2):
            with pytest.raises(Geworden):
                main(["manage", "check"])
        assert gedaan == ["migrate", "laad_buurten"]
    else:
        with pytest.raises(SystemExit, match="migrate mislukte"):
            main(["manage", "check"])


def test_command_line_says_in_one_line_what_is_wrong(plaats, geen_exec):
    plaats.sockets.write_text("van een ander")
    with pytest.raises(SystemExit, match="is van iemand anders"):
        main(["draai", "redis", "--staat", str(plaats.staat)])
    plaats.sockets.unlink()
    bewaker.ruim_op(plaats)


def test_process_that_does_not_stop_is_killed(monkeypatch):
    monkeypatch.setattr(bewaker, "NOODSTOP", 1)
    doof = "trap '' TERM; echo klaar; while :; do read niets; done"
    proces = subprocess.Popen(
        ["/bin/sh", "-c", doof], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with proces:
        assert proces.stdout
        proces.stdout.readline()
        bewaker.stop(proces, signal.SIGTERM)
    assert proces.returncode == -signal.SIGKILL


def test_keeper_runs_the_server_as_long_as_somebody_uses_it(plaats):
    redis = Redis(plaats)
    gebruik = open_slot(redis.gebruik)
    assert probeer(gebruik, 1)
    draad = threading.Thread(target=bewaker.bewaak, args=[redis])
    draad.start()
    bewaker.wacht_op(redis)
    with redis.gebruik.open() as ander:
        assert not probeer(ander.fileno())
    os.close(gebruik)
    draad.join(30)
    assert not draad.is_alive()
    assert not is_bezet(redis.slot)


def test_servers_run_for_the_length_of_a_block(plaats, monkeypatch):
    monkeypatch.delenv("REDIS_URL")
    redis = Redis(plaats)
    with bewaker.gebruik(plaats):
        assert redis.is_klaar()
    assert not is_bezet(redis.slot)
