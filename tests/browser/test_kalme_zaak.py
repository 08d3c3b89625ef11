"""The page of a zaak is one calm page, for eyes, for keys and for who zooms in."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from opvolging.models import Zaak
from tests import bouwers
from tests.browser.conftest import BUREAU, geef_sessie, keur, klap_open
from tests.browser.kijken import OPEN_ALLES, breedte
from tests.browser.test_toetsenbord import druk, ga_naar, kies

HOOGSTENS = 1900  # pixels on a desk, with all that folds folded
IN_BEELD = """plek => {
    const kader = plek.getBoundingClientRect();
    return kader.top >= 0 && kader.bottom <= innerHeight;
}"""


@pytest.fixture
def zaak(jo, stad):
    """Begeleiding with something of everything: talks, a yes, an appointment, somebody asked."""
    melding = bouwers.melding(
        gemeente=stad,
        betrokkene_telefoon="043 000 00 01",
        postcode="6216 AB",
        huisnummer="14",
        aandachtspunten="Hoort slecht",
    )
    bouwers.melder(melding=melding)
    zaak = bouwers.zaak(
        meldingen=[melding],
        behandelaar=jo,
        status=Zaak.Status.IN_BEGELEIDING,
        oordeel=Zaak.Oordeel.TERECHT,
        hulpwens=Zaak.Hulpwens.JA,
    )
    for goed in zaak.toestemmingen.all():
        bouwers.gebeurtenis(zaak=zaak, soort="toestemming", tekst="", toestemming=goed)
    morgen = timezone.now() + timedelta(days=1)
    afspraak = bouwers.afspraak(zaak=zaak, begint_op=morgen)
    bouwers.gebeurtenis(zaak=zaak, soort="afspraak", tekst="", afspraak=afspraak)
    for _ in range(9):
        contact = bouwers.contact(zaak=zaak, notitie="Niemand nam op; de buren zagen wel licht.")
        bouwers.gebeurtenis(zaak=zaak, contact=contact, tekst="")
    return zaak


@pytest.fixture
def pagina(bureau, zaak):
    bureau.goto(f"/zaken/{zaak.pk}/")
    return bureau


def test_who_how_what_next_and_what_is_agreed_are_in_the_first_screen(pagina):
    for plek in ("h1", "#bellen .bel", "#bellen", "#nu + p", "#afgesproken"):
        assert pagina.locator(plek).evaluate(IN_BEELD), plek
    hoog = pagina.evaluate("document.documentElement.scrollHeight")
    assert hoog <= HOOGSTENS
    keur(pagina)


@pytest.mark.parametrize("breed", [320, 640])
def test_with_everything_unfolded_nothing_scrolls_sideways(pagina, breed):
    """A small phone, and a desk at 200 %."""
    pagina.evaluate(OPEN_ALLES)
    assert breedte(pagina, breed) == []
    keur(pagina)


@pytest.mark.parametrize("status", [Zaak.Status.OPGEPAKT, Zaak.Status.CONTACT_GELEGD])
def test_every_row_of_an_earlier_stage_is_for_everybody_too(bureau, jo, stad, status):
    """Of two meldingen, with the card for the first call, and with the first assessment."""
    meldingen = [bouwers.melding(gemeente=stad) for _ in range(2)]
    for melding in meldingen:
        bouwers.melder(melding=melding)
        bouwers.termijn(melding=melding)
    zaak = bouwers.zaak(
        meldingen=meldingen, behandelaar=jo, status=status, is_verteld=False, vindt_goed=False
    )
    bureau.goto(f"/zaken/{zaak.pk}/")
    bureau.evaluate(OPEN_ALLES)
    assert breedte(bureau, 320) == []
    keur(bureau)


def test_an_attempt_is_recorded_by_keys_alone_and_the_keyboard_is_back_where_it_was(pagina):
    act = pagina.locator("#contact")
    druk(pagina, act.locator("> summary"), "Space")
    kies(pagina, act.locator("fieldset:has([name=wijze])"), "telefoon")
    kies(pagina, act.locator("fieldset:has([name=is_bereikt])"), "nee")
    ga_naar(pagina, act.get_by_label("Wat wilt u onthouden?"))
    pagina.keyboard.type("Nam niet op.")
    druk(pagina, act.get_by_role("button", name="Leg vast"))
    gezegd = pagina.get_by_role("status").filter(has_text="De poging is vastgelegd.")
    expect(gezegd).to_be_visible()
    assert pagina.url.endswith("#contact")
    assert gezegd.evaluate(IN_BEELD)
    assert act.get_attribute("open") is None  # nothing more to fill in
    pagina.keyboard.press("Tab")
    expect(act.locator("> summary")).to_be_focused()
    assert act.locator("> summary").evaluate(IN_BEELD)


def test_a_refused_form_lies_open_and_its_summary_leads_to_the_field(pagina):
    act = pagina.locator("#overdragen")
    druk(pagina, act.locator("> summary"))
    druk(pagina, act.get_by_role("button", name="Draag over"))
    overzicht = act.get_by_role("alert")
    expect(overzicht).to_be_focused()
    assert overzicht.evaluate(IN_BEELD)
    druk(pagina, overzicht.get_by_role("link").first)
    veld = act.locator("[name=aan]").first
    assert veld.evaluate("plek => plek.id === location.hash.slice(1)")
    expect(veld).to_be_visible()
    keur(pagina)


def test_a_link_to_what_lies_folded_unfolds_it(pagina):
    druk(pagina, pagina.locator("#afgesproken").get_by_role("link", name="begeleiding"))
    expect(pagina.get_by_role("button", name="Trek in : Begeleiding")).to_be_visible()
    pagina.locator("#toestemming > summary").press("Enter")
    expect(pagina.get_by_role("button", name="Trek in : Begeleiding")).to_be_hidden()
    pagina.locator("#afgesproken").get_by_role("link", name="begeleiding").press("Enter")
    expect(pagina.get_by_role("button", name="Trek in : Begeleiding")).to_be_visible()


def test_an_address_that_names_a_row_opens_it(pagina):
    """As mails and lists of the team lead to one."""
    for naam in ("overdragen", "afspraak"):
        pagina.goto(f"{pagina.url.split('#')[0]}#{naam}")
        expect(pagina.locator(f"#{naam}")).to_have_attribute("open", "")
        assert pagina.locator(f"#{naam} > summary").evaluate(IN_BEELD)


def test_calling_the_last_appointment_off_returns_to_what_is_agreed(pagina):
    druk(pagina, pagina.get_by_role("button", name="Zeg af"))
    expect(pagina.locator("#afgesproken")).to_contain_text("De afspraak is afgezegd.")
    assert pagina.locator("#afgesproken").evaluate(IN_BEELD)


def test_without_javascript_every_act_unfolds_and_returns(maak_pagina, jo, zaak):
    kaal = maak_pagina(java_script_enabled=False, viewport=BUREAU)
    geef_sessie(kaal, jo)
    kaal.goto(f"/zaken/{zaak.pk}/")
    dicht = kaal.locator(".rijen details.act:not([open]) > summary")
    while dicht.count():
        dicht.first.press("Enter")
    act = klap_open(kaal, "notitie")
    act.get_by_label("Wat wilt u onthouden?").fill("Belt liever na twaalf.")
    act.get_by_label("Het team").check()
    act.get_by_role("button", name="Bewaar de notitie").click()
    expect(kaal.locator("#notities")).to_contain_text("De notitie staat erbij.")
    expect(kaal.locator("#notities")).to_contain_text("Belt liever na twaalf.")
