"""The public pages in a real browser: without JavaScript, on a small phone, in both languages."""

import pytest
from playwright.sync_api import expect

from meldingen.models import Melding
from tests.antwoorden import ADRES
from tests.browser.conftest import TELEFOON, keur


def verstuur(pagina):
    pagina.get_by_role("button", name="Verstuur").click()


@pytest.mark.parametrize(
    "pad",
    ["/", "/volgen/", "/melden/bedankt/", "/privacy/", "/toegankelijkheid/", "/bestaat-niet/"],
)
def test_a_public_page_is_accessible_on_a_desk(pagina, stad, pad):
    """On a phone it is looked at in every state: test_toestanden."""
    pagina.goto(pad)
    keur(pagina)


def test_the_errors_of_a_door_are_read_first(maak_pagina, stad):
    pagina = maak_pagina(viewport=TELEFOON)
    pagina.goto(ADRES["mijzelf"])
    verstuur(pagina)
    expect(pagina.get_by_role("alert")).to_contain_text("Er klopt nog iets niet")
    expect(pagina.get_by_role("alert")).to_be_focused()


def test_somebody_without_javascript_reports_a_neighbour(maak_pagina, stad):
    pagina = maak_pagina(java_script_enabled=False, viewport=TELEFOON)
    pagina.goto("/")
    pagina.get_by_role("link", name="Voor iemand anders").first.click()
    pagina.locator("[name=toelichting]").fill("De gordijnen\nzijn al dagen dicht")
    pagina.locator("[name=veilig][value=nee]").check()
    verstuur(pagina)
    pagina.get_by_role("button", name="Terug naar mijn antwoorden").click()
    expect(pagina.locator("[name=toelichting]")).to_have_value("De gordijnen\nzijn al dagen dicht")
    pagina.locator("[name=veilig][value=ja]").check()
    pagina.locator("[name=betrokkene_naam]").fill("Truus")
    pagina.locator("[name=buurt]").select_option(label="Malberg")
    pagina.get_by_role("button", name="English").click()
    expect(pagina.locator("html")).to_have_attribute("lang", "en")
    pagina.locator("[name=weet_ervan][value=nee]").check()
    pagina.locator("[name=relatie][value=buur]").check()
    pagina.locator("[name=mag_genoemd_worden][value=nee]").check()
    pagina.get_by_role("button", name="Send", exact=True).click()
    code = pagina.locator(".kaart--lamp .volgcode").inner_text()
    pagina.get_by_role("button", name="I have saved the code").click()
    expect(pagina.locator(".kaart--lamp .volgcode")).to_have_count(0)
    pagina.get_by_role("link", name="Check on your message with your code").click()
    pagina.get_by_label("Your code").fill(code.lower())
    pagina.get_by_role("button", name="Check").click()
    expect(pagina.get_by_role("heading", name="Received")).to_be_visible()
    assert Melding.objects.get().toelichting.splitlines() == [
        "De gordijnen",
        "zijn al dagen dicht",
    ]


def test_enter_in_a_field_sends_the_form_and_does_not_change_the_language(pagina, stad):
    pagina.goto(ADRES["mijzelf"])
    pagina.locator("[name=veilig][value=ja]").check()
    pagina.locator("[name=telefoon]").fill("06 12 34 56 78")
    pagina.locator("[name=telefoon]").press("Enter")
    expect(pagina.locator("html")).to_have_attribute("lang", "nl")
    expect(pagina.locator(".kaart--lamp .volgcode")).to_be_visible()
    keur(pagina)


def test_every_button_and_link_can_be_hit_with_a_finger(maak_pagina, stad):
    pagina = maak_pagina(viewport=TELEFOON, has_touch=True)
    pagina.goto(ADRES["mijzelf"])
    klein = pagina.eval_on_selector_all(
        ".utrecht-button, .keuze, .utrecht-textbox, .utrecht-select, .kop a, .hulpstrook a",
        "dingen => dingen.map(d => [d.innerText, d.getBoundingClientRect().height])"
        ".filter(([, hoogte]) => hoogte > 0 && hoogte < 44)",
    )
    assert klein == []
