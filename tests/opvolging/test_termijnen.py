"""When a clock runs out: the agreed table, both clock changes, pauses, and what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest

from opvolging.termijnen import (
    AMSTERDAM,
    Kalender,
    Pauze,
    Telling,
    begin_van,
    loopt_af_op,
    na_werkdagen,
    resterende_minuten,
    verstreken_minuten,
)
from signaalpunt.models.gemeente import Telling as GekozenTelling

KALENDER = Kalender()
KLOK, WERKDAG, KANTOOR = Telling.KLOKUREN, Telling.WERKDAGUREN, Telling.KANTOORUREN


def hier(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst).replace(tzinfo=AMSTERDAM)


def afloop(
    start: str, uren: float, telling: Telling, *pauzes: Pauze, kalender: Kalender = KALENDER
) -> str:
    """Return the deadline on the Dutch clock, with its offset."""
    uitkomst = loopt_af_op(hier(start), uren, telling, kalender, pauzes)
    return uitkomst.moment.isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("start", "streef", "grens", "telling"),
    [
        ("2026-09-15T10:00", "2026-09-16T10:00+02:00", "2026-09-17T10:00+02:00", WERKDAG),
        ("2026-09-18T16:30", "2026-09-21T16:30+02:00", "2026-09-22T16:30+02:00", WERKDAG),
        ("2026-09-19T10:00", "2026-09-22T09:00+02:00", "2026-09-23T09:00+02:00", WERKDAG),
        ("2026-03-27T16:30", "2026-03-30T16:30+02:00", "2026-03-31T16:30+02:00", WERKDAG),
        ("2026-10-23T16:30", "2026-10-26T16:30+01:00", "2026-10-27T16:30+01:00", WERKDAG),
        ("2026-04-02T15:00", "2026-04-03T15:00+02:00", "2026-04-07T15:00+02:00", WERKDAG),
        ("2026-04-24T16:00", "2026-04-28T16:00+02:00", "2026-04-29T16:00+02:00", WERKDAG),
        ("2031-04-25T16:00", "2031-04-28T16:00+02:00", "2031-04-29T16:00+02:00", WERKDAG),
        ("2026-09-15T10:00", "2026-09-18T10:00+02:00", "2026-09-23T10:00+02:00", KANTOOR),
        ("2026-03-27T16:30", "2026-04-01T16:30+02:00", "2026-04-07T16:30+02:00", KANTOOR),
        ("2026-10-23T16:30", "2026-10-28T16:30+01:00", "2026-11-02T16:30+01:00", KANTOOR),
        ("2026-03-28T10:00", "2026-03-29T11:00+02:00", "2026-03-30T11:00+02:00", KLOK),
        ("2026-10-24T10:00", "2026-10-25T09:00+01:00", "2026-10-26T09:00+01:00", KLOK),
        ("2026-09-15T03:00", "2026-09-16T03:00+02:00", "2026-09-17T03:00+02:00", WERKDAG),
        ("2026-09-14T03:00", "2026-09-15T09:00+02:00", "2026-09-16T09:00+02:00", WERKDAG),
    ],
)
def test_streef_and_grens_of_24_and_48_hours(
    start: str, streef: str, grens: str, telling: Telling
) -> None:
    assert afloop(start, 24, telling) == streef
    assert afloop(start, 48, telling) == grens


def test_pauze_stops_the_clock_until_it_is_resumed() -> None:
    pauze = (hier("2026-09-15T16:00"), hier("2026-09-17T11:00"))
    assert afloop("2026-09-15T10:00", 24, WERKDAG, pauze) == "2026-09-18T05:00+02:00"


def test_start_inside_a_pauze_begins_at_its_end() -> None:
    pauze = (hier("2026-09-15T09:00"), hier("2026-09-15T12:00"))
    assert afloop("2026-09-15T10:00", 24, WERKDAG, pauze) == "2026-09-16T12:00+02:00"


def test_overlapping_pauzes_in_any_order_count_once() -> None:
    lang = (hier("2026-09-15T12:00"), hier("2026-09-15T15:00"))
    kort = (hier("2026-09-15T14:00"), hier("2026-09-15T14:30"))
    aansluitend = (hier("2026-09-15T15:00"), hier("2026-09-15T16:00"))
    uitkomst = loopt_af_op(
        hier("2026-09-15T10:00"), 24, WERKDAG, KALENDER, [aansluitend, kort, lang]
    )
    assert uitkomst.moment == hier("2026-09-16T14:00")
    assert uitkomst.pauzes == ((hier("2026-09-15T12:00"), hier("2026-09-15T16:00")),)


def test_pauze_in_the_doubled_hour_is_an_hour_of_klokuren() -> None:
    pauze = (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # 02:30 for the first time
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # 02:30 for the second time
    )
    assert afloop("2026-10-24T10:00", 24, KLOK, pauze) == "2026-10-25T10:00+01:00"
    lokaal = (pauze[0].astimezone(AMSTERDAM), pauze[1].astimezone(AMSTERDAM))
    assert afloop("2026-10-24T10:00", 24, KLOK, lokaal) == "2026-10-25T10:00+01:00"
    assert afloop("2026-10-23T16:30", 24, WERKDAG, lokaal) == "2026-10-26T16:30+01:00"


@pytest.mark.parametrize(
    ("keuze", "start", "gewoon", "dicht"),
    [
        (
            Kalender(goede_vrijdag=True),
            "2026-04-02T15:00",
            "2026-04-03T15:00+02:00",
            "2026-04-07T15:00+02:00",
        ),
        (
            Kalender(vijf_mei=True),
            "2026-05-04T15:00",
            "2026-05-05T15:00+02:00",
            "2026-05-06T15:00+02:00",
        ),
        (
            Kalender(carnaval=True),
            "2026-02-13T15:00",
            "2026-02-16T15:00+01:00",
            "2026-02-18T15:00+01:00",
        ),
    ],
)
def test_the_choices_of_the_organisation_move_the_streefmoment(
    keuze: Kalender, start: str, gewoon: str, dicht: str
) -> None:
    assert afloop(start, 24, WERKDAG) == gewoon
    assert afloop(start, 24, WERKDAG, kalender=keuze) == dicht


def test_own_sluitingsdag_stands_still_and_a_start_on_it_moves_to_the_next_opening() -> None:
    kalender = Kalender(sluitingsdagen=frozenset({date(2026, 9, 16)}))
    ervoor = loopt_af_op(hier("2026-09-15T10:00"), 24, WERKDAG, kalender)
    erop = loopt_af_op(hier("2026-09-16T20:00"), 24, WERKDAG, kalender)
    assert ervoor.moment == hier("2026-09-17T10:00")
    assert (erop.begin, erop.moment) == (hier("2026-09-17T09:00"), hier("2026-09-18T09:00"))
    assert (ervoor.is_verschoven, erop.is_verschoven) == (False, True)


@pytest.mark.parametrize(
    ("start", "uren", "telling", "verwacht"),
    [
        ("2026-09-18T00:00", 24, WERKDAG, "2026-09-21T00:00+02:00"),  # never dated Saturday
        ("2026-09-18T00:01", 24, WERKDAG, "2026-09-21T00:01+02:00"),
        ("2026-09-17T23:59", 24, WERKDAG, "2026-09-18T23:59+02:00"),
        ("2026-09-17T00:00", 24, WERKDAG, "2026-09-18T00:00+02:00"),
        ("2026-09-14T09:00", 8, KANTOOR, "2026-09-14T17:00+02:00"),  # not 09:00 the next day
        ("2026-09-14T09:01", 8, KANTOOR, "2026-09-15T09:01+02:00"),
        ("2026-09-14T17:00", 8, KANTOOR, "2026-09-15T17:00+02:00"),
        ("2026-09-18T18:00", 1, KANTOOR, "2026-09-21T10:00+02:00"),
        ("2026-09-19T10:00", 0, WERKDAG, "2026-09-21T09:00+02:00"),
        ("2026-09-19T10:00", 0, KLOK, "2026-09-19T10:00+02:00"),
        ("2026-09-15T10:00", 12.5, WERKDAG, "2026-09-15T22:30+02:00"),
    ],
)
def test_deadlines_on_the_edge_of_a_day(
    start: str, uren: float, telling: Telling, verwacht: str
) -> None:
    assert afloop(start, uren, telling) == verwacht


def test_start_in_another_zone_gives_the_same_deadline_in_dutch_time() -> None:
    uitkomst = loopt_af_op(datetime(2026, 9, 18, 14, 30, tzinfo=UTC), 24, WERKDAG, KALENDER)
    assert uitkomst.moment.isoformat() == "2026-09-21T16:30:00+02:00"
    assert uitkomst.start.isoformat() == "2026-09-18T16:30:00+02:00"


def test_start_in_the_skipped_and_the_doubled_hour_in_klokuren() -> None:
    assert afloop("2026-03-29T02:30", 24, KLOK) == "2026-03-30T03:30+02:00"
    eerste, tweede = hier("2026-10-25T02:30"), hier("2026-10-25T02:30").replace(fold=1)
    aflopen = [loopt_af_op(start, 24, KLOK, KALENDER).moment for start in (eerste, tweede)]
    assert [moment.strftime("%H:%M") for moment in aflopen] == ["01:30", "02:30"]


def test_seconds_and_microseconds_are_kept() -> None:
    start = hier("2026-09-18T16:30:15.250001")
    assert loopt_af_op(start, 24, WERKDAG, KALENDER).moment == start + timedelta(days=3)


def test_begin_of_kantooruren_waits_for_the_door() -> None:
    assert begin_van(hier("2026-09-15T07:00"), KANTOOR, KALENDER) == hier("2026-09-15T09:00")
    assert begin_van(hier("2026-09-15T07:00"), WERKDAG, KALENDER) == hier("2026-09-15T07:00")
    assert begin_van(hier("2026-09-19T07:00"), KLOK, KALENDER) == hier("2026-09-19T07:00")


def test_nobody_who_comes_early_on_monday_overtakes_who_came_on_saturday() -> None:
    zaterdag, maandagnacht = hier("2026-09-19T10:00"), hier("2026-09-21T03:00")
    for start in (zaterdag, maandagnacht):
        assert begin_van(start, WERKDAG, KALENDER) == hier("2026-09-21T09:00")
    assert begin_van(hier("2026-09-21T09:01"), WERKDAG, KALENDER) == hier("2026-09-21T09:01")


def test_a_clock_that_was_promised_before_keeps_its_promise() -> None:
    gegevens = KALENDER.als_gegevens(date(2026, 9, 21))
    del gegevens["vroeg_wacht"]  # as it was written down then
    toen = Kalender.uit_gegevens(gegevens)
    assert begin_van(hier("2026-09-21T03:00"), WERKDAG, toen) == hier("2026-09-21T03:00")


@pytest.mark.parametrize(
    ("moment", "aantal", "verwacht"),
    [
        ("2026-09-15T10:00", 1, "2026-09-16T10:00"),
        ("2026-09-18T20:00", 1, "2026-09-21T20:00"),
        ("2026-09-19T20:00", 1, "2026-09-22T09:00"),
        ("2026-04-02T15:00", 2, "2026-04-07T15:00"),
        ("2026-09-15T10:00", 0, "2026-09-15T10:00"),
    ],
)
def test_na_werkdagen(moment: str, aantal: int, verwacht: str) -> None:
    assert na_werkdagen(hier(moment), aantal, KALENDER) == hier(verwacht)


@pytest.mark.parametrize(
    ("start", "tot", "telling", "minuten"),
    [
        ("2026-09-15T10:00", "2026-09-15T10:00", WERKDAG, 0),
        ("2026-09-15T10:00", "2026-09-15T09:00", WERKDAG, 0),
        ("2026-09-15T10:00", "2026-09-15T10:01:59", WERKDAG, 1),
        ("2026-09-18T16:30", "2026-09-21T16:30", WERKDAG, 24 * 60),
        ("2026-09-18T16:30", "2026-09-21T16:30", KLOK, 72 * 60),
        ("2026-09-18T16:30", "2026-09-21T16:30", KANTOOR, 8 * 60),
        ("2026-09-19T10:00", "2026-09-20T10:00", WERKDAG, 0),
        ("2026-09-19T10:00", "2026-09-21T08:00", WERKDAG, 0),  # begins at nine
        ("2026-09-19T10:00", "2026-09-21T10:00", WERKDAG, 60),
        ("2026-03-27T16:30", "2026-03-30T16:30", WERKDAG, 24 * 60),
        ("2026-03-27T16:30", "2026-03-30T16:30", KLOK, 71 * 60),
        ("2026-10-23T16:30", "2026-10-26T16:30", KLOK, 73 * 60),
    ],
)
def test_verstreken_minuten(start: str, tot: str, telling: Telling, minuten: int) -> None:
    assert verstreken_minuten(hier(start), hier(tot), telling, KALENDER) == minuten


def test_resterende_minuten_of_a_clock_that_started_on_a_closed_day_wait_for_opening() -> None:
    start = hier("2026-09-19T10:00")
    over = [
        resterende_minuten(start, hier(nu), 48, WERKDAG, KALENDER)
        for nu in ("2026-09-20T10:00", "2026-09-21T10:00", "2026-09-23T09:00", "2026-09-23T10:30")
    ]
    assert over == [48 * 60, 47 * 60, 0, -90]


def test_resterende_minuten_stand_still_during_a_pauze() -> None:
    pauze = (hier("2026-09-15T16:00"), hier("2026-09-17T11:00"))
    start = hier("2026-09-15T10:00")
    over = [
        resterende_minuten(start, hier(nu), 24, WERKDAG, KALENDER, [pauze])
        for nu in ("2026-09-15T16:00", "2026-09-16T12:00", "2026-09-17T11:00")
    ]
    assert over == [18 * 60] * 3


@pytest.mark.parametrize("uren", [-1, 10 * 366 * 24 + 1])
def test_impossible_hours_are_refused(uren: int) -> None:
    with pytest.raises(ValueError, match="aantal uren"):
        loopt_af_op(hier("2026-09-15T10:00"), uren, WERKDAG, KALENDER)


def test_pauze_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="pauze eindigt"):
        afloop("2026-09-15T10:00", 1, KLOK, (hier("2026-09-16T10:00"), hier("2026-09-15T10:00")))


def test_naive_start_is_refused() -> None:
    with pytest.raises(ValueError, match="geen tijdzone"):
        loopt_af_op(datetime.fromisoformat("2026-09-15T10:00"), 1, KLOK, KALENDER)


def test_tellingen_are_the_ones_a_gemeente_can_choose() -> None:
    assert [telling.value for telling in Telling] == GekozenTelling.values
