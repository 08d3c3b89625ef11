"""The year a report is about: its days, its name, and whether it is over."""

from dataclasses import dataclass
from datetime import date

EERSTE_JAAR = 2000
LAATSTE_JAAR = 2999


@dataclass(frozen=True)
class Periode:
    """One calendar year in local days."""

    jaar: int

    @property
    def van(self) -> date:
        """First day."""
        return date(self.jaar, 1, 1)

    @property
    def tot_en_met(self) -> date:
        """Last day."""
        return date(self.jaar, 12, 31)

    def is_voorbij(self, vandaag: date) -> bool:
        """Whether the whole year lies behind `vandaag`: only then it can be frozen."""
        return vandaag > self.tot_en_met


def periode(jaar: int) -> Periode:
    """The year `jaar`. Raises ValueError for what cannot be a year of a report."""
    if not EERSTE_JAAR <= jaar <= LAATSTE_JAAR:
        raise ValueError(f"{jaar} is geen jaar tussen {EERSTE_JAAR} en {LAATSTE_JAAR}")
    return Periode(jaar)
