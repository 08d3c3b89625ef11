"""Which reminders a clock sends, to whom and when: the ladder, as data. Pure: no Django.

Nobody is reminded outside opening hours: a step waits for the next opening time. A warning that
would then come too late leaves earlier instead, before closing time. A lower step is never planned
after a higher one: it moves along to the same moment, where only the highest is sent.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import accumulate
from typing import Any

from opvolging.kalender import dagen_later, volgende_opening, vorige_opening
from opvolging.termijnen import Afloop, Kalender, Pauze, Telling, loopt_af_op, na_werkdagen

OM_TE_HANDELEN = timedelta(hours=1)  # a warning with less time than this helps nobody


class Ontvanger(StrEnum):
    """Who is planned to be reminded; TEAM means: whoever took it up, and until then the team."""

    TEAM = "team"
    TEAMLEIDER = "teamleider"


class Anker(StrEnum):
    """The moment of the clock from which a step is counted."""

    STREEF = "streef"
    GRENS = "grens"


@dataclass(frozen=True, slots=True)
class Stap:
    """One rung: `deel` of the way to its anchor, less hours or days, then `werkdagen_erna`."""

    nummer: int  # 1 is the lowest
    naam: str
    anker: Anker
    ontvanger: Ontvanger = Ontvanger.TEAM
    deel: float = 1
    uren_ervoor: float = 0
    werkdagen_erna: int = 0
    dagen_ervoor: int = 0  # by the calendar

    @property
    def is_waarschuwing(self) -> bool:
        """Tell whether this step comes before its anchor, and should not come after it."""
        return self.deel < 1 or self.uren_ervoor > 0 or self.dagen_ervoor > 0

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


def bezwaren(stappen: Sequence[Stap], *, uren: int = 0, dagen: int = 0) -> list[str]:
    """Return what is wrong with `stappen` as a ladder, in words; nothing when it is one.

    Between target and limit lie so many hours, or days where a clock goes by the calendar.
    """
    hoogstens = f"{dagen} dagen" if dagen else f"{uren} uur"
    mogelijk = [
        (
            any(_is_te_vroeg(stap, uren, dagen) for stap in stappen),
            f"Kies voor de waarschuwing minder dan {hoogstens} voor de grens.",
        ),
        (
            any(not 0 < stap.deel <= 1 or _ervoor(stap) < 0 for stap in stappen),
            "Een waarschuwing komt voor het moment waarvoor zij waarschuwt.",
        ),
        (
            not any(_is_op_de_grens(stap) for stap in stappen),
            "De herinnering op de grens moet blijven: anders hoort niemand dat het te laat is.",
        ),
    ]
    return [zin for is_fout, zin in mogelijk if is_fout]


def _is_te_vroeg(stap: Stap, uren: int, dagen: int) -> bool:
    return stap.uren_ervoor >= max(uren, 1) or stap.dagen_ervoor >= max(dagen, 1)


def _ervoor(stap: Stap) -> float:
    return min(stap.uren_ervoor, stap.dagen_ervoor)


def _is_op_de_grens(stap: Stap) -> bool:
    return stap.anker == Anker.GRENS and not stap.is_waarschuwing and not stap.werkdagen_erna


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
        """Return when a step is due, before working days are added; never before the start."""
        if not self.vast:
            return self.na(max(0, self._uren(stap.anker) * stap.deel - stap.uren_ervoor))
        anker = self.anker(stap.anker)
        op = anker - (anker - self.start) * (1 - stap.deel) - timedelta(hours=stap.uren_ervoor)
        return max(dagen_later(op, -stap.dagen_ervoor), self.start)

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


def _in_openingstijd(stap: Stap, klok: Klok) -> datetime:
    moment = klok.moment(stap)
    if stap.werkdagen_erna:
        moment = na_werkdagen(moment, stap.werkdagen_erna, klok.kalender)
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
