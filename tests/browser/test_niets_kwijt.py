"""What somebody typed in a zaak is lost to no colleague, clock or login, in a real browser."""

from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from opvolging import afsluiten
from opvolging.models import Notitie, Zaak
from tests import bouwers
from tests.browser.conftest import keur, klap_open, log_in

LANG = "Zij belt liever na twaalf uur."


def test_a_note_survives_a_session_that_ended_and_a_colleague_who_closes(maak_pagina, jo, stad):
    zaak = bouwers.zaak(meldingen=[bouwers.melding(gemeente=stad)], behandelaar=jo)
    els = bouwers.gebruiker(gemeente=stad, naam="Els Smeets")
    pagina = maak_pagina()
    log_in(pagina, els.email)
    pagina.goto(f"/zaken/{zaak.pk}/")
    Session.objects.all().delete()
    act = klap_open(pagina, "notitie")
    act.get_by_label("Wat wilt u onthouden?").fill(LANG)
    act.get_by_label("Het team").check()
    act.get_by_role("button", name="Bewaar de notitie").click()
    expect(pagina.get_by_role("main")).to_contain_text("Dan gaat u verder waar u was.")
    pagina.get_by_label("E-mail").fill(els.email)
    pagina.get_by_label("Wachtwoord").fill(bouwers.WACHTWOORD)
    pagina.get_by_role("main").get_by_role("button", name="Inloggen").click()

    act = pagina.locator("#notitie")
    expect(act.get_by_role("alert")).to_contain_text("Er is nog niets vastgelegd.")
    expect(act.get_by_label("Wat wilt u onthouden?")).to_have_value(LANG)
    expect(act.get_by_label("Het team")).to_be_checked()
    keur(pagina)
    assert not Notitie.objects.exists()

    afsluiten.sluit_af(zaak, uitkomst=Zaak.Uitkomst.VERHUISD, door=jo, nu=timezone.now())
    act.get_by_role("button", name="Bewaar de notitie").click()
    expect(act.get_by_role("alert")).to_contain_text("afgesloten")
    pagina.goto(f"/zaken/{zaak.pk}/")
    rest = pagina.get_by_role("status").filter(has_text="hier kan dat nu niet meer")
    expect(rest).to_contain_text(LANG)
    keur(pagina)
