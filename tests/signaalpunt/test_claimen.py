"""Claims under two real connections."""

import threading
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models.functions import Now

from signaalpunt import claimen, post
from signaalpunt.models import Bericht
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden

pytestmark = pytest.mark.django_db(transaction=True)


def leg_klaar(aantal: int) -> None:
    for nummer in range(aantal):
        post.leg_klaar(
            gemeente=bouwers.gemeente(),
            soort="uitnodiging",
            aan="inwoner@voorbeeld.test",
            gegevens={"url": "https://voorbeeld.test/"},
            sleutel=f"mail {nummer}",
            nu=NU,
        )


def te_doen():
    return Bericht.objects.filter(status__in=post.NIET_WEG).order_by("pk")


def test_a_claim_takes_five_rows_under_one_token_and_a_lease():
    leg_klaar(7)
    eerste, tweede, derde = (claimen.claim(te_doen()) for _ in range(3))
    assert [len(greep.ids) for greep in (eerste, tweede, derde)] == [5, 2, 0]
    geclaimd = Bericht.objects.filter(claim=eerste.token, status="bezig", claim_tot__gt=Now())
    assert geclaimd.count() == 5


def test_a_claim_takes_only_what_shares_a_field_with_the_first():
    leg_klaar(6)
    om_en_om = list(te_doen().values_list("pk", flat=True))[::2]
    Bericht.objects.filter(pk__in=om_en_om).update(soort="bundel")
    grepen = [claimen.claim(te_doen(), aantal=9, samen=("soort",)) for _ in range(3)]
    assert [len(greep.ids) for greep in grepen] == [3, 3, 0]
    for greep in grepen[:2]:
        assert Bericht.objects.filter(pk__in=greep.ids).values("soort").distinct().count() == 1


def test_four_engines_at_once_share_the_rows_and_none_is_taken_twice():
    leg_klaar(60)
    tegelijk = threading.Barrier(4)

    def leeg() -> list[int]:
        gekregen: list[int] = []
        tegelijk.wait()
        while ids := claimen.claim(te_doen()).ids:
            gekregen += ids
        return gekregen

    alle = [pk for ids in in_draden(leeg, 4) for pk in ids]
    assert sorted(alle) == list(Bericht.objects.order_by("pk").values_list("pk", flat=True))


def test_a_locked_row_is_passed_by():
    leg_klaar(2)
    eerste = te_doen()[0].pk
    with transaction.atomic():
        Bericht.objects.select_for_update().get(pk=eerste)
        [ids] = in_draden(lambda: claimen.claim(te_doen()).ids)
    assert eerste not in ids
    assert len(ids) == 1


def test_what_a_dead_engine_left_is_taken_up_one_row_at_a_time():
    leg_klaar(5)
    dood = claimen.claim(te_doen())
    assert claimen.claim(te_doen()).ids == []
    Bericht.objects.update(claim_tot=Now() - timedelta(seconds=1))
    assert [claimen.claim(te_doen()).ids for _ in range(6)] == [[pk] for pk in dood.ids] + [[]]


def test_fresh_rows_do_not_wait_for_what_a_dead_engine_left_behind_them():
    leg_klaar(3)
    laatste = te_doen().last()
    Bericht.objects.filter(pk=laatste.pk).update(
        status="bezig", claim="00000000-0000-0000-0000-000000000001", claim_tot=Now()
    )
    assert len(claimen.claim(te_doen()).ids) == 2


def test_only_the_holder_of_the_token_gives_rows_back():
    leg_klaar(2)
    greep = claimen.claim(te_doen())
    alle = Bericht.objects.all()
    assert claimen.laat_los(alle, claimen.claim(te_doen()).token, status="klaar") == 0
    assert claimen.laat_los(alle, greep.token, status="klaar") == 2


def test_two_sweeps_at_once_send_every_mail_once(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    leg_klaar(40)
    tegelijk = threading.Barrier(3)

    def veeg() -> int:
        tegelijk.wait()
        return post.verstuur(nu=NU).verzonden

    assert sum(in_draden(veeg, 3)) == 40
