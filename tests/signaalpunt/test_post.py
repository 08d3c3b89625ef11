from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.db.models.functions import Now

from signaalpunt import post
from signaalpunt.models import Bericht
from tests import bouwers
from tests.bouwers import NU
from tests.mailserver import mailserver

pytestmark = pytest.mark.django_db(transaction=True)


def klaar(sleutel="een", aan="inwoner@voorbeeld.test", nu=NU, **gegevens) -> Bericht:
    post.leg_klaar(
        gemeente=bouwers.gemeente(),
        soort="uitnodiging",
        aan=aan,
        gegevens={"url": "https://voorbeeld.test/?a=1&b=2"} | gegevens,
        sleutel=sleutel,
        nu=nu,
    )
    return Bericht.objects.get(sleutel=sleutel)


def test_a_mail_leaves_with_its_subject_from_the_first_line_and_is_wiped():
    bericht = klaar()
    uitslag = post.verstuur(nu=NU)
    assert (uitslag.verzonden, uitslag.uitgesteld) == (1, 0)
    [verstuurd] = mail.outbox
    assert verstuurd.subject == "Uw account bij het signaalpunt"
    assert verstuurd.to == ["inwoner@voorbeeld.test"]
    assert verstuurd.reply_to == ["team@voorbeeld.test"]
    assert "https://voorbeeld.test/?a=1&b=2" in verstuurd.body
    bericht.refresh_from_db()
    assert (bericht.status, bericht.verzonden_op) == (Bericht.Status.VERZONDEN, NU)
    assert (bericht.aan, bericht.gegevens, bericht.claim, bericht.claim_tot) == ("", "", None, None)


def test_the_same_sleutel_is_laid_ready_once_and_keeps_its_first_content():
    klaar(aan="eerste@voorbeeld.test")
    assert klaar(aan="tweede@voorbeeld.test").aan == "eerste@voorbeeld.test"
    assert Bericht.objects.count() == 1


def test_a_mail_exists_only_when_its_transaction_does():
    with transaction.atomic():
        klaar()
        transaction.set_rollback(True)
    assert not Bericht.objects.exists()


def test_the_stored_mail_is_not_readable_in_the_database():
    klaar()
    with connection.cursor() as cursor:
        cursor.execute("SELECT bericht::text FROM signaalpunt_bericht bericht")
        [(rij,)] = cursor.fetchall()
    assert "inwoner@" not in rij
    assert "voorbeeld.test" not in rij


def test_a_mail_has_the_same_message_id_each_time_and_another_one_than_its_neighbour():
    assert post.bericht_id("een") == post.bericht_id("een") != post.bericht_id("twee")
    assert post.bericht_id("een").endswith("@demo.signaalpunt.nl>")


def test_a_mail_that_lacks_a_value_fails_its_test():
    klaar()
    Bericht.objects.update(gegevens="")
    bericht = Bericht.objects.get()
    bericht.gegevens = "{}"
    with pytest.raises(pytest.fail.Exception, match="url"):
        post.stel_op(bericht)


def test_a_mail_that_is_not_due_yet_stays():
    klaar(nu=NU + timedelta(minutes=1))
    assert post.verstuur(nu=NU).verzonden == 0


def test_a_withdrawn_mail_never_leaves_and_keeps_nothing():
    bericht = klaar()
    assert post.trek_in(["een"]) == 1
    assert post.trek_in(["een"]) == 0
    assert post.verstuur(nu=NU).verzonden == 0
    bericht.refresh_from_db()
    assert (bericht.status, bericht.aan) == (Bericht.Status.INGETROKKEN, "")


def test_a_mail_withdrawn_after_it_was_claimed_does_not_leave(monkeypatch):
    klaar("een")
    klaar("twee")
    echt = post.stel_op

    def trek_buurman_in(bericht):
        post.trek_in({"een", "twee"} - {bericht.sleutel})
        return echt(bericht)

    monkeypatch.setattr(post, "stel_op", trek_buurman_in)
    assert post.verstuur(nu=NU).verzonden == 1
    assert len(mail.outbox) == 1
    assert set(Bericht.objects.values_list("status", flat=True)) == {"verzonden", "ingetrokken"}


def test_a_mail_that_is_withdrawn_while_it_leaves_stays_withdrawn(monkeypatch):
    bericht = klaar()
    echt = post.stel_op

    def trek_in(bericht):
        opgesteld = echt(bericht)
        post.trek_in([bericht.sleutel])
        return opgesteld

    monkeypatch.setattr(post, "stel_op", trek_in)
    post.verstuur(nu=NU)
    bericht.refresh_from_db()
    assert (bericht.status, bericht.verzonden_op) == (Bericht.Status.INGETROKKEN, None)


def test_a_poison_row_keeps_nobody_from_leaving_and_waits_longer_each_time():
    vergif = klaar("vergif", nu=NU - timedelta(hours=1))
    Bericht.objects.filter(pk=vergif.pk).update(gegevens="")
    for nummer in range(12):
        klaar(f"mail {nummer}")
    assert post.verstuur(nu=NU).verzonden == 12
    moment = NU
    pauzes = []
    for _ in range(7):
        vergif.refresh_from_db()
        assert vergif.status == Bericht.Status.KLAAR
        pauzes.append((vergif.volgende_poging_op - moment).total_seconds() / 60)
        moment = vergif.volgende_poging_op
        post.verstuur(nu=moment)
    assert pauzes == [1, 2, 4, 8, 16, 30, 30]


def test_a_mail_that_never_succeeds_is_given_up_after_five_days_and_wiped():
    bericht = klaar()
    Bericht.objects.update(soort="bestaat_niet")
    assert post.verstuur(nu=NU + timedelta(days=5)).mislukt == 1
    bericht.refresh_from_db()
    assert (bericht.status, bericht.aan, bericht.gegevens) == (Bericht.Status.MISLUKT, "", "")


def test_what_a_dead_sender_left_is_taken_up_when_its_claim_has_run_out():
    klaar()
    Bericht.objects.update(status="bezig", claim="00000000-0000-0000-0000-000000000001")
    Bericht.objects.update(claim_tot=Now() + timedelta(seconds=30))
    assert post.verstuur(nu=NU).verzonden == 0
    Bericht.objects.update(claim_tot=Now() - timedelta(seconds=1))
    assert post.verstuur(nu=NU).verzonden == 1


def test_mail_goes_out_over_a_real_connection(settings):
    for nummer in range(7):
        klaar(f"mail {nummer}", aan=f"m{nummer}@voorbeeld.test")
    with mailserver(settings) as server:
        assert post.verstuur(nu=NU).verzonden == 7
    assert sorted(server.aan()) == [f"m{nummer}@voorbeeld.test" for nummer in range(7)]
    assert server.aantal_verbindingen == 1
    assert post.bericht_id("mail 0") in "".join(server.mails)


def test_a_refused_address_does_not_hold_up_the_others(settings):
    for nummer in range(7):
        klaar(f"mail {nummer}", aan=f"m{nummer}@voorbeeld.test")
    with mailserver(settings, weigert={"m1@voorbeeld.test", "m2@voorbeeld.test"}) as server:
        uitslag = post.verstuur(nu=NU)
    assert (uitslag.verzonden, uitslag.uitgesteld, uitslag.mislukt) == (5, 0, 2)
    assert uitslag.is_bereikbaar
    geweigerd = Bericht.objects.filter(status=Bericht.Status.MISLUKT)
    assert [(bericht.aan, bericht.gegevens) for bericht in geweigerd] == [("", "")] * 2
    assert post.verstuur(nu=NU + timedelta(days=1)).verzonden == 0
    assert server.aantal_verbindingen == 1


@pytest.mark.parametrize(
    ("bij", "antwoord", "uitkomst"),
    [
        ("RCPT", "550 onbekend", (0, 1, True)),
        ("RCPT", "450 later", (1, 0, True)),
        ("einde", "554 dit nemen wij niet aan", (0, 1, True)),
        ("einde", "451 later", (1, 0, True)),
        ("DATA", "554 dit nemen wij niet aan", (0, 1, True)),
        ("MAIL", "552 te groot", (0, 1, True)),
        ("MAIL", "451 later", (1, 0, True)),
        ("MAIL", "550 van u nemen wij niets aan", (0, 0, False)),
    ],
)
def test_what_is_refused_for_good_is_given_up_and_what_is_refused_for_now_is_tried_again(
    settings, bij, antwoord, uitkomst
):
    """We being refused is no fault of a mail: all wait, and the banner says so."""
    bericht = klaar()
    with mailserver(settings, antwoorden={bij: antwoord}):
        uitslag = post.verstuur(nu=NU)
    assert (uitslag.uitgesteld, uitslag.mislukt, uitslag.is_bereikbaar) == uitkomst
    bericht.refresh_from_db()
    assert bericht.status == ("mislukt" if uitslag.mislukt else "klaar")
    assert bericht.aantal_pogingen == uitslag.uitgesteld


def test_a_broken_line_costs_one_mail_an_attempt_and_is_opened_again(settings):
    for nummer in range(7):  # due one after the other: in that order they leave
        op = NU - timedelta(minutes=7 - nummer)
        klaar(f"mail {nummer}", aan=f"m{nummer}@voorbeeld.test", nu=op)
    with mailserver(settings, breekt_af_bij={"m1@voorbeeld.test", "m4@voorbeeld.test"}) as server:
        uitslag = post.verstuur(nu=NU)
    assert (uitslag.verzonden, uitslag.uitgesteld) == (5, 2)
    assert server.aantal_verbindingen == 3


@pytest.mark.parametrize("plek", ["begin", "EHLO"])
def test_a_mail_server_that_hangs_at_the_door_costs_no_mail_an_attempt(settings, plek):
    klaar()
    with mailserver(settings, hangt_bij=plek):
        uitslag = post.verstuur(nu=NU)
    assert (uitslag.verzonden, uitslag.is_bereikbaar) == (0, False)
    bericht = Bericht.objects.get()
    assert (bericht.status, bericht.aantal_pogingen) == (Bericht.Status.KLAAR, 0)


def test_a_mail_server_that_hangs_in_the_middle_gets_a_rest_after_three_mails(settings):
    for nummer in range(9):
        klaar(f"mail {nummer}")
    with mailserver(settings, hangt_bij="einde") as server:
        uitslag = post.verstuur(nu=NU)
    assert (uitslag.verzonden, uitslag.uitgesteld, uitslag.is_bereikbaar) == (0, 3, False)
    assert server.aantal_verbindingen == 3
    assert Bericht.objects.filter(status="klaar", claim=None).count() == 9
    with mailserver(settings):
        assert post.verstuur(nu=NU + timedelta(minutes=1)).verzonden == 9


def test_a_mail_server_that_is_gone_loses_nothing_and_all_leave_when_it_is_back(settings):
    for nummer in range(6):
        klaar(f"mail {nummer}")
    with mailserver(settings):
        pass
    for minuut in range(0, 360, 30):
        assert not post.verstuur(nu=NU + timedelta(minutes=minuut)).is_bereikbaar
    with mailserver(settings) as server:
        assert post.verstuur(nu=NU + timedelta(hours=6)).verzonden == 6
    assert len(server.mails) == 6


def test_a_mail_server_that_goes_away_halfway_leaves_no_row_claimed(settings, monkeypatch):
    for nummer in range(5):
        klaar(f"mail {nummer}")
    echt = post.stel_op

    with mailserver(settings) as server:

        def ga_weg(bericht):
            if server.mails:
                server.breekt_af_bij.add("inwoner@voorbeeld.test")
                settings.EMAIL_PORT = 1
            return echt(bericht)

        monkeypatch.setattr(post, "stel_op", ga_weg)
        uitslag = post.verstuur(nu=NU)
    assert (uitslag.verzonden, uitslag.uitgesteld, uitslag.is_bereikbaar) == (1, 1, False)
    assert Bericht.objects.filter(status="klaar", claim=None).count() == 4


def test_old_mail_is_thrown_away_whether_it_left_or_not():
    klaar(sleutel="oud", nu=NU - timedelta(days=2, seconds=1))
    klaar(sleutel="nieuw", nu=NU - timedelta(days=2))
    post.ruim_op(tot=NU - timedelta(days=2))
    assert [bericht.sleutel for bericht in Bericht.objects.all()] == ["nieuw"]
