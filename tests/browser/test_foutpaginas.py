"""The pages nobody hopes to see, as a browser gets them: what went wrong, and what to do now."""

import pytest
from playwright.sync_api import Page, expect

from signaalpunt.rollen import Rol
from tests import bouwers
from tests.browser.conftest import BUREAU, TELEFOON, geef_sessie, keur

# As somebody whose cookies are off, or whose page was open all night.
ZONDER_BEWIJS = """() => {
    const veld = document.querySelector('main [name=csrfmiddlewaretoken]');
    veld.value = 'x'.repeat(64);
    veld.form.noValidate = true;
    veld.form.requestSubmit();
}"""
TE_VEEL = """() => {
    const formulier = document.querySelector('main form[method=post]');
    for (let nummer = 0; nummer < 2000; nummer += 1) {
        const veld = document.createElement('input');
        veld.type = 'hidden';
        veld.name = `v${nummer}`;
        formulier.append(veld);
    }
    formulier.noValidate = true;
    formulier.requestSubmit();
}"""


@pytest.fixture(params=[TELEFOON, BUREAU], ids=["telefoon", "bureau"])
def pagina(maak_pagina, stad, request) -> Page:
    pagina: Page = maak_pagina(viewport=request.param)
    return pagina


def _verstuur(pagina: Page, adres: str, hoe: str) -> int:
    """Send the form of this page with something wrong; the status of the answer."""
    pagina.goto(adres)
    with pagina.expect_navigation() as navigatie:
        pagina.evaluate(hoe)
    antwoord = navigatie.value
    assert antwoord
    return antwoord.status


def _lees(pagina: Page, kop: str, doen: str) -> None:
    expect(pagina.get_by_role("heading", level=1)).to_have_text(kop)
    expect(pagina.get_by_role("main")).to_contain_text(doen)
    keur(pagina)
    pagina.get_by_role("link", name="Naar de voorpagina").click()
    expect(pagina.get_by_role("heading", level=1)).to_be_visible()


def test_what_cannot_be_read_is_explained(pagina):
    assert _verstuur(pagina, "/melden/voor-mijzelf/", TE_VEEL) == 400
    _lees(pagina, "Dit kunnen wij niet lezen", "Ga terug en probeer het opnieuw.")


def test_a_page_of_somebody_else_is_explained(pagina):
    geef_sessie(pagina, bouwers.gebruiker(Rol.GEMEENTE))
    assert pagina.goto("/werkvoorraad/").status == 403
    _lees(pagina, "Deze pagina is niet voor u", "Vraag het de beheerder.")


def test_a_page_that_was_open_too_long_is_explained(pagina):
    geef_sessie(pagina, bouwers.gebruiker(Rol.BEHEERDER))
    assert _verstuur(pagina, "/beheer/openbaar/", ZONDER_BEWIJS) == 403
    _lees(pagina, "Deze pagina was te lang open", "hebben wij niets opgeslagen")


def test_a_page_that_is_not_there_is_explained(pagina):
    assert pagina.goto("/bestaat-niet/").status == 404
    _lees(pagina, "Deze pagina bestaat niet", "Misschien is de link oud.")


def test_a_mistake_of_ours_is_explained(browser, server, stad, monkeypatch):
    def stuk(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("proef")

    # Not from `maak_pagina`: there a mistake of ours on the console fails the test, as it should.
    pagina = browser.new_context(viewport=TELEFOON, base_url=server).new_page()
    geef_sessie(pagina, bouwers.gebruiker())
    with monkeypatch.context() as even:
        even.setattr("opvolging.views.werkvoorraad.triage.werkvoorraad", stuk)
        antwoord = pagina.goto("/werkvoorraad/")
    assert antwoord
    assert antwoord.status == 500
    _lees(pagina, "Er ging bij ons iets mis", "Het wordt nooit dubbel opgeslagen.")
    pagina.context.close()
