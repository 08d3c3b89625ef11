"""What a next page says is readable there, and nowhere on the way."""

import pytest
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.urls import reverse

from signaalpunt.mededelingen import KOEK, VersleuteldeKoek
from signaalpunt.rollen import Rol
from signaalpunt.zittingopslag import SessionStore
from tests import bouwers

pytestmark = pytest.mark.django_db


def _antwoord(rf, *teksten: str) -> HttpResponse:
    opslag = VersleuteldeKoek(rf.get("/"))
    for tekst in teksten:
        opslag.add(messages.SUCCESS, tekst)
    opslag.update(antwoord := HttpResponse())
    return antwoord


def _lees(rf, koek: str) -> VersleuteldeKoek:
    vraag = rf.get("/")
    vraag.COOKIES[KOEK] = koek
    return VersleuteldeKoek(vraag)


def test_a_message_is_shown_on_the_next_page_and_readable_nowhere_else(client, settings):
    client.force_login(bouwers.gebruiker(Rol.BEHEERDER))
    nummer = bouwers.crisisnummer()
    velden = {"nummer": "113", "naam": "113", "wanneer": "Nu", "wanneer_en": "Now"}
    antwoord = client.post(reverse("crisisnummer_wijzigen", args=[nummer.pk]), velden)
    koek = antwoord.cookies[KOEK]
    assert "Bewaard" not in antwoord.cookies.output()
    [sessie] = Session.objects.all()
    assert "_messages" not in SessionStore(sessie.pk).load()
    assert (koek["path"], koek["httponly"], koek["samesite"]) == ("/", True, "Lax")
    assert "Bewaard." in client.get(reverse("beheer")).text
    assert "Bewaard." not in client.get(reverse("beheer")).text


def test_the_cookie_does_not_tell_a_name_and_opens_again(rf, settings):
    settings.SESSION_COOKIE_SECURE = True
    antwoord = _antwoord(rf, "Mevrouw Kanarie, café", "Tweede")
    koek = antwoord.cookies[KOEK]
    assert "Kanarie" not in antwoord.cookies.output()
    assert '"' not in koek.coded_value
    assert koek["secure"]
    assert [str(m) for m in _lees(rf, koek.value)] == ["Mevrouw Kanarie, café", "Tweede"]


@pytest.mark.parametrize("koek", ["onzin", "1.AAAA", "9.AAAA", ""])
def test_a_cookie_that_does_not_open_says_nothing_and_breaks_nothing(rf, koek):
    assert list(_lees(rf, koek)) == []


def test_without_messages_no_cookie_is_set(rf):
    assert KOEK not in _antwoord(rf).cookies


def test_of_too_many_messages_the_last_are_kept(rf):
    antwoord = _antwoord(rf, *(f"{nummer}: {'x' * 500}" for nummer in range(9)))
    gelezen = [str(m)[0] for m in _lees(rf, antwoord.cookies[KOEK].value)]
    assert gelezen
    assert gelezen[-1] == "8"
    assert "0" not in gelezen
