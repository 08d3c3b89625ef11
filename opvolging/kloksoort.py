"""What a kind of clock is: its subject, how long it runs and by what, and what it says. Pure.

The kinds themselves stand in `klokkensoorten`.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from opvolging.kalender import AMSTERDAM, Kalender, dagen_later, maanden_later
from opvolging.ladder import Klok, Ladder
from opvolging.termijnen import Pauze, Telling, na_werkdagen

_MAANDAG = datetime(2026, 6, 1, 9, tzinfo=AMSTERDAM)  # weeks without a holiday follow


class Onderwerp(StrEnum):
    """What a clock runs on; the same words as the columns of `Termijn`."""

    MELDING = "melding"
    ZAAK = "zaak"
    KOPPELING = "koppeling"
    MAATJE = "maatje"
    DOORVERWIJZING = "doorverwijzing"


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
class Regel:
    """One version of how long until target and limit; `telling` is of hours, None: of nothing."""

    versie: int
    streef: Duur
    grens: Duur
    telling: Telling | None


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
    wie: str = "wie de melding heeft opgepakt, anders het team"  # the first to be reminded
    om_contact: bool = False  # waits until somebody can be called; nothing else can pause
    na_afsluiten: bool = False  # of a closed zaak: that stands on no list itself
    eenmalig: bool = False  # never twice on the same subject
    hoogstens: Duur | None = None  # the limit that no gemeente can move
    wie_begrenst: str = "De wet geeft hiervoor"

    @property
    def in_uren(self) -> bool:
        """Tell whether it counts hours; otherwise it goes by the calendar."""
        return bool(self.streef.uren or self.grens.uren)

    def met(self, regel: Regel) -> "Kloksoort":
        """Return the same kind by the rule that a gemeente made."""
        return replace(self, streef=regel.streef, grens=regel.grens, telling=regel.telling)

    def maatstaf(self, telling: Telling) -> Klok:
        """Return a clock without closed days, by which the steps of a ladder are put in order."""
        start = self.begin_voor(_MAANDAG) if self.op_datum else _MAANDAG
        return self.klok(start, telling, Kalender(), datum=_MAANDAG)

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
