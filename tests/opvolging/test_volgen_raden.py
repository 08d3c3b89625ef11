"""Guessing a volgcode: one answer for what leads nowhere, and too few attempts ever to hit one."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meldingen.volgcode import volgcode
from opvolging import volgen as proces
from opvolging.views import volgrem
from signaalpunt.models import Emmer
from signaalpunt.remmen import Rem
from tests import bouwers
from tests.bouwers import NU

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]

NERGENS = [volgcode(uuid4()), "x", "\x00\u202e", "é" * 10_000, "' OR 1=1 --", "<script>"]


@pytest.fixture
def melding():
    return bouwers.melding_met_code()


@pytest.fixture
def verlopen():
    melding = bouwers.melding_met_code()
    bouwers.zaak(
        meldingen=[melding],
        status="afgesloten",
        uitkomst="advies",
        afgesloten_op=NU - timedelta(days=2000),
    )
    return volgcode(melding.sleutel)


def vraag(client, code, **extra):
    return client.post("/volgen/", {"code": code}, **extra)


def _zonder_token(antwoord):
    return antwoord.text.replace(str(antwoord.context["csrf_token"]), "")


def test_every_code_that_leads_nowhere_gets_the_same_answer(client, verlopen):
    antwoorden = [vraag(client, code) for code in [*NERGENS, verlopen]]
    assert {antwoord.status_code for antwoord in antwoorden} == {422}
    assert len({_zonder_token(antwoord) for antwoord in antwoorden}) == 1
    lengtes = [len(antwoord.content) for antwoord in antwoorden]
    assert max(lengtes) - min(lengtes) <= 16


def test_every_code_that_leads_nowhere_asks_the_database_the_same(client, verlopen):
    for _ in range(proces.EERSTE):  # draws the salt of the day, and counts as newcomer no more
        vraag(client, "eerst")
    vragen = set()
    for code in [*NERGENS, verlopen]:
        with CaptureQueriesContext(connection) as gevangen:
            vraag(client, code)
        vragen.add(tuple(vraag_["sql"].split("WHERE")[0][:60] for vraag_ in gevangen))
    assert len(vragen) == 1


def test_a_year_of_guessing_hits_one_of_a_million_codes_with_a_chance_below_ten_to_the_minus_nine():
    alle = proces.kans_per_jaar(levende_codes=1_000_000)
    een = proces.kans_per_jaar(levende_codes=1_000_000, per_venster=proces.PER_ADRES)
    assert 9e-10 < alle <= 1e-9
    assert 7e-11 < een <= 1e-10


def test_the_brakes_are_those_of_the_sum():
    assert (volgrem.REM.hoogstens, volgrem.REM.venster) == (proces.PER_ADRES, proces.VENSTER)
    samen = (volgrem.REM_NIEUW, volgrem.REM_IEDEREEN)
    assert sum(rem.hoogstens for rem in samen) == proces.GLOBAAL
    assert {rem.venster for rem in samen} == {proces.VENSTER}


def test_guessing_from_one_address_stops(client, melding, monkeypatch):
    monkeypatch.setattr(volgrem, "REM", Rem("volgen", 2, volgrem.REM.venster))
    assert [vraag(client, "raden").status_code for _ in range(3)] == [422, 422, 429]
    antwoord = vraag(client, volgcode(melding.sleutel))
    assert antwoord.status_code == 429
    assert "043 000 00 00" in antwoord.text
    assert vraag(client, "raden", REMOTE_ADDR="10.0.0.9").status_code == 422


def _raad(client, aantal, *, net="10.0", per_adres=20):
    """Wrong codes of so many addresses, each as often as it may."""
    for nummer in range(aantal):
        for _ in range(per_adres):
            vraag(client, "raden", REMOTE_ADDR=f"{net}.{nummer}.1")


def test_guessing_from_some_addresses_locks_nobody_else_out(client, melding):
    _raad(client, 13)
    assert vraag(client, "raden", REMOTE_ADDR="10.0.1.2").status_code == 429
    assert vraag(client, volgcode(melding.sleutel), REMOTE_ADDR="172.16.0.1").status_code == 302


def test_a_slip_of_the_finger_is_forgiven_then_too(client, melding):
    _raad(client, 13)
    adres = {"REMOTE_ADDR": "172.16.0.1"}
    assert vraag(client, "een tikfout", **adres).status_code == 422
    assert vraag(client, volgcode(melding.sleutel), **adres).status_code == 302


def test_however_many_addresses_guess_no_more_are_answered_than_the_sum_says(
    client, melding, monkeypatch
):
    monkeypatch.setattr(timezone, "now", lambda: NU)
    klein = {"REM_NIEUW": 4, "REM_IEDEREEN": 3}
    for naam, hoogstens in klein.items():
        rem = getattr(volgrem, naam)
        monkeypatch.setattr(volgrem, naam, Rem(rem.naam, hoogstens, rem.venster))
    antwoorden = [
        vraag(client, "raden", REMOTE_ADDR=f"10.{net}.0.1").status_code
        for net in range(9)
        for _ in range(3)
    ]
    assert antwoorden.count(422) == sum(klein.values())
    good = vraag(client, volgcode(melding.sleutel), REMOTE_ADDR="172.16.0.1")
    assert good.status_code == 429
    assert "043 000 00 00" in good.text


def test_tomorrow_a_network_is_new_again_and_in_the_next_window_it_is_not(client, monkeypatch):
    monkeypatch.setattr(volgrem, "REM_IEDEREEN", Rem("volgen-alle", 0, proces.VENSTER))
    uitslag = []
    for op in (NU, NU + proces.VENSTER, NU + timedelta(days=1)):
        monkeypatch.setattr(timezone, "now", lambda op=op: op)
        uitslag.append([vraag(client, "raden").status_code for _ in range(3)])
    assert uitslag == [[422, 422, 429], [429] * 3, [422, 422, 429]]


@pytest.mark.parametrize(
    ("een", "ander", "is_zelfde"),
    [
        ("10.0.0.1", "10.0.0.250", True),
        ("10.0.0.1", "10.0.1.1", False),
        ("2001:db8:1:2::5", "2001:db8:1:ffff::1", True),
        ("2001:db8:1::5", "2001:db8:2::5", False),
        ("onbekend", "onbekend", True),
    ],
)
def test_neighbours_in_one_network_count_as_one(een, ander, is_zelfde):
    assert (volgrem.netwerk(een) == volgrem.netwerk(ander)) is is_zelfde


def test_an_address_over_its_limit_does_not_use_up_that_of_everybody(client, monkeypatch):
    monkeypatch.setattr(volgrem, "REM", Rem("volgen", 1, volgrem.REM.venster))
    for _ in range(5):
        vraag(client, "raden")
    alle = Emmer.objects.exclude(sleutel__startswith="volgen:")
    assert set(alle.values_list("aantal", flat=True)) == {1}


def test_a_library_of_people_with_good_codes_is_never_stopped(client, melding):
    for _ in range(proces.PER_ADRES + 5):
        antwoord = vraag(Client(), volgcode(melding.sleutel))
        assert antwoord.status_code == 302
    assert set(Emmer.objects.values_list("aantal", flat=True)) == {0}


def test_a_library_can_try_again_in_the_next_window(client, melding, monkeypatch):
    monkeypatch.setattr(volgrem, "REM", Rem("volgen", 1, volgrem.REM.venster))
    monkeypatch.setattr(timezone, "now", lambda: NU)
    assert [vraag(client, "raden").status_code for _ in range(2)] == [422, 429]
    monkeypatch.setattr(timezone, "now", lambda: NU + proces.VENSTER)
    assert vraag(client, volgcode(melding.sleutel)).status_code == 302


def test_who_is_on_the_page_already_is_not_stopped_by_somebody_who_guesses(
    client, melding, monkeypatch
):
    vraag(client, volgcode(melding.sleutel))
    monkeypatch.setattr(volgrem, "REM", Rem("volgen", 0, volgrem.REM.venster))
    assert client.get("/volgen/").context["stand"].stand == "ontvangen"
