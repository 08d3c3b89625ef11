"""A form that is sent twice makes one row; gone back to and changed, it loses no word."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging.models import (
    Afspraak,
    Contact,
    Doorverwijzing,
    Gebeurtenis,
    Gevaarkaart,
    Meting,
    Notitie,
    OnvervuldeBehoefte,
    Pauze,
    Toestemming,
    Verhaal,
    Verkenning,
    Zaak,
)
from tests import bouwers

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)
RIJEN = (
    *(Afspraak, Contact, Doorverwijzing, Gebeurtenis, Gevaarkaart, Meting, Notitie),
    *(OnvervuldeBehoefte, Pauze, Toestemming, Verhaal, Verkenning),
)


def _over(dagen: int) -> str:
    return timezone.localdate(timezone.now() + dagen * DAG).isoformat()


def _moment(dagen: int) -> str:
    return f"{_over(dagen)}T10:00"


# Each form of the page of a zaak, as somebody fills it in, with the words that may be changed.
FORMULIEREN: dict[str, dict[str, Any]] = {
    "zaak_contact": {"wijze": "telefoon", "is_bereikt": "nee", "notitie": "Niet thuis"},
    "zaak_afspraak": {"wijze": "bezoek", "begint_op": 3, "aantal_minuten": 60, "plek": "Thuis"},
    "zaak_notitie": {"tekst": "Houdt van kaarten", "voor": "team"},
    "zaak_behoefte": {"wat": "", "waarom": "", "tekst": "Een schaakclub"},
    "zaak_verhaal": {"tekst": "Zij zingt weer.", "geldig_tot": 30},
    "zaak_schaal": {"vorm": 6, "u3": "j", "u4": "n", "u7": "m", "cijfer": "6"},
    "zaak_verkenning": {"mate": "vaak", "toelichting": "Mist haar zus"},
    "zaak_doorverwijzen": {
        "soort": "huisarts", "naar": "De Linde", "toestemming_op": 0, "toestemming": "gesprek",
    },
    "zaak_toestemming": {"soort": "schaal", "manier": "gesprek"},
    "zaak_beoordelen": {"oordeel": "terecht", "hulpwens": "", "toelichting": "Mist haar zus"},
    "zaak_afsluiten": {"uitkomst": "verhuisd", "toelichting": "Naar Venlo"},
    "zaak_pauzeren": {"reden": "weg", "tot_en_met": 2},
    "zaak_gevaar": {"wat": "Zegt dat het niet meer hoeft"},
}  # fmt: skip
# Without a row of their own: what they do is done, or not.
ZONDER_SLEUTEL = ("zaak_toestemming", "zaak_beoordelen", "zaak_afsluiten", "zaak_pauzeren")
WOORDEN = {
    "zaak_contact": "notitie",
    "zaak_afspraak": "plek",
    "zaak_notitie": "tekst",
    "zaak_behoefte": "tekst",
    "zaak_verhaal": "tekst",
    "zaak_verkenning": "toelichting",
}


@pytest.fixture
def zaak() -> Zaak:
    melding = bouwers.melding(ontvangen_op=timezone.now())
    bouwers.termijn(melding=melding)
    de_zaak = bouwers.zaak(
        meldingen=[melding], status=Zaak.Status.CONTACT_GELEGD, opgepakt_op=timezone.now()
    )
    bouwers.toestemming(zaak=de_zaak, soort="verhaal")
    return de_zaak


@pytest.fixture
def client(zaak):
    client = Client()
    client.force_login(zaak.behandelaar)
    return client


def _velden(naam: str, zaak: Zaak) -> dict[str, Any]:
    velden = dict(FORMULIEREN[naam]) | {"sleutel": str(uuid4())}
    for veld in ("geldig_tot", "toestemming_op", "tot_en_met"):
        if veld in velden:
            velden[veld] = _over(velden[veld])
    if "begint_op" in velden:
        velden |= {"begint_op": _moment(velden["begint_op"]), "met": zaak.behandelaar_id}
    if naam == "zaak_behoefte":
        eerste = OnvervuldeBehoefte.Wat.values[0], OnvervuldeBehoefte.Waarom.values[0]
        velden |= dict(zip(("wat", "waarom"), eerste, strict=True))
    if naam == "zaak_schaal":
        bouwers.toestemming(zaak=zaak, soort="schaal")
    return velden


def _aantallen() -> list[int]:
    return [soort._default_manager.count() for soort in RIJEN]


@pytest.mark.parametrize("naam", FORMULIEREN)
def test_a_form_that_is_sent_twice_makes_one_row_and_goes_well_twice(client, zaak, naam):
    velden, adres = _velden(naam, zaak), reverse(naam, args=[zaak.pk])
    leeg = _aantallen()
    eerste = client.post(adres, velden)
    assert eerste.status_code == 302, eerste.content.decode()
    eenmaal = _aantallen()
    assert eenmaal != leeg
    tweede = client.post(adres, velden)
    assert (tweede.status_code, tweede.headers["Location"]) == (302, eerste.headers["Location"])
    assert _aantallen() == eenmaal


@pytest.mark.parametrize("naam", WOORDEN)
def test_who_goes_back_and_writes_something_else_is_asked_and_loses_nothing(client, zaak, naam):
    velden, adres = _velden(naam, zaak), reverse(naam, args=[zaak.pk])
    client.post(adres, velden)
    anders = velden | {WOORDEN[naam]: "Iets heel anders"}
    antwoord = client.post(adres, anders)
    assert antwoord.status_code == 422
    tekst = antwoord.content.decode()
    assert "Dit formulier is al verstuurd, met iets anders erin." in tekst
    assert "Iets heel anders" in tekst
    formulieren = antwoord.context.get("fout") or {"": antwoord.context["form"]}
    (form,) = formulieren.values()
    nieuw = {veld: form[veld].value() for veld in ("sleutel", "gezien") if veld in form.fields}
    assert nieuw["sleutel"] != velden["sleutel"]
    aantal = _aantallen()
    assert client.post(adres, anders | nieuw).status_code == 302
    assert sum(_aantallen()) > sum(aantal)
