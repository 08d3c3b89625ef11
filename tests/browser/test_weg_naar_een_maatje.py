"""From a zaak to a maatje and back, in a real browser, by two people."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from opvolging.models import Zaak
from tests import bouwers
from tests.browser.conftest import BUREAU, TELEFOON, keur, klap_open, kom_binnen

RUIM = date(2999, 1, 1)


@pytest.fixture
def vera(stad):
    """Fits, and logs in; the others do not fit."""
    amby = stad.buurten.get(naam="Amby")
    bouwers.maatje(gemeente=stad, naam="Ver Weg", buurt=amby, vog_geldig_tot=RUIM, max_km=1)
    bouwers.maatje(gemeente=stad, naam="Nog Zonder", vog_geldig_tot=None)
    bouwers.maatje(gemeente=stad, naam="Met Pauze", vog_geldig_tot=RUIM, inzet="pauze")
    return bouwers.maatje(
        gemeente=stad,
        buurt=stad.buurten.get(naam="Malberg"),
        vog_geldig_tot=timezone.localdate() + timedelta(days=20),
        interesses=["schaken", "wandelen"],
        heeft_vervoer=False,
    )


@pytest.fixture
def zaak(jo, stad):
    melding = bouwers.melding(betrokkene_naam="Bertha Janssen", gemeente=stad)
    return bouwers.zaak(
        meldingen=[melding], behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD, oordeel="terecht"
    )


def test_from_the_wishes_to_the_end_of_a_koppeling(maak_pagina, jo, vera, zaak):
    team, mijn = maak_pagina(viewport=BUREAU), maak_pagina(viewport=TELEFOON)
    kom_binnen(team, jo.email)
    kom_binnen(mijn, vera.gebruiker.email)
    expect(mijn.get_by_role("main")).to_contain_text("Er is nu niets voor u.")
    keur(mijn)

    team.goto(f"/zaken/{zaak.pk}/")
    team.get_by_role("link", name="Zoek een maatje").click()
    keur(team)
    team.get_by_role("button", name="Bewaar en zoek een maatje").click()
    expect(team.get_by_role("alert").first).to_contain_text("Er klopt nog iets niet")
    keur(team)
    team.locator("[name=manier][value=gesprek]").check()
    team.get_by_label("Telefoon", exact=True).fill("06 00 00 00 01")
    team.get_by_label("Buurt").select_option(label="Pottenberg")
    for keuze in ("thuis op bezoek", "dinsdagmiddag", "Nederlands", "schaken"):
        team.get_by_label(keuze, exact=True).check()
    team.get_by_label("Iemand met een auto").check()
    team.get_by_role("button", name="Bewaar en zoek een maatje").click()

    expect(team.get_by_role("heading", level=1)).to_have_text("Wie past er bij Bertha?")
    expect(team.get_by_role("main")).to_contain_text("Allebei houden ze van schaken.")
    team.get_by_text("Wie afvielen, en waarop").click()
    expect(team.get_by_role("main")).to_contain_text("Er is nog geen VOG.")
    keur(team)
    team.goto(f"/zaken/{zaak.pk}/")
    keur(team)
    act = klap_open(team, "maatje")
    act.get_by_role("button", name="Stel voor aan Vera Voorbeeld").click()
    expect(team.get_by_role("status")).to_contain_text("Vera Voorbeeld krijgt een e-mail")
    keur(team)

    mijn.goto("/mijn/")
    expect(mijn.get_by_role("main")).to_contain_text("Past deze persoon bij u?")
    expect(mijn.get_by_role("main")).not_to_contain_text("Bertha")
    keur(mijn)
    mijn.get_by_role("button", name="Ja, graag").click()
    expect(mijn.get_by_role("heading", name="Bertha")).to_be_visible()
    expect(mijn.get_by_role("link", name="06 00 00 00 01")).to_be_visible()
    keur(mijn)

    team.goto("/koppelingen/")
    keur(team)
    team.get_by_role("link", name="Bertha en Vera Voorbeeld").click()
    keur(team)
    team.get_by_role("button", name="Start de koppeling").click()
    expect(team.get_by_role("status")).to_contain_text("De koppeling is gestart.")
    team.get_by_text("Koppeling beëindigen").click()
    team.get_by_role("button", name="Beëindig de koppeling").click()
    keur(team)
    team.get_by_label("Afgerond zoals gepland").check()
    team.get_by_role("button", name="Beëindig de koppeling").click()
    expect(team.get_by_role("status")).to_contain_text("Het maatje ziet niets meer.")
    keur(team)
    mijn.reload()
    expect(mijn.get_by_role("main")).to_contain_text("Er is nu niets voor u.")


def test_the_pages_of_maatjes_are_accessible(pagina, jo, vera):
    kom_binnen(pagina, jo.email)
    pagina.goto("/maatjes/")
    keur(pagina)
    pagina.get_by_role("link", name="Vera Voorbeeld").click()
    keur(pagina)
    pagina.goto("/maatjes/nieuw/")
    pagina.get_by_role("button", name="Bewaar").click()
    expect(pagina.get_by_role("alert").first).to_contain_text("Er klopt nog iets niet")
    keur(pagina)
    for leeg in ("/koppelingen/", "/koppelingen/?welke=voorbij"):
        pagina.goto(leeg)
        keur(pagina)
