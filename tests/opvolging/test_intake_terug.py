"""An intake that is sent after the session ended: not a word is lost, and nobody else reads it."""

import time
from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from meldingen.models import Melding
from opvolging import concepten
from opvolging.models import Concept
from opvolging.views import intake_terug, uitgelogd
from signaalpunt import zitting
from signaalpunt.remmen import Rem
from signaalpunt.rollen import Rol
from tests import bouwers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]
ADRES = "/intake/"
GETYPT = {
    "deur": "mijzelf",
    "sleutel": str(UUID(int=78)),
    "kanaal": "telefoon",
    "vervolg": "team",
    "naam": "Yvonne",
    "toelichting": "Een lang verhaal.\nOver twee regels.",
    "behoeften": ["praatje", "samen_eten"],
}


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


def verloop(monkeypatch):
    """Nobody did anything for longer than a session lasts."""
    later = time.time() + zitting.STIL + 1
    monkeypatch.setattr("signaalpunt.zitting.time.time", lambda: later)


def staat_er_nog(client):
    """After logging in again the intake opens with every word."""
    pagina = client.get(ADRES, follow=True)
    assert "Er is niets verstuurd. Uw tekst staat er nog." in pagina.text
    assert 'value="Yvonne"' in pagina.text
    assert "Een lang verhaal.\nOver twee regels." in pagina.text
    assert pagina.context["form"]["behoeften"].value() == ["praatje", "samen_eten"]
    return pagina


@pytest.mark.parametrize("knop", [{}, {"bewaar": "ja"}, {"naar_deur": "mijzelf"}])
def test_after_half_an_hour_and_a_new_login_every_word_is_there_as_a_draft(
    client, jo, monkeypatch, knop
):
    verloop(monkeypatch)
    antwoord = client.post(ADRES, GETYPT | knop, follow=True)
    assert antwoord.redirect_chain[-1][0].startswith("/inloggen/")
    assert "Wat u typte, staat er dan nog." in antwoord.text
    assert not Melding.objects.exists()
    client.force_login(jo)
    pagina = staat_er_nog(client)
    concept = Concept.objects.get()
    assert pagina.redirect_chain == [(f"/intake/?concept={concept.pk}", 302)]
    assert (concept.door, str(concept.sleutel)) == (jo, GETYPT["sleutel"])
    assert concepten.lees(concept)["naam"] == ["Yvonne"]
    assert "Uw tekst staat er nog" not in client.get(ADRES).text  # told once


def test_through_the_real_form_of_the_login_too(client, jo, monkeypatch):
    verloop(monkeypatch)
    naar = client.post(ADRES, GETYPT).url
    velden = {"login": jo.email, "password": bouwers.WACHTWOORD, "next": ADRES}
    assert client.post(naar, velden).url == ADRES
    staat_er_nog(client)


def test_who_logged_out_in_another_tab_loses_nothing(client, jo):
    client.logout()
    client.post(ADRES, GETYPT)
    client.force_login(jo)
    staat_er_nog(client)


def test_what_waits_is_readable_nowhere(client, monkeypatch):
    verloop(monkeypatch)
    antwoord = client.post(ADRES, GETYPT)
    assert client.session[intake_terug.PLEK][2]["naam"] == ["Yvonne"]
    bewaard = " ".join(Session.objects.values_list("session_data", flat=True))
    koeken = " ".join(koek.value for koek in client.cookies.values())
    for geheim in ("Yvonne", "lang verhaal"):
        assert geheim not in bewaard + koeken + antwoord.url
    assert not Concept.objects.exists()


def test_a_colleague_who_logs_in_next_does_not_get_it(client, monkeypatch):
    verloop(monkeypatch)
    client.post(ADRES, GETYPT)
    client.force_login(bouwers.gebruiker(naam="Iemand Anders"))
    pagina = client.get(ADRES, follow=True)
    assert "Yvonne" not in pagina.text
    assert intake_terug.PLEK not in client.session
    assert not Concept.objects.exists()


@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.MEDEWERKER, Rol.COORDINATOR}))
def test_who_is_not_of_the_team_gets_nothing(client, rol):
    client.logout()
    client.post(ADRES, GETYPT)
    client.force_login(bouwers.gebruiker(rol))
    assert client.get(ADRES).status_code == 403
    assert not Concept.objects.exists()


def test_after_half_an_hour_more_it_is_gone(client, jo, monkeypatch):
    client.logout()
    client.post(ADRES, GETYPT)
    client.force_login(jo)
    monkeypatch.setattr(uitgelogd, "DUUR", timedelta(0))
    assert "Yvonne" not in client.get(ADRES, follow=True).text


@pytest.mark.parametrize("te_veel", ["groot", "vaak"])
def test_nobody_fills_the_table_of_sessions_from_outside(client, monkeypatch, te_veel):
    client.logout()
    if te_veel == "groot":
        monkeypatch.setattr(uitgelogd, "HOOGSTENS", 10)
    else:
        monkeypatch.setattr(uitgelogd, "REM", Rem("proef", 0, timedelta(minutes=10)))
    antwoord = client.post(ADRES, GETYPT)
    assert antwoord.url.startswith("/inloggen/")
    assert intake_terug.PLEK not in client.session


def test_a_text_that_is_too_long_for_a_draft_comes_back_all_the_same(client, jo):
    client.logout()
    lang = "x" * concepten.HOOGSTENS
    client.post(ADRES, GETYPT | {"toelichting": lang})
    client.force_login(jo)
    pagina = client.get(ADRES)
    assert pagina.status_code == 422
    assert lang in pagina.text


def test_other_pages_keep_nothing(client, jo):
    client.logout()
    client.post(reverse("melding_zoeken"), {"tekst": "Yvonne"})
    assert intake_terug.PLEK not in client.session
