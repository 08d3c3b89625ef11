"""How it stands with telling what we know, as the page of a zaak shows it; no query of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from opvolging.antwoorden import MetMelder
from opvolging.informeren import eerste_van_een_ander, informatie_van, is_alarm, uiterlijk
from opvolging.kalender import lokaal
from opvolging.models import Informatie, Zaak


@dataclass(frozen=True)
class Vertelbeeld:
    """`ernst` is that of a clock: the word of its colour."""

    stand: Informatie | None
    uiterlijk: date
    ernst: str

    @property
    def is_klaar(self) -> bool:
        """Whether nothing more has to be told."""
        return self.stand is not None and self.stand.is_klaar

    @property
    def moet_nu(self) -> bool:
        """Whether the month is nearly over, or over."""
        return not self.is_klaar and self.ernst != "ruim"


def vertelbeeld(zaak: Zaak, delen: Sequence[MetMelder], nu: datetime) -> Vertelbeeld | None:
    """What to show of `zaak` at `nu`; None when nobody else told us, or it is closed and open."""
    sinds = eerste_van_een_ander((deel.melding.deur, deel.melding.ontvangen_op) for deel in delen)
    stand = informatie_van(zaak)
    if sinds is None or (zaak.afgesloten_op and not (stand and stand.is_klaar)):
        return None
    return Vertelbeeld(stand, uiterlijk(sinds), _ernst(sinds, nu))


def _ernst(sinds: datetime, nu: datetime) -> str:
    if lokaal(nu).date() > uiterlijk(sinds):
        return "laat"
    return "bijna" if is_alarm(sinds, nu) else "ruim"
