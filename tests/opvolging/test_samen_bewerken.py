"""Two colleagues with the same zaak open: who is second hears it, and nothing is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from opvolging.models import Deelnemer, Zaak
from tests import bouwers

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def els():
    return bouwers.gebruiker(naam="Els Smeets")


def binnen(wie) -> Client:
    client = Client()
    client.force_login(wie)
    return client


def _gezien(antwoord, form) -> str:
    gezien: str = antwoord.context["formulieren"][form]["gezien"].value()
    return gezien


def test_a_judgement_does_not_go_over_that_of_a_colleague_unread(jo, els):
    zaak = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    pagina, adres = reverse("zaak", args=[zaak.pk]), reverse("zaak_beoordelen", args=[zaak.pk])
    van_jo, van_els = binnen(jo), binnen(els)
    gezien = _gezien(van_jo.get(pagina), "beoordelen")
    assert gezien == _gezien(van_els.get(pagina), "beoordelen")
    van_els.post(adres, {"oordeel": "terecht", "hulpwens": "nee", "gezien": gezien})
    mijn = {"oordeel": "niet_terecht", "hulpwens": "", "toelichting": "Lang verhaal"}
    antwoord = van_jo.post(adres, mijn | {"gezien": gezien})
    assert antwoord.status_code == 422
    assert "Els Smeets heeft dit zojuist beoordeeld." in antwoord.text
    assert "Lang verhaal" in antwoord.text
    zaak.refresh_from_db()
    assert (zaak.oordeel, zaak.hulpwens) == ("terecht", "nee")
    # read, and still of that opinion
    van_jo.post(adres, mijn | {"gezien": _gezien(antwoord, "beoordelen")})
    zaak.refresh_from_db()
    assert (zaak.oordeel, zaak.hulpwens) == ("niet_terecht", "")
    assert zaak.gebeurtenissen.filter(soort="beoordeeld").count() == 2


def test_who_says_the_same_as_the_colleague_is_not_in_the_way(jo):
    zaak = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    adres = reverse("zaak_beoordelen", args=[zaak.pk])
    for _ in range(2):
        velden = {"oordeel": "terecht", "hulpwens": "nee", "gezien": "/"}
        assert binnen(jo).post(adres, velden).status_code == 302
    assert zaak.gebeurtenissen.count() == 1


WENSEN = {
    "voornaam": "Bertha", "telefoon": "06 00 00 00 01", "vormen": ["thuis"],
    "dagdelen": ["di_middag"], "talen": ["nl"], "interesses": ["wandelen"],
}  # fmt: skip


def test_wishes_do_not_go_over_those_of_a_colleague_unread(jo, els):
    deelnemer = bouwers.deelnemer()
    adres = reverse("zaak_deelnemer", args=[deelnemer.zaak_id])
    van_jo, van_els = binnen(jo), binnen(els)
    gezien = van_jo.get(adres).context["form"]["gezien"].value()
    assert van_els.get(adres).context["form"]["gezien"].value() == gezien
    van_els.post(adres, WENSEN | {"talen": ["de"], "gezien": gezien})
    antwoord = van_jo.post(adres, WENSEN | {"doel": "Lang verhaal", "gezien": gezien})
    assert antwoord.status_code == 422
    assert "Els Smeets paste deze wensen zojuist aan." in antwoord.text
    assert "Lang verhaal" in antwoord.text
    bewaard = Deelnemer.objects.get()
    assert (bewaard.talen, bewaard.doel) == (["de"], "")
    opnieuw = {"doel": "Lang verhaal", "gezien": antwoord.context["form"]["gezien"].value()}
    assert van_jo.post(adres, WENSEN | opnieuw).status_code == 302
    assert Deelnemer.objects.get().doel == "Lang verhaal"
