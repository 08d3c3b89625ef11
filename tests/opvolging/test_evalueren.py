"""The talks about how a koppeling goes, going on after a year, and the end after two."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from opvolging import afsluiten, bijstellen, evalueren, herinneringen, koppelen
from opvolging.models import GESPREKKEN, RITME, Evaluatie, Gebeurtenis, Koppeling, Termijn, Zaak
from opvolging.ooktedoen import ook_te_doen
from signaalpunt import post
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Amsterdam")
Soort = Termijn.Soort
NA_2, NA_6, EIND = GESPREKKEN


def op(jaar: int, maand: int, dag: int) -> datetime:
    """That day on the hour at which the koppeling of these tests starts."""
    return datetime(jaar, maand, dag, 10, tzinfo=ZONE)


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo", email="jo@voorbeeld.test")


@pytest.fixture
def koppeling(jo):
    deelnemer = bouwers.deelnemer()
    Zaak.objects.update(behandelaar=jo)
    deelnemer.zaak.refresh_from_db()
    deze = bouwers.koppeling(
        deelnemer=deelnemer, maatje=bouwers.maatje(), status=Koppeling.Status.GEACCEPTEERD
    )
    koppelen.activeer(deze, door=jo, nu=op(2026, 9, 15))
    return deze


def voer(koppeling, soort, nu, **velden):
    standaard = {
        "met_wie": Evaluatie.MetWie.SAMEN,
        "cijfer": 8,
        "doorgaan": Evaluatie.Doorgaan.JA,
        "door": koppeling.voorgesteld_door,
    }
    return evalueren.leg_vast(koppeling, soort=soort, nu=nu, **standaard | velden)


WAT_NU = "Vraag hoe het gaat, en leg het gesprek vast."


def klok(koppeling, soort) -> Termijn:
    return Termijn.objects.get(koppeling=koppeling, soort=soort)


def test_the_start_plans_the_talks_and_the_end_at_once(koppeling):
    momenten = {
        deze.soort: (deze.streef_op, deze.grens_op) for deze in koppeling.termijnen.lopend()
    }
    assert momenten == {
        NA_2: (op(2026, 11, 15), op(2026, 12, 15)),
        NA_6: (op(2027, 3, 15), op(2027, 4, 15)),
        EIND: (op(2027, 9, 15), op(2027, 10, 15)),
        Soort.STOP_24: (op(2028, 8, 15), op(2028, 9, 15)),
    }


def test_before_the_start_nothing_is_planned():
    assert not bouwers.koppeling(status=Koppeling.Status.GEACCEPTEERD).termijnen.exists()


def test_each_clock_says_how_it_was_counted(koppeling):
    assert klok(koppeling, NA_2).uitleg == (
        "Streefmoment: Gestart op dinsdag 15 september 2026 om 10:00. 2 maanden later is "
        "zondag 15 november 2026 om 10:00; elke dag telt mee. "
        "Grens: Gestart op dinsdag 15 september 2026 om 10:00. 3 maanden later is "
        "dinsdag 15 december 2026 om 10:00; elke dag telt mee."
    )


def test_who_has_the_zaak_is_reminded_and_then_the_teamleider(koppeling, jo):
    stappen = klok(koppeling, NA_2).herinneringen.values_list(
        "ontvanger", "gebruiker", "gepland_op"
    )
    assert list(stappen) == [
        ("behandelaar", jo.pk, datetime(2026, 11, 16, 9, tzinfo=ZONE)),  # a Monday
        ("behandelaar", jo.pk, op(2026, 12, 15)),
        ("teamleider", None, op(2026, 12, 16)),
    ]
    einde = klok(koppeling, Soort.STOP_24).herinneringen
    assert list(einde.values_list("ontvanger", flat=True)) == ["behandelaar"] * 3 + ["teamleider"]


def test_the_mail_names_nobody(koppeling):
    nu = datetime(2026, 11, 16, 9, tzinfo=ZONE)
    herinneringen.verzend(nu=nu)
    post.verstuur(nu=nu)
    [brief] = mail.outbox
    assert brief.to == ["jo@voorbeeld.test"]
    assert "gesprek na 2 maanden" in str(brief.body)
    assert "Bertha" not in str(brief.body) + brief.subject
    assert "Vera" not in str(brief.body)


def test_a_talk_stops_its_clock_at_the_moment_it_was(koppeling):
    gesprek = op(2026, 11, 17)
    evaluatie = voer(koppeling, NA_2, op(2026, 12, 20), gesprek_op=gesprek, toelichting="Fijn.")
    deze = klok(koppeling, NA_2)
    assert (deze.stopreden, deze.gestopt_op, deze.is_op_tijd) == ("gevoerd", gesprek, True)
    assert not deze.herinneringen.filter(status__in=bijstellen.OPEN).exists()
    assert (evaluatie.gesprek_op, evaluatie.toelichting) == (gesprek, "Fijn.")
    assert klok(koppeling, NA_6).gestopt_op is None
    regel = koppeling.deelnemer.zaak.gebeurtenissen.get(soort=Gebeurtenis.Soort.EVALUATIE)
    assert regel.tekst == "Gesprek na 2 maanden, met allebei samen. Cijfer 8. Doorgaan: ja."


def test_a_late_talk_moves_no_other_and_says_how_late(koppeling):
    voer(koppeling, NA_2, op(2027, 1, 29))
    assert klok(koppeling, NA_2).aantal_minuten_te_laat == 45 * 24 * 60
    assert klok(koppeling, NA_6).streef_op == op(2027, 3, 15)


def test_a_later_talk_stops_what_never_came(koppeling):
    voer(koppeling, NA_6, op(2027, 3, 20))
    assert klok(koppeling, NA_2).stopreden == "ingehaald"
    assert klok(koppeling, NA_6).stopreden == "gevoerd"
    assert klok(koppeling, EIND).gestopt_op is None
    assert evalueren.te_voeren(koppeling) == [NA_2, EIND]


def test_an_early_end_stops_everything(koppeling, jo):
    reden = Koppeling.Eindreden.MAATJE_STOPT
    koppelen.beeindig(koppeling, eindreden=reden, door=jo, nu=op(2026, 10, 1))
    assert set(koppeling.termijnen.values_list("soort", "stopreden")) == {
        (soort, "beeindigd") for soort in RITME
    }
    with pytest.raises(Geweigerd, match="Deze koppeling loopt niet"):
        voer(koppeling, NA_2, op(2026, 10, 2))
    with pytest.raises(Geweigerd, match="Deze koppeling loopt niet"):
        evalueren.verleng(koppeling, motivatie="Toch.", door=jo, nu=op(2026, 10, 2))


def test_closing_the_zaak_leaves_the_talks_of_its_koppeling(koppeling, jo):
    afsluiten.sluit_af(
        koppeling.deelnemer.zaak, uitkomst=Zaak.Uitkomst.MAATJE, door=jo, nu=op(2026, 10, 1)
    )
    assert koppeling.termijnen.lopend().count() == len(RITME)


def test_sent_twice_it_is_one_talk(koppeling):
    eerste = voer(koppeling, NA_2, op(2026, 11, 15))
    assert voer(koppeling, NA_2, op(2026, 11, 15) + timedelta(seconds=4)) == eerste
    assert koppeling.deelnemer.zaak.gebeurtenissen.filter(soort="evaluatie").count() == 1
    with pytest.raises(Geweigerd, match="al vastgelegd: het was op 15 november 2026"):
        voer(koppeling, NA_2, op(2026, 11, 16), cijfer=3)


@pytest.mark.parametrize(
    ("soort", "gesprek_op", "waarom"),
    [
        (NA_2, op(2027, 9, 2), "in de toekomst"),
        (NA_2, op(2026, 9, 14), "begon pas op 15 september 2026"),
        (NA_6, op(2027, 1, 14), "dat kan vanaf 15 januari 2027"),
        (EIND, op(2027, 6, 14), "dat kan vanaf 15 juni 2027"),
    ],
)
def test_a_moment_that_cannot_be_is_refused(koppeling, soort, gesprek_op, waarom):
    with pytest.raises(Geweigerd, match=waarom):
        voer(koppeling, soort, op(2027, 9, 1), gesprek_op=gesprek_op)
    assert not koppeling.evaluaties.exists()


def test_a_talk_on_the_day_of_the_start_counts_from_the_start(koppeling):
    vroeg = voer(koppeling, NA_2, op(2026, 9, 16), gesprek_op=op(2026, 9, 15) - timedelta(hours=1))
    assert vroeg.gesprek_op == koppeling.gestart_op
    assert klok(koppeling, NA_2).stopreden == "gevoerd"


@pytest.mark.parametrize("cijfer", [0, 11])
def test_the_database_keeps_the_cijfer_between_1_and_10(koppeling, cijfer):
    with pytest.raises(IntegrityError, match="evaluatie_cijfer_1_tot_10"), transaction.atomic():
        voer(koppeling, NA_2, op(2026, 11, 15), cijfer=cijfer)


def verleng(koppeling, nu, motivatie="Zij willen allebei."):
    door = koppeling.voorgesteld_door
    return evalueren.verleng(koppeling, motivatie=motivatie, door=door, nu=nu)


def test_after_the_end_talk_it_goes_on_until_the_end_clock(koppeling):
    voer(koppeling, EIND, op(2027, 9, 15))
    verlenging = verleng(koppeling, op(2027, 9, 15))
    assert verlenging.stopklok == klok(koppeling, Soort.STOP_24)
    regel = koppeling.deelnemer.zaak.gebeurtenissen.get(soort=Gebeurtenis.Soort.VERLENGD)
    assert regel.tekst == "Tot uiterlijk 15 september 2028. Zij willen allebei."


def test_without_an_end_talk_it_does_not_go_on(koppeling):
    with pytest.raises(Geweigerd, match="Leg eerst het eindgesprek"):
        verleng(koppeling, op(2027, 9, 15))


def test_it_goes_on_once(koppeling):
    voer(koppeling, EIND, op(2027, 9, 15))
    eerste = verleng(koppeling, op(2027, 9, 15))
    assert verleng(koppeling, op(2027, 9, 16)) == eerste
    with pytest.raises(Geweigerd, match="tot uiterlijk 15 september 2028"):
        verleng(koppeling, op(2027, 9, 17), "Nog een jaar.")


def test_nothing_goes_past_24_months(koppeling):
    voer(koppeling, EIND, op(2027, 9, 15))
    with pytest.raises(Geweigerd, match="kon tot 15 september 2028"):
        verleng(koppeling, op(2028, 9, 15))


def test_from_the_target_on_a_talk_has_a_line_of_its_own(koppeling, jo):
    net_ervoor = op(2026, 11, 15) - timedelta(seconds=1)
    assert ook_te_doen(jo, nu=net_ervoor) == []
    [regel] = ook_te_doen(jo, nu=op(2026, 11, 15))
    assert (regel.wie, regel.vraag) == (
        "Bertha en Vera Voorbeeld",
        f"Het gesprek na 2 maanden is nog niet geweest. {WAT_NU}",
    )
    assert "2 maanden later is zondag 15 november 2026" in regel.geteld
    voer(koppeling, NA_2, op(2026, 11, 16))
    assert ook_te_doen(jo, nu=op(2026, 11, 16)) == []


def test_only_the_own_team_sees_that_line(koppeling):
    nu = op(2026, 12, 1)
    buur = bouwers.gemeente(code="GM9999")
    for vreemde in (bouwers.gebruiker(gemeente=buur), bouwers.gebruiker(Rol.BEHEERDER)):
        assert ook_te_doen(vreemde, nu=nu) == []
