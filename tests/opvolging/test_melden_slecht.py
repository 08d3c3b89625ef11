"""What arrives when something is wrong: a clear page, nothing half stored, never a 500."""

import pytest
from django.test import Client

from meldingen.models import Melding
from tests.antwoorden import ADRES, GENOEG, antwoorden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]
DEUR = ADRES["mijzelf"]
RARE_TEKSTEN = [
    "",
    " ",
    "\x00",
    "Tr\x00uus\x1b[31m",
    "\u202eomgekeerd\u2066",
    "😀👩‍👩‍👧‍👦 ë 你好 مرحبا",
    "'; DROP TABLE meldingen_melding; --",
    "{{ 7|add:7 }}{% load x %}",
    "=cmd|' /C calc'!A0",
    "x" * 300,
    "x" * 50_000,
]


@pytest.mark.parametrize("tekst", RARE_TEKSTEN, ids=range(len(RARE_TEKSTEN)))
@pytest.mark.parametrize("deur", list(GENOEG))
def test_any_text_in_any_field_gives_a_page(client, deur, tekst):
    leeg = client.get(ADRES[deur]).context["form"]
    getypt = dict.fromkeys(leeg.fields, tekst)
    for extra in ({}, {"veilig": "nee"}, {"veilig": "nee", "toch_verder": "ja"}, {"terug": tekst}):
        antwoord = client.post(ADRES[deur], getypt | {"sleutel": tekst, "geopend": tekst} | extra)
        assert antwoord.status_code in {200, 422}
    assert not Melding.objects.exists()


@pytest.mark.parametrize("tekst", RARE_TEKSTEN[2:-2], ids=range(len(RARE_TEKSTEN) - 4))
def test_odd_text_in_a_good_form_is_stored_without_what_nobody_can_see(client, tekst):
    antwoord = client.post(DEUR, antwoorden("mijzelf", toelichting=tekst, naam=tekst))
    assert antwoord.status_code == 302
    bewaard = Melding.objects.get().toelichting
    assert not {"\x00", "\u202e", "\x1b"} & set(bewaard)


def test_an_expired_page_comes_back_with_everything_that_was_typed():
    streng = Client(enforce_csrf_checks=True)
    getypt = antwoorden("mijzelf", toelichting="Niet kwijtraken", sleutel="x")
    antwoord = streng.post(DEUR, getypt)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 403
    assert "Deze pagina was te lang open" in tekst
    assert "Niet kwijtraken" in tekst
    assert not Melding.objects.exists()
    token = antwoord.context["csrf_token"]
    opnieuw = streng.post(DEUR, getypt | {"csrfmiddlewaretoken": str(token)})
    assert opnieuw.status_code == 302
    assert Melding.objects.get().toelichting == "Niet kwijtraken"


def test_an_expired_page_without_a_form_to_give_back_is_explained():
    antwoord = Client(enforce_csrf_checks=True).post("/volgen/", {"code": "x"})
    assert antwoord.status_code == 403
    assert "Deze pagina was te lang open" in antwoord.content.decode()


def test_a_page_that_does_not_exist_is_explained(client):
    antwoord = client.get("/bestaat-niet/")
    assert antwoord.status_code == 404
    assert "Deze pagina bestaat niet" in antwoord.content.decode()


def test_a_mistake_of_ours_is_explained_without_the_database(client, monkeypatch):
    def stuk(*_args, **_kwargs):
        raise RuntimeError("proef")

    monkeypatch.setattr("opvolging.views.melden.neem_opnieuw_aan", stuk)
    client.raise_request_exception = False
    antwoord = client.post(DEUR, antwoorden("mijzelf"))
    assert antwoord.status_code == 500
    assert "Er ging bij ons iets mis" in antwoord.content.decode()
    assert not Melding.objects.exists()
