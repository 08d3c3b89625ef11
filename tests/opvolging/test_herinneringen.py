"""The dispatcher: who gets which reminder, and that none is lost or doubled."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from opvolging import (
    bijstellen,
    herinneringen,
    herinneringspost,
    klokken,
    nakijken,
    ontvanger,
    overbodig,
)
from opvolging.models import Herinnering, Termijn
from signaalpunt import claimen, post
from signaalpunt.models import Bericht
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden
from tests.verzonden import verzonden

pytestmark = pytest.mark.django_db(transaction=True)
STREEF = NU + timedelta(hours=24)
GRENS = NU + timedelta(hours=48)
DAG_TE_LAAT = NU + timedelta(hours=72)


@pytest.fixture
def gemeente():
    gemeente = bouwers.gemeente()
    gemeente.teamleider = bouwers.gebruiker(Rol.COORDINATOR, email="leider@voorbeeld.test")
    gemeente.save()
    return gemeente


@pytest.fixture
def termijn(gemeente) -> Termijn:
    return klokken.start(bouwers.melding(gemeente=gemeente), nu=NU)


def opgepakt(termijn: Termijn, email="els@voorbeeld.test", **velden):
    els = bouwers.gebruiker(email=email, **velden)
    zaak = bouwers.zaak(meldingen=[termijn.melding], behandelaar=els)
    bijstellen.heradresseer(termijn.melding, aan=els)
    return zaak


def stappen(termijn: Termijn) -> dict[int, str]:
    return dict(termijn.herinneringen.values_list("stap", "status"))


def brieven() -> list[tuple[str, list[int]]]:
    """Who would get a mail, with which steps in it; oldest first."""
    return [
        (bericht.aan, list(bericht.herinneringen.order_by("pk").values_list("stap", flat=True)))
        for bericht in Bericht.objects.order_by("pk")
    ]


def begin_te_versturen() -> None:
    """As a sender does: what follows is for the next mail."""
    Bericht.objects.update(verzamelt_voor="")


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


def tijdens_het_adresseren(monkeypatch, doe):
    """Run `doe` once, while the dispatcher holds a row and nothing is marked yet."""
    echt = ontvanger.voor_wie
    te_doen = [doe]

    def voor_wie(rij, **verder):
        while te_doen:
            in_draden(te_doen.pop())
        return echt(rij, **verder)

    monkeypatch.setattr(ontvanger, "voor_wie", voor_wie)


def test_a_clock_that_stops_while_its_reminder_is_addressed_sends_nothing(termijn, monkeypatch):
    zaak = opgepakt(termijn)
    tijdens_het_adresseren(
        monkeypatch, lambda: klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, nu=STREEF)
    )
    assert herinneringen.verzend(nu=STREEF) == 0
    assert not Bericht.objects.exists()
    assert set(stappen(termijn).values()) <= {"geannuleerd", "vervallen"}


def test_oppakken_while_a_reminder_is_addressed_sends_it_to_who_took_it_up(termijn, monkeypatch):
    tijdens_het_adresseren(monkeypatch, lambda: opgepakt(termijn))
    herinneringen.verzend(nu=STREEF)
    assert [aan for aan, _ in brieven()] == ["els@voorbeeld.test"]


def tijdens_het_merken(monkeypatch, doe) -> threading.Thread:
    """Start `doe` when a row is held to be marked; it waits for that row."""
    draad = threading.Thread(target=lambda: in_draden(doe))
    echt = post.verzamel

    def verzamel(**velden):
        draad.start()
        draad.join(0.5)
        assert draad.is_alive()
        return echt(**velden)

    monkeypatch.setattr(post, "verzamel", verzamel)
    return draad


def test_a_clock_that_stops_while_a_reminder_is_marked_withdraws_the_mail(termijn, monkeypatch):
    zaak = opgepakt(termijn)
    stoppen = tijdens_het_merken(
        monkeypatch, lambda: klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, nu=STREEF)
    )
    assert herinneringen.verzend(nu=STREEF) == 1
    stoppen.join()
    assert stappen(termijn)[2] == "geannuleerd"
    assert post.verstuur(nu=STREEF).verzonden == 0
    assert Bericht.objects.get().status == "ingetrokken"


def test_oppakken_while_a_reminder_is_marked_leaves_that_one_with_the_team(termijn, monkeypatch):
    oppakken = tijdens_het_merken(monkeypatch, lambda: opgepakt(termijn))
    [rij] = verzonden(nu=STREEF)
    oppakken.join()
    rij.refresh_from_db()
    assert (rij.status, rij.ontvanger) == ("verzonden", "team")
    assert termijn.herinneringen.filter(ontvanger="behandelaar", status="gepland").count() == 2


def test_a_poison_row_keeps_nobody_from_being_reminded(gemeente, monkeypatch):
    termijnen = [klokken.start(bouwers.melding(gemeente=gemeente), nu=NU) for _ in range(12)]
    vergif = termijnen[0].herinneringen.get(stap=2).pk
    echt = ontvanger.voor_wie

    def voor_wie(rij, **verder):
        if rij.pk == vergif:
            raise RuntimeError
        return echt(rij, **verder)

    monkeypatch.setattr(ontvanger, "voor_wie", voor_wie)
    assert herinneringen.verzend(nu=STREEF) == 11
    assert Bericht.objects.get().volgende_poging_op == STREEF  # the mail of the others goes
    assert herinneringen.verzend(nu=STREEF) == 0  # it rests a while
    assert Herinnering.objects.get(pk=vergif).status == "gepland"
    monkeypatch.setattr(ontvanger, "voor_wie", echt)
    na_de_pauze()
    assert [rij.pk for rij in verzonden(nu=STREEF)] == [vergif]


def na_de_pauze() -> None:
    """As if the pause after a failure, or the claim of a dead engine, is over."""
    Herinnering.objects.filter(claim_tot__isnull=False).update(
        claim_tot=Now() - timedelta(seconds=1)
    )


def test_a_poison_row_is_given_up_after_five_attempts_and_left_to_a_person(termijn, monkeypatch):
    monkeypatch.setattr(ontvanger, "voor_wie", lambda rij, **_: 1 / 0)
    pauzes = []
    for _ in range(5):
        herinneringen.verzend(nu=STREEF)
        rij = termijn.herinneringen.get(stap=2)
        if rij.status == "gepland":
            pauzes.append(round((rij.claim_tot - timezone.now()).total_seconds()))
        na_de_pauze()
    assert (rij.status, rij.reden) == ("mislukt", herinneringen.LUKT_NIET)
    assert [round(pauze, -1) for pauze in pauzes] == [30, 60, 120, 240]
    assert sum(pauzes) < nakijken.SPELING.total_seconds()  # before it counts as standing still
    assert herinneringen.verzend(nu=STREEF) == 0
    bericht = Bericht.objects.niet_aangekomen().get()
    assert (bericht.soort, rij.bericht) == ("bundel", bericht)
    assert post.verstuur(nu=STREEF).verzonden == 0


def test_a_row_that_takes_its_engine_along_is_given_up_too_and_nobody_waits_for_it(
    gemeente, termijn, monkeypatch
):
    def sterf(rij, **_):
        raise SystemExit

    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr(ontvanger, "voor_wie", sterf)
        for _ in range(5):
            with pytest.raises(SystemExit):
                herinneringen.verzend(nu=STREEF)
            na_de_pauze()
    Herinnering.objects.filter(status="bezig").update(claim_tot=Now() + timedelta(minutes=1))
    klokken.start(bouwers.melding(gemeente=gemeente), nu=NU)
    assert herinneringen.verzend(nu=STREEF) == 1
    assert Bericht.objects.get().volgende_poging_op == STREEF
    na_de_pauze()
    herinneringen.verzend(nu=STREEF)
    assert termijn.herinneringen.get(stap=2).status == "mislukt"


def test_who_gets_the_work_of_a_poison_row_gets_a_fresh_start(termijn):
    Herinnering.objects.update(aantal_pogingen=5)
    opgepakt(termijn)
    assert set(
        termijn.herinneringen.filter(ontvanger="behandelaar").values_list("aantal_pogingen")
    ) == {(0,)}


def test_an_engine_that_dies_leaves_nothing_marked_and_another_takes_over(termijn, monkeypatch):
    def sterf(**_):
        raise SystemExit

    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr(post, "verzamel", sterf)
        with pytest.raises(SystemExit):
            herinneringen.verzend(nu=NU + timedelta(hours=23))
    assert stappen(termijn)[1] == "bezig"
    assert herinneringen.verzend(nu=NU + timedelta(hours=23)) == 0
    Herinnering.objects.update(claim_tot=Now() - timedelta(seconds=1))
    assert herinneringen.verzend(nu=NU + timedelta(hours=23)) == 1
    assert len(brieven()) == 1


def test_an_engine_whose_claim_ran_out_marks_nothing(termijn, monkeypatch):
    """It was slow; another engine took the row and sent it."""

    def ander():
        Herinnering.objects.filter(stap=1).update(claim_tot=Now() - timedelta(seconds=1))
        assert herinneringen.verzend(nu=NU + timedelta(hours=23)) == 1

    tijdens_het_adresseren(monkeypatch, ander)
    assert herinneringen.verzend(nu=NU + timedelta(hours=23)) == 0
    assert len(brieven()) == 1


def test_three_dispatchers_at_once_send_every_reminder_once(gemeente):
    for _ in range(25):
        klokken.start(bouwers.melding(gemeente=gemeente), nu=NU)
    tegelijk = threading.Barrier(3)

    def loop() -> list[int]:
        tegelijk.wait()
        return [rij.pk for rij in verzonden(nu=STREEF)]

    alle = [pk for ids in in_draden(loop, 3) for pk in ids]
    assert len(alle) == len(set(alle)) == 25
    assert brieven() == [("team@voorbeeld.test", [2] * 25)]
    assert Herinnering.objects.filter(status="vervallen").count() == 25


def test_a_reminder_that_was_sent_before_is_never_laid_ready_again(termijn):
    [rij] = verzonden(nu=NU + timedelta(hours=23))
    Herinnering.objects.filter(pk=rij.pk).update(status="gepland")
    herinneringen.verzend(nu=NU + timedelta(hours=23))
    assert len(brieven()) == 1


def test_readdressing_belongs_to_the_transaction_of_the_caller(termijn):
    with transaction.atomic():
        opgepakt(termijn)
        transaction.set_rollback(True)
    assert termijn.herinneringen.filter(ontvanger="team").count() == 4


def test_a_claimed_row_that_is_readdressed_is_free_again(termijn):
    claimen.claim(termijn.herinneringen.filter(stap=1))
    opgepakt(termijn)
    rij = termijn.herinneringen.get(stap=1)
    assert (rij.status, rij.claim) == ("gepland", None)


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
