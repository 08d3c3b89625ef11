"""The kinds of clocks: by the calendar or in hours, and what is said of their deadlines."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opvolging.kalender import is_open
from opvolging.klokkensoorten import OM_CONTACT, SOORTEN
from opvolging.klokrekening import verklaring
from opvolging.kloksoort import Duur, Kloksoort, Onderwerp, Vraag
from opvolging.ladder import Anker, Klok, Ladder, Ontvanger, Stap, bezwaren, plan
from opvolging.models import Termijn
from opvolging.models.termijn import _ONDERWERPEN
from opvolging.termijnen import AMSTERDAM, Kalender, Telling

STAPPEN = (
    Stap(1, "halverwege", Anker.STREEF, deel=0.5),
    Stap(2, "streef", Anker.STREEF),
    Stap(3, "waarschuwing", Anker.GRENS, dagen_ervoor=2),
    Stap(4, "te_laat", Anker.GRENS),
    Stap(5, "werkdag_te_laat", Anker.GRENS, Ontvanger.TEAMLEIDER, werkdagen_erna=1),
)
MAAND = Kloksoort(
    onderwerp=Onderwerp.MELDING,
    streef=Duur(dagen=25),
    grens=Duur(maanden=1),
    ladder=Ladder(1, STAPPEN),
    vraag=Vraag("", "", "", "", ""),
    stopt_bij=frozenset(),
    voorbeeld="",
)
OP_DATUM = Kloksoort(
    onderwerp=Onderwerp.MAATJE,
    streef=Duur(dagen=-56),
    grens=Duur(),
    ladder=Ladder(1, STAPPEN),
    vraag=Vraag("", "", "", "", ""),
    stopt_bij=frozenset(),
    voorbeeld="",
    op_datum=True,
)


def hier(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst).replace(tzinfo=AMSTERDAM)


MOMENTEN = st.integers(0, 6 * 365 * 24 * 60).map(
    lambda minuten: hier("2024-01-01T00:00").astimezone(UTC) + timedelta(minutes=minuten)
)


def klok(soort: Kloksoort, start: str, datum: str = "") -> Klok:
    op = hier(datum) if datum else None
    return soort.klok(hier(start), Telling.WERKDAGUREN, Kalender(), datum=op)


@pytest.mark.parametrize(
    ("start", "streef", "grens"),
    [
        ("2026-09-15T10:00", "2026-10-10T10:00", "2026-10-15T10:00"),
        ("2026-01-31T16:30", "2026-02-25T16:30", "2026-02-28T23:59:59.999999"),  # a shorter month
        ("2026-10-05T10:00", "2026-10-30T10:00", "2026-11-05T10:00"),  # over the clock change
        ("2026-02-28T02:30", "2026-03-25T02:30", "2026-03-28T02:30"),
        ("2026-03-01T02:30", "2026-03-26T02:30", "2026-04-01T02:30"),
    ],
)
def test_a_clock_by_the_calendar_keeps_the_time_on_the_wall(start, streef, grens) -> None:
    deze = klok(MAAND, start)
    assert (deze.anker(Anker.STREEF), deze.anker(Anker.GRENS)) == (hier(streef), hier(grens))


def test_an_hour_that_is_skipped_ends_when_it_goes_on() -> None:
    assert Duur(maanden=1).na(hier("2026-02-28T02:30") + timedelta(days=1), Kalender()) == hier(
        "2026-04-01T02:30"
    )
    assert Duur(dagen=28).na(hier("2026-03-01T02:30"), Kalender()).isoformat() == (
        "2026-03-29T03:00:00+02:00"
    )


def test_the_second_time_that_an_hour_comes_reads_as_its_end() -> None:
    eerste = hier("2026-10-25T02:50")
    assert Duur(dagen=1).na(eerste, Kalender()) == hier("2026-10-26T02:50")
    assert Duur(dagen=1).na(eerste.replace(fold=1), Kalender()) == hier("2026-10-26T03:00")


def test_working_days_are_added_to_a_date() -> None:
    assert Duur(werkdagen=1).na(hier("2026-09-18T14:00"), Kalender()) == hier("2026-09-21T14:00")


def test_a_date_is_the_limit_and_its_target_lies_before() -> None:
    deze = klok(OP_DATUM, "2026-09-15T10:00", "2027-01-01T23:59")
    assert deze.anker(Anker.STREEF) == hier("2026-11-06T23:59")
    assert deze.anker(Anker.GRENS) == hier("2027-01-01T23:59")
    assert [stap.gepland_op for stap in plan(OP_DATUM.ladder, deze)][2:4] == [
        hier("2026-12-31T09:00"),  # two days before, when we open next
        hier("2027-01-04T09:00"),
    ]


def test_a_date_that_is_near_leaves_no_step_before_the_start() -> None:
    deze = klok(OP_DATUM, "2026-12-28T10:00", "2027-01-01T23:59")
    stappen = plan(OP_DATUM.ladder, deze)
    assert {stap.gepland_op for stap in stappen[:2]} == {hier("2026-12-28T10:00")}


@given(MOMENTEN, st.sampled_from([MAAND, OP_DATUM]))
def test_no_step_by_the_calendar_leaves_when_we_are_closed_or_out_of_order(start, soort) -> None:
    deze = soort.klok(start, Telling.KLOKUREN, Kalender(), datum=start + timedelta(days=100))
    momenten = [stap.gepland_op for stap in plan(soort.ladder, deze)]
    assert momenten == sorted(momenten)
    assert all(is_open(moment, Kalender()) for moment in momenten)


# Nights in which the clocks change, those that end in one after a month, and ends of months.
LASTIG = st.sampled_from(
    ["2026-10-25", "2026-09-25", "2026-03-29", "2027-02-28", "2026-03-01", "2026-01-29"]
).flatmap(
    lambda dag: st.integers(0, 2 * 24 * 60).map(
        lambda minuten: hier(f"{dag}T00:00").astimezone(UTC) + timedelta(minutes=minuten)
    )
)
DUREN = [Duur(maanden=1), Duur(dagen=25), Duur(dagen=28), Duur(maanden=6), Duur(dagen=-56)]


@given(
    MOMENTEN | LASTIG,
    st.integers(0, 50_000) | st.integers(0, 1500),
    st.sampled_from(DUREN),
)
def test_a_later_start_never_has_an_earlier_limit(start, minuten, duur) -> None:
    later = start + timedelta(minutes=minuten)
    assert duur.na(start, Kalender()) <= duur.na(later, Kalender())


@pytest.mark.parametrize(
    ("duur", "woorden"),
    [
        (Duur(maanden=1), "een maand"),
        (Duur(maanden=2, dagen=14), "2 maanden en 2 weken"),
        (Duur(dagen=25), "25 dagen"),
        (Duur(dagen=-56), "8 weken"),
        (Duur(dagen=1), "een dag"),
        (Duur(werkdagen=1), "een werkdag"),
        (Duur(), ""),
    ],
)
def test_a_length_is_said_as_people_say_it(duur, woorden) -> None:
    assert duur.woorden == woorden


def test_a_deadline_by_the_calendar_explains_itself() -> None:
    assert verklaring(MAAND, klok(MAAND, "2026-09-15T10:00")) == (
        "Streefmoment: Gestart op dinsdag 15 september 2026 om 10:00. 25 dagen later is "
        "zaterdag 10 oktober 2026 om 10:00; elke dag telt mee. "
        "Grens: Gestart op dinsdag 15 september 2026 om 10:00. Een maand later is "
        "donderdag 15 oktober 2026 om 10:00; elke dag telt mee."
    )


def test_a_deadline_in_working_days_says_that_only_those_count() -> None:
    doorverwijzing = SOORTEN["doorverwijzing"]
    assert verklaring(doorverwijzing, klok(doorverwijzing, "2026-09-17T10:00")) == (
        "Streefmoment: Gestart op donderdag 17 september 2026 om 10:00. 3 werkdagen later is "
        "dinsdag 22 september 2026 om 10:00; alleen werkdagen tellen mee. "
        "Grens: Gestart op donderdag 17 september 2026 om 10:00. 5 werkdagen later is "
        "donderdag 24 september 2026 om 10:00; alleen werkdagen tellen mee."
    )


def test_a_deadline_by_a_date_explains_itself() -> None:
    datum = "2027-01-01T23:59"
    assert verklaring(OP_DATUM, klok(OP_DATUM, "2026-09-15T10:00", datum), datum=hier(datum)) == (
        "Streefmoment: De datum is vrijdag 1 januari 2027 om 23:59. 8 weken eerder is "
        "vrijdag 6 november 2026 om 23:59. Grens: De datum is vrijdag 1 januari 2027 om 23:59."
    )


@pytest.mark.parametrize(
    ("stap", "klachten"),
    [
        (Stap(3, "", Anker.GRENS, dagen_ervoor=29), []),
        (Stap(3, "", Anker.GRENS, uren_ervoor=2), []),
        (Stap(3, "", Anker.GRENS, werkdagen_ervoor=15), []),
        (Stap(3, "", Anker.GRENS, dagen_ervoor=30), ["Dan loopt de klok nog niet."]),
        (Stap(3, "", Anker.STREEF, dagen_ervoor=25), ["Dan loopt de klok nog niet."]),
        (Stap(3, "", Anker.GRENS, werkdagen_ervoor=25), ["Dan loopt de klok nog niet."]),
        (Stap(3, "", Anker.GRENS, dagen_ervoor=-1), ["Een waarschuwing komt voor het moment"]),
    ],
)
def test_a_warning_by_the_calendar_comes_after_the_start(stap, klachten) -> None:
    gevonden = bezwaren((stap, STAPPEN[3]), MAAND.maatstaf(Telling.WERKDAGUREN))
    assert [klacht.plek for klacht in gevonden] == [0] * len(klachten)
    for klacht, begin in zip(gevonden, klachten, strict=True):
        assert klacht.zin.startswith(begin)


def test_the_kinds_use_the_words_of_the_table() -> None:
    assert set(SOORTEN) == set(Termijn.Soort.values)
    assert {reden for soort in SOORTEN.values() for reden in soort.stopt_bij} <= set(
        Termijn.Stopreden.values
    )
    assert set(Onderwerp) == set(_ONDERWERPEN)
    assert set(OM_CONTACT) <= set(SOORTEN)
