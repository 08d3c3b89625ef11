"""From counted to shown: choose the level of detail, protect all tables together, then attack.

`rapportage.onderdrukking` decides what is hidden and looks for leaks; here stands what the tables
of a report have to do with each other. Protection counts people. Where somebody is shown the
number of meldingen, that number is at least as large, so it tells no more about the people.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from rapportage.bron import Aantal
from rapportage.indelingen import Niveau
from rapportage.onderdrukking import (
    GRENS_KLEIN,
    TOTAAL,
    Cel,
    Familie,
    NietTeBeschermen,
    Som,
    Tabel,
    aandeel_klein,
    controleer,
)
from rapportage.onderdrukking import bescherm as kies_wat_weg_moet
from rapportage.tellingen import MELDINGEN_TELLEN, Telling
from signaalpunt.fouten import Geweigerd


@dataclass(frozen=True)
class Getoond:
    """What may be shown of one telling: None where the number stays hidden."""

    rijen: tuple[int | None, ...]
    totaal: int | None


Eerder = Mapping[tuple[str, str], int | None]
"""Per telling and row what an earlier report showed of the very same people."""
NIETS_EERDER: Eerder = MappingProxyType({})

WERKDAG, GEWOON = "contact_in_werkdaguren", "contact_in_gewone_uren"
SAMEN = (WERKDAG, GEWOON)  # side by side in one table, so at one level
BINNEN_48 = ("24", "48")  # the rows that make up the promise


@dataclass(frozen=True)
class Gekozen:
    """A telling at one of its levels."""

    telling: Telling
    diepte: int = 0

    @property
    def naam(self) -> str:
        return self.telling.naam

    @property
    def niveau(self) -> Niveau:
        return self.telling.niveaus[self.diepte]

    @property
    def rijen(self) -> list[Aantal]:
        """The true counts, in the order of the level."""
        return self.telling.rijen(self.niveau)

    def tabel(self) -> Tabel:
        """The people in this table, for the protection."""
        per_rij = zip(self.niveau, self.rijen, strict=True)
        return Tabel.enkel(
            self.naam,
            {groep.naam: aantal.mensen for groep, aantal in per_rij},
            k=self.telling.drempel,
            groepsregel=self.telling.gaat_over_mensen,
        )

    def past(self) -> bool:
        """Whether few cells are small, and no number stands for nobody but repeated meldingen."""
        los = any(aantal.aantal and not aantal.mensen for aantal in self.rijen)
        return not los and aandeel_klein(self.tabel()) <= GRENS_KLEIN

    def grover(self) -> "Gekozen | None":
        """The next level, if there is one."""
        volgende = self.diepte + 1
        return Gekozen(self.telling, volgende) if volgende < len(self.telling.niveaus) else None


Keuze = dict[str, Gekozen]
"""Per telling the level it is shown at; what cannot be divided at all is not in it."""


def kies(tellingen: Sequence[Telling]) -> Keuze:
    """Each telling at the finest level with few small cells."""
    keuze = {}
    for telling in tellingen:
        niveaus = (Gekozen(telling, diepte) for diepte in range(len(telling.niveaus)))
        if eerste := next((gekozen for gekozen in niveaus if gekozen.past()), None):
            keuze[telling.naam] = eerste
    return _samen(keuze)


def _samen(keuze: Keuze) -> Keuze:
    """The two ways to count hours stand in one table: the coarser level counts, or neither."""
    paar = [keuze[naam] for naam in SAMEN if naam in keuze]
    diepte = max((gekozen.diepte for gekozen in paar), default=0)
    gelijk = {g.naam: Gekozen(g.telling, diepte) for g in paar if len(paar) == len(SAMEN)}
    anders = {naam: gekozen for naam, gekozen in keuze.items() if naam not in SAMEN}
    return anders | gelijk


def bescherm(keuze: Keuze, eerder: Eerder = NIETS_EERDER) -> tuple[Keuze, dict[str, Getoond]]:
    """The tables that can be protected, at their final levels, with the numbers to show.

    A table that cannot be protected gets coarser; at its coarsest it is left out. Raises Geweigerd
    when the audit finds a leak in the result.
    """
    while keuze:
        familie = familie_van(keuze, eerder)
        try:
            getoond = kies_wat_weg_moet(familie).getoond
        except NietTeBeschermen as te_fijn:
            keuze = _grover(keuze, te_fijn.cel.tabel)
            continue
        if lekken := controleer(familie, getoond):
            raise Geweigerd(_advies(keuze, lekken[0].cel))
        return keuze, {naam: _tonen(gekozen, getoond) for naam, gekozen in keuze.items()}
    return keuze, {}


def _tonen(gekozen: Gekozen, getoond: Mapping[Cel, int | None]) -> Getoond:
    naam, rijen = gekozen.naam, gekozen.rijen
    return Getoond(
        rijen=tuple(
            None if getoond[Cel(naam, groep.naam)] is None else aantal.aantal
            for groep, aantal in zip(gekozen.niveau, rijen, strict=True)
        ),
        totaal=None
        if getoond[Cel(naam, TOTAAL)] is None
        else sum(aantal.aantal for aantal in rijen),
    )


def _grover(keuze: Keuze, tabel: str) -> Keuze:
    naam = tabel.removesuffix("_48")
    nieuw = dict(keuze)
    for deze in SAMEN if naam in SAMEN else (naam,):
        if volgende := nieuw.pop(deze).grover():
            nieuw[deze] = volgende
    return nieuw


def _advies(keuze: Keuze, cel: Cel) -> str:
    gekozen = keuze[cel.tabel.removesuffix("_48")]
    per_rij = zip(gekozen.niveau, gekozen.rijen, strict=True)
    kleinste = sorted(per_rij, key=lambda paar: paar[1].mensen)[:2]
    namen = " en ".join(f"‘{groep.label}’" for groep, _ in kleinste)
    return (
        f"In de tabel ‘{gekozen.telling.titel}’ is een klein aantal uit te rekenen. "
        f"Voeg {namen} samen of laat de tabel weg."
    )


def familie_van(keuze: Keuze, eerder: Eerder = NIETS_EERDER) -> Familie:
    """All tables with everything that ties them to each other and to earlier reports."""
    tabellen = [gekozen.tabel() for gekozen in keuze.values()]
    belofte = [*_belofte(keuze)]
    familie = Familie(
        tabellen=(*tabellen, *belofte),
        gelijk=(*_zelfde_totaal(keuze, belofte), *_zelfde_rijen(keuze)),
        sommen=tuple(_sommen(belofte)),
        hoogstens=tuple(_hoogstens(tabellen, belofte)),
    )
    return replace(familie, eerder=_nog_waar(familie, eerder))


def _zelfde_totaal(keuze: Keuze, belofte: Sequence[Tabel]) -> Iterator[tuple[Cel, ...]]:
    eenheden = {gekozen.telling.eenheid for gekozen in keuze.values()}
    for eenheid in sorted(eenheden):
        totalen = [Cel(g.naam, TOTAAL) for g in keuze.values() if g.telling.eenheid == eenheid]
        extra = [tabel.totaal for tabel in belofte if eenheid == MELDINGEN_TELLEN]
        yield (*totalen, *extra)


def _sommen(belofte: Sequence[Tabel]) -> Iterator[Som]:
    for tabel in belofte:
        naam = tabel.naam.removesuffix("_48")
        yield Som(Cel(tabel.naam, "binnen"), tuple(Cel(naam, rij) for rij in BINNEN_48))


def _nog_waar(familie: Familie, eerder: Eerder) -> dict[Cel, int | None]:
    """What was published and still counts the same; a number that was corrected since is another
    number, and says nothing certain about this one."""
    telling = familie.tellingen()
    cellen = {Cel(tabel, rij): waarde for (tabel, rij), waarde in eerder.items()}
    return {
        cel: waarde
        for cel, waarde in cellen.items()
        if cel in telling and waarde in (None, telling[cel])
    }


def _belofte(keuze: Keuze) -> Iterator[Tabel]:
    """Within 48 hours or not: not a table of its own, but a share that the report names."""
    for naam in SAMEN:
        if naam in keuze and keuze[naam].niveau[0].naam == BINNEN_48[0]:
            tabel = keuze[naam].tabel()
            aantal = dict(zip(tabel.rijen, (rij[0] for rij in tabel.waarden), strict=True))
            binnen = sum(aantal.pop(rij) for rij in BINNEN_48)
            yield Tabel.enkel(
                f"{naam}_48",
                {"binnen": binnen, "niet": sum(aantal.values())},
                k=tabel.k,
                groepsregel=False,
            )


def _zelfde_rijen(keuze: Keuze) -> Iterator[tuple[Cel, ...]]:
    """Who was never reached is the same in both ways to count."""
    if set(SAMEN) <= keuze.keys():
        for groep in keuze[WERKDAG].niveau:
            if groep.waarden <= {"zonder", "nog_niet"}:
                yield tuple(Cel(naam, groep.naam) for naam in SAMEN)


def _hoogstens(tabellen: Sequence[Tabel], belofte: Sequence[Tabel]) -> Iterator[tuple[Cel, Cel]]:
    """Soon in plain hours is soon in hours on working days too: the difference is a group."""
    per_naam = {tabel.naam: tabel for tabel in (*tabellen, *belofte)}
    for achter, rij in (("", "24"), ("", "binnen"), ("_48", "binnen")):
        paar = [per_naam.get(f"{naam}{achter}") for naam in (GEWOON, WERKDAG)]
        cellen = [Cel(tabel.naam, rij) for tabel in paar if tabel and rij in tabel.rijen]
        if len(cellen) == len(paar):
            yield cellen[0], cellen[1]
