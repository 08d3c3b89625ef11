"""The page of thanks: the code once, from an encrypted cookie, and nowhere else."""

from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
import segno
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from meldingen.models import Melding
from meldingen.verzending import Verzending
from meldingen.volgcode import groepen, volgcode
from opvolging.views import bedankt
from opvolging.views.koek import Koek
from signaalpunt import post
from tests import bouwers
from tests.antwoorden import ADRES, antwoorden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]


def verstuur(client, **anders):
    antwoord = client.post(ADRES["mijzelf"], antwoorden("mijzelf", **anders))
    return antwoord, volgcode(Melding.objects.get().sleutel)


def koek_van(antwoord):
    """The cookie with the code that came along."""
    (naam,) = [naam for naam in antwoord.cookies if naam.startswith("bedankt-")]
    return antwoord.cookies[naam]


def test_the_code_is_shown_after_sending(client):
    antwoord, code = verstuur(client)
    pagina = client.get(antwoord.url)
    assert "</span><span>".join(groepen(code)) in pagina.text
    assert antwoord.url == reverse("bedankt")
    assert "no-store" in pagina["Cache-Control"]


def test_the_code_travels_readable_nowhere(client):
    antwoord, code = verstuur(client)
    koek = koek_van(antwoord)
    assert code not in antwoord.url
    assert code not in koek.value
    assert koek["httponly"]
    assert koek["path"] == reverse("bedankt")
    assert koek["max-age"] == 15 * 60
    assert not Session.objects.exists()


def test_the_cookie_has_only_characters_that_need_no_quotes(client):
    antwoord, _ = verstuur(client)
    koek = koek_van(antwoord)
    uitgelezen = SimpleCookie(koek.OutputString())
    assert '"' not in uitgelezen[koek.key].OutputString()


def test_whoever_saved_the_code_leaves_none_behind(client):
    _, code = verstuur(client)
    antwoord = client.post(reverse("bedankt"), follow=True)
    assert code[:5] not in antwoord.content.decode()
    assert "Hier staat geen code meer" in antwoord.content.decode()


def test_after_a_quarter_of_an_hour_the_code_is_gone(client, monkeypatch):
    verstuur(client)
    monkeypatch.setattr(bedankt, "KOEK", Koek("bedankt", timedelta(0)))
    assert client.get(reverse("bedankt")).context["dank"] is None


@pytest.mark.parametrize("koek", ["", "verzonnen", "1.AAAA", "9.AAAA", "1.é", "." * 4000])
def test_a_cookie_that_is_not_ours_shows_no_code(client, koek):
    client.cookies["bedankt-0123456789abcdef"] = koek
    antwoord = client.get(reverse("bedankt"))
    assert antwoord.status_code == 200
    assert antwoord.context["dank"] is None


def test_somebody_under_18_gets_the_kindertelefoon(client):
    bouwers.crisisnummer(naam="De Kindertelefoon", nummer="0800-0432", is_voor_jeugd=True)
    verstuur(client, leeftijdsgroep="tot_18")
    assert Melding.objects.get().is_jeugd
    assert "Nu al met iemand praten?" in client.get(reverse("bedankt")).content.decode()


def test_who_asked_for_mail_is_told_that_it_comes(client, monkeypatch):
    pagina = rustig(client, monkeypatch, email="anna@voorbeeld.test", terugkoppeling="email")
    assert "ook per e-mail" in pagina.text
    assert "Stuur de code" not in pagina.text


def rustig(client, monkeypatch, deur="mijzelf", **anders):
    """Sent by somebody who is no robot; returns the page of thanks."""
    monkeypatch.setattr(Verzending, "is_verdacht", False)
    client.post(ADRES[deur], antwoorden(deur, **anders))
    return client.get(reverse("bedankt"))


def test_the_card_shows_the_address_as_a_qr_code_and_the_code_as_text_only(client):
    _, code = verstuur(client)
    pagina = client.get(reverse("bedankt")).text
    adres = post.adres(bouwers.gemeente(), "/volgen/")
    verwacht = segno.make(adres, error="m", micro=False)
    svg = verwacht.svg_inline(border=2, omitsize=True, svgclass="qr")
    assert svg in pagina
    assert "style=" not in svg
    assert code in "".join(pagina.split("</span><span>"))


@pytest.mark.parametrize(
    ("deur", "anders", "wel", "niet"),
    [
        ("mijzelf", {}, "Begin klein", "Luister, vat samen"),
        ("iemand_anders", {"weet_ervan": "nee"}, "Vertel het, als dat kan", "Begin klein"),
        ("iemand_anders", {"weet_ervan": "ja_akkoord"}, "Vertel wat er komt", "Dring niet aan"),
        ("iemand_anders", {"weet_ervan": "ja_niet_akkoord"}, "Dring niet aan", "Vertel het"),
        ("iemand_anders", {"zelf_gedaan": ["gepraat"]}, "Kom terug op uw gesprek", "Wees open"),
        ("iemand_anders", {"zelf_gedaan": ["nog_niets"]}, "Wees open", "Kom terug op"),
        ("iemand_anders", {"zelf_gedaan": ["iets_samen_gedaan"]}, "gewoonte", "iets kleins"),
        ("professional", {}, "Blijf in beeld", "Doe samen iets kleins"),
    ],
)
def test_tips_follow_from_the_answers(client, monkeypatch, deur, anders, wel, niet):
    pagina = rustig(client, monkeypatch, deur, **anders).text
    assert wel in pagina
    assert niet not in pagina


def test_something_to_do_together_is_in_the_buurt_that_was_named(client, monkeypatch):
    buurt = bouwers.buurt()
    pagina = rustig(client, monkeypatch, "iemand_anders", buurt=buurt.code).text
    assert "maak een ommetje in Malberg" in pagina


def test_the_cookie_stays_small(client, monkeypatch):
    gedaan = ["gepraat", "iets_samen_gedaan", "familie_gebeld", "huisarts_gebeld", "nog_niets"]
    monkeypatch.setattr(Verzending, "is_verdacht", False)
    antwoord = client.post(ADRES["iemand_anders"], antwoorden("iemand_anders", zelf_gedaan=gedaan))
    assert len(koek_van(antwoord).value) < 900


@pytest.mark.parametrize("weet_ervan", ["ja_niet_akkoord", "ja_akkoord"])
def test_no_contact_is_promised_with_who_does_not_want_it(client, weet_ervan):
    gegevens = antwoorden("iemand_anders", weet_ervan=weet_ervan)
    tekst = client.post(ADRES["iemand_anders"], gegevens, follow=True).text
    assert ("De persoon zelf benaderen wij niet." in tekst) == (weet_ervan == "ja_niet_akkoord")
    assert ("We nemen binnen 24 tot 48 uur contact op." in tekst) == (weet_ervan == "ja_akkoord")


def test_a_cookie_of_another_release_gives_the_page_without_a_code(client, maastricht):
    melding = bouwers.melding()
    antwoord = HttpResponse()
    bedankt.KOEK.geef_mee(
        antwoord, {"merk": "m", "van_vroeger": 1}, nu=timezone.now(), deel=str(melding.pk)
    )
    client.cookies.update(antwoord.cookies)
    pagina = client.get(reverse("bedankt"))
    assert pagina.status_code == 200
    assert "Hier staat geen code meer" in pagina.text


@pytest.mark.parametrize(
    ("deur", "zin"),
    [
        ("mijzelf", "Hulp komt er alleen als u dat zelf wilt."),
        ("iemand_anders", "Hulp komt er alleen als iemand dat zelf wil."),
    ],
)
def test_who_sent_it_about_themselves_is_spoken_to_and_not_about(client, deur, zin):
    antwoord = client.post(ADRES[deur], antwoorden(deur))
    pagina = client.get(antwoord.url).text
    assert pagina.count("Hulp komt er alleen als") == 1
    assert zin in pagina
