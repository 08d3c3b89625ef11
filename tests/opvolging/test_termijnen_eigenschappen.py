"""What is true of every clock, found by trying to break it; and the slow model that agrees."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.termijnmodel import vergelijk
from opvolging.kalender import Kalender
from opvolging.termijnen import (
    AMSTERDAM,
    Telling,
    begin_van,
    begonnen_minuten,
    loopt_af_op,
    resterende_minuten,
    verstreken_minuten,
)

MINUUT = timedelta(minutes=1)
BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
DAGEN = st.dates(date(2025, 1, 1), date(2027, 12, 31))
MOMENTEN = st.integers(0, 3 * 365 * 1440).map(lambda aantal: BEGIN + aantal * MINUUT)
UREN = st.integers(0, 200)
TELLINGEN = st.sampled_from(Telling)
KALENDERS = st.builds(
    Kalender,
    van=st.builds(time, st.integers(6, 11), st.integers(0, 59)),
    tot=st.builds(time, st.integers(12, 20), st.integers(0, 59)),
    goede_vrijdag=st.booleans(),
    vijf_mei=st.booleans(),
    carnaval=st.booleans(),
    sluitingsdagen=st.frozensets(DAGEN, max_size=5),
)


@st.composite
def pauze_na(draw: st.DrawFn, start: datetime) -> tuple[datetime, datetime]:
    van = start + draw(st.integers(-600, 6000)) * MINUUT
    return van, van + draw(st.integers(0, 8000)) * MINUUT


def in_utc(moment: datetime) -> datetime:
    """Return the moment in UTC: within one zone Python compares the wall clock."""
    return moment.astimezone(UTC)


@given(MOMENTEN, st.integers(0, 20_000), UREN, TELLINGEN, KALENDERS)
def test_later_arrival_never_has_an_earlier_deadline(
    eerst: datetime, verschil: int, uren: int, telling: Telling, kalender: Kalender
) -> None:
    een, ander = (
        loopt_af_op(start, uren, telling, kalender).moment
        for start in (eerst, eerst + verschil * MINUUT)
    )
    assert in_utc(een) <= in_utc(ander)


@given(MOMENTEN, UREN, TELLINGEN, KALENDERS, DAGEN)
def test_one_more_sluitingsdag_never_shortens_a_termijn(
    start: datetime, uren: int, telling: Telling, kalender: Kalender, dag: date
) -> None:
    extra = Kalender(
        kalender.van, kalender.tot, sluitingsdagen=kalender.sluitingsdagen | frozenset({dag})
    )
    zonder = Kalender(kalender.van, kalender.tot, sluitingsdagen=kalender.sluitingsdagen)
    voor = loopt_af_op(start, uren, telling, zonder).moment
    na = loopt_af_op(start, uren, telling, extra).moment
    assert in_utc(voor) <= in_utc(na)


@given(st.data(), MOMENTEN, UREN, TELLINGEN, KALENDERS)
def test_one_more_pauze_never_shortens_a_termijn(
    data: st.DataObject, start: datetime, uren: int, telling: Telling, kalender: Kalender
) -> None:
    eerst, ander = data.draw(pauze_na(start)), data.draw(pauze_na(start))
    zonder, met = (
        loopt_af_op(start, uren, telling, kalender, pauzes).moment
        for pauzes in ([eerst], [eerst, ander])
    )
    assert in_utc(met) >= in_utc(zonder)


@given(st.data(), MOMENTEN, st.integers(1, 200), TELLINGEN, KALENDERS)
def test_pauze_moves_the_deadline_by_the_minutes_that_would_have_counted(
    data: st.DataObject, start: datetime, uren: int, telling: Telling, kalender: Kalender
) -> None:
    pauze = data.draw(pauze_na(start))
    met = loopt_af_op(start, uren, telling, kalender, [pauze]).moment
    gemist = [verstreken_minuten(start, grens, telling, kalender) for grens in pauze]
    minuten = gemist[1] - gemist[0] if in_utc(pauze[0]) < in_utc(met) else 0
    zonder = loopt_af_op(start, uren + minuten / 60, telling, kalender).moment
    assert in_utc(met) == in_utc(zonder)


@given(st.data(), MOMENTEN, UREN, TELLINGEN, KALENDERS)
def test_minutes_up_to_the_deadline_are_exactly_the_hours_asked(
    data: st.DataObject, start: datetime, uren: int, telling: Telling, kalender: Kalender
) -> None:
    pauzes = data.draw(st.lists(pauze_na(start), max_size=3))
    moment = loopt_af_op(start, uren, telling, kalender, pauzes).moment
    assert verstreken_minuten(start, moment, telling, kalender, pauzes) == uren * 60
    assert resterende_minuten(start, moment, uren, telling, kalender, pauzes) == 0


@given(MOMENTEN, UREN, st.integers(-9, 999_999), KALENDERS)
def test_begun_minutes_fit_in_the_hours_exactly_when_the_moment_is_not_past_the_deadline(
    start: datetime, uren: int, seconden: int, kalender: Kalender
) -> None:
    for telling in (Telling.WERKDAGUREN, Telling.KLOKUREN):
        moment = loopt_af_op(start, uren, telling, kalender).moment
        for tot in (in_utc(moment) + timedelta(seconds=seconden), moment):
            op_tijd = in_utc(tot) <= in_utc(moment)
            past = begonnen_minuten(start, tot, telling, kalender) <= uren * 60
            assert past == op_tijd


@given(KALENDERS, MOMENTEN, TELLINGEN)
def test_kalender_that_was_written_down_gives_the_same_deadlines(
    kalender: Kalender, start: datetime, telling: Telling
) -> None:
    terug = Kalender.uit_gegevens(kalender.als_gegevens(start.astimezone(AMSTERDAM).date()))
    een, ander = (loopt_af_op(start, 48, telling, dagen) for dagen in (kalender, terug))
    assert (een.begin, een.moment) == (ander.begin, ander.moment)


@given(st.data(), MOMENTEN, UREN, TELLINGEN, KALENDERS)
def test_deadline_lies_at_or_after_the_begin_and_never_on_a_dichte_dag(
    data: st.DataObject, start: datetime, uren: int, telling: Telling, kalender: Kalender
) -> None:
    pauzes = data.draw(st.lists(pauze_na(start), max_size=3))
    afloop = loopt_af_op(start, uren, telling, kalender, pauzes)
    assert in_utc(start) <= in_utc(afloop.begin) <= in_utc(afloop.moment)
    assert afloop.moment.tzinfo is AMSTERDAM
    if telling != Telling.KLOKUREN:
        assert kalender.is_werkdag(afloop.moment.date())
        assert afloop.moment.time() <= kalender.tot or telling == Telling.WERKDAGUREN


@given(MOMENTEN, TELLINGEN, KALENDERS)
def test_begin_is_where_it_stays_when_asked_again(
    start: datetime, telling: Telling, kalender: Kalender
) -> None:
    begin = begin_van(start, telling, kalender)
    assert in_utc(begin_van(begin, telling, kalender)) == in_utc(begin)


@settings(max_examples=20)
@given(st.integers(2000, 2099))
def test_kalender_of_every_year_can_be_made(jaar: int) -> None:
    kalender = Kalender(goede_vrijdag=True, vijf_mei=True, carnaval=True)
    dagen = kalender.dichte_dagen(date(jaar, 1, 1), date(jaar, 12, 31))
    assert 104 + 4 <= len(dagen) <= 106 + 12


def test_random_termijnen_agree_with_the_model_that_walks_every_minute() -> None:
    vergelijk(500)
