"""Undoing a joining puts everything back; and of those who join or close at once one wins."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opvolging import (
    afsluiten,
    herrekenen,
    huisgenoten,
    informeren,
    pauzeren,
    regelbeheer,
    samenvoegen,
    triage,
    volgen,
)
from opvolging.beoordelen import beoordeel
from opvolging.kloksoort import Duur
from opvolging.models import (
    Contact,
    Deelnemer,
    Herinnering,
    Informatie,
    Pauze,
    Relatie,
    Samenvoeging,
    Termijn,
    Toestemming,
    Zaak,
)
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden
from tests.opvolging.samenloop import DAG, UUR, alles, spreek, zaak_van_een_melder

LATER = NU + 6 * UUR


@pytest.fixture
def jo(db):
    return bouwers.gebruiker(naam="Jo")


def _twee(*mensen):
    return [zaak_van_een_melder(wie, NU + nr * UUR) for nr, wie in enumerate(mensen)]


def _vers(zaak):
    return Zaak.objects.get(pk=zaak.pk)


def voeg_samen(zaak, in_zaak, nu=LATER):
    door = in_zaak.behandelaar
    return samenvoegen.voeg_samen(_vers(zaak), in_zaak=_vers(in_zaak), door=door, nu=nu)


def maak_ongedaan(samenvoeging, nu=LATER + UUR):
    gelezen = Samenvoeging.objects.get(pk=samenvoeging.pk)
    return samenvoegen.maak_ongedaan(gelezen, door=samenvoeging.door, nu=nu)


def _pauzeer(zaak, nu):
    tot = (NU + (2 + zaak.pk % 3) * DAG).date()
    door, reden = zaak.behandelaar, Pauze.Reden.WEG
    pauzeren.pauzeer(_vers(zaak), reden=reden, tot_en_met=tot, door=door, nu=nu)


def _vertel(zaak, nu):
    manier = Informatie.Manier.TELEFOON
    informeren.vertel(_vers(zaak), manier=manier, door=zaak.behandelaar, nu=nu)


def _beoordeel(zaak, nu):
    oordeel, wens = Zaak.Oordeel.TERECHT, Zaak.Hulpwens.JA
    manier, door = Toestemming.Manier.GESPREK, zaak.behandelaar
    beoordeel(_vers(zaak), oordeel=oordeel, hulpwens=wens, toestemming=manier, door=door, nu=nu)


def _word_deelnemer(zaak, nu):
    if not Deelnemer.objects.filter(zaak=zaak).exists():
        bouwers.deelnemer(zaak=_vers(zaak))


def _huisgenoot(zaak, nu):
    ander = bouwers.zaak(meldingen=[])
    relatie, door = Relatie.KIND, zaak.behandelaar
    huisgenoten.leg_vast(_vers(zaak), met=ander, relatie=relatie, door=door, nu=nu)


DADEN = {
    "huisgenoot": _huisgenoot,
    "spreken": lambda zaak, nu: spreek(_vers(zaak), nu),
    "proberen": lambda zaak, nu: spreek(
        _vers(zaak), nu, wijze=Contact.Wijze.BRIEF, is_bereikt=False
    ),
    "stilzetten": _pauzeer,
    "hervatten": lambda zaak, nu: pauzeren.hervat(_vers(zaak), door=zaak.behandelaar, nu=nu),
    "vertellen": _vertel,
    "vragen": lambda zaak, nu: informeren.vraag_uitzondering(
        _vers(zaak), reden="Nog niet.", door=zaak.behandelaar, nu=nu
    ),
    "beoordelen": _beoordeel,
    "deelnemer": _word_deelnemer,
}
REEKS = st.lists(st.tuples(st.booleans(), st.sampled_from(sorted(DADEN))), max_size=7)


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(reeks=REEKS)
def test_whatever_was_done_before_undoing_puts_everything_back(reeks):
    with transaction.atomic():
        een, ander = _twee(bouwers.gebruiker(), bouwers.gebruiker())
        for nummer, (eerste, wat) in enumerate(reeks):
            try:
                with transaction.atomic():
                    DADEN[wat](een if eerste else ander, NU + 2 * UUR + nummer * UUR / 2)
            except Geweigerd:
                continue
        voor = alles()
        try:
            with transaction.atomic():
                samen = voeg_samen(ander, een)
        except Geweigerd:
            assert alles() == voor
        else:
            assert not Termijn.objects.filter(melding__zaakmelding__zaak=ander).exists()
            maak_ongedaan(samen)
            assert alles() == voor
        transaction.set_rollback(True)


def test_the_histories_say_so_and_twice_is_once(jo):
    in_zaak, zaak = _twee(jo, bouwers.gebruiker())
    samen = voeg_samen(zaak, in_zaak)
    for _ in range(2):
        assert maak_ongedaan(samen) == zaak
    for deze, wat in ((zaak, "hoort niet meer bij"), (in_zaak, "hoort hier niet meer bij")):
        regel = deze.gebeurtenissen.last()
        assert (regel.soort, regel.door) == ("samenvoegen_ongedaan", jo)
        assert wat in regel.tekst
    assert deze.gebeurtenissen.filter(soort="samenvoegen_ongedaan").count() == 1
    samen.refresh_from_db()
    assert (samen.ongedaan_op, samen.ongedaan_door) == (LATER + UUR, jo)


def test_joined_again_after_undoing_is_a_joining_of_its_own(jo):
    in_zaak, zaak = _twee(jo, bouwers.gebruiker())
    maak_ongedaan(voeg_samen(zaak, in_zaak))
    voeg_samen(zaak, in_zaak, LATER + 2 * UUR)
    assert in_zaak.zaakmeldingen.count() == 2
    assert Samenvoeging.objects.geldend().count() == 1


def test_what_the_melder_wrote_since_stays_with_the_melding_and_stops_no_undoing(jo):
    in_zaak, zaak = _twee(jo, bouwers.gebruiker())
    melding = zaak.zaakmeldingen.get().melding
    samen = voeg_samen(zaak, in_zaak)
    volgen.vul_aan(melding, tekst="Nog iets.", sleutel=uuid4(), nu=LATER)
    maak_ongedaan(samen)
    assert zaak.zaakmeldingen.get().melding == melding
    assert melding.aanvullingen.count() == 1


def test_when_somebody_went_on_only_taking_a_melding_out_is_left(jo):
    in_zaak, zaak = _twee(jo, bouwers.gebruiker())
    samen = voeg_samen(zaak, in_zaak)
    spreek(_vers(in_zaak), LATER)
    voor = alles()
    with pytest.raises(Geweigerd, match="Haal die melding dan uit de zaak"):
        maak_ongedaan(samen)
    assert alles() == voor


def test_a_recount_for_all_is_no_going_on_with_this_person(jo):
    """Each clock keeps the rule it counts by since; all else is as it was."""
    in_zaak, zaak = _twee(jo, bouwers.gebruiker())
    voor = alles()
    samen = voeg_samen(zaak, in_zaak)
    soort, bea = Termijn.Soort.EERSTE_CONTACT, bouwers.gebruiker(Rol.BEHEERDER)
    regel = replace(regelbeheer.geldend(jo.gemeente, soort), grens=Duur(uren=96))
    regelbeheer.bewaar(jo.gemeente, soort=soort, regel=regel, door=bea, nu=LATER)
    assert herrekenen.herreken(jo.gemeente, soort=soort, reden="zo", door=bea, nu=LATER) == 2
    maak_ongedaan(samen)
    na = alles()
    assert na["zaken"] == voor["zaken"]
    assert na["meldingen"] == voor["meldingen"]
    om_contact = Termijn.objects.eerste_contact()
    assert set(om_contact.values_list("aantal_uren_grens", "gestopt_op")) == {(96, None)}


def test_of_three_the_last_joining_is_undone_first(jo):
    een, twee, drie = _twee(jo, bouwers.gebruiker(), bouwers.gebruiker())
    voor = alles()
    eerst = voeg_samen(drie, twee)
    tussen = alles()
    daarna = voeg_samen(twee, een)
    assert set(een.opgenomen.geldend().values_list("zaak", flat=True)) == {twee.pk, drie.pk}
    with pytest.raises(Geweigerd, match="al verdergegaan"):
        maak_ongedaan(eerst)
    maak_ongedaan(daarna)
    assert alles() == tussen
    # The line about undoing stands in the history of this one too: it counts as going on.
    with pytest.raises(Geweigerd, match="al verdergegaan"):
        maak_ongedaan(eerst)
    assert voor["klokken"] == tussen["klokken"]


def test_the_reminders_go_back_to_who_had_it(jo):
    els = bouwers.gebruiker(naam="Els")
    in_zaak, zaak = _twee(jo, els)
    maak_ongedaan(voeg_samen(zaak, in_zaak))
    melding = zaak.zaakmeldingen.get().melding
    rijen = Herinnering.objects.filter(termijn__melding=melding, ontvanger="behandelaar")
    assert set(rijen.values_list("gebruiker", "status")) == {(els.pk, "gepland")}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_join_both_ways_at_once_one_wins():
    zaken = _twee(bouwers.gebruiker(), bouwers.gebruiker())
    beurt = iter(range(6))

    def doe():
        nummer = next(beurt) % 2
        try:
            voeg_samen(zaken[nummer], zaken[1 - nummer])
        except Geweigerd:
            return False
        return True

    assert sum(in_draden(doe, 6)) == 1
    gesloten, open_ = Zaak.objects.order_by("status")
    assert (gesloten.status, open_.status) == ("afgesloten", "opgepakt")
    assert (gesloten.zaakmeldingen.count(), open_.zaakmeldingen.count()) == (0, 2)
    assert Samenvoeging.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("welke", [0, 1])
def test_joining_while_a_colleague_closes_one_leaves_no_melding_behind(welke):
    zaken = _twee(bouwers.gebruiker(), bouwers.gebruiker())
    beurt = iter(range(6))

    def doe():
        try:
            if next(beurt) % 2:
                uitkomst, wie = Zaak.Uitkomst.VERHUISD, zaken[welke].behandelaar
                afsluiten.sluit_af(_vers(zaken[welke]), uitkomst=uitkomst, door=wie, nu=LATER)
            else:
                voeg_samen(zaken[0], zaken[1])
        except Geweigerd:
            return False
        return True

    in_draden(doe, 6)
    for zaak in Zaak.objects.all():
        lopend = Termijn.objects.lopend().filter(melding__zaakmelding__zaak=zaak)
        assert lopend.exists() is (zaak.status != "afgesloten" and zaak.zaakmeldingen.exists())
        if zaak.uitkomst == "dubbel":
            assert not zaak.zaakmeldingen.exists()
    assert Termijn.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_who_goes_on_while_it_is_undone_is_refused_or_first():
    in_zaak, zaak = _twee(bouwers.gebruiker(), bouwers.gebruiker())
    samen = voeg_samen(zaak, in_zaak)
    melding = bouwers.melding()
    beurt = iter(range(4))

    def doe():
        try:
            if next(beurt) % 2:
                wie = in_zaak.behandelaar
                triage.voeg_toe(melding, zaak=_vers(in_zaak), door=wie, nu=LATER)
            else:
                maak_ongedaan(samen)
        except Geweigerd:
            return

    in_draden(doe, 4)
    is_terug = Samenvoeging.objects.get().ongedaan_op is not None
    assert _vers(zaak).zaakmeldingen.exists() is is_terug
    assert _vers(in_zaak).zaakmeldingen.count() == (2 if is_terug else 3)


def test_on_the_page_it_is_offered_where_doubles_are_shown_and_taken_back_there(jo, client):
    in_zaak, zaak = (zaak_van_een_melder(jo, telefoon_hash="x" * 64) for _ in range(2))
    client.force_login(jo)
    pagina, daar = (reverse("zaak", args=[deze.pk]) for deze in (in_zaak, zaak))
    assert f"Voeg zaak {zaak.pk} hierbij" in client.get(pagina).text
    adres = reverse("zaak_samenvoegen", args=[in_zaak.pk])
    antwoord = client.post(adres, {"zaak": zaak.pk}, follow=True)
    assert f"Zaak {zaak.pk} gaat nu verder in deze zaak." in antwoord.text
    assert f"door Jo, in zaak {zaak.pk}" in antwoord.text
    tekst = client.get(daar).text
    assert f"Ga naar zaak {in_zaak.pk}" in tekst
    assert "Naam onbekend" not in tekst
    assert "Verdergaan met deze zaak" not in tekst
    opnieuw = client.post(adres, {"zaak": zaak.pk}, follow=True)
    assert f"Zaak {zaak.pk} is al afgesloten." in opnieuw.text
    terug = reverse("zaak_samenvoegen_ongedaan", args=[in_zaak.pk])
    nummer = Samenvoeging.objects.get().pk
    assert client.post(terug, {"samenvoeging": 10**9}).status_code == 404
    antwoord = client.post(terug, {"samenvoeging": nummer}, follow=True)
    assert f"Zaak {zaak.pk} is weer een eigen zaak" in antwoord.text
    assert "Ga naar zaak" not in client.get(daar).text


def test_after_going_on_the_page_says_what_is_left_and_a_late_click_too(jo, client):
    in_zaak, zaak = _twee(jo, jo)
    samen = voeg_samen(zaak, in_zaak)
    spreek(_vers(in_zaak), LATER)
    client.force_login(jo)
    tekst = client.get(reverse("zaak", args=[in_zaak.pk])).text
    assert "Maak ongedaan" not in tekst
    assert "Haal die melding er dan uit." in tekst
    terug = reverse("zaak_samenvoegen_ongedaan", args=[in_zaak.pk])
    antwoord = client.post(terug, {"samenvoeging": samen.pk}, follow=True)
    assert "Er is al verdergegaan met deze zaak." in antwoord.text


def test_a_melding_that_was_just_taken_out_is_put_back_with_one_button(jo, client):
    in_zaak, zaak = _twee(jo, jo)
    voeg_samen(zaak, in_zaak)
    melding = in_zaak.zaakmeldingen.latest("melding").melding
    client.force_login(jo)
    los = reverse("zaak_melding_losmaken", args=[in_zaak.pk])
    antwoord = client.post(los, {"melding": melding.pk}, follow=True)
    assert f"Zet terug in zaak {in_zaak.pk}" in antwoord.text
    doel = reverse("zaak_melding_toevoegen", args=[in_zaak.pk])
    assert f'action="{doel}"' in antwoord.text
    client.post(doel, {"melding": melding.pk})
    assert in_zaak.zaakmeldingen.count() == 2


@pytest.mark.parametrize("aantal", [1, 8])
def test_the_page_costs_the_same_however_many_were_joined(
    jo, client, aantal, django_assert_max_num_queries
):
    in_zaak = zaak_van_een_melder(jo)
    for _ in range(aantal):
        voeg_samen(zaak_van_een_melder(jo), in_zaak)
    client.force_login(jo)
    with django_assert_max_num_queries(12):
        client.get(reverse("zaak", args=[in_zaak.pk]))
