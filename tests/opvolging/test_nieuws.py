"""Whether the werkvoorraad changed: a cheap answer, and never a wrong "nothing new"."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import kijken, triage
from opvolging.models import Aanvulling
from opvolging.nieuws import nieuws
from signaalpunt.models import Bericht
from signaalpunt.zitting import VANZELF
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db

ADRES = "/werkvoorraad/nieuws/"


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


@pytest.fixture
def klok():
    return bouwers.termijn()


def _versie(jo, nu: datetime = NU) -> str:
    return nieuws(jo, sinds=0, nu=nu).versie


def _lees(klok):
    Aanvulling.objects.update(gelezen_op=NU, gelezen_door=bouwers.gebruiker())


@pytest.mark.parametrize(
    "gebeurt",
    [
        lambda klok: bouwers.termijn(),
        lambda klok: triage.pak_op(klok.melding, door=bouwers.gebruiker(), nu=NU),
        lambda klok: bouwers.aanvulling(melding=klok.melding),
        _lees,
        lambda klok: bouwers.bericht(),
        lambda klok: Bericht.objects.update(gezien_op=NU, gezien_door=bouwers.gebruiker()),
    ],
    ids=["klok", "oppakken", "aanvulling", "gelezen", "mail", "gezien"],
)
def test_whatever_changes_the_list_changes_the_version(jo, klok, gebeurt):
    bouwers.aanvulling(melding=klok.melding)
    bouwers.bericht()
    eerst = _versie(jo)
    assert _versie(jo) == eerst
    gebeurt(klok)
    assert _versie(jo) != eerst


def test_a_melding_that_appears_after_a_later_one_is_seen_too(jo):
    eerder, _ = bouwers.termijn(), bouwers.termijn()
    eerst = _versie(jo)
    eerder.delete()  # as long as its transaction runs, nobody else sees it
    assert _versie(jo) != eerst


def test_another_gemeente_changes_nothing_and_time_does(jo):
    eerst = _versie(jo)
    elders = bouwers.gemeente(code="GM9999", naam="Elders")
    bouwers.termijn(melding=bouwers.melding(gemeente=elders))
    assert _versie(jo) == eerst
    assert _versie(jo, NU + timedelta(minutes=5)) != eerst


def test_only_real_meldingen_of_the_own_gemeente_since_then_are_counted(jo):
    sinds = bouwers.melding().pk
    for velden in ({}, {}, {"is_verdacht": True}):
        bouwers.melding(**velden)
    laatste = bouwers.melding(gemeente=bouwers.gemeente(code="GM9999", naam="Elders")).pk
    het_nieuws = nieuws(jo, sinds=sinds, nu=NU)
    assert (het_nieuws.aantal_nieuw, het_nieuws.laatste) == (2, laatste)
    assert nieuws(jo, sinds=0, nu=NU).aantal_nieuw == 0


@pytest.mark.parametrize("aantal", [1, 15])
def test_the_answer_takes_five_queries_and_is_empty_when_nothing_changed(
    client, aantal, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NU)
    sinds = bouwers.melding().pk
    for nummer in range(aantal):
        collega = bouwers.gebruiker(naam=f"Collega {nummer}")
        zaak = bouwers.zaak(meldingen=[bouwers.melding()])
        kijken.kijk(zaak, door=collega, nu=NU)
    with django_assert_num_queries(5):
        eerste = client.get(ADRES, {"sinds": sinds})
    inhoud = eerste.json()
    assert (inhoud["nieuw"], len(inhoud["kijkers"])) == (aantal, aantal)
    zin = f"Collega {aantal - 1} heeft dit nu open"
    assert inhoud["kijkers"][reverse("zaak", args=[zaak.pk])] == zin
    weer = client.get(ADRES, {"sinds": sinds}, headers={"If-None-Match": eerste["ETag"]})
    assert (weer.status_code, weer.content) == (304, b"")
    assert "no-store" in weer["Cache-Control"]
    kijken.ruim_op(nu=NU + kijken.DUUR)
    anders = client.get(ADRES, {"sinds": sinds}, headers={"If-None-Match": eerste["ETag"]})
    assert anders.json()["kijkers"] == {}


@pytest.mark.parametrize("sinds", ["", "x", "-1", "9" * 40])
def test_what_is_no_number_counts_nothing(client, sinds):
    bouwers.melding()
    assert client.get(ADRES, {"sinds": sinds}).json()["nieuw"] == 0


def test_what_the_page_fetches_by_itself_takes_no_message_away(client):
    klok = bouwers.termijn()
    triage.pak_op(klok.melding, door=bouwers.gebruiker(naam="Anneke"), nu=timezone.now())
    client.post(reverse("melding_oppakken", args=[klok.melding_id]))
    client.get("/werkvoorraad/", headers={VANZELF: "1"})
    assert "Anneke heeft deze melding al opgepakt." in client.get("/werkvoorraad/").content.decode()
