"""The whole follow-up in a real browser: send, follow, add, close, look back, not solved."""

import re

import pytest
from playwright.sync_api import Page, expect

from meldingen.volgcode import volgcode
from opvolging.models import Zaak
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.browser.conftest import TELEFOON, keur, kom_binnen
from tests.browser.test_de_hele_weg import _beoordeel, _leg_contact_vast, _meld


@pytest.fixture
def coordinator(stad):
    cas = bouwers.gebruiker(Rol.COORDINATOR, gemeente=stad, naam="Cas Coördinator")
    stad.teamleider = cas
    stad.save()
    return cas


def _volg(pagina: Page, code: str) -> None:
    pagina.goto("/volgen/")
    pagina.get_by_label("code").fill(code)
    pagina.get_by_role("button", name="Kijk").click()
    keur(pagina)


def _act(pagina: Page, titel: str) -> None:
    pagina.get_by_role("heading", name=titel).click()


def test_a_melder_follows_the_melding_to_its_end_and_further(maak_pagina, coordinator):
    buur = maak_pagina(viewport=TELEFOON)
    code = _meld(buur)
    expect(buur.get_by_role("img", name="QR-code")).to_be_visible()

    _volg(buur, code)
    _act(buur, "Iets toevoegen")
    buur.get_by_label("Wat wilt u ons nog vertellen?").fill("De gordijnen zijn nu ook dicht.")
    buur.get_by_role("button", name="Voeg toe").click()
    expect(buur.get_by_role("main")).to_contain_text("Een medewerker leest wat u erbij schreef")
    buur.go_back()
    buur.reload()
    expect(buur.get_by_role("heading", name="Ontvangen")).to_be_visible()

    bureau = maak_pagina()
    kom_binnen(bureau, coordinator.email)
    expect(bureau.get_by_role("main")).to_contain_text("nieuw van de melder")
    bureau.get_by_role("link", name="Van melders").click()
    keur(bureau)
    bureau.get_by_role("button", name=re.compile("Oppakken en lezen")).click()
    expect(bureau.get_by_role("main")).to_contain_text("De gordijnen zijn nu ook dicht.")
    bureau.get_by_role("button", name=re.compile("Ik heb dit gelezen")).click()
    keur(bureau)
    _leg_contact_vast(bureau)
    _beoordeel(bureau)
    bureau.locator("#afsluiten").locator("summary").click()
    bureau.locator("#afsluiten").get_by_label("Geholpen met advies").check()
    bureau.get_by_role("button", name="Sluit de zaak af").click()

    buur.reload()
    expect(buur.get_by_role("heading", name="Afgerond")).to_be_visible()
    _act(buur, "Hoe kijkt u terug?")
    keur(buur)
    buur.get_by_label("4: tevreden", exact=True).check()
    buur.get_by_role("button", name="Verstuur").click()
    expect(buur.get_by_role("main")).to_contain_text("U hebt ons verteld hoe tevreden u bent")
    _act(buur, "Het is niet opgelost")
    buur.get_by_label("Wat is er nog aan de hand?").fill("Zij zit nog steeds alleen.")
    buur.get_by_role("button", name="Het is niet opgelost").click()
    expect(buur.get_by_role("heading", name="Opgepakt")).to_be_visible()
    buur.get_by_role("button", name="Klaar").click()
    expect(buur.get_by_label("code")).to_be_visible()

    assert Zaak.objects.get().status == Zaak.Status.CONTACT_GELEGD
    bureau.goto("/werkvoorraad/")
    expect(bureau.get_by_role("main")).to_contain_text("weer open")
    keur(bureau)
    bureau.goto(f"/zaken/{Zaak.objects.get().pk}/")
    expect(bureau.get_by_role("main")).to_contain_text("Zij zit nog steeds alleen.")
    keur(bureau)


def test_withdrawing_works_without_javascript_and_the_team_closes_it(maak_pagina, coordinator):
    buur = maak_pagina(viewport=TELEFOON, java_script_enabled=False)
    melding = bouwers.melding_met_code(gemeente=coordinator.gemeente)
    bouwers.termijn(melding=melding)
    buur.goto("/volgen/")
    buur.get_by_label("code").fill(volgcode(melding.sleutel))
    buur.get_by_role("button", name="Kijk").click()
    buur.get_by_role("button", name="Trek uw bericht in").click()
    buur.get_by_role("button", name="Ja, trek mijn bericht in").click()
    expect(buur.get_by_role("main")).to_contain_text("U hebt uw bericht ingetrokken.")

    bureau = maak_pagina()
    kom_binnen(bureau, coordinator.email)
    bureau.goto("/van-melders/")
    bureau.get_by_role("button", name=re.compile("Sluit af als ingetrokken")).click()
    expect(bureau.get_by_role("main")).to_contain_text("Alles is gelezen.")
    assert Zaak.objects.get().uitkomst == "ingetrokken"


def test_a_caller_gets_a_new_code(maak_pagina, coordinator):
    melding = bouwers.melding_met_code(gemeente=coordinator.gemeente, deur="mijzelf")
    bureau = maak_pagina()
    kom_binnen(bureau, coordinator.email)
    bureau.get_by_label("Zoek op nummer").fill("mevrouw janssen")
    bureau.get_by_role("button", name="Zoek").click()
    keur(bureau)
    bureau.get_by_role("link", name=re.compile("Nieuwe volgcode")).click()
    keur(bureau)
    bureau.get_by_label("de eigen naam").check()
    bureau.get_by_label("wanneer het bericht is verstuurd").check()
    bureau.get_by_role("button", name="Geef een nieuwe code").click()
    keur(bureau)
    expect(bureau.locator(".volgcode")).to_have_text(volgcode(melding.sleutel, 1))
