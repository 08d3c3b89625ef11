"""The person knows of the melding and does not want it: advice to the melder, and no more."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from opvolging import afsluiten, akkoord, beoordelen, contact, klokken, triage, zonder_akkoord
from opvolging.models import Contact, Termijn, Zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo")


@pytest.fixture
def fatima():
    return bouwers.gebruiker(Rol.COORDINATOR, naam="Fatima")


@pytest.fixture
def melding():
    velden = {"betrokkene_telefoon": "043 000 00 01", "postcode": "6216 AB", "huisnummer": "14"}
    return bouwers.melding(weet_ervan="ja_niet_akkoord", **velden)


@pytest.fixture
def zaak(jo, melding):
    klokken.start(melding, nu=NU)
    return bouwers.zaak(behandelaar=jo, meldingen=[melding])


def _spreek(zaak, *, met_melder, nu=NU + timedelta(hours=1), bereikt=True):
    return contact.leg_vast(
        zaak,
        wijze=Contact.Wijze.TELEFOON,
        is_bereikt=bereikt,
        is_met_melder=met_melder,
        door=zaak.behandelaar,
        nu=nu,
    )


def _klok(zaak) -> Termijn:
    return Termijn.objects.get(melding__zaakmelding__zaak=zaak)


def _als(gebruiker) -> Client:
    client = Client()
    client.force_login(gebruiker)
    return client


def _pagina(gebruiker, zaak) -> str:
    return _als(gebruiker).get(reverse("zaak", args=[zaak.pk])).content.decode()


@pytest.mark.parametrize("bereikt", [True, False])
def test_contact_with_the_person_is_refused_also_an_attempt(zaak, bereikt):
    with pytest.raises(Geweigerd, match="wil niet dat wij contact opnemen"):
        _spreek(zaak, met_melder=False, bereikt=bereikt)
    assert not zaak.contacten.exists()


@pytest.mark.parametrize("weet", ["ja_akkoord", "nee", "onbekend", ""])
def test_other_answers_hold_nothing_back(weet):
    zaak = bouwers.zaak(meldingen=[bouwers.melding(weet_ervan=weet)])
    assert _spreek(zaak, met_melder=False).is_bereikt


def test_who_reported_themselves_may_be_called_whatever_another_melder_says(zaak):
    zelf = bouwers.melding(deur="mijzelf")
    triage.voeg_toe(zelf, zaak=zaak, door=zaak.behandelaar, nu=NU)
    assert _spreek(zaak, met_melder=False).is_bereikt


def test_who_was_spoken_to_already_is_not_held_back_by_a_later_melding(jo, melding):
    zaak = bouwers.zaak(behandelaar=jo, meldingen=[bouwers.melding()])
    _spreek(zaak, met_melder=False)
    triage.voeg_toe(melding, zaak=zaak, door=jo, nu=NU + timedelta(hours=2))
    assert not akkoord.alleen_advies(zaak)


def test_advice_to_the_melder_stops_the_clock_as_advice_and_is_no_contact(zaak):
    _spreek(zaak, met_melder=True)
    zaak.refresh_from_db()
    assert zaak.status == Zaak.Status.CONTACT_GELEGD
    assert zaak.gebeurtenissen.last().soort == "melder_gesproken"
    assert _klok(zaak).stopreden == Termijn.Stopreden.ADVIES


def test_a_melder_who_was_not_reached_stops_nothing(zaak):
    _spreek(zaak, met_melder=True, bereikt=False)
    assert zaak.gebeurtenissen.last().soort == "poging"
    assert _klok(zaak).gestopt_op is None


def test_a_form_for_the_melder_is_refused_where_the_person_may_be_called():
    with pytest.raises(Geweigerd, match="U mag deze persoon zelf benaderen"):
        _spreek(bouwers.zaak(), met_melder=True)


def test_a_melding_that_joins_after_advice_keeps_its_clock(zaak, jo):
    _spreek(zaak, met_melder=True)
    later = bouwers.termijn()
    triage.voeg_toe(later.melding, zaak=zaak, door=jo, nu=NU + timedelta(hours=2))
    later.refresh_from_db()
    assert later.gestopt_op is None


def test_after_advice_one_click_closes_without_an_assessment(zaak, jo):
    _spreek(zaak, met_melder=True)
    assert "Sluit af: geholpen met advies" in _pagina(jo, zaak)
    adres = reverse("zaak_afsluiten", args=[zaak.pk])
    antwoord = _als(jo).post(adres, {"uitkomst": "advies"}, follow=True)
    assert "De zaak is afgesloten." in antwoord.content.decode()
    zaak.refresh_from_db()
    assert (zaak.uitkomst, zaak.oordeel) == ("advies", "niet_te_bepalen")


def test_before_the_melder_was_spoken_to_advice_is_no_outcome(zaak):
    with pytest.raises(Geweigerd, match="kan pas na een gesprek"):
        afsluiten.sluit_af(zaak, uitkomst=Zaak.Uitkomst.ADVIES, door=zaak.behandelaar, nu=NU)


@pytest.mark.parametrize("uitkomst", ["activiteit", "maatje", "professional", "wil_geen_hulp"])
def test_nobody_can_say_what_the_person_wants(zaak, uitkomst):
    _spreek(zaak, met_melder=True)
    zaak.refresh_from_db()
    with pytest.raises(Geweigerd, match="u sprak alleen de melder"):
        afsluiten.sluit_af(zaak, uitkomst=Zaak.Uitkomst(uitkomst), door=zaak.behandelaar, nu=NU)
    with pytest.raises(Geweigerd, match="wil niet dat wij contact opnemen"):
        beoordelen.beoordeel(
            zaak,
            oordeel=Zaak.Oordeel.TERECHT,
            hulpwens=Zaak.Hulpwens.JA,
            door=zaak.behandelaar,
            nu=NU,
        )


def test_the_page_holds_back_how_to_reach_the_person_until_a_decision(zaak, jo, fatima):
    tekst = _pagina(jo, zaak)
    assert "Alleen advies aan de melder." in tekst
    assert "Contact met de melder vastleggen" in tekst
    assert "043 000 00 01" not in tekst
    assert "6216 AB" not in tekst
    assert "Toch contact opnemen" not in tekst
    assert "Toch contact opnemen" in _pagina(fatima, zaak)
    zonder_akkoord.sta_contact_toe(zaak, reden="Gevaar.", door=fatima, nu=NU)
    tekst = _pagina(jo, zaak)
    assert "043 000 00 01" in tekst
    assert "6216 AB" in tekst
    assert "Alleen advies aan de melder." not in tekst


def test_a_coordinator_decides_with_a_reason_that_stays_in_the_history(zaak, fatima):
    adres = reverse("zaak_contact_toestaan", args=[zaak.pk])
    leeg = _als(fatima).post(adres, {"reden": " "})
    assert leeg.status_code == 422
    antwoord = _als(fatima).post(adres, {"reden": "Hij staat niet meer op."}, follow=True)
    assert "Uw besluit staat in de geschiedenis." in antwoord.content.decode()
    regel = zaak.gebeurtenissen.last()
    assert (regel.soort, regel.door, regel.tekst) == (
        "contact_toegestaan",
        fatima,
        "Hij staat niet meer op.",
    )
    assert _spreek(zaak, met_melder=False).is_bereikt


def test_a_medewerker_is_refused_and_hears_who_can_decide(zaak, jo, fatima):
    bouwers.gebruiker(Rol.COORDINATOR, naam="Uit Dienst", is_active=False)
    adres = reverse("zaak_contact_toestaan", args=[zaak.pk])
    antwoord = _als(jo).post(adres, {"reden": "Ik denk dat het mag."})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Dit besluit is aan een coördinator. Vraag het aan: Fatima." in tekst
    assert "Ik denk dat het mag." in tekst
    assert not zaak.gebeurtenissen.exists()


def test_without_any_coordinator_the_refusal_names_nobody(zaak, jo):
    with pytest.raises(Geweigerd, match=r"aan een coördinator\.$"):
        zonder_akkoord.sta_contact_toe(zaak, reden="x", door=jo, nu=NU)


def test_a_decision_is_recorded_once_and_only_where_it_is_needed(zaak, fatima):
    for _ in range(2):
        zonder_akkoord.sta_contact_toe(zaak, reden="Gevaar.", door=fatima, nu=NU)
    assert zaak.gebeurtenissen.count() == 1
    with pytest.raises(Geweigerd, match="hoeft niets besloten"):
        zonder_akkoord.sta_contact_toe(bouwers.zaak(), reden="x", door=fatima, nu=NU)
    with pytest.raises(Geweigerd, match="Schrijf op waarom"):
        zonder_akkoord.sta_contact_toe(bouwers.zaak(), reden="  ", door=fatima, nu=NU)


def test_a_decision_after_advice_lets_the_clock_run_again_from_its_start(zaak, fatima):
    _spreek(zaak, met_melder=True)
    beloofd = _klok(zaak).grens_op
    zonder_akkoord.sta_contact_toe(zaak, reden="Gevaar.", door=fatima, nu=NU + timedelta(hours=5))
    zaak.refresh_from_db()
    klok = _klok(zaak)
    assert zaak.status == Zaak.Status.OPGEPAKT
    assert (klok.gestopt_op, klok.grens_op) == (None, beloofd)
    assert set(klok.herinneringen.values_list("status", flat=True)) == {"gepland"}
    _spreek(zaak, met_melder=False, nu=NU + timedelta(hours=6))
    assert _klok(zaak).stopreden == Termijn.Stopreden.CONTACT


@pytest.mark.parametrize("liep_nog", [True, False])
def test_after_reopening_a_decision_lets_only_the_first_clock_run_again(
    zaak, melding, fatima, liep_nog
):
    _spreek(zaak, met_melder=True)
    begin = NU + timedelta(days=1)
    klokken.start(melding, nu=begin, soort=Termijn.Soort.HEROPEND)
    if not liep_nog:
        _spreek(zaak, met_melder=True, nu=begin + timedelta(hours=1))
    zonder_akkoord.sta_contact_toe(zaak, reden="Gevaar.", door=fatima, nu=NU + timedelta(days=3))
    assert melding.termijnen.lopend().get().soort == Termijn.Soort.EERSTE_CONTACT


def test_the_form_of_the_page_is_for_the_melder_and_a_refused_one_keeps_every_word(zaak, jo):
    adres = reverse("zaak_contact", args=[zaak.pk])
    velden = {"sleutel": str(uuid4()), "wijze": "telefoon", "is_bereikt": "ja"}
    oud = _als(jo).post(adres, velden | {"notitie": "Lang verhaal"})
    assert oud.status_code == 422
    assert "Lang verhaal" in oud.content.decode()
    antwoord = _als(jo).post(adres, velden | {"is_met_melder": "True"}, follow=True)
    tekst = antwoord.content.decode()
    assert "Het gesprek met de melder is vastgelegd." in tekst
    assert "klok gestopt: de melder kreeg advies" in tekst
    assert "De melder: telefoon, gesproken" in tekst
