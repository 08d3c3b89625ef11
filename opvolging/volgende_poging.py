"""When to try again: on another working day, at another part of the day.

Pure. We call only when we are open. What the person wishes comes first, then the part of the day
that was tried least; the last one tried comes last. When somebody is reached best while we are
closed, the hour of our day that lies nearest is proposed, and that is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from meldingen.keuzes import Moment
from opvolging.kalender import DAG, Kalender, lokaal, maak_lokaal

MIDDAG, AVOND = time(12), time(18)  # where a part of the day begins
OM = {Moment.OCHTEND: time(10), Moment.MIDDAG: time(14), Moment.AVOND: time(19)}
VAAK_GENOEG_DELEN = 2  # somebody who works is never in at ten o'clock


@dataclass(frozen=True)
class Voorstel:
    """A moment to try again, and why then, in a sentence."""

    op: datetime
    waarom: str


def dagdeel(moment: datetime) -> Moment:
    """The part of the day, on the clock of Amsterdam."""
    uur = lokaal(moment).time()
    return Moment.OCHTEND if uur < MIDDAG else Moment.MIDDAG if uur < AVOND else Moment.AVOND


def stel_voor(
    pogingen: Sequence[datetime], wens: Sequence[str], kalender: Kalender, *, nu: datetime
) -> Voorstel:
    """When to try after `pogingen`, oldest first; `wens` are parts of the day, or nothing."""
    dag = next(kalender.werkdagen_vanaf(lokaal(nu).date() + DAG))
    open_delen = _open_delen(kalender)
    gewenst = [deel for deel in open_delen if deel in wens]
    if wens and not gewenst:
        op = _dichtst_bij(wens, kalender)
        return Voorstel(
            maak_lokaal(datetime.combine(dag, op)),
            "Zo dicht mogelijk bij het moment dat deze persoon wil: dan zijn wij dicht.",
        )
    geprobeerd = [dagdeel(poging) for poging in pogingen]
    deel = min(gewenst or open_delen, key=lambda d: _moeite(d, geprobeerd))
    op = open_delen[deel]
    return Voorstel(maak_lokaal(datetime.combine(dag, op)), _waarom(deel, geprobeerd, gewenst))


def _open_delen(kalender: Kalender) -> dict[Moment, time]:
    """The parts of the day in which we are open, each with the time to call."""
    grenzen = {
        Moment.OCHTEND: (time.min, MIDDAG),
        Moment.MIDDAG: (MIDDAG, AVOND),
        Moment.AVOND: (AVOND, time.max),
    }
    delen = {d: (max(a, kalender.van), min(z, kalender.tot)) for d, (a, z) in grenzen.items()}
    return {d: OM[d] if a <= OM[d] < z else a for d, (a, z) in delen.items() if a < z}


def _dichtst_bij(wens: Sequence[str], kalender: Kalender) -> time:
    """The first hour for who wants the morning, the last hour for who wants the evening."""
    if Moment.OCHTEND in wens:
        return kalender.van
    uur_ervoor = time(max(kalender.tot.hour - 1, 0), kalender.tot.minute)
    return max(kalender.van, uur_ervoor)


def _moeite(deel: Moment, geprobeerd: Sequence[Moment]) -> tuple[int, bool]:
    return geprobeerd.count(deel), deel in geprobeerd[-1:]


def _waarom(deel: Moment, geprobeerd: Sequence[Moment], gewenst: Sequence[Moment]) -> str:
    wil = " Deze persoon wil het liefst dan." if gewenst else ""
    nieuw = "nog niet geprobeerd" if deel not in geprobeerd else "het minst geprobeerd"
    return f"Op een andere werkdag, {deel.label.lower()}: dat is {nieuw}.{wil}"


def is_vaak_genoeg(pogingen: Sequence[datetime], aantal: int) -> bool:
    """Whether somebody was tried `aantal` times, and on more than one part of the day."""
    return len(pogingen) >= aantal and len({dagdeel(p) for p in pogingen}) >= VAAK_GENOEG_DELEN
