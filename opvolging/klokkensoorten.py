"""The kinds of clocks, each with all that differs between them. Pure: no Django.

A new kind is a row here with its ladder, its name in `Termijn.Soort`, and the acts that start it.
What stops it is written here too, so that an act only has to say what happened.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from opvolging.kalender import Kalender, dagen_later, maanden_later
from opvolging.ladder import Anker, Klok, Ladder, Ontvanger, Stap
from opvolging.termijnen import Pauze, Telling, na_werkdagen


class Onderwerp(StrEnum):
    """What a clock runs on; the same words as the columns of `Termijn`."""

    MELDING = "melding"
    ZAAK = "zaak"
    KOPPELING = "koppeling"
    MAATJE = "maatje"


@dataclass(frozen=True, slots=True)
class Duur:
    """How long until a target or a limit: hours in the counting of a clock, or by the calendar."""

    uren: int = 0
    werkdagen: int = 0
    dagen: int = 0
    maanden: int = 0

    def na(self, moment: datetime, kalender: Kalender) -> datetime:
        """Return the moment by the calendar; below zero is before `moment`."""
        later = dagen_later(maanden_later(moment, self.maanden), self.dagen)
        return na_werkdagen(later, self.werkdagen, kalender) if self.werkdagen else later

    @property
    def woorden(self) -> str:
        """Say how long, without a sign: `een maand`, `25 dagen`, `8 weken`, `2 maanden en ...`."""
        dagen, weken = abs(self.dagen), 0
        if dagen and dagen % 7 == 0:
            dagen, weken = 0, dagen // 7
        delen = (
            _aantal(abs(self.maanden), "maand", "maanden"),
            _aantal(weken, "week", "weken"),
            _aantal(dagen, "dag", "dagen"),
            _aantal(abs(self.werkdagen), "werkdag", "werkdagen"),
        )
        return " en ".join(filter(None, delen))


def _aantal(aantal: int, een: str, meer: str) -> str:
    if not aantal:
        return ""
    return f"een {een}" if aantal == 1 else f"{aantal} {meer}"


@dataclass(frozen=True, slots=True)
class Vraag:
    """What a reminder says: what did not happen, and what is asked the later it gets."""

    nog_niet: str
    eerst: str  # long before the target
    vandaag: str  # past the target
    bijna: str  # the limit is near
    te_laat: str
    teamleider: str = "Overleg met het team wat er nodig is."


@dataclass(frozen=True, slots=True)
class Kloksoort:
    """One kind: what it runs on, how long, whom it reminds, and what stops it."""

    onderwerp: Onderwerp
    streef: Duur
    grens: Duur
    ladder: Ladder
    vraag: Vraag
    stopt_bij: frozenset[str]  # of `Termijn.Stopreden`
    voorbeeld: str  # what happens in the example of the beheerder, with the moment
    telling: Telling | None = None  # in hours: None is what the gemeente chose
    op_datum: bool = False  # counted from a date that somebody gave, not from the start
    om_contact: bool = False  # waits until somebody can be called; nothing else can pause
    eenmalig: bool = False  # never twice on the same subject

    @property
    def in_uren(self) -> bool:
        """Tell whether it counts hours; otherwise it goes by the calendar."""
        return bool(self.streef.uren or self.grens.uren)

    @property
    def ruimte(self) -> Duur:
        """Return what a warning before the limit must be shorter than."""
        if self.in_uren:
            return Duur(uren=self.grens.uren - self.streef.uren)
        maanden = self.grens.maanden - self.streef.maanden
        return Duur(dagen=30 * maanden + self.grens.dagen - self.streef.dagen)

    def begin_voor(self, datum: datetime) -> datetime:
        """Return a start, well before the target, for an example that is about `datum`."""
        return dagen_later(datum, min(0, self.streef.dagen) - 30)

    def klok(
        self,
        start: datetime,
        telling: Telling,
        kalender: Kalender,
        *,
        datum: datetime | None = None,
        pauzes: tuple[Pauze, ...] = (),
        stil_tot: datetime | None = None,
    ) -> Klok:
        """Return a clock of this kind that starts at `start`; `datum` is what it counts from."""
        if self.in_uren:
            eigen = self.telling or telling
            uren = (self.streef.uren, self.grens.uren)
            return Klok(start, *uren, eigen, kalender, pauzes, stil_tot)
        vanaf = datum or start
        vast = (self.streef.na(vanaf, kalender), self.grens.na(vanaf, kalender))
        return Klok(start, 0, 0, Telling.KLOKUREN, kalender, vast=vast)


_TOT_CONTACT = (
    Stap(1, "halverwege", Anker.STREEF, deel=0.5),
    Stap(2, "streef", Anker.STREEF),
    Stap(3, "waarschuwing", Anker.GRENS, uren_ervoor=2),
    Stap(4, "te_laat", Anker.GRENS),
    Stap(5, "werkdag_te_laat", Anker.GRENS, Ontvanger.TEAMLEIDER, werkdagen_erna=1),
)
_BELLEN = {
    "vandaag": "Neem vandaag contact op.",
    "bijna": "Neem nu contact op, of spreek af wie het doet.",
    "te_laat": "Neem vandaag contact op.",
}
_BIJ_CONTACT = frozenset({"contact", "advies", "afgesloten", "opgegaan"})

SOORTEN: dict[str, Kloksoort] = {
    "eerste_contact": Kloksoort(
        onderwerp=Onderwerp.MELDING,
        streef=Duur(uren=24),
        grens=Duur(uren=48),
        ladder=Ladder(versie=1, stappen=_TOT_CONTACT),
        vraag=Vraag(
            nog_niet="Er is nog geen contact geweest.",
            eerst="Wie belt er of gaat langs?",
            **_BELLEN,
        ),
        stopt_bij=_BIJ_CONTACT,
        voorbeeld="Er komt een melding op {moment}. Niemand neemt contact op.",
        om_contact=True,
        eenmalig=True,
    ),
    "heropend": Kloksoort(
        onderwerp=Onderwerp.MELDING,
        streef=Duur(uren=24),
        grens=Duur(uren=48),
        ladder=Ladder(versie=1, stappen=_TOT_CONTACT),
        vraag=Vraag(
            nog_niet="Deze zaak is weer open, en er is nog geen nieuw contact geweest.",
            eerst="Wie belt er?",
            **_BELLEN,
        ),
        stopt_bij=_BIJ_CONTACT,
        voorbeeld="Een zaak gaat op {moment} weer open. Niemand neemt contact op.",
        om_contact=True,
    ),
}
OM_CONTACT = tuple(naam for naam, soort in SOORTEN.items() if soort.om_contact)


def stopt_bij(reden: str) -> list[str]:
    """Return the kinds that this reason stops."""
    return [naam for naam, soort in SOORTEN.items() if reden in soort.stopt_bij]
