"""A mail of reminders at the moment it leaves: not when we are closed, not to who lost the right,
and the ledger says what really arrives.
"""

import threading
from datetime import date, time, timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import transaction

from bench.storingen import punten
from opvolging import (
    bezorgen,
    bijstellen,
    herinneringen,
    klokken,
    klokpauze,
    openingstijden,
    weekbericht,
)
from opvolging.models import Herinnering, Pauze, Termijn
from signaalpunt import post
from signaalpunt.models import Bericht, Gemeente
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden
from tests.mailserver import mailserver
from tests.opvolging import verhaaldood

pytestmark = pytest.mark.django_db(transaction=True)
STREEF = NU + timedelta(hours=24)  # Wednesday 10:00
NA_SLUITING = STREEF + timedelta(hours=7)
MORGEN = STREEF + timedelta(hours=23)  # Thursday 09:00


@pytest.fixture
def gemeente():
    return bouwers.gemeente_met_teamleider()


@pytest.fixture
def els(gemeente):
    return bouwers.gebruiker(email="els@voorbeeld.test")


@pytest.fixture
def termijn(gemeente) -> Termijn:
    return klokken.start(bouwers.melding(gemeente=gemeente), nu=NU)


@pytest.fixture
def zaak(termijn, els):
    return pak_op(termijn, els)


def pak_op(termijn, door):
    zaak = bouwers.zaak(meldingen=[termijn.melding], behandelaar=door)
    bijstellen.heradresseer(termijn.melding, aan=door)
    return zaak


def aan() -> list[str]:
    return [brief.to[0] for brief in mail.outbox]


def rij(termijn, stap=2) -> Herinnering:
    return Herinnering.objects.get(termijn=termijn, stap=stap)


def sluit_op(dag: date) -> None:
    bouwers.sluitingsdag(datum=dag)


def sluit_vroeg(dag: date) -> None:
    Gemeente.objects.update(sluit_om=time(10))


def test_mail_that_waited_for_the_mail_server_does_not_leave_at_night(termijn, settings):
    herinneringen.verzend(nu=STREEF)
    for minuten in range(0, 420, 60):
        with mailserver(settings, hangt_bij="begin"):
            assert not post.verstuur(nu=STREEF + timedelta(minutes=minuten)).is_bereikbaar
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for uren in (7, 13, 22):
        herinneringen.verzend(nu=STREEF + timedelta(hours=uren))
        assert post.verstuur(nu=STREEF + timedelta(hours=uren)).verzonden == 0
    assert (rij(termijn).status, rij(termijn).gepland_op) == ("gepland", MORGEN)
    herinneringen.verzend(nu=MORGEN)
    assert post.verstuur(nu=MORGEN).verzonden == 1
    assert mail.outbox[0].subject.endswith(f"melding {termijn.melding_id}")


def test_what_is_laid_a_minute_before_closing_waits_for_the_morning(gemeente, termijn):
    vlak_ervoor = NA_SLUITING - timedelta(minutes=1)
    Herinnering.objects.filter(stap=2).update(gepland_op=vlak_ervoor)
    Herinnering.objects.filter(stap=1).update(status="vervallen")
    assert herinneringen.verzend(nu=vlak_ervoor) == 1
    assert post.verstuur(nu=NA_SLUITING).verzonden == 0
    assert Bericht.objects.get().status == "ingetrokken"


def test_a_slow_mail_server_does_not_keep_the_run_until_after_closing(termijn, monkeypatch):
    """The run began in time; what it comes to after closing waits."""
    herinneringen.verzend(nu=STREEF)
    tikken = iter([0.0, 3600.0])
    monkeypatch.setattr(post, "time", SimpleNamespace(monotonic=lambda: next(tikken)))
    assert post.verstuur(nu=NA_SLUITING - timedelta(minutes=59)).verzonden == 0
    assert mail.outbox == []


@pytest.mark.parametrize("sluit", [sluit_op, sluit_vroeg])
def test_a_closing_that_was_chosen_after_the_clock_started_holds_the_reminder(
    gemeente, termijn, sluit
):
    sluit(STREEF.date())
    assert herinneringen.verzend(nu=STREEF) == 0
    assert rij(termijn).gepland_op == MORGEN
    assert herinneringen.verzend(nu=MORGEN) == 1


@pytest.mark.parametrize("sluit", [sluit_op, sluit_vroeg])
def test_a_closing_that_was_chosen_after_the_mail_was_laid_holds_the_mail(termijn, sluit):
    herinneringen.verzend(nu=STREEF)
    sluit(STREEF.date())
    assert post.verstuur(nu=STREEF).verzonden == 0
    assert mail.outbox == []


def test_a_clock_without_a_calendar_of_its_own_keeps_quiet_too(termijn):
    Termijn.objects.update(kalender=None)
    assert herinneringen.verzend(nu=NA_SLUITING) == 0


def test_longer_opening_hours_count_for_clocks_that_run_already(termijn):
    Gemeente.objects.update(sluit_om=time(21))
    Herinnering.objects.update(gepland_op=NA_SLUITING)
    assert herinneringen.verzend(nu=NA_SLUITING) == 1
    assert post.verstuur(nu=NA_SLUITING).verzonden == 1


def test_a_mail_that_was_tried_waits_as_it_is_so_that_it_is_given_up_in_time(termijn, settings):
    herinneringen.verzend(nu=STREEF)
    with mailserver(settings, antwoorden={"RCPT": "450 later"}):
        assert post.verstuur(nu=STREEF).uitgesteld == 1
        assert post.verstuur(nu=NA_SLUITING).uitgesteld == 0
    bericht = Bericht.objects.get()
    assert (bericht.status, bericht.volgende_poging_op) == ("klaar", MORGEN)
    assert (bericht.klaar_op, bericht.aantal_pogingen) == (STREEF, 1)


def test_a_mail_whose_sender_died_at_closing_time_goes_again_as_the_same_mail(termijn, monkeypatch):
    """It may have arrived: a second one must carry the same Message-ID."""
    herinneringen.verzend(nu=STREEF)
    verhaaldood.markeer(monkeypatch)
    with verhaaldood.DOOD.wacht(punten.VERSTUURD, 0):
        post.verstuur(nu=STREEF)
    Bericht.objects.update(claim_tot=NU)  # the lease of the dead ran out
    assert post.verstuur(nu=NA_SLUITING).verzonden == 0
    assert post.verstuur(nu=MORGEN).verzonden == 1
    eerst, weer = (brief.extra_headers["Message-ID"] for brief in mail.outbox)
    assert eerst == weer


def test_the_figures_of_the_week_wait_for_the_morning_and_go_to_who_leads_then(gemeente):
    maandag = NU - timedelta(days=1, hours=1)
    weekbericht.leg_klaar(nu=maandag)
    assert post.verstuur(nu=maandag + timedelta(hours=8)).verzonden == 0
    gemeente.teamleider = bouwers.gebruiker(Rol.COORDINATOR, email="nieuw@voorbeeld.test")
    gemeente.save()
    assert post.verstuur(nu=NU).verzonden == 1
    assert aan() == ["nieuw@voorbeeld.test"]


def test_what_a_melder_waits_for_leaves_at_any_hour(gemeente):
    post.leg_klaar(
        gemeente=gemeente, soort="uitnodiging", aan="inwoner@voorbeeld.test",
        gegevens={"url": "x"}, sleutel="een", nu=NA_SLUITING,
    )  # fmt: skip
    assert post.verstuur(nu=NA_SLUITING).verzonden == 1


@pytest.mark.parametrize("velden", [{"is_active": False}, {"rol": Rol.MAATJE}])
def test_who_lost_the_right_after_it_was_laid_gets_nothing(zaak, els, velden):
    herinneringen.verzend(nu=STREEF)
    type(els).objects.filter(pk=els.pk).update(**velden)
    assert post.verstuur(nu=STREEF).verzonden == 0
    herinneringen.verzend(nu=STREEF)
    post.verstuur(nu=STREEF)
    assert aan() == ["leider@voorbeeld.test"]


def test_who_is_away_by_now_is_replaced_when_it_leaves(zaak, els, termijn):
    els.plaatsvervanger = bouwers.gebruiker(email="jan@voorbeeld.test")
    els.save()
    herinneringen.verzend(nu=STREEF)
    dag = STREEF.date()
    weg = bouwers.afwezigheid(gebruiker=els, van=dag, tot_en_met=dag)
    assert post.verstuur(nu=STREEF).verzonden == 0
    herinneringen.verzend(nu=STREEF)
    post.verstuur(nu=STREEF)
    assert aan() == ["jan@voorbeeld.test"]
    assert (rij(termijn).waarom, rij(termijn).status) == ("vervanger", "verzonden")
    assert weg.gebruiker == els


def test_the_address_is_the_one_of_now(zaak, els):
    herinneringen.verzend(nu=STREEF)
    type(els).objects.filter(pk=els.pk).update(email="els.nieuw@voorbeeld.test")
    post.verstuur(nu=STREEF)
    assert aan() == ["els.nieuw@voorbeeld.test"]


def test_only_what_is_for_somebody_else_is_taken_from_a_mail(gemeente, zaak, els, termijn):
    """The deputy works on; what was for the colleague who is back goes there."""
    jan = bouwers.gebruiker(email="jan@voorbeeld.test")
    els.plaatsvervanger = jan
    els.save()
    eigen = klokken.start(bouwers.melding(gemeente=gemeente), nu=NU)
    pak_op(eigen, jan)
    weg = bouwers.afwezigheid(gebruiker=els, van=STREEF.date(), tot_en_met=STREEF.date())
    herinneringen.verzend(nu=STREEF)
    assert Bericht.objects.count() == 1
    type(weg).objects.update(ingetrokken_op=STREEF, ingetrokken_door=els)
    post.verstuur(nu=STREEF)
    herinneringen.verzend(nu=STREEF)
    post.verstuur(nu=STREEF)
    naar_jan, naar_els = mail.outbox
    assert (naar_jan.to, naar_els.to) == (["jan@voorbeeld.test"], ["els@voorbeeld.test"])
    assert f"melding {termijn.melding_id}" not in naar_jan.body
    assert f"melding {termijn.melding_id}" in naar_els.body


def stop(zaak) -> None:
    klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, nu=STREEF)


@transaction.atomic
def zet_stil(zaak) -> None:
    [klok] = klokpauze.te_pauzeren(zaak)
    klokpauze.zet_stil(
        klok, tot=STREEF + timedelta(days=7), reden=Pauze.Reden.WEG, door=zaak.behandelaar,
        nu=STREEF,
    )  # fmt: skip


def geef_over(zaak) -> None:
    rob = bouwers.gebruiker(email="rob@voorbeeld.test")
    type(zaak).objects.update(behandelaar=rob)
    bijstellen.heradresseer(zaak.zaakmeldingen.get().melding, aan=rob)


def terwijl_de_mailserver_hem_vasthoudt(settings, doe, **gedrag) -> list[str]:
    """Begin to send; when the server has the mail and has not answered, `doe`; then let it answer.

    Returns what the server took.
    """
    with mailserver(settings, hangt_bij="einde", **gedrag) as server:
        settings.EMAIL_TIMEOUT = 20
        zender = threading.Thread(target=lambda: in_draden(lambda: post.verstuur(nu=STREEF)))
        zender.start()
        assert server.binnen.wait(20)
        in_draden(doe)
        server.klaar.set()
        zender.join()
        return server.mails


@pytest.mark.parametrize("doe", [stop, zet_stil, geef_over])
def test_what_is_on_its_way_arrives_once_and_the_ledger_says_so(zaak, els, termijn, settings, doe):
    herinneringen.verzend(nu=STREEF)
    gekregen = terwijl_de_mailserver_hem_vasthoudt(settings, lambda: doe(zaak))
    assert len(gekregen) == 1
    deze = rij(termijn)
    assert (deze.status, deze.ging_naar) == ("verzonden", els)
    assert Bericht.objects.get(herinneringen=deze).status == "verzonden"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for dagen in range(1, 10):
        nu = STREEF + timedelta(days=dagen)
        herinneringen.verzend(nu=nu)
        post.verstuur(nu=nu)
    assert Herinnering.objects.filter(bericht=deze.bericht, stap=2).count() == 1
    assert rij(termijn) == deze
    assert rij(termijn).status == "verzonden"


@pytest.mark.parametrize(
    ("doe", "status", "naar"),
    [
        (stop, "geannuleerd", []),
        (zet_stil, "gepland", []),
        (geef_over, "verzonden", ["rob@voorbeeld.test"]),
    ],
)
def test_what_was_on_its_way_and_comes_back_follows_what_happened_meanwhile(
    zaak, termijn, settings, doe, status, naar
):
    herinneringen.verzend(nu=STREEF)
    terwijl_de_mailserver_hem_vasthoudt(
        settings, lambda: doe(zaak), antwoorden={"einde": "451 nu even niet"}
    )
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    later = STREEF + timedelta(minutes=5)
    for _ in range(2):
        herinneringen.verzend(nu=later)
        post.verstuur(nu=later)
    assert aan() == naar
    assert rij(termijn).status == status


def test_who_takes_a_row_out_while_a_sender_begins_is_waited_for(zaak, termijn, monkeypatch):
    """An act that has not ended may still fail: the mail waits, and nothing is lost."""
    herinneringen.verzend(nu=STREEF)
    vast, verder = threading.Event(), threading.Event()

    def act() -> None:
        with transaction.atomic():
            stop(zaak)
            vast.set()
            assert verder.wait(20)
            transaction.set_rollback(True)

    draad = threading.Thread(target=lambda: in_draden(act))
    draad.start()
    assert vast.wait(20)
    assert post.verstuur(nu=STREEF).verzonden == 0
    bericht = Bericht.objects.get()
    assert (bericht.status, bericht.aantal_pogingen) == ("klaar", 0)
    verder.set()
    draad.join()
    assert post.verstuur(nu=STREEF + 2 * bezorgen.ZO_DADELIJK).verzonden == 1
    assert rij(termijn).status == "verzonden"


def test_the_hours_of_a_gemeente_are_looked_up_once_in_a_run(gemeente, django_assert_num_queries):
    openingen = openingstijden.Openingen()
    with django_assert_num_queries(1):
        assert openingen.vanaf(gemeente, STREEF) == STREEF
        assert openingen.vanaf(gemeente, NA_SLUITING) == MORGEN
