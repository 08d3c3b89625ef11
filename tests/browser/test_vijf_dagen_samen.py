"""The commonest days with somebody else: an organisation that is asked, and a maatje."""

import re

from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from opvolging.models import Koppeling, Zaak
from signaalpunt import post
from tests import bouwers
from tests.browser.conftest import TELEFOON, geef_sessie, keur, klap_open, kom_binnen

LINK = re.compile(r"https?://[^/]+(/hulpvraag/[^\s/]+/)")


def _zaak(jo, status):
    melding = bouwers.melding(
        gemeente=jo.gemeente,
        betrokkene_naam="Bertha Janssen",
        betrokkene_telefoon="043 000 00 01",
        buurt=jo.gemeente.buurten.get(naam="Malberg"),
    )
    wil_iets = {"oordeel": Zaak.Oordeel.TERECHT, "hulpwens": Zaak.Hulpwens.JA}
    return bouwers.zaak(meldingen=[melding], behandelaar=jo, status=status, **wil_iets)


def _leg_toestemming_vast(bureau: Page, soort: str, partner: str = "") -> None:
    act = klap_open(bureau, "toestemming")
    act.get_by_label(soort, exact=True).check()
    act.get_by_label("Delen met welke organisatie?").fill(partner)
    act.get_by_label("In een gesprek").check()
    act.get_by_role("button", name="Leg de toestemming vast").click()
    expect(bureau.get_by_role("status").first).to_contain_text("De toestemming staat erbij")


def _verwijs_door(bureau: Page) -> None:
    """Refused at first: nobody wrote down that the person agrees; nothing is typed twice."""
    act = klap_open(bureau, "doorverwijzen")
    act.get_by_label("Huisarts").check()
    act.get_by_label("Welke organisatie, en wie?").fill("Praktijk De Linde")
    act.get_by_label("Wat vroeg u, en hoe?").fill("Gebeld met de assistent.")
    act.get_by_role("button", name="Leg de doorverwijzing vast").click()
    expect(bureau.get_by_role("alert").first).to_contain_text("Vraag deze persoon eerst")
    keur(bureau)
    _leg_toestemming_vast(bureau, "Delen met een organisatie", "Praktijk De Linde")
    act = bureau.locator("#doorverwijzen")
    expect(act.get_by_label("Wat vroeg u, en hoe?")).to_have_value("Gebeld met de assistent.")
    act.get_by_role("button", name="Leg de doorverwijzing vast").click()
    expect(bureau.locator("#doorverwijzingen")).to_contain_text("Praktijk De Linde")


def _stuur_link(bureau: Page) -> str:
    """Returns its address, as the mail has it."""
    bureau.get_by_role("heading", name="Doorverwezen: Praktijk De Linde").click()
    bureau.get_by_role("link", name="Stuur een link aan Praktijk De Linde").click()
    bureau.get_by_label("E-mail van de organisatie").fill("balie@linde.test")
    bureau.get_by_label("Naam: Bertha Janssen").check()
    bureau.get_by_label("Wat moet deze organisatie weten?").fill("Zij wil graag eens praten.")
    keur(bureau)
    bureau.get_by_role("button", name="Stuur de link").click()
    expect(bureau.get_by_role("status").first).to_contain_text("De link is onderweg.")
    mail.outbox.clear()
    post.verstuur(nu=timezone.now())
    [tekst] = [str(bericht.body) for bericht in mail.outbox if "/hulpvraag/" in str(bericht.body)]
    assert "Janssen" not in tekst
    gevonden = LINK.search(tekst)
    assert gevonden
    return gevonden[1]


def test_the_day_of_a_doorverwijzing(maak_pagina, bureau, stad, jo):
    zaak = _zaak(jo, Zaak.Status.CONTACT_GELEGD)
    bureau.goto(f"/zaken/{zaak.pk}/")
    _verwijs_door(bureau)
    adres = _stuur_link(bureau)

    balie = maak_pagina(viewport=TELEFOON)
    balie.goto(adres)
    expect(balie.get_by_role("main")).to_contain_text("Bertha Janssen")
    expect(balie.get_by_role("main")).not_to_contain_text("043 000 00 01")
    keur(balie)
    balie.get_by_label("Nee, dit past nu niet bij ons").check()
    balie.get_by_role("button", name="Stuur het antwoord").press("Enter")
    expect(balie.get_by_role("alert")).to_contain_text("Schrijf kort waarom het niet past.")
    keur(balie)
    balie.get_by_label("Wilt u er iets bij zeggen?").fill("Wij hebben een wachtlijst.")
    balie.get_by_role("button", name="Stuur het antwoord").press("Enter")
    expect(balie.get_by_role("heading", level=1)).to_have_text("Dank u wel voor uw antwoord")
    keur(balie)
    balie.goto(adres)
    expect(balie.get_by_role("main")).to_contain_text("Deze link werkt niet meer")
    expect(balie.get_by_role("main")).not_to_contain_text("Bertha")
    keur(balie)

    collega = maak_pagina()
    geef_sessie(collega, bouwers.gebruiker(gemeente=stad, naam="Els Smeets"))
    collega.goto(f"/zaken/{zaak.pk}/")
    kaart = collega.locator("#doorverwijzingen")
    expect(kaart).to_contain_text("teruggegeven")
    expect(kaart).to_contain_text("Reden: Wij hebben een wachtlijst.")
    keur(collega)


def _stel_voor(bureau: Page) -> None:
    act = klap_open(bureau, "maatje")
    act.get_by_role("button", name="Stel voor aan Vera Voorbeeld").click()
    expect(bureau.get_by_role("status").first).to_contain_text("krijgt een e-mail")


def _trek_in(bureau: Page, gevolg: str) -> None:
    kaart = klap_open(bureau, "toestemming")
    expect(kaart).to_contain_text(gevolg)
    kaart.get_by_role("button", name=re.compile("^Trek in.*maatje")).press("Enter")
    expect(bureau.get_by_role("status").first).to_contain_text("Ingetrokken")


def test_the_day_of_a_maatje_and_of_thinking_again(maak_pagina, bureau, stad, jo):
    zaak = _zaak(jo, Zaak.Status.IN_BEGELEIDING)
    bouwers.deelnemer(zaak=zaak, buurt=stad.buurten.get(naam="Malberg"))
    goed = zaak.toestemmingen.get(soort="maatje")
    bouwers.gebeurtenis(zaak=zaak, soort="toestemming", tekst="Een maatje.", toestemming=goed)
    vera = bouwers.maatje(gemeente=stad, buurt=stad.buurten.get(naam="Malberg"))
    thuis = maak_pagina(viewport=TELEFOON)
    kom_binnen(thuis, vera.gebruiker.email)
    bureau.goto(f"/zaken/{zaak.pk}/")
    _stel_voor(bureau)
    thuis.goto("/mijn/")
    expect(thuis.get_by_role("main")).not_to_contain_text("Bertha")

    # Bertha thinks again while Vera reads: the yes comes too late, and says nothing of her.
    bureau.goto(f"/zaken/{zaak.pk}/")
    _trek_in(bureau, "Het voorstel aan het maatje gaat dan ook terug.")
    keur(bureau)
    thuis.get_by_role("button", name="Ja, graag").press("Enter")
    expect(thuis.get_by_role("main")).not_to_contain_text("Bertha")
    expect(thuis.get_by_role("status")).to_contain_text("Deze vraag staat niet meer open.")
    keur(thuis)

    _leg_toestemming_vast(bureau, "Een maatje")
    _stel_voor(bureau)
    thuis.goto("/mijn/")
    thuis.get_by_role("button", name="Ja, graag").press("Enter")
    expect(thuis.get_by_role("heading", name="Bertha")).to_be_visible()
    expect(thuis.get_by_role("link", name="06 00 00 00 01")).to_be_visible()
    expect(thuis.get_by_role("main")).not_to_contain_text("Janssen")
    keur(thuis)
    bureau.goto(f"/zaken/{zaak.pk}/")
    _trek_in(bureau, "De koppeling stopt dan ook. Bel het maatje.")
    assert not Koppeling.objects.lopend().exists()
    thuis.reload()
    expect(thuis.get_by_role("main")).to_contain_text("Er is nu niets voor u.")
    expect(thuis.get_by_role("main")).not_to_contain_text("06 00 00 00 01")
