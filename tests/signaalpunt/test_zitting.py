"""What every answer carries, and what holds for somebody who is logged in."""

import time
import uuid

import pytest
from django.contrib.auth import SESSION_KEY
from django.templatetags.static import static
from django.urls import reverse

from signaalpunt.rollen import Rol
from signaalpunt.zitting import BIJWERKEN, GEZIEN, STIL, VANZELF
from tests import bouwers

pytestmark = pytest.mark.django_db


@pytest.fixture
def ingelogd(client):
    client.force_login(bouwers.gebruiker(Rol.BEHEERDER))
    return client


@pytest.fixture
def later(monkeypatch):
    """Move the clock of the session by so many seconds."""
    begin = time.time()
    return lambda seconden: monkeypatch.setattr(
        "signaalpunt.zitting.time.time", lambda: begin + seconden
    )


def test_half_an_hour_without_a_request_ends_the_session(ingelogd, later):
    later(STIL + 1)
    antwoord = ingelogd.get(reverse("beheer"))
    assert antwoord.status_code == 302
    assert reverse("account_login") in antwoord.url
    assert SESSION_KEY not in ingelogd.session


def test_who_goes_on_working_stays_logged_in(ingelogd, later):
    for minuten in range(0, 120, 20):
        later(60 * minuten)
        assert ingelogd.get(reverse("beheer")).status_code == 200


def test_the_last_request_is_written_once_in_five_minutes(ingelogd, later):
    begin = ingelogd.session[GEZIEN]
    later(BIJWERKEN - 5)
    ingelogd.get(reverse("beheer"))
    assert ingelogd.session[GEZIEN] == begin
    later(BIJWERKEN + 5)
    ingelogd.get(reverse("beheer"))
    assert ingelogd.session[GEZIEN] > begin


def test_what_a_page_asks_by_itself_does_not_lengthen_the_half_hour(ingelogd, later):
    for minuten in (10, 20, 29):
        later(60 * minuten)
        vanzelf = ingelogd.get(reverse("beheer"), headers={VANZELF: "1"})
        assert vanzelf.status_code == 200
    later(STIL + 1)
    assert ingelogd.get(reverse("beheer"), headers={VANZELF: "1"}).status_code == 302
    assert SESSION_KEY not in ingelogd.session


@pytest.mark.parametrize("naam", ["beheer", "voordeur", "na_inloggen", "account_logout"])
def test_no_answer_to_somebody_who_is_logged_in_stays_in_the_browser(ingelogd, naam):
    assert "no-store" in ingelogd.get(reverse(naam))["Cache-Control"]


def test_a_public_page_may_be_kept_and_makes_no_session(client, maastricht):
    antwoord = client.get(reverse("voordeur"))
    assert "Cache-Control" not in antwoord
    assert "sessie" not in antwoord.cookies


@pytest.mark.parametrize(
    "pad", ["/", "/bestaat-niet/", "/healthz", static("signaalpunt/signaalpunt.css")]
)
def test_every_answer_limits_what_a_page_may_do(client, maastricht, pad):
    antwoord = client.get(pad)
    assert "camera=()" in antwoord["Permissions-Policy"]
    assert "default-src 'none'" in antwoord["Content-Security-Policy"]
    antwoord.close()


def test_the_chosen_language_travels_over_https_only_in_production(client, maastricht, settings):
    settings.LANGUAGE_COOKIE_SECURE = True
    keuze = {"wissel_taal": "en", "verzending": str(uuid.uuid4())}
    antwoord = client.post(reverse("melden_voor_mijzelf"), keuze)
    assert antwoord.cookies["taal"]["secure"]
