"""The dispatcher while others work or die: no reminder is lost or doubled."""

import threading
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from opvolging import (
    herinneringen,
    klokken,
    nakijken,
    ontvanger,
)
from opvolging.models import Herinnering, Termijn
from signaalpunt import claimen, post
from signaalpunt.models import Bericht
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden
from tests.opvolging.herinnerd import (
    STREEF,
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
