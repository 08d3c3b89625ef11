"""The report of the coördinator in every state: no year yet, too few people, frozen, published."""

import pytest
from django.core.cache import caches
from django.utils import timezone
from playwright.sync_api import Page, expect

from signaalpunt.rollen import Rol
from tests import bouwers
from tests.browser.conftest import BUREAU, TELEFOON, geef_sessie, keur

DIT_JAAR = timezone.localdate().year


@pytest.fixture(params=[TELEFOON, BUREAU], ids=["telefoon", "bureau"])
def pagina(maak_pagina, stad, request) -> Page:
    caches["proces"].clear()  # no concept of another test
    pagina: Page = maak_pagina(viewport=request.param)
    geef_sessie(pagina, bouwers.gebruiker(Rol.COORDINATOR))
    return pagina


def _open(pagina: Page, adres: str, tekst: str) -> None:
    pagina.goto(adres)
    expect(pagina.get_by_role("main")).to_contain_text(tekst)
    keur(pagina)


def test_before_the_first_melding_there_is_no_year_to_freeze(pagina):
    _open(pagina, "/rapportage/", "Er zijn nog geen meldingen")


def test_a_year_with_too_few_people_says_why_it_is_not_shown(pagina):
    bouwers.melding(ontvangen_op=timezone.now())
    _open(pagina, "/rapportage/", f"Concept {DIT_JAAR}")
    pagina.get_by_role("link", name=f"Concept {DIT_JAAR}").click()
    expect(pagina.get_by_role("main")).to_contain_text("minder dan 10 mensen")
    keur(pagina)


def test_a_year_that_cannot_be_frozen_is_refused_in_words(pagina):
    bouwers.melding(ontvangen_op=timezone.now())
    pagina.goto("/rapportage/")
    pagina.evaluate(
        """adres => {
            const formulier = document.querySelector('.kop__uit');
            formulier.action = adres;
            formulier.requestSubmit();
        }""",
        f"/rapportage/{DIT_JAAR}/vastleggen/",
    )
    expect(pagina.get_by_role("status")).to_contain_text("nog niet voorbij")
    keur(pagina)


def test_beside_a_published_year_the_running_one_is_a_concept(pagina):
    bouwers.melding(ontvangen_op=timezone.now())
    bouwers.jaarverslag(jaar=2025, bestanden=("json", "meldingen_per_deur.svg"))
    _open(pagina, "/rapportage/", "het jaar loopt nog")
    _open(pagina, "/rapportage/2025/", "Dit verslag verandert niet meer")


def test_a_frozen_year_waits_for_somebody_who_publishes_it(pagina):
    bouwers.jaarverslag(jaar=2025, gepubliceerd_op=None, bestanden=("json",))
    _open(pagina, "/rapportage/", "vastgelegd, nog niet gepubliceerd")
    pagina.goto("/rapportage/2025/publiceren/")
    pagina.get_by_role("button", name="Publiceer voorgoed").click()
    expect(pagina.get_by_role("alert").first).to_contain_text("Er klopt nog iets niet")
    keur(pagina)
