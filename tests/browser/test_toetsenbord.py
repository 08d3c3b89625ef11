"""The work by keyboard: only keys, from where a page begins, and it always shows where one is."""

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from opvolging.models import Koppeling, Zaak
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.browser.conftest import TELEFOON, geef_sessie

HOOGSTENS = 150  # places on a page where Tab can stop
IS_HIER = "plek => plek === document.activeElement"
# A ring around it, or anything else that a page draws only where the keyboard is.
IS_TE_ZIEN = """plek => {
    const kader = plek.getBoundingClientRect();
    const stijl = getComputedStyle(plek);
    const ring = stijl.outlineStyle !== 'none' && parseFloat(stijl.outlineWidth) > 0;
    return kader.width > 0 && kader.height > 0 && (ring || stijl.boxShadow !== 'none');
}"""


def ga_naar(pagina: Page, plek: Locator) -> None:
    """Press Tab until the keyboard is at `plek`."""
    expect(plek).to_be_visible()
    for _ in range(HOOGSTENS):
        pagina.keyboard.press("Tab")
        if plek.evaluate(IS_HIER):
            assert plek.evaluate(IS_TE_ZIEN), "nobody sees where the keyboard is"
            return
    raise AssertionError(f"Tab never comes to {plek}")


def druk(pagina: Page, plek: Locator, toets: str = "Enter") -> None:
    ga_naar(pagina, plek)
    pagina.keyboard.press(toets)


def kies(pagina: Page, groep: Locator, waarde: str) -> None:
    """Tab into a group of choices, then with the arrow to the one that is meant."""
    keuzes = groep.locator("input[type=radio]")
    begin = groep.locator("input[type=radio]:checked")
    ga_naar(pagina, begin if begin.count() else keuzes.first)
    pagina.keyboard.press("Space")
    doel = groep.locator(f"[value={waarde}]")
    for _ in range(keuzes.count()):
        if doel.is_checked():
            return
        pagina.keyboard.press("ArrowDown")
    expect(doel).to_be_checked()


@pytest.fixture
def jo(stad):
    return bouwers.gebruiker(Rol.COORDINATOR, gemeente=stad, naam="Jo Claessens")


def _open(pagina: Page, naam: str) -> None:
    """Unfold one act on the page of a zaak, as far as it is not."""
    act = pagina.locator(f"#{naam}")
    if act.get_attribute("open") is None:
        druk(pagina, act.locator("summary").first)


def _groep(pagina: Page, act: str, veld: str) -> Locator:
    return pagina.locator(f"{act} fieldset:has([name={veld}])").last


def test_a_melding_is_taken_up_spoken_about_and_closed_by_keyboard(maak_pagina, jo, stad):
    bouwers.termijn(melding=bouwers.melding(ontvangen_op=timezone.now(), deur="mijzelf"))
    pagina = maak_pagina()
    geef_sessie(pagina, jo)
    pagina.goto("/werkvoorraad/")
    druk(pagina, pagina.get_by_role("button", name="Oppakken").first)
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Mevrouw Janssen")

    _open(pagina, "contact")
    kies(pagina, _groep(pagina, "#contact", "wijze"), "telefoon")
    kies(pagina, _groep(pagina, "#contact", "is_bereikt"), "ja")
    druk(pagina, pagina.locator("#contact").get_by_role("button", name="Leg vast"))
    expect(pagina.get_by_role("status")).to_contain_text("De klok staat stil.")

    _open(pagina, "beoordelen")
    kies(pagina, _groep(pagina, "#beoordelen", "oordeel"), "terecht")
    kies(pagina, _groep(pagina, "#beoordelen", "hulpwens"), "nee")
    druk(pagina, pagina.get_by_role("button", name="Bewaar de beoordeling"))
    expect(pagina.get_by_role("status")).to_contain_text("De beoordeling is bewaard.")

    _open(pagina, "afsluiten")
    kies(pagina, _groep(pagina, "#afsluiten", "uitkomst"), "wil_geen_hulp")
    druk(pagina, pagina.get_by_role("button", name="Sluit de zaak af"))
    expect(pagina.get_by_role("status")).to_contain_text("De zaak is afgesloten.")
    assert Zaak.objects.get().status == Zaak.Status.AFGESLOTEN


def test_a_maatje_answers_an_offer_by_keyboard(maak_pagina, stad):
    koppeling = bouwers.koppeling()
    pagina = maak_pagina(viewport=TELEFOON)
    geef_sessie(pagina, koppeling.maatje.gebruiker)
    pagina.goto("/mijn/")
    druk(pagina, pagina.get_by_role("button", name="Ja, graag"))
    expect(pagina.get_by_role("heading", name="Bertha")).to_be_visible()
    assert Koppeling.objects.get().status == Koppeling.Status.GEACCEPTEERD


def test_a_maatje_declines_an_offer_by_keyboard(maak_pagina, stad):
    koppeling = bouwers.koppeling()
    pagina = maak_pagina(viewport=TELEFOON)
    geef_sessie(pagina, koppeling.maatje.gebruiker)
    pagina.goto("/mijn/")
    druk(pagina, pagina.locator("summary", has_text="Nee, liever niet"))
    ga_naar(pagina, pagina.get_by_label("Wilt u zeggen waarom niet?"))
    pagina.keyboard.type("Te ver fietsen.")
    druk(pagina, pagina.get_by_role("button", name="Nee, zoek iemand anders"))
    expect(pagina.get_by_role("status")).to_contain_text("Wij zoeken verder.")
    assert Koppeling.objects.get().status == Koppeling.Status.AFGESLAGEN
