"""What can be done on the page of a zaak stands there once, in its place, at every stage."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging.models import Zaak
from tests import bouwers

pytestmark = pytest.mark.django_db

Status = Zaak.Status
JA = {"oordeel": "terecht", "hulpwens": "ja"}
NEE = {"oordeel": "terecht", "hulpwens": "nee"}
DICHT = {"status": Status.AFGESLOTEN, "uitkomst": "advies", "afgesloten_op": bouwers.NU}
# the forms on the page, by the act that they do
ACTS = {
    "contact": "zaak_contact",
    "afspraak": "zaak_afspraak",
    "pauze": "zaak_pauzeren",
    "vertellen": "zaak_vertellen",
    "uitzondering": "zaak_uitzondering",
    "beoordelen": "zaak_beoordelen",
    "toestemming": "zaak_toestemming",
    "doorverwijzen": "zaak_doorverwijzen",
    "behoefte": "zaak_behoefte",
    "verhaal": "zaak_verhaal",
    "terugvertellen": "zaak_terugvertellen",
    "afsluiten": "zaak_afsluiten",
    "overdragen": "zaak_overdragen",
    "later": "zaak_later",
    "gevraagd": "zaak_gevraagd",
    "notitie": "zaak_notitie",
    "toestaan": "zaak_contact_toestaan",
}


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


def _tekst(client, zaak) -> str:
    tekst: str = client.get(reverse("zaak", args=[zaak.pk])).content.decode()
    return tekst


def _namen(tekst: str) -> list[str]:
    return re.findall(r'class="act(?: act--stap| act--weg)?" id="([^"]+)"', tekst)


def _open(tekst: str) -> list[str]:
    return re.findall(r'<details class="act" id="([^"]+)" open', tekst)


@pytest.mark.parametrize(
    ("velden", "vooraan", "verder"),
    [
        (
            {"status": Status.OPGEPAKT},
            ["contact"],
            ["afspraak", "vertellen", "uitzondering", "beoordelen", "aanbod", "doorverwijzen"],
        ),
        (
            {"status": Status.CONTACT_GELEGD},
            ["beoordelen"],
            ["contact", "afspraak", "vertellen", "verkenning", "toestemming", "aanbod"],
        ),
        (
            {"status": Status.IN_BEGELEIDING, **JA},
            ["aanbod", "maatje"],
            ["contact", "afspraak", "vertellen", "beoordelen", "verkenning", "toestemming"],
        ),
        (
            {"status": Status.CONTACT_GELEGD, **NEE},
            ["afsluiten"],
            ["contact", "afspraak", "vertellen", "beoordelen", "verkenning", "toestemming"],
        ),
        (DICHT, [], ["heropen"]),
    ],
)
def test_what_the_stage_asks_stands_in_front_and_the_rest_in_its_place(
    client, jo, velden, vooraan, verder
):
    zaak = bouwers.zaak(behandelaar=jo, vindt_goed=False, **velden)
    namen = _namen(_tekst(client, zaak))
    assert namen[: len(vooraan) + len(verder)] == vooraan + verder
    assert len(namen) == len(set(namen))


@pytest.mark.parametrize(
    ("velden", "open_"),
    [
        ({"status": Status.OPGEPAKT}, ["contact"]),
        ({"status": Status.CONTACT_GELEGD}, ["beoordelen"]),
        ({"status": Status.IN_BEGELEIDING, **JA}, []),
        ({"status": Status.CONTACT_GELEGD, **NEE}, ["afsluiten"]),
        (DICHT, []),
    ],
)
def test_only_what_the_stage_asks_lies_open(client, jo, velden, open_):
    assert _open(_tekst(client, bouwers.zaak(behandelaar=jo, **velden))) == open_


@pytest.mark.parametrize("act", ACTS)
def test_what_was_refused_lies_open_alone_also_when_it_is_offered_no_more(client, jo, act):
    """Somebody closed the zaak in another tab: the words typed in this one come back."""
    zaak = bouwers.zaak(behandelaar=jo, **DICHT)
    antwoord = client.post(reverse(ACTS[act], args=[zaak.pk]))
    assert antwoord.status_code == 422
    tekst = antwoord.content.decode()
    assert _open(tekst) == [act]
    assert _namen(tekst).count(act) == 1


def test_the_step_folds_when_another_act_was_refused(client, jo):
    zaak = bouwers.zaak(behandelaar=jo, opgepakt_op=timezone.now())
    tekst = client.post(reverse("zaak_overdragen", args=[zaak.pk])).content.decode()
    assert _open(tekst) == ["overdragen"]


def _doe(client, zaak, act, **velden) -> str:
    antwoord = client.post(reverse(act, args=[zaak.pk]), velden, follow=True)
    tekst: str = antwoord.content.decode()
    return tekst


def test_what_was_done_is_said_at_its_place_once(client, jo):
    zaak = bouwers.zaak(behandelaar=jo, status=Status.IN_BEGELEIDING, **JA)
    tekst = _doe(
        client, zaak, "zaak_notitie", tekst="Belt graag laat.", voor="team", sleutel=uuid4()
    )
    assert tekst.count("De notitie staat erbij.") == 1
    rij, daarna = tekst.split("De notitie staat erbij.")
    assert rij.rindex('id="notitie" data-gedaan') > rij.rindex('id="notities"')
    assert 'id="geschiedenis"' in daarna


def test_what_ended_its_own_place_is_said_on_top(client, jo):
    zaak = bouwers.zaak(behandelaar=jo, status=Status.CONTACT_GELEGD, **NEE)
    tekst = _doe(client, zaak, "zaak_afsluiten", uitkomst="wil_geen_hulp")
    assert tekst.index("De zaak is afgesloten.") < tekst.index("<h1")
    assert "data-gedaan" not in tekst


def test_after_the_last_appointment_is_called_off_its_place_is_still_there(client, jo):
    zaak = bouwers.zaak(behandelaar=jo, status=Status.CONTACT_GELEGD, vindt_goed=False)
    afspraak = bouwers.afspraak(zaak=zaak, begint_op=timezone.now() + timedelta(days=2))
    bouwers.gebeurtenis(zaak=zaak, soort="afspraak", tekst="", afspraak=afspraak)
    adres = reverse("zaak_afspraak_af", args=[zaak.pk, afspraak.pk])
    antwoord = client.post(adres, follow=True)
    assert antwoord.redirect_chain == [(f"/zaken/{zaak.pk}/#afgesproken", 302)]
    deel = antwoord.content.decode().split('id="afgesproken"')[1].split("</section>")[0]
    assert "De afspraak is afgezegd." in deel
    assert "Er is nog niets afgesproken." in deel


def test_what_is_agreed_is_read_at_a_glance(client, jo):
    zaak = bouwers.zaak(behandelaar=jo, status=Status.IN_BEGELEIDING, **JA)
    goed = bouwers.toestemming(zaak=zaak, soort="maatje")
    bouwers.gebeurtenis(zaak=zaak, soort="toestemming", tekst="", toestemming=goed)
    bouwers.koppeling(deelnemer=bouwers.deelnemer(zaak=zaak), status="actief")
    deel = _tekst(client, zaak).split('id="afgesproken"')[1].split("</section>")[0]
    kort = " ".join(re.sub(r"<[^>]+>", "", deel).split())
    assert "Maatje: Vera Voorbeeld, actief." in kort
    assert "een maatje." in kort


def test_a_melding_lies_open_until_somebody_was_spoken_to_and_when_there_is_news(client, jo):
    nieuw = bouwers.zaak(behandelaar=jo, status=Status.OPGEPAKT)
    gesproken = bouwers.zaak(
        meldingen=[bouwers.melding()], behandelaar=jo, status=Status.CONTACT_GELEGD
    )
    uit = r'id="melding-\d+"( open)?>'
    assert re.findall(uit, _tekst(client, nieuw)) == [" open"]
    assert re.findall(uit, _tekst(client, gesproken)) == [""]
    bouwers.aanvulling(melding=gesproken.zaakmeldingen.get().melding)
    assert re.findall(uit, _tekst(client, gesproken)) == [" open"]


def test_who_read_what_the_melder_added_returns_to_that_melding(client, jo):
    zaak = bouwers.zaak(behandelaar=jo, status=Status.CONTACT_GELEGD)
    melding = zaak.zaakmeldingen.get().melding
    nieuws = bouwers.aanvulling(melding=melding)
    adres = reverse("zaak_gelezen", args=[zaak.pk])
    antwoord = client.post(adres, {"melding": melding.pk, "tot": nieuws.pk}, follow=True)
    assert antwoord.redirect_chain == [(f"/zaken/{zaak.pk}/#melding-{melding.pk}", 302)]
    deel = antwoord.content.decode().split(f'id="melding-{melding.pk}" data-gedaan')[1]
    assert "Gelezen. Uw collega" in deel
