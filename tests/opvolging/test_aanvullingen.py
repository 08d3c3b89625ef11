"""What melders add later and how it reaches somebody of the team: danger is seen first."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from opvolging import aanvullingen, volgen
from tests import bouwers
from tests.bouwers import NU

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]
GEVAAR = "Hij zegt dat hij liever dood wil."


def _vul_aan(tekst: str, na: timedelta):
    melding = bouwers.melding()
    bouwers.termijn(melding=melding)
    volgen.vul_aan(melding, tekst=tekst, sleutel=uuid4(), nu=NU + na)
    melding.refresh_from_db()
    return melding


def test_what_is_added_about_danger_makes_the_melding_one_to_read_first(client):
    gewoon = _vul_aan("De hond heet Max.", timedelta(hours=1))
    dringend = _vul_aan(GEVAAR, timedelta(hours=2))
    assert (gewoon.is_spoed, dringend.is_spoed) == (False, True)
    jo = bouwers.gebruiker()
    assert [nieuw.melding for nieuw in aanvullingen.nieuws(jo)] == [dringend, gewoon]
    client.force_login(jo)
    for pagina in ("van_melders", "werkvoorraad"):
        assert client.get(reverse(pagina)).text.count("lees dit eerst") == 1


def test_a_melding_that_spoke_of_danger_keeps_its_mark():
    melding = _vul_aan(GEVAAR, timedelta(hours=1))
    volgen.vul_aan(melding, tekst="Het gaat beter.", sleutel=uuid4(), nu=NU + timedelta(hours=2))
    melding.refresh_from_db()
    assert melding.is_spoed
