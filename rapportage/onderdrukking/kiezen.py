"""Chooses which cells are hidden besides the small ones: as few and as unimportant as will do.

Never row by row: for each hidden cell that a reader could narrow down, one whole-number programme
over the whole family finds the cheapest way for it to be something else, wherever that leads.
Afterwards each extra cell is shown again when everything left stays protected without it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

import numpy as np

from rapportage.onderdrukking.getuigen import OVERAL, Vraag, Zoeker
from rapportage.onderdrukking.model import TOTAAL, Cel, Familie, NietTeBeschermen
from rapportage.onderdrukking.stelsel import Getallen, Stelsel, stelsel

INGEWIJDE_WAARDEN = 3  # values that the informed reader must hold possible


@dataclass(frozen=True)
class Beschermd:
    """What may be printed. `primair` is for audits and benches, never for a report or a log."""

    getoond: Mapping[Cel, int | None]
    primair: frozenset[Cel] = field(repr=False)


def bescherm(familie: Familie) -> Beschermd:
    """Per cell the number that may be shown, or None.

    The same family always gives the same answer. Raises NietTeBeschermen when no choice protects
    it, ValueError when its numbers contradict each other.
    """
    s = stelsel(familie)
    keuze = Keuze(s)
    try:
        keuze.verberg_bij()
    except _GeenUitweg as geen:
        cel = _gedrukte_cel(s, geen.nr)
        raise NietTeBeschermen(cel, _samen(familie, cel)) from geen
    keuze.toon_weer()
    getoond = {
        cel: None if nr in keuze.verborgen else int(s.waar[nr]) for cel, nr in s.plaats.items()
    }
    primair = frozenset(cel for cel, nr in s.plaats.items() if nr in s.primair)
    return Beschermd(MappingProxyType(getoond), primair)


class _GeenUitweg(Exception):
    """Even with everything hidden a reader narrows this grootheid down."""

    def __init__(self, nr: int) -> None:
        super().__init__(nr)
        self.nr = nr


class Keuze:
    """What is hidden at this moment, with the getuigen that prove it safe."""

    def __init__(self, s: Stelsel) -> None:
        self.s = s
        self.onzichtbaar = frozenset(range(s.gedrukt, s.aantal))
        self.verplicht = s.primair | s.ooit_verborgen | self.onzichtbaar
        self.verborgen: set[int] = set(self.verplicht)
        self.buiten, self.binnen = Zoeker(s, ingewijd=False), Zoeker(s, ingewijd=True)
        self.getuigen_buiten: Getallen = s.waar[np.newaxis]
        self.getuigen_binnen: Getallen = s.waar[np.newaxis]
        self.kennis = cache(s.kennis)

    # --- adding ---------------------------------------------------------------------------------

    def verberg_bij(self) -> None:
        """Hide more until both readers are uncertain about every hidden cell."""
        while (zwak := self._zwakke()) is not None:
            if not self._breed(zwak):
                self._maak_breed(zwak)
            else:
                self._maak_divers(zwak)

    def _zwakke(self) -> int | None:
        """The first hidden grootheid that is not safe yet, after looking for getuigen."""
        return next((nr for nr in self._doelen() if not self._veilig(nr)), None)

    def _doelen(self) -> list[int]:
        """Whatever must stay uncertain: hidden cells, small differences, rests of groups."""
        gewoon = self.onzichtbaar - self.s.primair - self.s.resten.keys()
        return sorted(self.verborgen - gewoon)

    def _maak_breed(self, nr: int) -> None:
        """Let `nr` get so far from some value it can have that the outsider's range is k wide."""
        laag, hoog = self._bereik(nr)
        k = int(self.s.k[nr])
        wegen = [(laag + k, OVERAL), (0, hoog - k)]
        self._bewaar_buiten(self._open(nr, wegen, self.buiten, self._vraag()))

    def _maak_divers(self, nr: int) -> None:
        """Let `nr` have a value that some informed reader could rule out so far."""
        bezet = next(bezet for bezet in self.kennis(nr) if not self._divers(nr, bezet))
        waarden = self._waarden(nr, bezet)
        laag, hoog = int(waarden[0]), int(waarden[-1])
        wegen = [(hoog + 1, OVERAL), (0, laag - 1), (laag + 1, hoog - 1)]
        self._bewaar_binnen(self._open(nr, wegen, self.binnen, self._vraag(bezet)))

    def _open(self, nr: int, wegen: list[tuple[int, int]], zoeker: Zoeker, v: Vraag) -> Getallen:
        """Hide the cheapest cells that let `nr` be within one of `wegen`; answers the getuige."""
        pogingen = [zoeker.goedkoopste(nr, *weg, v) for weg in wegen]
        gelukt = [poging for poging in pogingen if poging is not None]
        if not gelukt:
            raise _GeenUitweg(nr)
        getuige = min(gelukt, key=lambda poging: poging[0])[1]
        self.verborgen.update(np.flatnonzero(getuige != self.s.waar).tolist())
        return getuige

    # --- proving --------------------------------------------------------------------------------

    def _vraag(self, bezet: frozenset[int] = frozenset()) -> Vraag:
        return Vraag(frozenset(self.verborgen), bezet)

    def _bereik(self, nr: int) -> tuple[int, int]:
        """Smallest and largest value of `nr` in all getuigen."""
        buiten, binnen = self.getuigen_buiten[:, nr], self.getuigen_binnen[:, nr]
        return int(min(buiten.min(), binnen.min())), int(max(buiten.max(), binnen.max()))

    def _breed(self, nr: int) -> bool:
        laag, hoog = self._bereik(nr)
        return hoog - laag >= int(self.s.k[nr])

    def _waarden(self, nr: int, bezet: frozenset[int]) -> Getallen:
        """Values of `nr` in the getuigen that convince a reader who knows of `bezet`, ascending."""
        overtuigt = (self.getuigen_binnen[:, list(bezet)] > 0).all(axis=1)
        return np.unique(self.getuigen_binnen[overtuigt, nr])

    def _divers(self, nr: int, bezet: frozenset[int]) -> bool:
        return len(self._waarden(nr, bezet)) >= INGEWIJDE_WAARDEN

    def _veilig(self, nr: int) -> bool:
        """Whether both readers are uncertain enough about `nr`; keeps the getuigen it finds."""
        for richting in (1, -1):
            if not self._breed(nr):
                self._bewaar_buiten(self.buiten.uiterste(nr, richting, self._vraag()))
        return self._breed(nr) and all(self._twijfelt(nr, bezet) for bezet in self.kennis(nr))

    def _twijfelt(self, nr: int, bezet: frozenset[int]) -> bool:
        """Whether the informed reader who knows of `bezet` holds enough values possible."""
        v = self._vraag(bezet)
        for richting in (1, -1):
            if not self._divers(nr, bezet):
                self._bewaar_binnen(self.binnen.uiterste(nr, richting, v))
        if not self._divers(nr, bezet):
            waarden = self._waarden(nr, bezet)
            laag, hoog = int(waarden[0]), int(waarden[-1])
            self._bewaar_binnen(self.binnen.tussen(nr, laag + 1, hoog - 1, v))
        return self._divers(nr, bezet)

    def _bewaar_buiten(self, getuige: Getallen | None) -> None:
        if getuige is not None:
            self.getuigen_buiten = np.vstack([self.getuigen_buiten, getuige])

    def _bewaar_binnen(self, getuige: Getallen | None) -> None:
        if getuige is not None:
            self.getuigen_binnen = np.vstack([self.getuigen_binnen, getuige])

    # --- giving back ----------------------------------------------------------------------------

    def toon_weer(self) -> None:
        """Show each extra cell again, dearest first, when the rest stays protected without it."""
        extra = self.verborgen - self.verplicht
        for nr in sorted(extra, key=lambda nr: (-self.buiten.kosten[nr], nr)):
            if nr in self.verborgen:
                self._probeer_zonder(nr)

    def _probeer_zonder(self, nr: int) -> None:
        """Show `nr`, and with it extra cells that only it protected; or leave all as it was."""
        stand = set(self.verborgen), self.getuigen_buiten, self.getuigen_binnen
        tonen: int | None = nr
        while tonen is not None:
            self._toon(tonen)
            tonen = self._zwakke()
            if tonen in self.verplicht:
                self.verborgen, self.getuigen_buiten, self.getuigen_binnen = stand
                return

    def _toon(self, nr: int) -> None:
        self.verborgen.discard(nr)
        waar = self.s.waar[nr]
        self.getuigen_buiten = self.getuigen_buiten[self.getuigen_buiten[:, nr] == waar]
        self.getuigen_binnen = self.getuigen_binnen[self.getuigen_binnen[:, nr] == waar]


def _gedrukte_cel(s: Stelsel, nr: int) -> Cel:
    """The printed cell that people know this grootheid by."""
    if nr >= s.gedrukt:
        nr = next(band.totaal for band in s.banden if nr in band.delen)
    return next(cel for cel, plek in s.plaats.items() if plek == nr)


def _samen(familie: Familie, cel: Cel) -> tuple[str, ...]:
    """The two smallest categories of the table of `cel`, in the direction that has most of them."""
    tabel = next(tabel for tabel in familie.tabellen if tabel.naam == cel.tabel)
    telling = tabel.tellingen()
    per_rij = {rij: telling[Cel(tabel.naam, rij)] for rij in tabel.rijen}
    per_kolom = {kolom: telling[Cel(tabel.naam, TOTAAL, kolom)] for kolom in tabel.kolommen}
    keuze = max(per_rij, per_kolom, key=len)
    kleinste = sorted(keuze, key=keuze.__getitem__)[:2]
    return tuple(naam for naam in keuze if naam in kleinste) if len(kleinste) > 1 else ()
