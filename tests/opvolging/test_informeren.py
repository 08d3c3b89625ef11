"""Telling somebody what we know: until when, who ticks it, and who decides not to."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from opvolging import aanmelden, afsluiten, beoordelen, contact, informeren, klokken, weekbericht
from opvolging.models import Contact, Deelnemer, Informatie, Toestemming, Zaak
from opvolging.vertelbeeld import vertelbeeld
from opvolging.zaakbeeld import met_melders
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU

Manier, Status, Uitkomst = Informatie.Manier, Zaak.Status, Zaak.Uitkomst
LATER = NU + timedelta(hours=5)


@pytest.mark.parametrize(
    ("ontvangen", "dag"),
    [
        (datetime(2026, 9, 15, 8, tzinfo=UTC), date(2026, 10, 15)),
        (datetime(2026, 1, 31, 8, tzinfo=UTC), date(2026, 2, 28)),
        (datetime(2028, 1, 30, 8, tzinfo=UTC), date(2028, 2, 29)),
        (datetime(2026, 3, 31, 8, tzinfo=UTC), date(2026, 4, 30)),
        (datetime(2026, 12, 31, 8, tzinfo=UTC), date(2027, 1, 31)),
        (datetime(2026, 9, 15, 22, 30, tzinfo=UTC), date(2026, 10, 16)),  # past midnight here
    ],
)
def test_it_is_told_within_a_month(ontvangen, dag):
    assert informeren.uiterlijk(ontvangen) == dag


@pytest.mark.parametrize(("dagen", "alarm"), [(0, False), (24, False), (25, True), (40, True)])
def test_from_day_25_it_is_urgent(dagen, alarm):
    assert informeren.is_alarm(NU, NU + timedelta(days=dagen)) is alarm


pytestmark = pytest.mark.django_db


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def fatima():
    return bouwers.gebruiker(naam="Fatima")


@pytest.fixture
def zaak(jo):
    return bouwers.zaak(behandelaar=jo, status=Status.CONTACT_GELEGD, is_verteld=False)


def _soorten(zaak):
    return [regel.soort for regel in zaak.gebeurtenissen.all()]


def _beeld(zaak, dagen=0):
    return vertelbeeld(Zaak.objects.get(pk=zaak.pk), met_melders(zaak), NU + timedelta(days=dagen))


def test_what_was_told_is_written_down_once_with_who_how_and_when(zaak, jo):
    for _ in range(2):
        informeren.vertel(zaak, manier=Manier.BRIEF, op=NU, door=jo, nu=LATER)
    stand = Informatie.objects.get()
    assert (stand.manier, stand.op, stand.door, stand.is_klaar) == ("brief", NU, jo, True)
    assert _soorten(zaak) == ["verteld"]
    assert zaak.gebeurtenissen.get().tekst == "Met een brief."


def test_it_cannot_be_told_in_the_future(zaak, jo):
    with pytest.raises(Geweigerd, match=r"^Dit moment ligt in de toekomst\."):
        informeren.vertel(zaak, manier=Manier.BRIEF, op=LATER, door=jo, nu=NU)


@pytest.mark.parametrize("eerder", [timedelta(seconds=1), NU - datetime(1, 1, 2, tzinfo=UTC)])
def test_nobody_can_have_heard_of_a_melding_that_was_not_there_yet(zaak, jo, eerder):
    with pytest.raises(Geweigerd, match=r"^Dit moment ligt vóór de melding\."):
        informeren.vertel(zaak, manier=Manier.BRIEF, op=NU - eerder, door=jo, nu=LATER)


def test_an_exception_is_decided_by_two(zaak, jo, fatima):
    informeren.vraag_uitzondering(zaak, reden="Er is geweld thuis.", door=jo, nu=NU)
    assert not Informatie.objects.get().is_klaar
    with pytest.raises(Geweigerd, match="besluit u met z’n tweeën"):
        informeren.ga_akkoord(zaak, door=jo, nu=NU)
    for _ in range(2):
        informeren.ga_akkoord(zaak, door=fatima, nu=LATER)
    stand = Informatie.objects.get()
    assert (stand.akkoord_door, stand.akkoord_op, stand.is_klaar) == (fatima, LATER, True)
    assert stand.reden == "Er is geweld thuis."
    assert _soorten(zaak) == ["uitzondering_gevraagd", "uitzondering"]


def test_nobody_of_elsewhere_agrees(zaak, jo):
    informeren.vraag_uitzondering(zaak, reden="Gevaar.", door=jo, nu=NU)
    elders = bouwers.gebruiker(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    with pytest.raises(Geweigerd, match="Vraag een collega"):
        informeren.ga_akkoord(zaak, door=elders, nu=NU)


def test_the_table_itself_refuses_an_exception_by_one(zaak, jo):
    with pytest.raises(IntegrityError, match="met_twee"), transaction.atomic():
        bouwers.informatie(zaak=zaak, manier="", akkoord_door=jo, akkoord_op=NU)


def test_what_is_told_after_all_ends_a_proposal(zaak, jo, fatima):
    informeren.vraag_uitzondering(zaak, reden="Gevaar.", door=jo, nu=NU)
    with pytest.raises(Geweigerd, match="al verteld of gevraagd"):
        informeren.vraag_uitzondering(zaak, reden="Nog eens.", door=fatima, nu=NU)
    informeren.vertel(zaak, manier=Manier.GESPREK, door=fatima, nu=LATER)
    stand = Informatie.objects.get()
    assert (stand.manier, stand.reden, stand.door) == ("gesprek", "", fatima)
    with pytest.raises(Geweigerd, match="geen uitzondering meer"):
        informeren.ga_akkoord(zaak, door=jo, nu=LATER)


def test_nothing_is_agreed_that_nobody_proposed(zaak, fatima):
    with pytest.raises(Geweigerd, match="geen uitzondering meer"):
        informeren.ga_akkoord(zaak, door=fatima, nu=NU)


def _word_geholpen(zaak):
    oordeel, wens = Zaak.Oordeel.TERECHT, Zaak.Hulpwens.JA
    beoordelen.beoordeel(
        zaak,
        oordeel=oordeel,
        hulpwens=wens,
        toestemming=Toestemming.Manier.GESPREK,
        door=zaak.behandelaar,
        nu=LATER,
    )


def _zoek_maatje(zaak):
    deelnemer = Deelnemer(zaak=zaak, voornaam="Bertha")
    manier, door = Toestemming.Manier.GESPREK, zaak.behandelaar
    aanmelden.meld_deelnemer_aan(deelnemer, niet_met=[], manier=manier, door=door, nu=LATER)


def _sluit_af(zaak):
    Zaak.objects.filter(pk=zaak.pk).update(oordeel="terecht")
    afsluiten.sluit_af(zaak, uitkomst=Uitkomst.ACTIVITEIT, door=zaak.behandelaar, nu=LATER)


@pytest.mark.parametrize("act", [_word_geholpen, _zoek_maatje, _sluit_af])
def test_nobody_gets_help_who_did_not_hear_what_we_know(zaak, act):
    with pytest.raises(Geweigerd, match=r"^Vertel deze persoon eerst wat wij weten, van wie"):
        act(zaak)
    assert not zaak.gebeurtenissen.exists()
    bouwers.informatie(zaak=zaak)
    act(Zaak.objects.get(pk=zaak.pk))
    assert zaak.gebeurtenissen.count() == 1


def test_a_proposal_alone_opens_nothing(zaak, jo):
    informeren.vraag_uitzondering(zaak, reden="Gevaar.", door=jo, nu=NU)
    with pytest.raises(Geweigerd, match="Vertel deze persoon eerst"):
        _word_geholpen(zaak)


def test_who_wrote_to_us_themselves_read_it_there(jo):
    eigen = bouwers.zaak(
        behandelaar=jo,
        status=Status.CONTACT_GELEGD,
        is_verteld=False,
        meldingen=[bouwers.melding(deur="mijzelf")],
    )
    assert _beeld(eigen) is None
    _word_geholpen(eigen)


def test_who_wants_no_help_is_closed_without(zaak):
    Zaak.objects.filter(pk=zaak.pk).update(oordeel="terecht")
    afsluiten.sluit_af(zaak, uitkomst=Uitkomst.WIL_GEEN_HULP, door=zaak.behandelaar, nu=LATER)
    assert _beeld(zaak) is None


@pytest.mark.parametrize(
    ("dagen", "ernst"), [(0, "ruim"), (24, "ruim"), (25, "bijna"), (30, "bijna"), (31, "laat")]
)
def test_the_page_shows_how_long_there_is(zaak, dagen, ernst):
    beeld = _beeld(zaak, dagen)
    assert (beeld.ernst, beeld.uiterlijk, beeld.is_klaar) == (ernst, date(2026, 10, 15), False)
    assert beeld.moet_nu is (dagen >= 25)
    bouwers.informatie(zaak=zaak)
    assert not _beeld(zaak, dagen).moet_nu


@pytest.mark.parametrize(
    ("velden", "verteld"),
    [({"is_bereikt": True}, True), ({"is_bereikt": False}, False)],
)
def test_in_a_conversation_it_is_told_at_once(jo, velden, verteld):
    zaak = bouwers.zaak(behandelaar=jo)
    wijze = Contact.Wijze.BEZOEK
    contact.leg_vast(zaak, wijze=wijze, is_verteld=True, door=jo, nu=LATER, **velden)
    gevonden = list(Informatie.objects.values_list("manier", "op"))
    assert gevonden == ([("gesprek", LATER)] if verteld else [])


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


def _doe(client, zaak, act, **velden):
    return client.post(reverse(act, args=[zaak.pk]), velden, follow=True)


def test_the_acts_return_to_their_place_and_say_what_happened(client, fatima, zaak):
    antwoord = _doe(client, zaak, "zaak_uitzondering", reden="Er is geweld thuis.")
    assert antwoord.redirect_chain == [(f"/zaken/{zaak.pk}/#uitzondering", 302)]
    tekst = antwoord.content.decode()
    assert "Jo Claessens stelt voor om niets te vertellen." in tekst
    assert "Ik ben het hiermee eens" not in tekst
    assert "met z’n tweeën" in _doe(client, zaak, "zaak_akkoord").content.decode()
    client.force_login(fatima)
    antwoord = _doe(client, zaak, "zaak_akkoord")
    assert antwoord.redirect_chain == [(f"/zaken/{zaak.pk}/#vertellen", 302)]
    assert "Zo besloten door Jo Claessens en Fatima" in antwoord.content.decode()


def test_telling_is_ticked_on_the_page_and_shown_there(client, zaak):
    antwoord = _doe(client, zaak, "zaak_vertellen", manier="telefoon")
    tekst = antwoord.content.decode()
    assert "Vastgelegd: deze persoon weet wat wij weten." in tekst
    assert "Aan de telefoon op" in tekst
    assert "door Jo Claessens." in tekst
    assert "Ik heb het verteld" not in tekst


@pytest.mark.parametrize("act", ["zaak_vertellen", "zaak_uitzondering"])
def test_an_empty_form_comes_back(client, zaak, act):
    antwoord = _doe(client, zaak, act)
    assert antwoord.status_code == 422
    assert "Er klopt nog iets niet" in antwoord.content.decode()


@pytest.mark.parametrize(("dagen", "aantal"), [(24, 0), (25, 1)])
def test_the_week_counts_who_must_hear_it_now(zaak, jo, fatima, dagen, aantal):
    nu = NU + timedelta(days=dagen)
    klokken.start_alle(zaak.zaakmeldingen.get().melding, nu=NU)
    bouwers.zaak(meldingen=[bouwers.melding(deur="mijzelf")])
    bouwers.zaak(status=Status.CONTACT_GELEGD)
    gesloten = {"uitkomst": "verhuisd", "afgesloten_op": NU}
    bouwers.zaak(status=Status.AFGESLOTEN, **gesloten)
    assert weekbericht.cijfers(zaak.gemeente, nu=nu)["te_vertellen"] == aantal
    informeren.vraag_uitzondering(zaak, reden="Gevaar.", door=jo, nu=NU)
    assert informeren.aantal_dringend(zaak.gemeente, nu) == aantal
    informeren.ga_akkoord(zaak, door=fatima, nu=NU)
    assert informeren.aantal_dringend(zaak.gemeente, nu) == 0
