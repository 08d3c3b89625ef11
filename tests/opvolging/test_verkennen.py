"""The guide: what plays and what fits, in questions that nobody has to answer."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from opvolging import samenvoegen, verkennen
from opvolging.aanbodvraag import bekend, vraag_van
from opvolging.eenmalig import AlVerstuurd
from opvolging.models import Verkenning, Zaak
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
UUR = timedelta(hours=1)
ANTWOORDEN: dict[str, Any] = {
    "mate": "vaak",
    "soorten": ["emotioneel"],
    "oorzaken": ["verlies_naaste"],
    "behoeften": ["praatje"],
    "hulp": ["buren"],
    "geldzorgen": "ja",
    "eigen_kracht": "Kaarten en bakken",
    "toelichting": "Mist haar man",
}


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def zaak(jo):
    return bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)


def bespreek(zaak: Zaak, nu=NU, **velden: Any) -> Verkenning:
    return verkennen.leg_vast(zaak, **velden or ANTWOORDEN, door=zaak.behandelaar, nu=nu)


def binnen(wie) -> Client:
    client = Client()
    client.force_login(wie)
    return client


def adres(zaak: Zaak) -> str:
    return reverse("zaak_verkenning", args=[zaak.pk])


def test_one_answer_is_enough_and_the_history_says_what_was_talked_about_only(zaak):
    bespreek(zaak, mate="soms", toelichting="Mist haar man")
    regel = zaak.gebeurtenissen.get()
    assert (regel.soort, regel.tekst) == ("verkend", "Besproken: hoe vaak, eigen woorden.")
    assert regel.verkenning.toelichting == "Mist haar man"


def test_nothing_answered_is_not_recorded_but_what_was_said_can_be_emptied(zaak):
    with pytest.raises(Geweigerd, match="nog niets ingevuld"):
        bespreek(zaak, mate="")
    bespreek(zaak)
    assert verkennen.antwoorden_van(bespreek(zaak, mate=""))["toelichting"] == ""
    assert zaak.gebeurtenissen.last().tekst == "Leeggemaakt."


def test_the_same_form_or_the_same_answers_again_is_recorded_once(zaak):
    sleutel = uuid4()
    eerste = bespreek(zaak, **ANTWOORDEN, sleutel=sleutel)
    assert bespreek(zaak, **ANTWOORDEN, sleutel=sleutel) == eerste
    assert bespreek(zaak) == eerste
    with pytest.raises(AlVerstuurd):
        bespreek(zaak, mate="soms", sleutel=sleutel)
    assert zaak.gebeurtenissen.count() == 1


@pytest.mark.parametrize(
    ("status", "tekst"),
    [(Zaak.Status.OPGEPAKT, "weten we pas na een gesprek"), (Zaak.Status.AFGESLOTEN, "afgesloten")],
)
def test_before_a_talk_and_after_the_end_nothing_is_recorded(status, tekst):
    gesloten = {"uitkomst": "advies", "afgesloten_op": NU} if status == "afgesloten" else {}
    with pytest.raises(Geweigerd, match=tekst):
        bespreek(bouwers.zaak(status=status, **gesloten))


def test_somebody_who_did_not_want_us_is_not_written_about(jo):
    melding = bouwers.melding(deur="iemand_anders", weet_ervan="ja_niet_akkoord")
    zaak = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD, meldingen=[melding])
    with pytest.raises(Geweigerd, match="wil niet dat wij contact opnemen"):
        bespreek(zaak)


def test_the_page_starts_with_what_is_known_and_the_zaak_shows_it(jo, zaak):
    client = binnen(jo)
    assert client.post(adres(zaak), ANTWOORDEN).status_code == 302
    tekst = client.get(reverse("zaak", args=[zaak.pk])).text
    for stuk in ("Vaak eenzaam", "Kaarten en bakken", "Mist haar man", "Kredietbank", "Buren"):
        assert stuk in tekst
    assert "Mist haar man" in client.get(adres(zaak)).text


def test_it_does_not_go_over_what_a_colleague_recorded_unread(jo, zaak):
    els = bouwers.gebruiker(naam="Els Smeets")
    van_jo = binnen(jo)
    bespreek(zaak)
    gezien = van_jo.get(adres(zaak)).context["form"]["gezien"].value()
    binnen(els).post(adres(zaak), {"gezien": gezien, "toelichting": "Hoort slecht"})
    mijn = {"gezien": gezien, "mate": "soms", "toelichting": "Lang verhaal"}
    antwoord = van_jo.post(adres(zaak), mijn)
    assert antwoord.status_code == 422
    for stuk in ("Els Smeets heeft dit zojuist ingevuld.", "Lang verhaal", "Hoort slecht"):
        assert stuk in antwoord.text
    assert zaak.verkenningen.last().toelichting == "Hoort slecht"
    gelezen = antwoord.context["form"]["gezien"].value()
    assert van_jo.post(adres(zaak), mijn | {"gezien": gelezen}).status_code == 302
    assert [v.toelichting for v in zaak.verkenningen.all()][1:] == ["Hoort slecht", "Lang verhaal"]


def test_a_draft_is_forgotten_when_it_is_recorded(jo, zaak):
    client = binnen(jo)
    concept = reverse("zaak_concept", args=[zaak.pk])
    client.post(concept, {"act": "verkenning", "toelichting": "Half verhaal"})
    assert "verkenning" in client.get(concept).json()["concepten"]
    client.post(adres(zaak), {"mate": "soms"})
    assert client.get(concept).json() == {"concepten": {}}


def test_what_was_talked_about_chooses_on_the_sociale_kaart(zaak):
    vraag = vraag_van([bouwers.melding(geldzorgen="")], None, bespreek(zaak))
    assert vraag.soorten == {"emotioneel"}
    assert vraag.geldzorgen
    assert "praatje" in vraag.behoeften
    assert {"nabestaanden", "krap"} <= vraag.groepen
    assert ("Soort eenzaamheid", "emotionele") in bekend(vraag)


def test_what_the_person_says_about_money_goes_before_what_a_melder_thought(zaak):
    gemeld = [bouwers.melding(geldzorgen="ja")]
    assert vraag_van(gemeld, None, bespreek(zaak, mate="soms")).geldzorgen
    assert not vraag_van(gemeld, None, bespreek(zaak, geldzorgen="nee")).geldzorgen


def test_the_page_of_what_fits_uses_it(jo, zaak):
    bouwers.aanbod(naam="Rouwgroep", soorten=["emotioneel"])
    bespreek(zaak)
    tekst = binnen(jo).get(reverse("zaak_aanbod", args=[zaak.pk])).text
    assert "emotionele" in tekst


def test_it_goes_along_when_two_zaken_are_joined_and_back(jo, zaak):
    ander = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    verkenning = bespreek(zaak)
    samen = samenvoegen.voeg_samen(zaak, in_zaak=ander, door=jo, nu=NU + UUR)
    assert ander.verkenningen.get() == verkenning
    samenvoegen.maak_ongedaan(samen, door=jo, nu=NU + 2 * UUR)
    assert zaak.verkenningen.get() == verkenning
