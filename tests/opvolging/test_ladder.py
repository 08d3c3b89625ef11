"""The ladder of eerste contact: which step when, and to whom."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opvolging.kalender import is_open
from opvolging.klokkensoorten import SOORTEN
from opvolging.ladder import Klok, Ontvanger, plan
from opvolging.models import Herinnering, Termijn
from opvolging.termijnen import AMSTERDAM, Kalender, Pauze, Telling

EERSTE_CONTACT = SOORTEN["eerste_contact"].ladder


def hier(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst).replace(tzinfo=AMSTERDAM)


def momenten(
    start: str, telling: Telling = Telling.WERKDAGUREN, *pauzes: Pauze, uren: int = 24
) -> list[str]:
    klok = Klok(hier(start), uren, 2 * uren, telling, Kalender(), pauzes)
    return [stap.gepland_op.strftime("%d %H:%M") for stap in plan(EERSTE_CONTACT, klok)]


def test_steps_are_named_in_order_and_the_last_one_goes_to_the_teamleider() -> None:
    klok = Klok(hier("2026-09-15T10:00"), 24, 48, Telling.WERKDAGUREN, Kalender())
    stappen = plan(EERSTE_CONTACT, klok)
    assert [(stap.stap, stap.naam, stap.ontvanger) for stap in stappen] == [
        (1, "halverwege", Ontvanger.TEAM),
        (2, "streef", Ontvanger.TEAM),
        (3, "waarschuwing", Ontvanger.TEAM),
        (4, "te_laat", Ontvanger.TEAM),
        (5, "werkdag_te_laat", Ontvanger.TEAMLEIDER),
    ]


@pytest.mark.parametrize(
    ("start", "telling", "verwacht"),
    [
        # by day; half of the target falls at night and waits for the morning
        (
            *("2026-09-15T12:00", Telling.WERKDAGUREN),
            ["16 09:00", "16 12:00", "17 10:00", "17 12:00", "18 12:00"],
        ),
        # limit at night: the warning leaves an hour before closing, lateness in the morning
        (
            *("2026-09-15T20:00", Telling.WERKDAGUREN),
            ["16 09:00", "17 09:00", "17 16:00", "18 09:00", "21 09:00"],
        ),
        # limit at half past nine: nine o'clock is too late to be warned
        (
            *("2026-09-15T09:30", Telling.WERKDAGUREN),
            ["15 16:00", "16 09:30", "16 16:00", "17 09:30", "18 09:30"],
        ),
        # limit at ten: an hour is enough
        (
            *("2026-09-15T10:00", Telling.WERKDAGUREN),
            ["16 09:00", "16 10:00", "17 09:00", "17 10:00", "18 10:00"],
        ),
        # arrives on Saturday
        (
            *("2026-09-19T10:00", Telling.WERKDAGUREN),
            ["21 16:00", "22 09:00", "22 16:00", "23 09:00", "24 09:00"],
        ),
        (
            *("2026-09-15T10:00", Telling.KANTOORUREN),
            ["16 14:00", "18 10:00", "22 16:00", "23 10:00", "24 10:00"],
        ),
        # everything runs out in the weekend: the warning leaves on Friday and takes along what is
        # below it
        (
            *("2026-09-18T10:00", Telling.KLOKUREN),
            ["18 16:00", "18 16:00", "18 16:00", "21 09:00", "22 09:00"],
        ),
        # arrives after closing time on Friday: nobody could be warned in time
        (
            *("2026-09-18T18:00", Telling.KLOKUREN),
            ["21 09:00", "21 09:00", "21 09:00", "21 09:00", "22 09:00"],
        ),
    ],
)
def test_moments_of_the_ladder(start: str, telling: Telling, verwacht: list[str]) -> None:
    assert momenten(start, telling) == verwacht


def test_warning_of_a_paused_clock_leaves_in_the_opening_hours_before_the_night_deadline() -> None:
    pauze = (hier("2026-09-15T16:00"), hier("2026-09-17T11:00"))
    # the target is Friday 05:00: its warning leaves on Thursday
    assert momenten("2026-09-15T10:00", Telling.WERKDAGUREN, pauze)[0] == "17 16:00"
    # the same moment as a limit
    op_donderdag = momenten("2026-09-15T10:00", Telling.WERKDAGUREN, pauze, uren=12)
    assert op_donderdag[2:4] == ["17 16:00", "18 09:00"]


def test_warning_does_not_leave_while_the_clock_is_paused() -> None:
    # the clock goes on on Friday evening; on Friday afternoon it stands still
    pauze = (hier("2026-09-16T12:00"), hier("2026-09-18T18:00"))
    halverwege = momenten("2026-09-16T10:00", Telling.WERKDAGUREN, pauze, uren=12)[0]
    assert halverwege == "21 09:00"


def test_pauze_after_the_clock_has_run_out_changes_nothing() -> None:
    later = (hier("2026-10-01T12:00"), hier("2026-10-02T12:00"))
    start = "2026-09-15T20:00"
    assert momenten(start, Telling.WERKDAGUREN, later) == momenten(start)


@given(
    st.integers(0, 3 * 365 * 1440).map(
        lambda aantal: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=aantal)
    ),
    st.integers(1, 72),
    st.integers(0, 72),
    st.sampled_from(Telling),
    st.builds(
        Kalender, van=st.builds(time, st.integers(7, 11)), tot=st.builds(time, st.integers(12, 20))
    ),
    st.integers(0, 3000),
)
def test_steps_never_go_back_and_always_leave_in_opening_hours(
    start: datetime, streef: int, extra: int, telling: Telling, kalender: Kalender, pauze: int
) -> None:
    begin = start + timedelta(minutes=pauze)
    klok = Klok(
        start, streef, streef + extra, telling, kalender, ((begin, begin + timedelta(hours=9)),)
    )
    stappen = plan(EERSTE_CONTACT, klok)
    assert all(eerst.gepland_op <= dan.gepland_op for eerst, dan in pairwise(stappen))
    assert stappen[0].gepland_op >= start
    assert all(is_open(stap.gepland_op, kalender) for stap in stappen)
    assert stappen[3].gepland_op >= klok.na(klok.uren_grens)


def test_ladders_use_the_words_of_the_ledger() -> None:
    assert set(SOORTEN) == set(Termijn.Soort.values)
    assert {ontvanger.value for ontvanger in Ontvanger} < set(Herinnering.Ontvanger.values)
    for ladder in (soort.ladder for soort in SOORTEN.values()):
        nummers = [stap.nummer for stap in ladder.stappen]
        assert nummers == sorted(set(nummers))
