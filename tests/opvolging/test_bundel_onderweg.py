"""A mail of reminders that waits: nothing in it is lost, doubled or said when it is over."""

import gc
import threading
import tracemalloc
import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from opvolging import bezorgen, bijstellen, herinneringen, herinneringspost
from opvolging.models import Herinnering, Termijn
from signaalpunt import post
from signaalpunt.models import Bericht
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden
from tests.opvolging.bundel import GRENS, STREEF, klok, pak_op, stop, veel_rijen, verstuur

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gemeente():
    return bouwers.gemeente_met_teamleider()


@pytest.fixture
def els(gemeente):
    return bouwers.gebruiker(email="els@voorbeeld.test")


def test_a_second_run_before_the_mail_left_adds_to_it(gemeente):
    """The mail server was away for a while: no row of mails afterwards."""
    termijn, later = klok(gemeente), klok(gemeente, NU + timedelta(minutes=5))
    herinneringen.verzend(nu=STREEF)
    herinneringen.verzend(nu=STREEF + timedelta(minutes=5))
    post.verstuur(nu=STREEF + timedelta(minutes=5))
    [brief] = mail.outbox
    for deze in (termijn, later):
        assert f"melding {deze.melding_id}" in brief.body


def test_of_two_steps_that_waited_in_one_mail_only_the_highest_is_said(gemeente):
    termijn = klok(gemeente)
    for uren in (23, 24, 46):
        herinneringen.verzend(nu=NU + timedelta(hours=uren))
    assert len(verstuur(nu=GRENS)) == 1
    assert mail.outbox[0].subject == f"Te laat: melding {termijn.melding_id}"
    status = dict(termijn.herinneringen.values_list("stap", "status"))
    assert [status[stap] for stap in (1, 2, 3, 4)] == [*["vervallen"] * 3, "verzonden"]


def test_what_comes_after_a_sender_began_is_for_the_next_mail(gemeente, monkeypatch):
    klok(gemeente)
    herinneringen.verzend(nu=STREEF)
    echt = post.stel_op
    later: list[Termijn] = []

    def stel_op(bericht):
        if not later:
            later.append(klok(gemeente, NU + timedelta(seconds=1)))
            herinneringen.verzend(nu=STREEF + timedelta(seconds=1))
        return echt(bericht)

    monkeypatch.setattr(post, "stel_op", stel_op)
    post.verstuur(nu=STREEF + timedelta(seconds=1))
    assert len(mail.outbox) == 2
    assert f"melding {later[0].melding_id}" not in mail.outbox[0].body
    assert f"melding {later[0].melding_id}" in mail.outbox[1].body


def test_a_mail_of_which_everything_was_answered_is_withdrawn_and_wiped(gemeente, els):
    zaak = pak_op(klok(gemeente), els)
    herinneringen.verzend(nu=STREEF)
    stop(zaak)
    assert post.verstuur(nu=STREEF).verzonden == 0
    bericht = Bericht.objects.get()
    assert (bericht.status, bericht.aan, bericht.gegevens) == ("ingetrokken", "", "")
    assert mail.outbox == []


def test_a_mail_of_which_one_was_answered_says_only_the_other(gemeente, els):
    weg, blijft = pak_op(klok(gemeente), els), pak_op(klok(gemeente), els)
    herinneringen.verzend(nu=STREEF)
    stop(weg)
    post.verstuur(nu=STREEF)
    [brief] = mail.outbox
    assert brief.subject.startswith(f"Vandaag doen: zaak {blijft.pk} ")
    assert f"zaak {weg.pk} " not in brief.body
    assert Herinnering.objects.filter(status="verzonden").count() == 1


def test_a_row_whose_clock_stopped_without_cancelling_it_is_not_said(gemeente):
    termijn = klok(gemeente)
    herinneringen.verzend(nu=STREEF)
    Termijn.objects.filter(pk=termijn.pk).update(
        gestopt_op=STREEF,
        stopreden="contact",
        aantal_minuten=0,
        aantal_minuten_werkdag=0,
        aantal_minuten_klok=0,
    )
    assert post.verstuur(nu=STREEF).verzonden == 0


def test_an_answer_after_the_mail_left_changes_nothing_of_what_was_sent(gemeente, els):
    zaak = pak_op(klok(gemeente), els)
    verstuur()
    stop(zaak)
    assert Herinnering.objects.get(stap=2).status == "verzonden"
    assert Bericht.objects.get().status == "verzonden"


def tegelijk(*werk) -> None:
    """All of `werk` at one moment, each over a connection of its own."""
    start = threading.Barrier(len(werk))
    te_doen = list(werk)

    def een() -> None:
        eigen = te_doen.pop()
        start.wait()
        eigen()

    in_draden(een, len(werk))


def test_answering_dispatching_and_sending_at_once_leaves_everything_consistent(gemeente, els):
    """Ten times a race: what was said was open when it left, and the rest is cancelled."""
    for ronde in range(10):
        mail.outbox.clear()
        zaken = [pak_op(klok(gemeente), els) for _ in range(6)]
        tegelijk(
            lambda: herinneringen.verzend(nu=STREEF),
            lambda: herinneringen.verzend(nu=STREEF),
            lambda: post.verstuur(nu=STREEF),
            *[lambda zaak=zaak: stop(zaak) for zaak in zaken[:3]],
        )
        Herinnering.objects.filter(status="bezig").update(claim_tot=Now() - timedelta(seconds=1))
        herinneringen.verzend(nu=STREEF)
        post.verstuur(nu=STREEF + timedelta(seconds=herinneringen_wachten()))
        tekst = " ".join(f"{brief.subject} {brief.body}" for brief in mail.outbox)
        for zaak in zaken[3:]:
            assert sum(f"zaak {zaak.pk} (" in brief.body for brief in mail.outbox) == 1, ronde
        gestopt = Herinnering.objects.filter(termijn__melding__zaakmelding__zaak__in=zaken[:3])
        for rij in gestopt.filter(stap=2).select_related("termijn__melding__zaakmelding"):
            gezegd = f"zaak {rij.termijn.melding.zaakmelding.zaak_id} (" in tekst
            assert rij.status == "geannuleerd" or gezegd


def herinneringen_wachten() -> int:
    """Longer than a mail ever gathers."""
    return 3600


def test_four_engines_at_once_begin_one_mail_for_a_person(gemeente):
    for _ in range(30):
        klok(gemeente)
    tegelijk(*[lambda: herinneringen.verzend(nu=STREEF)] * 4)
    [bericht] = Bericht.objects.all()
    assert bericht.herinneringen.count() == 30
    assert bericht.volgende_poging_op == STREEF  # the last one let it go
    assert post.verstuur(nu=STREEF).verzonden == 1


def test_a_mail_whose_engine_died_while_gathering_leaves_by_itself(gemeente, settings):
    klok(gemeente)
    herinneringen.verzend(nu=STREEF)
    Bericht.objects.update(volgende_poging_op=STREEF + timedelta(seconds=60))
    assert post.verstuur(nu=STREEF + timedelta(seconds=59)).verzonden == 0
    assert post.verstuur(nu=STREEF + timedelta(seconds=60)).verzonden == 1


def test_a_mail_waits_while_another_engine_has_rows_to_add(gemeente):
    klok(gemeente)
    ander = klok(gemeente, NU + timedelta(seconds=1)).herinneringen.get(stap=2)
    Herinnering.objects.filter(pk=ander.pk).update(
        status="bezig",
        claim="00000000-0000-0000-0000-000000000001",
        claim_tot=Now() + timedelta(minutes=1),
    )
    herinneringen.verzend(nu=STREEF + timedelta(seconds=1))
    assert Bericht.objects.get().volgende_poging_op > STREEF + timedelta(seconds=1)


def test_what_cannot_be_said_is_tried_again_and_keeps_nobody_else_from_being_named(
    gemeente, monkeypatch
):
    vergif, gezond = klok(gemeente), klok(gemeente)
    echt = herinneringspost.wat

    def wat(rij):
        return 1 / 0 if rij.termijn_id == vergif.pk else echt(rij)

    monkeypatch.setattr(herinneringspost, "wat", wat)
    [brief] = verstuur()
    assert brief.subject == f"Vandaag doen: melding {gezond.melding_id}"
    monkeypatch.setattr(herinneringspost, "wat", echt)
    Herinnering.objects.filter(status="gepland").update(claim_tot=Now() - timedelta(seconds=1))
    [brief] = verstuur()
    assert brief.subject == f"Vandaag doen: melding {vergif.melding_id}"


def test_what_can_never_be_said_is_left_to_a_person(gemeente, monkeypatch):
    termijn = klok(gemeente)
    monkeypatch.setattr(herinneringspost, "wat", lambda rij: 1 / 0)
    for _ in range(5):
        assert verstuur() == []
        Herinnering.objects.update(claim_tot=Now() - timedelta(seconds=1))
    rij = termijn.herinneringen.get(stap=2)
    assert (rij.status, rij.reden) == ("mislukt", herinneringen.LUKT_NIET)
    assert Bericht.objects.niet_aangekomen().get() == rij.bericht


def test_when_nothing_can_be_said_nothing_is_lost(gemeente, monkeypatch):
    veel_rijen(gemeente, herinneringspost.VOLUIT + 3)
    monkeypatch.setattr(herinneringspost, "wat", lambda rij: 1 / 0)
    assert verstuur() == []
    assert not Herinnering.objects.exclude(status="gepland", bericht=None).exists()


def test_a_database_that_refuses_a_bundle_leaves_the_others_alone(gemeente, els, monkeypatch):
    klok(gemeente)
    pak_op(klok(gemeente), els)
    echt = post.verzamel

    def verzamel(*, voor, **velden):
        if voor.startswith("team"):
            raise RuntimeError
        return echt(voor=voor, **velden)

    monkeypatch.setattr(post, "verzamel", verzamel)
    assert herinneringen.verzend(nu=STREEF) == 1
    assert Herinnering.objects.get(claim__isnull=False, status="gepland").ontvanger == "team"


def test_a_bundle_costs_the_same_however_long(gemeente):
    """The same queries, and of a thousand rows no more in memory than of thirty."""
    gemeten = []
    for aantal in (herinneringspost.VOLUIT + 5, 1000):
        veel_rijen(gemeente, aantal)
        herinneringen.verzend(nu=STREEF)
        bericht = Bericht.objects.latest("pk")
        bericht.claim = uuid.uuid4()
        gc.collect()
        tracemalloc.start()
        with CaptureQueriesContext(connection) as vragen:
            inhoud = bezorgen.schrijf(bericht, STREEF)
        gemeten.append((len(vragen), tracemalloc.get_traced_memory()[1]))
        tracemalloc.stop()
        assert inhoud is not None
        assert inhoud.gegevens["verder"] == aantal - herinneringspost.VOLUIT
        Bericht.objects.update(verzamelt_voor="")
    (vragen_kort, geheugen_kort), (vragen_lang, geheugen_lang) = gemeten
    assert vragen_kort == vragen_lang
    assert geheugen_lang < 1.3 * geheugen_kort + 50_000


def test_nobody_hears_of_a_clock_that_stands_still(gemeente):
    termijn = klok(gemeente)
    tot = STREEF + timedelta(days=5)
    Termijn.objects.update(stil_tot=tot)
    assert herinneringen.verzend(nu=STREEF) == 0
    assert termijn.herinneringen.get(stap=2).gepland_op == tot
    assert len(verstuur(nu=tot)) == 1


def test_a_reminder_that_is_planned_again_is_taken_out_of_the_mail_that_waits(gemeente):
    termijn = klok(gemeente)
    herinneringen.verzend(nu=STREEF)
    bijstellen.herplan(termijn.pk, {2: STREEF + timedelta(days=5)})
    assert verstuur() == []
    assert len(verstuur(nu=STREEF + timedelta(days=5))) == 1


def test_who_takes_the_work_over_gets_what_waits_in_a_mail_of_the_other(gemeente, els):
    termijn = klok(gemeente)
    pak_op(termijn, els)
    herinneringen.verzend(nu=STREEF)
    rob = bouwers.gebruiker(email="rob@voorbeeld.test")
    bijstellen.heradresseer(termijn.melding, aan=rob)
    assert [brief.to for brief in verstuur()] == [["rob@voorbeeld.test"]]
    assert Bericht.objects.get(status=Bericht.Status.INGETROKKEN).aan == ""


def test_a_mail_that_is_given_up_reminded_nobody(gemeente, monkeypatch):
    termijn = klok(gemeente)
    herinneringen.verzend(nu=STREEF)
    monkeypatch.setattr(post, "stel_op", _weiger)
    post.verstuur(nu=STREEF)
    post.verstuur(nu=STREEF + post.OPGEVEN_NA)
    rij = termijn.herinneringen.get(bericht__isnull=False)
    assert (rij.status, rij.reden) == ("mislukt", "de mail kwam niet aan")


def _weiger(bericht):
    raise ValueError("past niet")
