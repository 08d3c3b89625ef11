from datetime import timedelta

import pytest
from celery import current_app
from django.core import checks
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from signaalpunt import hartslag, toestand
from signaalpunt.models import Bericht
from tests import bouwers
from tests.mailserver import mailserver

pytestmark = pytest.mark.django_db


@pytest.fixture
def lang_geleden_gestart(monkeypatch):
    monkeypatch.setattr(hartslag, "_begin", lambda: timezone.now() - timedelta(days=30))


def bericht(**velden) -> Bericht:
    nu = timezone.now()
    standaard = {
        "gemeente": bouwers.gemeente(),
        "soort": "uitnodiging",
        "sleutel": "een",
        "klaar_op": nu,
        "volgende_poging_op": nu,
    }
    return Bericht.objects.create(**standaard | velden)


def test_healthz_is_well_when_nothing_was_due_yet(client):
    antwoord = client.get("/healthz")
    assert antwoord.status_code == 200
    assert antwoord.json() == {
        "web": True,
        "database": True,
        "herinneringen": True,
        "mail": True,
        "programmas": True,
    }


def test_what_waited_while_nothing_ran_gets_its_time_after_a_start(client):
    bericht(volgende_poging_op=timezone.now() - timedelta(days=3))
    assert client.get("/healthz").status_code == 200


def test_healthz_says_which_check_fails(client, lang_geleden_gestart):
    for naam in hartslag.MAG_ZWIJGEN:
        hartslag.klop(naam, nu=timezone.now())
    bericht(volgende_poging_op=timezone.now() - timedelta(minutes=11))
    antwoord = client.get("/healthz")
    assert antwoord.status_code == 503
    assert {naam for naam, is_goed in antwoord.json().items() if not is_goed} == {"mail"}


@pytest.mark.parametrize("naam", ["lus", "beat-herinneringen"])
def test_one_living_engine_is_enough_for_the_reminders(client, naam, lang_geleden_gestart):
    hartslag.klop(naam, nu=timezone.now())
    assert client.get("/healthz").json()["herinneringen"] is True


def test_the_mail_engine_does_not_stand_in_for_the_reminders(client, lang_geleden_gestart):
    hartslag.klop("beat-berichten", nu=timezone.now())
    assert client.get("/healthz").json()["herinneringen"] is False


@pytest.mark.parametrize("fout", [DatabaseError, InterfaceError])
def test_healthz_without_a_database_is_503(client, monkeypatch, fout):
    def weg():
        raise fout

    monkeypatch.setattr(connection, "cursor", weg)
    antwoord = client.get("/healthz")
    assert antwoord.status_code == 503
    assert antwoord.json() == {"web": True, "database": False}


def test_the_services_answer(settings):
    with mailserver(settings):
        assert [(punt.naam, punt.is_goed) for punt in toestand.diensten()] == [
            ("databank", True),
            ("Redis", True),
            ("mailserver", True),
        ]


def test_a_mail_server_that_hangs_does_not_answer(settings):
    with mailserver(settings, hangt_bij="begin"):
        assert not toestand.mailserver_antwoordt()


def test_redis_that_is_gone_does_not_answer(monkeypatch, tmp_path):
    weg = current_app.connection_for_read(f"redis+socket://{tmp_path}/weg.sock")
    monkeypatch.setattr(current_app, "connection_for_read", lambda: weg)
    assert not toestand.redis_antwoordt()


def test_every_engine_is_named_with_its_last_run(lang_geleden_gestart):
    hartslag.klop("lus", nu=timezone.now())
    punten = {punt.naam: punt for punt in toestand.motoren(nu=timezone.now())}
    assert punten["lus"].is_goed
    assert punten["lus"].tekst.startswith("laatst op ")
    assert not punten["beat-berichten"].is_goed
    assert punten["beat-berichten"].tekst == "nog niet gezien"


def test_mail_that_was_given_up_is_named():
    bericht(status="mislukt")
    liggen, mislukt = toestand.mail(nu=timezone.now())
    assert liggen.is_goed
    assert not mislukt.is_goed


def test_outside_a_demo_its_accounts_are_named(settings):
    bouwers.gebruiker(email="beheerder@demo.signaalpunt.nl")
    assert list(toestand.accounts()) == []
    settings.IS_DEMO = False
    [punt] = toestand.accounts()
    assert not punt.is_goed
    assert punt.tekst == "beheerder@demo.signaalpunt.nl"


def test_settings_are_judged_by_the_checks_of_django(monkeypatch):
    monkeypatch.setattr(checks, "run_checks", lambda **_: [checks.Info("terzijde", id="a.I1")])
    [punt] = toestand.instellingen()
    assert punt.is_goed
    monkeypatch.setattr(checks, "run_checks", lambda **_: [checks.Warning("zwak", id="a.W1")])
    [punt] = toestand.instellingen()
    assert not punt.is_goed
    assert "zwak" in punt.tekst
