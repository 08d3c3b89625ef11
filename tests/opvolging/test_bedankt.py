"""The page of thanks: the code once, from an encrypted cookie, and nowhere else."""

from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from meldingen.models import Melding
from meldingen.volgcode import volgcode
from opvolging.views import bedankt
from tests import bouwers
from tests.antwoorden import ADRES, antwoorden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]


def verstuur(client, **anders):
    antwoord = client.post(ADRES["mijzelf"], antwoorden("mijzelf", **anders))
    return antwoord, volgcode(Melding.objects.get().sleutel)


def test_the_code_is_shown_after_sending(client):
    antwoord, code = verstuur(client)
    pagina = client.get(antwoord.url)
    assert "".join(pagina.context["dank"].groepen) == code
    assert "no-store" in pagina["Cache-Control"]


def test_the_code_travels_readable_nowhere(client):
    antwoord, code = verstuur(client)
    koek = antwoord.cookies["bedankt"]
    assert code not in antwoord.url
    assert code not in koek.value
    assert koek["httponly"]
    assert koek["path"] == reverse("bedankt")
    assert koek["max-age"] == 15 * 60
    assert not Session.objects.exists()


def test_the_cookie_has_only_characters_that_need_no_quotes(client):
    antwoord, _ = verstuur(client)
    uitgelezen = SimpleCookie(antwoord.cookies["bedankt"].OutputString())
    assert '"' not in uitgelezen["bedankt"].OutputString()


def test_whoever_saved_the_code_leaves_none_behind(client):
    _, code = verstuur(client)
    antwoord = client.post(reverse("bedankt"), follow=True)
    assert code[:5] not in antwoord.content.decode()
    assert "Hier staat geen code meer" in antwoord.content.decode()


def test_after_a_quarter_of_an_hour_the_code_is_gone(client, monkeypatch):
    verstuur(client)
    monkeypatch.setattr(bedankt, "DUUR", timedelta(0))
    assert client.get(reverse("bedankt")).context["dank"] is None


@pytest.mark.parametrize("koek", ["", "verzonnen", "1.AAAA", "9.AAAA", "1.é", "." * 4000])
def test_a_cookie_that_is_not_ours_shows_no_code(client, koek):
    client.cookies["bedankt"] = koek
    antwoord = client.get(reverse("bedankt"))
    assert antwoord.status_code == 200
    assert antwoord.context["dank"] is None


def test_somebody_under_18_gets_the_kindertelefoon(client):
    bouwers.crisisnummer(naam="De Kindertelefoon", nummer="0800-0432", is_voor_jeugd=True)
    verstuur(client, leeftijdsgroep="tot_18")
    assert Melding.objects.get().is_jeugd
    assert "Nu al met iemand praten?" in client.get(reverse("bedankt")).content.decode()


def test_who_asked_for_mail_is_told_that_it_comes(client):
    verstuur(client, email="anna@voorbeeld.test", terugkoppeling="email")
    assert "ook per e-mail" in client.get(reverse("bedankt")).content.decode()
