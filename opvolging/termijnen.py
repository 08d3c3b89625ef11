"""How a clock counts: from a start and a number of hours to a deadline that can explain itself.

Pure: no Django, no time of day. There are three ways to count (`Telling`):

klokuren      elapsed hours, counted in UTC.
werkdaguren   around the clock on working days; Saturday, Sunday, holidays and closing days stand
              still. What arrives on a closed day, or the morning after before we open, starts at
              the opening time of that working day; everything else starts at once, also at night.
kantooruren   only opening hours of working days.

Werkdaguren and kantooruren count on the wall clock of Amsterdam. Clocks change on Sundays, which
never count: each working day has 24 hours, and no deadline falls in a skipped or doubled hour.

A deadline is the first moment at which the hours are full: 8 kantooruren from nine to five end at
17:00 and not at 09:00 the next day. One exception: it never falls on a closed day. In werkdaguren
Friday 24:00 would be dated Saturday, therefore it is Monday 00:00; nothing counts in between.

What arrives later never has an earlier deadline: therefore Monday 03:00 waits for the opening that
Saturday waits for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from opvolging.kalender import (
    AMSTERDAM,
    DAG,
    DichteDag,
    Kalender,
    is_open,
    lokaal,
    maak_lokaal,
    volgende_opening,
)

__all__ = [
    "AMSTERDAM",
    "Afloop",
    "DichteDag",
    "Kalender",
    "Pauze",
    "Telling",
    "begin_van",
    "begonnen_minuten",
    "is_open",
    "loopt_af_op",
    "na_werkdagen",
    "resterende_minuten",
    "verstreken_minuten",
    "volgende_opening",
]

MAX_UREN = 10 * 366 * 24  # ten years
EINDELOOS = timedelta(days=365 * 1000)
MINUUT = timedelta(minutes=1)

Pauze = tuple[datetime, datetime]  # aware; the clock stands still from the first to the second
Stuk = tuple[datetime, datetime]  # a stretch of naive time, see `_naar_lijn`


class Telling(StrEnum):
    """How a clock counts; the same words as `signaalpunt.models.gemeente.Telling`."""

    KLOKUREN = "klokuren"
    WERKDAGUREN = "werkdaguren"
    KANTOORUREN = "kantooruren"


@dataclass(frozen=True, slots=True)
class Afloop:
    """A deadline and how it came about, all in Amsterdam time; `termijnuitleg` puts it in words."""

    moment: datetime
    start: datetime  # when it arrived
    begin: datetime  # when it began to count: moved when it arrived while nothing counts
    uren: float
    telling: Telling
    kalender: Kalender
    pauzes: tuple[Pauze, ...]  # those that touched the counting

    @property
    def is_verschoven(self) -> bool:
        """Tell whether the clock began later than the start."""
        return self.begin != self.start

    @property
    def dichte_dagen(self) -> tuple[DichteDag, ...]:
        """Return the days from start to moment that did not count; none in klokuren."""
        if self.telling == Telling.KLOKUREN:
            return ()
        return self.kalender.dichte_dagen(self.start.date(), self.moment.date())


def loopt_af_op(
    start: datetime,
    uren: float,
    telling: Telling,
    kalender: Kalender,
    pauzes: Iterable[Pauze] = (),
) -> Afloop:
    """Return the moment at which `uren` hours have been counted since `start`.

    Raises ValueError for naive moments, a pause that ends before it begins, hours below zero or
    above ten years, years whose holidays are unknown.
    """
    if not 0 <= uren <= MAX_UREN:
        raise ValueError(f"Het aantal uren ligt tussen 0 en {MAX_UREN}.")
    start = lokaal(start)
    begin = begin_van(start, telling, kalender)
    stil = _geordend(pauzes)
    moment = _einde(begin, timedelta(hours=uren), telling, kalender, stil)
    return Afloop(
        moment=moment,
        start=start,
        begin=begin,
        uren=uren,
        telling=telling,
        kalender=kalender,
        pauzes=tuple(
            (lokaal(van), lokaal(tot))
            for van, tot in stil
            if van < _utc(moment) and tot > _utc(begin)
        ),
    )


def begin_van(start: datetime, telling: Telling, kalender: Kalender) -> datetime:
    """Return the moment at which a clock that arrives at `start` begins to count."""
    hier = lokaal(start)
    if telling == Telling.KANTOORUREN:
        return volgende_opening(hier, kalender)
    if telling == Telling.WERKDAGUREN and kalender.wacht_op_opening(hier):
        return volgende_opening(hier, kalender)
    return hier


def verstreken_minuten(
    start: datetime,
    tot: datetime,
    telling: Telling,
    kalender: Kalender,
    pauzes: Iterable[Pauze] = (),
) -> int:
    """Return the whole minutes that a clock started at `start` has counted at `tot`.

    Zero when `tot` lies before the beginning. Up to the deadline it is exactly the hours asked.
    Whether a clock is late is decided by comparing moments, not by these rounded minutes.
    """
    return _geteld(start, tot, telling, kalender, pauzes) // MINUUT


def begonnen_minuten(
    start: datetime,
    tot: datetime,
    telling: Telling,
    kalender: Kalender,
    pauzes: Iterable[Pauze] = (),
) -> int:
    """Return the minutes that a clock started at `start` has begun to count at `tot`.

    A second over is a minute more. In klokuren and werkdaguren they are therefore at most the
    hours asked exactly when `tot` is not past the deadline.
    """
    return -(-_geteld(start, tot, telling, kalender, pauzes) // MINUUT)


def _geteld(
    start: datetime,
    tot: datetime,
    telling: Telling,
    kalender: Kalender,
    pauzes: Iterable[Pauze],
) -> timedelta:
    van = _naar_lijn(begin_van(start, telling, kalender), telling)
    grens = _naar_lijn(tot, telling)
    geteld = timedelta()
    for begin, einde in _lopende_stukken(van, telling, kalender, _geordend(pauzes)):
        if begin >= grens:
            break
        geteld += min(einde, grens) - begin
    return geteld


def resterende_minuten(
    start: datetime,
    nu: datetime,
    uren: float,
    telling: Telling,
    kalender: Kalender,
    pauzes: Iterable[Pauze] = (),
) -> int:
    """Return the minutes left at `nu` of the `uren` hours since `start`; below zero is too late."""
    return round(uren * 60) - verstreken_minuten(start, nu, telling, kalender, pauzes)


def na_werkdagen(moment: datetime, aantal: int, kalender: Kalender) -> datetime:
    """Return the same time of day `aantal` working days later.

    From a closed day it counts from the opening time of the next working day.
    """
    return loopt_af_op(moment, 24 * aantal, Telling.WERKDAGUREN, kalender).moment


def _geordend(pauzes: Iterable[Pauze]) -> tuple[Pauze, ...]:
    """Return the pauses in UTC and in order, those that touch each other joined.

    In UTC, because two moments of the same zone compare by the wall clock, wrong in October.
    """
    lijst: list[Pauze] = []
    for van, tot in sorted((_utc(van), _utc(tot)) for van, tot in pauzes):
        if tot < van:
            raise ValueError("Een pauze eindigt na haar begin.")
        if lijst and van <= lijst[-1][1]:
            lijst[-1] = (lijst[-1][0], max(lijst[-1][1], tot))
        else:
            lijst.append((van, tot))
    return tuple(lijst)


def _utc(moment: datetime) -> datetime:
    return lokaal(moment).astimezone(UTC)


def _naar_lijn(moment: datetime, telling: Telling) -> datetime:
    """Return `moment` on the line on which this telling counts: naive UTC or naive wall time."""
    zone = UTC if telling == Telling.KLOKUREN else AMSTERDAM
    return lokaal(moment).astimezone(zone).replace(tzinfo=None)


def _van_lijn(punt: datetime, telling: Telling) -> datetime:
    if telling == Telling.KLOKUREN:
        return lokaal(punt.replace(tzinfo=UTC))
    return maak_lokaal(punt)


def _einde(
    begin: datetime,
    duur: timedelta,
    telling: Telling,
    kalender: Kalender,
    pauzes: tuple[Pauze, ...],
) -> datetime:
    punt = _naar_lijn(begin, telling)
    for van, tot in _lopende_stukken(punt, telling, kalender, pauzes):
        punt = van + duur
        if punt <= tot:
            break
        duur -= tot - van
    if telling == Telling.WERKDAGUREN:
        punt = _niet_op_dichte_dag(punt, kalender)
    return _van_lijn(punt, telling)


def _niet_op_dichte_dag(punt: datetime, kalender: Kalender) -> datetime:
    """Move Friday 24:00 to Monday 00:00."""
    werkdag = next(kalender.werkdagen_vanaf(punt.date()))
    return punt if werkdag == punt.date() else datetime.combine(werkdag, time())


def _lopende_stukken(
    vanaf: datetime, telling: Telling, kalender: Kalender, pauzes: tuple[Pauze, ...]
) -> Iterator[Stuk]:
    """Yield in order, without end, the stretches from `vanaf` on in which the clock runs."""
    stil = [(_naar_lijn(van, telling), _naar_lijn(tot, telling)) for van, tot in pauzes]
    for stuk in _stukken(vanaf, telling, kalender):
        yield from _zonder(stuk, stil)


def _stukken(vanaf: datetime, telling: Telling, kalender: Kalender) -> Iterator[Stuk]:
    """Yield the counting stretches from `vanaf` on as if nobody ever paused."""
    if telling == Telling.KLOKUREN:
        yield vanaf, vanaf + EINDELOOS
        return
    for dag in kalender.werkdagen_vanaf(vanaf.date()):
        van, tot = _tellend_op(dag, telling, kalender)
        if tot > vanaf:
            yield max(van, vanaf), tot


def _tellend_op(dag: date, telling: Telling, kalender: Kalender) -> Stuk:
    if telling == Telling.KANTOORUREN:
        return datetime.combine(dag, kalender.van), datetime.combine(dag, kalender.tot)
    middernacht = datetime.combine(dag, time())
    return middernacht, middernacht + DAG


def _zonder(stuk: Stuk, pauzes: list[Stuk]) -> Iterator[Stuk]:
    """Yield what is left of `stuk` outside the pauses, which come in order."""
    begin, einde = stuk
    for van, tot in pauzes:
        if tot <= begin or van >= einde:
            continue
        if van > begin:
            yield begin, van
        begin = tot
    if begin < einde:
        yield begin, einde
