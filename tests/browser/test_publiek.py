"""What somebody does at the doors with a real browser, and what that browser does by itself."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from meldingen import verzending
from meldingen.models import Melding
from tests.antwoorden import ADRES, GENOEG, antwoorden
from tests.browser.conftest import TELEFOON, keur

PUBLIEK = ["/", *ADRES.values(), "/volgen/", "/melden/bedankt/", "/privacy/", "/toegankelijkheid/"]
WAAR_BEN_IK = """() => {
    const hier = document.activeElement;
    const omtrek = [hier, hier.parentElement, hier.closest('label')].filter(Boolean).some(e => {
        const stijl = getComputedStyle(e);
        return (stijl.outlineStyle !== 'none' && parseFloat(stijl.outlineWidth) > 0)
            || stijl.boxShadow !== 'none';
    });
    return {naam: hier.name || '', soort: hier.type || '', tekst: hier.innerText || '', omtrek};
}"""


def vul_in(pagina: Page, deur: str, **anders: str) -> None:
    """What is enough for this door, with the mouse."""
    for naam, waarde in antwoorden(deur, **anders).items():
        veld = pagina.locator(f"#meldformulier [name={naam}]")
        if veld.first.get_attribute("type") == "radio":
            pagina.locator(f"[name={naam}][value={waarde}]").check()
        elif veld.evaluate("veld => veld.tagName") == "SELECT":
            veld.select_option(waarde)
        else:
            veld.fill(waarde)


def verstuur(pagina: Page, knop: str = "Verstuur") -> None:
    pagina.get_by_role("button", name=knop, exact=True).click()


def code(pagina: Page) -> str:
    return pagina.locator(".kaart--lamp .volgcode").inner_text()


def _beantwoord(pagina: Page, naam: str, soort: str, waarde: str) -> None:
    """With the keys that people use for it."""
    if soort not in {"radio", "select-one"}:
        pagina.keyboard.type(waarde)
        return
    if soort == "radio":
        pagina.keyboard.press("Space")
    gekozen = f"[name={naam}]:checked" if soort == "radio" else f"[name={naam}]"
    for _ in range(12):
        if pagina.locator(gekozen).input_value() == waarde:
            return
        pagina.keyboard.press("ArrowDown")
    raise AssertionError(f"{naam}: {waarde} is niet te kiezen met het toetsenbord")


@pytest.mark.parametrize("deur", list(GENOEG))
def test_a_door_is_filled_in_with_the_keyboard_only(maak_pagina, stad, deur):
    pagina = maak_pagina(viewport=TELEFOON)
    pagina.goto(ADRES[deur])
    te_doen = dict(GENOEG[deur])
    for _ in range(150):
        pagina.keyboard.press("Tab")
        hier = pagina.evaluate(WAAR_BEN_IK)
        assert hier["omtrek"], f"geen zichtbare focus: {hier}"
        if hier["naam"] in te_doen:
            _beantwoord(pagina, hier["naam"], hier["soort"], te_doen.pop(hier["naam"]))
        elif hier["tekst"] == "Verstuur":
            break
    assert te_doen == {}
    pagina.keyboard.press("Enter")
    expect(pagina.locator(".kaart--lamp .volgcode")).to_be_visible()
    assert Melding.objects.get().deur == deur


@pytest.mark.parametrize(
    ("taal", "deur", "knop"), [("nl", "mijzelf", "Verstuur"), ("en", "professional", "Send")]
)
def test_without_javascript_a_door_works_in_both_languages(maak_pagina, stad, taal, deur, knop):
    pagina = maak_pagina(java_script_enabled=False, viewport=TELEFOON)
    pagina.goto(ADRES[deur])
    vul_in_zonder_script(pagina, deur)
    if taal == "en":
        pagina.get_by_role("button", name="English").click()
    verstuur(pagina, knop)
    expect(pagina.locator("html")).to_have_attribute("lang", taal)
    expect(pagina.locator(".kaart--lamp .volgcode")).to_be_visible()
    assert Melding.objects.get().deur == deur


def vul_in_zonder_script(pagina: Page, deur: str) -> None:
    for naam, waarde in GENOEG[deur].items():
        knop = pagina.locator(f"[name={naam}][value={waarde}]") if waarde.islower() else None
        if knop is not None and knop.count():
            knop.check()
        elif pagina.locator(f"select[name={naam}]").count():
            pagina.locator(f"select[name={naam}]").select_option(waarde)
        else:
            pagina.locator(f"#meldformulier [name={naam}]").fill(waarde)


def test_back_and_send_again_is_one_melding(pagina, stad):
    pagina.goto(ADRES["mijzelf"])
    vul_in(pagina, "mijzelf", toelichting="De avonden zijn lang")
    verstuur(pagina)
    eerste = code(pagina)
    pagina.go_back()
    expect(pagina.locator("[name=toelichting]")).to_be_visible()
    vul_in(pagina, "mijzelf", toelichting="De avonden zijn lang")
    verstuur(pagina)
    assert code(pagina) == eerste
    assert Melding.objects.count() == 1


def test_who_looks_at_another_page_and_comes_back_finds_every_word(pagina, stad):
    pagina.goto(ADRES["iemand_anders"])
    pagina.locator("[name=toelichting]").fill("De gordijnen zijn dicht")
    pagina.locator("[name=weet_ervan][value=nee]").check()
    pagina.get_by_role("link", name="Privacy").click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("uw gegevens")
    pagina.go_back()
    expect(pagina.locator("[name=toelichting]")).to_have_value("De gordijnen zijn dicht")
    expect(pagina.locator("[name=weet_ervan][value=nee]")).to_be_checked()


def test_pressing_twice_is_one_melding(pagina, stad):
    pagina.goto(ADRES["mijzelf"])
    vul_in(pagina, "mijzelf")
    pagina.get_by_role("button", name="Verstuur", exact=True).dblclick(no_wait_after=True)
    expect(pagina.locator(".kaart--lamp .volgcode")).to_be_visible()
    assert Melding.objects.count() == 1


def test_the_same_form_with_other_words_explains_itself(pagina, stad):
    pagina.goto(ADRES["mijzelf"])
    sleutel = pagina.locator("[name=sleutel]").input_value()
    vul_in(pagina, "mijzelf")
    verstuur(pagina)
    pagina.goto(ADRES["mijzelf"])
    vul_in(pagina, "mijzelf", toelichting="Nog iets")
    pagina.locator("[name=sleutel]").evaluate("(veld, waarde) => veld.value = waarde", sleutel)
    verstuur(pagina)
    expect(pagina.get_by_role("heading", level=1)).to_have_text("U hebt dit al verstuurd")
    keur(pagina)
    verstuur(pagina, "Maak er een nieuw bericht van")
    expect(pagina.locator("[name=toelichting]")).to_have_value("Nog iets")
    assert Melding.objects.count() == 1


def test_two_tabs_are_two_meldingen_each_with_its_own_words(pagina, stad):
    ander = pagina.context.new_page()
    for tab, woord in ((pagina, "een"), (ander, "twee")):
        tab.goto(ADRES["mijzelf"])
        vul_in(tab, "mijzelf", toelichting=woord)
    codes = set()
    for tab in (ander, pagina):
        verstuur(tab)
        codes.add(code(tab))
    assert len(codes) == 2
    assert {melding.toelichting for melding in Melding.objects.all()} == {"een", "twee"}


def test_a_page_that_was_open_too_long_keeps_the_words(pagina, stad):
    pagina.goto(ADRES["iemand_anders"])
    vul_in(pagina, "iemand_anders", toelichting="De gordijnen zijn dicht")
    pagina.context.clear_cookies()
    verstuur(pagina)
    expect(pagina.get_by_role("alert")).to_contain_text("Deze pagina was te lang open")
    expect(pagina.locator("[name=toelichting]")).to_have_value("De gordijnen zijn dicht")
    keur(pagina)
    verstuur(pagina)
    expect(pagina.locator(".kaart--lamp .volgcode")).to_be_visible()
    assert Melding.objects.get().toelichting == "De gordijnen zijn dicht"


def test_when_it_is_busy_somebody_counts_to_five_and_gets_through(
    maak_pagina, stad, settings, monkeypatch
):
    settings.DRUK_VANAF = 0
    pagina = maak_pagina(viewport=TELEFOON, java_script_enabled=True)
    pagina.goto(ADRES["mijzelf"])
    vul_in(pagina, "mijzelf", toelichting="Geen haast")
    verstuur(pagina)
    expect(pagina.get_by_role("status")).to_contain_text("Uw bericht is nog niet verstuurd")
    keur(pagina)
    verstuur(pagina, "Terug naar mijn antwoorden")
    expect(pagina.locator("[name=toelichting]")).to_have_value("Geen haast")
    verstuur(pagina)
    monkeypatch.setattr(verzending, "WACHTEN", timedelta(seconds=-1))
    verstuur(pagina, "Verstuur nu")
    expect(pagina.locator(".kaart--lamp .volgcode")).to_be_visible()
    assert Melding.objects.get().toelichting == "Geen haast"


def test_a_first_visit_weighs_at_most_a_hundred_kilobytes_with_fonts(maak_pagina, stad):
    """As it goes over the line, headers included, into a browser that was here never before."""
    for pad in PUBLIEK:
        pagina = maak_pagina(viewport=TELEFOON)
        lijn = pagina.context.new_cdp_session(pagina)
        lijn.send("Network.enable")
        gewicht: list[int] = []
        lijn.on(
            "Network.loadingFinished",
            lambda bericht, g=gewicht: g.append(bericht["encodedDataLength"]),
        )
        pagina.goto(pad, wait_until="networkidle")
        assert len(gewicht) >= 3, f"{pad}: alleen {gewicht}"
        assert sum(gewicht) <= 100_000, f"{pad} weegt {sum(gewicht)} bytes"
