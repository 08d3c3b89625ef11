"""What there is to do in a browser: light, without JavaScript, on a small phone."""

from playwright.sync_api import expect

from meldingen.models import Buurt
from tests import bouwers
from tests.browser.conftest import TELEFOON, geef_sessie, keur

PAD = "/wat-is-er-te-doen/"


def test_a_resident_finds_what_is_near_without_javascript(maak_pagina, stad):
    for naam in ("Malberg", "Amby"):
        bouwers.aanbod(gemeente=stad, buurt=Buurt.objects.get(naam=naam), naam=f"Koffie in {naam}")
    pagina = maak_pagina(java_script_enabled=False, viewport=TELEFOON)
    pagina.goto("/")
    pagina.get_by_role("link", name="Kijk wat er is").click()
    pagina.get_by_label("Welke buurt?").select_option(label="Amby")
    pagina.get_by_role("button", name="Zoek").click()
    koppen = pagina.locator(".kaarten h2")
    expect(koppen).to_have_text(["Koffie in Amby", "Koffie in Malberg"])
    expect(pagina.get_by_role("link", name="Druk af wat er in en bij Amby is")).to_be_visible()


def test_a_full_page_weighs_little(maak_pagina, stad):
    buurt = Buurt.objects.get(naam="Malberg")
    for nummer in range(25):
        bouwers.aanbod(
            gemeente=stad, buurt=buurt, naam=f"Plek {nummer}", omschrijving="Iets. " * 90
        )
    pagina = maak_pagina(viewport=TELEFOON)
    lijn = pagina.context.new_cdp_session(pagina)
    lijn.send("Network.enable")
    gewicht: list[int] = []
    lijn.on("Network.loadingFinished", lambda bericht: gewicht.append(bericht["encodedDataLength"]))
    pagina.goto(PAD, wait_until="networkidle")
    keur(pagina)
    assert pagina.locator(".kaarten > li").count() == 20
    assert sum(gewicht) <= 100_000, gewicht


def test_the_team_reads_a_list_in_and_sees_which_line_is_wrong(pagina, stad):
    geef_sessie(pagina, bouwers.gebruiker(gemeente=stad))
    for inhoud, zin in (
        ("naam;buurt\nKoffie;Nergens\n", "Regel 2: buurt ‘Nergens’ kennen wij niet."),
        ("naam;buurt\nKoffie;Malberg\n", "Ingelezen: 1 nieuw"),
    ):
        pagina.goto("/aanbod/inlezen/")
        bestand = {"name": "lijst.csv", "mimeType": "text/csv", "buffer": inhoud.encode()}
        pagina.get_by_label("CSV-bestand").set_input_files(bestand)
        pagina.get_by_role("button", name="Lees het bestand in").click()
        expect(pagina.get_by_text(zin)).to_be_visible()
        keur(pagina)
