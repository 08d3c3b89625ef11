"""The page behind the volgcode: three words for who has it, one answer for who has not."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meldingen.volgcode import volgcode, volgcode_hash
from opvolging.models import Zaak
from opvolging.views import volgen
from signaalpunt.remmen import Rem
from tests import bouwers
from tests.bouwers import NU

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]


@pytest.fixture
def melding():
    sleutel = uuid4()
    code = volgcode(sleutel)
    return bouwers.melding(sleutel=sleutel, volgcode_hash=volgcode_hash(code))


def vraag(client, code):
    return client.post("/volgen/", {"code": code})


def test_the_page_asks_for_a_code(client):
    assert client.get("/volgen/").status_code == 200


def test_a_new_melding_is_ontvangen(client, melding):
    antwoord = vraag(client, volgcode(melding.sleutel).lower())
    assert antwoord.status_code == 200
    assert antwoord.context["stand"] == "ontvangen"
    assert "Janssen" not in antwoord.content.decode()


@pytest.mark.parametrize("status", [Zaak.Status.OPGEPAKT, Zaak.Status.CONTACT_GELEGD])
def test_what_somebody_works_on_is_opgepakt(client, melding, status):
    bouwers.zaak(meldingen=[melding], status=status)
    assert vraag(client, volgcode(melding.sleutel)).context["stand"] == "opgepakt"


@pytest.mark.parametrize("uitkomst", [Zaak.Uitkomst.MAATJE, Zaak.Uitkomst.WIL_GEEN_HULP])
def test_afgerond_never_tells_how(client, melding, uitkomst):
    bouwers.zaak(
        meldingen=[melding], status="afgesloten", uitkomst=uitkomst, afgesloten_op=NU + timedelta(1)
    )
    antwoord = vraag(client, volgcode(melding.sleutel))
    assert antwoord.context["stand"] == "afgerond"
    assert uitkomst.label not in antwoord.content.decode()


def _zonder_token(antwoord):
    token = str(antwoord.context["csrf_token"])
    return antwoord.content.decode().replace(token, "")


def test_every_code_that_leads_nowhere_gets_the_same_answer(client):
    soorten = [volgcode(uuid4()), "", "x", "\x00\u202e", "é" * 10_000, "' OR 1=1 --", "<script>"]
    antwoorden = [vraag(client, code) for code in soorten]
    assert {antwoord.status_code for antwoord in antwoorden} == {422}
    assert len({_zonder_token(antwoord) for antwoord in antwoorden}) == 1


def test_known_and_unknown_codes_ask_the_database_the_same(client, melding):
    aantallen = set()
    for code in (volgcode(melding.sleutel), volgcode(uuid4()), "kapot"):
        with CaptureQueriesContext(connection) as gevangen:
            vraag(client, code)
        aantallen.add(len(gevangen))
    assert len(aantallen) == 1


def test_guessing_is_slowed_down(client, melding, monkeypatch):
    monkeypatch.setattr(volgen, "REM", Rem("volgen", 2, volgen.REM.venster))
    assert [vraag(client, "raden").status_code for _ in range(3)] == [422, 422, 429]
    assert vraag(client, volgcode(melding.sleutel)).status_code == 429
