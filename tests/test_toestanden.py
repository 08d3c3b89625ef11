"""The table of states is whole, and every public page tells in each of them what it must.

It is written at B1 level, it names nobody by our administration, and it has all crisis numbers.
"""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.leesbaar import (
    AANDEEL_LANG_HOOGSTENS,
    GEMIDDELD_HOOGSTENS,
    oordeel,
    stukken,
)
from tests.paginas import PAGINAS
from tests.toestanden import GEEN_PAGINA, TALEN, TOESTANDEN

pytestmark = pytest.mark.django_db  # by which the database of `bladzijden` is there
# Demo only, and a page for developers: it shows mail, and has a test of its own.
POSTVAK = {"postvak"}
SJABLONEN = Path(__file__).parent.parent / "templates"
# What lives beside the public pages, for who logged in.
VAN_HET_TEAM = {
    "meldingen/vindplaats.html",
    "meldingen/vindplaatsen.html",
    "account/logout.html",
}
# Rendered without settings, because reading them may be what went wrong: see kaal.html.
ZONDER_INSTELLINGEN = {"onleesbaar", "er-ging-iets-mis"}
VERBODEN = {
    "nl": re.compile(r"\b(zaak|zaken|dossiers?|geval(len)?|case|cli[eë]nt(en)?)\b", re.IGNORECASE),
    "en": re.compile(r"\b(cases?|files?|clients?|dossiers?)\b", re.IGNORECASE),
}

IN_ELKE_TAAL = pytest.mark.parametrize("taal", TALEN)
IN_ELKE_TOESTAND = pytest.mark.parametrize("naam", TOESTANDEN)


def _publieke_sjablonen() -> set[str]:
    paden = [*SJABLONEN.glob("meldingen/[!_]*.html"), *SJABLONEN.glob("account/*.html")]
    paden += [*SJABLONEN.glob("[45]*.html"), SJABLONEN / "mfa" / "authenticate.html"]
    return {str(pad.relative_to(SJABLONEN)) for pad in paden} - VAN_HET_TEAM


def test_every_public_route_has_a_state_or_never_answers_with_a_page():
    openbaar = {naam for naam, pagina in PAGINAS.items() if pagina.is_openbaar}
    met_toestand = {toestand.route for toestand in TOESTANDEN.values()} & openbaar
    assert met_toestand | GEEN_PAGINA | POSTVAK == openbaar
    assert not met_toestand & GEEN_PAGINA


@pytest.mark.parametrize("naam", sorted(GEEN_PAGINA))
def test_what_is_no_page_answers_with_a_file_or_leads_on(naam):
    adres = reverse(naam, kwargs=PAGINAS[naam].kwargs())
    for antwoord in (Client().get(adres), Client().post(adres)):
        is_pagina = antwoord.headers.get("Content-Type", "").startswith("text/html")
        assert antwoord.status_code in {200, 302, 405}
        assert not (is_pagina and antwoord.content)


def test_every_public_template_is_shown_by_a_state(bladzijden):
    gezien = frozenset().union(*(bladzijde.sjablonen for bladzijde in bladzijden.values()))
    assert _publieke_sjablonen() - gezien == set()


@IN_ELKE_TAAL
@IN_ELKE_TOESTAND
def test_a_state_is_what_it_says(bladzijden, naam, taal):
    toestand, bladzijde = TOESTANDEN[naam], bladzijden[naam, taal]
    assert bladzijde.status == toestand.status
    assert bladzijde.koppen["Content-Type"].startswith("text/html")
    assert (bladzijde.route if toestand.route else "") == toestand.route
    # Pages behind a login are Dutch, also their refusal.
    assert f'<html lang="{"nl" if naam == "niet-voor-u" else taal}"' in bladzijde.tekst


@IN_ELKE_TAAL
@pytest.mark.parametrize("naam", [naam for naam, t in TOESTANDEN.items() if t.zelfde_als])
def test_what_is_not_looked_at_twice_reads_the_same(bladzijden, naam, taal):
    ander = bladzijden[TOESTANDEN[naam].zelfde_als, taal]
    assert stukken(bladzijden[naam, taal].tekst) == stukken(ander.tekst)


@IN_ELKE_TAAL
@IN_ELKE_TOESTAND
def test_every_page_has_the_crisis_numbers(bladzijden, naam, taal):
    bladzijde = bladzijden[naam, taal]
    te_bellen = set(re.findall(r'href="tel:([^"]+)"', bladzijde.tekst))
    alle = {re.sub(r"\D", "", nummer) for nummer in bladzijde.crisisnummers}
    assert len(alle) >= 5
    assert te_bellen >= ({"112", "113"} if naam in ZONDER_INSTELLINGEN else alle)


@IN_ELKE_TAAL
@IN_ELKE_TOESTAND
def test_a_public_page_reads_at_b1(bladzijden, naam, taal):
    gemeten = oordeel(bladzijden[naam, taal].tekst)
    assert gemeten.te_lang == []
    assert gemeten.gemiddeld <= GEMIDDELD_HOOGSTENS
    assert gemeten.aandeel_lang <= AANDEEL_LANG_HOOGSTENS, gemeten.lange_woorden


@IN_ELKE_TAAL
@IN_ELKE_TOESTAND
def test_a_public_page_calls_nobody_a_case(bladzijden, naam, taal):
    gelezen = stukken(bladzijden[naam, taal].tekst)
    assert [stuk for stuk in gelezen if VERBODEN[taal].search(stuk)] == []
