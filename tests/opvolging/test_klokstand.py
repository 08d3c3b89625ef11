from datetime import date, datetime, timedelta

import pytest

from opvolging.klokstand import ZONE, Ernst, dag, dag_met_jaar, duur, klokstand, moment


def lokaal(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("nu", "ernst", "tekst", "uitleg"),
    [
        ("2026-09-15 10:00", "ruim", "morgen vóór 10:00", "uiterlijk donderdag vóór 10:00"),
        ("2026-09-16 00:30", "vandaag", "vandaag vóór 10:00", "uiterlijk morgen vóór 10:00"),
        ("2026-09-16 06:00", "vandaag", "nog 4 uur", "uiterlijk morgen vóór 10:00"),
        ("2026-09-16 09:30", "vandaag", "nog 30 minuten", "uiterlijk morgen vóór 10:00"),
        ("2026-09-16 10:01", "vandaag", "morgen vóór 10:00", "het streefmoment is voorbij"),
        ("2026-09-17 05:59", "vandaag", "vandaag vóór 10:00", "het streefmoment is voorbij"),
        ("2026-09-17 06:00", "bijna", "nog 4 uur", "uiterlijk vandaag vóór 10:00"),
        ("2026-09-17 10:00", "bijna", "nog minder dan een minuut", "uiterlijk vandaag"),
        ("2026-09-17 10:01", "laat", "1 minuut te laat", "de grens was vandaag om 10:00"),
        ("2026-09-17 12:10", "laat", "2 uur te laat", "de grens was vandaag om 10:00"),
        (
            "2026-09-20 10:00",
            "laat",
            "3 dagen te laat",
            "de grens was donderdag 17 september om 10:00",
        ),
    ],
)
def test_a_clock_of_24_and_48_hours_says_how_it_stands(nu, ernst, tekst, uitleg):
    streef, grens = lokaal("2026-09-16 10:00"), lokaal("2026-09-17 10:00")
    stand = klokstand(streef, grens, lokaal(nu))
    assert (stand.ernst, stand.tekst) == (Ernst(ernst), tekst)
    assert stand.uitleg.startswith(uitleg)


@pytest.mark.parametrize(
    ("lengte", "woorden"),
    [
        (timedelta(seconds=59), "minder dan een minuut"),
        (timedelta(minutes=1), "1 minuut"),
        (timedelta(minutes=59, seconds=59), "59 minuten"),
        (timedelta(hours=1), "1 uur"),
        (timedelta(hours=47, minutes=59), "47 uur"),
        (timedelta(hours=48), "2 dagen"),
    ],
)
def test_elapsed_time_in_words_is_rounded_down(lengte, woorden):
    assert duur(lengte) == woorden


def test_a_moment_is_told_in_local_time_also_after_the_change_to_winter_time():
    nu = datetime.fromisoformat("2026-10-24T12:00:00+00:00")
    zondag = datetime.fromisoformat("2026-10-25T08:00:00+00:00")
    assert moment(zondag, nu) == "morgen vóór 09:00"
    assert moment(zondag, zondag, "om") == "vandaag om 09:00"


def test_a_day_nearby_has_a_word_and_one_further_away_a_date():
    assert dag(lokaal("2026-09-14 00:00").date(), lokaal("2026-09-15 00:00").date()) == "gisteren"
    vandaag = lokaal("2026-09-15 00:00").date()
    assert dag(lokaal("2026-09-21 00:00").date(), vandaag) == "maandag"
    assert dag(lokaal("2026-09-22 00:00").date(), vandaag) == "dinsdag 22 september"
    assert dag(lokaal("2026-01-01 00:00").date(), lokaal("2026-09-15 00:00").date()) == (
        "donderdag 1 januari"
    )


@pytest.mark.parametrize(
    ("welke", "woorden"),
    [
        (date(2026, 12, 31), "gisteren"),
        (date(2027, 1, 8), "vrijdag 8 januari"),
        (date(2026, 9, 22), "dinsdag 22 september 2026"),
        (date(2028, 1, 4), "dinsdag 4 januari 2028"),
    ],
)
def test_a_day_of_another_year_says_which_unless_it_is_near(welke, woorden):
    assert dag_met_jaar(welke, date(2027, 1, 1)) == woorden
