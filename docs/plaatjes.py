"""Makes the pictures of the README and of the docs, in a real browser.

Five screens of the product that runs at PORT, and every public page in every state, as somebody
sees it on a phone: those of the table of states, from the tests. With a directory as argument they
go there, to be looked at first.
"""

import importlib
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import django
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from signaalpunt.ingebouwd.omgeving import DEMO_DOMEIN, DEMO_WACHTWOORD
from tests import chromium
from tests.omgeving import VAST

ADRES = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
HUIS = Path(__file__).resolve().parents[1]
MAP = HUIS / "docs" / "plaatjes"
BUREAU = ViewportSize(width=1200, height=900)


def log_in(pagina: Page, rol: str) -> None:
    """As somebody of the demo."""
    pagina.context.clear_cookies()
    pagina.goto(f"{ADRES}/inloggen/")
    pagina.get_by_label("E-mail").fill(f"{rol}@{DEMO_DOMEIN}")
    pagina.get_by_label("Wachtwoord").fill(DEMO_WACHTWOORD)
    pagina.get_by_role("main").get_by_role("button", name="Inloggen").click()
    pagina.wait_for_url(lambda adres: "/inloggen" not in adres)


def schiet(pagina: Page, naam: str, pad: str, map_: Path) -> None:
    """One picture of the top of a page."""
    pagina.goto(f"{ADRES}{pad}")
    pagina.screenshot(path=map_ / f"{naam}.png")


def schermen(browser: Browser, map_: Path) -> None:
    """The five of the README."""
    pagina = browser.new_page(viewport=BUREAU)
    schiet(pagina, "voordeur", "/", map_)
    schiet(pagina, "melden", "/melden/voor-iemand-anders/", map_)
    log_in(pagina, "coordinator")
    schiet(pagina, "werkvoorraad", "/werkvoorraad/", map_)
    eerste = pagina.locator("a[href^='/zaken/']").first.get_attribute("href")
    schiet(pagina, "zaak", str(eerste), map_)
    schiet(pagina, "rapportage", f"/rapportage/{datetime.now(UTC).year - 1}/", map_)


def openbaar(map_: Path) -> int:
    """Every public page as a phone shows it, in full: the browser test that looks at them all."""
    opdracht = [sys.executable, "-m", "pytest", "-q", "tests/browser/test_toestanden.py"]
    return subprocess.run(
        opdracht, cwd=HUIS, env=os.environ | {"PLAATJES": str(map_)}, check=False
    ).returncode


def main(map_: Path = MAP) -> int:
    """All of them, and the page that shows them; returns 0 when no page was refused."""
    map_.mkdir(exist_ok=True)
    with sync_playwright() as spel:
        browser = spel.chromium.launch(executable_path=chromium.pad(), args=["--no-sandbox"])
        schermen(browser, map_)
        browser.close()
    uitslag = openbaar(map_)
    os.environ.update(VAST | {"DATABASE_URL": "postgres://nergens/"})  # only names are read
    os.environ["DJANGO_SETTINGS_MODULE"] = "signaalpunt.settings"
    django.setup()
    overzicht = importlib.import_module("tests.plaatjes").overzicht()
    (map_.parent / "publieke-paginas.md").write_text(overzicht, encoding="utf-8")
    return uitslag


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
