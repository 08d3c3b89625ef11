"""The loneliness scale of De Jong Gierveld: its words, and how answers are counted.

De Jong Gierveld & Van Tilburg, Manual of the Loneliness Scale (1999, updated 24-2-2022). The words
may not be changed. Made for research into groups: with one person it opens a conversation, it is
no diagnosis. The totals of the two forms cannot be compared with each other.
"""

from collections.abc import Mapping
from typing import NamedTuple

INSTRUCTIE = (
    "Wilt u van elk van de volgende uitspraken aangeven in hoeverre die op u, zoals u de laatste "
    "tijd bent, van toepassing is?"
)
UITSPRAKEN: Mapping[int, str] = {
    1: "Er is altijd wel iemand in mijn omgeving bij wie ik met mijn dagelijkse probleempjes "
    "terecht kan",
    2: "Ik mis een echt goede vriend of vriendin",
    3: "Ik ervaar een leegte om me heen",
    4: "Er zijn genoeg mensen op wie ik in geval van narigheid kan terugvallen",
    5: "Ik mis gezelligheid om me heen",
    6: "Ik vind mijn kring van kennissen te beperkt",
    7: "Ik heb veel mensen op wie ik volledig kan vertrouwen",
    8: "Er zijn voldoende mensen met wie ik me nauw verbonden voel",
    9: "Ik mis mensen om me heen",
    10: "Vaak voel ik me in de steek gelaten",
    11: "Wanneer ik daar behoefte aan heb, kan ik altijd bij mijn vrienden terecht",
}
SOCIAAL = frozenset({1, 4, 7, 8, 11})  # the others are emotional
VORMEN: Mapping[int, tuple[int, ...]] = {11: tuple(UITSPRAKEN), 6: (3, 4, 7, 8, 9, 10)}
ANTWOORDEN: Mapping[str, str] = {"n": "nee", "m": "min of meer", "j": "ja"}
OPEN = "-"
# Of five answers J is "ja!" and N is "nee!". In between counts as lonely on both kinds.
EENZAAM_EMOTIONEEL = frozenset("mjJ")
EENZAAM_SOCIAAL = frozenset("mnN")
_TEKENS = frozenset("jmnJN-")
HOOGSTENS_OPEN = 1
# Of each form up to which total a category reaches.
_CATEGORIEEN: Mapping[int, tuple[tuple[int, str], ...]] = {
    11: ((2, "niet"), (8, "matig"), (10, "ernstig"), (11, "zeer ernstig")),
    6: ((1, "niet"), (4, "matig"), (6, "sterk")),
}


class Uitslag(NamedTuple):
    """What was counted; None for what may not be counted with so many answers missing."""

    emotioneel: int | None
    sociaal: int | None
    totaal: int | None
    categorie: str | None


def scoor(vorm: int, antwoorden: str) -> Uitslag:
    """Count `antwoorden`, one sign for each item in order: j, m, n, J (ja!), N (nee!), - (open).

    A kind counts when none of its items is open, the total when at most one of all is; what is
    open adds nothing. Raises ValueError for another form, length or sign.
    """
    _controleer(vorm, antwoorden)
    per_item = dict(zip(VORMEN[vorm], antwoorden, strict=True))
    sociaal = {item: teken for item, teken in per_item.items() if item in SOCIAAL}
    emotioneel = {item: teken for item, teken in per_item.items() if item not in SOCIAAL}
    aantal_e = sum(teken in EENZAAM_EMOTIONEEL for teken in emotioneel.values())
    aantal_s = sum(teken in EENZAAM_SOCIAAL for teken in sociaal.values())
    totaal = aantal_e + aantal_s if antwoorden.count(OPEN) <= HOOGSTENS_OPEN else None
    return Uitslag(
        emotioneel=None if OPEN in emotioneel.values() else aantal_e,
        sociaal=None if OPEN in sociaal.values() else aantal_s,
        totaal=totaal,
        categorie=None if totaal is None else categorie(vorm, totaal),
    )


def categorie(vorm: int, totaal: int) -> str:
    """The word for a total of this form."""
    return next(woord for grens, woord in _CATEGORIEEN[vorm] if totaal <= grens)


def is_rechte_lijn(antwoorden: str) -> bool:
    """Whether every item got the same answer: the items run in two directions, so ask again."""
    gegeven = antwoorden.replace(OPEN, "").lower()
    return len(gegeven) > 1 and len(set(gegeven)) == 1


def _controleer(vorm: int, antwoorden: str) -> None:
    if vorm not in VORMEN:
        raise ValueError(f"vorm is {vorm}, verwacht 6 of 11")
    if len(antwoorden) != vorm or not _TEKENS.issuperset(antwoorden):
        raise ValueError(f"verwacht {vorm} tekens uit j, m, n, J, N en -")
