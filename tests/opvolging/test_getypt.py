"""An act sent after its session ended, or from a page open for too long, loses not a word."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from opvolging.models import Notitie, Zaakconcept
from opvolging.views import getypt
from signaalpunt import zitting
from tests import bouwers
from tests.opvolging.formulieren import (
    FORMULIEREN,
    WOORDEN,
    aantallen,
    ingevuld,
    zaak_in_gesprek,
)

pytestmark = pytest.mark.django_db
# Without words of their own: an answer that is shown again.
GEKOZEN = {"zaak_doorverwijzen": "naar", "zaak_beoordelen": "toelichting", "zaak_schaal": "cijfer"}
TE_ZIEN = WOORDEN | GEKOZEN | {"zaak_afsluiten": "toelichting", "zaak_gevaar": "wat"}


@pytest.fixture
def zaak():
    return zaak_in_gesprek()


@pytest.fixture
def client(zaak):
    client = Client()
    client.force_login(zaak.behandelaar)
    return client


def _verloop(monkeypatch):
    later = time.time() + zitting.STIL + 1
    monkeypatch.setattr("signaalpunt.zitting.time.time", lambda: later)


def _staat_er_nog(antwoord, naam, reden):
    assert reden in antwoord.text
    assert FORMULIEREN[naam][TE_ZIEN[naam]] in antwoord.text


@pytest.mark.parametrize("naam", TE_ZIEN)
def test_after_a_new_login_every_word_is_in_its_form_and_nothing_is_done(
    client,
    zaak,
    monkeypatch,
    naam,
):
    velden, adres = ingevuld(naam, zaak), reverse(naam, args=[zaak.pk])
    leeg = aantallen()
    _verloop(monkeypatch)
    antwoord = client.post(adres, velden)
    assert antwoord.url.startswith("/inloggen/")
    assert "Dan gaat u verder waar u was." in client.get(antwoord.url).text
    client.force_login(zaak.behandelaar)
    terug = client.get(adres)
    _staat_er_nog(terug, naam, "Er is nog niets vastgelegd.")
    assert aantallen() == leeg
    assert client.post(adres, velden).status_code == 302
    assert aantallen() != leeg


@pytest.mark.parametrize("naam", TE_ZIEN)
def test_of_a_page_that_was_open_too_long_too(zaak, naam):
    client = Client(enforce_csrf_checks=True)
    client.force_login(zaak.behandelaar)
    velden, adres = ingevuld(naam, zaak), reverse(naam, args=[zaak.pk])
    leeg = aantallen()
    antwoord = client.post(adres, velden)
    _staat_er_nog(antwoord, naam, "Deze pagina was te lang open.")
    assert aantallen() == leeg
    assert not Zaakconcept.objects.exists()  # nobody knows whether a page of ours sent it


@pytest.mark.parametrize("naam", ["zaak_nooit_meer", "zaak_voorstellen", "aanbod_toevoegen"])
def test_what_holds_no_words_of_a_zaak_says_only_that_nothing_was_done(zaak, naam):
    client = Client(enforce_csrf_checks=True)
    client.force_login(zaak.behandelaar)
    adres = reverse(naam, args=[zaak.pk] if naam.startswith("zaak") else [])
    antwoord = client.post(adres, {"naam": "Koffie"})
    assert antwoord.status_code == 403
    assert "niets opgeslagen" in antwoord.text


def test_a_colleague_who_logs_in_next_does_not_get_it(client, zaak, monkeypatch):
    velden = {"tekst": "Alleen voor mij", "voor": "mij"}
    _verloop(monkeypatch)
    adres = reverse("zaak_notitie", args=[zaak.pk])
    client.post(adres, velden)
    bewaard = " ".join(Session.objects.values_list("session_data", flat=True))
    assert "Alleen voor mij" not in bewaard
    client.force_login(bouwers.gebruiker(gemeente=zaak.gemeente))
    assert "Alleen voor mij" not in client.get(adres, follow=True).text
    assert getypt.PLEK not in client.session
    assert not Notitie.objects.exists()


def test_what_a_page_asks_by_itself_takes_not_the_place_of_what_was_typed(
    client,
    zaak,
    monkeypatch,
):
    _verloop(monkeypatch)
    adres = reverse("zaak_notitie", args=[zaak.pk])
    client.post(adres, {"tekst": "Eerst dit", "voor": "team"})
    client.post(reverse("zaak_concept", args=[zaak.pk]), {"act": "notitie", "tekst": "Eer"})
    client.force_login(zaak.behandelaar)
    client.get(reverse("zaak_concept", args=[zaak.pk]))
    assert "Eerst dit" in client.get(adres).text
    assert Zaakconcept.objects.get().act == "notitie"


def test_of_a_zaak_of_somebody_else_the_question_why_comes_first_and_takes_it_along(
    zaak,
    monkeypatch,
):
    els = bouwers.gebruiker(gemeente=zaak.gemeente)
    zaak.gemeente.vraagt_reden = True
    zaak.gemeente.save()
    client = Client()
    client.force_login(els)
    _verloop(monkeypatch)
    adres = reverse("zaak_notitie", args=[zaak.pk])
    client.post(adres, {"tekst": "Zag haar op de markt", "voor": "team"})
    client.force_login(els)
    vraag = client.get(adres)
    assert vraag.context["mee"] == [("tekst", "Zag haar op de markt"), ("voor", "team")]
    assert not Notitie.objects.exists()
