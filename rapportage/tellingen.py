"""What is counted: one function per indicator, its docstring is the definition in the report."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import cleandoc
from typing import Any

from rapportage import indelingen
from rapportage.bron import NIETS, Aantal, Bron, Groepen
from rapportage.indelingen import Niveau

DREMPEL_STAD = 5  # people behind a number about the whole town
DREMPEL_WIJK = 10  # people behind a number about a part of the town
MELDINGEN_TELLEN = "meldingen"
KOPPELINGEN_TELLEN = "koppelingen"


@dataclass(frozen=True)
class Telling:
    """One indicator as it was counted, before any protection."""

    naam: str
    titel: str
    definitie: str
    niveaus: tuple[Niveau, ...]
    aantallen: Mapping[str, Aantal]
    drempel: int = DREMPEL_STAD
    eenheid: str = MELDINGEN_TELLEN  # tellingen with the same unit divide the same total
    gaat_over_mensen: bool = True  # no: a row judges our work, so all in one row is no harm

    def rijen(self, niveau: Niveau) -> list[Aantal]:
        """The counts of the rows at this level."""
        return [
            sum((self.aantallen.get(waarde, NIETS) for waarde in groep.waarden), NIETS)
            for groep in niveau
        ]


def _per(groepen: Groepen, veld: str) -> dict[str, Aantal]:
    som: dict[str, Aantal] = defaultdict(lambda: NIETS)
    for groep, aantal in groepen:
        som[str(groep[veld] or "")] += aantal
    return dict(som)


def definitie(functie: Callable[[Bron], Any]) -> str:
    """The docstring of an indicator on one line: what readers of the report are told."""
    return " ".join(cleandoc(functie.__doc__ or "").split())


def totaal(bron: Bron) -> Aantal:
    """Geteld zijn alle meldingen die in het jaar binnenkwamen, via alle deuren en kanalen. Het
    gaat om de dag waarop de melding kwam, in Nederlandse tijd. Een melding die op spam leek en die
    niemand van het signaalpunt oppakte, telt niet mee. Een melding die volgens het signaalpunt
    geen echte melding was ook niet. Komen er meer meldingen over dezelfde persoon, dan telt elke
    melding."""
    return sum((aantal for _, aantal in bron.binnenkomst), NIETS)


def meldingen_per_maand(bron: Bron) -> Telling:
    """Het aantal meldingen per maand waarin de melding binnenkwam."""
    return Telling(
        naam="meldingen_per_maand",
        titel="Meldingen per maand",
        definitie=definitie(meldingen_per_maand),
        niveaus=indelingen.MAAND,
        aantallen=_per(bron.binnenkomst, "maand"),
    )


def meldingen_per_deur(bron: Bron) -> Telling:
    """Wie de melding deed: iemand voor zichzelf, een inwoner voor iemand anders, of iemand die
    vanuit het werk meldt (een professional)."""
    return Telling(
        naam="meldingen_per_deur",
        titel="Wie meldde",
        definitie=definitie(meldingen_per_deur),
        niveaus=indelingen.DEUR,
        aantallen=_per(bron.binnenkomst, "deur"),
    )


def meldingen_per_kanaal(bron: Bron) -> Telling:
    """Langs welke weg de melding binnenkwam. Een melding per telefoon, aan de balie, per e-mail
    of op papier is door een medewerker ingevoerd."""
    return Telling(
        naam="meldingen_per_kanaal",
        titel="Hoe de melding binnenkwam",
        definitie=definitie(meldingen_per_kanaal),
        niveaus=indelingen.KANAAL,
        aantallen=_per(bron.binnenkomst, "kanaal"),
    )


def meldingen_per_wijk(bron: Bron) -> Telling:
    """De wijk van de persoon over wie de melding gaat. De melder kiest de buurt zelf; die wordt
    nooit afgeleid uit een postcode. Kleine wijken zijn samengevoegd als de aantallen anders naar
    personen kunnen wijzen. Een wijk met veel meldingen is niet per se eenzamer: mensen kennen het
    signaalpunt daar misschien beter."""
    return Telling(
        naam="meldingen_per_wijk",
        titel="Meldingen per wijk",
        definitie=definitie(meldingen_per_wijk),
        niveaus=indelingen.wijk_niveaus(bron.gebieden),
        aantallen=_per(bron.binnenkomst, "wijk"),
        drempel=DREMPEL_WIJK,
    )


def meldingen_per_leeftijd(bron: Bron) -> Telling:
    """De leeftijd van de persoon over wie de melding gaat, zoals de melder die schatte."""
    return Telling(
        naam="meldingen_per_leeftijd",
        titel="Leeftijd",
        definitie=definitie(meldingen_per_leeftijd),
        niveaus=indelingen.LEEFTIJD,
        aantallen=_per(bron.opvolging, "leeftijdsgroep"),
    )


def contact_in_werkdaguren(bron: Bron) -> Telling:
    """De tijd tussen de melding en het eerste echte contact met de persoon zelf, geteld in uren op
    werkdagen: de klok loopt dag en nacht door, maar staat stil op zaterdag, zondag, feestdagen en
    sluitingsdagen. Een poging zonder gehoor is geen contact. De uitslag is vastgelegd op het
    moment dat de klok stopte."""
    return Telling(
        naam="contact_in_werkdaguren",
        titel="Eerste contact, geteld in uren op werkdagen",
        definitie=definitie(contact_in_werkdaguren),
        niveaus=indelingen.CONTACT,
        aantallen=_per(bron.opvolging, "werkdag"),
        gaat_over_mensen=False,
    )


def contact_in_gewone_uren(bron: Bron) -> Telling:
    """De tijd tussen de melding en het eerste echte contact met de persoon zelf, geteld in gewone
    uren: alles telt mee, ook de nacht, het weekend en feestdagen."""
    return Telling(
        naam="contact_in_gewone_uren",
        titel="Eerste contact, geteld in gewone uren",
        definitie=definitie(contact_in_gewone_uren),
        niveaus=indelingen.CONTACT,
        aantallen=_per(bron.opvolging, "gewoon"),
        gaat_over_mensen=False,
    )


def terecht(bron: Bron) -> Telling:
    """Wat de medewerker na contact vond: er was eenzaamheid (terecht), er was geen eenzaamheid
    (niet terecht), of dat bleef onduidelijk (niet te bepalen). Zonder beoordeling staat een melding
    bij nog niet beoordeeld."""
    return Telling(
        naam="terecht",
        titel="Was de melding terecht?",
        definitie=definitie(terecht),
        niveaus=indelingen.OORDEEL,
        aantallen=_per(bron.opvolging, "oordeel"),
    )


def uitkomst(bron: Bron) -> Telling:
    """Hoe het afliep met de meldingen van dit jaar, op het moment dat het verslag is vastgelegd.
    Wie geen hulp wil, krijgt geen hulp: ook dat is een volwaardige uitkomst."""
    return Telling(
        naam="uitkomst",
        titel="Hoe het afliep",
        definitie=definitie(uitkomst),
        niveaus=indelingen.UITKOMST,
        aantallen=_per(bron.opvolging, "uitkomst"),
    )


def begin_van_koppelingen(bron: Bron) -> Telling:
    """Koppelingen van een deelnemer met een maatje die op minstens één dag van het jaar liepen.
    Een voorstel dat niet doorging, telt niet mee."""
    return Telling(
        naam="begin_van_koppelingen",
        titel="Begin van koppelingen",
        definitie=definitie(begin_van_koppelingen),
        niveaus=indelingen.BEGIN,
        aantallen=_per(bron.koppelingen, "begin"),
        eenheid=KOPPELINGEN_TELLEN,
        gaat_over_mensen=False,
    )


def einde_van_koppelingen(bron: Bron) -> Telling:
    """Een koppeling is geëindigd als deelnemer en maatje in het jaar gestopt zijn: afgerond zoals
    gepland, of eerder, om welke reden ook."""
    return Telling(
        naam="einde_van_koppelingen",
        titel="Einde van koppelingen",
        definitie=definitie(einde_van_koppelingen),
        niveaus=indelingen.EINDE,
        aantallen=_per(bron.koppelingen, "einde"),
        eenheid=KOPPELINGEN_TELLEN,
        gaat_over_mensen=False,
    )


TELLINGEN = (
    meldingen_per_maand,
    meldingen_per_deur,
    meldingen_per_kanaal,
    meldingen_per_wijk,
    meldingen_per_leeftijd,
    contact_in_werkdaguren,
    contact_in_gewone_uren,
    terecht,
    uitkomst,
    begin_van_koppelingen,
    einde_van_koppelingen,
)
"""The fixed menu: everything that a report may divide."""
