"""Who gets a zaak hears from whom and what to know, until it is opened."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import triage
from tests import bouwers

pytestmark = pytest.mark.django_db
MERK = "nieuw bij u, van Anneke Smeets"
WOORD = "Belt liever ’s middags."


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def anneke():
    return bouwers.gebruiker(naam="Anneke Smeets")


def _van(gebruiker):
    client = Client()
    client.force_login(gebruiker)
    return client


def _wachtend(anneke):
    klok = bouwers.termijn(melding=bouwers.melding(ontvangen_op=timezone.now()))
    return bouwers.zaak(meldingen=[klok.melding], behandelaar=anneke)


def _gesproken(anneke):
    return bouwers.zaak(status="contact_gelegd", behandelaar=anneke)


def _voorraad(gebruiker):
    return _van(gebruiker).get("/werkvoorraad/").text


def _open(gebruiker, zaak):
    return _van(gebruiker).get(reverse("zaak", args=[zaak.pk])).text


@pytest.mark.parametrize("maak", [_wachtend, _gesproken])
def test_a_zaak_is_marked_as_new_until_who_got_it_opens_it(jo, anneke, maak):
    zaak = maak(anneke)
    triage.draag_over(zaak, aan=jo, toelichting=WOORD, door=anneke, nu=timezone.now())
    assert MERK in _voorraad(jo)
    assert WOORD in _voorraad(jo)
    assert MERK not in _voorraad(anneke)
    assert "Nieuw bij u" not in _open(anneke, zaak)
    assert f"<strong>Nieuw bij u, van Anneke Smeets.</strong> {WOORD}" in _open(jo, zaak)
    assert MERK not in _voorraad(jo)
    assert "Nieuw bij u" not in _open(jo, zaak)


def test_without_a_word_it_is_said_too(jo, anneke):
    zaak = _wachtend(anneke)
    triage.draag_over(zaak, aan=jo, door=anneke, nu=timezone.now())
    assert MERK in _voorraad(jo)
    assert "Lees hieronder wat er is gebeurd." in _open(jo, zaak)


def test_who_takes_a_zaak_over_knows_it(jo, anneke):
    zaak = _wachtend(anneke)
    triage.draag_over(zaak, aan=jo, door=jo, nu=timezone.now())
    assert "nieuw bij u" not in _voorraad(jo)


def test_handed_on_unopened_it_is_new_at_the_last_one_only(jo, anneke):
    rob = bouwers.gebruiker(naam="Rob")
    zaak = _wachtend(anneke)
    triage.draag_over(zaak, aan=jo, toelichting=WOORD, door=anneke, nu=timezone.now())
    zaak.refresh_from_db()
    triage.draag_over(zaak, aan=rob, door=jo, nu=timezone.now())
    assert "nieuw bij u" not in _voorraad(jo)
    assert "nieuw bij u, van Jo Claessens" in _voorraad(rob)
    assert WOORD not in _voorraad(rob)
