"""In what terms a match is judged: what a deelnemer wishes, what a maatje has, what came out.

People are numbers here and places are centres of buurten: no name, address or phone enters. Nothing
about religion, origin, health or orientation exists as a field, so it can never count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from opvolging.matchwoorden import Aard, Eis, Geslacht, Vorm


class Regel(StrEnum):
    """The hard constraints: failing one takes a maatje off the list."""

    BESCHIKBAAR = "beschikbaar"
    VOG = "vog"
    TRAINING = "training"
    OVEREENKOMST = "overeenkomst"
    PLAATS = "plaats"
    VORM = "vorm"
    DAGDEEL = "dagdeel"
    TAAL = "taal"
    WENS = "wens"
    GEEN_KLIK = "geen_klik"
    CONFLICT = "conflict"
    AFSTAND = "afstand"


WAAROP: Mapping[Regel, str] = {
    Regel.BESCHIKBAAR: "pauze of gestopt",
    Regel.VOG: "de VOG",
    Regel.TRAINING: "de training",
    Regel.OVEREENKOMST: "de overeenkomst",
    Regel.PLAATS: "geen plaats vrij",
    Regel.VORM: "een andere vorm van contact",
    Regel.DAGDEEL: "geen gedeeld dagdeel",
    Regel.TAAL: "geen gedeelde taal",
    Regel.WENS: "een uitdrukkelijke wens",
    Regel.GEEN_KLIK: "eerder geen klik",
    Regel.CONFLICT: "een bekende of familie",
    Regel.AFSTAND: "de afstand",
}


class Uitslag(StrEnum):
    PAST = "past"
    PAST_NIET = "past_niet"
    ONBEKEND = "onbekend"


@dataclass(frozen=True)
class Punt:
    """Centre of a buurt in degrees."""

    breedte: float
    lengte: float


@dataclass(frozen=True, kw_only=True)
class Persoon:
    """What both sides say about themselves. Empty and None mean: not known."""

    id: int
    vormen: frozenset[Vorm] = frozenset()
    dagdelen: frozenset[str] = frozenset()
    talen: frozenset[str] = frozenset()  # in words: "Nederlands"
    interesses: frozenset[str] = frozenset()
    ervaringen: frozenset[str] = frozenset()
    eisen: frozenset[Eis] = frozenset()
    geslacht: Geslacht | None = None
    rookt: bool | None = None
    heeft_huisdier: bool | None = None
    punt: Punt | None = None


@dataclass(frozen=True, kw_only=True)
class Wens(Persoon):
    """A deelnemer: who is looking, and for whom."""

    leeftijden: frozenset[str] = frozenset()  # age bands that are welcome; empty: no wish
    aard: Aard | None = None  # wished
    wil_dierenvriend: bool | None = None
    wil_vervoer: bool | None = None
    geen_klik: frozenset[int] = frozenset()  # maatjes with whom it did not work out
    conflicten: frozenset[int] = frozenset()  # maatjes who are family or known


@dataclass(frozen=True, kw_only=True)
class Profiel(Persoon):
    """A maatje, with what the hard gate asks."""

    is_beschikbaar: bool = True
    vog_geldig_tot: date | None = None
    training_op: date | None = None
    overeenkomst_op: date | None = None
    aantal_plaatsen: int = 1
    aantal_koppelingen: int = 0  # accepted or active
    aantal_voorstellen: int = 0  # open offers: each holds a place
    max_km: float = 5.0
    leeftijd: str = ""  # age band
    aard: Aard | None = None
    is_dierenvriend: bool | None = None
    heeft_vervoer: bool | None = None
    aantal_dagen_vrij: int = 0  # days this maatje has been waiting for somebody


@dataclass(frozen=True)
class Versoepeling:
    """One change to one constraint, asked of the deelnemer or of one maatje."""

    regel: Regel
    waarde: str  # what changes: a part of day, a form, a language, a wish, kilometres, a place
    zin: str
    maatje: int | None = None  # whose constraint it is; None: the deelnemer's
    grootte: float = 0.0  # how much is asked, to compare with others of the same kind


@dataclass(frozen=True)
class Toets:
    """One hard constraint, tried on one maatje."""

    regel: Regel
    uitslag: Uitslag
    zin: str
    versoepelingen: tuple[Versoepeling, ...] = ()


@dataclass(frozen=True)
class Onderdeel:
    """One part of the points."""

    naam: str
    uitslag: Uitslag
    zin: str
    punten: float
    gewicht: int
    is_gevraagd: bool = True  # False: the deelnemer has no wish here, so it says nothing


@dataclass(frozen=True)
class Gewichten:
    """How many of the 100 points each part can give. The default is the only place for them."""

    interesses: int = 30
    afstand: int = 15
    dagdelen: int = 15
    leeftijd: int = 10
    ervaring: int = 10
    aard: int = 8
    dieren: int = 4
    vervoer: int = 4
    wachttijd: int = 4

    def __post_init__(self) -> None:
        alle = [getattr(self, veld.name) for veld in fields(self)]
        if min(alle) < 0 or sum(alle) != 100:
            raise ValueError(f"gewichten zijn samen 100 en nooit negatief, niet {alle}")


@dataclass(frozen=True)
class Oordeel:
    """One maatje for one deelnemer, in sentences."""

    maatje: int
    toetsen: tuple[Toets, ...]
    onderdelen: tuple[Onderdeel, ...]

    @property
    def past(self) -> bool:
        """Whether no hard constraint fails."""
        return not self.afgevallen

    @property
    def afgevallen(self) -> tuple[Toets, ...]:
        """The hard constraints that fail."""
        return tuple(toets for toets in self.toetsen if toets.uitslag is Uitslag.PAST_NIET)

    @property
    def punten(self) -> float:
        """Sum of the parts, 0 to 100, in tenths."""
        return round(sum(round(deel.punten * 10) for deel in self.onderdelen) / 10, 1)

    @property
    def voor(self) -> tuple[str, ...]:
        """Why this maatje: the parts that were asked for and fit, most points first."""
        return tuple(d.zin for d in self._op_punten() if d.uitslag is Uitslag.PAST)

    @property
    def tegen(self) -> tuple[str, ...]:
        """What drops this maatje; of one who fits: what could be better."""
        minder = tuple(d.zin for d in self._op_punten() if d.uitslag is Uitslag.PAST_NIET)
        return (*(toets.zin for toets in self.afgevallen), *minder)

    @property
    def onbekend(self) -> tuple[str, ...]:
        """What is not known and has to be asked; each sentence once."""
        alles: list[Toets | Onderdeel] = [*self.toetsen, *self._op_punten()]
        return tuple(dict.fromkeys(d.zin for d in alles if d.uitslag is Uitslag.ONBEKEND))

    @property
    def voldoet(self) -> tuple[str, ...]:
        """The hard constraints that are met."""
        return tuple(toets.zin for toets in self.toetsen if toets.uitslag is Uitslag.PAST)

    def _op_punten(self) -> list[Onderdeel]:
        gevraagd = (deel for deel in self.onderdelen if deel.is_gevraagd)
        return sorted(gevraagd, key=lambda deel: (-deel.punten, deel.naam))


@dataclass(frozen=True)
class Kandidatenlijst:
    """Who fits, best first; who does not and why; and what helps when nobody fits."""

    regelversie: int
    kandidaten: tuple[Oordeel, ...]
    afvallers: tuple[Oordeel, ...]
    samenvatting: str
    versoepeling: Versoepeling | None = None
