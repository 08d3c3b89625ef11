"""Asking somebody else to help: agreement first, an answer by its clock, and did they arrive?"""

import threading
from datetime import datetime, timedelta
from itertools import product
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from opvolging import doorverwijzen, herinneringen, samenvoegen, triage
from opvolging.doorverwijzen import Grond
from opvolging.models import Doorverwijzing, Gebeurtenis, Termijn, Zaak
from opvolging.ooktedoen import ook_te_doen
from opvolging.verloop import (
    DOORVERWIJZING_OVERGANGEN,
    OvergangGeweigerd,
    verander_doorverwijzing,
)
from signaalpunt import post
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Amsterdam")
S, Soort = Doorverwijzing.Status, Doorverwijzing.Soort
JA = Grond(NU.date(), Doorverwijzing.Toestemming.GESPREK)
GEVAAR = Grond(is_acuut=True, waarom_zonder="Er is nu gevaar.")
DAG = timedelta(days=1)


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo", email="jo@voorbeeld.test")


@pytest.fixture
def zaak(jo):
    return bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)


def verwijs(zaak: Zaak, **velden: Any) -> Doorverwijzing:
    standaard: dict[str, Any] = {
        "soort": Soort.HUISARTS,
        "naar": "Praktijk De Linde",
        "grond": JA,
        "door": zaak.behandelaar,
        "nu": NU,
    }
    return doorverwijzen.verwijs_door(zaak, **standaard | velden)


def antwoord(deze: Doorverwijzing, wat: Doorverwijzing.Status, **velden: Any) -> None:
    standaard: dict[str, Any] = {"door": deze.zaak.behandelaar, "nu": NU + DAG}
    doorverwijzen.leg_antwoord_vast(deze, antwoord=wat, **standaard | velden)


def klok(deze: Doorverwijzing, soort: Termijn.Soort = Termijn.Soort.DOORVERWIJZING) -> Termijn:
    return Termijn.objects.get(doorverwijzing=deze, soort=soort)


def regels(zaak: Zaak) -> list[str]:
    return list(zaak.gebeurtenissen.values_list("soort", flat=True))


def test_who_is_asked_has_three_and_at_most_five_working_days(zaak, jo):
    deze = verwijs(zaak)
    loopt = klok(deze)
    assert loopt.streef_op == datetime(2026, 9, 18, 10, tzinfo=ZONE)
    assert loopt.grens_op == datetime(2026, 9, 22, 10, tzinfo=ZONE)
    assert list(loopt.herinneringen.values_list("stap", "ontvanger", "gebruiker")) == [
        (4, "behandelaar", jo.pk),
        (5, "teamleider", None),
    ]
    [regel] = zaak.gebeurtenissen.all()
    assert regel.tekst == (
        "Huisarts: Praktijk De Linde. Toestemming in een gesprek, op dinsdag 15 september."
    )


def test_the_same_form_sent_twice_asks_once(zaak):
    sleutel = uuid4()
    assert verwijs(zaak, sleutel=sleutel) == verwijs(zaak, sleutel=sleutel)
    assert regels(zaak) == ["doorverwezen"]
    assert Termijn.objects.filter(doorverwijzing__zaak=zaak).count() == 1


@pytest.mark.parametrize("half", [Grond(), Grond(op=NU.date()), Grond(waarom_zonder="Haast.")])
@pytest.mark.parametrize("soort", [s for s in Soort if s != Soort.VEILIG_THUIS])
def test_without_agreement_nothing_is_asked(zaak, soort, half):
    with pytest.raises(Geweigerd, match="eerst om toestemming"):
        verwijs(zaak, soort=soort, grond=half)
    assert not zaak.doorverwijzingen.exists()


@pytest.mark.parametrize(
    ("soort", "is_acuut"), [(Soort.VEILIG_THUIS, False), (Soort.GGZ, True), (Soort.ANDERE, True)]
)
def test_danger_and_veilig_thuis_go_on_with_a_written_reason(zaak, soort, is_acuut):
    with pytest.raises(Geweigerd, match="Schrijf op waarom"):
        verwijs(zaak, soort=soort, grond=Grond(is_acuut=is_acuut, waarom_zonder=" "))
    bouwers.gevaarkaart(zaak=zaak, meegelezen=True)
    reden = Grond(is_acuut=is_acuut, waarom_zonder="Iemand wordt geslagen.")
    deze = verwijs(zaak, soort=soort, grond=reden)
    assert (deze.toestemming_op, deze.waarom_zonder) == (None, "Iemand wordt geslagen.")
    assert zaak.gebeurtenissen.get().tekst.endswith("Zonder toestemming: Iemand wordt geslagen.")


@pytest.mark.parametrize(
    ("kaart", "zin"),
    [
        (None, "Start eerst de kaart bij gevaar"),
        ({}, "eerst een collega meelezen"),
        ({"meegelezen": True, "klaar_op": NU - 8 * DAG}, "Start eerst de kaart bij gevaar"),
    ],
)
def test_nobody_decides_alone_to_ask_veilig_thuis_without_a_yes(zaak, kaart, zin):
    if kaart is not None:
        bouwers.gevaarkaart(zaak=zaak, **kaart)
    reden = Grond(waarom_zonder="Er is gedreigd.")
    with pytest.raises(Geweigerd, match=zin):
        verwijs(zaak, soort=Soort.VEILIG_THUIS, grond=reden)
    assert not zaak.doorverwijzingen.exists()
    # with danger now the telephone comes first, and with a yes nobody has to read along
    nu_gevaar = Grond(is_acuut=True, waarom_zonder="Er wordt geslagen.")
    assert verwijs(zaak, soort=Soort.VEILIG_THUIS, grond=nu_gevaar).waarom_zonder
    assert verwijs(zaak, soort=Soort.VEILIG_THUIS).toestemming_op


def test_another_step_of_the_card_is_no_colleague_who_read_along(zaak, jo):
    kaart = bouwers.gevaarkaart(zaak=zaak)
    kaart.stappen.create(gemeente=zaak.gemeente, stap="bel", op=NU, door=jo)
    with pytest.raises(Geweigerd, match="eerst een collega meelezen"):
        verwijs(zaak, soort=Soort.VEILIG_THUIS, grond=Grond(waarom_zonder="Er is gedreigd."))


def test_a_card_of_this_week_counts(zaak):
    bouwers.gevaarkaart(zaak=zaak, meegelezen=True, klaar_op=NU - 6 * DAG)
    reden = Grond(waarom_zonder="Er is gedreigd.")
    assert verwijs(zaak, soort=Soort.VEILIG_THUIS, grond=reden).waarom_zonder


def test_agreement_cannot_lie_ahead(zaak):
    morgen = Grond(NU.date() + DAG, Doorverwijzing.Toestemming.TELEFOON)
    with pytest.raises(Geweigerd, match="toekomst"):
        verwijs(zaak, grond=morgen)


def test_nobody_agreed_whom_nobody_spoke_but_danger_does_not_wait(jo):
    zaak = bouwers.zaak(behandelaar=jo)
    with pytest.raises(Geweigerd, match="nog niemand gesproken"):
        verwijs(zaak)
    assert verwijs(zaak, grond=GEVAAR).status == S.GEVRAAGD


def test_who_does_not_want_us_is_not_referred(jo):
    melding = bouwers.melding(weet_ervan="ja_niet_akkoord")
    zaak = bouwers.zaak(behandelaar=jo, meldingen=[melding], status=Zaak.Status.CONTACT_GELEGD)
    with pytest.raises(Geweigerd, match="wil niet dat wij contact opnemen"):
        verwijs(zaak)


def test_nothing_is_asked_for_a_closed_zaak():
    zaak = bouwers.zaak(status=Zaak.Status.AFGESLOTEN, uitkomst="advies", afgesloten_op=NU)
    with pytest.raises(Geweigerd, match="al afgesloten"):
        verwijs(zaak)


def test_each_open_one_has_its_own_clock(zaak):
    een, ander = verwijs(zaak), verwijs(zaak, soort=Soort.GELDZORGEN, naar="Kredietbank")
    antwoord(een, S.AANGENOMEN)
    assert klok(een).stopreden == "antwoord"
    assert klok(ander).gestopt_op is None


def test_a_yes_asks_in_two_weeks_whether_the_person_arrived(zaak, jo):
    deze = verwijs(zaak)
    antwoord(deze, S.AANGENOMEN)
    antwoord(deze, S.AANGENOMEN)  # sent twice
    loopt = klok(deze, Termijn.Soort.AANGEKOMEN)
    assert loopt.streef_op == NU + 15 * DAG
    assert set(loopt.herinneringen.values_list("gebruiker", flat=True)) == {jo.pk}
    assert regels(zaak) == ["doorverwezen", "doorverwijzing_antwoord"]


@pytest.mark.parametrize(
    ("wat", "reden", "stopreden"),
    [(S.TERUGGEGEVEN, "Wachtlijst.", "antwoord"), (S.GEEN_ANTWOORD, "", "ingetrokken")],
)
def test_what_came_back_asks_nothing_more(zaak, wat, reden, stopreden):
    deze = verwijs(zaak)
    antwoord(deze, wat, reden=reden)
    deze.refresh_from_db()
    assert (deze.status, deze.reden) == (wat, reden)
    assert klok(deze).stopreden == stopreden
    assert not Termijn.objects.lopend().filter(doorverwijzing=deze).exists()


def test_what_is_given_back_has_a_reason(zaak):
    deze = verwijs(zaak)
    with pytest.raises(Geweigerd, match="waarom het is teruggegeven"):
        antwoord(deze, S.TERUGGEGEVEN, reden="  ")
    with pytest.raises(Geweigerd, match="Kies wat het antwoord was"):
        antwoord(deze, S.INGETROKKEN)
    assert klok(deze).gestopt_op is None


def test_taking_back_stops_the_clock_once(zaak, jo):
    deze = verwijs(zaak)
    for _ in range(2):
        doorverwijzen.trek_in(deze, door=jo, nu=NU + DAG)
    assert klok(deze).stopreden == "ingetrokken"
    assert regels(zaak) == ["doorverwezen", "doorverwijzing_terug"]
    with pytest.raises(OvergangGeweigerd, match="Ververs de pagina"):
        antwoord(deze, S.AANGENOMEN)


def arriveer(deze: Doorverwijzing, hoe: Doorverwijzing.Aangekomen) -> None:
    door = deze.zaak.behandelaar
    doorverwijzen.leg_aankomst_vast(deze, aangekomen=hoe, door=door, nu=NU + 20 * DAG)


def test_the_arrival_is_recorded_once_and_what_was_unknown_may_become_known(zaak):
    deze = verwijs(zaak)
    with pytest.raises(Geweigerd, match="niet aangenomen"):
        arriveer(deze, Doorverwijzing.Aangekomen.JA)
    antwoord(deze, S.AANGENOMEN)
    arriveer(deze, Doorverwijzing.Aangekomen.ONBEKEND)
    for _ in range(2):
        arriveer(deze, Doorverwijzing.Aangekomen.NEE)
    with pytest.raises(Geweigerd, match="al vastgelegd"):
        arriveer(deze, Doorverwijzing.Aangekomen.JA)
    assert klok(deze, Termijn.Soort.AANGEKOMEN).stopreden == "aankomst"
    assert regels(zaak)[2:] == ["aankomst", "aankomst"]


def test_past_the_limit_the_behandelaar_hears_it_and_then_the_teamleider(zaak, jo):
    leider = bouwers.gebruiker(Rol.COORDINATOR, naam="Els", email="els@voorbeeld.test")
    zaak.gemeente.teamleider = leider
    zaak.gemeente.save()
    deze = verwijs(zaak)
    for op in (NU + 6 * DAG, klok(deze).grens_op, klok(deze).grens_op + DAG):
        herinneringen.verzend(nu=op)
        post.verstuur(nu=op)
    assert [brief.to for brief in mail.outbox] == [["jo@voorbeeld.test"], ["els@voorbeeld.test"]]
    eerste = mail.outbox[0]
    assert eerste.subject == f"Te laat: zaak {zaak.pk} (doorverwijzing {deze.pk})"
    assert "Bel de organisatie, of neem het terug." in str(eerste.body)
    assert f"/zaken/{zaak.pk}/" in str(eerste.body)
    assert "Linde" not in str(eerste.body)


def test_a_zaak_that_changes_hands_takes_its_clocks_along(zaak, jo):
    deze = verwijs(zaak)
    els = bouwers.gebruiker(naam="Els")
    triage.draag_over(zaak, aan=els, door=jo, nu=NU)
    wie = klok(deze).herinneringen.values_list("stap", "gebruiker")
    assert list(wie) == [(4, els.pk), (5, None)]


def test_a_late_answer_has_a_line_on_the_werkvoorraad(zaak, jo):
    deze = verwijs(zaak)
    assert ook_te_doen(jo, nu=NU + 2 * DAG) == []
    [regel] = ook_te_doen(jo, nu=NU + 8 * DAG)
    assert regel.wie == f"Zaak {zaak.pk}, huisarts"
    assert regel.adres == f"/zaken/{zaak.pk}/#doorverwijzing-{deze.pk}"
    assert regel.vraag.endswith("Bel de organisatie, of neem het terug.")
    assert regel.stand.ernst == "laat"


def test_zaken_that_are_joined_take_them_along_and_back(zaak, jo):
    andere = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    deze = verwijs(zaak)
    samen = samenvoegen.voeg_samen(zaak, in_zaak=andere, door=jo, nu=NU)
    with pytest.raises(Geweigerd, match="samengevoegd"):
        antwoord(Doorverwijzing(pk=deze.pk, zaak=zaak), S.AANGENOMEN)
    assert andere.doorverwijzingen.get() == deze
    assert klok(deze).gestopt_op is None
    samenvoegen.maak_ongedaan(samen, door=jo, nu=NU)
    assert zaak.doorverwijzingen.get() == deze


MAG = {(S.GEVRAAGD, naar) for naar in S if naar != S.GEVRAAGD}


@pytest.mark.parametrize(("van", "naar"), list(product(S, S)))
def test_every_step_of_the_table_works_and_every_other_is_refused(van, naar):
    assert DOORVERWIJZING_OVERGANGEN.keys() == set(S)
    deze = bouwers.doorverwijzing(status=van)
    soort, door = Gebeurtenis.Soort.DOORVERWIJZING_ANTWOORD, deze.verwezen_door
    if (van, naar) in MAG:
        verander_doorverwijzing(deze, naar, soort, reden="Vol.", door=door, nu=NU)
        deze.refresh_from_db()
        assert (deze.status, deze.afgehandeld_op) == (naar, NU)
        assert regels(deze.zaak) == [soort]
    else:
        with pytest.raises(OvergangGeweigerd):
            verander_doorverwijzing(deze, naar, soort, reden="Vol.", door=door, nu=NU)
        assert regels(deze.zaak) == []


@pytest.mark.parametrize(
    ("fout", "welke"),
    [
        ({"toestemming_op": None}, "toestemming_of_reden"),
        ({"toestemming": ""}, "toestemming_of_reden"),
        ({"toestemming_op": None, "toestemming": ""}, "toestemming_of_reden"),
        ({"toestemming_op": None, "toestemming": "", "waarom_zonder": "x"}, "toestemming_of_reden"),
        ({"status": S.AANGENOMEN, "afgehandeld_op": None}, "afgehandeld"),
        ({"afgehandeld_op": NU}, "afgehandeld"),
        ({"status": S.TERUGGEGEVEN, "reden": ""}, "terug_met_reden"),
        ({"aangekomen": "ja", "aankomst_op": NU}, "aankomst_na_ja"),
        ({"status": S.AANGENOMEN, "aangekomen": "ja"}, "aankomst_na_ja"),
    ],
)
def test_the_database_refuses_what_cannot_be(fout, welke):
    with pytest.raises(IntegrityError, match=f"doorverwijzing_{welke}"), transaction.atomic():
        bouwers.doorverwijzing(**fout)


@pytest.mark.django_db(transaction=True)
def test_of_two_colleagues_at_once_one_answer_stands():
    deze = verwijs(bouwers.zaak(status=Zaak.Status.CONTACT_GELEGD))
    samen, keuzes = threading.Barrier(2), [S.AANGENOMEN, S.TERUGGEGEVEN]

    def werk() -> str:
        keuze = keuzes.pop()
        eigen = Doorverwijzing.objects.select_related("zaak").get(pk=deze.pk)
        samen.wait(timeout=10)
        try:
            antwoord(eigen, keuze, reden="Vol.")
        except OvergangGeweigerd:
            return ""
        return keuze

    gelukt = sorted(in_draden(werk, 2))
    deze.refresh_from_db()
    assert gelukt == ["", deze.status]
    assert Gebeurtenis.objects.filter(soort="doorverwijzing_antwoord").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_from_two_windows_at_once_asks_once():
    zaak, sleutel = bouwers.zaak(status=Zaak.Status.CONTACT_GELEGD), uuid4()
    samen = threading.Barrier(4)

    def werk() -> int:
        samen.wait(timeout=10)
        return verwijs(zaak, sleutel=sleutel).pk

    assert len(set(in_draden(werk, 4))) == 1
    assert Termijn.objects.filter(doorverwijzing__zaak=zaak).count() == 1
