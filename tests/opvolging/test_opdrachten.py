"""The commands and tasks that run the dispatcher, and `controleer`."""

import os
import signal
import threading
from datetime import timedelta

import pytest
from celery import current_app
from django.conf import settings as instellingen
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.utils import timezone

from opvolging import kalender, klokken, nakijken
from opvolging.management.commands import stuur_herinneringen
from opvolging.tasks import kijk_na
from opvolging.tasks import stuur_herinneringen as taak
from signaalpunt import toestand
from signaalpunt.models import Dagzout, Hartslag
from signaalpunt.rollen import Rol
from signaalpunt.tasks import verstuur_berichten
from tests import bouwers
from tests.bouwers import NU
from tests.mailserver import mailserver

pytestmark = pytest.mark.django_db
STREEF = "2026-09-16T10:00:00+02:00"


def test_one_run_prints_what_was_sent_and_to_whom(capsys):
    termijn = klokken.start(bouwers.melding(), nu=NU)
    call_command("stuur_herinneringen", nu=STREEF)
    assert capsys.readouterr().out.splitlines() == [
        f"melding {termijn.melding_id}: stap 2, aan het team",
        "Herinneringen: 1. Mails verstuurd: 1.",
    ]
    call_command("stuur_herinneringen", nu=STREEF)
    assert capsys.readouterr().out == "Herinneringen: 0. Mails verstuurd: 0.\n"


def test_what_looks_like_spam_is_one_line(capsys):
    for _ in range(3):
        klokken.start(bouwers.melding(is_verdacht=True), nu=NU)
    call_command("stuur_herinneringen", nu=STREEF)
    assert capsys.readouterr().out.splitlines() == [
        "Lijkt spam: 3, samen in één mail.",
        "Herinneringen: 3. Mails verstuurd: 1.",
    ]


def test_a_moment_without_offset_is_local_time(capsys):
    klokken.start(bouwers.melding(), nu=NU)
    call_command("stuur_herinneringen", nu="2026-09-16T08:59")
    assert capsys.readouterr().out.startswith("Herinneringen: 0.")
    call_command("stuur_herinneringen", nu="2026-09-16T09:00")
    assert "stap 1" in capsys.readouterr().out


def test_a_single_run_by_hand_is_no_sign_of_life():
    call_command("stuur_herinneringen")
    assert not Hartslag.objects.exists()


@pytest.mark.parametrize("moment", ["morgen", "2026-13-45T10:00"])
def test_what_is_no_moment_is_refused_in_words(moment):
    with pytest.raises(CommandError, match="is geen moment"):
        call_command("stuur_herinneringen", nu=moment)


def test_the_loop_follows_the_real_clock_only():
    with pytest.raises(CommandError, match="--nu of --lus"):
        call_command("stuur_herinneringen", nu=STREEF, lus=True)


def test_a_run_says_when_mail_has_to_wait(capsys, settings):
    klokken.start(bouwers.melding(), nu=NU)
    with mailserver(settings, breekt_af_bij={"team@voorbeeld.test"}):
        call_command("stuur_herinneringen", nu=STREEF)
    assert "Mails die later opnieuw gaan: 1." in capsys.readouterr().out
    call_command("stuur_herinneringen", nu="2026-09-16T11:00+02:00")
    assert "De mailserver antwoordt niet. De mail wacht." in capsys.readouterr().out


def test_a_run_says_when_an_address_is_refused(capsys, settings):
    klokken.start(bouwers.melding(), nu=NU)
    with mailserver(settings, weigert={"team@voorbeeld.test"}):
        call_command("stuur_herinneringen", nu=STREEF)
    assert "Mails die niet aankomen: 1. Zie de werkvoorraad." in capsys.readouterr().out


@pytest.fixture
def altijd_open(monkeypatch):
    """Let no reminder wait for opening hours: these tests run at any hour of any day."""
    monkeypatch.setattr(kalender, "is_open", lambda moment, kalender: True)


def test_a_round_of_the_loop_sends_looks_and_beats(altijd_open):
    melding = bouwers.melding(ontvangen_op=timezone.now() - timedelta(days=30))
    klokken.start(melding, nu=melding.ontvangen_op)
    bouwers.melding(ontvangen_op=timezone.now())  # without a clock
    nagekeken_op = stuur_herinneringen.tik(None)
    assert Hartslag.objects.get().naam == "lus"
    assert nakijken.zonder_klok().count() == 0
    assert melding.termijnen.get().herinneringen.filter(status="verzonden").count() == 1
    assert stuur_herinneringen.tik(nagekeken_op) == nagekeken_op
    assert stuur_herinneringen.tik(nagekeken_op - timedelta(hours=1)) > nagekeken_op


def test_without_a_broker_the_loop_lets_no_salt_or_session_outlive_its_time():
    gisteren = timezone.now() - timedelta(days=1)
    Dagzout.objects.create(dag=gisteren.date(), zout="0" * 64)
    Session.objects.create(session_key="oud", session_data="", expire_date=gisteren)
    stuur_herinneringen.tik(timezone.now())  # it did so just now
    assert Dagzout.objects.exists()
    stuur_herinneringen.tik(None)
    assert not Dagzout.objects.exists()
    assert not Session.objects.exists()


@pytest.mark.parametrize("sein", [signal.SIGTERM, signal.SIGINT])
def test_the_loop_runs_until_it_is_asked_to_stop_and_finishes_its_round(monkeypatch, sein):
    rondes = []
    vorige = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)

    def tik(nagekeken_op):
        os.kill(os.getpid(), sein)
        rondes.append("af")

    monkeypatch.setattr(stuur_herinneringen, "tik", tik)
    monkeypatch.setattr(stuur_herinneringen, "close_old_connections", lambda: None)
    try:
        call_command("stuur_herinneringen", lus=True)
    finally:
        signal.signal(signal.SIGTERM, vorige[0])
        signal.signal(signal.SIGINT, vorige[1])
    assert rondes == ["af"]


@pytest.mark.django_db(transaction=True)
def test_the_loop_goes_on_when_its_connection_was_cut(monkeypatch, settings):
    settings.LUS_SECONDEN = 0
    stop = threading.Event()
    antwoorden: list[str] = []

    def tik(nagekeken_op):
        with connection.cursor() as cursor:
            if not antwoorden:
                antwoorden.append("verbroken")
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
            cursor.execute("SELECT 'weer terug'")
            antwoorden.extend(cursor.fetchone())
        stop.set()

    monkeypatch.setattr(stuur_herinneringen, "tik", tik)
    stuur_herinneringen.draai(stop)
    assert antwoorden == ["verbroken", "weer terug"]


@pytest.mark.parametrize("fout", [ZeroDivisionError, IntegrityError])
def test_the_loop_does_not_hide_a_bug(monkeypatch, fout):
    def tik(nagekeken_op):
        raise fout

    monkeypatch.setattr(stuur_herinneringen, "tik", tik)
    monkeypatch.setattr(stuur_herinneringen, "close_old_connections", lambda: None)
    with pytest.raises(fout):
        stuur_herinneringen.draai(threading.Event())


def test_the_tasks_do_their_work_and_beat(altijd_open):
    melding = bouwers.melding(ontvangen_op=timezone.now() - timedelta(days=30))
    kijk_na()
    taak()
    verstuur_berichten()
    assert (
        melding.termijnen.eerste_contact().get().herinneringen.filter(status="verzonden").count()
        == 1
    )
    assert {rij.naam for rij in Hartslag.objects.all()} == {
        "beat-nakijken",
        "beat-herinneringen",
        "beat-berichten",
    }


def test_the_schedule_names_tasks_that_exist_in_plain_seconds_and_expires_before_the_next():
    current_app.loader.import_default_modules()
    for regel in instellingen.CELERY_BEAT_SCHEDULE.values():
        assert regel["task"] in current_app.tasks
        assert isinstance(regel["schedule"], float)
        assert regel["options"]["expires"] < regel["schedule"]


def test_controleer_says_that_all_is_well(capsys, monkeypatch):
    monkeypatch.setattr(toestand, "instellingen", list)
    gemeente = bouwers.gemeente()
    gemeente.teamleider = bouwers.gebruiker(Rol.COORDINATOR)
    gemeente.save()
    klokken.start(bouwers.melding(), nu=timezone.now())
    call_command("controleer")
    uitvoer = capsys.readouterr().out
    assert uitvoer.endswith("Alles is in orde.\n")
    assert "FOUT" not in uitvoer
    assert "goed  teamleider: gekozen" in uitvoer


def test_controleer_names_what_is_wrong_and_exits_with_1(capsys, monkeypatch):
    monkeypatch.setattr(toestand, "instellingen", list)
    bouwers.melding()
    klokken.start(bouwers.melding(), nu=NU - timedelta(days=365))
    with pytest.raises(SystemExit) as einde:
        call_command("controleer")
    assert einde.value.code == 1
    uitvoer = capsys.readouterr().out
    assert "FOUT  meldingen zonder klok: 1" in uitvoer
    assert "FOUT  teamleider: ontbreekt in Maastricht. Kies een teamleider bij Beheer." in uitvoer
    assert "FOUT  herinneringen die blijven liggen: 5" in uitvoer
    assert uitvoer.endswith("3 punten vragen aandacht.\n")


def test_controleer_without_a_database_looks_at_the_services_only(capsys, monkeypatch):
    monkeypatch.setattr(toestand, "database_antwoordt", lambda: False)
    with pytest.raises(SystemExit):
        call_command("controleer")
    assert "FOUT  databank: antwoordt niet" in capsys.readouterr().out
