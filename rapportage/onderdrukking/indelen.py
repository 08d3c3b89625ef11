"""Coarser tables before anything is hidden, and percentages that give nothing away.

The levels of detail are fixed beforehand by whoever asks: a choice between a few known levels
says less about the persons than categories joined to fit the numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapportage.onderdrukking.model import Familie, Tabel
from rapportage.onderdrukking.stelsel import stelsel

GRENS_KLEIN = 0.20  # share of cells: above this, hiding costs more than a coarser table
KLEINSTE_BASIS = 30  # persons: below this a percentage says more about chance than about the work

Groepen = Mapping[str, str]
"""Old name → new name; a name that is absent stays."""


def hergroepeer(tabel: Tabel, rijen: Groepen, kolommen: Groepen | None = None) -> Tabel:
    """`tabel` with its categories joined; order is that of the first category of each group."""
    naar_rij = [rijen.get(naam, naam) for naam in tabel.rijen]
    naar_kolom = [(kolommen or {}).get(naam, naam) for naam in tabel.kolommen] or [""]
    nieuwe_rijen, nieuwe_kolommen = tuple(dict.fromkeys(naar_rij)), tuple(dict.fromkeys(naar_kolom))
    som = {(rij, kolom): 0 for rij in nieuwe_rijen for kolom in nieuwe_kolommen}
    for rij, aantallen in zip(naar_rij, tabel.waarden, strict=True):
        for kolom, aantal in zip(naar_kolom, aantallen, strict=True):
            som[rij, kolom] += aantal
    waarden = tuple(tuple(som[rij, kolom] for kolom in nieuwe_kolommen) for rij in nieuwe_rijen)
    nieuwe_kolommen = nieuwe_kolommen if tabel.kolommen else ()
    return replace(tabel, rijen=nieuwe_rijen, kolommen=nieuwe_kolommen, waarden=waarden)


def aandeel_klein(tabel: Tabel) -> float:
    """The share of cells, margins included, that may not be shown for their own sake (0 to 1)."""
    s = stelsel(Familie((tabel,)))
    return len([cel for cel, nr in s.plaats.items() if nr in s.primair]) / len(s.plaats)


def fijnste_indeling(
    tabel: Tabel, niveaus: Sequence[Groepen], *, hoogstens: float = GRENS_KLEIN
) -> Groepen:
    """The first of `niveaus` (fine → coarse, each from the rows of `tabel`) with few small cells.

    "Few" is a share of at most `hoogstens`. The last level when none is good enough: the caller
    uses the answer for every table with these categories, so that their totals stay comparable.
    """
    goede = (n for n in niveaus if aandeel_klein(hergroepeer(tabel, n)) <= hoogstens)
    return next(goede, niveaus[-1])


def percentage(teller: int | None, noemer: int | None) -> int | None:
    """Whole percents, rounded half up, of two *published* numbers; None for a hidden or small base.

    Both must come out of `Beschermd.getoond`: a percentage of a hidden number shows that number.
    """
    if teller is None or noemer is None or noemer < KLEINSTE_BASIS:
        return None
    return (200 * teller + noemer) // (2 * noemer)
