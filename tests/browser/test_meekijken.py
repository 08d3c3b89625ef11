"""The werkvoorraad by keyboard, kept up to date without anything moving under the hand."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Request, expect

from opvolging import kijken, triage
from tests import bouwers
from tests.browser.conftest import log_in

HALVE_MINUUT = 31_000  # milliseconds


@pytest.fixture
def jo(stad):
    return bouwers.gebruiker(gemeente=stad, naam="Jo Claessens")


@pytest.fixture
def fatima(stad):
    return bouwers.gebruiker(gemeente=stad, naam="Fatima el Amrani")


def _klok(uren_over: int):
    begin = timezone.now() + timedelta(hours=uren_over - 48)
    return bouwers.termijn(melding=bouwers.melding(ontvangen_op=begin))


def test_by_keyboard_through_a_list_that_follows_what_colleagues_do(maak_pagina, jo, fatima):
    eerste, tweede, derde = _klok(10), _klok(20), _klok(30)
    nu = timezone.now()
    kijken.kijk(triage.pak_op(derde.melding, door=fatima, nu=nu), door=fatima, nu=nu)
    pagina = maak_pagina()
    log_in(pagina, jo.email)
    pagina.clock.install()
    pagina.goto("/werkvoorraad/")
    regels = pagina.locator("tr[data-rij]")
    toets = pagina.keyboard
    expect(regels.nth(2)).to_contain_text("Fatima el Amrani heeft dit nu open")

    toets.press("?")
    uitleg = pagina.get_by_role("dialog", name="Toetsen en verversen")
    expect(uitleg).to_be_visible()
    uitleg.get_by_label("Gebruik deze toetsen").uncheck()
    toets.press("Escape")
    toets.press("j")
    expect(pagina.locator("tr:focus-within")).to_have_count(0)
    pagina.get_by_role("button", name="Toetsen en verversen").click()
    uitleg.get_by_label("Gebruik deze toetsen").check()
    uitleg.get_by_role("button", name="Sluit").click()
    for letter in "jjk":
        toets.press(letter)
    knop = pagina.get_by_role("button", name=f"Oppakken : Melding {eerste.melding_id}")
    expect(knop).to_be_focused()

    regels.nth(2).locator("details").evaluate("uitleg => { uitleg.open = true }")
    nieuwe = _klok(5)
    for klok in (eerste, tweede):
        triage.pak_op(klok.melding, door=fatima, nu=timezone.now())
    pagina.clock.fast_forward(HALVE_MINUUT)
    expect(pagina.locator("#nieuws p")).to_have_text("1 nieuwe melding.")
    expect(regels.nth(1)).to_contain_text("Fatima el Amrani")
    expect(regels).to_have_count(3)
    expect(knop).to_be_focused()
    toets.press("j")
    expect(regels.first).to_contain_text("Fatima el Amrani")

    toets.press("n")
    expect(regels).to_have_count(4)
    expect(pagina.get_by_role("button", name="Toon")).to_have_count(0)
    expect(regels.first).to_contain_text(f"Melding {nieuwe.melding_id}")
    expect(regels.nth(2).get_by_role("link").first).to_be_focused()
    expect(pagina.locator("details[open]")).to_have_count(1)
    expect(regels.nth(3).locator("details[open]")).to_be_visible()
    for letter in "kk":
        toets.press(letter)
    with pagina.expect_response("**/kijken/") as gezegd:
        toets.press("o")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Mevrouw Janssen")
    assert gezegd.value.json() == {"wie": ""}

    pagina.get_by_role("link", name="Werkvoorraad", exact=True).first.click()
    expect(regels.nth(3)).to_contain_text("Fatima el Amrani heeft dit nu open")
    Session.objects.all().delete()
    pagina.clock.fast_forward(HALVE_MINUUT)
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Inloggen")


def test_who_types_is_at_work_and_who_only_looks_is_not(maak_pagina, jo):
    zaak = bouwers.zaak(behandelaar=jo)
    pagina = maak_pagina()
    log_in(pagina, jo.email)
    pagina.clock.install()
    gezegd: list[bool] = []
    with pagina.expect_response("**/kijken/"):
        pagina.goto(f"/zaken/{zaak.pk}/")

    def schrijf_op(vraag: Request) -> None:
        if "/kijken/" in vraag.url:
            gezegd.append("x-vanzelf" in vraag.headers)

    pagina.on("request", schrijf_op)
    for typ_eerst in (False, True, False):
        if typ_eerst:
            pagina.locator("textarea[name=notitie]").first.fill("Een lang gesprek.")
        with pagina.expect_response("**/kijken/"):
            pagina.clock.fast_forward(46_000)
    assert gezegd == [True, False, True]
