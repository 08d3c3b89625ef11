"""The dispatcher: who gets which reminder, and when.

That none is lost or doubled when something comes between is in test_herinneringen_tegelijk.
"""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models.functions import Now

from opvolging import (
    bijstellen,
    herinneringen,
    herinneringspost,
    klokken,
    overbodig,
)
from opvolging.models import Herinnering, Termijn
from signaalpunt import post
from signaalpunt.models import Bericht
from tests import bouwers
from tests.bouwers import NU
from tests.opvolging.herinnerd import (
    DAG_TE_LAAT,
    GRENS,
    STREEF,
    begin_te_versturen,
    brieven,
    opgepakt,
    stappen,
)
from tests.verzonden import verzonden

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gemeente():
    return bouwers.gemeente_met_teamleider()


@pytest.fixture
def termijn(gemeente) -> Termijn:
    return klokken.start(bouwers.melding(gemeente=gemeente), nu=NU)


def test_nothing_leaves_early(termijn):
    eerste = termijn.herinneringen.get(stap=1).gepland_op
    assert herinneringen.verzend(nu=eerste - timedelta(seconds=1)) == 0
    assert [rij.stap for rij in verzonden(nu=eerste)] == [1]


def test_engines_that_wake_up_at_night_wait_for_the_morning(termijn):
    nacht, ochtend = GRENS + timedelta(hours=14), GRENS + timedelta(hours=23)
    assert herinneringen.verzend(nu=nacht) == 0
    assert stappen(termijn) == dict.fromkeys((1, 2, 3), "vervallen") | {4: "gepland", 5: "gepland"}
    assert [rij.stap for rij in verzonden(nu=ochtend)] == [4]


def test_every_step_leaves_at_its_moment_once(termijn):
    for rij in termijn.herinneringen.all():
        herinneringen.verzend(nu=rij.gepland_op)
        begin_te_versturen()
        herinneringen.verzend(nu=rij.gepland_op)
    assert set(stappen(termijn).values()) == {"verzonden"}
    assert brieven() == [
        *[("team@voorbeeld.test", [stap]) for stap in (1, 2, 3, 4)],
        ("leider@voorbeeld.test", [5]),
    ]


def test_after_a_standstill_only_the_highest_due_step_leaves(termijn):
    [hoogste] = verzonden(nu=GRENS)
    assert hoogste.stap == 4
    assert stappen(termijn) == {
        1: "vervallen",
        2: "vervallen",
        3: "vervallen",
        4: "verzonden",
        5: "gepland",
    }
    assert set(
        termijn.herinneringen.filter(status="vervallen").values_list("reden", flat=True)
    ) == {herinneringspost.INGEHAALD}
    assert len(brieven()) == 1


def test_a_standstill_of_one_clock_is_judged_apart_from_its_neighbours(termijn, gemeente):
    jonger = klokken.start(bouwers.melding(gemeente=gemeente), nu=NU + timedelta(hours=24))
    herinneringen.verzend(nu=GRENS)
    assert stappen(termijn)[4] == "verzonden"
    assert [stap for stap, status in stappen(jonger).items() if status == "verzonden"] == [2]


def test_a_step_that_was_left_behind_lapses_when_a_higher_one_has_gone(termijn):
    termijn.herinneringen.filter(stap=1).update(
        status="bezig", claim="00000000-0000-0000-0000-000000000001", claim_tot=Now()
    )
    Herinnering.objects.filter(stap=1).update(claim_tot=Now() + timedelta(minutes=1))
    herinneringen.verzend(nu=STREEF)
    Herinnering.objects.filter(stap=1).update(claim_tot=Now() - timedelta(minutes=1))
    herinneringen.verzend(nu=STREEF)
    assert stappen(termijn)[1] == "vervallen"
    assert len(brieven()) == 1


def test_oppakken_leads_the_coming_steps_to_the_behandelaar_and_leaves_the_teamleider(termijn):
    herinneringen.verzend(nu=NU + timedelta(hours=23))
    opgepakt(termijn)
    for rij in termijn.herinneringen.filter(status="gepland"):
        herinneringen.verzend(nu=rij.gepland_op)
    assert brieven() == [
        ("team@voorbeeld.test", [1]),
        ("els@voorbeeld.test", [2, 3, 4]),
        ("leider@voorbeeld.test", [5]),
    ]


def test_a_hand_over_leads_them_on_to_the_next(termijn):
    opgepakt(termijn)
    bijstellen.heradresseer(termijn.melding, aan=bouwers.gebruiker(email="jan@voorbeeld.test"))
    herinneringen.verzend(nu=STREEF)
    assert [aan for aan, _ in brieven()] == ["jan@voorbeeld.test"]


def test_readdressing_touches_one_melding_only(termijn, gemeente):
    ander = klokken.start(bouwers.melding(gemeente=gemeente), nu=NU)
    opgepakt(termijn)
    assert set(ander.herinneringen.values_list("ontvanger", flat=True)) == {"team", "teamleider"}


@pytest.mark.parametrize("velden", [{"is_active": False}, {"rol": "beheerder"}])
def test_who_left_is_replaced_by_the_teamleider(termijn, velden):
    zaak = opgepakt(termijn)
    type(zaak.behandelaar).objects.filter(pk=zaak.behandelaar_id).update(**velden)
    herinneringen.verzend(nu=STREEF)
    assert [aan for aan, _ in brieven()] == ["leider@voorbeeld.test"]


@pytest.mark.parametrize("velden", [None, {"is_active": False}, {"rol": "medewerker"}])
def test_without_a_teamleider_the_team_gets_it(termijn, gemeente, velden):
    if velden is None:
        gemeente.teamleider = None
        gemeente.save()
    else:
        type(gemeente.teamleider).objects.update(**velden)
    herinneringen.verzend(nu=DAG_TE_LAAT)
    assert brieven() == [("team@voorbeeld.test", [5])]


def test_a_stopped_clock_sends_nothing_even_when_its_row_was_not_cancelled(termijn):
    Termijn.objects.update(
        gestopt_op=NU,
        stopreden="contact",
        aantal_minuten=0,
        aantal_minuten_werkdag=0,
        aantal_minuten_klok=0,
    )
    assert herinneringen.verzend(nu=STREEF) == 0
    assert stappen(termijn)[1] == "geannuleerd"
    assert not Bericht.objects.exists()


def spam(gemeente, aantal: int) -> list[Termijn]:
    return [
        klokken.start(bouwers.melding(gemeente=gemeente, is_verdacht=True), nu=NU)
        for _ in range(aantal)
    ]


def test_a_flood_is_one_mail_for_each_half_day(gemeente):
    spam(gemeente, 12)
    assert herinneringen.verzend(nu=STREEF) == 12
    post.verstuur(nu=STREEF)
    spam(gemeente, 2)
    assert herinneringen.verzend(nu=STREEF + timedelta(minutes=1)) == 0
    assert [stappen for _, stappen in brieven()] == [[2] * 12]
    assert Herinnering.objects.filter(reden=overbodig.AL_GEMELD).count() == 2
    herinneringen.verzend(nu=DAG_TE_LAAT)
    assert brieven()[1:] == [("leider@voorbeeld.test", [5] * 14)]
    post.verstuur(nu=DAG_TE_LAAT)
    assert {brief.subject for brief in mail.outbox} == {
        "Kijk even: 12 meldingen",
        "Kijk even: 14 meldingen",
    }
    assert "http://127.0.0.1:8000/werkvoorraad/?kijk=1" in mail.outbox[0].body


def test_the_next_half_day_asks_again(gemeente):
    spam(gemeente, 1)
    herinneringen.verzend(nu=NU + timedelta(hours=23))
    begin_te_versturen()
    herinneringen.verzend(nu=STREEF)
    assert len(brieven()) == 1
    [klok] = spam(gemeente, 1)
    herinneringen.verzend(nu=STREEF + timedelta(hours=2))
    assert stappen(klok)[2] == "verzonden"


def test_a_real_melding_in_a_flood_comes_first(gemeente, termijn):
    spam(gemeente, 3)
    herinneringen.verzend(nu=STREEF)
    post.verstuur(nu=STREEF)
    [brief] = mail.outbox
    assert f"1. melding {termijn.melding_id}" in brief.body
    assert "2. 3 meldingen" in brief.body
    assert "?kijk=1" not in brief.body


def test_what_looked_like_spam_and_was_taken_up_is_reminded_of_as_any_other(gemeente):
    [klok, _] = spam(gemeente, 2)
    opgepakt(klok)
    herinneringen.verzend(nu=STREEF)
    assert sorted(brieven()) == [("els@voorbeeld.test", [2]), ("team@voorbeeld.test", [2])]


def test_stopping_one_clock_withdraws_no_mail_of_the_others(gemeente):
    [klok, _] = spam(gemeente, 2)
    herinneringen.verzend(nu=STREEF)
    zaak = opgepakt(klok)
    klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, nu=STREEF)
    assert post.verstuur(nu=STREEF).verzonden == 1


def test_a_clock_that_runs_again_reminds_again_of_what_was_taken_from_a_mail(termijn):
    zaak = opgepakt(termijn)
    herinneringen.verzend(nu=STREEF)
    klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, nu=STREEF)
    assert post.verstuur(nu=STREEF).verzonden == 0
    Termijn.objects.update(
        gestopt_op=None,
        stopreden="",
        aantal_minuten=None,
        aantal_minuten_werkdag=None,
        aantal_minuten_klok=None,
    )
    bijstellen.herstel(termijn)
    herinneringen.verzend(nu=STREEF)
    assert post.verstuur(nu=STREEF).verzonden == 1
