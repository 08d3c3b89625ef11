"""One linear system per family, and the rule that says which cells are small.

Cells that count the same persons become one *grootheid*, numbered in the order of the tables; so
they are shown or hidden together. Everything else that ties them is a line `totaal = sum of delen`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rapportage.onderdrukking.model import Cel, Familie

Getallen = NDArray[np.int64]


@dataclass(frozen=True)
class Lijn:
    """`totaal` is the sum of `delen`; all are numbers of grootheden."""

    totaal: int
    delen: tuple[int, ...]


@dataclass
class Stelsel:
    """A family as numbered grootheden; the last ones are differences and rests, never printed."""

    plaats: dict[Cel, int]
    waar: Getallen
    k: Getallen
    lijnen: list[Lijn]  # of the tables: here the rule looks for groups
    banden: list[Lijn]  # everything that adds up, `lijnen` included
    bekend: frozenset[int]  # printed earlier: knowledge of every attacker
    ooit_verborgen: frozenset[int]  # hidden earlier: stays hidden
    groepslijnen: frozenset[Lijn]  # the lines in which "all share one value" would tell something
    gedrukt: int  # grootheden below this number are cells of a table
    resten: dict[int, Lijn] = field(default_factory=dict)  # rest → the line of its group

    @property
    def aantal(self) -> int:
        """How many grootheden there are."""
        return len(self.waar)

    @cached_property
    def primair(self) -> frozenset[int]:
        """The grootheden that may not be shown for their own sake."""
        return self.primair_bij(self.waar)

    def primair_bij(self, waarden: Getallen) -> frozenset[int]:
        """What the rule would hide if `waarden` were the truth."""
        klein = {
            nr
            for nr in range(self.aantal)
            if 0 < waarden[nr] < self.k[nr] and nr not in self.resten
        }
        for lijn in self.lijnen:
            klein.update(self._door_lijn(lijn, waarden))
        return frozenset(klein - self.bekend)

    def _door_lijn(self, lijn: Lijn, waarden: Getallen) -> Iterator[int]:
        """All of a line with fewer than k persons, zeros too; else the cell that holds everybody.

        The zeros of a tiny line go because they say by themselves what its persons are *not*.
        """
        totaal = waarden[lijn.totaal]
        if 0 < totaal < self.k[lijn.totaal]:
            yield from lijn.delen
        elif totaal > 0 and lijn in self.groepslijnen:
            yield from (deel for deel in lijn.delen if waarden[deel] == totaal)

    def groep(self, lijn: Lijn) -> int | None:
        """The grootheid that holds everybody of `lijn`, when there are k or more of them."""
        totaal = self.waar[lijn.totaal]
        if lijn not in self.groepslijnen or totaal < self.k[lijn.totaal]:
            return None
        return next((deel for deel in lijn.delen if self.waar[deel] == totaal), None)

    @cached_property
    def kleine_lijnen(self) -> list[Lijn]:
        """The lines with fewer than k persons, of which the rule hides everything."""
        return [ln for ln in self.lijnen if 0 < self.waar[ln.totaal] < self.k[ln.totaal]]

    @cached_property
    def in_kleine_lijn(self) -> frozenset[int]:
        """The parts of these lines."""
        return frozenset(deel for lijn in self.kleine_lijnen for deel in lijn.delen)

    def bezet(self, delen: Iterable[int]) -> frozenset[int]:
        """Those of `delen` that hold somebody."""
        return frozenset(deel for deel in delen if self.waar[deel])

    def kennis(self, nr: int) -> list[frozenset[int]]:
        """Per place where an informed reader of `nr` may be counted: what must hold somebody.

        In the tiny lines around `nr` that is one cell; elsewhere all that are not empty.
        """
        eigen = [ln for ln in self.kleine_lijnen if nr == ln.totaal or nr in ln.delen]
        totalen = {lijn.totaal for lijn in eigen}
        kring = [ln for ln in self.kleine_lijnen if ln.totaal in totalen]
        elders = self.in_kleine_lijn.difference(*(lijn.delen for lijn in kring))
        plekken = self.bezet(deel for lijn in eigen for deel in lijn.delen)
        return [self.bezet(elders) | {plek} for plek in sorted(plekken)] or [self.bezet(elders)]

    @cached_property
    def wortels(self) -> frozenset[int]:
        """Totals that are themselves part of nothing: what a report cannot do without."""
        delen = {deel for band in self.banden for deel in band.delen}
        return frozenset({band.totaal for band in self.banden} - delen)


def stelsel(familie: Familie) -> Stelsel:
    """The system of `familie`.

    Raises ValueError when its numbers contradict each other or name a cell that is not there.
    """
    return _Bouw(familie).klaar()


class _Bouw:
    """Numbers the cells and collects the lines; one use."""

    def __init__(self, familie: Familie) -> None:
        self.familie = familie
        self.tellingen = familie.tellingen()
        if len({tabel.naam for tabel in familie.tabellen}) < len(familie.tabellen):
            raise ValueError("twee tabellen met dezelfde naam")
        self.plaats = self._nummer()
        self.waar: list[int] = [0] * (max(self.plaats.values()) + 1)
        self.k = [0] * len(self.waar)
        for cel, drempel in self._drempels():
            nr = self.plaats[cel]
            if self.k[nr] and self.waar[nr] != self.tellingen[cel]:
                raise ValueError(f"{cel} telt anders dan de cellen waaraan het gelijk is")
            self.waar[nr] = self.tellingen[cel]
            self.k[nr] = max(self.k[nr], drempel)
        self.gedrukt = len(self.waar)

    def _drempels(self) -> Iterator[tuple[Cel, int]]:
        for tabel in self.familie.tabellen:
            yield from ((cel, tabel.drempel(cel)) for cel in tabel.tellingen())

    def _nummer(self) -> dict[Cel, int]:
        """Cells → numbers; cells that are equal get one number."""
        hoofd = {cel: cel for cel in self.tellingen}

        def top(cel: Cel) -> Cel:
            while hoofd[cel] != cel:
                cel = hoofd[cel]
            return cel

        for groep in self.familie.gelijk:
            self._bestaan(groep)
            for cel in groep[1:]:
                hoofd[top(cel)] = top(groep[0])
        nummers: dict[Cel, int] = {}
        return {cel: nummers.setdefault(top(cel), len(nummers)) for cel in self.tellingen}

    def _bestaan(self, cellen: tuple[Cel, ...]) -> None:
        if vreemd := [cel for cel in cellen if cel not in self.tellingen]:
            raise ValueError(f"geen cel van deze familie: {vreemd[0]}")

    def _lijn(self, totaal: Cel, delen: tuple[Cel, ...]) -> Lijn:
        self._bestaan((totaal, *delen))
        lijn = Lijn(self.plaats[totaal], tuple(self.plaats[deel] for deel in delen))
        if self.waar[lijn.totaal] != sum(self.waar[deel] for deel in lijn.delen):
            raise ValueError(f"{totaal} is niet de som van zijn delen")
        return lijn

    def _onzichtbaar(self, waarde: int, k: int) -> int:
        """A new grootheid that no table prints."""
        self.waar.append(waarde)
        self.k.append(k)
        return len(self.waar) - 1

    def _verschil(self, kleinste: Cel, grootste: Cel) -> Lijn:
        self._bestaan((kleinste, grootste))
        a, b = self.plaats[kleinste], self.plaats[grootste]
        if self.waar[a] > self.waar[b]:
            raise ValueError(f"{kleinste} telt meer dan {grootste}")
        verschil = self._onzichtbaar(self.waar[b] - self.waar[a], max(self.k[a], self.k[b]))
        return Lijn(b, (a, verschil))

    def _eerder(self) -> tuple[frozenset[int], frozenset[int]]:
        self._bestaan(tuple(self.familie.eerder))
        bekend: set[int] = set()
        verborgen: set[int] = set()
        for cel, waarde in self.familie.eerder.items():
            if waarde is not None and waarde != self.tellingen[cel]:
                raise ValueError(f"{cel} is eerder anders gepubliceerd")
            (verborgen if waarde is None else bekend).add(self.plaats[cel])
        return frozenset(bekend), frozenset(verborgen - bekend)

    def klaar(self) -> Stelsel:
        """The finished system."""
        lijnen: dict[Lijn, None] = {}
        groepslijnen = set()
        for tabel in self.familie.tabellen:
            for totaal, delen in tabel.lijnen():
                lijn = self._lijn(totaal, delen)
                lijnen[lijn] = None
                if tabel.groepsregel and len(delen) > 1:
                    groepslijnen.add(lijn)
        bekend, ooit_verborgen = self._eerder()
        sommen = [self._lijn(*som) for som in self.familie.sommen]
        verschillen = [self._verschil(*paar) for paar in self.familie.hoogstens]
        s = Stelsel(
            plaats=self.plaats,
            waar=np.array(self.waar, dtype=np.int64),
            k=np.array(self.k, dtype=np.int64),
            lijnen=list(lijnen),
            banden=[*lijnen, *sommen, *verschillen],
            bekend=bekend,
            ooit_verborgen=ooit_verborgen,
            groepslijnen=frozenset(groepslijnen),
            gedrukt=self.gedrukt,
        )
        return _met_resten(s)


def _met_resten(s: Stelsel) -> Stelsel:
    """Add, for each group, the number of persons outside it: nobody may be sure that it is zero.

    Hiding the group alone is not enough when its total is hidden too: zeros beside it that are
    shown say that all share one value, however many they are.
    """
    for lijn in s.lijnen:
        groep = s.groep(lijn)
        if groep is not None and groep not in s.bekend:
            rest = s.aantal
            s.waar = np.append(s.waar, 0)
            s.k = np.append(s.k, s.k[lijn.totaal])
            s.resten[rest] = lijn
            s.banden.append(Lijn(lijn.totaal, (groep, rest)))
    return s
