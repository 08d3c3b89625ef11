"""When to try again: on another working day, at another part of the day.

Pure. We call only when we are open. What the person wishes comes first, then the part of the day
that was tried least; the last one tried comes last. When somebody is reached best while we are
closed, the hour of our day that lies nearest is proposed, and that is said. A wish that brought
nothing twice gives way once to another part of the day: who only calls in the morning never knows.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from meldingen.keuzes import Moment
from opvolging.kalender import DAG, Kalender, lokaal, maak_lokaal

MIDDAG, AVOND = time(12), time(18)  # where a part of the day begins
OM = {Moment.OCHTEND: time(10), Moment.MIDDAG: time(14), Moment.AVOND: time(19)}
VAAK_GENOEG_DELEN = 2  # somebody who works is never in at ten o'clock
WENS_GEPROBEERD = 2  # times, before another part of the day is tried once
DICHT = "Zo dicht mogelijk bij het moment dat deze persoon wil: dan zijn wij dicht."


@dataclass(frozen=True)
class Voorstel:
    """A moment to try again, and why then, in a sentence."""

    op: datetime
    waarom: str


def dagdeel(moment: datetime) -> Moment:
    """The part of the day, on the clock of Amsterdam."""
    return _deel_van(lokaal(moment).time())


def _deel_van(uur: time) -> Moment:
    return Moment.OCHTEND if uur < MIDDAG else Moment.MIDDAG if uur < AVOND else Moment.AVOND


def stel_voor(
    pogingen: Sequence[datetime], wens: Sequence[str], kalender: Kalender, *, nu: datetime
) -> Voorstel:
    """When to try after `pogingen`, oldest first; `wens` are parts of the day, or nothing."""
    dag = next(kalender.werkdagen_vanaf(lokaal(nu).date() + DAG))
    open_delen = _open_delen(kalender)
    geprobeerd = [dagdeel(poging) for poging in pogingen]
    gewenst = _gewenst(wens, open_delen, kalender)
    kandidaten = gewenst or open_delen
    if _wens_bracht_niets(gewenst, geprobeerd):
        kandidaten = {d: om for d, om in open_delen.items() if d not in gewenst} or gewenst
    deel = min(kandidaten, key=lambda d: (geprobeerd.count(d), d in geprobeerd[-1:]))
    op = maak_lokaal(datetime.combine(dag, kandidaten[deel]))
    if gewenst and deel not in gewenst:
        return Voorstel(op, f"Nu een keer {deel.label.lower()}: het gewenste moment bracht niets.")
    return Voorstel(op, _waarom(deel, geprobeerd, wens) if deel in wens or not wens else DICHT)


def _gewenst(
    wens: Sequence[str], open_delen: Mapping[Moment, time], kalender: Kalender
) -> Mapping[Moment, time]:
    """The wished parts of the day, or the hour of ours that lies nearest; nothing without wish."""
    delen = {deel: om for deel, om in open_delen.items() if deel in wens}
    if delen or not wens:
        return delen
    zo_dicht_mogelijk = _dichtst_bij(wens, kalender)
    return {_deel_van(zo_dicht_mogelijk): zo_dicht_mogelijk}


def _wens_bracht_niets(gewenst: Collection[Moment], geprobeerd: Sequence[Moment]) -> bool:
    """Whether all attempts were on the one part of the day that is wished."""
    op_een_deel = len(set(geprobeerd)) == 1 and len(geprobeerd) >= WENS_GEPROBEERD
    return op_een_deel and set(gewenst) == set(geprobeerd)


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


def _waarom(deel: Moment, geprobeerd: Sequence[Moment], wens: Sequence[str]) -> str:
    wil = " Deze persoon wil het liefst dan." if wens else ""
    nieuw = "nog niet geprobeerd" if deel not in geprobeerd else "het minst geprobeerd"
    return f"Op een andere werkdag, {deel.label.lower()}: dat is {nieuw}.{wil}"


def is_vaak_genoeg(pogingen: Sequence[datetime], aantal: int, kalender: Kalender) -> bool:
    """Whether somebody was tried `aantal` times, on more than one part of the day if we can."""
    delen = {dagdeel(poging) for poging in pogingen}
    genoeg_delen = min(VAAK_GENOEG_DELEN, len(_open_delen(kalender)))
    return len(pogingen) >= aantal and len(delen) >= genoeg_delen
