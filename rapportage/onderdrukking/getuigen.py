"""Finds *getuigen*: other tables that a reader cannot tell from the truth.

Two readers. The **outsider** knows what is printed and that persons are counted. The **informed**
reader also knows the rule and which cells are primary, and is counted in one cell of each line:
a table convinces this reader only when the rule hides exactly the same primary cells in it and no
cell where the reader is counted is empty. Outside the tiny lines of the cell in question the
reader is taken to be in *every* cell that holds somebody, which is stronger than any real person.
All unknowns are whole numbers, so a getuige is a real table and no artefact of relaxation.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from rapportage.onderdrukking.stelsel import Getallen, Lijn, Stelsel

Reeks = NDArray[np.float64]

OVERAL = 10**9  # persons: no bound

KOSTEN_NUL = 1.0
KOSTEN_DEELTOTAAL = 4.0  # a subtotal is read more than a cell
KOSTEN_WORTEL = 1000.0  # the number of meldingen of the year goes only when nothing else helps


@dataclass
class _Rijen:
    """Constraints `onder ≤ row · x ≤ boven`, row by row."""

    termen: list[list[tuple[int, float]]] = field(default_factory=list)
    onder: list[float] = field(default_factory=list)
    boven: list[float] = field(default_factory=list)

    def erbij(self, termen: list[tuple[int, float]], onder: float, boven: float) -> None:
        """Add one row."""
        self.termen.append(termen)
        self.onder.append(onder)
        self.boven.append(boven)

    def matrix(self, breedte: int) -> Reeks:
        """The left-hand sides; families are small, so dense and quick to cut from."""
        uit = np.zeros((len(self.termen), breedte))
        for rij, termen in enumerate(self.termen):
            for kolom, gewicht in termen:
                uit[rij, kolom] += gewicht
        return uit


@dataclass(frozen=True)
class Vraag:
    """What is hidden, and which grootheden the reader knows to hold somebody."""

    verborgen: frozenset[int]
    bezet: frozenset[int] = frozenset()


class Zoeker:
    """Searches tables for one kind of reader.

    Unknowns: the grootheden, then per grootheid a switch "may differ from the truth", then per
    group a switch "everybody is still in it".
    """

    def __init__(self, s: Stelsel, *, ingewijd: bool) -> None:
        self.s, self.ingewijd = s, ingewijd
        self.n = s.aantal
        # A getuige close to the truth is enough; for the informed reader, who knows which cell
        # holds a group, the whole group must be able to move.
        groepen = [int(s.waar[lijn.totaal]) for lijn in s.resten.values() if ingewijd]
        self.ruimte = max([0, *groepen]) + 4 * int(s.k.max())
        self.totalen = {lijn.totaal for lijn in s.lijnen}
        self.kosten = np.array([self._kosten(nr) for nr in range(self.n)])
        self.breedte = 2 * self.n + len(s.resten)
        self.onder, self.boven = self._grenzen()
        rijen = self._beperkingen()
        self.matrix = rijen.matrix(self.breedte)
        self.raakt = self.matrix[:, : self.n] != 0
        # Right-hand sides as seen from the truth: what stays the truth then adds nothing.
        waar = self.matrix[:, : self.n] @ s.waar
        self.rij_onder = np.array(rijen.onder) - waar
        self.rij_boven = np.array(rijen.boven) - waar

    def _kosten(self, nr: int) -> float:
        """What the reader misses when this grootheid is hidden as well."""
        if nr in self.s.wortels:
            return KOSTEN_WORTEL
        kosten = KOSTEN_NUL + float(np.log2(1 + self.s.waar[nr]))
        return kosten * (KOSTEN_DEELTOTAAL if nr in self.totalen else 1)

    # --- what is possible ---------------------------------------------------------------------

    def _grenzen(self) -> tuple[Reeks, Reeks]:
        waar = self.s.waar.astype(float)
        onder = np.concatenate([np.maximum(0, waar - self.ruimte), np.zeros(self.breedte - self.n)])
        boven = np.concatenate([waar + self.ruimte, np.ones(self.breedte - self.n)])
        if self.ingewijd:
            for nr in range(self.n):
                onder[nr] = max(onder[nr], self._minstens(nr))
                if nr in self.s.primair and 0 < waar[nr] < self.s.k[nr]:
                    boven[nr] = self.s.k[nr] - 1
        return onder, boven

    def _minstens(self, nr: int) -> int:
        """The least that the informed reader grants this grootheid."""
        waar, k = int(self.s.waar[nr]), int(self.s.k[nr])
        if nr in self.s.in_kleine_lijn:
            return 0  # whether somebody is here is up to `bezet`
        if nr in self.s.primair and not (waar >= k and nr in self.totalen):
            return min(1, waar)
        return k if waar >= k else waar

    def _beperkingen(self) -> _Rijen:
        rijen = _Rijen()
        for band in self.s.banden:
            rijen.erbij([(band.totaal, -1.0), *((deel, 1.0) for deel in band.delen)], 0, 0)
        for nr in range(self.n):
            self._koppel(rijen, nr)
        if self.ingewijd:
            for lijn in self.s.lijnen:
                self._bewaar_soort(rijen, lijn)
            for plek, (rest, lijn) in enumerate(self.s.resten.items()):
                self._groep(rijen, 2 * self.n + plek, rest, lijn)
        return rijen

    def _koppel(self, rijen: _Rijen, nr: int) -> None:
        """Only where the switch is on may a grootheid differ; a zero then reaches its threshold."""
        waar, schakel = float(self.s.waar[nr]), self.n + nr
        rijen.erbij([(nr, 1.0), (schakel, -float(self.ruimte))], -np.inf, waar)
        onder = -float(self.ruimte)
        if self.ingewijd and waar == 0 and nr not in self.s.primair and nr not in self.s.resten:
            onder = -float(self.s.k[nr])
            rijen.erbij([(nr, 1.0), (schakel, onder)], 0, np.inf)
        else:
            rijen.erbij([(nr, 1.0), (schakel, -onder)], waar, np.inf)

    def _bewaar_soort(self, rijen: _Rijen, lijn: Lijn) -> None:
        """Of a line without group none may be made: its mark would be missing."""
        if self.s.waar[lijn.totaal] < self.s.k[lijn.totaal]:
            if self.s.waar[lijn.totaal] == 0 and lijn in self.s.groepslijnen:
                for deel in lijn.delen:
                    rijen.erbij(
                        [(lijn.totaal, 1.0), (deel, -1.0), (self.n + deel, -1.0)], 0, np.inf
                    )
        elif lijn in self.s.groepslijnen and self.s.groep(lijn) is None:
            for deel in lijn.delen:
                rijen.erbij([(lijn.totaal, 1.0), (deel, -1.0)], 1, np.inf)

    def _groep(self, rijen: _Rijen, schakel: int, rest: int, lijn: Lijn) -> None:
        """The cell of a group is primary: still everybody, or fewer than k with others beside."""
        groep = next(deel for deel in lijn.delen if self.s.waar[deel] == self.s.waar[lijn.totaal])
        groot = float(self.s.waar[groep] + self.ruimte)
        rijen.erbij([(groep, 1.0), (schakel, -groot)], -np.inf, float(self.s.k[groep] - 1))
        rijen.erbij([(rest, 1.0), (schakel, groot)], -np.inf, groot)
        rijen.erbij([(rest, 1.0), (schakel, 1.0)], 1, np.inf)

    # --- searching ----------------------------------------------------------------------------

    def uiterste(self, nr: int, richting: int, v: Vraag) -> Getallen | None:
        """The getuige with the largest (+1) or smallest (-1) value of `nr`."""
        doel = np.zeros(self.breedte)
        doel[nr] = -richting
        return self._los_op(doel, v, sorted(v.verborgen), (nr, 0, OVERAL))

    def tussen(self, nr: int, laag: int, hoog: int, v: Vraag) -> Getallen | None:
        """Any getuige with `laag` ≤ value of `nr` ≤ `hoog`."""
        return self._los_op(np.zeros(self.breedte), v, sorted(v.verborgen), (nr, laag, hoog))

    def goedkoopste(self, nr: int, laag: int, hoog: int, v: Vraag) -> tuple[float, Getallen] | None:
        """As `tussen`, while more may be hidden: what that costs, and the getuige."""
        doel = np.zeros(self.breedte)
        doel[self.n : 2 * self.n] = self.kosten
        doel[[self.n + al for al in v.verborgen]] = 0
        vrij = [plek for plek in range(self.n) if plek not in self.s.bekend]
        getuige = self._los_op(doel, v, vrij, (nr, laag, hoog))
        if getuige is None:
            return None
        anders = set(np.flatnonzero(getuige != self.s.waar).tolist()) - v.verborgen
        return float(sum(self.kosten[extra] for extra in sorted(anders))), getuige

    def _samenhang(self, nr: int, vrij: list[int]) -> Getallen:
        """Those of `vrij` that can move when `nr` does."""
        mag = np.zeros(self.n, dtype=bool)
        mag[vrij] = True
        bereikt = np.zeros(self.n, dtype=bool)
        bereikt[nr], aantal = True, 0
        while aantal < (aantal := int(bereikt.sum())):
            bereikt = self.raakt[self.raakt[:, bereikt].any(axis=1)].any(axis=0) & mag
        return np.flatnonzero(bereikt)

    def _los_op(
        self, doel: Reeks, v: Vraag, vrij: list[int], eis: tuple[int, int, int]
    ) -> Getallen | None:
        """The best getuige within `eis` in which only `vrij` differs; None when there is none."""
        nr, laag, hoog = eis
        onder, boven = self.onder.copy(), self.boven.copy()
        onder[nr], boven[nr] = max(onder[nr], laag), min(boven[nr], hoog)
        onder[list(v.bezet)] = np.maximum(onder[list(v.bezet)], 1)
        if onder[nr] > boven[nr]:
            return None
        deel = self._samenhang(nr, vrij)
        rij = np.flatnonzero(self.raakt[:, deel].any(axis=1))
        schakels = np.arange(2 * self.n, self.breedte)
        kolom = np.concatenate([deel, self.n + deel, schakels])
        stuk = self.matrix[np.ix_(rij, kolom)]
        erbij = stuk[:, : len(deel)] @ self.s.waar[deel]
        rechts = self.rij_onder[rij] + erbij, self.rij_boven[rij] + erbij
        uitkomst = milp(
            doel[kolom],
            integrality=np.ones(len(kolom)),
            bounds=Bounds(onder[kolom], boven[kolom]),
            constraints=LinearConstraint(stuk, *rechts),
        )
        if uitkomst.x is None:
            return None
        getuige = self.s.waar.copy()
        getuige[deel] = np.rint(uitkomst.x[: len(deel)])
        return getuige
