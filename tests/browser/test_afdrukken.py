"""What comes out of the printer: the card with the code, and nothing to press."""

import re

from playwright.sync_api import Page, expect

from meldingen.volgcode import volgcode
from tests import bouwers
from tests.antwoorden import ADRES
from tests.browser.conftest import TELEFOON, keur, kom_binnen
from tests.browser.test_publiek import vul_in

OM_TE_KLIKKEN = "nav, button, .menu, .kop__taal, .hulpstrook, .skip, .voet__links"


def _kaartje(pagina: Page, code: str) -> None:
    """On paper: the code once, the QR code, what to do with it, and no way to go elsewhere."""
    pagina.emulate_media(media="print")
    kaart = pagina.locator(".volgkaart")
    expect(kaart.locator(".volgkaart__code")).to_have_text(code)
    expect(kaart.get_by_role("img", name="QR-code")).to_be_visible()
    expect(kaart.get_by_text("Scan het blokje of ga naar dit adres.")).to_be_visible()
    expect(kaart.get_by_text("/volgen/")).to_be_visible()
    expect(pagina.locator(".volgcode")).to_be_hidden()
    for iets in pagina.locator(OM_TE_KLIKKEN).all():
        expect(iets).to_be_hidden()


def _stuur(pagina: Page) -> str:
    """Send a melding; returns the code."""
    pagina.goto(ADRES["mijzelf"])
    vul_in(pagina, "mijzelf")
    pagina.get_by_role("button", name="Verstuur", exact=True).click()
    return "".join(pagina.locator(".kaart--lamp .volgcode").inner_text().split())


def test_the_page_of_thanks_prints_as_a_card_with_one_button(maak_pagina, stad):
    pagina = maak_pagina(viewport=TELEFOON)
    pagina.add_init_script("window.print = () => { document.title = 'afgedrukt' }")
    code = _stuur(pagina)
    pagina.get_by_role("button", name="Druk deze pagina af").click()
    expect(pagina).to_have_title("afgedrukt")
    _kaartje(pagina, code)


def test_without_javascript_no_button_promises_to_print(maak_pagina, stad):
    pagina = maak_pagina(java_script_enabled=False)
    pagina.goto(ADRES["mijzelf"])
    pagina.locator("[name=veilig][value=ja]").check()
    pagina.get_by_label("Uw telefoonnummer").fill("06 12 34 56 78")
    pagina.get_by_role("button", name="Verstuur", exact=True).click()
    expect(pagina.get_by_role("button", name="Ik heb de code bewaard")).to_be_visible()
    expect(pagina.get_by_text("Druk deze pagina af", exact=True)).to_be_hidden()


def test_a_new_code_for_somebody_at_the_desk_prints_as_the_same_card(maak_pagina, stad):
    melding = bouwers.melding_met_code(gemeente=stad, deur="mijzelf")
    pagina = maak_pagina()
    pagina.add_init_script("window.print = () => { document.title = 'afgedrukt' }")
    kom_binnen(pagina, bouwers.gebruiker(gemeente=stad).email)
    pagina.goto(f"/meldingen/{melding.pk}/nieuwe-code/")
    pagina.get_by_label("de eigen naam").check()
    pagina.get_by_label("wanneer het bericht is verstuurd").check()
    pagina.get_by_role("button", name=re.compile("Geef een nieuwe code")).click()
    keur(pagina)
    pagina.get_by_role("button", name="Druk het kaartje af").click()
    expect(pagina).to_have_title("afgedrukt")
    _kaartje(pagina, volgcode(melding.sleutel, 1))
