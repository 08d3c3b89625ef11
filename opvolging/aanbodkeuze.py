"""Which entries of the sociale kaart fit somebody, and why, in sentences.

No points and no score of a person: what certainly does not fit falls away with its reason, the
rest stands in the order of how many things fit. A person chooses, always. People are nobody here:
what enters is what was said about wishes, days, language and a buurt.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from opvolging.matchbegrippen import Punt
from opvolging.matcheisen import hemelsbreed, kilometers, opsomming
from opvolging.matchwoorden import DAGDELEN

VLAKBIJ = 1.0  # km, on foot for most people
NABIJ = 3.0  # km
HOOGSTENS = 3  # parts of day that are named at most


@dataclass(frozen=True, kw_only=True)
class Vraag:
    """What is known of somebody; empty and None mean: not known."""

    behoeften: frozenset[str] = frozenset()
    soorten: frozenset[str] = frozenset()
    groepen: frozenset[str] = frozenset()  # of the target groups of an entry
    dagdelen: frozenset[str] = frozenset()
    talen: frozenset[str] = frozenset()
    punt: Punt | None = None
    buurt: str = ""
    heeft_rolstoel: bool = False
    geldzorgen: bool = False


@dataclass(frozen=True, kw_only=True)
class Plek:
    """An entry as it is judged."""

    id: int
    behoeften: frozenset[str] = frozenset()
    soorten: frozenset[str] = frozenset()
    groepen: frozenset[str] = frozenset()  # none of them: for everybody
    dagdelen: frozenset[str] = frozenset()
    talen: frozenset[str] = frozenset()
    punt: Punt | None = None
    buurt: str = ""
    komt_naar_je: bool = False
    is_structureel: bool = True
    is_rolstoelvriendelijk: bool | None = None
    is_gratis: bool | None = None


@dataclass
class Woorden:
    """How codes read in a sentence."""

    behoeften: Mapping[str, str] = field(default_factory=dict)
    soorten: Mapping[str, str] = field(default_factory=dict)
    groepen: Mapping[str, str] = field(default_factory=dict)
    talen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Voorstel:
    """One entry for one person; `valt_af` when something cannot be helped."""

    id: int
    past: tuple[str, ...]
    past_niet: tuple[str, ...]
    onbekend: tuple[str, ...]
    valt_af: bool
    km: float | None


@dataclass
class _Oordeel:
    past: list[str] = field(default_factory=list)
    past_niet: list[str] = field(default_factory=list)
    onbekend: list[str] = field(default_factory=list)
    valt_af: bool = False


def voorstellen(vraag: Vraag, plekken: Iterable[Plek], woorden: Woorden) -> list[Voorstel]:
    """All of `plekken`, best first; those that fall away stand last."""
    alle = [(_beoordeel(vraag, plek, woorden), plek) for plek in plekken]
    alle.sort(key=lambda paar: _volgorde(*paar))
    return [voorstel for voorstel, _ in alle]


def _volgorde(voorstel: Voorstel, plek: Plek) -> tuple[bool, int, bool, float, int]:
    past = len(voorstel.past) - len(voorstel.past_niet)
    ver = voorstel.km if voorstel.km is not None else NABIJ
    return voorstel.valt_af, -past, not plek.is_structureel, ver, plek.id


def _beoordeel(vraag: Vraag, plek: Plek, woorden: Woorden) -> Voorstel:
    oordeel = _Oordeel()
    km = _afstand(vraag, plek, oordeel)
    _wens(vraag, plek, woorden, oordeel)
    _soort(vraag, plek, woorden, oordeel)
    _groep(vraag, plek, woorden, oordeel)
    _wanneer(vraag, plek, oordeel)
    _taal(vraag, plek, woorden, oordeel)
    _rolstoel(vraag, plek, oordeel)
    _geld(vraag, plek, oordeel)
    if plek.is_structureel:
        oordeel.past.append("Het is steeds weer, dus het contact blijft niet bij één keer.")
    return Voorstel(
        id=plek.id,
        past=tuple(oordeel.past),
        past_niet=tuple(oordeel.past_niet),
        onbekend=tuple(oordeel.onbekend),
        valt_af=oordeel.valt_af,
        km=km,
    )


def _in_woorden(codes: Collection[str], woorden: Mapping[str, str]) -> str:
    return opsomming([woorden.get(code, code) for code in codes])


def _wens(vraag: Vraag, plek: Plek, woorden: Woorden, oordeel: _Oordeel) -> None:
    if not vraag.behoeften or not plek.behoeften:
        return
    if samen := vraag.behoeften & plek.behoeften:
        oordeel.past.append(f"Dit is gevraagd: {_in_woorden(samen, woorden.behoeften)}.")
    else:
        gevraagd = _in_woorden(vraag.behoeften, woorden.behoeften)
        oordeel.past_niet.append(f"Gevraagd is iets anders: {gevraagd}.")


def _soort(vraag: Vraag, plek: Plek, woorden: Woorden, oordeel: _Oordeel) -> None:
    if not vraag.soorten or not plek.soorten:
        return
    if samen := vraag.soorten & plek.soorten:
        oordeel.past.append(f"Het helpt bij {_in_woorden(samen, woorden.soorten)} eenzaamheid.")
    else:
        gemist = _in_woorden(vraag.soorten, woorden.soorten)
        oordeel.past_niet.append(f"Het helpt niet bij {gemist} eenzaamheid.")


def _groep(vraag: Vraag, plek: Plek, woorden: Woorden, oordeel: _Oordeel) -> None:
    if not plek.groepen:
        return
    wie = _in_woorden(plek.groepen, woorden.groepen)
    if vraag.groepen & plek.groepen:
        oordeel.past.append(f"Het is er voor {wie}.")
    else:
        oordeel.onbekend.append(f"Het is vooral voor {wie}. Vraag na of dat past.")


def _wanneer(vraag: Vraag, plek: Plek, oordeel: _Oordeel) -> None:
    if not vraag.dagdelen or not plek.dagdelen:
        return
    if samen := vraag.dagdelen & plek.dagdelen:
        in_volgorde = [woord for code, woord in DAGDELEN.items() if code in samen][:HOOGSTENS]
        oordeel.past.append(f"Deze persoon kan op {' of '.join(in_volgorde)}.")
    else:
        oordeel.past_niet.append("Het is niet op een moment waarop deze persoon kan.")


def _taal(vraag: Vraag, plek: Plek, woorden: Woorden, oordeel: _Oordeel) -> None:
    if not vraag.talen:
        return
    spreekt = _in_woorden(vraag.talen, woorden.talen)
    if not plek.talen:
        if vraag.talen != {"nl"}:
            oordeel.onbekend.append(f"Vraag na of er iemand {spreekt} spreekt.")
    elif samen := vraag.talen & plek.talen:
        if samen != {"nl"}:
            oordeel.past.append(f"Er spreekt daar iemand {_in_woorden(samen, woorden.talen)}.")
    else:
        oordeel.past_niet.append(f"Er spreekt daar niemand {spreekt}.")
        oordeel.valt_af = True


def _rolstoel(vraag: Vraag, plek: Plek, oordeel: _Oordeel) -> None:
    if not vraag.heeft_rolstoel or plek.komt_naar_je:
        return
    if plek.is_rolstoelvriendelijk:
        oordeel.past.append("Met een rolstoel kan deze persoon er naar binnen.")
    elif plek.is_rolstoelvriendelijk is None:
        oordeel.onbekend.append("Vraag na of iemand er met een rolstoel kan komen.")
    else:
        oordeel.past_niet.append("Met een rolstoel kan deze persoon er niet naar binnen.")
        oordeel.valt_af = True


def _geld(vraag: Vraag, plek: Plek, oordeel: _Oordeel) -> None:
    if not vraag.geldzorgen:
        return
    if plek.is_gratis:
        oordeel.past.append("Het is gratis, en er zijn zorgen over geld.")
    elif plek.is_gratis is False:
        oordeel.past_niet.append("Het kost geld, en er zijn zorgen over geld.")


def _afstand(vraag: Vraag, plek: Plek, oordeel: _Oordeel) -> float | None:
    if plek.komt_naar_je:
        oordeel.past.append("Deze persoon hoeft er de deur niet voor uit.")
        return None
    if vraag.punt is None or plek.punt is None:
        oordeel.onbekend.append("Hoe ver het is, weten wij niet: een buurt ontbreekt.")
        return None
    km = hemelsbreed(vraag.punt, plek.punt)
    if plek.buurt == vraag.buurt:
        oordeel.past.append(f"Het is in de eigen buurt, {plek.buurt}.")
    elif km <= VLAKBIJ:
        oordeel.past.append(f"Het is vlakbij: ongeveer {kilometers(km)} van {vraag.buurt}.")
    elif km <= NABIJ:
        oordeel.past.append(f"Het is niet ver: ongeveer {kilometers(km)} van {vraag.buurt}.")
    else:
        oordeel.past_niet.append(f"Het is ongeveer {kilometers(km)} van {vraag.buurt}.")
    return km
