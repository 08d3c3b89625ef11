"""Every page behind the login in a browser, as every role: clean, empty and with errors.

Public pages are looked at in test_toestanden.

The medewerker sees the lists of the team empty, the coördinator sees the same pages filled.
The pages are those of the table of routes, which fails when a route is missing: a new page is
looked at without anybody thinking of it. What answers with no page (a file, a redirect) is skipped.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from signaalpunt.rollen import Rol
from tests import bouwers
from tests.browser.conftest import TELEFOON, geef_sessie
from tests.browser.kijken import overtredingen
from tests.paginas import PAGINAS

# The own account looks the same for each role: seen once, as coördinator.
VAN_IEDEREEN = ("account_", "mfa_")
# A form for people to fill in, not one that is only a button.
FORMULIEREN = "main form[method=post]:has(input:not([type=hidden]), textarea, select)"
MAAK_LEEG = """formulier => {
    for (const veld of formulier.elements) {
        if (veld.matches('input[type=radio], input[type=checkbox]')) veld.checked = false;
        else if (veld.matches('input:not([type=hidden]), textarea, select')) veld.value = '';
    }
    formulier.noValidate = true;
    formulier.requestSubmit();
}"""


def _klachten(pagina: Page) -> Iterator[str]:
    """What axe finds, and whether anything scrolls sideways."""
    waar = f"{urlsplit(pagina.url).path} ({pagina.title()})"
    for vondst in overtredingen(pagina):
        yield f"{waar}: {vondst}"
    te_breed = pagina.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if te_breed > 0:
        yield f"{waar}: {te_breed} pixels te breed"


def _is_pagina(pagina: Page, adres: str) -> bool:
    antwoord = pagina.request.get(adres, max_redirects=0)
    return antwoord.status == 200 and "text/html" in antwoord.headers["content-type"]


def _met_fouten(pagina: Page, adres: str) -> Iterator[str]:
    """Each form of the page sent empty."""
    for nummer in range(pagina.locator(FORMULIEREN).count()):
        if nummer:
            pagina.goto(adres)
        with pagina.expect_navigation():
            pagina.locator(FORMULIEREN).nth(nummer).evaluate(MAAK_LEEG)
        yield from _klachten(pagina)


def _bekijk(pagina: Page, adressen: list[str], *, ook_fouten: bool) -> list[str]:
    klachten: list[str] = []
    for adres in adressen:
        if not _is_pagina(pagina, adres):
            continue
        pagina.goto(adres)
        klachten += _klachten(pagina)
        if ook_fouten:
            klachten += _met_fouten(pagina, adres)
    return klachten


@pytest.fixture
def als(maak_pagina, stad):
    """A browser on a small phone in which somebody of this role has logged in."""

    def maak(rol: Rol) -> Page:
        pagina: Page = maak_pagina(viewport=TELEFOON)
        geef_sessie(pagina, bouwers.gebruiker(rol))
        return pagina

    return maak


def _namen(rol: Rol) -> list[str]:
    return [
        naam
        for naam, route in PAGINAS.items()
        if not route.is_openbaar and rol in route.rollen
        if rol == Rol.COORDINATOR or not naam.startswith(VAN_IEDEREEN)
    ]


@pytest.mark.parametrize("rol", list(Rol))
def test_every_page_is_accessible_empty_filled_and_with_errors(als, rol):
    pagina = als(rol)
    namen = _namen(rol)
    klachten: list[str] = []
    if rol != Rol.COORDINATOR:
        leeg = [reverse(naam) for naam in namen if PAGINAS[naam].kwargs is dict]
        klachten = _bekijk(pagina, leeg, ook_fouten=False)
    if rol != Rol.MEDEWERKER:
        gevuld = [reverse(naam, kwargs=PAGINAS[naam].kwargs()) for naam in namen]
        klachten += _bekijk(pagina, gevuld, ook_fouten=True)
    assert klachten == []
