"""What we say about ourselves follows from the settings, and is honest without them."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from signaalpunt.models import Gemeente
from tests import bouwers
from tests.antwoorden import ADRES, antwoorden

pytestmark = pytest.mark.django_db
BEIDE = pytest.mark.parametrize("taal", ["nl", "en"])


@pytest.fixture
def ingesteld(maastricht):
    Gemeente.objects.update(
        verantwoordelijke="Humanitas <Maastricht>",
        privacycontact="fg@voorbeeld.test",
        grondslag="gerechtvaardigd_belang",
        bewaartermijn=18,
        toegankelijkheid_contact="toegang@voorbeeld.test",
        toegankelijkheid_status="b",
        toegankelijkheid_op="2026-03-01",
        beveiligingscontact="lek@voorbeeld.test",
    )


@BEIDE
def test_privacy_says_who_how_long_and_where_to_ask(client, ingesteld, taal):
    client.cookies["taal"] = taal
    tekst = client.get("/privacy/").text
    for deel in ("Humanitas &lt;Maastricht&gt;", "18", "mailto:fg@voorbeeld.test", "BSN"):
        assert deel in tekst
    belang = {"nl": "gerechtvaardigd belang", "en": "legitimate interest"}
    assert belang[taal] in tekst


def test_privacy_promises_of_the_term_only_what_is_really_done(client, ingesteld):
    Gemeente.objects.update(volgcode_maanden=7)
    tekst = client.get("/privacy/").text
    assert "nog 18 maanden bewaren. Dat is onze afspraak." in tekst
    assert "Die stopt vanzelf: 7 maanden nadat wij klaar zijn." in tekst
    assert "wissen wij" not in tekst


def test_privacy_promises_no_term_that_nobody_set(client, maastricht):
    tekst = client.get("/privacy/").text
    assert "staat nog niet vast" in tekst
    assert "Signaalpunt Maastricht" in tekst
    assert "belang is" not in tekst
    Gemeente.objects.update(grondslag="algemeen_belang")
    assert "taak van algemeen belang" in client.get("/privacy/").text


@pytest.mark.parametrize(
    ("status", "woorden"),
    [("a", "volledig"), ("b", "gedeeltelijk"), ("c", "eerste maatregelen"), ("d", "voldoet niet")],
)
def test_the_statement_gives_its_status_and_date(client, ingesteld, status, woorden):
    Gemeente.objects.update(toegankelijkheid_status=status)
    tekst = client.get("/toegankelijkheid/").text
    assert f"Status {status.upper()}" in tekst
    assert woorden in tekst
    assert "1 maart 2026" in tekst
    assert "toegang@voorbeeld.test" in tekst


def test_without_a_study_the_statement_says_so(client, maastricht):
    tekst = client.get("/toegankelijkheid/").text
    assert "nog geen volledig onderzoek" in tekst
    assert "Status" not in tekst
    assert maastricht.telefoon in tekst


def _security(client):
    antwoord = client.get("/.well-known/security.txt")
    assert antwoord["Content-Type"] == "text/plain; charset=utf-8"
    assert antwoord.text.endswith("\n")
    regels = [regel.split(": ", 1) for regel in antwoord.text.splitlines()]
    assert [naam for naam, _ in regels] == [
        "Contact",
        "Expires",
        "Preferred-Languages",
        "Canonical",
    ]
    return dict(regels)


def test_security_txt_follows_rfc_9116(client, ingesteld):
    Gemeente.objects.update(hostnaam="signaalpunt.voorbeeld.test")
    velden = _security(client)
    assert velden["Contact"] == "mailto:lek@voorbeeld.test"
    assert velden["Canonical"] == "https://signaalpunt.voorbeeld.test/.well-known/security.txt"
    assert velden["Preferred-Languages"] == "nl, en"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", velden["Expires"])
    verloopt = datetime.strptime(velden["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=90) < verloopt - timezone.now() < timedelta(days=365)


def test_a_finder_can_always_call(client, maastricht):
    Gemeente.objects.update(telefoon="043 350 40 40")
    assert _security(client)["Contact"] == "tel:+31433504040"


def test_without_any_contact_there_is_no_security_txt(client, maastricht):
    Gemeente.objects.update(telefoon="")
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("pad", ["/", "/volgen/", "/k/geen/", "/privacy/", *ADRES.values()])
def test_every_public_page_leads_to_both(client, maastricht, pad):
    tekst = client.get(pad).text
    assert 'href="/privacy/"' in tekst
    assert 'href="/toegankelijkheid/"' in tekst


def test_the_page_that_says_call_first_leads_to_both_too(client, maastricht):
    bouwers.crisisnummer()
    tekst = client.post(ADRES["mijzelf"], antwoorden("mijzelf", veilig="nee")).text
    assert 'href="/privacy/"' in tekst
    assert tekst.count('id="hulpnummers"') == 1
