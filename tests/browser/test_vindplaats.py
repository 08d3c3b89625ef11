"""A card in a real browser: from its link to the door, to thanks, to the figures of the team."""

import pytest
from playwright.sync_api import expect

from meldingen.models import Melding, Vindplaatsbezoek
from meldingen.verzending import Verzending
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.browser.conftest import TELEFOON, keur, kom_binnen


@pytest.fixture
def rustig(monkeypatch):
    """Somebody who takes time, without waiting for it."""
    monkeypatch.setattr(Verzending, "is_verdacht", False)


def _vul_in(pagina):
    pagina.locator("[name=veilig][value=ja]").check()
    pagina.locator("[name=betrokkene_telefoon]").fill("06 0000 1234")
    pagina.locator("[name=weet_ervan][value=ja_akkoord]").check()
    pagina.locator("[name=geldzorgen][value=nee]").check()
    pagina.locator("[name=functie]").fill("baliemedewerker")
    pagina.locator("[name=melder_telefoon]").fill("043 321 11 11")
    pagina.locator("[name=mag_genoemd_worden][value=ja]").check()


def test_from_the_card_to_one_visit_and_one_melding(maak_pagina, stad, rustig):
    plek = bouwers.vindplaats(naam="Bibliotheek Proef", gemeente=stad)
    pagina = maak_pagina(viewport=TELEFOON, java_script_enabled=False)
    pagina.goto(f"/k/{plek.leescode.lower()}/")
    expect(pagina.locator("[name=organisatie]")).to_have_value("Bibliotheek Proef")
    assert {koek["name"] for koek in pagina.context.cookies()} <= {"csrf"}
    pagina.get_by_role("button", name="English").click()
    _vul_in(pagina)
    pagina.get_by_label("Remember my organisation on this device").check()
    pagina.get_by_role("button", name="Send", exact=True).click()
    pagina.wait_for_url("**/melden/bedankt/")
    assert Melding.objects.get().vindplaats == plek
    assert Vindplaatsbezoek.objects.get().aantal == 1

    bureau = maak_pagina()
    kom_binnen(bureau, bouwers.gebruiker(Rol.COORDINATOR, gemeente=stad).email)
    bureau.get_by_role("link", name="Vindplaatsen").click()
    rij = bureau.get_by_role("row", name="Bibliotheek Proef")
    expect(rij.get_by_role("cell").nth(3)).to_have_text("1")
    expect(rij.get_by_role("cell").nth(4)).to_have_text("1")
    keur(bureau)


def test_a_device_remembers_and_forgets_with_one_click(maak_pagina, stad, rustig):
    pagina = maak_pagina(viewport=TELEFOON)
    pagina.goto("/melden/als-professional/")
    pagina.locator("[name=organisatie]").fill("Apotheek Proef")
    _vul_in(pagina)
    pagina.get_by_label("Onthoud mijn organisatie op dit apparaat").check()
    pagina.get_by_role("main").get_by_role("button", name="Verstuur").click()
    pagina.wait_for_url("**/melden/bedankt/")
    pagina.goto("/melden/als-professional/")
    expect(pagina.locator("[name=organisatie]")).to_have_value("Apotheek Proef")
    keur(pagina)
    pagina.get_by_role("button", name="Vergeet ze op dit apparaat").click()
    expect(pagina.locator("[name=organisatie]")).to_have_value("")
    keur(pagina)


def test_the_screens_of_the_team_are_accessible(pagina, stad):
    kom_binnen(pagina, bouwers.gebruiker(gemeente=stad).email)
    pagina.goto("/vindplaatsen/")
    expect(pagina.get_by_role("main")).to_contain_text("Er zijn nog geen vindplaatsen")
    keur(pagina)
    pagina.get_by_role("main").get_by_role("link", name="Nieuwe vindplaats").click()
    pagina.get_by_role("button", name="Bewaar").click()
    keur(pagina)
    pagina.get_by_label("Naam van de plek").fill("Kapsalon Proef")
    pagina.get_by_label("Wat voor plek is het?").select_option("kapper")
    pagina.get_by_label("Mensen die er werken").check()
    pagina.get_by_role("button", name="Bewaar").click()
    expect(pagina.get_by_role("link", name="Kaartje A6")).to_be_visible()
    keur(pagina)
    pagina.get_by_role("button", name="Stop deze link").click()
    expect(pagina.get_by_role("main")).to_contain_text("gestopt")
    keur(pagina)


@pytest.mark.parametrize("viewport", [TELEFOON, {"width": 1280, "height": 900}])
def test_a_card_that_no_longer_works_leads_to_all_doors(maak_pagina, stad, viewport):
    pagina = maak_pagina(viewport=viewport)
    pagina.goto("/k/K7RM-2QXP/")
    keur(pagina)
    pagina.get_by_role("link", name="Voor mijzelf").click()
    expect(pagina).to_have_url("/melden/voor-mijzelf/")
