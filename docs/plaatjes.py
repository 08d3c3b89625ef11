"""Makes the pictures of the README: five screens of the running demo, in a real browser."""

import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from signaalpunt.ingebouwd.omgeving import DEMO_DOMEIN, DEMO_WACHTWOORD

ADRES = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
MAP = Path(__file__).parent / "plaatjes"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


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


def main() -> None:
    """All five."""
    browser_pad = next(filter(None, map(shutil.which, CHROMIUM)), None)
    MAP.mkdir(exist_ok=True)
    with sync_playwright() as spel:
        browser = spel.chromium.launch(executable_path=browser_pad, args=["--no-sandbox"])
        pagina = browser.new_page(viewport={"width": 1200, "height": 900})
        schiet(pagina, "voordeur", "/")
        schiet(pagina, "melden", "/melden/voor-iemand-anders/")
        log_in(pagina, "coordinator")
        schiet(pagina, "werkvoorraad", "/werkvoorraad/")
        eerste = pagina.locator("a[href^='/zaken/']").first.get_attribute("href")
        schiet(pagina, "zaak", str(eerste))
        schiet(pagina, "rapportage", f"/rapportage/{datetime.now(UTC).year - 1}/")
        browser.close()


if __name__ == "__main__":
    main()
