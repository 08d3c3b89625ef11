"""The days that do not count, and the hours in which somebody is at work."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from opvolging.kalender import (
    AMSTERDAM,
    DichteDag,
    Kalender,
    feestdagen,
    is_open,
    maak_lokaal,
    volgende_opening,
    vorige_opening,
)

KALENDER = Kalender()


def hier(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst).replace(tzinfo=AMSTERDAM)


def dichte_dagen(jaar: int, **keuzes: bool) -> list[str]:
    return [dag.strftime("%m-%d") for dag in sorted(feestdagen(jaar, **keuzes))]


@pytest.mark.parametrize(
    ("jaar", "verwacht"),
    [
        (2025, "01-01 04-20 04-21 04-26 05-29 06-08 06-09 12-25 12-26"),  # 27 April is a Sunday
        (2026, "01-01 04-05 04-06 04-27 05-14 05-24 05-25 12-25 12-26"),
        (2031, "01-01 04-13 04-14 04-26 05-22 06-01 06-02 12-25 12-26"),  # 27 April is a Sunday
        (2005, "01-01 03-27 03-28 04-30 05-05 05-15 05-16 12-25 12-26"),  # Ascension on 5 May
    ],
)
def test_feestdagen_of_a_year_are_exactly_these(jaar: int, verwacht: str) -> None:
    assert dichte_dagen(jaar) == verwacht.split()


def test_two_feestdagen_on_one_date_keep_the_name_that_closes_it() -> None:
    assert feestdagen(2005)[date(2005, 5, 5)] == "hemelvaartsdag"


def test_koningsdag_2031_is_the_saturday_and_the_sunday_is_no_feestdag() -> None:
    assert feestdagen(2031)[date(2031, 4, 26)] == "Koningsdag"
    assert date(2031, 4, 27) not in feestdagen(2031)


@pytest.mark.parametrize(
    ("keuze", "dagen_2026"),
    [
        ("goede_vrijdag", ["04-03"]),
        ("vijf_mei", ["05-05"]),
        ("carnaval", ["02-16", "02-17"]),  # 48 and 47 days before Easter
    ],
)
def test_a_choice_closes_its_own_days_and_no_other(keuze: str, dagen_2026: list[str]) -> None:
    assert sorted(set(dichte_dagen(2026, **{keuze: True})) - set(dichte_dagen(2026))) == dagen_2026


@pytest.mark.parametrize("jaar", [2025, 2026])  # 2025 is a lustrum: a day off for many, by choice
def test_5_mei_and_goede_vrijdag_are_werkdagen_unless_chosen(jaar: int) -> None:
    assert KALENDER.is_werkdag(date(jaar, 5, 5))
    goede_vrijdag = date(2025, 4, 18) if jaar == 2025 else date(2026, 4, 3)
    assert KALENDER.is_werkdag(goede_vrijdag)
    assert Kalender(goede_vrijdag=True).waarom_dicht(goede_vrijdag) == "Goede Vrijdag"


def test_carnaval_2028_falls_on_the_leap_day() -> None:
    assert Kalender(carnaval=True).waarom_dicht(date(2028, 2, 29)) == "carnavalsdinsdag"
    assert KALENDER.is_werkdag(date(2028, 2, 29))


def test_a_dichte_dag_says_why() -> None:
    kalender = Kalender(sluitingsdagen=frozenset({date(2026, 9, 15)}))
    assert kalender.waarom_dicht(date(2026, 9, 15)) == "gesloten"
    assert kalender.waarom_dicht(date(2026, 9, 19)) == "weekend"
    assert kalender.waarom_dicht(date(2026, 4, 6)) == "tweede paasdag"
    assert kalender.waarom_dicht(date(2026, 9, 16)) == ""


def test_a_year_without_known_feestdagen_is_refused() -> None:
    with pytest.raises(ValueError, match="2000 tot en met 2099"):
        feestdagen(2100)


@pytest.mark.parametrize("van", [time(17), time(9)])
def test_opening_at_or_after_closing_is_refused(van: time) -> None:
    with pytest.raises(ValueError, match="openingstijd"):
        Kalender(van=van, tot=time(9))


def test_dichte_dagen_include_the_first_and_the_last_day() -> None:
    dagen = KALENDER.dichte_dagen(date(2026, 9, 19), date(2026, 9, 20))
    assert dagen == (
        DichteDag(date(2026, 9, 19), "weekend"),
        DichteDag(date(2026, 9, 20), "weekend"),
    )


@pytest.mark.parametrize(
    ("moment", "verwacht"),
    [
        ("2026-09-15T08:59:59", False),
        ("2026-09-15T09:00", True),
        ("2026-09-15T16:59:59", True),
        ("2026-09-15T17:00", False),
        ("2026-09-19T12:00", False),
        ("2026-04-27T12:00", False),
    ],
)
def test_is_open_from_opening_until_just_before_closing(moment: str, verwacht: bool) -> None:
    assert is_open(hier(moment), KALENDER) is verwacht


def test_is_open_reads_a_moment_in_utc_as_dutch_time() -> None:
    assert is_open(datetime(2026, 9, 15, 7, 0, tzinfo=UTC), KALENDER)
    assert not is_open(datetime(2026, 9, 15, 15, 0, tzinfo=UTC), KALENDER)


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="geen tijdzone"):
        is_open(datetime.fromisoformat("2026-09-15T12:00"), KALENDER)


@pytest.mark.parametrize(
    ("moment", "volgende", "vorige"),
    [
        ("2026-09-15T12:00", "2026-09-15T12:00", "2026-09-15T12:00"),  # open: itself
        ("2026-09-15T08:00", "2026-09-15T09:00", "2026-09-14T16:00"),
        ("2026-09-15T17:00", "2026-09-16T09:00", "2026-09-15T16:00"),
        ("2026-09-18T20:00", "2026-09-21T09:00", "2026-09-18T16:00"),
        ("2026-09-20T20:00", "2026-09-21T09:00", "2026-09-18T16:00"),
        ("2026-04-27T12:00", "2026-04-28T09:00", "2026-04-24T16:00"),  # King's Day
    ],
)
def test_volgende_and_vorige_opening(moment: str, volgende: str, vorige: str) -> None:
    assert volgende_opening(hier(moment), KALENDER) == hier(volgende)
    assert vorige_opening(hier(moment), KALENDER, timedelta(hours=1)) == hier(vorige)


def test_vorige_opening_on_a_day_shorter_than_the_marge_is_its_opening_time() -> None:
    kort = Kalender(van=time(9), tot=time(9, 30))
    moment = hier("2026-09-15T20:00")
    assert vorige_opening(moment, kort, timedelta(hours=1)) == hier("2026-09-15T09:00")


def test_wall_time_that_is_skipped_or_doubled_has_one_meaning() -> None:
    skipped = maak_lokaal(datetime.fromisoformat("2026-03-29T02:30"))
    assert skipped.isoformat() == "2026-03-29T03:30:00+02:00"
    doubled = datetime.fromisoformat("2026-10-25T02:30")
    assert maak_lokaal(doubled).isoformat() == "2026-10-25T02:30:00+02:00"
    assert maak_lokaal(doubled.replace(fold=1)).isoformat() == "2026-10-25T02:30:00+01:00"
