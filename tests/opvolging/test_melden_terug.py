"""Back and Send again: the same from the same browser is one melding, anything else is another."""

from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meldingen.models import Melding
from opvolging.views import verstuurd
from tests import bouwers
from tests.antwoorden import ADRES, GENOEG, antwoorden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]
DEUR = ADRES["mijzelf"]


def stuur(client, deur="mijzelf", **anders):
    """A form that was opened anew, so with a key of its own."""
    antwoord = client.post(ADRES[deur], antwoorden(deur, sleutel=str(uuid4()), **anders))
    assert urlsplit(antwoord.url).path == reverse("bedankt")
    return client.get(antwoord.url).context["dank"].volgcode


@pytest.mark.parametrize("deur", list(GENOEG))
def test_the_same_again_from_the_same_browser_is_one_melding_with_one_code(client, deur):
    eerste = stuur(client, deur, toelichting="Truus")
    assert stuur(client, deur, toelichting="Truus") == eerste
    assert Melding.objects.count() == 1


def test_the_same_from_another_browser_is_another_melding(client):
    assert stuur(client) != stuur(Client())
    assert Melding.objects.count() == 2


def test_two_tabs_with_other_answers_are_two_meldingen(client):
    een, twee = stuur(client, toelichting="een"), stuur(client, toelichting="twee")
    assert een != twee
    assert (stuur(client, toelichting="een"), stuur(client, toelichting="twee")) == (een, twee)
    assert Melding.objects.count() == 2


def test_through_another_door_it_is_another_melding(client):
    stuur(client, "iemand_anders")
    stuur(client, "professional")
    assert Melding.objects.count() == 2


def test_after_half_an_hour_it_is_a_new_melding(client, monkeypatch):
    monkeypatch.setattr(verstuurd, "DUUR", timedelta(seconds=-1))
    stuur(client)
    client.cookies[verstuurd.KOEK]["max-age"] = 1800  # a browser that keeps it too long
    stuur(client)
    assert Melding.objects.count() == 2


def test_a_browser_remembers_a_handful_and_nothing_readable(client):
    for getal in range(verstuurd.HOOGSTENS + 1):
        stuur(client, toelichting=f"Truus {getal}")
    koek = client.cookies[verstuurd.KOEK]
    assert len(koek.value) < 1500
    assert (koek["httponly"], koek["path"]) == (True, "/melden/")
    sleutels = {str(sleutel) for sleutel in Melding.objects.values_list("sleutel", flat=True)}
    assert not any(sleutel in koek.value for sleutel in sleutels)
    stuur(client, toelichting="Truus 0")  # the oldest is forgotten
    assert Melding.objects.count() == verstuurd.HOOGSTENS + 2


@pytest.mark.parametrize("koek", ["", "verzonnen", "1.abc", "é"])
def test_a_cookie_of_somebody_elses_making_is_ignored(client, koek):
    client.cookies[verstuurd.KOEK] = koek
    stuur(client)
    assert Melding.objects.count() == 1


def _trek_in(melding):
    bouwers.aanvulling(melding=melding, soort="intrekking")


def _sluit(melding):
    nu = timezone.now()
    bouwers.zaak(meldingen=[melding], status="afgesloten", uitkomst="advies", afgesloten_op=nu)


VOORBIJ = pytest.mark.parametrize("maak_voorbij", [_trek_in, _sluit])


@VOORBIJ
def test_what_was_withdrawn_or_closed_since_is_a_new_melding_when_sent_again(client, maak_voorbij):
    eerste = stuur(client, toelichting="Truus")
    maak_voorbij(Melding.objects.get())
    tweede = stuur(client, toelichting="Truus")
    assert tweede != eerste
    assert Melding.objects.count() == 2
    assert Melding.objects.latest("pk").termijnen.filter(gestopt_op=None).exists()
    assert stuur(client, toelichting="Truus") == tweede  # and that one is reused
    maak_voorbij(Melding.objects.latest("pk"))
    assert stuur(client, toelichting="Truus") not in {eerste, tweede}
    assert Melding.objects.count() == 3


@VOORBIJ
def test_the_very_same_form_is_then_a_new_melding_too_and_pressed_twice_one(client, maak_voorbij):
    """Back brings the page as it was, with the key that it had."""
    velden = antwoorden("mijzelf", sleutel=str(uuid4()))
    client.post(DEUR, velden)
    maak_voorbij(Melding.objects.get())
    for browser in (client, Client()):
        browser.post(DEUR, velden)
    assert Melding.objects.count() == 2


def test_what_somebody_still_works_on_is_the_same_melding(client):
    eerste = stuur(client)
    bouwers.zaak(meldingen=[Melding.objects.get()], status="contact_gelegd")
    assert stuur(client) == eerste
    assert Melding.objects.count() == 1
