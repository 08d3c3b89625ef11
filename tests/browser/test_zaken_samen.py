"""Joining, undoing, splitting and opening again, in a real browser without a mouse in mind."""

import os

import pytest
from playwright.sync_api import expect

from signaalpunt.rollen import Rol
from tests import bouwers
from tests.browser.conftest import BUREAU, TELEFOON, keur, kom_binnen
from tests.opvolging.samenloop import zaak_van_een_melder


@pytest.mark.parametrize(("beeld", "naam"), [(BUREAU, "bureau"), (TELEFOON, "telefoon")])
def test_two_zaken_become_one_and_two_again(maak_pagina, stad, beeld, naam):
    jo = bouwers.gebruiker(Rol.COORDINATOR, gemeente=stad, naam="Jo Claessens")
    blijft, andere = (zaak_van_een_melder(jo, telefoon_hash="x" * 64) for _ in range(2))
    pagina = maak_pagina(viewport=beeld)
    kom_binnen(pagina, jo.email)
    hoofd = pagina.get_by_role("main")

    def bekijk(wat: str) -> None:
        keur(pagina)
        if map_ := os.environ.get("KIEKJES"):
            pagina.screenshot(path=f"{map_}/{naam}-{wat}.png", full_page=True)

    pagina.goto(f"/zaken/{blijft.pk}/")
    pagina.get_by_text(f"Is zaak {andere.pk} dezelfde persoon?").click()
    bekijk("1-dubbel")
    pagina.get_by_role("button", name=f"Voeg zaak {andere.pk} hierbij").click()
    expect(hoofd).to_contain_text("gaat nu verder in deze zaak")
    bekijk("2-samen")

    pagina.goto(f"/zaken/{andere.pk}/")
    expect(hoofd).to_contain_text("Deze zaak gaat verder in een andere.")
    bekijk("3-andere")
    pagina.get_by_role("link", name=f"Ga naar zaak {blijft.pk}").click()

    tweede = blijft.zaakmeldingen.latest("melding").melding_id
    pagina.get_by_text(f"Gaat melding {tweede} over iemand anders?").click()
    pagina.get_by_role("button", name=f"Haal melding {tweede} eruit").click()
    bekijk("4-los")
    pagina.get_by_role("button", name=f"Zet terug in zaak {blijft.pk}").click()
    expect(hoofd).to_contain_text("De melding hoort nu bij deze zaak.")
    pagina.get_by_role("button", name="Maak ongedaan").click()
    expect(hoofd).to_contain_text("weer een eigen zaak")

    pagina.get_by_role("heading", name="Afsluiten").click()
    pagina.get_by_label("Buiten ons gebied").check()
    pagina.get_by_role("button", name="Sluit de zaak af").click()
    pagina.get_by_role("heading", name="Verdergaan met deze zaak").click()
    bekijk("5-gesloten")
    pagina.get_by_label("Waarom gaat u verder met deze zaak?").fill("Zij belde terug.")
    pagina.get_by_role("button", name="Open de zaak weer").click()
    expect(hoofd).to_contain_text("Lees in de geschiedenis waarom.")
    bekijk("6-weer-open")
