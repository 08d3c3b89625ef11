"""An intake on the phone by keyboard alone, as quick as somebody talks."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from meldingen.models import Melding
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.browser.conftest import BUREAU, keur, kom_binnen

DRIE_MINUTEN = 180  # seconds
PER_MINUUT = 200  # key strokes: forty words, an ordinary typist
VRAAG = 8  # seconds to ask one question and hear the answer
VERHAAL = (
    "Mevrouw komt sinds de dood van haar man niet meer buiten. De gordijnen zijn dicht. "
    "De beller doet boodschappen en maakt zich zorgen."
)


@dataclass
class Toetsen:
    """The keyboard of who types, and how much was asked of it."""

    pagina: Page
    aanslagen: int = 0
    vragen: int = 0

    def druk(self, toets: str, keer: int = 1) -> None:
        for _ in range(keer):
            self.pagina.keyboard.press(toets)
        self.aanslagen += keer

    def alt(self, toets: str) -> None:
        """An access key; Playwright itself leaves out the text by which a browser knows it."""
        lijn = self.pagina.context.new_cdp_session(self.pagina)
        ding = {"key": toets, "modifiers": 1, "windowsVirtualKeyCode": ord(toets.upper())}
        lijn.send(
            "Input.dispatchKeyEvent",
            {"type": "keyDown", "text": toets, "unmodifiedText": toets} | ding,
        )
        lijn.send("Input.dispatchKeyEvent", {"type": "keyUp"} | ding)
        self.aanslagen += 2

    def typ(self, tekst: str) -> None:
        self.pagina.keyboard.type(tekst)
        self.aanslagen += len(tekst)

    def naar(self, naam: str) -> None:
        """Tab to the question with this name; it is asked and answered."""
        for _ in range(8):
            self.druk("Tab")
            if self.pagina.evaluate("document.activeElement.name") == naam:
                self.vragen += 1
                return
        raise AssertionError(f"{naam} ligt te ver weg")

    @property
    def seconden(self) -> float:
        """How long it takes who first asks and listens, and only then types."""
        return self.aanslagen * 60 / PER_MINUUT + self.vragen * VRAAG


@pytest.fixture
def pagina(maak_pagina, stad):
    jo = bouwers.gebruiker(Rol.COORDINATOR, gemeente=stad, naam="Jo Claessens")
    bouwers.zaak(meldingen=[bouwers.melding(betrokkene_telefoon="043 000 00 01")], behandelaar=jo)
    pagina = maak_pagina(viewport=BUREAU)
    kom_binnen(pagina, jo.email)
    pagina.goto("/intake/")
    return pagina


def test_an_intake_takes_three_minutes_without_a_mouse(pagina):
    """A neighbour calls about mevrouw Janssen; nothing is clicked and no focus is set.

    Ten questions are asked and heard, eight seconds each: 80 seconds. What is typed and pressed,
    some 260 strokes at 200 a minute, takes less than 80 more, also for who types only after
    listening. Together that is below three minutes, with time left to read the code aloud.
    """
    toetsen = Toetsen(pagina)
    toetsen.alt("1")
    toetsen.naar("melder_naam")
    toetsen.typ("Piet Smeets")
    toetsen.naar("melder_telefoon")
    toetsen.typ("0430000002")
    toetsen.naar("relatie")
    toetsen.druk("Space")
    toetsen.druk("ArrowDown", 2)  # a neighbour
    toetsen.naar("veilig")
    toetsen.druk("Space")
    toetsen.naar("betrokkene_naam")
    toetsen.typ("Mevrouw Janssen")
    toetsen.naar("betrokkene_telefoon")
    toetsen.typ("0430000001")
    toetsen.naar("postcode")
    expect(pagina.locator("#dubbelen")).to_contain_text("zelfde telefoonnummer")
    expect(pagina.locator("#stand")).to_contain_text("Bewaard om")
    keur(pagina)
    toetsen.alt("4")
    toetsen.naar("toelichting")
    toetsen.typ(VERHAAL)
    toetsen.alt("5")
    toetsen.naar("weet_ervan")
    toetsen.druk("Space")
    toetsen.druk("ArrowDown", 2)  # no
    toetsen.naar("mag_genoemd_worden")
    toetsen.druk("Space")
    toetsen.alt("b")
    expect(pagina.get_by_role("status")).to_contain_text("Lees de volgcode voor")
    melding = Melding.objects.latest("pk")
    assert (melding.relatie, melding.weet_ervan) == ("buur", "nee")
    assert melding.toelichting == VERHAAL
    assert toetsen.vragen == 10
    assert toetsen.seconden <= DRIE_MINUTEN, toetsen
