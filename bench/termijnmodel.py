"""A second opinion on `opvolging.termijnen`: slow, minute by minute, sharing no code with it.

It walks in UTC and asks at every minute whether it counts; Easter comes from the almanac instead
of a package. `vergelijk` runs random cases through both.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opvolging.kalender import Kalender
from opvolging.termijnen import Telling, loopt_af_op, verstreken_minuten

HIER = ZoneInfo("Europe/Amsterdam")
MINUUT = timedelta(minutes=1)
BIJZONDER = (  # where mistakes live: both clock changes, Easter, King's Day, Whitsun, Christmas
    *(date(2026, 3, 29), date(2026, 10, 25), date(2026, 4, 5), date(2026, 4, 27)),
    *(date(2025, 4, 26), date(2026, 5, 25), date(2026, 2, 16), date(2026, 12, 28)),
    *(date(2028, 2, 29), date(2031, 4, 26), date(2027, 3, 28), date(2027, 5, 5)),
)


@dataclass(frozen=True)
class Geval:
    """One clock to count, and what it already knows of its days."""

    start: datetime
    uren: int
    telling: Telling
    kalender: Kalender
    pauzes: tuple[tuple[datetime, datetime], ...]
    bekend: dict[date, bool] = field(default_factory=dict, repr=False, compare=False)

    def is_werkdag(self, hier: datetime) -> bool:
        """Tell whether the day of this local moment counts."""
        dag = hier.date()
        if dag not in self.bekend:
            self.bekend[dag] = _is_werkdag(dag, self.kalender)
        return self.bekend[dag]

    def is_open(self, hier: datetime) -> bool:
        """Tell whether somebody is at work at this local moment."""
        return self.kalender.van <= hier.time() < self.kalender.tot and self.is_werkdag(hier)


@cache
def _pasen(jaar: int) -> date:
    """Return Easter Sunday (Meeus, Jones, Butcher)."""
    a, b, c = jaar % 19, jaar // 100, jaar % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    m = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    n = (a + 11 * h + 22 * m) // 451
    maand, dag = divmod(h + m - 7 * n + 114, 31)
    return date(jaar, maand, dag + 1)


def _is_werkdag(dag: date, kalender: Kalender) -> bool:
    sinds_pasen = (dag - _pasen(dag.year)).days
    koningsdag = date(dag.year, 4, 27)
    if koningsdag.isoweekday() == 7:
        koningsdag = date(dag.year, 4, 26)
    return not (
        dag.isoweekday() > 5
        or dag in kalender.sluitingsdagen
        or dag == koningsdag
        or (dag.month, dag.day) in {(1, 1), (12, 25), (12, 26)}
        or sinds_pasen in {1, 39, 50}
        or (kalender.goede_vrijdag and sinds_pasen == -2)
        or (kalender.carnaval and sinds_pasen in {-48, -47})
        or (kalender.vijf_mei and (dag.month, dag.day) == (5, 5))
    )


def _telt(minuut: datetime, geval: Geval) -> bool:
    if any(van <= minuut < tot for van, tot in geval.pauzes):
        return False
    if geval.telling == Telling.KLOKUREN:
        return True
    hier = minuut.astimezone(HIER)
    if geval.telling == Telling.KANTOORUREN:
        return geval.is_open(hier)
    return geval.is_werkdag(hier)


def _minuten(geval: Geval) -> Iterator[datetime]:
    """Yield every minute since the clock began, in UTC."""
    minuut = geval.start.astimezone(UTC)
    hier = minuut.astimezone(HIER)
    gisteren = hier - timedelta(days=1)
    is_vroeg = hier.time() < geval.kalender.van and not geval.is_werkdag(gisteren)
    if geval.telling == Telling.WERKDAGUREN and (is_vroeg or not geval.is_werkdag(hier)):
        while not geval.is_open(minuut.astimezone(HIER)):
            minuut += MINUUT
    while True:
        yield minuut
        minuut += MINUUT


def loopt_af(geval: Geval) -> datetime:
    """Return the deadline in UTC; the hours must be above zero."""
    over = geval.uren * 60
    minuten = _minuten(geval)
    while over:
        over -= _telt(next(minuten), geval)
    einde = next(minuten)
    if geval.telling == Telling.WERKDAGUREN:  # Friday 24:00 is Monday 00:00
        while not geval.is_werkdag(einde.astimezone(HIER)):
            einde = next(minuten)
    return einde


def geteld(geval: Geval, tot: datetime) -> int:
    """Return the minutes counted until `tot`."""
    aantal = 0
    for minuut in _minuten(geval):
        if minuut >= tot:
            return aantal
        aantal += _telt(minuut, geval)
    raise AssertionError("the minutes never end")


def willekeurig_geval(kans: random.Random) -> Geval:
    """Return a clock of at most three days, half of them around a difficult date."""
    if kans.random() < 0.5:
        dag = kans.choice(BIJZONDER) + timedelta(days=kans.randint(-4, 2))
    else:
        dag = date(2025, 1, 1) + timedelta(days=kans.randrange(6 * 365))
    start = datetime.combine(dag, time(), UTC) + kans.randrange(1440) * MINUUT
    van = kans.choice((8, 9, 10))
    kalender = Kalender(
        van=time(van, kans.choice((0, 30))),
        tot=time(van + kans.choice((4, 8)), kans.choice((0, 45))),
        goede_vrijdag=kans.random() < 0.3,
        vijf_mei=kans.random() < 0.3,
        carnaval=kans.random() < 0.3,
        sluitingsdagen=frozenset(
            dag + timedelta(days=kans.randint(0, 6)) for _ in range(kans.choice((0, 0, 1, 3)))
        ),
    )
    telling = kans.choice(list(Telling))
    uren = kans.choice((1, 2, 8, 12, 22, 24, 24, 46, 48, 48, kans.randint(1, 72)))
    pauzes = tuple(_willekeurige_pauze(start, kans) for _ in range(kans.choice((0, 0, 1, 2))))
    return Geval(start, uren, telling, kalender, pauzes)


def _willekeurige_pauze(start: datetime, kans: random.Random) -> tuple[datetime, datetime]:
    van = start + kans.randint(-600, 3000) * MINUUT
    return van, van + kans.randint(0, 4000) * MINUUT


def vergelijk(aantal: int) -> None:
    """Run `aantal` random cases through engine and model; raises AssertionError where they differ.

    Hypothesis chooses the cases, and makes the one that fails as simple as it can.
    """
    profiel = settings(
        max_examples=aantal, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )

    @profiel
    @given(st.randoms(use_true_random=False))
    def eens(kans: random.Random) -> None:
        _vergelijk_een(kans)

    eens()


def _vergelijk_een(kans: random.Random) -> None:
    geval = willekeurig_geval(kans)
    wat = (geval.telling, geval.kalender, geval.pauzes)
    snel, traag = loopt_af_op(geval.start, geval.uren, *wat).moment, loopt_af(geval)
    # in UTC: Python calls no two moments of the doubled hour equal across zones
    assert snel.astimezone(UTC) == traag, f"{geval}: {snel.isoformat()}, {traag.isoformat()}"
    tot = geval.start + kans.randint(-60, 4000) * MINUUT
    snel_geteld, traag_geteld = verstreken_minuten(geval.start, tot, *wat), geteld(geval, tot)
    assert snel_geteld == traag_geteld, f"{geval} tot {tot}: {snel_geteld}, {traag_geteld} minuten"
