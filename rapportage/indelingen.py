"""How the categories of a table are grouped, from fine to coarse.

A table starts at its finest level; when too many cells would be small, the next level is tried.
The groupings are fixed beforehand, so that the choice of a level says as little as possible.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Groep:
    """One row of a table: a name for programs, a label for people, the stored values it holds."""

    naam: str
    label: str
    waarden: frozenset[str]


Niveau = tuple[Groep, ...]
"""All rows of a table at one level of detail."""

# (name, label, stored values separated by a space; "-" stands for an empty value)
Regel = tuple[str, str, str]


def niveau(*regels: Regel) -> Niveau:
    """A level from its lines. Raises ValueError when a value is in two groups."""
    groepen = tuple(
        Groep(naam, label, frozenset("" if w == "-" else w for w in waarden.split()))
        for naam, label, waarden in regels
    )
    if sum(len(g.waarden) for g in groepen) != len(frozenset[str]().union(*_waarden(groepen))):
        raise ValueError("een waarde staat in twee groepen")
    return groepen


def _waarden(groepen: Iterable[Groep]) -> list[frozenset[str]]:
    return [groep.waarden for groep in groepen]


MAANDEN = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]

MAAND = (
    niveau(*((f"{nr:02}", naam, str(nr)) for nr, naam in enumerate(MAANDEN, 1))),
    niveau(
        ("k1", "januari tot en met maart", "1 2 3"),
        ("k2", "april tot en met juni", "4 5 6"),
        ("k3", "juli tot en met september", "7 8 9"),
        ("k4", "oktober tot en met december", "10 11 12"),
    ),
    niveau(
        ("h1", "januari tot en met juni", "1 2 3 4 5 6"),
        ("h2", "juli tot en met december", "7 8 9 10 11 12"),
    ),
)

DEUR = (
    niveau(
        ("mijzelf", "voor mijzelf", "mijzelf"),
        ("iemand_anders", "voor iemand anders", "iemand_anders"),
        ("professional", "als professional", "professional"),
    ),
    niveau(
        ("inwoner", "door een inwoner", "mijzelf iemand_anders"),
        ("professional", "als professional", "professional"),
    ),
)

KANAAL = (
    niveau(
        ("web", "website", "web"),
        ("telefoon", "telefoon", "telefoon"),
        ("balie", "balie", "balie"),
        ("email", "e-mail", "email"),
        ("brief", "brief of papier", "brief"),
    ),
    niveau(
        ("web", "website", "web"),
        ("telefoon", "telefoon", "telefoon"),
        ("ander_kanaal", "balie, e-mail of papier", "balie email brief"),
    ),
    niveau(
        ("web", "website", "web"),
        ("ander_kanaal", "telefoon, balie, e-mail of papier", "telefoon balie email brief"),
    ),
)

LEEFTIJD = (
    niveau(
        ("tot_18", "jonger dan 18", "tot_18"),
        ("18_26", "18 tot en met 26", "18_26"),
        ("27_44", "27 tot en met 44", "27_44"),
        ("45_64", "45 tot en met 64", "45_64"),
        ("65_79", "65 tot en met 79", "65_79"),
        ("80_plus", "80 of ouder", "80_plus"),
        ("onbekend", "leeftijd onbekend", "onbekend"),
    ),
    niveau(
        ("tot_26", "jonger dan 27", "tot_18 18_26"),
        ("27_44", "27 tot en met 44", "27_44"),
        ("45_64", "45 tot en met 64", "45_64"),
        ("65_79", "65 tot en met 79", "65_79"),
        ("80_plus", "80 of ouder", "80_plus"),
        ("onbekend", "leeftijd onbekend", "onbekend"),
    ),
    niveau(
        ("tot_44", "jonger dan 45", "tot_18 18_26 27_44"),
        ("45_64", "45 tot en met 64", "45_64"),
        ("65_plus", "65 of ouder", "65_79 80_plus"),
        ("onbekend", "leeftijd onbekend", "onbekend"),
    ),
    niveau(
        ("tot_64", "jonger dan 65 of onbekend", "tot_18 18_26 27_44 45_64 onbekend"),
        ("65_plus", "65 of ouder", "65_79 80_plus"),
    ),
)

CONTACT = (
    niveau(
        ("24", "binnen 24 uur", "24"),
        ("48", "na 24 uur, binnen 48 uur", "48"),
        ("later", "na 48 uur", "later"),
        ("zonder", "afgesloten zonder contact", "zonder"),
        ("nog_niet", "nog geen contact", "nog_niet"),
    ),
    niveau(
        ("24", "binnen 24 uur", "24"),
        ("48", "na 24 uur, binnen 48 uur", "48"),
        ("later", "na 48 uur", "later"),
        ("geen", "geen contact", "zonder nog_niet"),
    ),
    niveau(
        ("24", "binnen 24 uur", "24"),
        ("48", "na 24 uur, binnen 48 uur", "48"),
        ("niet_binnen", "na 48 uur of geen contact", "later zonder nog_niet"),
    ),
    niveau(
        ("binnen", "binnen 48 uur", "24 48"),
        ("niet_binnen", "na 48 uur of geen contact", "later zonder nog_niet"),
    ),
)

OORDEEL = (
    niveau(
        ("terecht", "terecht", "terecht"),
        ("niet_terecht", "niet terecht", "niet_terecht"),
        ("niet_te_bepalen", "niet te bepalen", "niet_te_bepalen"),
        ("nog_niet", "nog niet beoordeeld", "-"),
    ),
    niveau(
        ("terecht", "terecht", "terecht"),
        ("niet_terecht", "niet terecht", "niet_terecht"),
        ("onbeslist", "niet te bepalen of nog niet beoordeeld", "niet_te_bepalen -"),
    ),
    niveau(
        ("terecht", "terecht", "terecht"),
        ("overig", "niet terecht, niet te bepalen of nog niet beoordeeld",
         "niet_terecht niet_te_bepalen -"),
    ),
)  # fmt: skip

UITKOMST = (
    niveau(
        ("advies", "geholpen met advies", "advies"),
        ("activiteit", "naar een activiteit", "activiteit"),
        ("maatje", "een maatje", "maatje"),
        ("professional", "naar een professional", "professional"),
        ("wil_geen_hulp", "wil geen hulp", "wil_geen_hulp"),
        ("niet_bereikt", "niet bereikt", "niet_bereikt"),
        ("niet_terecht", "niet terecht", "niet_terecht"),
        ("anders", "andere reden", "dubbel buiten_gebied overleden verhuisd ingetrokken"),
        ("nog_niet", "nog niet afgerond", "-"),
    ),
    niveau(
        ("advies", "geholpen met advies", "advies"),
        ("verder", "naar een activiteit, maatje of professional",
         "activiteit maatje professional"),
        ("wil_geen_hulp", "wil geen hulp", "wil_geen_hulp"),
        ("niet_bereikt", "niet bereikt", "niet_bereikt"),
        ("anders", "niet terecht of andere reden",
         "niet_terecht dubbel buiten_gebied overleden verhuisd ingetrokken"),
        ("nog_niet", "nog niet afgerond", "-"),
    ),
    niveau(
        ("geholpen", "geholpen", "advies activiteit maatje professional"),
        ("zonder_hulp", "afgerond zonder hulp",
         ("wil_geen_hulp niet_bereikt niet_terecht dubbel buiten_gebied overleden "
          "verhuisd ingetrokken")),
        ("nog_niet", "nog niet afgerond", "-"),
    ),
    niveau(
        ("afgerond", "afgerond",
         ("advies activiteit maatje professional wil_geen_hulp niet_bereikt niet_terecht "
         "dubbel buiten_gebied overleden verhuisd ingetrokken")),
        ("nog_niet", "nog niet afgerond", "-"),
    ),
)  # fmt: skip


BEGIN = (
    niveau(
        ("liep_al", "liep al op 1 januari", "liep_al"),
        ("gestart", "gestart in dit jaar", "gestart"),
    ),
)

EINDE = (
    niveau(
        ("afgerond", "geëindigd zoals gepland", "afgerond"),
        ("gestopt", "eerder geëindigd", "gestopt"),
        ("loopt_nog", "loopt nog op 31 december", "loopt_nog"),
    ),
    niveau(
        ("geeindigd", "geëindigd in dit jaar", "afgerond gestopt"),
        ("loopt_nog", "loopt nog op 31 december", "loopt_nog"),
    ),
)


@dataclass(frozen=True)
class Gebied:
    """A wijk with what decides its place in the merging order."""

    code: str
    naam: str
    aantal_inwoners: int


def wijk_niveaus(gebieden: Sequence[Gebied]) -> tuple[Niveau, ...]:
    """Levels for the wijken of a gemeente: each next one adds the smallest wijk to the rest.

    The order follows the number of inhabitants, which everybody knows, not the counts.
    """
    op_grootte = sorted(gebieden, key=lambda g: (g.aantal_inwoners, g.code))
    fijn = niveau(*(_wijk_regel(g) for g in gebieden), *_ANDERS_FIJN)
    grof = [_met_rest(gebieden, op_grootte[:aantal]) for aantal in range(1, len(gebieden))]
    return (fijn, *grof)


_ANDERS_FIJN: tuple[Regel, ...] = (
    ("onbekend", "wijk onbekend", "onbekend"),
    ("buiten", "buiten de gemeente", "buiten"),
)
_ANDERS: Regel = ("geen_wijk", "wijk onbekend of buiten de gemeente", "onbekend buiten")


def _wijk_regel(gebied: Gebied) -> Regel:
    return (gebied.code, gebied.naam, gebied.code)


def _met_rest(gebieden: Sequence[Gebied], rest: Sequence[Gebied]) -> Niveau:
    los = [_wijk_regel(g) for g in gebieden if g not in rest]
    samen = sorted(rest, key=lambda g: g.code)
    if len(samen) == 1:
        return niveau(*los, *map(_wijk_regel, samen), _ANDERS)
    label = " en ".join(g.naam for g in samen) if len(samen) == 2 else "overige wijken"
    regel = ("overige_wijken", label, " ".join(g.code for g in samen))
    return niveau(*los, regel, _ANDERS)
