"""Rate limits: each sender and each act apart, wide enough, and forgotten after a day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from signaalpunt import remmen
from signaalpunt.models import Dagzout, Emmer
from signaalpunt.remmen import Rem, onherkenbaar, ruim_op, tel
from tests.bouwers import NU

DRIE = Rem("proef", hoogstens=3, venster=timedelta(minutes=10))


@pytest.mark.django_db
def test_a_limit_holds_within_its_window_and_not_after_it():
    assert [DRIE.gaat_door("192.0.2.1", nu=NU) for _ in range(5)] == [True] * 3 + [False] * 2
    assert DRIE.gaat_door("192.0.2.1", nu=NU + timedelta(minutes=10))


@pytest.mark.django_db
def test_another_sender_and_another_act_have_their_own_limit():
    for _ in range(4):
        DRIE.gaat_door("192.0.2.1", nu=NU)
    assert DRIE.gaat_door("192.0.2.2", nu=NU)
    assert Rem("anders", 3, DRIE.venster).gaat_door("192.0.2.1", nu=NU)


@pytest.mark.django_db
def test_a_counter_holds_no_address_and_changes_its_name_every_day():
    DRIE.gaat_door("192.0.2.1", nu=NU)
    DRIE.gaat_door("192.0.2.1", nu=NU + timedelta(days=1))
    sleutels = list(Emmer.objects.values_list("sleutel", flat=True))
    assert len(set(sleutels)) == 2
    assert not any("192.0.2" in sleutel for sleutel in sleutels)


@pytest.mark.django_db
def test_when_the_day_is_over_its_salt_is_gone_and_the_name_cannot_be_made_again():
    naam = onherkenbaar("192.0.2.1", nu=NU)
    assert onherkenbaar("192.0.2.1", nu=NU) == naam
    ruim_op(nu=NU)
    assert Dagzout.objects.exists()
    ruim_op(nu=NU + timedelta(days=1))
    assert not Dagzout.objects.exists()
    onherkenbaar("192.0.2.1", nu=NU + timedelta(days=1))  # the process forgets it too
    assert onherkenbaar("192.0.2.1", nu=NU) != naam


@pytest.mark.django_db
def test_all_processes_share_the_salt_of_the_day(monkeypatch):
    naam = onherkenbaar("192.0.2.1", nu=NU)
    monkeypatch.setattr(remmen, "_onthouden", {})
    assert onherkenbaar("192.0.2.1", nu=NU) == naam


@pytest.mark.django_db
def test_several_buckets_are_counted_in_one_statement(django_assert_num_queries):
    tel("allen", venster=DRIE.venster, nu=NU)
    with django_assert_num_queries(1):
        assert tel("een", "allen", venster=DRIE.venster, nu=NU) == [1, 2]


@pytest.mark.django_db
def test_a_sender_without_an_address_is_counted_too():
    assert [DRIE.gaat_door("", nu=NU) for _ in range(4)][-1] is False


@pytest.fixture(autouse=True)
def nog_geen_zout(monkeypatch):
    monkeypatch.setattr(remmen, "_onthouden", {})


@pytest.mark.django_db
def test_old_counters_are_deleted():
    DRIE.gaat_door("192.0.2.1", nu=NU - timedelta(days=2))
    DRIE.gaat_door("192.0.2.1", nu=NU)
    assert ruim_op(nu=NU) == 1
    assert Emmer.objects.count() == 1


@pytest.mark.django_db
def test_attempts_to_log_in_are_forgotten_when_they_count_no_more():
    nu = timezone.now()
    cache.set("kort", "x", timeout=60)
    cache.set("lang", "x", timeout=3600)
    ruim_op(nu=nu + timedelta(minutes=10))
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM signaalpunt_cache")
        assert [sleutel for (sleutel,) in cursor.fetchall()] == [":1:lang"]


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_time_are_all_counted():
    def tel(_):
        try:
            return DRIE.gaat_door("192.0.2.1", nu=NU)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as draden:
        assert sum(draden.map(tel, range(16))) == 3
    assert Emmer.objects.get().aantal == 16


@pytest.mark.django_db(transaction=True)
def test_a_count_of_its_own_waits_for_no_disk_and_changes_nothing_for_what_comes_after_it():
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as gevangen:
        cursor.execute("SET synchronous_commit = on")
        assert tel("a", "b", venster=DRIE.venster, nu=NU) == [1, 1]
        assert tel("a", venster=DRIE.venster, nu=NU) == [2]
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)
        cursor.execute("RESET synchronous_commit")
    assert "synchronous_commit" in gevangen[1]["sql"]


@pytest.mark.django_db(transaction=True)
def test_a_count_that_is_part_of_an_act_lets_the_act_reach_the_disk():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = on")
        assert tel("a", venster=DRIE.venster, nu=NU) == [1]
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)
