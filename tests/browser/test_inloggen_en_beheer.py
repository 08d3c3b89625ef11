"""Logging in and setting things, in a real browser."""

import pytest
from playwright.sync_api import expect

from signaalpunt.rollen import Rol
from tests import bouwers
from tests.browser.conftest import BUREAU, TELEFOON, keur, kom_binnen


@pytest.mark.parametrize("pad", ["/inloggen/", "/wachtwoord-vergeten/", "/account/aanvragen/"])
def test_a_page_before_logging_in_is_accessible_on_a_desk(pagina, stad, pad):
    pagina.goto(pad)
    keur(pagina)


def test_a_wrong_password_is_explained_accessibly(pagina, stad):
    pagina.goto("/inloggen/")
    pagina.get_by_label("E-mail").fill("niemand@voorbeeld.test")
    pagina.get_by_label("Wachtwoord").fill("verkeerd wachtwoord")
    pagina.get_by_role("main").get_by_role("button", name="Inloggen").click()
    expect(pagina.get_by_role("main")).to_contain_text("niet")
    keur(pagina)


def test_the_beheerder_adds_a_closing_day(pagina, stad):
    beheerder = bouwers.gebruiker(Rol.BEHEERDER, gemeente=stad)
    kom_binnen(pagina, beheerder.email)
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Beheer van Maastricht")
    keur(pagina)
    pagina.get_by_role("link", name="openingstijden en sluitingsdagen").click()
    keur(pagina)
    pagina.get_by_label("Nog een sluitingsdag").fill("2027-02-09")
    pagina.get_by_role("button", name="Bekijk wat dit doet").click()
    keur(pagina)
    pagina.get_by_label("Waarom bent u dan dicht?").fill("Carnaval")
    pagina.get_by_role("button", name="Bekijk wat dit doet").click()
    keur(pagina)
    pagina.get_by_role("button", name="Bewaar").click()
    expect(pagina.get_by_label("dinsdag 9 februari 2027 – Carnaval")).to_be_checked()
    keur(pagina)


@pytest.mark.parametrize("naam", ["gemeente/", "gebruiker/"])
def test_a_form_of_the_beheerder_is_accessible_empty_and_with_errors(maak_pagina, stad, naam):
    pagina = maak_pagina(viewport=TELEFOON)
    kom_binnen(pagina, bouwers.gebruiker(Rol.BEHEERDER, gemeente=stad).email)
    pagina.goto(f"/beheer/{naam}")
    keur(pagina)
    pagina.get_by_role("button", name="Bewaar").click()
    keur(pagina)


PAST_NIET = """lijsten => lijsten.filter(lijst => {
    const eigen = lijst.cloneNode(true);
    Object.assign(eigen.style, {position: 'absolute', width: 'auto', maxWidth: 'none'});
    document.body.append(eigen);
    const nodig = eigen.offsetWidth;
    eigen.remove();
    return lijst.offsetWidth < nodig;
}).length"""


@pytest.mark.parametrize("beeld", [TELEFOON, BUREAU])
def test_no_unit_is_cut_off_in_the_list_where_it_is_chosen(maak_pagina, stad, beeld):
    pagina = maak_pagina(viewport=beeld)
    kom_binnen(pagina, bouwers.gebruiker(Rol.BEHEERDER, gemeente=stad).email)
    pagina.goto("/beheer/herinneringen/")
    lijsten = pagina.get_by_label("Uur of dagen?")
    expect(lijsten.first).to_be_visible()
    assert lijsten.evaluate_all(PAST_NIET) == 0
    keur(pagina)
