"""A form that is sent twice makes one row; gone back to and changed, it loses no word."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.opvolging.formulieren import (
    FORMULIEREN,
    WOORDEN,
    aantallen,
    ingevuld,
    zaak_in_gesprek,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def zaak():
    return zaak_in_gesprek()


@pytest.fixture
def client(zaak):
    client = Client()
    client.force_login(zaak.behandelaar)
    return client


@pytest.mark.parametrize("naam", FORMULIEREN)
def test_a_form_that_is_sent_twice_makes_one_row_and_goes_well_twice(client, zaak, naam):
    velden, adres = ingevuld(naam, zaak), reverse(naam, args=[zaak.pk])
    leeg = aantallen()
    eerste = client.post(adres, velden)
    assert eerste.status_code == 302, eerste.content.decode()
    eenmaal = aantallen()
    assert eenmaal != leeg
    tweede = client.post(adres, velden)
    assert (tweede.status_code, tweede.headers["Location"]) == (302, eerste.headers["Location"])
    assert aantallen() == eenmaal


@pytest.mark.parametrize("naam", WOORDEN)
def test_who_goes_back_and_writes_something_else_is_asked_and_loses_nothing(client, zaak, naam):
    velden, adres = ingevuld(naam, zaak), reverse(naam, args=[zaak.pk])
    client.post(adres, velden)
    anders = velden | {WOORDEN[naam]: "Iets heel anders"}
    antwoord = client.post(adres, anders)
    assert antwoord.status_code == 422
    tekst = antwoord.content.decode()
    assert "Dit formulier is al verstuurd, met iets anders erin." in tekst
    assert "Iets heel anders" in tekst
    formulieren = antwoord.context.get("fout") or {"": antwoord.context["form"]}
    (form,) = formulieren.values()
    nieuw = {veld: form[veld].value() for veld in ("sleutel", "gezien") if veld in form.fields}
    assert nieuw["sleutel"] != velden["sleutel"]
    aantal = aantallen()
    assert client.post(adres, anders | nieuw).status_code == 302
    assert sum(aantallen()) > sum(aantal)
