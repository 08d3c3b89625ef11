"""The doors in a real browser: choosing a buurt, where you are, right to left."""

import pytest
from playwright.sync_api import expect

from meldingen.models import Melding
from tests.antwoorden import ADRES, GENOEG
from tests.browser.conftest import TELEFOON, keur

IEDERE_DEUR = pytest.mark.parametrize("deur", list(ADRES))


def _eerste_groep(pagina):
    return pagina.locator("#id_buurt optgroup").first


def test_buurten_of_the_postcode_come_first_by_themselves_and_nothing_is_chosen(pagina, stad):
    pagina.goto(ADRES["mijzelf"])
    expect(pagina.locator(".buurten-knop")).to_be_hidden()
    pagina.get_by_label("Postcode").fill("6217 ab")
    pagina.get_by_label("Huisnummer").focus()
    expect(pagina.get_by_text("De buurten bij deze postcode staan nu bovenaan.")).to_be_visible()
    expect(_eerste_groep(pagina).locator("option")).to_have_text(
        ["Brusselsepoort", "Caberg", "Frontenkwartier", "Malpertuis"]
    )
    expect(pagina.locator("#id_buurt")).to_have_value("")
    pagina.locator("#id_buurt").select_option(label="Amby")
    pagina.get_by_label("Postcode").fill("")
    pagina.get_by_label("Huisnummer").focus()
    expect(pagina.locator("#id_buurt optgroup")).to_have_count(0)
    expect(pagina.locator("#id_buurt option:checked")).to_have_text("Amby")
    expect(pagina.locator("#id_buurt option")).to_have_count(47)
    keur(pagina)


def test_without_javascript_a_button_puts_them_first_and_keeps_what_was_typed(maak_pagina, stad):
    pagina = maak_pagina(java_script_enabled=False, viewport=TELEFOON)
    pagina.goto(ADRES["iemand_anders"])
    pagina.locator("[name=toelichting]").fill("Mijn verhaal")
    pagina.get_by_label("Postcode").fill("6217")
    pagina.get_by_role("button", name="Zet buurten bij deze postcode bovenaan").click()
    expect(_eerste_groep(pagina)).to_contain_text("Caberg")
    expect(pagina.locator("[name=toelichting]")).to_have_value("Mijn verhaal")
    expect(pagina.locator(".buurtkaart")).to_be_hidden()
    assert not Melding.objects.exists()


@pytest.mark.parametrize("viewport", [TELEFOON, {"width": 1280, "height": 900}])
def test_a_buurt_can_be_pointed_out_on_the_map_by_hand_and_by_keyboard(maak_pagina, stad, viewport):
    pagina = maak_pagina(viewport=viewport)
    gehaald: list[str] = []
    pagina.on("request", lambda verzoek: gehaald.append(verzoek.url))
    pagina.goto(ADRES["mijzelf"])
    assert not [adres for adres in gehaald if adres.endswith("buurten.svg")]
    pagina.get_by_text("Kies op de kaart").click()
    kaart = pagina.get_by_role("radiogroup", name="Kies op de kaart")
    expect(kaart.get_by_role("radio")).to_have_count(44)
    kaart.get_by_role("radio", name="Heer", exact=True).click()
    expect(pagina.locator("#id_buurt option:checked")).to_have_text("Heer")
    expect(pagina.get_by_role("status").filter(has_text="Heer")).to_be_visible()
    pagina.keyboard.press("ArrowUp")
    gekozen = kaart.get_by_role("radio", checked=True)
    expect(gekozen).to_be_focused()
    expect(gekozen).not_to_have_accessible_name("Heer")
    expect(pagina.locator("#id_buurt option:checked")).to_have_text(
        str(gekozen.get_attribute("aria-label"))
    )
    pagina.locator("#id_buurt").select_option(label="Amby")
    expect(kaart.get_by_role("radio", checked=True)).to_have_accessible_name("Amby")
    keur(pagina)


@IEDERE_DEUR
def test_each_step_says_where_you_are(pagina, stad, deur):
    pagina.goto(ADRES[deur])
    stappen = pagina.locator(".stap--van")
    aantal = stappen.count()
    for nummer in range(aantal):
        expect(stappen.nth(nummer).locator("legend").first).to_contain_text(
            f"Stap {nummer + 1} van {aantal}"
        )


def test_what_follows_from_an_answer_is_read_with_that_answer(pagina, stad):
    pagina.goto(ADRES["iemand_anders"])
    antwoord = pagina.locator("[name=weet_ervan][value=ja_niet_akkoord]")
    expect(antwoord).to_have_accessible_description(
        "Wij geven dan alleen u advies. Vul dus in hoe wij u bereiken. "
        "Alleen bij nood kan onze coördinator anders beslissen."
    )


@pytest.fixture
def met_arabisch(settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]


@pytest.mark.usefixtures("met_arabisch")
@pytest.mark.parametrize("pad", ["/", "/volgen/", "/inloggen/", "/bestaat-niet/", *ADRES.values()])
def test_arabic_runs_from_right_to_left(maak_pagina, server, stad, pad):
    pagina = maak_pagina(viewport=TELEFOON)
    pagina.context.add_cookies([{"name": "taal", "value": "ar", "url": server}])
    pagina.goto(pad)
    expect(pagina.locator("html")).to_have_attribute("dir", "rtl")
    keur(pagina)
    kop = pagina.get_by_role("heading", level=1)
    links, rechts = kop.evaluate(
        "e => { const r = document.createRange(); r.selectNodeContents(e);"
        " const b = r.getBoundingClientRect(); return [b.left, window.innerWidth - b.right] }"
    )
    assert rechts < 40
    assert rechts <= links
    nummer = pagina.locator("[href^='tel:']").first
    assert nummer.evaluate("e => getComputedStyle(e).direction") == "ltr"


@IEDERE_DEUR
def test_another_language_is_one_button_away_and_keeps_what_was_typed(pagina, stad, deur):
    assert GENOEG[deur]
    pagina.goto(ADRES[deur])
    pagina.locator("[name=toelichting]").fill("Mijn verhaal")
    pagina.get_by_role("button", name="English").click()
    expect(pagina.locator("html")).to_have_attribute("lang", "en")
    expect(pagina.locator("[name=toelichting]")).to_have_value("Mijn verhaal")
    pagina.get_by_role("button", name="Nederlands").click()
    expect(pagina.locator("html")).to_have_attribute("lang", "nl")
    expect(pagina.locator("[name=toelichting]")).to_have_value("Mijn verhaal")
