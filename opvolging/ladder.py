"""Which reminders a clock sends, to whom and when: the ladder, as data. Pure: no Django.

Nobody is reminded outside opening hours: a step waits for the next opening time. A warning that
would then come too late leaves earlier instead, before closing time. A lower step is never planned
after a higher one: it moves along to the same moment, where only the highest is sent. Steps of the
same moment for different people share a number, so that all of them are sent.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import accumulate, groupby
from typing import Any

from opvolging.kalender import dagen_later, volgende_opening, voor_werkdagen, vorige_opening
from opvolging.termijnen import Afloop, Kalender, Pauze, Telling, loopt_af_op, na_werkdagen

OM_TE_HANDELEN = timedelta(hours=1)  # a warning with less time than this helps nobody
MEESTE_STAPPEN = 8  # more than this is a nag


class Ontvanger(StrEnum):
    """Who is planned to be reminded; TEAM means: whoever took it up, and until then the team.

    PLAATSVERVANGER is of whoever took it up; without one it is the teamleider.
    """

    TEAM = "team"
    PLAATSVERVANGER = "plaatsvervanger"
    TEAMLEIDER = "teamleider"


class Anker(StrEnum):
    """The moment of the clock from which a step is counted."""

    STREEF = "streef"
    GRENS = "grens"


@dataclass(frozen=True, slots=True)
class Stap:
    """One rung: `deel` of the way to its anchor, or so much before or after it."""

    nummer: int  # 1 is the lowest
    naam: str
    anker: Anker
    ontvanger: Ontvanger = Ontvanger.TEAM
    deel: float = 1
    uren_ervoor: float = 0
    werkdagen_erna: int = 0
    dagen_ervoor: int = 0  # by the calendar
    werkdagen_ervoor: int = 0
    uren_erna: float = 0
    dagen_erna: int = 0

    @property
    def ervoor(self) -> float:
        """Return how much before its anchor, in whatever unit."""
        return self.uren_ervoor or self.werkdagen_ervoor or self.dagen_ervoor

    @property
    def erna(self) -> float:
        """Return how much after its anchor, in whatever unit."""
        return self.uren_erna or self.werkdagen_erna or self.dagen_erna

    @property
    def is_waarschuwing(self) -> bool:
        """Tell whether this step comes before its anchor, and should not come after it."""
        return self.deel < 1 or self.ervoor > 0

    @property
    def is_te_laat(self) -> bool:
        """Tell whether this step says that the limit is reached, at that moment."""
        return self.anker == Anker.GRENS and not self.is_waarschuwing and not self.erna

    @property
    def wanneer(self) -> "Stap":
        """Return only when it is, for whomever."""
        return replace(self, nummer=0, naam="", ontvanger=Ontvanger.TEAM)

    def voor(self, ontvanger: Ontvanger) -> "Stap":
        """Return the same step for somebody else."""
        return replace(self, ontvanger=ontvanger)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps of one kind of clock; raise `versie` with every change."""

    versie: int
    stappen: tuple[Stap, ...]

    def als_gegevens(self) -> list[dict[str, Any]]:
        """Return the steps as JSON."""
        return [asdict(stap) for stap in self.stappen]

    @classmethod
    def uit_gegevens(cls, versie: int, gegevens: Iterable[dict[str, Any]]) -> "Ladder":
        """Return the ladder that `als_gegevens` wrote down."""
        stappen = [
            Stap(**rij | {"anker": Anker(rij["anker"]), "ontvanger": Ontvanger(rij["ontvanger"])})
            for rij in gegevens
        ]
        return cls(versie, tuple(stappen))


@dataclass(frozen=True, slots=True)
class Klok:
    """Everything that decides when a clock reaches its target and its limit."""

    start: datetime
    uren_streef: float
    uren_grens: float
    telling: Telling
    kalender: Kalender
    pauzes: tuple[Pauze, ...] = ()
    stil_tot: datetime | None = None  # end of the last pause: what did not leave yet waits for it
    vast: tuple[datetime, datetime] | None = None  # target and limit of one that counts no hours

    def na(self, uren: float) -> datetime:
        """Return the moment at which `uren` hours have been counted."""
        return self.afloop(uren).moment

    def anker(self, anker: Anker) -> datetime:
        """Return when it reaches its target or its limit."""
        if self.vast:
            return self.vast[anker == Anker.GRENS]
        return self.na(self._uren(anker))

    def moment(self, stap: Stap) -> datetime:
        """Return when a step is due, whether we are open or not; never before the start."""
        return max(self.ruw(stap), self.start)

    def ruw(self, stap: Stap) -> datetime:
        """Return the same where it would be; a warning can lie before the start."""
        op = self._in_uren(stap)
        if stap.dagen_ervoor or stap.dagen_erna:
            op = dagen_later(op, stap.dagen_erna - stap.dagen_ervoor)
        if stap.werkdagen_erna:
            return na_werkdagen(op, stap.werkdagen_erna, self.kalender)
        if stap.werkdagen_ervoor:
            return voor_werkdagen(op, stap.werkdagen_ervoor, self.kalender)
        return op

    def _in_uren(self, stap: Stap) -> datetime:
        if not self.vast:
            uren = self._uren(stap.anker) * stap.deel - stap.uren_ervoor + stap.uren_erna
            return self.na(uren) if uren >= 0 else self.start - timedelta(hours=-uren)
        anker = self.anker(stap.anker)
        op = anker - (anker - self.start) * (1 - stap.deel)
        return op + timedelta(hours=stap.uren_erna - stap.uren_ervoor)

    def _uren(self, anker: Anker) -> float:
        return self.uren_streef if anker == Anker.STREEF else self.uren_grens

    def afloop(self, uren: float) -> Afloop:
        """Return that moment with how it was counted."""
        return loopt_af_op(self.start, uren, self.telling, self.kalender, self.pauzes)


@dataclass(frozen=True, slots=True)
class Gepland:
    """One step of one clock with its moment, in opening hours."""

    stap: int
    naam: str
    ontvanger: Ontvanger
    gepland_op: datetime


def plan(ladder: Ladder, klok: Klok) -> tuple[Gepland, ...]:
    """Return the steps of `ladder` in order; none after a higher one, none before `stil_tot`."""
    momenten = [_in_openingstijd(stap, klok) for stap in ladder.stappen]
    # the earliest of a step and all above it, reckoned from the top down
    op_volgorde = list(accumulate(reversed(momenten), min))[::-1]
    return tuple(
        Gepland(stap.nummer, stap.naam, stap.ontvanger, _na_pauze(op, klok))
        for stap, op in zip(ladder.stappen, op_volgorde, strict=True)
    )


def die_weggaan(gepland: Sequence[Gepland]) -> list[Gepland]:
    """Return those that leave when nobody answers: of one moment only the highest number."""
    hoogste = {een.gepland_op: een.stap for een in gepland}
    return [een for een in gepland if hoogste[een.gepland_op] == een.stap]


def _in_openingstijd(stap: Stap, klok: Klok) -> datetime:
    moment = klok.moment(stap)
    later = volgende_opening(moment, klok.kalender)
    if later == moment or not stap.is_waarschuwing:
        return later
    if later + OM_TE_HANDELEN <= klok.anker(stap.anker):
        return later
    eerder = vorige_opening(moment, klok.kalender, OM_TE_HANDELEN)
    return eerder if eerder >= _loopt_sinds(klok, moment) else later


def _na_pauze(moment: datetime, klok: Klok) -> datetime:
    if klok.stil_tot is None or moment >= klok.stil_tot:
        return moment
    return volgende_opening(klok.stil_tot, klok.kalender)


def _loopt_sinds(klok: Klok, moment: datetime) -> datetime:
    """Return since when the clock has been running at `moment`: its start or its last pause."""
    return max([klok.start, *(tot for _, tot in klok.pauzes if tot <= moment)])


@dataclass(frozen=True, slots=True)
class Bezwaar:
    """What is wrong with the step at `plek`, or with all of them together."""

    plek: int | None
    zin: str


def bezwaren(stappen: Sequence[Stap], klok: Klok) -> list[Bezwaar]:
    """Return what is wrong with `stappen` as a ladder of `klok`; nothing when it is one."""
    plekken = range(len(stappen))
    per_stap = [Bezwaar(plek, zin) for plek in plekken for zin in _op(plek, stappen, klok)]
    samen = [
        (
            not any(stap.is_te_laat for stap in stappen),
            "De herinnering op de grens moet blijven: anders hoort niemand dat het te laat is.",
        ),
        (
            len(stappen) > MEESTE_STAPPEN,
            f"Meer dan {MEESTE_STAPPEN} stappen is te veel. Haal er een weg.",
        ),
    ]
    return per_stap + [Bezwaar(None, zin) for is_fout, zin in samen if is_fout]


def _op(plek: int, stappen: Sequence[Stap], klok: Klok) -> list[str]:
    stap = stappen[plek]
    eerder = [(ander.wanneer, ander.ontvanger) for ander in stappen[:plek]]
    mogelijk = [
        (
            not 0 < stap.deel <= 1 or min(stap.ervoor, stap.erna) < 0,
            "Een waarschuwing komt voor het moment waarvoor zij waarschuwt.",
        ),
        (
            stap.ervoor > 0 and klok.ruw(stap) <= klok.start,
            "Dan loopt de klok nog niet. Kies een kortere tijd.",
        ),
        ((stap.wanneer, stap.ontvanger) in eerder, "Deze stap staat er al."),
    ]
    return [zin for is_fout, zin in mogelijk if is_fout]


def op_volgorde(stappen: Iterable[Stap], klok: Klok) -> tuple[Stap, ...]:
    """Return the steps from low to high as `klok` reaches them, numbered.

    Those of one moment share the number of the last, so that the highest number is their amount.
    """
    op_rij = sorted(stappen, key=lambda stap: _rang(stap, klok))
    geteld = 0
    genummerd: list[Stap] = []
    for _, deze in groupby(op_rij, key=lambda stap: stap.wanneer):
        samen = list(deze)
        geteld += len(samen)
        genummerd += [replace(stap, nummer=geteld, naam="") for stap in samen]
    return tuple(genummerd)


def _rang(stap: Stap, klok: Klok) -> tuple[object, ...]:
    # what falls together all the same: the limit is above the target, and one kind stays together
    aan = list(Ontvanger).index(stap.ontvanger)
    return (klok.ruw(stap), stap.anker == Anker.GRENS, repr(stap.wanneer), aan)
