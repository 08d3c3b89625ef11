"""A second opinion on `opvolging.termijnen`: minute by minute, sharing no code with it.

It lays out every minute since the start in UTC and asks of each whether it counts; Easter comes
from the almanac instead of a package. `vergelijk` runs random cases through both.
"""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from opvolging.kalender import Kalender
from opvolging.termijnen import Telling, loopt_af_op, verstreken_minuten

HIER = ZoneInfo("Europe/Amsterdam")
MINUUT = timedelta(minutes=1)
BEGIN = datetime(2000, 1, 1, tzinfo=UTC)
VENSTERS = (6, 24, 96)  # days to lay out: as few as the hours need
BIJZONDER = (  # where mistakes live: both clock changes, Easter, King's Day, Whitsun, Christmas
    *(date(2026, 3, 29), date(2026, 10, 25), date(2026, 4, 5), date(2026, 4, 27)),
    *(date(2025, 4, 26), date(2026, 5, 25), date(2026, 2, 16), date(2026, 12, 28)),
    *(date(2028, 2, 29), date(2031, 4, 26), date(2027, 3, 28), date(2027, 5, 5)),
)


@dataclass(frozen=True)
class Geval:
    """One clock to count."""

    start: datetime
    uren: int
    telling: Telling
    kalender: Kalender
    pauzes: tuple[tuple[datetime, datetime], ...]


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


@dataclass(frozen=True)
class Minuten:
    """Every minute of a few weeks from the start of a clock on, and what is true of each."""

    telt: NDArray[np.bool_]
    is_werkdag: NDArray[np.bool_]


def _minuten(geval: Geval, dagen: int) -> Minuten:
    start = geval.start.astimezone(UTC)
    aantal = dagen * 1440
    sinds_2000 = (start - BEGIN) // MINUUT + np.arange(aantal)
    op_de_muur = sinds_2000 + _verschil(start, aantal)
    dag, om = np.divmod(op_de_muur, 1440)
    eerste = int(dag[0])
    werkdagen = np.array(
        [
            _is_werkdag(BEGIN.date() + timedelta(days=nummer), geval.kalender)
            for nummer in range(eerste - 1, int(dag[-1]) + 1)
        ]
    )
    is_werkdag = werkdagen[dag - eerste + 1]
    van, tot = (uur.hour * 60 + uur.minute for uur in (geval.kalender.van, geval.kalender.tot))
    is_open = is_werkdag & (van <= om) & (om < tot)
    telt = {
        Telling.KLOKUREN: np.ones(aantal, dtype=bool),
        Telling.WERKDAGUREN: is_werkdag.copy(),
        Telling.KANTOORUREN: is_open.copy(),
    }[geval.telling]
    is_vroeg = om[0] < van and not werkdagen[0]
    if geval.telling == Telling.WERKDAGUREN and (is_vroeg or not is_werkdag[0]):
        telt[: int(np.argmax(is_open)) if is_open.any() else aantal] = False
    for begin, einde in geval.pauzes:
        telt[max(_nummer(begin, geval), 0) : max(_nummer(einde, geval), 0)] = False
    return Minuten(telt, is_werkdag)


def _nummer(moment: datetime, geval: Geval) -> int:
    return (moment - geval.start) // MINUUT


def _verschil(start: datetime, aantal: int) -> NDArray[np.int64]:
    """Return of each minute how far the wall is ahead of UTC; the wall jumps at whole hours."""
    heel = start.replace(minute=0)
    uren = (aantal + start.minute) // 60 + 1
    per_uur = np.array([_vooruit(heel + nummer * timedelta(hours=1)) for nummer in range(uren)])
    return np.repeat(per_uur, 60)[start.minute : start.minute + aantal]


@cache
def _vooruit(uur: datetime) -> int:
    return (uur.astimezone(HIER).utcoffset() or timedelta()) // MINUUT


def loopt_af(geval: Geval) -> datetime:
    """Return the deadline in UTC; the hours must be above zero."""
    for dagen in VENSTERS:
        minuten = _minuten(geval, dagen)
        geteld = np.cumsum(minuten.telt)
        if geteld[-1] < geval.uren * 60:
            continue
        einde = int(np.searchsorted(geteld, geval.uren * 60)) + 1
        rest = minuten.is_werkdag[einde:]
        if geval.telling != Telling.WERKDAGUREN:
            return geval.start.astimezone(UTC) + einde * MINUUT
        if rest.any():  # Friday 24:00 is Monday 00:00
            return geval.start.astimezone(UTC) + (einde + int(np.argmax(rest))) * MINUUT
    raise AssertionError("the hours never become full")


def geteld(geval: Geval, tot: datetime) -> int:
    """Return the minutes counted until `tot`."""
    aantal = max(_nummer(tot, geval), 0)
    return int(_minuten(geval, aantal // 1440 + 8).telt[:aantal].sum())


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


def vergelijk(aantal: int) -> "Counter[str]":
    """Run `aantal` random cases through engine and model; raises AssertionError where they differ.

    Hypothesis chooses the cases, and makes the one that fails as simple as it can. Returns how many
    there were, and of what.
    """
    gezien: Counter[str] = Counter()
    profiel = settings(
        max_examples=aantal, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )

    @profiel
    @given(st.randoms(use_true_random=False))
    def eens(kans: random.Random) -> None:
        geval = _vergelijk_een(kans)
        gezien.update(
            ["gevallen", geval.telling.value]
            + ["met pauze"] * bool(geval.pauzes)
            + ["met sluitingsdag"] * bool(geval.kalender.sluitingsdagen)
        )

    eens()
    return gezien


def _vergelijk_een(kans: random.Random) -> Geval:
    geval = willekeurig_geval(kans)
    wat = (geval.telling, geval.kalender, geval.pauzes)
    snel, traag = loopt_af_op(geval.start, geval.uren, *wat).moment, loopt_af(geval)
    # in UTC: Python calls no two moments of the doubled hour equal across zones
    assert snel.astimezone(UTC) == traag, f"{geval}: {snel.isoformat()}, {traag.isoformat()}"
    tot = geval.start + kans.randint(-60, 4000) * MINUUT
    snel_geteld, traag_geteld = verstreken_minuten(geval.start, tot, *wat), geteld(geval, tot)
    assert snel_geteld == traag_geteld, f"{geval} tot {tot}: {snel_geteld}, {traag_geteld} minuten"
    return geval
