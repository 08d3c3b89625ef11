"""Bad input, case by case through every door: a clear page, nothing half stored, never a 500."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from meldingen.models import Melder, Melding
from opvolging.models import Herinnering, Termijn
from tests.antwoorden import ADRES, GENOEG, antwoorden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]
FORMULIER = "application/x-www-form-urlencoded"
VERHAAL = "Truus zit alleen"
POST_VELD = {"mijzelf": "email", "iemand_anders": "melder_email", "professional": "melder_email"}


def lichaam(deur: str, achteraan: str = "", **anders: Any) -> bytes:
    """A form as a browser sends it, with `achteraan` behind it as it stands."""
    velden = antwoorden(deur, **{"toelichting": VERHAAL} | anders)
    return (urlencode(velden, doseq=True) + achteraan).encode()


def met(achteraan: str = "", **anders: Any) -> Callable[[str], bytes]:
    return lambda deur: lichaam(deur, achteraan, **anders)


def _mail_met_kop(deur: str) -> bytes:
    return lichaam(deur, **{POST_VELD[deur]: "a@voorbeeld.test\r\nBcc: b@voorbeeld.test"})


@dataclass(frozen=True)
class Geval:
    """What is sent, and what must come of it: a refusal (422, 400) or a melding that says this."""

    naam: str
    lichaam: Callable[[str], bytes]
    status: int
    bewaard: str | None = None
    terug: str = ""  # what was typed and stands on the page again
    soort: str = field(default=FORMULIER)


GEVALLEN = [
    Geval("empty", lambda _: b"", 422),
    Geval("only separators", lambda _: b"%%%&&&===", 422),
    Geval("nothing but spaces", met(**dict.fromkeys(["veilig", "toelichting"], " ")), 422),
    Geval("absurdly long", met(toelichting="Truus " * 10_000), 422, terug="Truus Truus"),
    Geval("a million characters", met(toelichting="x" * 1_000_000), 422, terug="xxxx"),
    Geval("three megabytes", met(toelichting="x" * 3_000_000), 400),
    Geval("ten thousand unknown fields", met("".join(f"&v{n}=x" for n in range(10_000))), 400),
    Geval("no multipart", lambda _: b"x", 400, soort="multipart/form-data"),
    Geval("multipart without end", lambda _: b"x", 422, soort="multipart/form-data; boundary=weg"),
    Geval("JSON", lambda _: b'{"veilig": "ja"}', 422, soort="application/json"),
    Geval("nested JSON", lambda _: b"[" * 10_000, 422, soort="application/json"),
    Geval("an unknown charset", met(), 302, VERHAAL, soort=f"{FORMULIER}; charset=klinkklaar"),
    Geval("control characters", met(toelichting="Tr\x07uus\x1b[31m"), 302, "Truus[31m"),
    Geval("NUL", met(toelichting="Tr\x00uus"), 302, "Truus"),
    Geval("right-to-left override", met(toelichting="\u202eTruus\u2066"), 302, "Truus"),
    Geval("emoji", met(toelichting="👩‍👩‍👧 ë 你好 مرحبا"), 302, "👩‍👩‍👧 ë 你好 مرحبا"),
    Geval("broken UTF-8", met("&toelichting=%FF%FETruus%C3", toelichting=None), 302, "��Truus�"),
    Geval("lone surrogates", met("&toelichting=%ED%A0%80Truus", toelichting=None), 302, "���Truus"),
    Geval("HTML", met(toelichting="<script>alert(1)</script>"), 302, "<script>alert(1)</script>"),
    Geval("SQL", met(toelichting="'; DROP TABLE x; --"), 302, "'; DROP TABLE x; --"),
    Geval("a template", met(toelichting="{{ 7|add:7 }}{% now %}"), 302, "{{ 7|add:7 }}{% now %}"),
    Geval("a header in an address", _mail_met_kop, 422, terug=VERHAAL),
    Geval("a value never offered", met(leeftijdsgroep="honderd"), 422, terug=VERHAAL),
    Geval("one wrong of several", met(behoeften=["praatje", "goud"]), 422, terug=VERHAAL),
    Geval("a buurt of elsewhere", met(buurt="BU99999999"), 422, terug=VERHAAL),
    Geval("arrays of another dialect", met("&veilig[0]=ja", veilig=None), 422, terug=VERHAAL),
    Geval("a huge number", met(huisnummer="9" * 400), 422, terug=VERHAAL),
    Geval("a negative number", met(huisnummer="-1"), 422, terug=VERHAAL),
    Geval("a field twice", met("&toelichting=" + quote("Piet ook")), 302, "Piet ook"),
    Geval("a key that is none", met(sleutel="../../etc/passwd"), 302, VERHAAL),
    Geval("a signature that is none", met(geopend="a:b:c", wacht="\x00:::"), 302, VERHAAL),
    Geval("fields of the database", met(id="1", is_verdacht="0", gemeente="2"), 302, VERHAAL),
]  # fmt: skip
IEDERE_DEUR = pytest.mark.parametrize("deur", list(GENOEG))


def aantal_rijen() -> tuple[int, ...]:
    return tuple(m.objects.count() for m in (Melding, Melder, Termijn, Herinnering))


def heel(deur: str, aantal: int = 1) -> tuple[int, ...]:
    """All rows of so many meldingen, and not one of them half."""
    # Contact and oppakken; who is told of by somebody else must hear that within a month.
    melders, klokken, stappen = (0, 2, 8) if deur == "mijzelf" else (1, 3, 12)
    return (aantal, melders * aantal, klokken * aantal, stappen * aantal)


def is_duidelijk(tekst: str) -> bool:
    return '<html lang="nl">' in tekst and tekst.count("<h1") == 1 and "</html>" in tekst


@IEDERE_DEUR
@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval.naam)
def test_bad_input_gives_a_clear_page_or_a_whole_melding(client, deur, geval):
    antwoord = client.generic("POST", ADRES[deur], geval.lichaam(deur), geval.soort)
    assert antwoord.status_code == geval.status
    if geval.status == 302:
        assert Melding.objects.get().toelichting == geval.bewaard
        assert aantal_rijen() == heel(deur)
        return
    tekst = antwoord.content.decode()
    assert is_duidelijk(tekst)
    assert geval.terug in tekst
    assert aantal_rijen() == (0, 0, 0, 0)


@IEDERE_DEUR
def test_a_file_is_not_taken_and_the_rest_is(client, deur):
    bestand = SimpleUploadedFile("virus.exe", b"MZ" * 1000)
    antwoord = client.post(ADRES[deur], antwoorden(deur, toelichting=VERHAAL, behoeften=bestand))
    assert antwoord.status_code == 302
    assert Melding.objects.get().behoeften == []


@IEDERE_DEUR
@pytest.mark.parametrize("token", [None, "x" * 64, "\x00"], ids=["missing", "expired", "broken"])
def test_without_a_valid_token_the_text_comes_back_and_can_be_sent(deur, token):
    streng = Client(enforce_csrf_checks=True)
    streng.cookies["csrf"] = "y" * 32
    velden = antwoorden(deur, toelichting=VERHAAL, csrfmiddlewaretoken=token)
    antwoord = streng.post(ADRES[deur], velden)
    assert antwoord.status_code == 403
    assert is_duidelijk(antwoord.content.decode())
    assert VERHAAL in antwoord.content.decode()
    assert aantal_rijen() == (0, 0, 0, 0)
    vers = str(antwoord.context["csrf_token"])
    assert streng.post(ADRES[deur], velden | {"csrfmiddlewaretoken": vers}).status_code == 302
    assert Melding.objects.get().toelichting == VERHAAL


@IEDERE_DEUR
def test_a_session_that_expired_is_not_needed(client, deur):
    client.cookies["sessie"] = "verlopen"
    assert client.post(ADRES[deur], lichaam(deur), content_type=FORMULIER).status_code == 302


@IEDERE_DEUR
def test_the_same_form_twice_is_one_whole_melding(deur):
    velden = antwoorden(deur, sleutel="6f1d2e9e-6b0a-4c57-9f05-0c2f8f1e6a11")
    for _ in range(2):  # from two browsers: no cookie helps
        assert Client().post(ADRES[deur], velden).status_code == 302
    assert aantal_rijen() == heel(deur)


@IEDERE_DEUR
@pytest.mark.parametrize("methode", ["put", "delete", "patch", "trace"])
def test_another_method_is_refused(client, deur, methode):
    assert getattr(client, methode)(ADRES[deur]).status_code == 405
    assert aantal_rijen() == (0, 0, 0, 0)


@IEDERE_DEUR
def test_when_the_last_row_fails_there_is_no_first(client, deur, monkeypatch):
    def stuk(*_args, **_velden):
        raise RuntimeError("proef")

    monkeypatch.setattr("opvolging.klokken.Herinnering.objects.bulk_create", stuk)
    client.raise_request_exception = False
    antwoord = client.post(ADRES[deur], antwoorden(deur))
    assert antwoord.status_code == 500
    assert is_duidelijk(antwoord.content.decode())
    assert not connection.needs_rollback
    assert aantal_rijen() == (0, 0, 0, 0)
