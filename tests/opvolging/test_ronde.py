"""The list for the round by bicycle: own people only, what is needed at the door, and logged."""

from datetime import date, timedelta

import pytest
from django.test import Client

from opvolging import ronde
from opvolging.models import Inzage, Zaak
from opvolging.ronde import Halte
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db

ADRES = "/werkvoorraad/ronde/"
UUR = timedelta(hours=1)


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


def _zaak(jo, *, klok=None, contact=None, status=Zaak.Status.OPGEPAKT, **velden) -> Zaak:
    """A zaak of Jo; `klok` and `contact` are fields of a clock and of an attempt."""
    melding = bouwers.melding(**velden)
    zaak = bouwers.zaak(meldingen=[melding], behandelaar=jo, status=status)
    if klok is not None:
        bouwers.termijn(melding=melding, **klok)
    if contact is not None:
        bouwers.contact(zaak=zaak, **contact)
    return zaak


def _halte(jo, zaak, nu=NU) -> Halte:
    (halte,) = [halte for halte in ronde.haltes(jo, nu=nu) if halte.zaak == zaak]
    return halte


@pytest.mark.parametrize(
    ("klok", "contact", "is_vandaag", "waarom"),
    [
        ({"gestart_op": NU - 20 * UUR}, None, True, "nog 4 uur"),
        ({"gestart_op": NU - 47 * UUR}, None, True, "nog 1 uur"),
        ({"gestart_op": NU}, None, False, "morgen vóór 10:00"),
        (
            {"gestart_op": NU, "stil_tot": NU + 2 * UUR},
            None,
            False,
            "staat stil tot vandaag om 12:00",
        ),
        ({"gestart_op": NU}, {"opnieuw_op": NU + 4 * UUR}, True, "opnieuw proberen vandaag om"),
        ({"gestart_op": NU}, {"opnieuw_op": NU - 48 * UUR}, True, "opnieuw proberen zondag 13"),
        ({"gestart_op": NU - 20 * UUR}, {"opnieuw_op": NU + 24 * UUR}, False, "opnieuw proberen"),
        ({"gestart_op": NU - 47 * UUR}, {"opnieuw_op": NU + 24 * UUR}, True, "opnieuw proberen"),
        (None, None, False, "opgepakt"),
    ],
)
def test_who_is_for_today_is_ticked_and_says_why(jo, klok, contact, is_vandaag, waarom):
    halte = _halte(jo, _zaak(jo, klok=klok, contact=contact))
    assert (halte.is_vandaag, halte.waarom[: len(waarom)]) == (is_vandaag, waarom)


def test_only_own_people_who_may_be_visited_are_on_offer(jo):
    eigen = _zaak(jo)
    gesproken = _zaak(jo, status=Zaak.Status.IN_BEGELEIDING)
    weg = bouwers.gebruiker(naam="Anneke", plaatsvervanger=jo)
    waargenomen = _zaak(weg)
    bouwers.afwezigheid(gebruiker=weg, van=NU.date(), tot_en_met=date(2026, 9, 16))
    _zaak(bouwers.gebruiker())
    _zaak(jo, weet_ervan="ja_niet_akkoord")
    bouwers.zaak(behandelaar=jo, status="afgesloten", uitkomst="dubbel", afgesloten_op=NU)
    elders = bouwers.gemeente(code="GM9999", naam="Elders")
    bouwers.zaak(behandelaar=jo, meldingen=[bouwers.melding(gemeente=elders)])
    op_lijst = {halte.zaak for halte in ronde.haltes(jo, nu=NU)}
    assert op_lijst == {eigen, gesproken, waargenomen}


def test_who_did_not_want_it_and_was_spoken_to_since_may_be_visited(jo):
    zaak = _zaak(jo, weet_ervan="ja_niet_akkoord", contact={"is_bereikt": True})
    assert _halte(jo, zaak)


def test_what_the_melder_said_is_no_attempt_to_reach_the_person(jo):
    assert _halte(jo, _zaak(jo, contact={"is_met_melder": True, "is_bereikt": True})).pogingen == []


def test_the_round_goes_per_buurt_along_the_street_and_unknown_is_last(jo):
    malberg, amby = bouwers.buurt(), bouwers.buurt(code="BU09350505", naam="Amby")
    nergens = _zaak(jo)
    nummer_12 = _zaak(jo, buurt=malberg, postcode="6218 AA", huisnummer="12")
    nummer_9 = _zaak(jo, buurt=malberg, postcode="6218 AA", huisnummer="9")
    in_amby = _zaak(jo, buurt=amby)
    groepen = ronde.per_buurt(ronde.haltes(jo, nu=NU))
    assert [(buurt, [halte.zaak for halte in van_buurt]) for buurt, van_buurt in groepen] == [
        ("Amby", [in_amby]),
        ("Malberg", [nummer_9, nummer_12]),
        ("Buurt onbekend", [nergens]),
    ]


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"is_veilig": False}, "Niet veilig gemeld."),
        ({"is_spoed": True}, "Lees eerst de melding"),
        ({"leeftijdsgroep": "tot_18"}, "Jeugd."),
    ],
)
def test_danger_stands_on_the_paper_too(jo, velden, zin):
    assert _halte(jo, _zaak(jo)).let_op == []
    assert _halte(jo, _zaak(jo, **velden)).let_op[0].startswith(zin)


def test_what_the_melder_took_back_is_said_before_ringing_the_bell(jo):
    zaak = _zaak(jo)
    bouwers.aanvulling(melding=zaak.zaakmeldingen.get().melding, soort="intrekking")
    assert _halte(jo, zaak).let_op == ["De melder trok de melding in."]


def test_the_paper_says_who_may_be_named_and_never_the_melder(client, jo):
    zaak = _zaak(jo)
    melding = zaak.zaakmeldingen.get().melding
    bouwers.melder(melding=melding, mag_genoemd_worden="nee", naam="Buurman Pieters")
    tekst = client.post(ADRES, {"zaak": zaak.pk}).content.decode()
    assert "Zeg niet wie dit meldde." in tekst
    assert "Pieters" not in tekst
    zelf = _zaak(jo, deur="mijzelf")
    assert _halte(jo, zelf).wie_noemen == ["Deze persoon meldde zich zelf."]


def test_the_list_shows_what_is_needed_at_the_door_and_logs_each_look(client, jo):
    zaak = _zaak(
        jo,
        contact={"notitie": "Buurvrouw zegt: na drieën thuis"},
        betrokkene_naam="Dhr. Hendrix",
        betrokkene_telefoon="043 000 00 01",
        postcode="6216 AB",
        huisnummer="14",
        buurt=bouwers.buurt(),
        taal="nl",
        aandachtspunten="Kleine hond",
        toelichting="Komt niet meer buiten.",
    )
    niet_gekozen = _zaak(jo)
    tekst = client.get(ADRES).content.decode()
    assert "Dhr. Hendrix" in tekst
    assert "6216 AB" not in tekst
    assert not Inzage.objects.exists()
    antwoord = client.post(ADRES, {"zaak": [zaak.pk]})
    tekst = antwoord.content.decode()
    for stukje in (
        *(f"zaak {zaak.pk}", "Dhr. Hendrix", "6216 AB, nummer 14", "043 000 00 01", "Malberg"),
        *("Nederlands", "Kleine hond", "na drieën thuis", "Hoe ging het?"),
    ):
        assert stukje in tekst
    assert "Komt niet meer buiten." not in tekst
    assert f"zaak {niet_gekozen.pk}" not in tekst
    assert list(Inzage.objects.values_list("zaak", "gebruiker")) == [(zaak.pk, jo.pk)]


def test_what_is_not_ones_own_never_comes_on_paper_and_that_is_said(client, jo):
    zaak, vreemd = _zaak(jo), _zaak(bouwers.gebruiker(), betrokkene_naam="Mevrouw Geheim")
    tekst = client.post(ADRES, {"zaak": [zaak.pk, vreemd.pk, "x"]}).content.decode()
    assert "2 zaken staan niet op de lijst" in tekst
    assert "Geheim" not in tekst
    assert not Inzage.objects.filter(zaak=vreemd).exists()


@pytest.mark.parametrize("gekozen", [[], ["x"], ["999999"]])
def test_an_empty_choice_comes_back_with_what_to_do(client, jo, gekozen):
    _zaak(jo)
    antwoord = client.post(ADRES, {"zaak": gekozen})
    assert antwoord.status_code == 422
    assert "Kies minstens één zaak voor uw ronde." in antwoord.content.decode()
    with pytest.raises(Geweigerd):
        ronde.maak_lijst([], door=jo, nu=NU)


def test_without_own_people_the_page_says_where_to_find_them(client):
    assert "U heeft nu niemand om langs te gaan." in client.get(ADRES).content.decode()


@pytest.mark.parametrize("aantal", [1, 20])
def test_the_list_takes_ten_queries_however_long(client, jo, aantal, django_assert_num_queries):
    zaken = [_zaak(jo, klok={}, contact={}, buurt=bouwers.buurt()) for _ in range(aantal)]
    with django_assert_num_queries(10):  # two of them open and close the transaction
        tekst = client.post(ADRES, {"zaak": [zaak.pk for zaak in zaken]}).content.decode()
    assert tekst.count("Hoe ging het?") == aantal
