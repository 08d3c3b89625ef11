"""What the page of a zaak shows of the others in the house: enough to go there once, no more."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import gevaar, huisgenoten, nooitmeer, samenvoegen
from opvolging.kijkrecht import zeg_reden
from opvolging.models import Contact, Inzage, Relatie, Zaak
from tests import bouwers

pytestmark = pytest.mark.django_db

THUIS = {"postcode": "6216 AB", "huisnummer": "14"}


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def els():
    return bouwers.gebruiker(naam="Els Smeets")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


def _zaak(behandelaar, naam, *, ontvangen_op=None, **velden):
    nu = ontvangen_op or timezone.now()
    melding = bouwers.melding(betrokkene_naam=naam, ontvangen_op=nu, **velden)
    bouwers.termijn(melding=melding)
    return bouwers.zaak(behandelaar=behandelaar, meldingen=[melding], opgepakt_op=nu)


@pytest.fixture
def van_jo(jo):
    return _zaak(jo, "Bertha Hendrix")


@pytest.fixture
def van_els(els):
    return _zaak(els, "Sjeng Hendrix")


def _samen(een, ander, relatie=Relatie.PARTNER):
    door, nu = een.behandelaar, timezone.now()
    return huisgenoten.leg_vast(een, met=ander, relatie=relatie, door=door, nu=nu)


def _tekst(client, zaak) -> str:
    antwoord = client.get(reverse("zaak", args=[zaak.pk]))
    assert antwoord.status_code == 200
    tekst: str = antwoord.text
    return tekst


def _huis(client, zaak) -> str:
    """The card alone."""
    return _tekst(client, zaak).partition('id="huis"')[2].partition("</section>")[0]


def test_both_pages_show_number_status_colleague_clock_and_who_it_is(client, van_jo, van_els):
    _samen(van_jo, van_els, Relatie.KIND)
    kaart = _huis(client, van_jo)
    for woord in (
        f"Zaak {van_els.pk}</a>, Sjeng Hendrix: zoon of dochter",
        "Opgepakt, bij Els Smeets.",
        "Contact: ",
        f"Haal zaak {van_els.pk} weg",
    ):
        assert woord in kaart
    assert "vader of moeder" in _huis(client, van_els)


def test_alone_in_the_house_there_is_no_card(client, van_jo):
    assert 'id="huis"' not in _tekst(client, van_jo)


def test_the_name_shows_only_to_who_may_open_that_zaak_without_saying_why(
    client, jo, van_jo, van_els
):
    type(jo.gemeente).objects.update(vraagt_reden=True)
    _samen(van_jo, van_els)
    kaart = _huis(client, van_jo)
    assert f"Zaak {van_els.pk}</a>: partner" in kaart
    assert "Sjeng" not in _tekst(client, van_jo)
    assert "bij Els Smeets" in kaart
    zeg_reden(van_els, Inzage.Reden.GEBELD, door=jo, nu=timezone.now())
    assert "Sjeng Hendrix" in _huis(client, van_jo)


def test_of_two_colleagues_in_one_house_each_page_says_so(client, van_jo, van_els):
    _samen(van_jo, van_els)
    for zaak in (van_jo, van_els):  # Jo reads both, and is not told to speak with Jo
        assert "Spreek met Els Smeets af wie belt of langsgaat." in _huis(client, zaak)
    Zaak.objects.filter(pk=van_els.pk).update(behandelaar=van_jo.behandelaar)
    assert "meer dan één collega" not in _huis(client, van_jo)


def test_the_next_visit_to_the_house_is_seen_and_one_called_off_or_over_is_not(
    client, els, van_jo, van_els
):
    _samen(van_jo, van_els)
    nu = timezone.now()
    for na, afgezegd in ((-1, None), (1, nu), (2, None), (3, None)):
        wanneer = {"begint_op": nu + timedelta(days=na), "afgezegd_op": afgezegd}
        wijze = Contact.Wijze.BEZOEK if na == 2 else Contact.Wijze.TELEFOON
        bouwers.afspraak(zaak=van_els, wijze=wijze, met=els, **wanneer)
    assert "Afspraak: huisbezoek" in _huis(client, van_jo)
    assert ", met Els Smeets" in _huis(client, van_jo)


GEVAAR, ONVEILIG = "Gevaar in dit huis.", "Niet veilig in dit huis."
NOOIT = "Een huisgenoot wil geen contact."


def test_the_card_for_danger_of_a_huisgenoot_warns_on_top_until_it_is_done(
    client, els, van_jo, van_els
):
    _samen(van_jo, van_els)
    assert GEVAAR not in _tekst(client, van_jo)
    kaart = gevaar.start(van_els, wat="Dreigt.", door=els, nu=timezone.now())
    tekst = _tekst(client, van_jo)
    assert GEVAAR in tekst
    assert "Overleg eerst met Els Smeets" in tekst
    assert "Dreigt." not in tekst
    type(kaart).objects.update(klaar_op=timezone.now())
    assert GEVAAR not in _tekst(client, van_jo)


def test_who_has_both_is_not_told_to_speak_with_themselves(client, jo, van_jo):
    ander = _zaak(jo, "Sjeng Hendrix", is_veilig=False)
    _samen(van_jo, ander)
    tekst = _tekst(client, van_jo)
    assert "Kijk eerst daar, en bel of bezoek dit huis daarna pas." in tekst
    assert "Overleg eerst met Jo Claessens" not in tekst


def test_who_is_not_safe_in_the_house_warns_as_long_as_somebody_is_at_it(client, jo, els, van_jo):
    ander = _zaak(els, "Sjeng Hendrix", is_veilig=False)
    _samen(van_jo, ander)
    assert ONVEILIG in _tekst(client, van_jo)
    dicht = {"status": "afgesloten", "uitkomst": "advies", "afgesloten_op": timezone.now()}
    Zaak.objects.filter(pk=ander.pk).update(**dicht)
    assert ONVEILIG not in _tekst(client, van_jo)


def test_never_call_me_again_of_a_huisgenoot_is_known_before_somebody_calls(client, els, van_jo):
    ander = _zaak(els, "Sjeng Hendrix", betrokkene_telefoon="043 000 00 09")
    _samen(van_jo, ander)
    nooitmeer.zet_op_de_lijst(ander, door=els, nu=timezone.now())
    assert NOOIT in _tekst(client, van_jo)


def test_of_the_same_address_it_is_not_said_twice(client, jo, els):
    een, ander = _zaak(jo, "Bertha", **THUIS), _zaak(els, "Sjeng", **THUIS)
    _samen(een, ander)
    nooitmeer.zet_op_de_lijst(ander, door=els, nu=timezone.now())
    tekst = _tekst(client, een)
    assert "Niet meer benaderen." in tekst
    assert NOOIT not in tekst


def test_the_same_address_is_proposed_and_a_person_decides(client, jo, els):
    een, ander = _zaak(jo, "Bertha", **THUIS), _zaak(els, "Sjeng", **THUIS)
    tekst = _tekst(client, een)
    assert f"Is zaak {ander.pk} dezelfde persoon?" in tekst
    assert f"Zaak {ander.pk}: zelfde adres, opgepakt, bij Els Smeets" in tekst
    adres = reverse("zaak_huisgenoot", args=[een.pk])
    client.post(adres, {"kandidaat": str(ander.pk), "relatie": "partner"})
    tekst = _tekst(client, een)
    assert f"Is zaak {ander.pk} dezelfde persoon?" not in tekst
    assert ": zelfde adres" not in tekst
    assert f"Haal zaak {ander.pk} weg" in tekst


def test_a_refused_form_still_offers_who_has_the_same_address(client, jo, els):
    een, ander = _zaak(jo, "Bertha", **THUIS), _zaak(els, "Sjeng", **THUIS)
    antwoord = client.post(reverse("zaak_huisgenoot", args=[een.pk]), {"kandidaat": "andere"})
    assert f"Zaak {ander.pk}: zelfde adres" in antwoord.text


@pytest.mark.parametrize(
    ("daar", "gezegd"), [({"huisnummer": "20"}, True), ({}, False), (None, False)]
)
def test_a_number_of_somebody_at_another_address_is_asked_after(client, jo, els, daar, gezegd):
    een = _zaak(jo, "Bertha", **THUIS)
    ander = _zaak(els, "Sjeng", **({} if daar is None else THUIS | daar))
    velden = {"kandidaat": "andere", "zaak": str(ander.pk), "relatie": "partner"}
    antwoord = client.post(reverse("zaak_huisgenoot", args=[een.pk]), velden, follow=True)
    assert f"Zaak {ander.pk} staat nu bij deze zaak" in antwoord.text
    assert (f"Let op: zaak {ander.pk} heeft een ander adres." in antwoord.text) is gezegd


def test_a_melding_of_this_address_that_nobody_took_up_is_named(client, jo):
    een = _zaak(jo, "Bertha", **THUIS)
    vrij = bouwers.melding(**THUIS)
    assert f"Melding {vrij.pk} heeft ook dit adres, en is nog van niemand." in _huis(client, een)


def test_in_a_house_of_three_everybody_sees_everybody(client, els, van_jo, van_els):
    kind = _zaak(els, "Kiki Hendrix")
    _samen(van_jo, van_els)
    _samen(van_jo, kind, Relatie.KIND)
    kaart = _huis(client, van_els)
    assert "Bertha Hendrix: partner" in kaart
    assert f"Kiki Hendrix: huisgenoot van zaak {van_jo.pk}" in kaart
    assert f"Haal zaak {kind.pk} weg" not in kaart
    # what they are to each other can be said too
    _samen(van_els, kind, Relatie.KIND)
    assert "Kiki Hendrix: zoon of dochter" in _huis(client, van_els)


def test_where_a_joined_zaak_goes_on_its_huisgenoten_show(client, jo, van_jo, van_els):
    dubbel = _zaak(jo, "Bertha Hendrix")
    _samen(dubbel, van_els)
    zaak = Zaak.objects.get(pk=dubbel.pk)
    samen = samenvoegen.voeg_samen(zaak, in_zaak=van_jo, door=jo, nu=timezone.now())
    assert f"Zaak {van_els.pk}</a>, Sjeng Hendrix: partner" in _huis(client, van_jo)
    assert f"Zaak {van_jo.pk}</a>, Bertha Hendrix: partner" in _huis(client, van_els)
    assert 'id="huis"' not in _tekst(client, dubbel)
    samenvoegen.maak_ongedaan(samen, door=jo, nu=timezone.now())
    assert 'id="huis"' not in _tekst(client, van_jo)
    assert "partner" in _huis(client, dubbel)


@pytest.mark.parametrize("aantal", [1, 200])
def test_with_a_full_house_the_page_stays_within_its_queries(
    client, els, van_jo, aantal, django_assert_max_num_queries
):
    for _ in range(aantal):
        bouwers.gebeurtenis(zaak=van_jo, contact=bouwers.contact(zaak=van_jo))
    bouwers.melder(melding=van_jo.zaakmeldingen.get().melding)
    Zaak.objects.filter(pk=van_jo.pk).update(status=Zaak.Status.IN_BEGELEIDING)
    bouwers.deelnemer(zaak=Zaak.objects.get(pk=van_jo.pk))
    bouwers.maatje()
    huis = [_zaak(els, f"Huisgenoot {nummer}") for nummer in range(3)]
    for ander in huis:
        _samen(van_jo, ander, Relatie.ANDERS)
        bouwers.afspraak(zaak=ander, begint_op=timezone.now() + timedelta(days=1))
        gevaar.start(ander, wat="", door=els, nu=timezone.now())
    with django_assert_max_num_queries(12):
        tekst = _tekst(client, van_jo)
    assert tekst.count(GEVAAR) == tekst.count(": andere huisgenoot</span>") == 3
