"""A ladder in words, and whom it reminds when for one example: what the beheerder sees first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from opvolging.kalender import lokaal, maak_lokaal
from opvolging.klokkensoorten import SOORTEN, Duur
from opvolging.klokrekening import kalender
from opvolging.klokstand import moment
from opvolging.ladder import Anker, Ladder, Ontvanger, Stap, plan
from opvolging.models import Termijn
from opvolging.termijnen import Telling
from signaalpunt.models import Gemeente

VRIJDAG, HALF_VIJF = 4, time(16, 30)  # an arrival that meets a weekend at once
DELEN = {0.25: "een kwart", 0.5: "de helft", 0.75: "driekwart"}
ANKERS = {Anker.STREEF: "het streefmoment", Anker.GRENS: "de grens"}


@dataclass(frozen=True)
class Voorbeeldregel:
    """Who would get what when."""

    wanneer: str
    wat: str
    wie: str
    vervalt: bool  # a higher step leaves at the same moment


@dataclass(frozen=True)
class Voorbeeld:
    """The reminders of one clock that nobody answers; `zin` says how it begins."""

    zin: str
    regels: list[Voorbeeldregel]


def voorbeeld(
    stappen: Sequence[Stap], soort: Termijn.Soort, gemeente: Gemeente, nu: datetime
) -> Voorbeeld:
    """What `stappen` do with a clock of which it is about next Friday at 16:30."""
    start = _vrijdag_half_vijf(nu)
    deze = SOORTEN[soort]
    begin = deze.begin_voor(start) if deze.op_datum else start
    klok = deze.klok(begin, Telling(gemeente.telling), kalender(gemeente), datum=start)
    gepland = plan(Ladder(0, tuple(stappen)), klok)
    hoger = [*(volgende.gepland_op for volgende in gepland[1:]), None]
    return Voorbeeld(
        deze.voorbeeld.format(moment=moment(start, nu, "om")),
        [
            Voorbeeldregel(
                moment(deze.gepland_op, start, "om"),
                woorden(stap),
                wie(stap, gemeente, soort),
                vervalt=deze.gepland_op == daarna,
            )
            for stap, deze, daarna in zip(stappen, gepland, hoger, strict=True)
        ],
    )


def _vrijdag_half_vijf(nu: datetime) -> datetime:
    hier = lokaal(nu)
    dag = hier.date() + timedelta(days=(VRIJDAG - hier.weekday()) % 7 or 7)
    return maak_lokaal(datetime.combine(dag, HALF_VIJF))


def woorden(stap: Stap) -> str:
    """When this step is due, as people say it."""
    waar = ANKERS[stap.anker]
    if stap.deel < 1:
        return f"als {DELEN.get(stap.deel, f'{stap.deel:.0%}')} van de tijd tot {waar} om is"
    if stap.dagen_ervoor:
        return f"{Duur(dagen=stap.dagen_ervoor).woorden} voor {waar}"
    if stap.uren_ervoor:
        return f"{stap.uren_ervoor:g} uur voor {waar}"
    if stap.werkdagen_erna:
        dagen = "een werkdag" if stap.werkdagen_erna == 1 else f"{stap.werkdagen_erna} werkdagen"
        return f"{dagen} na {waar}"
    return f"op {waar}"


def wie(stap: Stap, gemeente: Gemeente, soort: Termijn.Soort) -> str:
    """Who gets this step."""
    if stap.ontvanger == Ontvanger.TEAM:
        return SOORTEN[soort].wie
    return f"de teamleider, {gemeente.teamleider.naam}" if gemeente.teamleider else "de teamleider"


def in_het_kort(stappen: Sequence[Stap]) -> str:
    """A ladder in one sentence."""
    return "; ".join(
        woorden(stap) + (" (teamleider)" if stap.ontvanger == Ontvanger.TEAMLEIDER else "")
        for stap in stappen
    )
