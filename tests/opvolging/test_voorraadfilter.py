"""Narrowing the werkvoorraad: what a choice shows, and that its number is that of its list."""

from datetime import timedelta
from random import Random
from urllib.parse import parse_qs
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meldingen.models import Melding
from opvolging import triage, voorraadfilter, voorraadtelling
from opvolging.models import Contact, Termijn, Zaak
from signaalpunt.rollen import Rol
from tests import bouwers

pytestmark = pytest.mark.django_db
ADRES = "/werkvoorraad/"


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


def _klok(uren_over=30, stil_tot=None, **velden):
    begin = timezone.now() + timedelta(hours=uren_over - 48)
    melding = bouwers.melding(ontvangen_op=begin, **velden)
    return bouwers.termijn(melding=melding, stil_tot=stil_tot)


@pytest.fixture
def stad(jo):
    """Something of every choice, mixed, and as much of another gemeente."""
    toeval = Random(4)
    anneke = bouwers.gebruiker(naam="Anneke")
    buurten = [bouwers.buurt(), bouwers.buurt(code="BU09350505", naam="Amby"), None]
    morgen = timezone.now() + timedelta(days=1)
    for _ in range(40):
        klok = _klok(
            uren_over=toeval.choice([-5, 3, 30, 46]),
            stil_tot=toeval.choice([None, None, morgen]),
            buurt=toeval.choice(buurten),
            deur=toeval.choice(["mijzelf", "iemand_anders", "professional"]),
            kanaal=toeval.choice(["web", "telefoon"]),
            leeftijdsgroep=toeval.choice(["tot_18", "65_79"]),
            is_veilig=toeval.random() > 0.2,
            is_spoed=toeval.random() < 0.2,
            is_verdacht=toeval.random() < 0.2,
        )
        if door := toeval.choice([None, jo, anneke]):
            zaak = bouwers.zaak(meldingen=[klok.melding], behandelaar=door)
            if toeval.random() < 0.3:
                bouwers.contact(zaak=zaak, is_bereikt=False, opnieuw_op=morgen)
    elders = bouwers.gemeente(code="GM9999", naam="Elders")
    bouwers.termijn(melding=bouwers.melding(gemeente=elders))


def _filter(gebruiker, **gevraagd):
    return voorraadfilter.lees(gevraagd, gebruiker, nu=timezone.now())


def _opties(gebruiker, filter_):
    alle = voorraadfilter.alle(gebruiker, nu=timezone.now())
    per_soort = voorraadtelling.opties(alle, filter_, gebruiker)
    return [optie for opties in per_soort.values() for optie in opties]


@pytest.mark.usefixtures("stad")
@pytest.mark.parametrize(
    "gekozen", [{}, {"wie": "mij"}, {"tijd": "te_laat"}, {"deur": "mijzelf", "jeugd": "ja"}]
)
def test_each_number_is_that_of_the_list_behind_it(jo, gekozen):
    opties = _opties(jo, _filter(jo, **gekozen))
    assert {optie.aantal for optie in opties} > {0}
    for optie in opties:
        vraag = {soort: waarden[0] for soort, waarden in parse_qs(optie.vraag).items()}
        lijst = triage.werkvoorraad(jo).filter(_filter(jo, **vraag).q())
        assert optie.aantal == lijst.count(), optie


@pytest.mark.usefixtures("stad")
@pytest.mark.parametrize("rol", [Rol.BEHEERDER, Rol.GEMEENTE, Rol.MAATJE])
def test_who_sees_no_clock_gets_no_number(rol):
    gebruiker = bouwers.gebruiker(rol)
    assert {optie.aantal for optie in _opties(gebruiker, _filter(gebruiker))} == {0}


@pytest.mark.parametrize(
    ("velden", "vraag", "past"),
    [
        ({"uren_over": -1}, {"tijd": "te_laat"}, True),
        ({"uren_over": 40}, {"tijd": "te_laat"}, False),
        ({"uren_over": -1}, {"tijd": "vandaag"}, False),
        ({"uren_over": 1}, {"tijd": "vandaag"}, True),
        ({"is_veilig": False}, {"let_op": "niet_veilig"}, True),
        ({"is_spoed": True}, {"let_op": "niet_veilig"}, False),
        ({"is_spoed": True}, {"let_op": "lees_eerst"}, True),
        ({"is_verdacht": True}, {"let_op": "verdacht"}, True),
        ({"leeftijdsgroep": "tot_18"}, {"jeugd": "ja"}, True),
        ({"leeftijdsgroep": "18_26"}, {"jeugd": "ja"}, False),
        ({"deur": "professional"}, {"deur": "professional"}, True),
        ({"kanaal": "telefoon"}, {"kanaal": "web"}, False),
        ({}, {"wie": "niemand"}, True),
        ({}, {"wie": "mij"}, False),
        ({}, {"buurt": "geen"}, True),
    ],
)
def test_a_choice_shows_what_it_says(client, velden, vraag, past):
    klok = _klok(**velden)
    tekst = client.get(ADRES, vraag).text
    assert (f"Melding {klok.melding_id} <" in tekst) is past
    assert "U ziet een deel" in tekst


def test_who_is_paused_or_called_again_later_is_waited_for_and_not_late(jo):
    morgen = timezone.now() + timedelta(days=1)
    stil = _klok(uren_over=-1, stil_tot=morgen)
    later = _klok(uren_over=-1)
    zaak = bouwers.zaak(meldingen=[later.melding], behandelaar=jo)
    bouwers.contact(zaak=zaak, is_bereikt=False, opnieuw_op=morgen)
    kloks = triage.werkvoorraad(jo)
    assert set(kloks.filter(_filter(jo, wacht="ja").q())) == {stil, later}
    assert set(kloks.filter(_filter(jo, tijd="te_laat").q())) == {later}


def test_only_what_was_agreed_at_the_last_attempt_is_waited_for(jo):
    nu = timezone.now()
    klok = _klok()
    zaak = bouwers.zaak(meldingen=[klok.melding], behandelaar=jo)
    wacht = triage.werkvoorraad(jo).filter(_filter(jo, wacht="ja").q())
    morgen, uur = nu + timedelta(days=1), timedelta(hours=1)
    bouwers.contact(zaak=zaak, is_bereikt=False, op=nu - 3 * uur, opnieuw_op=morgen)
    assert wacht.exists()
    bouwers.contact(zaak=zaak, is_bereikt=False, op=nu - 2 * uur)
    assert not wacht.exists()
    bouwers.contact(zaak=zaak, is_bereikt=False, op=nu - uur, opnieuw_op=morgen)
    assert wacht.exists()


def test_mine_is_also_what_i_look_after(jo):
    els = bouwers.gebruiker(naam="Els", plaatsvervanger=jo)
    klok = _klok()
    bouwers.zaak(meldingen=[klok.melding], behandelaar=els)
    vandaag = timezone.localdate()
    assert not triage.werkvoorraad(jo).filter(_filter(jo, wie="mij").q())
    bouwers.afwezigheid(gebruiker=els, van=vandaag, tot_en_met=vandaag)
    assert triage.werkvoorraad(jo).filter(_filter(jo, wie="mij").q()).get() == klok


def test_choices_come_together_and_each_can_be_taken_away(client):
    samen = _klok(deur="mijzelf", kanaal="telefoon")
    ander = _klok(deur="mijzelf")
    tekst = client.get(ADRES, {"deur": "mijzelf", "kanaal": "telefoon"}).text
    assert f"Melding {samen.melding_id} <" in tekst
    assert f"Melding {ander.melding_id} <" not in tekst
    assert f'href="{ADRES}?deur=mijzelf"' in tekst
    assert f'href="{ADRES}?kanaal=telefoon"' in tekst
    assert "Toon alles" in tekst


@pytest.mark.parametrize(
    "vraag",
    [{"wie": "x"}, {"wie": "999999"}, {"buurt": "٣"}, {"tijd": "\x00"}, {"deur": "x" * 9999}],
)
@pytest.mark.parametrize("adres", [ADRES, f"{ADRES}filter/"])
def test_what_we_do_not_know_is_left_out_and_said(client, adres, vraag):
    antwoord = client.get(adres, vraag)
    assert antwoord.status_code == 200
    assert "Een deel van dit filter kennen wij niet." in antwoord.text


@pytest.mark.parametrize("anders", [{"is_active": False}, {"rol": Rol.MAATJE}])
def test_what_is_of_somebody_who_left_stands_apart_and_can_be_divided(client, jo, anders):
    weg = bouwers.gebruiker(**anders)
    klok = _klok()
    bouwers.zaak(meldingen=[klok.melding], behandelaar=weg)
    gesproken = bouwers.melding(betrokkene_naam="Mevrouw Gesproken")
    bouwers.zaak(meldingen=[gesproken], behandelaar=weg, status=Zaak.Status.CONTACT_GELEGD)
    bouwers.zaak(meldingen=[_klok().melding], behandelaar=jo)
    assert "2 zaken zijn van iemand die hier niet meer werkt." in client.get(ADRES).text
    pagina = client.get(ADRES, {"wie": "weg"})
    assert [regel.sleutel for regel in pagina.context["regels"]] == [klok.pk]
    assert "Mevrouw Gesproken" in pagina.text
    assert "Mevrouw Gesproken" in client.get("/werkvoorraad/verdelen/?wie=weg").text


def test_where_everybody_still_works_nothing_is_said(client, jo):
    bouwers.zaak(meldingen=[_klok().melding], behandelaar=jo)
    assert "niet meer werkt. <a" not in client.get(ADRES).text


def test_a_buurt_or_colleague_of_another_gemeente_is_not_known(jo):
    elders = bouwers.gemeente(code="GM9999", naam="Elders")
    buurt = bouwers.buurt(wijk=bouwers.wijk(gemeente=elders, code="WK999900"), code="BU99990001")
    collega = bouwers.gebruiker(gemeente=elders)
    assert _filter(jo, buurt=str(buurt.pk)).is_onbekend
    assert _filter(jo, wie=str(collega.pk)).is_onbekend


def test_in_contact_follows_what_is_about_the_person_and_not_what_is_about_the_clock(client, jo):
    buurt = bouwers.buurt()
    melding = bouwers.melding(betrokkene_naam="Mevrouw Gesproken", buurt=buurt)
    bouwers.zaak(meldingen=[melding], behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    vragen = {
        "": True,
        "wie=mij": True,
        f"wie={jo.pk}": True,
        f"wie={bouwers.gebruiker().pk}": False,
        "wie=niemand": False,
        f"buurt={buurt.pk}": True,
        "buurt=geen": False,
        "tijd=te_laat": False,
    }
    for vraag, is_te_zien in vragen.items():
        assert ("Mevrouw Gesproken" in client.get(f"{ADRES}?{vraag}").text) is is_te_zien, vraag


def test_the_page_of_all_choices_shows_their_numbers_and_only_who_has_work(client, jo):
    bouwers.gebruiker(naam="Rustige Rob")
    klok = _klok(buurt=bouwers.buurt(naam="Malberg"))
    bouwers.buurt(code="BU09350505", naam="Lege Buurt")
    bouwers.zaak(meldingen=[klok.melding], behandelaar=bouwers.gebruiker(naam="Drukke Dien"))
    tekst = client.get(f"{ADRES}filter/", {"deur": klok.melding.deur}).text
    assert "Drukke Dien" in tekst
    assert "Malberg" in tekst
    assert "Rustige Rob" not in tekst
    assert "Lege Buurt" not in tekst


def test_another_page_keeps_the_choices(client):
    for _ in range(51):
        _klok(deur="mijzelf")
    tekst = client.get(ADRES, {"deur": "mijzelf"}).text
    assert "?deur=mijzelf&amp;pagina=2" in tekst


@pytest.mark.usefixtures("stad")
@pytest.mark.parametrize("vraag", ["", "wie=mij", "tijd=te_laat&deur=mijzelf"])
def test_each_tab_says_how_many_it_shows(client, jo, vraag):
    for knop in client.get(f"{ADRES}?{vraag}").context["snel"]:
        gevraagd = {soort: waarden[0] for soort, waarden in parse_qs(knop.vraag).items()}
        if knop.is_gekozen and "tijd" not in gevraagd:  # once more would be without it
            gevraagd |= {"tijd": "te_laat"} if knop.tekst == "Te laat" else {}
        lijst = triage.werkvoorraad(jo).filter(_filter(jo, **gevraagd).q())
        assert knop.aantal == str(lijst.count()), knop


def _telling(gebruiker, *voorwaarden):
    return voorraadtelling.telling(voorwaarden, gebruiker, nu=timezone.now())


def test_more_than_a_tab_counts_is_many(jo, monkeypatch):
    monkeypatch.setattr(voorraadtelling, "HOOGSTENS", 2)
    for _ in range(3):
        _klok()
    assert _telling(jo, Q(), Q(pk=0)).klokken == ["2+", "0"]


def test_who_only_has_what_ends_last_is_counted_too(client, jo):
    """However many others come before: a colleague with work is never hidden."""
    dien = bouwers.gebruiker(naam="Drukke Dien")
    laatste = _klok(uren_over=47, buurt=bouwers.buurt(naam="Malberg"))
    bouwers.zaak(meldingen=[laatste.melding], behandelaar=dien)
    eerder = bouwers.termijn(melding=bouwers.melding())
    velden = {v.attname: getattr(eerder, v.attname) for v in Termijn._meta.concrete_fields}
    meldingen = _kopieer(eerder.melding, 1100)
    Termijn.objects.bulk_create(
        Termijn(**velden | {"id": None, "melding_id": melding.pk}) for melding in meldingen
    )
    aantal = {optie.tekst: optie.aantal for optie in _opties(jo, _filter(jo))}
    assert (aantal["Drukke Dien"], aantal["Malberg"]) == (1, 1)
    assert aantal["Nog van niemand"] == 1101


def _kopieer(melding, aantal):
    velden = {v.attname: getattr(melding, v.attname) for v in Melding._meta.concrete_fields}
    return Melding.objects.bulk_create(
        Melding(
            **velden
            | {"id": None, "sleutel": uuid4(), "rij": uuid4()}
            | {"inhoud_hash": f"kopie-{n}", "volgcode_hash": f"kopie-{n}"}
        )
        for n in range(aantal)
    )


def test_the_page_of_all_choices_costs_the_same_in_any_town(client):
    aantallen = []
    for aantal in (1, 20):
        for _ in range(aantal):
            _klok(buurt=bouwers.buurt(code=f"BU{Contact.objects.count()}{aantal}{_}"))
        with CaptureQueriesContext(connection) as vragen:
            client.get(f"{ADRES}filter/")
        aantallen.append(len(vragen))
    assert aantallen[0] == aantallen[1] <= 9
