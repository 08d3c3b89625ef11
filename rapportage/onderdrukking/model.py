"""What goes in: tables of persons and everything that ties their cells together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from signaalpunt.fouten import Geweigerd

TOTAAL = "totaal"
K_STAD = 5
TEKEN = "–"  # one sign for every hidden cell, whatever the reason


class Cel(NamedTuple):
    """One number of one table; `TOTAAL` as row or column names a margin."""

    tabel: str
    rij: str
    kolom: str = TOTAAL


@dataclass(frozen=True)
class Tabel:
    """Counts of persons by one or two properties; the margins are added up here.

    A table of one property has no columns: its cells and its total carry `TOTAAL` as column.
    """

    naam: str
    rijen: tuple[str, ...]
    kolommen: tuple[str, ...]
    waarden: tuple[tuple[int, ...], ...]
    k: int = K_STAD  # persons; fewer are hidden; 10 below the town and for sensitive crossings
    groepsregel: bool = True  # off only where a column judges our work (on time), not a person
    k_stad: int = K_STAD  # for the column totals and the grand total when that is lower than k

    def __post_init__(self) -> None:
        breedtes = {len(self.kolommen) or 1}
        if len(self.waarden) != len(self.rijen) or {len(rij) for rij in self.waarden} - breedtes:
            raise ValueError(f"{self.naam}: het aantal waarden past niet bij rijen en kolommen")
        if TOTAAL in self.rijen + self.kolommen or self.dubbele_namen():
            raise ValueError(f"{self.naam}: namen zijn uniek en heten niet '{TOTAAL}'")
        if not self.rijen or min(map(min, self.waarden)) < 0 or min(self.k, self.k_stad) < 2:
            raise ValueError(f"{self.naam}: leeg, een negatief aantal of een drempel onder 2")

    @classmethod
    def enkel(
        cls, naam: str, aantallen: Mapping[str, int], *, k: int = K_STAD, groepsregel: bool = True
    ) -> "Tabel":
        """A table of one property."""
        waarden = tuple((aantal,) for aantal in aantallen.values())
        return cls(naam, tuple(aantallen), (), waarden, k, groepsregel)

    @classmethod
    def kruis(
        cls,
        naam: str,
        aantallen: Mapping[str, Mapping[str, int]],
        *,
        k: int = K_STAD,
        groepsregel: bool = True,
        k_stad: int = K_STAD,
    ) -> "Tabel":
        """A crossing of two properties: row → column → persons; absent columns count zero."""
        kolommen = tuple(dict.fromkeys(kolom for rij in aantallen.values() for kolom in rij))
        waarden = tuple(tuple(rij.get(kol, 0) for kol in kolommen) for rij in aantallen.values())
        return cls(naam, tuple(aantallen), kolommen, waarden, k, groepsregel, k_stad)

    def drempel(self, cel: Cel) -> int:
        """From how many persons `cel` may be shown for its own sake."""
        return min(self.k, self.k_stad) if cel.rij == TOTAAL else self.k

    def dubbele_namen(self) -> bool:
        """Whether a row or a column occurs twice."""
        return any(len(set(namen)) < len(namen) for namen in (self.rijen, self.kolommen))

    @property
    def totaal(self) -> Cel:
        """The cell with everybody in it."""
        return Cel(self.naam, TOTAAL)

    def tellingen(self) -> dict[Cel, int]:
        """Every cell with its true number, margins included; rows first, then totals."""
        alle = {
            Cel(self.naam, rij, kolom): aantal
            for rij, aantallen in zip(self.rijen, self.waarden, strict=True)
            for kolom, aantal in zip(self.kolommen or (TOTAAL,), aantallen, strict=True)
        }
        for totaal, delen in self.lijnen():
            alle[totaal] = sum(alle[deel] for deel in delen)
        return alle

    def lijnen(self) -> Iterator[tuple[Cel, tuple[Cel, ...]]]:
        """Each total with the cells that make it up: rows, columns, then both margins."""
        naam = self.naam
        if self.kolommen:
            for rij in self.rijen:
                yield Cel(naam, rij), tuple(Cel(naam, rij, kolom) for kolom in self.kolommen)
            for kolom in self.kolommen:
                delen = tuple(Cel(naam, rij, kolom) for rij in self.rijen)
                yield Cel(naam, TOTAAL, kolom), delen
            yield self.totaal, tuple(Cel(naam, TOTAAL, kolom) for kolom in self.kolommen)
        yield self.totaal, tuple(Cel(naam, rij) for rij in self.rijen)


class Som(NamedTuple):
    """`totaal` counts exactly the persons of `delen` together: months → year, buurten → wijk."""

    totaal: Cel
    delen: tuple[Cel, ...]


@dataclass(frozen=True)
class Familie:
    """All tables that a reader can lay side by side, with what everybody knows about them.

    gelijk: cells that count the same persons, one group per tuple.
    hoogstens: (a, b) when everybody in a is also in b (within 24 hours → within 48 hours). The
        difference is a number of persons too: nobody may learn it when it is small.
    eerder: what an earlier publication showed for a cell (None: hidden then, so hidden now).
        Also the place for cells that everybody knows to be empty.
    """

    tabellen: tuple[Tabel, ...]
    gelijk: tuple[tuple[Cel, ...], ...] = ()
    sommen: tuple[Som, ...] = ()
    hoogstens: tuple[tuple[Cel, Cel], ...] = ()
    eerder: Mapping[Cel, int | None] = field(default_factory=dict)

    def tellingen(self) -> dict[Cel, int]:
        """The true number of every cell of every table, in a fixed order."""
        return {cel: aantal for tabel in self.tabellen for cel, aantal in tabel.tellingen().items()}


class NietTeBeschermen(Geweigerd):
    """No choice of hidden cells protects this family; the tables must become coarser first."""

    def __init__(self, cel: Cel, samen: tuple[str, ...]) -> None:
        self.cel, self.samen = cel, samen
        advies = (
            f"Voeg eerst {' en '.join(f'‘{naam}’' for naam in samen)} samen"
            if len(samen) > 1
            else "Laat deze tabel weg"
        )
        super().__init__(
            f"De tabel ‘{cel.tabel}’ is zo niet te beschermen: sommige aantallen zijn te klein. "
            f"{advies} en stel het verslag opnieuw op."
        )
