"""What is agreed in a zaak; no query: it came with the history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from opvolging.klokstand import moment
from opvolging.models import Afspraak, Gebeurtenis


@dataclass(frozen=True)
class Afspraakregel:
    """One appointment that stands: how and when in words, and whether it is over."""

    afspraak: Afspraak
    tekst: str
    is_voorbij: bool


def afspraken(geschiedenis: Sequence[Gebeurtenis], nu: datetime) -> list[Afspraakregel]:
    """The same in words, soonest first."""
    return [_regel(deze, nu) for deze in sorted(staande(geschiedenis), key=_begin)]


def staande(geschiedenis: Sequence[Gebeurtenis]) -> list[Afspraak]:
    """Those to come, and those of which nobody wrote down yet how they went."""
    contacten = [regel.contact.op for regel in geschiedenis if regel.contact]
    laatste = max(contacten, default=None)
    gemaakt = [regel.afspraak for regel in geschiedenis if regel.soort == regel.Soort.AFSPRAAK]
    staan = [deze for deze in gemaakt if deze and not deze.afgezegd_op]
    return [deze for deze in staan if laatste is None or laatste < deze.begint_op]


def _begin(afspraak: Afspraak) -> datetime:
    return afspraak.begint_op


def _regel(afspraak: Afspraak, nu: datetime) -> Afspraakregel:
    einde = afspraak.begint_op + timedelta(minutes=afspraak.aantal_minuten)
    wijze = afspraak.get_wijze_display().capitalize()
    plek = f", {afspraak.plek}" if afspraak.plek else ""
    tekst = f"{wijze} {moment(afspraak.begint_op, nu, 'om')}, met {afspraak.met.naam}{plek}"
    return Afspraakregel(afspraak, tekst, is_voorbij=einde <= nu)
