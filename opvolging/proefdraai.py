"""A rehearsal: what another ladder would have sent in the last weeks, by the clocks as they ran."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from opvolging import klokrekening
from opvolging.ladder import Klok, Ladder, Ontvanger, Stap, die_weggaan, plan
from opvolging.models import Termijn
from signaalpunt.models import Gemeente

TERUG = timedelta(days=90)
HOOGSTENS = 1000  # the newest; enough to compare, and a page of a second in the largest town


@dataclass(frozen=True)
class Berichten:
    """How many reminders would have left, and to whom."""

    team: int
    plaatsvervanger: int
    teamleider: int


@dataclass(frozen=True)
class Proef:
    """The same clocks under two ladders."""

    klokken: int
    te_laat: int
    nu: Berichten
    dan: Berichten


@dataclass(frozen=True)
class _Gelopen:
    klok: Klok
    einde: datetime


def proefdraai(
    gemeente: Gemeente,
    *,
    soort: Termijn.Soort,
    huidig: Sequence[Stap],
    voorstel: Sequence[Stap],
    nu: datetime,
) -> Proef:
    """Send nothing, but count what both ladders would have sent for the clocks of TERUG."""
    recent = Termijn.objects.filter(gemeente=gemeente, soort=soort, gestart_op__gte=nu - TERUG)
    met_alles = recent.select_related("gemeente").prefetch_related("pauzes")
    termijnen = list(met_alles.order_by("-gestart_op")[:HOOGSTENS])
    gelopen = [_Gelopen(_klok(termijn), termijn.gestopt_op or nu) for termijn in termijnen]
    return Proef(
        klokken=len(termijnen),
        te_laat=sum((termijn.gestopt_op or nu) > termijn.grens_op for termijn in termijnen),
        nu=_berichten(gelopen, huidig),
        dan=_berichten(gelopen, voorstel),
    )


def _klok(termijn: Termijn) -> Klok:
    # a step that left before a pause did not wait for its end
    return replace(klokrekening.klok_van(termijn), stil_tot=None)


def _berichten(gelopen: Iterable[_Gelopen], stappen: Sequence[Stap]) -> Berichten:
    ladder = Ladder(0, tuple(stappen))
    aan = [ontvanger for een in gelopen for ontvanger in _verstuurd(een, ladder)]
    return Berichten(
        aan.count(Ontvanger.TEAM),
        aan.count(Ontvanger.PLAATSVERVANGER),
        aan.count(Ontvanger.TEAMLEIDER),
    )


def _verstuurd(gelopen: _Gelopen, ladder: Ladder) -> list[Ontvanger]:
    """To whom it would have gone before the clock stopped; of several at once only the highest."""
    voor_het_einde = [
        gepland for gepland in plan(ladder, gelopen.klok) if gepland.gepland_op < gelopen.einde
    ]
    return [gepland.ontvanger for gepland in die_weggaan(voor_het_einde)]
