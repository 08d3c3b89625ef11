"""The clocks that a melding begins with: taking up, first contact, telling the person."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from opvolging import (
    afsluiten,
    contact,
    herinneringen,
    heropenen,
    informeren,
    klokken,
    losmaken,
    nakijken,
    overbodig,
    triage,
)
from opvolging.models import Contact, Herinnering, Informatie, Termijn, Zaak
from signaalpunt import post
from tests import bouwers
from tests.bouwers import NU
from tests.verzonden import verzonden

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Amsterdam")
OPPAKKEN = Termijn.Soort.OPPAKKEN
PLICHT = Termijn.Soort.INFORMATIEPLICHT
Stopreden = Termijn.Stopreden


def lokaal(dag: int, uur: int, minuut: int = 0, maand: int = 9) -> datetime:
    return datetime(2026, maand, dag, uur, minuut, tzinfo=ZONE)


@pytest.fixture
def melding():
    """Somebody else told of mevrouw Janssen."""
    melding = bouwers.melding()
    klokken.start_alle(melding, nu=NU)
    return melding


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo")


def van(melding, soort: Termijn.Soort) -> Termijn:
    return Termijn.objects.get(melding=melding, soort=soort)


def verstuur(nu: datetime) -> list[str]:
    """What the team reads at `nu`."""
    mail.outbox.clear()
    herinneringen.verzend(nu=nu)
    post.verstuur(nu=nu)
    return [str(brief.body) for brief in mail.outbox]


def test_a_melding_begins_with_its_clocks_and_all_their_reminders(melding):
    assert set(melding.termijnen.values_list("soort", flat=True)) == {
        "eerste_contact",
        "oppakken",
        "informatieplicht",
    }
    klok = van(melding, OPPAKKEN)
    assert (klok.telling, klok.streef_op, klok.grens_op) == (
        "kantooruren",
        lokaal(15, 14),
        lokaal(16, 10),
    )
    assert list(klok.herinneringen.values_list("stap", "ontvanger", "gepland_op")) == [
        (2, "team", lokaal(15, 14)),
        (4, "team", lokaal(16, 10)),
        (5, "teamleider", lokaal(17, 10)),
    ]


def test_who_reports_themselves_needs_not_be_told():
    melding = bouwers.melding(deur="mijzelf")
    assert [klok.soort for klok in klokken.start_alle(melding, nu=NU)] == [
        "eerste_contact",
        "oppakken",
    ]


def test_all_clocks_are_written_in_three_queries(django_assert_num_queries):
    melding = bouwers.melding()
    with django_assert_num_queries(3):
        klokken.start_alle(melding, nu=NU)


def test_taking_up_stops_the_clock_and_no_other(melding, jo):
    triage.pak_op(melding, door=jo, nu=NU + timedelta(hours=2))
    klok = van(melding, OPPAKKEN)
    assert (klok.stopreden, klok.aantal_minuten) == ("opgepakt", 120)
    assert set(klok.herinneringen.values_list("status", flat=True)) == {"geannuleerd"}
    assert set(Termijn.objects.lopend().values_list("soort", flat=True)) == {
        "eerste_contact",
        "informatieplicht",
    }


def test_joining_a_zaak_is_taking_up(melding, jo):
    zaak = bouwers.zaak(behandelaar=jo)
    triage.voeg_toe(melding, zaak=zaak, door=jo, nu=NU)
    assert van(melding, OPPAKKEN).stopreden == "opgepakt"


def test_until_somebody_takes_it_up_the_team_hears_one_thing_at_a_time(melding):
    gezegd = [verstuur(op) for op in (lokaal(15, 14), lokaal(16, 9), lokaal(16, 10))]
    assert [len(brieven) for brieven in gezegd] == [1, 0, 1]
    assert "Niemand heeft deze melding opgepakt." in gezegd[0][0]
    assert gezegd[2][0].count("melding") >= 1
    assert "Er is nog geen contact geweest." not in gezegd[2][0]
    eerste = van(melding, Termijn.Soort.EERSTE_CONTACT).herinneringen.order_by("stap")
    assert list(eerste.values_list("status", flat=True)[:2]) == ["vervallen", "vervallen"]
    assert eerste[1].reden == overbodig.EERST


def test_at_the_limit_of_contact_the_team_hears_it_in_any_case(melding):
    herinneringen.verzend(nu=lokaal(17, 10))
    grens = van(melding, Termijn.Soort.EERSTE_CONTACT).herinneringen.get(stap=4)
    assert grens.status == Herinnering.Status.VERZONDEN


def test_past_the_limit_of_contact_taking_up_is_not_asked_as_well(melding):
    laat = lokaal(17, 10)
    soorten = [rij.termijn.soort for rij in verzonden(nu=laat) if rij.stap < 5]
    assert soorten == ["eerste_contact"]
    assert van(melding, OPPAKKEN).herinneringen.get(stap=4).status == "vervallen"


def test_who_took_it_up_gets_the_steps_of_contact(melding, jo):
    triage.pak_op(melding, door=jo, nu=lokaal(15, 13))
    herinneringen.verzend(nu=lokaal(16, 10))
    rij = van(melding, Termijn.Soort.EERSTE_CONTACT).herinneringen.get(stap=2)
    assert (rij.status, rij.ging_naar) == ("verzonden", jo)


def test_the_duty_ends_after_a_month_with_an_alarm_on_day_25(melding):
    klok = van(melding, PLICHT)
    assert (klok.streef_op, klok.grens_op) == (lokaal(10, 10, maand=10), lokaal(15, 10, maand=10))
    assert (
        "Een maand later is donderdag 15 oktober 2026 om 10:00; elke dag telt mee." in klok.uitleg
    )


def test_contact_does_not_stop_the_duty_and_telling_does(melding, jo):
    zaak = triage.pak_op(melding, door=jo, nu=NU)
    wijze = Contact.Wijze.TELEFOON
    contact.leg_vast(zaak, wijze=wijze, is_bereikt=True, door=jo, nu=NU + timedelta(hours=1))
    assert [klok.soort for klok in Termijn.objects.lopend()] == [PLICHT]
    informeren.vertel(zaak, manier=Informatie.Manier.TELEFOON, door=jo, nu=NU + timedelta(days=2))
    klok = van(melding, PLICHT)
    assert (klok.stopreden, klok.aantal_minuten_klok) == ("verteld", 2 * 24 * 60)


def test_it_was_told_when_it_was_told(melding, jo):
    zaak = triage.pak_op(melding, door=jo, nu=NU)
    gezegd, later = NU + timedelta(days=1), NU + timedelta(days=3)
    informeren.vertel(zaak, manier=Informatie.Manier.BRIEF, op=gezegd, door=jo, nu=later)
    assert van(melding, PLICHT).gestopt_op == gezegd


def test_the_exception_of_two_people_stops_the_duty(melding, jo):
    zaak = triage.pak_op(melding, door=jo, nu=NU)
    informeren.vraag_uitzondering(zaak, reden="Gevaar.", door=jo, nu=NU)
    assert van(melding, PLICHT).gestopt_op is None
    informeren.ga_akkoord(zaak, door=bouwers.gebruiker(), nu=NU)
    assert van(melding, PLICHT).stopreden == "uitzondering"


def test_a_second_melding_about_who_was_told_has_nothing_to_tell(jo):
    zaak = bouwers.zaak(status=Zaak.Status.CONTACT_GELEGD, behandelaar=jo)
    tweede = bouwers.melding()
    klokken.start_alle(tweede, nu=NU)
    triage.voeg_toe(tweede, zaak=zaak, door=jo, nu=NU)
    assert van(tweede, PLICHT).stopreden == "verteld"


def test_who_turns_out_to_be_somebody_else_must_still_be_told(jo):
    zaak = bouwers.zaak(status=Zaak.Status.CONTACT_GELEGD, behandelaar=jo)
    tweede = bouwers.melding()
    klokken.start_alle(tweede, nu=NU)
    triage.voeg_toe(tweede, zaak=zaak, door=jo, nu=NU)
    losmaken.maak_los(tweede, zaak=zaak, door=jo, nu=NU)
    klok = van(tweede, PLICHT)
    assert klok.gestopt_op is None
    assert klok.herinneringen.filter(status="gepland", gebruiker=jo).count() == 3


def test_a_zaak_that_opens_again_goes_on_with_its_duty(melding, jo):
    zaak = triage.pak_op(melding, door=jo, nu=NU)
    afsluiten.sluit_af(zaak, uitkomst=Zaak.Uitkomst.BUITEN_GEBIED, door=jo, nu=NU)
    assert van(melding, PLICHT).stopreden == "afgesloten"
    heropenen.heropen(zaak, reden="Toch niet.", door=jo, nu=NU + timedelta(days=1))
    assert van(melding, PLICHT).gestopt_op is None


def test_who_nobody_took_up_counts_as_somebody_who_must_hear_it(melding):
    dag = NU + timedelta(days=25)
    assert informeren.aantal_dringend(melding.gemeente, dag - timedelta(seconds=1)) == 0
    assert informeren.aantal_dringend(melding.gemeente, dag) == 1


def test_two_meldingen_about_one_person_are_one_to_tell(melding, jo):
    tweede = bouwers.melding()
    klokken.start_alle(tweede, nu=NU)
    zaak = triage.pak_op(melding, door=jo, nu=NU)
    triage.voeg_toe(tweede, zaak=zaak, door=jo, nu=NU)
    assert informeren.aantal_dringend(zaak.gemeente, NU + timedelta(days=25)) == 1


def test_the_reconciler_starts_what_is_missing_and_not_what_was_done():
    zaak, los = bouwers.zaak(), bouwers.melding()
    nakijken.kijk_na(nu=NU)
    soorten = set(Termijn.objects.van(zaak).values_list("soort", flat=True))
    assert soorten == {"eerste_contact", "informatieplicht"}
    assert los.termijnen.count() == 3
