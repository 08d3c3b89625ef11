"""Drafts on the page of a zaak: of one person, until it is sent, and at most a week."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from opvolging import zaakconcepten
from opvolging.models import Zaakconcept
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo")


@pytest.fixture
def zaak(jo):
    return bouwers.zaak(behandelaar=jo)


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


TYPT = {"act": "contact", "notitie": "Lang verhaal", "csrfmiddlewaretoken": "x", "sleutel": "y"}


def _adres(zaak):
    return reverse("zaak_concept", args=[zaak.pk])


def test_what_was_typed_comes_back_and_only_to_who_typed_it(client, zaak):
    assert client.post(_adres(zaak), TYPT).json() == {"bewaard": True}
    verwacht = {"concepten": {"contact": {"notitie": ["Lang verhaal"]}}}
    assert client.get(_adres(zaak)).json() == verwacht
    ander = Client()
    ander.force_login(bouwers.gebruiker())
    assert ander.get(_adres(zaak)).json() == {"concepten": {}}


def test_it_is_one_draft_for_each_form_and_encrypted(client, zaak):
    client.post(_adres(zaak), TYPT)
    client.post(_adres(zaak), TYPT | {"notitie": "Langer verhaal"})
    client.post(_adres(zaak), TYPT | {"act": "notitie", "tekst": "Nog iets"})
    assert Zaakconcept.objects.count() == 2
    for gegevens in Zaakconcept.objects.values_list("gegevens", flat=True):
        assert "verhaal" not in gegevens


def test_what_is_sent_is_no_draft_any_more_but_what_is_refused_is(client, zaak):
    client.post(_adres(zaak), TYPT | {"act": "notitie", "tekst": "Nog iets"})
    adres = reverse("zaak_contact", args=[zaak.pk])
    client.post(adres)
    assert Zaakconcept.objects.count() == 1
    client.post(adres, {"notitie": "Lang verhaal"})  # sent before the page could keep it
    concepten = client.get(_adres(zaak)).json()["concepten"]
    assert concepten.keys() == {"contact", "notitie"}
    assert concepten["contact"] == {"notitie": ["Lang verhaal"]}
    sleutel = "6f1d2e9e-6b0a-4c57-9f05-0c2f8f1e6a11"
    goed = {"sleutel": sleutel, "wijze": "telefoon", "is_bereikt": "nee", "notitie": "Lang verhaal"}
    client.post(adres, goed)
    assert [concept.act for concept in Zaakconcept.objects.all()] == ["notitie"]


@pytest.mark.parametrize(
    "velden",
    [{"notitie": ""}, {"act": "Geen formulier!"}, {"act": ""}, {"notitie": "x" * 20_001}],
)
def test_nothing_typed_no_form_and_too_much_is_not_kept(client, zaak, velden):
    assert client.post(_adres(zaak), TYPT | velden).json() == {"bewaard": False}
    assert not Zaakconcept.objects.exists()


def test_who_empties_the_form_keeps_no_draft(client, zaak):
    client.post(_adres(zaak), TYPT)
    client.post(_adres(zaak), TYPT | {"notitie": ""})
    assert not Zaakconcept.objects.exists()


def test_after_a_week_it_is_gone(zaak, jo):
    zaakconcepten.bewaar(zaak, "contact", {"notitie": ["Lang"]}, door=jo, nu=NU)
    assert zaakconcepten.ruim_op(nu=NU + timedelta(days=7)) == 0
    assert zaakconcepten.ruim_op(nu=NU + timedelta(days=7, seconds=1)) == 1
