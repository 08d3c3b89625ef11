"""Public pages are written at B1 level, and never name people by our administration.

Every page that somebody without login can open is measured, also with errors and after sending.
"""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from meldingen.laden import laad_maastricht
from tests.antwoorden import ADRES, antwoorden
from tests.leesbaar import (
    AANDEEL_LANG_HOOGSTENS,
    GEMIDDELD_HOOGSTENS,
    oordeel,
    stukken,
    zinnen,
)
from tests.test_paginas import PAGINAS

pytestmark = pytest.mark.django_db

VERBODEN = {
    "nl": re.compile(r"\b(zaak|zaken|dossiers?|geval(len)?|case|cli[eë]nt(en)?)\b", re.IGNORECASE),
    "en": re.compile(r"\b(cases?|files?|clients?)\b", re.IGNORECASE),
}


def _stuur(pad: str, **velden: object) -> Callable[[Client], str]:
    return lambda bezoeker: bezoeker.post(pad, velden).content.decode()


def _bedankt(deur: str) -> Callable[[Client], str]:
    def open_(bezoeker: Client) -> str:
        antwoord = bezoeker.post(ADRES[deur], antwoorden(deur, leeftijdsgroep="tot_18"))
        return bezoeker.get(antwoord.headers["Location"]).content.decode()

    return open_


def _haal(naam: str) -> Callable[[Client], str]:
    def open_(bezoeker: Client) -> str:
        antwoord = bezoeker.get(reverse(naam, kwargs=PAGINAS[naam].kwargs()), follow=True)
        is_pagina = antwoord.headers["Content-Type"].startswith("text/html")
        return antwoord.content.decode() if is_pagina else ""  # paper has tests of its own

    return open_


PAGINA_S: dict[str, Callable[[Client], str]] = {
    **{naam: _haal(naam) for naam, pagina in PAGINAS.items() if pagina.is_openbaar},
    **{f"{deur} met fouten": _stuur(pad) for deur, pad in ADRES.items()},
    **{f"{deur} niet veilig": _stuur(pad, veilig="nee") for deur, pad in ADRES.items()},
    **{f"{deur} bedankt": _bedankt(deur) for deur in ADRES},
    "volgen met een verkeerde code": _stuur("/volgen/", code="AAAAA"),
    "inloggen met fouten": _stuur("/inloggen/"),
    "wachtwoord vergeten met fouten": _stuur("/wachtwoord-vergeten/"),
    "bestaat niet": lambda bezoeker: bezoeker.get("/bestaat-niet/").content.decode(),
}


@pytest.fixture
def bezoeker() -> Client:
    laad_maastricht()
    return Client()


@pytest.mark.parametrize("naam", PAGINA_S)
def test_a_public_page_reads_at_b1(bezoeker, naam):
    gemeten = oordeel(PAGINA_S[naam](bezoeker))
    assert gemeten.te_lang == []
    assert gemeten.gemiddeld <= GEMIDDELD_HOOGSTENS
    assert gemeten.aandeel_lang <= AANDEEL_LANG_HOOGSTENS, gemeten.lange_woorden


@pytest.mark.parametrize("taal", VERBODEN)
@pytest.mark.parametrize("naam", PAGINA_S)
def test_a_public_page_calls_nobody_a_case(bezoeker, naam, taal):
    bezoeker.cookies["taal"] = taal
    gelezen = stukken(PAGINA_S[naam](bezoeker))
    assert [stuk for stuk in gelezen if VERBODEN[taal].search(stuk)] == []


def test_the_measure_sees_what_it_should():
    zin = "Dit is " + "een heel erg " * 7 + "lange zin."
    pagina = (
        f'<p>Kort. <b>Ook</b> kort.</p><p>{zin}</p><img alt="Een dossier"><script>Zaak</script>'
    )
    gemeten = oordeel(pagina)
    assert gemeten.te_lang == [zin]
    assert gemeten.gemiddeld == pytest.approx((1 + 2 + 25) / 3)
    assert stukken(pagina) == ["Kort. Ook kort.", zin, "Een dossier"]
    assert zinnen("Bel 112. Of ga naar a.b: nu! En dan") == ["Bel 112.", "Of ga naar a.b: nu!"]
