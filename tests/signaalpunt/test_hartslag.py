from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from signaalpunt import hartslag
from signaalpunt.hartslag import _begin as het_begin
from signaalpunt.models import Hartslag

pytestmark = pytest.mark.django_db


@pytest.fixture
def lang_geleden_gestart(monkeypatch):
    monkeypatch.setattr(hartslag, "_begin", lambda: timezone.now() - timedelta(days=30))


def stil() -> set[str]:
    return {stand.naam for stand in hartslag.standen(nu=timezone.now()) if stand.is_stil}


def test_an_engine_has_one_heartbeat_the_last():
    eerst = timezone.now() - timedelta(hours=1)
    hartslag.klop("lus", nu=eerst)
    hartslag.klop("lus", nu=timezone.now())
    assert Hartslag.objects.get().op > eerst


def test_an_engine_that_ran_just_now_is_not_silent(lang_geleden_gestart):
    hartslag.klop("lus", nu=timezone.now())
    assert "lus" not in stil()


def test_an_engine_that_was_never_seen_is_silent_in_the_end(lang_geleden_gestart):
    assert stil() == set(hartslag.MAG_ZWIJGEN)


@pytest.mark.parametrize("naam", hartslag.MAG_ZWIJGEN)
def test_silence_begins_after_the_time_an_engine_may_take(naam, lang_geleden_gestart):
    nu = timezone.now()
    hartslag.klop(naam, nu=nu - hartslag.MAG_ZWIJGEN[naam] + timedelta(seconds=30))
    assert naam not in stil()
    hartslag.klop(naam, nu=nu - hartslag.MAG_ZWIJGEN[naam] - timedelta(seconds=1))
    assert naam in stil()


def test_nothing_is_silent_just_after_a_start(monkeypatch):
    hartslag.klop("lus", nu=timezone.now() - timedelta(days=2))
    monkeypatch.setattr(hartslag, "_begin", timezone.now)
    assert stil() == set()


def test_silence_counts_from_the_start_of_the_database_or_the_last_migration():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_postmaster_start_time()")
        [gestart_op] = cursor.fetchone()
    assert gestart_op <= het_begin() <= timezone.now()
