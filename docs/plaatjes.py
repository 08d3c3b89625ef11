"""Makes the pictures of the README and of the docs, from the running demo in a real browser.

Five screens of the product, and every public page as somebody sees it on a phone. For the pages
after sending it sends one melding of its own.
"""

import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from signaalpunt.ingebouwd.omgeving import DEMO_DOMEIN, DEMO_WACHTWOORD

ADRES = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
MAP = Path(__file__).parent / "plaatjes"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
BUREAU = ViewportSize(width=1200, height=900)
TELEFOON = ViewportSize(width=390, height=844)
HOOGSTENS = 1500  # pixels; a door is longer than anybody wants to look at here
LOSSE_PAGINAS = {
    "voordeur": "/",
    "voor-mijzelf": "/melden/voor-mijzelf/",
    "voor-iemand-anders": "/melden/voor-iemand-anders/",
    "als-professional": "/melden/als-professional/",
    "volgen": "/volgen/",
    "privacy": "/privacy/",
    "toegankelijkheid": "/toegankelijkheid/",
    "onbekende-kaart": "/k/onbekend/",
    "bestaat-niet": "/bestaat-niet/",
    "inloggen": "/inloggen/",
}


def log_in(pagina: Page, rol: str) -> None:
    """As somebody of the demo."""
    pagina.context.clear_cookies()
    pagina.goto(f"{ADRES}/inloggen/")
    pagina.get_by_label("E-mail").fill(f"{rol}@{DEMO_DOMEIN}")
    pagina.get_by_label("Wachtwoord").fill(DEMO_WACHTWOORD)
    pagina.get_by_role("main").get_by_role("button", name="Inloggen").click()
    pagina.wait_for_url(lambda adres: "/inloggen" not in adres)


def schiet(pagina: Page, naam: str, pad: str) -> None:
    """One picture of the top of a page."""
    pagina.goto(f"{ADRES}{pad}")
    pagina.screenshot(path=MAP / f"{naam}.png")


def schermen(browser: Browser) -> None:
    """The five of the README."""
    pagina = browser.new_page(viewport=BUREAU)
    schiet(pagina, "voordeur", "/")
    schiet(pagina, "melden", "/melden/voor-iemand-anders/")
    log_in(pagina, "coordinator")
    schiet(pagina, "werkvoorraad", "/werkvoorraad/")
    eerste = pagina.locator("a[href^='/zaken/']").first.get_attribute("href")
    schiet(pagina, "zaak", str(eerste))
    schiet(pagina, "rapportage", f"/rapportage/{datetime.now(UTC).year - 1}/")


def schiet_telefoon(pagina: Page, naam: str) -> None:
    """The page that is shown now, from its top."""
    pagina.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    hoogte = min(pagina.evaluate("document.documentElement.scrollHeight"), HOOGSTENS)
    pagina.screenshot(
        path=MAP / f"publiek-{naam}.png",
        full_page=True,
        clip={"x": 0, "y": 0, "width": TELEFOON["width"], "height": hoogte},
    )


def _verstuur(pagina: Page) -> None:
    pagina.get_by_role("button", name="Verstuur", exact=True).click()


def rond_het_versturen(pagina: Page) -> None:
    """Errors, not safe, thanks, the code, and the same form with other words."""
    pagina.goto(f"{ADRES}/melden/voor-mijzelf/")
    _verstuur(pagina)
    schiet_telefoon(pagina, "fouten")
    pagina.locator("[name=veilig][value=nee]").check()
    _verstuur(pagina)
    schiet_telefoon(pagina, "bel-nu-eerst")
    pagina.goto(f"{ADRES}/melden/voor-mijzelf/")
    pagina.locator("[name=veilig][value=ja]").check()
    pagina.locator("[name=telefoon]").fill("06 00 00 00 00")
    pagina.locator("[name=toelichting]").fill("Voorbeeld voor de plaatjes.")
    sleutel = pagina.locator("[name=sleutel]").input_value()
    _verstuur(pagina)
    schiet_telefoon(pagina, "bedankt")
    code = pagina.locator(".kaart--lamp .volgcode").inner_text()
    pagina.goto(f"{ADRES}/volgen/")
    pagina.locator("main input[name=code]").fill(code)
    pagina.get_by_role("button", name="Kijk").click()
    schiet_telefoon(pagina, "hoe-het-ervoor-staat")
    pagina.goto(f"{ADRES}/melden/voor-mijzelf/")
    pagina.locator("[name=veilig][value=ja]").check()
    pagina.locator("[name=telefoon]").fill("06 00 00 00 00")
    pagina.locator("[name=sleutel]").evaluate("(veld, sleutel) => veld.value = sleutel", sleutel)
    _verstuur(pagina)
    schiet_telefoon(pagina, "al-verstuurd")


def op_de_telefoon(browser: Browser) -> None:
    """Every public page."""
    pagina = browser.new_page(viewport=TELEFOON, locale="nl-NL")
    for naam, pad in LOSSE_PAGINAS.items():
        pagina.goto(f"{ADRES}{pad}")
        schiet_telefoon(pagina, naam)
    rond_het_versturen(pagina)
    pagina.goto(f"{ADRES}/")
    pagina.get_by_role("button", name="English").click()
    schiet_telefoon(pagina, "engels")


def main() -> None:
    """All of them."""
    browser_pad = next(filter(None, map(shutil.which, CHROMIUM)), None)
    MAP.mkdir(exist_ok=True)
    with sync_playwright() as spel:
        browser = spel.chromium.launch(executable_path=browser_pad, args=["--no-sandbox"])
        schermen(browser)
        op_de_telefoon(browser)
        browser.close()


if __name__ == "__main__":
    main()
