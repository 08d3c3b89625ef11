"""Two hundred people at once against the web server that ships: its processes, its threads."""

import http.client
import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from threading import Barrier
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connection

from meldingen.models import Melding
from meldingen.verzending import Verzending
from opvolging.models import Herinnering, Termijn
from signaalpunt.ingebouwd.plaats import WORTEL
from signaalpunt.ingebouwd.toezicht import programmas
from tests import bouwers
from tests.antwoorden import ADRES, antwoorden

WERKERS = 2  # processes, of eight threads each
MENSEN = 200
DUBBEL = 20  # of them press twice at the same moment


@pytest.fixture
def poort() -> int:
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return int(proef.getsockname()[1])


@pytest.fixture
def web(transactional_db, poort) -> Iterator[int]:
    """gunicorn as the supervisor starts it, on the database of this test; its port."""
    databank = urlsplit(os.environ["DATABASE_URL"])
    adres = databank._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    proces = subprocess.Popen(
        [sys.executable, *shlex.split(programmas(poort)["web"])],
        cwd=WORTEL,
        env=os.environ | {"DATABASE_URL": adres},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert proces.stderr
    gestart = 0
    for regel in proces.stderr:
        gestart += "Booting worker" in regel
        if gestart == WERKERS:
            break
    assert gestart == WERKERS
    try:
        yield poort
    finally:
        proces.terminate()
        proces.communicate(timeout=60)


class Browser:
    """One browser: a connection and its cookies."""

    def __init__(self, poort: int) -> None:
        self.lijn = http.client.HTTPConnection("127.0.0.1", poort, timeout=120)
        self.koekjes: SimpleCookie = SimpleCookie()

    def vraag(self, methode: str, pad: str, **velden: str) -> tuple[int, str]:
        """Status, and the text or where it leads."""
        koppen = {"Cookie": "; ".join(f"{k}={m.coded_value}" for k, m in self.koekjes.items())}
        if velden:
            koppen["Content-Type"] = "application/x-www-form-urlencoded"
        self.lijn.request(methode, pad, urlencode(velden) or None, koppen)
        antwoord = self.lijn.getresponse()
        tekst = antwoord.read().decode()
        self.lijn.close()  # who reads for a while comes back over a new connection
        for koek in antwoord.headers.get_all("Set-Cookie") or ():
            self.koekjes.load(koek)
        return antwoord.status, antwoord.headers["Location"] or tekst


def _stuur(poort: int, streep: Barrier, velden: dict[str, str]) -> str:
    """Open a page, wait for all others, send; the code that this browser shows."""
    browser = Browser(poort)
    status, _ = browser.vraag("GET", "/volgen/")
    assert status == 200
    token = browser.koekjes["csrf"].value
    streep.wait(timeout=120)
    status, naar = browser.vraag("POST", ADRES["mijzelf"], csrfmiddlewaretoken=token, **velden)
    assert status == 302, naar
    _, tekst = browser.vraag("GET", naar)
    return "".join(re.findall(r"<span>([^<]+)</span>", tekst.split('class="volgcode"')[1])[:3])


@pytest.mark.django_db(transaction=True)
def test_two_hundred_people_at_once_are_two_hundred_meldingen_with_a_code_each(web):
    bouwers.gemeente()
    formulieren = []
    for nummer in range(MENSEN):
        nieuw = Verzending.nieuw()
        eigen = {"sleutel": str(nieuw.sleutel), "geopend": nieuw.geopend}
        formulieren.append(antwoorden("mijzelf", toelichting=f"Mens {nummer}", **eigen))
    formulieren += formulieren[:DUBBEL]
    streep = Barrier(len(formulieren))
    with ThreadPoolExecutor(len(formulieren)) as draden:
        codes = list(draden.map(lambda velden: _stuur(web, streep, velden), formulieren))
    assert len(set(codes)) == MENSEN
    assert codes[MENSEN:] == codes[:DUBBEL]
    assert {melding.toelichting for melding in Melding.objects.all()} == {
        f"Mens {nummer}" for nummer in range(MENSEN)
    }
    assert Melding.objects.values("volgcode_hash").distinct().count() == MENSEN
    assert Termijn.objects.count() == 2 * MENSEN
    per_klok = Herinnering.objects.count() / MENSEN
    assert per_klok == int(per_klok) > 0
