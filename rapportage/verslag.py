"""The shape of a frozen report: plain data, the one source of screen, chart and every download.

A number that may not be shown is None everywhere; `STREEPJE` is how people see it.
"""

from typing import TypedDict

STREEPJE = "–"
KLEINSTE_BASIS = 30  # people: below this a percentage says more about chance than about the work


class Kolom(TypedDict):
    """What one column of numbers counts."""

    naam: str
    titel: str


class Rij(TypedDict):
    """One line of a table: per column a number and its share of the total."""

    naam: str
    label: str
    aantallen: list[int | None]
    percentages: list[int | None]


class Tabel(TypedDict):
    """One indicator as it may be shown."""

    naam: str
    titel: str
    eenheid: str
    rijkop: str
    kolommen: list[Kolom]
    rijen: list[Rij]
    totaal: Rij
    definities: list[str]
    opmerking: str
    bron: str
    heeft_grafiek: bool


class Hoofdstuk(TypedDict):
    """Tables that answer one question."""

    naam: str
    titel: str
    inleiding: str
    tabellen: list[Tabel]


class Kerncijfer(TypedDict):
    """One big number with its words."""

    waarde: str
    tekst: str


class Meetjaar(TypedDict):
    """Loneliness in town and country in one year, as others measured it (percent, written out)."""

    jaar: int
    stad: str
    land: str


class Omgeving(TypedDict):
    """What others measured: context, not a result of the signaalpunt."""

    titel: str
    tekst: str
    jaren: list[Meetjaar]
    bron: str


class Verslag(TypedDict):
    """The whole report of one gemeente and one year."""

    schema: int
    titel: str
    gemeente: str
    gemeentecode: str
    jaar: int
    is_concept: bool
    opgemaakt_op: str
    samenvatting: list[str]
    kerncijfers: list[Kerncijfer]
    hoofdstukken: list[Hoofdstuk]
    omgeving: Omgeving | None
    bescherming: str
    grenzen: list[str]


def tabellen(verslag: Verslag) -> list[Tabel]:
    """All tables of the report, in reading order."""
    return [tabel for deel in verslag["hoofdstukken"] for tabel in deel["tabellen"]]


def getal(aantal: int | None) -> str:
    """A number as people read it: 1.234, or the dash for what is not shown."""
    return STREEPJE if aantal is None else f"{aantal:,}".replace(",", ".")


def procent(deel: int | None, geheel: int | None) -> int | None:
    """Whole percent of two published numbers; None without them or on too small a base."""
    if deel is None or geheel is None or geheel < KLEINSTE_BASIS:
        return None
    return (200 * deel + geheel) // (2 * geheel)
