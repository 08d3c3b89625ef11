"""The two attackers of the audit: what they reckon with and how they find the values of a cell.

Written apart from the code that chooses (`stelsel`, `getuigen`), on purpose: a mistake there must
not be repeated here.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from rapportage.onderdrukking.model import Cel, Familie, Tabel

Publicatie = Mapping[Cel, int | str | None]
Grens = tuple[float, float]

DRIE = 3  # values: from here on the search for more stops
NIETS: Mapping[int, Grens] = {}


def drempels(familie: Familie) -> dict[Cel, int]:
    """Threshold per cell: of equal cells the highest counts for all."""
    k = {c: tabel.drempel(c) for tabel in familie.tabellen for c in tabel.tellingen()}
    for _ in familie.gelijk:  # chains of groups need as many rounds as there are groups
        for groep in familie.gelijk:
            k.update(dict.fromkeys(groep, max(k[cel] for cel in groep)))
    return k


def regel(familie: Familie) -> set[Cel]:
    """The primary cells of the truth; a cell is primary when any cell equal to it is."""
    telling, k = familie.tellingen(), drempels(familie)
    primair = {cel for cel, aantal in telling.items() if 1 <= aantal <= k[cel] - 1}
    for tabel in familie.tabellen:
        for totaal, delen in tabel.lijnen():
            if 1 <= telling[totaal] <= k[totaal] - 1:
                primair |= set(delen)
            elif (groep := _groep(tabel, telling, totaal, delen)) is not None:
                primair.add(groep)
    bekend = {cel for cel, aantal in familie.eerder.items() if aantal is not None}
    return _ook_gelijke(familie, primair) - _ook_gelijke(familie, bekend)


def _ook_gelijke(familie: Familie, cellen: set[Cel]) -> set[Cel]:
    erbij = {cel for groep in familie.gelijk if cellen & set(groep) for cel in groep}
    return cellen if erbij <= cellen else _ook_gelijke(familie, cellen | erbij)


def _groep(
    tabel: Tabel, telling: Mapping[Cel, int], totaal: Cel, delen: Sequence[Cel]
) -> Cel | None:
    """The one cell of a line that holds all its persons, where that says something about them."""
    bezet = [deel for deel in delen if telling[deel]]
    return bezet[0] if tabel.groepsregel and len(delen) > 1 and len(bezet) == 1 else None


@dataclass
class _Eis:
    """onder ≤ Σ factor · unknown ≤ boven."""

    termen: dict[int, float]
    onder: float
    boven: float = np.inf


class Wereld:
    """The unknowns (one per cell, then differences and rests of groups) and what ties them."""

    def __init__(self, familie: Familie, getoond: Publicatie) -> None:
        self.familie = familie
        self.telling, self.primair = familie.tellingen(), regel(familie)
        self.naam = list(self.telling)
        self.nr = {cel: nr for nr, cel in enumerate(self.naam)}
        self.waar = list(self.telling.values())
        k = drempels(familie)
        self.drempel = [k[cel] for cel in self.naam]
        self.kaal = {self.nr[c] for c, waarde in getoond.items() if isinstance(waarde, int)}
        self.klein = {self.nr[cel] for cel in self.primair}
        self.groepen: list[tuple[int, int, int]] = []  # group, rest, total
        self.zelfde = self._zelfde()
        self.krap = [  # total and parts of lines with fewer than k persons
            [self.zelfde[self.nr[cel]] for cel in (totaal, *delen)]
            for tabel in familie.tabellen
            for totaal, delen in tabel.lijnen()
            if 0 < self.telling[totaal] < k[totaal]
        ]
        self.verschillen: list[int] = []
        self.eisen = list(self._gelijkheden())
        self._verschillen()
        self._resten()
        # Nobody holds it possible that a town has several times as many persons as it has.
        self.plafond = 2 * max(self.waar) + 10 * max(self.drempel)

    def _zelfde(self) -> list[int]:
        """Per unknown the first one that must be equal to it."""
        return [min(self.nr[c] for c in _ook_gelijke(self.familie, {cel})) for cel in self.naam]

    def is_krap(self, nr: int) -> bool:
        """Whether `nr` is part of a line with fewer than k persons."""
        return any(self.zelfde[nr] in delen for _, *delen in self.krap)

    def _gelijkheden(self) -> Iterator[_Eis]:
        for groep in self.familie.gelijk:
            for cel in groep[1:]:
                yield _Eis({self.nr[groep[0]]: 1, self.nr[cel]: -1}, 0, 0)
        lijnen = [lijn for tabel in self.familie.tabellen for lijn in tabel.lijnen()]
        for totaal, delen in [*lijnen, *self.familie.sommen]:
            yield _Eis({self.nr[totaal]: -1, **{self.nr[deel]: 1 for deel in delen}}, 0, 0)

    def _nieuw(self, cel: Cel, waarde: int, drempel: int) -> int:
        self.zelfde.append(len(self.waar))
        self.naam.append(cel)
        self.waar.append(waarde)
        self.drempel.append(drempel)
        return len(self.waar) - 1

    def _verschillen(self) -> None:
        for kleinste, grootste in self.familie.hoogstens:
            a, b = self.nr[kleinste], self.nr[grootste]
            k = max(self.drempel[a], self.drempel[b])
            nr = self._nieuw(grootste, self.waar[b] - self.waar[a], k)
            self.verschillen.append(nr)
            if 0 < self.waar[nr] < k:
                self.klein.add(nr)
            self.eisen.append(_Eis({b: -1, a: 1, nr: 1}, 0, 0))

    def _resten(self) -> None:
        for tabel in self.familie.tabellen:
            for totaal, delen in tabel.lijnen():
                groep = _groep(tabel, self.telling, totaal, delen)
                t = self.nr[totaal]
                if groep in self.primair and self.waar[t] >= self.drempel[t]:
                    g, rest = self.nr[groep], self._nieuw(groep, 0, self.drempel[t])
                    self.groepen.append((g, rest, t))
                    self.eisen.append(_Eis({t: -1, g: 1, rest: 1}, 0, 0))

    def doelen(self) -> list[int]:
        """What must stay uncertain."""
        cellen = [nr for nr in range(len(self.nr)) if nr not in self.kaal]
        verschillen = [nr for nr in self.verschillen if nr in self.klein]
        return cellen + verschillen + [rest for _, rest, _ in self.groepen]


@dataclass
class _Rekenaar:
    """One attacker: bounds per unknown, demands, and every consistent table seen so far."""

    grenzen: list[Grens]
    eisen: list[_Eis]
    gezien: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        rij = [i for i, eis in enumerate(self.eisen) for _ in eis.termen]
        kolom = [nr for eis in self.eisen for nr in eis.termen]
        factor = [f for eis in self.eisen for f in eis.termen.values()]
        vorm = (len(self.eisen), len(self.grenzen))
        self.matrix = LinearConstraint(
            coo_array((factor, (rij, kolom)), shape=vorm).tocsr(),
            [eis.onder for eis in self.eisen],
            [eis.boven for eis in self.eisen],
        )

    def zoek(self, nr: int, richting: int, extra: Mapping[int, Grens] = NIETS) -> None:
        """Add the table in which `nr` goes furthest in `richting`, within the `extra` bounds."""
        doel = np.zeros(len(self.grenzen))
        doel[nr] = -richting
        onder, boven = (np.array(kant, dtype=float) for kant in zip(*self.grenzen, strict=True))
        for plek, (laag, hoog) in extra.items():
            onder[plek], boven[plek] = max(onder[plek], laag), min(boven[plek], hoog)
        if (onder <= boven).all():
            heel = np.ones_like(doel)
            uit = milp(doel, integrality=heel, bounds=Bounds(onder, boven), constraints=self.matrix)
            if uit.x is not None:
                self.gezien.append([round(x) for x in uit.x])

    def mogelijk(self, nr: int, bezet: Collection[int] = ()) -> set[int]:
        """The values of `nr` in the tables seen so far in which nothing of `bezet` is empty."""
        return {tabel[nr] for tabel in self.gezien if all(tabel[plek] for plek in bezet)}

    def bereik(self, nr: int, genoeg: int) -> tuple[int, int]:
        """Smallest and largest value of `nr`; stops looking at a width of `genoeg`."""
        for richting in (1, -1):
            if max(self.mogelijk(nr)) - min(self.mogelijk(nr)) < genoeg:
                self.zoek(nr, richting)
        return min(self.mogelijk(nr)), max(self.mogelijk(nr))

    def waarden(self, nr: int, bezet: Collection[int]) -> tuple[int, ...]:
        """Values of `nr` that are possible: all of them when there are fewer than three."""
        eis: dict[int, Grens] = dict.fromkeys(bezet, (1, np.inf))
        for richting in (1, -1):
            if len(self.mogelijk(nr, bezet)) < DRIE:
                self.zoek(nr, richting, eis)
        gevonden = self.mogelijk(nr, bezet)
        laag, hoog = min(gevonden) + 1, max(gevonden) - 1
        if len(gevonden) < DRIE and laag <= hoog:
            self.zoek(nr, 1, eis | {nr: (max(laag, nr in bezet), hoog)})
        return tuple(sorted(self.mogelijk(nr, bezet)))


def buitenstaander(wereld: Wereld) -> _Rekenaar:
    grenzen: list[Grens] = [
        (waar, waar) if nr in wereld.kaal else (0, wereld.plafond)
        for nr, waar in enumerate(wereld.waar)
    ]
    return _Rekenaar(grenzen, wereld.eisen, [wereld.waar])


class Ingewijde:
    """Turns the knowledge of the informed attacker into bounds and demands."""

    def __init__(self, wereld: Wereld) -> None:
        self.w = wereld
        self.grenzen = [self._grens(nr) for nr in range(len(wereld.waar))]
        self.eisen = list(wereld.eisen)
        self.bezet: dict[int, int] = {}  # empty cell → switch "not empty"
        self.rekenaar = self._rekenaar()

    def waarden(self, nr: int) -> tuple[int, ...]:
        """What stays possible for `nr` to the reader who, of all places in its line, knows most."""
        kring = [lijn for lijn in self.w.krap if self.w.zelfde[nr] in lijn]
        zelfde = {t for t, *_ in kring}
        buren = {cel for t, *delen in self.w.krap if t in zelfde for cel in delen}
        vol = {cel for _, *delen in self.w.krap for cel in delen if self.w.waar[cel]}
        plekken = {cel for _, *delen in kring for cel in delen if self.w.waar[cel]}
        kennis = [(vol - buren) | {plek} for plek in sorted(plekken)] or [vol]
        return min((self.rekenaar.waarden(nr, bezet) for bezet in kennis), key=len)

    def _rekenaar(self) -> _Rekenaar:
        """The attacker; knows the truth as one possible table."""
        w = self.w
        resten = {rest for _, rest, _ in w.groepen}
        for nr, waar in enumerate(w.waar):
            if waar == 0 and nr not in w.kaal | w.klein | resten:
                self._leeg_of_vol(nr)
        for tabel in w.familie.tabellen:
            for totaal, delen in tabel.lijnen():
                self._lijn(tabel, totaal, delen)
        waarheid = w.waar + [0] * (len(self.grenzen) - len(w.waar))
        for groep, rest, _ in w.groepen:
            schakel = self._schakel()
            waarheid.append(1)
            self.eisen += [
                _Eis({groep: 1, schakel: -w.plafond}, -np.inf, w.drempel[groep] - 1),
                _Eis({rest: 1, schakel: w.plafond}, -np.inf, w.plafond),
                _Eis({rest: 1, schakel: 1}, 1),
            ]
        return _Rekenaar(self.grenzen, self.eisen, [waarheid])

    def _grens(self, nr: int) -> Grens:
        w, waar, k = self.w, self.w.waar[nr], self.w.drempel[nr]
        if nr in w.kaal:
            return waar, waar
        if nr not in w.klein:
            return (k, w.plafond) if waar >= k else (0, w.plafond)
        laagste = 0 if w.is_krap(nr) else min(1, waar)
        return (laagste, k - 1) if 1 <= waar < k else (laagste, w.plafond)

    def _schakel(self) -> int:
        self.grenzen.append((0, 1))
        return len(self.grenzen) - 1

    def _leeg_of_vol(self, nr: int) -> None:
        """A hidden cell that is not small is empty, or reaches the threshold."""
        schakel = self.bezet[nr] = self._schakel()
        self.eisen.append(_Eis({nr: 1, schakel: -self.w.drempel[nr]}, 0))
        self.eisen.append(_Eis({nr: 1, schakel: -self.w.plafond}, -np.inf, 0))

    def _lijn(self, tabel: Tabel, totaal: Cel, delen: Sequence[Cel]) -> None:
        """The kind of a line is known by its marks: tiny, with a group, or neither."""
        w, t = self.w, self.w.nr[totaal]
        telling = w.telling[totaal]
        if telling >= w.drempel[t]:
            self.eisen.append(_Eis({t: 1}, w.drempel[t]))
        if not tabel.groepsregel or len(delen) < 2 or 0 < telling < w.drempel[t]:
            return
        if _groep(tabel, w.telling, totaal, delen) is None:
            for deel in (w.nr[cel] for cel in delen):
                self._niet_alles(t, deel, telling)

    def _niet_alles(self, t: int, deel: int, telling: int) -> None:
        """`deel` may not hold everybody of the line, unless nobody is in it."""
        if telling:
            self.eisen.append(_Eis({t: 1, deel: -1}, 1))
        elif deel in self.bezet:
            self.eisen.append(_Eis({t: 1, deel: -1, self.bezet[deel]: -1}, 0))
