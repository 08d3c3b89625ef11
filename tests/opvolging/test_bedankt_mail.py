"""The code by mail from the page of thanks: once, to an address that nobody keeps."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from meldingen.intake import wissel_volgcode
from meldingen.models import Melding
from meldingen.verzending import Verzending
from meldingen.volgcode import volgcode
from opvolging.views import bedankt
from signaalpunt.models import Bericht
from signaalpunt.remmen import Rem
from tests.antwoorden import ADRES, antwoorden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]


@pytest.fixture(autouse=True)
def rustig_ingevuld(monkeypatch):
    """Nobody is a robot here."""
    monkeypatch.setattr(Verzending, "is_verdacht", False)


def verstuur(client, **anders):
    """Send a melding; returns its page of thanks."""
    return client.post(ADRES["mijzelf"], antwoorden("mijzelf", **anders), follow=True)


def mail(client, adres, pagina=None, **extra):
    """Press `Stuur de code` on that page, or on the one with the bare address."""
    mee = {"bericht": pagina.context["dank"].merk} if pagina else {}
    velden = {"email": adres} | mee | extra
    return client.post(reverse("bedankt_mail"), velden, follow=True)


def test_the_code_comes_by_mail_to_an_address_that_is_not_kept(client):
    pagina = verstuur(client)
    assert "Daarna wissen wij het adres." in pagina.text
    for _ in range(2):
        antwoord = mail(client, "anna@voorbeeld.test")
        assert "De code komt zo in uw e-mail." in antwoord.text
    bericht, melding = Bericht.objects.get(), Melding.objects.get()
    assert bericht.aan == "anna@voorbeeld.test"
    assert volgcode(melding.sleutel) in bericht.gegevens
    assert melding.betrokkene_email == ""


@pytest.mark.parametrize("adres", ["", "geen adres", "a@b", "x" * 300 + "@voorbeeld.test"])
def test_an_address_that_is_none_is_asked_again(client, adres):
    verstuur(client)
    antwoord = mail(client, adres)
    assert antwoord.status_code == 422
    assert volgcode(Melding.objects.get().sleutel)[:5] in antwoord.text
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("naam", ["REM_MAIL", "REM_MAIL_MELDING"])
def test_nobody_mails_the_world_from_this_page(client, monkeypatch, naam):
    verstuur(client)
    monkeypatch.setattr(bedankt, naam, Rem(naam, 1, timedelta(minutes=10)))
    mail(client, "een@voorbeeld.test")
    assert "te veel tegelijk" in mail(client, "twee@voorbeeld.test").text
    assert Bericht.objects.count() == 1


def test_without_the_code_nothing_is_mailed_and_the_page_says_so(client):
    antwoord = mail(client, "anna@voorbeeld.test")
    assert "De code is niet gestuurd." in antwoord.text
    assert "Hier staat geen code meer" in antwoord.text
    assert not Bericht.objects.exists()


def test_what_looks_like_spam_mails_nobody_and_promises_no_mail(client, monkeypatch):
    monkeypatch.setattr(Verzending, "is_verdacht", True)
    pagina = verstuur(client, email="x@voorbeeld.test", terugkoppeling="email").text
    assert "ook per e-mail" not in pagina
    assert "Stuur de code" not in pagina
    mail(client, "slachtoffer@voorbeeld.test")
    assert not Bericht.objects.exists()


def test_each_tab_mails_its_own_code(client):
    een, ander = verstuur(client, toelichting="een"), verstuur(client, toelichting="twee")
    mail(client, "een@voorbeeld.test", een)
    eerste = Melding.objects.earliest("pk")
    assert volgcode(eerste.sleutel) in Bericht.objects.get().gegevens
    antwoord = mail(client, "geen adres", ander)
    assert antwoord.status_code == 422
    assert volgcode(eerste.sleutel)[:5] not in antwoord.text


def test_a_code_that_was_replaced_is_not_mailed_and_the_page_says_why(client):
    pagina = verstuur(client)
    wissel_volgcode(Melding.objects.get(), van_versie=0)
    antwoord = mail(client, "anna@voorbeeld.test", pagina)
    assert "De code is niet gestuurd." in antwoord.text
    assert "Voor dit bericht is daarna een nieuwe code gegeven." in antwoord.text
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("naam", ["bedankt", "bedankt_mail"])
def test_without_a_valid_token_the_page_comes_back_with_code_and_address(naam):
    streng = Client(enforce_csrf_checks=True)
    pagina = streng.get(ADRES["mijzelf"])
    mee = {"csrfmiddlewaretoken": pagina.context["csrf_token"]}
    pagina = streng.post(ADRES["mijzelf"], antwoorden("mijzelf", **mee), follow=True)
    velden = {"email": "anna@voorbeeld.test", "bericht": pagina.context["dank"].merk}
    antwoord = streng.post(reverse(naam), velden)
    assert antwoord.status_code == 403
    assert "Deze pagina was te lang open" in antwoord.text
    assert volgcode(Melding.objects.get().sleutel)[:5] in antwoord.text
    assert 'value="anna@voorbeeld.test"' in antwoord.text
    assert not Bericht.objects.exists()
    assert volgcode(Melding.objects.get().sleutel)[:5] in streng.get(reverse("bedankt")).text


def test_another_language_keeps_the_address_that_was_typed(client):
    pagina = verstuur(client)
    antwoord = mail(client, "anna@voor", pagina, wissel_taal="en")
    assert '<html lang="en">' in antwoord.text
    assert 'value="anna@voor"' in antwoord.text
    assert antwoord.cookies["taal"].value == "en"
    assert antwoord.status_code == 200
    assert not Bericht.objects.exists()


def test_another_language_without_an_address_shows_the_same_page(client):
    antwoord = mail(client, "", verstuur(client), wissel_taal="en")
    assert antwoord.status_code == 200
    assert "Your code" in antwoord.text


def test_by_its_address_alone_nothing_is_mailed(client):
    verstuur(client)
    assert client.get(reverse("bedankt_mail")).url == reverse("bedankt")
