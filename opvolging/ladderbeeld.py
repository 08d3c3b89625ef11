"""A ladder in words, and whom it reminds when for one example: what the beheerder sees first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from opvolging import regelbeheer
from opvolging.kalender import Kalender, lokaal, maak_lokaal
from opvolging.klokkensoorten import SOORTEN
from opvolging.klokrekening import kalender
from opvolging.kloksoort import Duur, Regel
from opvolging.klokstand import DAGEN, moment
from opvolging.ladder import Anker, Ladder, Ontvanger, Stap, die_weggaan, plan
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
    stappen: Sequence[Stap],
    soort: Termijn.Soort,
    gemeente: Gemeente,
    nu: datetime,
    *,
    regel: Regel | None = None,
    telling: Telling | None = None,
    dagen: Kalender | None = None,
) -> Voorbeeld:
    """What `stappen` do with a clock of which it is about next Friday at 16:30.

    With `regel`, `telling` and `dagen` by those, otherwise by what holds now.
    """
    start = _vrijdag_half_vijf(nu)
    deze = SOORTEN[soort].met(regel) if regel else regelbeheer.soort_van(gemeente, soort)
    begin = deze.begin_voor(start) if deze.op_datum else start
    eigen = telling or Telling(gemeente.telling), dagen or kalender(gemeente)
    klok = deze.klok(begin, *eigen, datum=start)
    gepland = plan(Ladder(0, tuple(stappen)), klok)
    weg = die_weggaan(gepland)
    return Voorbeeld(
        f"{deze.voorbeeld.format(moment=moment(start, nu, 'om'))} "
        f"Het streven is {moment(klok.anker(Anker.STREEF), nu)}, "
        f"de grens {moment(klok.anker(Anker.GRENS), nu, 'om')}.",
        [
            Voorbeeldregel(
                _dag_en_tijd(deze.gepland_op, start),
                woorden(stap),
                wie(stap, gemeente, soort),
                vervalt=deze not in weg,
            )
            for stap, deze in zip(stappen, gepland, strict=True)
        ],
    )


def _dag_en_tijd(op: datetime, start: datetime) -> str:
    """As seen from the example: the days around it by their name, and never today or tomorrow."""
    hier = lokaal(op)
    if abs((hier.date() - start.date()).days) <= 1:
        return f"{DAGEN[hier.weekday()]} om {hier:%H:%M}"
    return moment(op, start, "om")


def _vrijdag_half_vijf(nu: datetime) -> datetime:
    hier = lokaal(nu)
    dag = hier.date() + timedelta(days=(VRIJDAG - hier.weekday()) % 7 or 7)
    return maak_lokaal(datetime.combine(dag, HALF_VIJF))


def woorden(stap: Stap) -> str:
    """When this step is due, as people say it."""
    waar = ANKERS[stap.anker]
    if stap.deel < 1:
        return f"als {DELEN.get(stap.deel, f'{stap.deel:.0%}')} van de tijd tot {waar} om is"
    uren, richting = stap.uren_ervoor or stap.uren_erna, "voor" if stap.ervoor else "na"
    dagen = Duur(
        werkdagen=stap.werkdagen_ervoor or stap.werkdagen_erna,
        dagen=stap.dagen_ervoor or stap.dagen_erna,
    ).woorden
    hoeveel = f"{uren:g} uur" if uren else dagen
    return f"{hoeveel} {richting} {waar}" if hoeveel else f"op {waar}"


def wie(stap: Stap, gemeente: Gemeente, soort: Termijn.Soort) -> str:
    """Who gets this step."""
    if stap.ontvanger == Ontvanger.TEAM:
        return SOORTEN[soort].wie
    if stap.ontvanger == Ontvanger.PLAATSVERVANGER:
        return "de plaatsvervanger; is die er niet, de teamleider"
    return f"de teamleider, {gemeente.teamleider.naam}" if gemeente.teamleider else "de teamleider"


def in_het_kort(stappen: Sequence[Stap]) -> str:
    """A ladder in one sentence."""
    return "; ".join(
        woorden(stap) + ("" if stap.ontvanger == Ontvanger.TEAM else f" ({stap.ontvanger})")
        for stap in stappen
    )


def regel_in_het_kort(regel: Regel) -> str:
    """How long a clock runs, in one sentence."""
    telling = f", in {regel.telling}" if regel.telling else ""
    return f"streven: {_duur(regel.streef)}; grens: {_duur(regel.grens)}{telling}"


def _duur(duur: Duur) -> str:
    if duur.uren:
        return f"{duur.uren} uur"
    if duur == Duur():
        return "de datum zelf"
    ervoor = min(duur.dagen, duur.werkdagen, duur.maanden) < 0
    return f"{duur.woorden} {'ervoor' if ervoor else 'erna'}"
