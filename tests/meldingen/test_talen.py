"""Every public text exists in both languages, and the compiled catalogue is the written one."""

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.encoding import force_str

from meldingen.forms import DEUREN
from tests import bouwers
from tests.antwoorden import ADRES

CATALOGUS = settings.BASE_DIR / "locale/en/LC_MESSAGES/django.mo"
TEKST = re.compile(r"""{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""")
OPENBAAR = [
    "meldingen/*.html",
    "signaalpunt/**/*.html",
    "account/**/*.html",
    "mfa/authenticate.html",
    "*.html",
]
LOPEND = re.compile(r"{%\s*blocktranslate[^%]*trimmed\s*%}(.+?){%\s*endblocktranslate", re.DOTALL)
VARIABELE = re.compile(r"{{\s*(\w+)\s*}}")
BEIDE_GELIJK = {"Postcode", "Internet", "Tigrinya", "Farsi"}


def engels() -> dict[str, str]:
    with CATALOGUS.open("rb") as stroom:
        catalogus = gettext.GNUTranslations(stroom)
    return {k: v for k, v in catalogus._catalog.items() if k}  # type: ignore[attr-defined]


def _sjablonen() -> list[Path]:
    map_ = settings.BASE_DIR / "templates"
    return [pad for patroon in OPENBAAR for pad in map_.glob(patroon)]


def test_every_text_of_a_public_template_has_english():
    teksten = {
        eerste or tweede
        for pad in _sjablonen()
        for eerste, tweede in TEKST.findall(pad.read_text(encoding="utf-8"))
    }
    teksten |= {
        VARIABELE.sub(r"%(\1)s", " ".join(tekst.split()))
        for pad in _sjablonen()
        for tekst in LOPEND.findall(pad.read_text(encoding="utf-8"))
    }
    assert len(teksten) > 100
    assert teksten - engels().keys() == set()


def _woorden(form) -> set[str]:
    woorden = {force_str(titel) for titel, _ in form.groepen}
    for veld in form.fields.values():
        woorden |= {force_str(veld.label), force_str(veld.help_text)}
        woorden |= {force_str(veld.error_messages["required"])}
        if veld is not form.fields["buurt"]:
            woorden |= {force_str(tekst) for _, tekst in getattr(veld, "choices", [])}
    return woorden - {""}


@pytest.mark.django_db
@pytest.mark.parametrize("deur", list(DEUREN))
def test_every_word_of_a_door_has_english(deur):
    form = DEUREN[deur](gemeente=bouwers.gemeente())
    assert _woorden(form) - engels().keys() == set()


def test_english_is_never_dutch():
    zelfde = {nl for nl, en in engels().items() if nl == en}
    assert zelfde <= BEIDE_GELIJK


@pytest.mark.django_db
@pytest.mark.parametrize(
    "pad",
    [
        "/", "/volgen/", "/melden/bedankt/", "/privacy/", "/toegankelijkheid/", "/inloggen/",
        "/bestaat-niet/", *ADRES.values(),
    ],
)  # fmt: skip
def test_a_page_in_english_has_no_dutch_left(client, maastricht, pad):
    client.cookies["taal"] = "en"
    tekst = client.get(pad).content.decode()
    assert '<html lang="en">' in tekst
    assert "Op werkdagen" not in tekst
    assert "wanneer" not in tekst.lower()
    lang = [nl for nl, en in engels().items() if len(nl) > 20 and nl != en]
    assert [nl for nl in lang if nl in tekst] == []


@pytest.mark.django_db
def test_what_a_browser_prefers_is_not_asked(client, maastricht):
    antwoord = client.get("/", headers={"Accept-Language": "en-US,en"})
    assert '<html lang="nl">' in antwoord.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("keuze", "taal"), [("en", "en"), ("nl", "nl"), ("tlh", "nl")])
def test_the_language_follows_the_button(client, maastricht, keuze, taal):
    antwoord = client.post("/taal/", {"language": keuze, "next": "/volgen/"})
    assert antwoord.url == "/volgen/"
    assert f'<html lang="{taal}">' in client.get("/volgen/").content.decode()
    assert translation.get_language() == "nl"


def test_the_compiled_catalogue_is_the_written_one():
    bron = CATALOGUS.with_suffix(".po")
    geschreven = dict(
        re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', bron.read_text(encoding="utf-8"), re.MULTILINE)
    )
    schoon = {nl.replace('\\"', '"'): en.replace('\\"', '"') for nl, en in geschreven.items()}
    assert schoon == engels()
