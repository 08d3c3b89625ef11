"""Public pages by keyboard alone: Tab, Enter, Space and arrows, as somebody without a mouse."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from meldingen.models import Melding
from meldingen.verzending import Verzending
from meldingen.volgcode import volgcode
from opvolging.models import Aanvulling, Tevredenheid
from signaalpunt.models import Bericht
from tests import bouwers
from tests.antwoorden import ADRES
from tests.browser.conftest import TELEFOON
from tests.wegen import DICHT

HOOGSTENS = 130  # stops from the top of the longest page to its end
WAAR_BEN_IK = """() => {
    const hier = document.activeElement;
    if (!hier || hier === document.body) return null;
    const stijl = getComputedStyle(hier);
    return {
        naam: hier.name || '',
        tekst: (hier.innerText || hier.getAttribute('aria-label') || '').trim(),
        omtrek: parseFloat(stijl.outlineWidth) >= 2 && stijl.outlineStyle !== 'none',
    };
}"""


@pytest.fixture
def pagina(maak_pagina, stad):
    return maak_pagina(viewport=TELEFOON)


def tab_naar(pagina: Page, wat: str) -> None:
    """Press Tab until the focus is on the control with this field name or these words."""
    for _ in range(HOOGSTENS):
        pagina.keyboard.press("Tab")
        hier = pagina.evaluate(WAAR_BEN_IK)
        if hier is None:
            continue  # the address bar, after the last control
        assert hier["omtrek"], f"geen zichtbare focus: {hier}"
        if wat in {hier["naam"], hier["tekst"]}:
            return
    raise AssertionError(f"{wat!r} is niet te bereiken met Tab")


def druk(pagina: Page, wat: str, toets: str = "Enter") -> None:
    """Go to a control and press a key on it."""
    tab_naar(pagina, wat)
    pagina.keyboard.press(toets)
    pagina.wait_for_load_state()


def typ(pagina: Page, veld: str, tekst: str) -> None:
    tab_naar(pagina, veld)
    pagina.keyboard.type(tekst)


def kop(pagina: Page, tekst: str) -> None:
    """The answer is there, and the reader begins at its top again."""
    expect(pagina.get_by_role("heading", level=1)).to_have_text(tekst)


def test_from_not_safe_to_thanks_and_a_mail(pagina, monkeypatch):
    monkeypatch.setattr(Verzending, "is_verdacht", False)
    pagina.goto(ADRES["mijzelf"])
    druk(pagina, "veilig", "Space")
    pagina.keyboard.press("ArrowDown")
    typ(pagina, "telefoon", "06 12 34 56 78")
    pagina.keyboard.press("Enter")
    kop(pagina, "Bel nu eerst")
    druk(pagina, "Terug naar mijn antwoorden")
    expect(pagina.locator("[name=telefoon]")).to_have_value("06 12 34 56 78")
    druk(pagina, "Verstuur")
    kop(pagina, "Bel nu eerst")
    druk(pagina, "Ga verder en verstuur mijn bericht", "Space")
    kop(pagina, "Dank u wel. We hebben uw bericht.")
    druk(pagina, "Stuur mij de code per e-mail", "Space")
    typ(pagina, "email", "geen adres")
    druk(pagina, "Stuur de code")
    expect(pagina.get_by_role("alert")).to_be_focused()
    druk(pagina, "Uw e-mailadres")
    pagina.keyboard.press("Control+a")
    pagina.keyboard.type("anna@voorbeeld.test")
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_text("De code komt zo in uw e-mail.")).to_be_visible()
    druk(pagina, "Ik heb de code bewaard")
    kop(pagina, "Dank u wel")
    assert not Melding.objects.get().is_veilig
    assert Bericht.objects.get().aan == "anna@voorbeeld.test"


def _volg(pagina: Page, melding: Melding) -> None:
    pagina.goto("/volgen/")
    typ(pagina, "code", volgcode(melding.sleutel).lower())
    druk(pagina, "Kijk")
    expect(pagina.get_by_role("button", name="Klaar, vergeet mijn code")).to_be_visible()


def test_adding_something_and_taking_it_back(pagina, stad):
    melding = bouwers.melding_met_code(gemeente=stad)
    _volg(pagina, melding)
    druk(pagina, "Iets toevoegen")
    typ(pagina, "aanvullen-tekst", "Zij doet niet meer open.")
    druk(pagina, "Voeg toe")
    expect(pagina.get_by_text("Een medewerker leest wat u erbij schreef.")).to_be_visible()
    druk(pagina, "Trek uw bericht in")
    kop(pagina, "Wilt u uw bericht intrekken?")
    druk(pagina, "Nee, laat het staan")
    kop(pagina, "Hoe staat het ervoor?")
    druk(pagina, "Trek uw bericht in")
    kop(pagina, "Wilt u uw bericht intrekken?")
    typ(pagina, "intrekken-tekst", "Het is al goed.")
    druk(pagina, "Ja, trek mijn bericht in", "Space")
    expect(pagina.get_by_role("main")).to_contain_text("U hebt uw bericht ingetrokken.")
    druk(pagina, "Klaar, vergeet mijn code")
    expect(pagina.locator("main [name=code]")).to_be_visible()
    assert {aanvulling.soort for aanvulling in Aanvulling.objects.all()} == {
        Aanvulling.Soort.AANVULLING,
        Aanvulling.Soort.INTREKKING,
    }


def test_looking_back_and_saying_that_it_is_not_solved(pagina, stad):
    melding = bouwers.melding_met_code(gemeente=stad)
    zaak = bouwers.zaak(
        meldingen=[melding], **DICHT | {"afgesloten_op": timezone.now() - timedelta(days=1)}
    )
    bouwers.gebeurtenis(zaak=zaak, soort="afgesloten")
    _volg(pagina, melding)
    druk(pagina, "Hoe kijkt u terug?")
    druk(pagina, "tevreden-cijfer", "Space")
    pagina.keyboard.press("ArrowDown")
    druk(pagina, "Verstuur")
    expect(pagina.get_by_text("Daar leren wij van.")).to_be_visible()
    druk(pagina, "Het is niet opgelost")
    typ(pagina, "niet_opgelost-tekst", "Zij zit nog steeds alleen.")
    druk(pagina, "Het is niet opgelost")
    expect(pagina.get_by_role("heading", name="Opgepakt")).to_be_visible()
    assert Tevredenheid.objects.get().cijfer == 4
    assert Aanvulling.objects.get().soort == Aanvulling.Soort.NIET_OPGELOST
