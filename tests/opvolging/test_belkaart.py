"""The first-call card: what it says to whom, and that it never tells more than was allowed."""

import io
import re
from datetime import timedelta

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from meldingen.models import Melder, Melding
from opvolging import brieven
from opvolging.antwoorden import MetMelder
from opvolging.belkaart import IEMAND, belkaart
from opvolging.informatietekst import informatietekst
from opvolging.models import Gebeurtenis, Inzage, InzageMelder, Zaak
from signaalpunt.models import Gemeente
from tests import bouwers
from tests.bouwers import NU
from tests.leesbaar import oordeel
from tests.pdflezer import pdftekst

STAD = Gemeente(naam="Maastricht", telefoon="043 000 00 00")
Status = Zaak.Status


def _deel(deur="iemand_anders", weet="nee", relatie="buur", mag="nee"):
    melding = Melding(pk=7, deur=deur, weet_ervan=weet, relatie=relatie)
    melder = None if deur == "mijzelf" else Melder(mag_genoemd_worden=mag)
    return MetMelder(melding, melder)


def _kaart(*delen, naam="Mevrouw Janssen", voicemail=""):
    return belkaart(delen, naam=naam, voicemail=voicemail, beller="Jo Claessens", van=STAD)


@pytest.mark.parametrize(
    ("deel", "waarom"),
    [
        (_deel("mijzelf"), "U heeft ons zelf laten weten"),
        (_deel(weet="nee"), "Misschien verrast dit u. Iemand die zich zorgen maakt vroeg of wij"),
        (_deel(weet="onbekend", mag="alleen_relatie"), "verrast dit u. Iemand uit uw buurt vroeg"),
        (
            _deel(weet="ja_akkoord", mag="ja"),
            "Iemand uit uw buurt vroeg ons om u te bellen. U weet",
        ),
        (_deel(weet="ja_niet_akkoord"), "Ik weet dat u dat liever niet wilde."),
        (_deel("professional", mag="ja"), "Iemand die u kent van zijn of haar werk vroeg of wij"),
        (_deel("professional", mag="nee"), "Iemand die zich zorgen maakt vroeg of wij"),
    ],
)
def test_the_first_words_fit_who_brought_it_and_what_the_person_knows(deel, waarom):
    zinnen = _kaart(deel).zinnen
    assert zinnen[0] == (
        "Goedendag, u spreekt met Jo Claessens van Signaalpunt Maastricht. "
        "Spreek ik met mevrouw Janssen?"
    )
    assert waarom in zinnen[1]
    assert zinnen[-1] == "Komt het nu uit om even te praten?"
    assert "eenza" not in " ".join(zinnen).lower()


def test_who_also_wrote_themselves_is_called_about_that():
    kaart = _kaart(_deel(), _deel("mijzelf"))
    assert "U heeft ons zelf laten weten" in kaart.zinnen[1]
    assert [wie.melding_id for wie in kaart.wie_meldde] == [7]
    assert kaart.is_van_een_ander


@pytest.mark.parametrize(
    ("naam", "in_zin"),
    [
        ("Dhr. Hendrix", "dhr. Hendrix"),
        ("Bertha Janssen", "Bertha Janssen"),
        ("Mevrouw", "Mevrouw"),
    ],
)
def test_a_name_reads_well_in_a_sentence(naam, in_zin):
    assert _kaart(_deel(), naam=naam).zinnen[0].endswith(f"Spreek ik met {in_zin}?")


def test_a_zaak_without_melding_or_name_has_words_too():
    assert _kaart(_deel("mijzelf"), naam="").zinnen[0].endswith("Spreek ik met de bewoner?")
    assert not _kaart(_deel("mijzelf")).is_van_een_ander
    assert _kaart().wie_meldde == []


@pytest.mark.parametrize(
    ("deel", "antwoord", "mag_naam"),
    [
        (_deel(mag="ja"), "Dat was iemand uit uw buurt. Ik mag u de naam noemen.", True),
        (_deel(mag="alleen_relatie"), "Dat was iemand uit uw buurt. De naam mag ik u niet", False),
        (_deel(mag="alleen_relatie", relatie=""), "Dat was iemand die u kent.", False),
        (_deel("professional", mag="alleen_relatie"), "van zijn of haar werk. De naam mag", False),
        (_deel(mag="nee"), f"Dat was {IEMAND}. Wie dat is, mag ik u niet vertellen.", False),
        (_deel("professional", mag="nee"), f"Dat was {IEMAND}.", False),
        (_deel(mag=""), f"Dat was {IEMAND}.", False),
    ],
)
def test_who_reported_is_answered_as_far_as_that_person_allowed(deel, antwoord, mag_naam):
    (wie,) = _kaart(deel).wie_meldde
    assert antwoord in wie.antwoord
    assert wie.mag_naam is mag_naam


def test_a_message_tells_who_listens_along_nothing():
    bericht = _kaart(_deel(), voicemail="ja").bericht
    assert "043 000 00 00" in bericht
    assert not re.search(r"signaalpunt|eenza|melding|zorg", bericht, re.IGNORECASE)
    assert _kaart(_deel(), voicemail="nee").bericht == _kaart(_deel()).bericht == ""


LEEG = ["Een eigen adres daarvoor is er nog niet.", "leggen wij nog vast", "staat nog niet vast"]


def _informatie(**velden):
    stad = Gemeente(naam="Maastricht", telefoon="043 000 00 00", **velden)
    return informatietekst(stad, _kaart(_deel(mag="alleen_relatie"), _deel(mag="ja")).wie_meldde)


def test_what_the_law_asks_is_told_and_what_is_not_decided_is_said_to_be_so():
    tekst = " ".join(zin for stuk in _informatie() for zin in stuk.zinnen)
    for stukje in [*LEEG, "Van iemand uit uw buurt.", "De naam mogen wij niet noemen.", "klagen"]:
        assert stukje in tekst


def test_what_the_gemeente_filled_in_is_told():
    tekst = " ".join(
        zin
        for stuk in _informatie(
            verantwoordelijke="Humanitas",
            privacycontact="fg@voorbeeld.test",
            grondslag="algemeen_belang",
            bewaartermijn=24,
        )
        for zin in stuk.zinnen
    )
    for stukje in ["Humanitas is", "fg@voorbeeld.test", "taak van algemeen belang", "24 maanden"]:
        assert stukje in tekst
    assert not [zin for zin in LEEG if zin in tekst]


def test_all_that_is_read_aloud_is_plain_dutch():
    stukken = "".join(f"<p>{' '.join(stuk.zinnen)}</p>" for stuk in _informatie())
    kaarten = "".join(
        f"<p>{zin}</p>"
        for weet in ("nee", "ja_akkoord", "ja_niet_akkoord")
        for zin in _kaart(_deel(weet=weet, mag="ja")).zinnen
    )
    gemeten = oordeel(stukken + kaarten)
    assert gemeten.te_lang == []


pytestmark = pytest.mark.django_db


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


@pytest.fixture
def zaak(jo):
    melding = bouwers.melding(
        relatie="buur", betrokkene_telefoon="043 000 00 01", postcode="6216 AB", huisnummer="14"
    )
    bouwers.melder(melding=melding, mag_genoemd_worden="ja")
    return bouwers.zaak(behandelaar=jo, meldingen=[melding])


def _geprobeerd(zaak, aantal=3, uren=5, **velden):
    """Attempts at 10:00, 15:00, 20:00 and so on."""
    for nummer in range(aantal):
        op = NU + timedelta(hours=uren * nummer)
        contact = bouwers.contact(zaak=zaak, op=op, **velden)
        bouwers.gebeurtenis(zaak=zaak, contact=contact, op=op)


def _tekst(client, zaak) -> str:
    tekst: str = client.get(reverse("zaak", args=[zaak.pk])).content.decode()
    return tekst


def test_the_card_is_read_while_the_phone_rings_and_opens_no_melder(client, zaak):
    tekst = _tekst(client, zaak)
    for stukje in (
        'href="tel:0430000001"',
        "u spreekt met Jo Claessens van Signaalpunt Maastricht",
        "“Wie heeft mij gemeld?”",
        f'href="#melder-{zaak.zaakmeldingen.get().melding_id}"',
        "Spreek niets in.",
        reverse("zaak_informatie", args=[zaak.pk]),
    ):
        assert stukje in tekst
    assert "Buurman Pieters" not in tekst
    assert not InzageMelder.objects.exists()


@pytest.mark.parametrize(
    "velden",
    [
        {"status": Status.CONTACT_GELEGD},
        {"status": Status.AFGESLOTEN, "uitkomst": "verhuisd", "afgesloten_op": NU},
        {"meldingen": "niet_akkoord"},
    ],
)
def test_there_is_no_card_when_nobody_has_to_be_called(client, velden):
    if "meldingen" in velden:
        velden = {"meldingen": [bouwers.melding(weet_ervan="ja_niet_akkoord")]}
    tekst = _tekst(client, bouwers.zaak(**velden))
    assert "Zo kunt u beginnen" not in tekst
    assert "Wie, en hoe te bereiken" in tekst


def test_the_form_proposes_when_to_try_again_and_says_why(client, zaak):
    tekst = _tekst(client, zaak)
    assert "Ons voorstel. Op een andere werkdag, " in tekst
    assert re.search(r'name="opnieuw_op" value="20\d\d-\d\d-\d\dT\d\d:\d\d"', tekst)


@pytest.mark.parametrize(
    ("pogingen", "genoeg"),
    [
        ({"aantal": 2}, False),
        ({"aantal": 3, "uren": 24}, False),  # always in the morning
        ({"aantal": 3, "wijze": "flyer"}, False),
        ({"aantal": 3}, True),
    ],
)
def test_after_enough_attempts_one_can_write_or_stop(client, zaak, pogingen, genoeg):
    _geprobeerd(zaak, **pogingen)
    tekst = _tekst(client, zaak)
    assert ("Maak de brief (PDF)" in tekst) is genoeg
    assert ("Sluit af: niet bereikt" in tekst) is genoeg


def test_the_gemeente_decides_how_often_is_enough(client, zaak):
    Gemeente.objects.update(pogingen_voor_brief=2)
    _geprobeerd(zaak, aantal=2)
    assert "Al 2 keer geprobeerd" in _tekst(client, zaak)


def test_a_letter_that_was_posted_is_recorded_once_and_then_one_waits(client, zaak):
    _geprobeerd(zaak)
    (sleutel,) = re.findall(
        r'name="sleutel" value="([^"]+)"><input[^>]+value="brief"', _tekst(client, zaak)
    )
    velden = {"sleutel": sleutel, "wijze": "brief", "is_bereikt": "nee"}
    for _ in range(2):
        antwoord = client.post(reverse("zaak_contact", args=[zaak.pk]), velden, follow=True)
    assert "De brief is verstuurd op" in antwoord.content.decode()
    assert zaak.contacten.filter(wijze="brief").count() == 1


def test_the_card_costs_few_queries(client, zaak, django_assert_max_num_queries):
    _geprobeerd(zaak, aantal=4)
    bouwers.termijn(melding=zaak.zaakmeldingen.get().melding)
    with django_assert_max_num_queries(12):
        _tekst(client, zaak)


def test_who_was_not_reached_is_closed_with_one_button(client, zaak):
    _geprobeerd(zaak)
    client.post(reverse("zaak_afsluiten", args=[zaak.pk]), {"uitkomst": "niet_bereikt"})
    zaak.refresh_from_db()
    assert zaak.uitkomst == "niet_bereikt"


def test_a_heropende_zaak_counts_the_attempts_since_and_can_end_as_not_reached(client, zaak):
    _geprobeerd(zaak, aantal=3)
    Zaak.objects.update(status=Status.CONTACT_GELEGD, oordeel="terecht")
    later = NU + timedelta(days=9)
    for soort, op in ((Gebeurtenis.Soort.CONTACT, later), (Gebeurtenis.Soort.HEROPEND, later)):
        bouwers.gebeurtenis(zaak=zaak, soort=soort, op=op)
    tekst = _tekst(client, zaak)
    assert "Zo kunt u beginnen" in tekst
    assert "Maak de brief" not in tekst
    adres, niet_bereikt = reverse("zaak_afsluiten", args=[zaak.pk]), {"uitkomst": "niet_bereikt"}
    antwoord = client.post(adres, niet_bereikt)
    assert "Leg eerst vast hoe en wanneer u het hebt geprobeerd." in antwoord.content.decode()
    bouwers.contact(zaak=zaak, op=later + timedelta(hours=1))
    assert client.post(adres, niet_bereikt).status_code == 302


def _pdf(client, naam, zaak):
    antwoord = client.get(reverse(naam, args=[zaak.pk]))
    assert antwoord.headers["Content-Type"] == "application/pdf"
    return pikepdf.open(io.BytesIO(antwoord.content))


def test_what_must_be_told_can_be_printed_and_is_tagged(client, zaak):
    pdf = _pdf(client, "zaak_informatie", zaak)
    tekst = pdftekst(pdf)
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.docinfo.Title) == "Wat wij over u weten, en wat u mag vragen"
    assert "Van iemand uit uw buurt." in tekst
    assert "Pieters" not in tekst


def test_the_letter_has_a_quiet_outside_and_brings_the_information_along(client, jo, zaak):
    pdf = _pdf(client, "zaak_brief", zaak)
    tekst = pdftekst(pdf)
    assert len(pdf.pages) >= 2
    for stukje in (
        "Beste mevrouw Janssen,",
        "6216 AB Maastricht",
        "043 000 00 00",
        "Wie zijn wij?",
    ):
        assert stukje in tekst
    buitenkant = tekst.split("Beste")[0].lower()
    assert not re.search("eenza|signaal|humanitas", buitenkant)
    assert "Pieters" not in tekst
    assert Inzage.objects.filter(zaak=zaak, gebruiker=jo).exists()


def test_who_wrote_themselves_gets_one_page(jo):
    melding = bouwers.melding(deur="mijzelf", betrokkene_naam="")
    delen = [MetMelder(melding, None)]
    pdf = pikepdf.open(io.BytesIO(brieven.brief(melding.gemeente, delen, door=jo, nu=NU)))
    tekst = pdftekst(pdf)
    assert len(pdf.pages) == 1
    for stukje in (
        "Aan de bewoner",
        "(vul het adres in)",
        "Beste bewoner,",
        "U liet ons zelf weten",
    ):
        assert stukje in tekst
