"""A real Chromium against the real product; every page it sees is checked on the way.

Each page must load nothing from another host, break no rule of its own security policy, and say
nothing on the console. `keur` adds the rules of axe.
"""

import os
from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import (
    Browser,
    Locator,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from meldingen.laden import laad_maastricht
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import Rol
from tests import bouwers, chromium
from tests.browser.kijken import overtredingen
from tests.databank import hang_op

# Playwright keeps an event loop in this thread; the tests still use the database directly.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

GEDULD = 30_000  # milliseconds: a busy machine is no mistake of a page
TELEFOON = {"width": 320, "height": 640}
BUREAU = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def spel() -> Iterator[Playwright]:
    expect.set_options(timeout=GEDULD)
    with sync_playwright() as gestart:
        yield gestart


@pytest.fixture(scope="session")
def browser(spel: Playwright) -> Iterator[Browser]:
    gestart = spel.chromium.launch(
        executable_path=chromium.pad(),
        args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    )
    yield gestart
    gestart.close()


def _zoals_het_is(toepassing: WSGIHandler) -> WSGIHandler:
    """Nothing around the product: it serves its own static files."""
    return toepassing


@pytest.fixture(scope="session")
def server(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The product on a port of its own, static files compressed as in production; its address."""
    draad = LiveServerThread("localhost", cast("Any", _zoals_het_is))
    draad.daemon = True
    draad.start()
    draad.is_ready.wait()
    assert draad.error is None
    yield f"http://localhost:{draad.port}"
    draad.terminate()
    with django_db_blocker.unblock():
        hang_op()  # a browser that keeps its line open keeps a session of the database


@pytest.fixture
def stad(transactional_db):
    """Maastricht with its buurten and crisis numbers, as a new installation has it.

    But for the question why one opens the zaak of a colleague, which has a test of its own.
    """
    stad = laad_maastricht()
    stad.vraagt_reden = False
    stad.save()
    return stad


def _bewaak(pagina: Page, eigen_host: str) -> list[str]:
    """Collects what a page may not do: other hosts, console errors, exceptions."""
    klachten: list[str] = []

    def vreemd(verzoek: Request) -> None:
        if urlsplit(verzoek.url).netloc not in {eigen_host, ""}:
            klachten.append(f"verzoek naar buiten: {verzoek.url}")

    pagina.on("request", vreemd)
    pagina.on("pageerror", lambda fout: klachten.append(f"fout op de pagina: {fout}"))
    pagina.on(
        "console",
        lambda regel: (
            klachten.append(regel.text)
            if regel.type == "error" and "the server responded with a status of 4" not in regel.text
            else None
        ),
    )
    return klachten


@pytest.fixture
def maak_pagina(browser, server, transactional_db):
    """Makes pages: `maak_pagina(javaScriptEnabled=False, viewport=TELEFOON)`."""
    open_: list[tuple[Page, list[str]]] = []

    def maak(**keuzes) -> Page:
        keuzes = {"viewport": BUREAU, "locale": "nl-NL", "base_url": server} | keuzes
        pagina: Page = browser.new_context(**keuzes).new_page()
        pagina.set_default_timeout(GEDULD)
        open_.append((pagina, _bewaak(pagina, urlsplit(server).netloc)))
        return pagina

    yield maak
    for pagina, klachten in open_:
        pagina.context.close()
        assert klachten == []


@pytest.fixture
def pagina(maak_pagina):
    return maak_pagina()


@pytest.fixture
def jo(stad):
    return bouwers.gebruiker(Rol.COORDINATOR, gemeente=stad, naam="Jo Claessens")


@pytest.fixture
def bureau(maak_pagina, jo):
    """The page of Jo, who is at work."""
    bureau = maak_pagina()
    kom_binnen(bureau, jo.email)
    return bureau


def keur(pagina: Page) -> None:
    """No violation of axe, and nothing that scrolls sideways."""
    pagina.wait_for_load_state()  # a click waits for the answer, not for all of the page
    assert overtredingen(pagina) == []
    te_breed = pagina.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert te_breed <= 0, f"{pagina.url} is {te_breed} pixels te breed"


def klap_open(pagina: Page, anker: str) -> Locator:
    """The act of a zaak page at `anker`, opened by keyboard when it was closed."""
    act = pagina.locator(f"#{anker}")
    if act.get_attribute("open") is None:
        act.locator("> summary").press("Enter")
    return act


def geef_sessie(pagina: Page, gebruiker: Gebruiker) -> None:
    """What logging in leaves in a browser."""
    client = Client()
    client.force_login(gebruiker)
    koek = client.cookies[settings.SESSION_COOKIE_NAME]
    pagina.context.add_cookies(
        [{"name": koek.key, "value": koek.value, "domain": "localhost", "path": "/"}]
    )


def kom_binnen(pagina: Page, email: str) -> None:
    """Arrive where an account begins, without the form that `log_in` fills in."""
    geef_sessie(pagina, Gebruiker.objects.get(email=email))
    pagina.goto("/ingelogd/")


def log_in(pagina: Page, email: str) -> None:
    """As an account that the builders made."""
    pagina.goto("/inloggen/")
    pagina.get_by_label("E-mail").fill(email)
    pagina.get_by_label("Wachtwoord").fill(bouwers.WACHTWOORD)
    pagina.get_by_role("main").get_by_role("button", name="Inloggen").click()
    pagina.wait_for_url(lambda adres: "/inloggen" not in adres)
