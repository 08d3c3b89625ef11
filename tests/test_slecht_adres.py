"""Bad input in an address: numbers that cannot be, words that nobody chose, bytes that say nothing.

The addresses are those of the table of routes; what they may ask behind the question mark is read
from the product itself.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from opvolging.voorraadfilter import SOORTEN
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.paginas import PAGINAS

pytestmark = pytest.mark.django_db

WORTEL = Path(__file__).parents[1]
GEVRAAGD = re.compile(
    r"""request\.GET\.(?:get|getlist)\(\s*["'](\w+)["']|request\.GET\[["'](\w+)["']\]"""
)
VRAGEN = {
    "bericht",
    "kijk",
    "pagina",
    "contact",
    "concept",
    "deur",
    "sinds",
    "soort",
    "welke",
    "vindplaats",
    "stand",
}
VAN_ANDEREN = {"next", "taal", "language"}  # read by Django and allauth
# of the sociale kaart
VAN_FORMULIEREN = {"blad", "zoek", "buurt", "moment", "doelgroep", "behoefte"}
IN_EEN_VRAAG = [
    quote("Tr\x00uus"), "%FF%FE%ED%A0%80", quote("\u202e👩‍👩‍👧"), "9" * 400, "-1", "99999999999",
    quote("٣"), quote("²"), "nan", "x" * 5000, quote("' OR 1=1 --"), quote("<script>{{ 7 }}"),
]  # fmt: skip
NUMMERS = ["0", "2147483648", "99999999999", "9" * 30, "9" * 4000]
WOORDEN = [
    "%00",
    "%FF%FE",
    "%ED%A0%80",
    quote("\u202e"),
    quote("' OR 1=1"),
    "x" * 300,
    quote("../x"),
]
GEWEIGERD = {302, 400, 404, 405}


def _client(naam: str) -> Client:
    """Somebody who may come in."""
    client, pagina = Client(raise_request_exception=False), PAGINAS[naam]
    if not pagina.is_openbaar:
        rol = next(rol for rol in (Rol.COORDINATOR, *Rol) if rol in pagina.rollen)
        client.force_login(bouwers.gebruiker(rol))
    return client


def _plaatsen(naam: str) -> set[str]:
    *_, plaatsen = get_resolver().reverse_dict.getlist(naam)[0]
    return set(plaatsen)


MET_PLAATSEN = [naam for naam in PAGINAS if _plaatsen(naam)]


def _verkeerde(naam: str) -> Iterator[str]:
    """The address with each of its places wrong in turn, as bytes that a browser could send."""
    goed = PAGINAS[naam].kwargs()
    for plaats in sorted(_plaatsen(naam)):
        is_nummer = isinstance(goed[plaats], int)
        merk = 8_675_309 if is_nummer else "hierstaathet"
        adres = reverse(naam, kwargs=goed | {plaats: merk})
        for waarde in NUMMERS if is_nummer else WOORDEN:
            yield adres.replace(str(merk), waarde)


def _na(client: Client, methode: str, adres: str) -> int:
    with transaction.atomic():
        antwoord = client.generic(methode, adres)
        transaction.set_rollback(True)
    return int(antwoord.status_code)


@pytest.mark.parametrize("naam", MET_PLAATSEN)
def test_an_address_that_names_nothing_is_refused_in_every_way(naam):
    client = _client(naam)
    statussen = {
        (methode, adres[:80]): _na(client, methode, adres)
        for adres in _verkeerde(naam)
        for methode in ("GET", "POST")
    }
    toegestaan = GEWEIGERD | (PAGINAS[naam].binnen if PAGINAS[naam].is_openbaar else set())
    assert {wat: status for wat, status in statussen.items() if status not in toegestaan} == {}


def test_what_an_address_may_ask_is_all_tried_here():
    bronnen = [*WORTEL.glob("*/views/*.py"), *WORTEL.glob("*/views.py")]
    gelezen = {
        naam for bron in bronnen for twee in GEVRAAGD.findall(bron.read_text()) for naam in twee
    }
    assert gelezen - {""} == VRAGEN


@pytest.mark.parametrize("naam", PAGINAS)
def test_a_question_behind_an_address_that_cannot_be_answered_is_left_out(naam):
    adres, client = reverse(naam, kwargs=PAGINAS[naam].kwargs()), _client(naam)
    namen = sorted(VRAGEN | VAN_ANDEREN | VAN_FORMULIEREN | set(SOORTEN))
    vol = ["&".join(f"{vraag}={waarde}" for vraag in namen) for waarde in IN_EEN_VRAAG]
    statussen = {vraag[:60]: _na(client, "GET", f"{adres}?{vraag}") for vraag in vol}
    assert {wat: status for wat, status in statussen.items() if status >= 500} == {}
