"""Two zaken of one house, and one that is about two people, in a real browser."""

import os

import pytest
from playwright.sync_api import expect

from signaalpunt import zoekhash
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.browser.conftest import BUREAU, TELEFOON, keur, kom_binnen
from tests.opvolging.samenloop import zaak_van_een_melder

THUIS = {"postcode": "6216 AB", "huisnummer": "14", "adres_hash": zoekhash.adres("6216AB", "14")}


@pytest.mark.parametrize(("beeld", "naam"), [(BUREAU, "bureau"), (TELEFOON, "telefoon")])
def test_who_live_in_one_house_are_seen_together_and_a_zaak_is_split(
    maak_pagina, stad, beeld, naam
):
    jo = bouwers.gebruiker(Rol.COORDINATOR, gemeente=stad, naam="Jo Claessens")
    els = bouwers.gebruiker(gemeente=stad, naam="Els Smeets")
    zaak, ander = (zaak_van_een_melder(wie, bouwers.NU, **THUIS) for wie in (jo, els))
    pagina = maak_pagina(viewport=beeld)
    kom_binnen(pagina, jo.email)
    hoofd = pagina.get_by_role("main")

    def bekijk(wat: str) -> None:
        keur(pagina)
        if map_ := os.environ.get("KIEKJES"):
            pagina.screenshot(path=f"{map_}/{naam}-{wat}.png", full_page=True)

    pagina.goto(f"/zaken/{zaak.pk}/")
    pagina.get_by_role("link", name="Leg het vast").click()  # unfolds it
    formulier = pagina.locator("#huisgenoot")
    formulier.get_by_label(f"Zaak {ander.pk}: zelfde adres").check()
    formulier.get_by_label("Partner").check()
    bekijk("huis-1-wie")
    formulier.get_by_role("button", name="Leg vast").click()
    expect(hoofd).to_contain_text(f"Zaak {ander.pk} staat nu bij deze zaak")
    expect(hoofd).to_contain_text("Spreek met Els Smeets af wie belt of langsgaat.")
    bekijk("huis-2-samen")

    pagina.goto(f"/zaken/{ander.pk}/")
    pagina.get_by_text(f"Hoort zaak {zaak.pk} niet bij dit huis?").click()
    bekijk("huis-3-ander")
    pagina.get_by_role("button", name=f"Haal zaak {zaak.pk} weg").click()
    expect(hoofd).to_contain_text(f"Zaak {zaak.pk} staat niet meer bij deze zaak.")

    pagina.goto(f"/zaken/{zaak.pk}/")
    pagina.get_by_role("heading", name="Deze zaak splitsen").click()
    formulier = pagina.locator("#splitsen")
    formulier.get_by_label("Zoon of dochter").check()
    formulier.get_by_label("Hoe heet de tweede persoon?").fill("Kiki Hendrix")
    bekijk("huis-4-splitsen")
    formulier.get_by_role("button", name="Splits deze zaak").click()
    expect(formulier).to_contain_text("Kies een antwoord.")
    bekijk("huis-5-mist")
    formulier.get_by_role("group", name="nu veilig").get_by_label("Ja").check()
    formulier.get_by_label("Weet ik niet", exact=True).last.check()
    formulier.get_by_label("Aan de telefoon").check()
    formulier.get_by_role("button", name="Splits deze zaak").click()
    expect(hoofd).to_contain_text("Voor de tweede persoon is er nu zaak")
    pagina.locator("#huis + ul, section:has(#huis)").get_by_role("link", name="Zaak").first.click()
    expect(hoofd).to_contain_text("Is er toch geen tweede persoon?")
    bekijk("huis-6-tweede")
    pagina.get_by_role("button", name="Maak het splitsen ongedaan").click()
    expect(hoofd).to_contain_text("Het splitsen is ongedaan gemaakt.")
    bekijk("huis-7-ongedaan")
