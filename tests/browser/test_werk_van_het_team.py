"""The pages of the team in a real browser: accessible in every state, usable without a mouse."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from opvolging.models import Zaak
from tests import bouwers
from tests.browser.conftest import BUREAU, TELEFOON, geef_sessie, keur, kom_binnen


def _klok(uren_over: int, **velden):
    begin = timezone.now() + timedelta(hours=uren_over - 48)
    return bouwers.termijn(melding=bouwers.melding(ontvangen_op=begin, **velden))


@pytest.fixture
def werk(jo):
    """Something of everything that the werkvoorraad can show."""
    _klok(-2, is_veilig=False, betrokkene_telefoon="043 000 00 01", aandachtspunten="Een hond")
    _klok(3, leeftijdsgroep="tot_18", betrokkene_telefoon="043 000 00 01")
    _klok(20, deur="mijzelf", kanaal="telefoon")
    _klok(40, is_verdacht=True)
    bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)


@pytest.fixture
def pagina(maak_pagina, jo):
    """A desk: on a phone the pages are looked at with every other page."""
    pagina = maak_pagina(viewport=BUREAU)
    kom_binnen(pagina, jo.email)
    return pagina


def test_an_empty_werkvoorraad_is_accessible(pagina):
    expect(pagina.get_by_role("main")).to_contain_text("Er wacht niemand op een eerste contact.")
    keur(pagina)


def test_from_the_werkvoorraad_to_a_closed_zaak(pagina, werk):
    pagina.goto("/werkvoorraad/")
    keur(pagina)
    pagina.get_by_role("region", name="Wachten op contact").get_by_role(
        "button", name="Oppakken"
    ).first.click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Mevrouw Janssen")
    keur(pagina)

    pagina.get_by_role("button", name="Leg vast").click()
    expect(pagina.get_by_role("alert")).to_contain_text("Er klopt nog iets niet")
    keur(pagina)
    pagina.get_by_label("Telefoon", exact=True).check()
    pagina.get_by_label("Ja, wij hadden echt contact.").check()
    pagina.get_by_role("button", name="Leg vast").click()
    expect(pagina.get_by_role("status")).to_contain_text("De klok staat stil.")

    pagina.locator("#beoordelen").get_by_label("Terecht", exact=True).check()
    pagina.locator("#beoordelen").get_by_label("Wil geen hulp").check()
    pagina.get_by_role("button", name="Bewaar de beoordeling").click()
    keur(pagina)
    pagina.locator("#afsluiten").get_by_label("Wil geen hulp").check()
    pagina.get_by_role("button", name="Sluit de zaak af").click()
    expect(pagina.get_by_role("status")).to_contain_text("De zaak is afgesloten.")
    keur(pagina)


def test_the_intake_is_accessible_with_errors_at_each_door(pagina):
    for deur in ("mijzelf", "iemand_anders", "professional"):
        pagina.goto(f"/intake/?deur={deur}")
        pagina.get_by_role("button", name="Bewaar de melding").click()
        expect(pagina.get_by_role("alert").first).to_contain_text("Er klopt nog iets niet")
        keur(pagina)


def test_the_zaak_of_a_colleague_opens_with_one_tap(maak_pagina, stad):
    stad.vraagt_reden = True
    stad.save()
    jo, els = (bouwers.gebruiker(gemeente=stad, naam=naam) for naam in ("Jo", "Els Smeets"))
    zaak = bouwers.zaak(meldingen=[bouwers.melding(gemeente=stad)], behandelaar=els)
    pagina = maak_pagina(viewport=TELEFOON)
    geef_sessie(pagina, jo)
    pagina.goto(f"/zaken/{zaak.pk}/")
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("is van Els Smeets")
    keur(pagina)
    pagina.get_by_role("button", name="Deze persoon of de melder belt nu").press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Mevrouw Janssen")


def test_what_was_typed_on_a_zaak_is_there_again_when_it_is_opened_again(maak_pagina, stad, jo):
    zaak = bouwers.zaak(meldingen=[bouwers.melding(gemeente=stad)], behandelaar=jo)
    pagina = maak_pagina(viewport=BUREAU)
    geef_sessie(pagina, jo)
    pagina.goto(f"/zaken/{zaak.pk}/")
    pagina.locator("#notitie > summary").click()
    pagina.get_by_label("Wat wilt u onthouden?").last.fill("Belt liever na twaalf.")
    expect(pagina.locator("#notitie .concept")).to_contain_text("Uw tekst is bewaard")
    pagina.reload()
    expect(pagina.locator("#notitie [name=tekst]")).to_have_value("Belt liever na twaalf.")
    expect(pagina.locator("#notitie .concept")).to_contain_text("nog niet vastgelegd")
    keur(pagina)
    pagina.get_by_role("button", name="Bewaar de notitie").click()
    expect(pagina.locator("#notities")).to_contain_text("Belt liever na twaalf.")
    pagina.reload()
    expect(pagina.locator("#notitie [name=tekst]")).to_have_value("")


def test_what_was_typed_in_the_guide_is_there_again_until_it_is_recorded(pagina, jo):
    zaak = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    pagina.goto(f"/zaken/{zaak.pk}/verkenning/")
    pagina.get_by_label("Vaak eenzaam").check()
    pagina.get_by_label("Wat zegt deze persoon zelf?").fill("Mist haar man")
    stand = pagina.locator("form[data-concept=verkenning] .concept")
    expect(stand).to_contain_text("Uw tekst is bewaard")
    pagina.reload()
    expect(stand).to_contain_text("nog niet vastgelegd")
    expect(pagina.get_by_label("Vaak eenzaam")).to_be_checked()
    keur(pagina)
    pagina.get_by_role("button", name="Bewaar wat u besprak").click()
    expect(pagina.locator("#verkenning")).to_contain_text("Mist haar man")


def test_in_danger_the_card_is_started_and_ticked_off_step_by_step(pagina, jo):
    zaak = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    pagina.goto(f"/zaken/{zaak.pk}/")
    bouwers.crisisnummer(
        volgorde=9, nummer="0800-1205", naam="Meldpunt Zorgwekkend Gedrag van de provincie"
    )
    pagina.set_viewport_size(TELEFOON)
    pagina.get_by_role("link", name="Is er nu gevaar?").click()
    keur(pagina)
    pagina.get_by_role("button", name="Start de kaart").click()
    pagina.get_by_role("button", name="Bel nu wie kan helpen").first.click()
    expect(pagina.get_by_role("main")).to_contain_text("Jo Claessens")
    pagina.get_by_role("button", name="Een collega leest mee").click()
    expect(pagina.get_by_text("Vraag een collega om mee te lezen.")).to_be_visible()
    keur(pagina)
