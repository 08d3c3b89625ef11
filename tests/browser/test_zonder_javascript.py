"""The work of the team, of a maatje and of the gemeente in a browser without JavaScript."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from meldingen.models import Melding
from opvolging.models import Afwezigheid, Contact, Koppeling, Maatje, Pauze, Zaak
from rapportage.models import Jaarverslag
from signaalpunt.models import Sluitingsdag
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.browser.conftest import geef_sessie, log_in
from tests.rapportage.stad import jaar_vol_meldingen

RUIM = date(2999, 1, 1)


@pytest.fixture
def jo(stad):
    jo = bouwers.gebruiker(Rol.COORDINATOR, gemeente=stad, naam="Jo Claessens")
    stad.teamleider = jo
    stad.save()
    return jo


@pytest.fixture
def kaal(maak_pagina):
    """Makes a browser without JavaScript in which somebody works."""

    def maak(gebruiker) -> Page:
        pagina: Page = maak_pagina(java_script_enabled=False)
        geef_sessie(pagina, gebruiker)
        return pagina

    return maak


def _gelukt(pagina: Page, tekst: str) -> None:
    expect(pagina.get_by_role("status").first).to_contain_text(tekst)


def _open(pagina: Page, naam: str) -> Locator:
    """One act on the page of a zaak, unfolded as far as it is not."""
    act = pagina.locator(f"#{naam}")
    if act.get_attribute("open") is None:
        act.locator("summary").first.click()
    return act


def _neem_aan(pagina: Page) -> None:
    """Somebody calls about herself; first the wrong door was open."""
    pagina.goto("/intake/")
    pagina.get_by_role("button", name="De beller belt voor zichzelf").click()
    pagina.get_by_label("Hoe heet de beller?").fill("Yvonne Voorbeeld")
    pagina.get_by_role("button", name="Bewaar en ga later verder").click()
    _gelukt(pagina, "Bewaard.")
    expect(pagina.get_by_label("Hoe heet de beller?")).to_have_value("Yvonne Voorbeeld")
    pagina.locator("[name=telefoon]").fill("043 000 00 01")
    pagina.locator("[name=veilig][value=ja]").check()
    pagina.get_by_role("button", name="Bewaar de melding").click()
    _gelukt(pagina, "Lees de volgcode voor")


def _pak_op(pagina: Page) -> None:
    """Found by a filter, taken up."""
    pagina.goto("/werkvoorraad/")
    pagina.get_by_role("link", name="Nog van niemand").click()
    pagina.get_by_role("button", name="Oppakken").first.click()
    _gelukt(pagina, "U heeft deze melding opgepakt.")


def _stop_en_start_de_klok(pagina: Page) -> None:
    act = _open(pagina, "pauze")
    act.locator("[name=reden]").first.check()
    morgen = timezone.localdate() + timedelta(days=1)
    act.locator("#pauze_tot_en_met").fill(morgen.isoformat())
    act.get_by_role("button").click()
    _gelukt(pagina, "De klok staat stil tot")
    assert Pauze.objects.exists()
    _open(pagina, "hervat").get_by_role("button", name="Laat de klok weer lopen").click()
    _gelukt(pagina, "De klok loopt weer.")


def _spreek(pagina: Page) -> None:
    for bereikt, gezegd in (("nee", "De klok loopt door."), ("ja", "De klok staat stil.")):
        act = _open(pagina, "contact")
        act.get_by_label("Telefoon", exact=True).check()
        act.locator(f"[name=is_bereikt][value={bereikt}]").check()
        act.get_by_role("button", name="Leg vast").click()
        _gelukt(pagina, gezegd)


def _beoordeel(pagina: Page) -> None:
    act = _open(pagina, "beoordelen")
    act.get_by_label("Terecht", exact=True).check()
    act.get_by_label("Wil graag iets").check()
    act.get_by_label("Hoe zei deze persoon ja").select_option("gesprek")
    act.get_by_role("button", name="Bewaar de beoordeling").click()
    _gelukt(pagina, "De beoordeling is bewaard.")


def _stel_voor(pagina: Page) -> None:
    pagina.get_by_role("link", name="Zoek een maatje").click()
    pagina.locator("[name=manier][value=gesprek]").check()
    for keuze in ("thuis op bezoek", "dinsdagmiddag", "Nederlands", "wandelen"):
        pagina.get_by_label(keuze, exact=True).check()
    pagina.get_by_role("button", name="Bewaar en zoek een maatje").click()
    pagina.get_by_role("button", name=re.compile("Stel .*voor")).first.click()
    _gelukt(pagina, "krijgt een e-mail")


def _sluit_af(pagina: Page) -> None:
    pagina.goto(f"/zaken/{Zaak.objects.get().pk}/")
    act = _open(pagina, "afsluiten")
    act.get_by_label("Een maatje").check()
    act.get_by_role("button", name="Sluit de zaak af").click()
    _gelukt(pagina, "De zaak is afgesloten.")


def test_a_signal_goes_from_the_phone_to_a_maatje_and_is_closed(kaal, jo, stad):
    maatje = bouwers.maatje(gemeente=stad, vog_geldig_tot=RUIM)
    team = kaal(jo)
    _neem_aan(team)
    assert Melding.objects.get().betrokkene_naam == "Yvonne Voorbeeld"
    _pak_op(team)
    _stop_en_start_de_klok(team)
    _spreek(team)
    assert Contact.objects.count() == 2
    _beoordeel(team)
    _stel_voor(team)

    avond = kaal(maatje.gebruiker)
    avond.goto("/mijn/")
    avond.get_by_role("button", name="Ja, graag").click()
    _gelukt(avond, "Wat fijn!")

    team.goto(f"/koppelingen/{Koppeling.objects.get().pk}/")
    team.get_by_role("button", name="Start de koppeling").click()
    _gelukt(team, "De koppeling is gestart.")
    _sluit_af(team)
    assert Zaak.objects.get().status == Zaak.Status.AFGESLOTEN


def test_a_maatje_says_no_with_a_reason(kaal, stad):
    koppeling = bouwers.koppeling()
    avond = kaal(koppeling.maatje.gebruiker)
    avond.goto("/mijn/")
    avond.get_by_text("Nee, liever niet").click()
    avond.get_by_label("Wilt u zeggen waarom niet?").fill("Te ver fietsen.")
    avond.get_by_role("button", name="Nee, zoek iemand anders").click()
    _gelukt(avond, "Dank u wel voor uw eerlijke antwoord.")
    assert Koppeling.objects.get().status == Koppeling.Status.AFGESLAGEN


def test_the_team_adds_a_maatje_ends_a_koppeling_and_shares_the_work(kaal, jo, stad):
    collega = bouwers.gebruiker(gemeente=stad, naam="Fatima el Amrani")
    koppeling = bouwers.koppeling(status=Koppeling.Status.ACTIEF)
    bouwers.termijn()
    team = kaal(jo)

    team.goto("/maatjes/nieuw/")
    for veld, waarde in (
        ("Naam", "Toon Test"), ("E-mail", "toon@voorbeeld.test"), ("Telefoon", "06 12 34 56 78"),
    ):  # fmt: skip
        team.get_by_label(veld, exact=True).fill(waarde)
    team.get_by_role("button", name="Bewaar").click()
    _gelukt(team, "Toon Test staat erbij.")
    assert Maatje.objects.filter(gebruiker__email="toon@voorbeeld.test").exists()

    team.goto(f"/koppelingen/{koppeling.pk}/")
    team.get_by_text("Koppeling beëindigen").click()
    team.get_by_label("Afgerond zoals gepland").check()
    team.get_by_role("button", name="Beëindig de koppeling").click()
    _gelukt(team, "De koppeling is beëindigd.")

    team.goto("/werkvoorraad/verdelen/")
    team.locator("[name=rij]").first.check()
    team.locator(f"[name=aan][value='{collega.pk}']").check()
    team.get_by_role("main").get_by_role("button").click()
    _gelukt(team, "nu van Fatima el Amrani.")

    team.goto("/afwezig/")
    for veld in ("van", "tot_en_met"):
        team.locator(f"[name={veld}]").fill(timezone.localdate().isoformat())
    team.locator("[name=plaatsvervanger]").select_option(str(collega.pk))  # Jo is the teamleider
    team.get_by_role("main").get_by_role("button").first.click()
    _gelukt(team, "Genoteerd.")
    assert Afwezigheid.objects.exists()


def test_a_year_is_frozen_published_and_downloaded(kaal, jo, stad):
    jaar = timezone.localdate().year - 1
    jaar_vol_meldingen(stad, jaar)
    team = kaal(jo)
    team.goto(f"/rapportage/{jaar}/")
    team.get_by_role("button", name=f"Leg {jaar} vast").click()
    team.get_by_role("link", name="Publiceren").click()
    team.get_by_label("Ik heb het verslag nagekeken").check()
    team.get_by_role("button", name="Publiceer voorgoed").click()
    _gelukt(team, "is gepubliceerd")
    assert Jaarverslag.objects.gepubliceerd().get().jaar == jaar

    beleid = kaal(bouwers.gebruiker(Rol.GEMEENTE, gemeente=stad))
    beleid.goto(f"/rapportage/{jaar}/")
    with beleid.expect_download() as wacht:
        beleid.get_by_role("link", name="CSV").click()
    assert b"Meldingen per maand" in Path(wacht.value.path()).read_bytes()


def test_the_beheerder_logs_in_and_adds_a_closing_day(maak_pagina, jo, stad):
    beheer = maak_pagina(java_script_enabled=False)
    log_in(beheer, bouwers.gebruiker(Rol.BEHEERDER, gemeente=stad).email)
    beheer.goto("/beheer/openingstijden/")
    beheer.get_by_label("Nog een sluitingsdag").fill("2031-04-25")
    beheer.get_by_label("Waarom bent u dan dicht?").fill("studiedag")
    beheer.get_by_role("button", name="Bekijk wat dit doet").click()
    beheer.get_by_role("main").get_by_role("button", name="Bewaar").click()
    _gelukt(beheer, "Bewaard.")
    assert Sluitingsdag.objects.get().reden == "studiedag"
