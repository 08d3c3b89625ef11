"""The acts on the page of a zaak: where they return, and that nothing typed is lost."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import afsluiten
from opvolging.models import Inzage, Zaak
from tests import bouwers

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


@pytest.fixture
def zaak(jo):
    return bouwers.zaak(behandelaar=jo, opgepakt_op=timezone.now())


def _tekst(client, zaak) -> str:
    antwoord = client.get(reverse("zaak", args=[zaak.pk]))
    assert antwoord.status_code == 200
    tekst: str = antwoord.content.decode()
    return tekst


def _doe(client, zaak, act, **velden):
    return client.post(reverse(act, args=[zaak.pk]), velden, follow=True)


CONTACT = {"sleutel": str(uuid4()), "wijze": "telefoon", "is_bereikt": "ja"}


def test_contact_returns_to_its_place_and_says_that_the_clock_stopped(client, zaak):
    antwoord = _doe(client, zaak, "zaak_contact", **CONTACT, notitie="Fijn gesprek")
    assert antwoord.redirect_chain == [(f"/zaken/{zaak.pk}/#contact", 302)]
    tekst = antwoord.content.decode()
    assert "Het contact is vastgelegd. De klok staat stil." in tekst
    assert "Fijn gesprek" in tekst


def test_an_attempt_says_that_the_clock_runs_on(client, zaak):
    antwoord = _doe(client, zaak, "zaak_contact", **CONTACT | {"is_bereikt": "nee"})
    assert "De poging is vastgelegd. De klok loopt door." in antwoord.content.decode()


def test_a_form_that_is_sent_twice_is_recorded_once(client, zaak):
    for _ in range(2):
        assert _doe(client, zaak, "zaak_contact", **CONTACT).status_code == 200
    assert zaak.contacten.count() == 1


def test_the_whole_way_to_the_end(client, zaak):
    _doe(client, zaak, "zaak_contact", **CONTACT)
    antwoord = _doe(client, zaak, "zaak_beoordelen", oordeel="terecht", hulpwens="nee")
    assert "De beoordeling is bewaard." in antwoord.content.decode()
    antwoord = _doe(client, zaak, "zaak_afsluiten", uitkomst="wil_geen_hulp")
    assert "De zaak is afgesloten. Dank u wel voor uw werk." in antwoord.content.decode()
    zaak.refresh_from_db()
    assert (zaak.status, zaak.uitkomst) == ("afgesloten", "wil_geen_hulp")


def test_handing_over_names_who_has_it_now(client, zaak):
    fatima = bouwers.gebruiker(naam="Fatima")
    antwoord = _doe(client, zaak, "zaak_overdragen", aan=fatima.pk)
    assert "Fatima heeft deze zaak nu." in antwoord.content.decode()
    zaak.refresh_from_db()
    assert zaak.behandelaar == fatima


def test_a_zaak_cannot_be_handed_to_somebody_outside_the_list(client, zaak):
    elders = bouwers.gebruiker(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    antwoord = _doe(client, zaak, "zaak_overdragen", aan=elders.pk)
    assert antwoord.status_code == 422
    assert "Kies een collega uit de lijst." in antwoord.content.decode()


@pytest.mark.parametrize(
    ("act", "velden", "getypt"),
    [
        ("zaak_contact", {"notitie": "Lang verhaal"}, "Lang verhaal"),
        (
            "zaak_contact",
            CONTACT | {"wijze": "flyer", "notitie": "Lang verhaal"},
            "Een flyer is een poging.",
        ),
        ("zaak_contact", CONTACT | {"op": "gisteren", "notitie": "Lang verhaal"}, "gisteren"),
        ("zaak_beoordelen", {"oordeel": "", "toelichting": "Lang verhaal"}, "Lang verhaal"),
        (
            "zaak_beoordelen",
            {"oordeel": "terecht", "hulpwens": "ja", "toelichting": "Lang verhaal"},
            "weten we pas na een gesprek",
        ),
        (
            "zaak_afsluiten",
            {"uitkomst": "advies", "toelichting": "Lang verhaal"},
            "kan pas na een gesprek",
        ),
        ("zaak_overdragen", {"toelichting": "Lang verhaal"}, "Lang verhaal"),
    ],
)
def test_a_refused_form_comes_back_with_every_word(client, zaak, act, velden, getypt):
    antwoord = _doe(client, zaak, act, **velden)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Er klopt nog iets niet" in tekst
    assert "Lang verhaal" in tekst
    assert getypt in tekst
    assert "<title>Fout: " in tekst
    assert not zaak.gebeurtenissen.exists()


@pytest.mark.parametrize(
    ("act", "velden"),
    [
        ("zaak_contact", CONTACT | {"notitie": "Lang verhaal"}),
        ("zaak_beoordelen", {"oordeel": "terecht", "toelichting": "Lang verhaal"}),
        ("zaak_afsluiten", {"uitkomst": "verhuisd", "toelichting": "Lang verhaal"}),
    ],
)
def test_what_was_typed_in_a_second_tab_is_kept_when_the_zaak_was_closed(client, zaak, act, velden):
    afsluiten.sluit_af(
        zaak, uitkomst=Zaak.Uitkomst.DUBBEL, door=zaak.behandelaar, nu=timezone.now()
    )
    antwoord = _doe(client, zaak, act, **velden)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Deze zaak is al afgesloten als &quot;dubbel&quot;." in tekst
    assert "Lang verhaal" in tekst
    assert zaak.gebeurtenissen.count() == 1


def test_a_likely_double_can_be_joined(client, zaak):
    eigen = zaak.zaakmeldingen.get().melding
    dubbel = bouwers.melding(buurt=bouwers.buurt())
    type(eigen).objects.filter(pk=eigen.pk).update(buurt=dubbel.buurt)
    assert "zelfde naam en buurt" in _tekst(client, zaak)
    antwoord = _doe(client, zaak, "zaak_melding_toevoegen", melding=dubbel.pk)
    tekst = antwoord.content.decode()
    assert "De melding hoort nu bij deze zaak." in tekst
    assert "zelfde naam en buurt" not in tekst
    assert zaak.zaakmeldingen.count() == 2


def test_a_double_in_another_zaak_is_shown_with_who_has_it(client, zaak):
    eigen = zaak.zaakmeldingen.get().melding
    dubbel = bouwers.melding(buurt=bouwers.buurt())
    type(eigen).objects.filter(pk=eigen.pk).update(buurt=dubbel.buurt)
    andere = bouwers.zaak(meldingen=[dubbel], behandelaar=bouwers.gebruiker(naam="Fatima"))
    tekst = _tekst(client, zaak)
    assert f'<a href="/zaken/{andere.pk}/">Zaak {andere.pk}</a>, opgepakt, bij Fatima' in tekst
    antwoord = _doe(client, zaak, "zaak_melding_toevoegen", melding=dubbel.pk)
    assert f"Fatima heeft deze melding al opgepakt in zaak {andere.pk}." in (
        antwoord.content.decode()
    )


@pytest.mark.parametrize("melding", ["", "x", "999999", "9" * 23, "9" * 5000])
def test_a_melding_that_does_not_exist_cannot_be_joined(client, zaak, melding):
    assert _doe(client, zaak, "zaak_melding_toevoegen", melding=melding).status_code == 404


def test_a_melding_of_another_gemeente_cannot_be_joined(client, zaak):
    elders = bouwers.melding(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    assert _doe(client, zaak, "zaak_melding_toevoegen", melding=elders.pk).status_code == 404


ACTS = [
    "contact", "contact_toestaan", "beoordelen", "afsluiten", "overdragen", "melding_toevoegen",
    "melding_losmaken",
]  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_the_address_of_an_act_by_get_shows_the_zaak(client, zaak, act):
    antwoord = client.get(reverse(f"zaak_{act}", args=[zaak.pk]))
    assert (antwoord.status_code, antwoord.url) == (302, f"/zaken/{zaak.pk}/")


@pytest.mark.parametrize("act", ["zaak", *(f"zaak_{act}" for act in ACTS)])
@pytest.mark.parametrize("nummer", [None, 99999999999999999999999])
def test_a_zaak_of_another_gemeente_does_not_exist(client, act, nummer):
    elders = bouwers.zaak(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    adres = reverse(act, args=[nummer or elders.pk])
    assert client.get(adres).status_code == 404
    assert client.post(adres).status_code in (404, 405)
    assert not Inzage.objects.exists()
