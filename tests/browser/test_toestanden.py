"""Every state of every public page in a browser, in both languages; each is opened once.

Then everything is looked at: the rules of axe, a window of 320 pixels and one at 200 %, the name
of every control, and own colours with little movement. What a state is called by a screen reader
stands in `namen/`, page by page. `PLAATJES=map` keeps pictures as a phone shows them.
"""

import os
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, CDPSession, Page, ViewportSize

from tests import plaatjes
from tests.browser.conftest import GEDULD
from tests.browser.gehoord import hoofdstukken, verwacht
from tests.browser.kijken import EIGEN_KLEUREN, OPEN_ALLES, breedte, namen, overtredingen
from tests.toestanden import TALEN, TOESTANDEN, Bladzijde

pytestmark = pytest.mark.django_db  # by which the database of `bladzijden` is there
BREED = 320
KLEIN = ViewportSize(width=BREED, height=640)
KLEUREN = 64  # of a picture: a quarter of the size, and nobody sees it
DUBBEL = 640  # a window of 1280 pixels, everything twice as large
TE_ZIEN = [naam for naam, toestand in TOESTANDEN.items() if not toestand.zelfde_als]


@dataclass(frozen=True)
class Kijker:
    """One browser window, in which page after page is opened as the product sent it."""

    pagina: Page
    lijn: CDPSession
    server: str
    klachten: list[str]

    def open_(self, bladzijde: Bladzijde) -> None:
        """The very bytes and headers; styles, fonts and scripts come from the server."""
        adres = f"{self.server}{bladzijde.pad}"
        antwoord = {
            "responseCode": bladzijde.status,
            "responseHeaders": [{"name": k, "value": v} for k, v in bladzijde.koppen.items()],
            "body": b64encode(bladzijde.tekst.encode()).decode(),
        }

        def geef(verzoek: dict[str, Any]) -> None:
            self.lijn.send("Fetch.fulfillRequest", {"requestId": verzoek["requestId"], **antwoord})

        # Not `route`: with it the browser fetches every style, font and script anew.
        self.lijn.once("Fetch.requestPaused", geef)
        self.lijn.send("Fetch.enable", {"patterns": [{"urlPattern": adres}]})
        self.pagina.set_viewport_size(KLEIN)
        self.pagina.goto(adres)
        self.lijn.send("Fetch.disable")
        self.pagina.evaluate(OPEN_ALLES)


@pytest.fixture(scope="module")
def kijker(browser: Browser, server: str) -> Iterator[Kijker]:
    pagina = browser.new_context(viewport=KLEIN, locale="nl-NL").new_page()
    pagina.set_default_timeout(GEDULD)
    klachten: list[str] = []
    pagina.on("pageerror", lambda fout: klachten.append(str(fout)))
    pagina.on(
        "console",
        lambda regel: (
            klachten.append(regel.text)
            if regel.type == "error" and "the server responded with a status" not in regel.text
            else None
        ),
    )
    lijn = pagina.context.new_cdp_session(pagina)
    yield Kijker(pagina, lijn, server, klachten)
    pagina.context.close()


def _in_eigen_kleuren(pagina: Page) -> list[str]:
    pagina.emulate_media(forced_colors="active", reduced_motion="reduce")
    klachten: list[str] = pagina.evaluate(EIGEN_KLEUREN)
    pagina.emulate_media(forced_colors="none", reduced_motion="no-preference")
    return klachten


def _bewaar_plaatje(pagina: Page, naam: str, taal: str) -> None:
    map_ = os.environ.get("PLAATJES")
    if map_ and (naam, taal) in plaatjes.afgebeeld():
        pagina.set_viewport_size({"width": plaatjes.BREED, "height": 844})
        pagina.evaluate("scrollTo(0, 0)")
        beeld = Image.open(BytesIO(pagina.screenshot(full_page=True)))
        zuinig = beeld.convert("RGB").quantize(KLEUREN)
        zuinig.save(Path(map_) / plaatjes.bestand(naam, taal), optimize=True)


@pytest.mark.parametrize("taal", TALEN)
@pytest.mark.parametrize("naam", TE_ZIEN)
def test_a_page_is_for_everybody_in_every_state(kijker, bladzijden, naam, taal):
    kijker.klachten.clear()
    kijker.open_(bladzijden[naam, taal])
    pagina = kijker.pagina
    gehoord = namen(kijker.lijn)
    klachten = [*overtredingen(pagina), *breedte(pagina, BREED), *breedte(pagina, DUBBEL)]
    klachten += _in_eigen_kleuren(pagina)
    _bewaar_plaatje(pagina, naam, taal)
    assert klachten + kijker.klachten == []
    assert gehoord == verwacht(naam, taal)


@pytest.mark.parametrize("taal", TALEN)
def test_no_list_of_names_is_left_of_a_page_that_is_gone(taal):
    van_paginas = {naam for naam in hoofdstukken(taal) if not naam.startswith("(")}
    assert van_paginas == set(TE_ZIEN)
