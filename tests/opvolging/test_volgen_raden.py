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
from opvolging.views import volgen
from signaalpunt.models import Emmer
from signaalpunt.remmen import Rem
from tests import bouwers
from tests.bouwers import NU

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]

NERGENS = [volgcode(uuid4()), "", "x", "\x00\u202e", "é" * 10_000, "' OR 1=1 --", "<script>"]


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
    vraag(client, "eerst")  # draws the salt of the day, once for this process
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
    assert (volgen.REM.hoogstens, volgen.REM.venster) == (proces.PER_ADRES, proces.VENSTER)
    alle = volgen.REM_IEDEREEN
    assert (alle.hoogstens, alle.venster) == (proces.GLOBAAL, proces.VENSTER)


def test_guessing_from_one_address_stops(client, melding, monkeypatch):
    monkeypatch.setattr(volgen, "REM", Rem("volgen", 2, volgen.REM.venster))
    assert [vraag(client, "raden").status_code for _ in range(3)] == [422, 422, 429]
    antwoord = vraag(client, volgcode(melding.sleutel))
    assert antwoord.status_code == 429
    assert "043 000 00 00" in antwoord.text
    assert vraag(client, "raden", REMOTE_ADDR="10.0.0.9").status_code == 422


def test_guessing_from_many_addresses_stops_too(client, melding, monkeypatch):
    monkeypatch.setattr(volgen, "REM_IEDEREEN", Rem("volgen-alle", 2, volgen.REM.venster))
    adressen = [f"10.0.0.{nummer}" for nummer in range(4)]
    antwoorden = [vraag(client, "raden", REMOTE_ADDR=adres) for adres in adressen]
    assert [antwoord.status_code for antwoord in antwoorden] == [422, 422, 429, 429]
    assert vraag(client, volgcode(melding.sleutel)).status_code == 429


def test_an_address_over_its_limit_does_not_use_up_that_of_everybody(client, monkeypatch):
    monkeypatch.setattr(volgen, "REM", Rem("volgen", 1, volgen.REM.venster))
    for _ in range(5):
        vraag(client, "raden")
    assert Emmer.objects.get(sleutel__startswith="volgen-alle:").aantal == 1


def test_a_library_of_people_with_good_codes_is_never_stopped(client, melding):
    for _ in range(proces.PER_ADRES + 5):
        antwoord = vraag(Client(), volgcode(melding.sleutel))
        assert antwoord.status_code == 302
    assert set(Emmer.objects.values_list("aantal", flat=True)) == {0}


def test_a_library_can_try_again_in_the_next_window(client, melding, monkeypatch):
    monkeypatch.setattr(volgen, "REM", Rem("volgen", 1, volgen.REM.venster))
    monkeypatch.setattr(timezone, "now", lambda: NU)
    assert [vraag(client, "raden").status_code for _ in range(2)] == [422, 429]
    monkeypatch.setattr(timezone, "now", lambda: NU + proces.VENSTER)
    assert vraag(client, volgcode(melding.sleutel)).status_code == 302


def test_who_is_on_the_page_already_is_not_stopped_by_somebody_who_guesses(
    client, melding, monkeypatch
):
    vraag(client, volgcode(melding.sleutel))
    monkeypatch.setattr(volgen, "REM", Rem("volgen", 0, volgen.REM.venster))
    assert client.get("/volgen/").context["stand"].stand == "ontvangen"
