"""A stored clock as the pure rules know it: its calendar, its pauses, its ladder and its words.

A clock keeps the opening hours, holidays and closing days with which its deadlines were promised,
and counts with those until it stops, whatever the gemeente changes meanwhile.
"""

import datetime
from collections.abc import Iterable, Mapping

from opvolging.kalender import Kalender
from opvolging.klokkensoorten import SOORTEN
from opvolging.klokregels import datum_van
from opvolging.kloksoort import Duur, Kloksoort
from opvolging.ladder import Klok, Ladder, plan
from opvolging.models import Herinnering, Termijn
from opvolging.termijnen import Pauze as Stilstand
from opvolging.termijnen import Telling, begonnen_minuten
from opvolging.termijnuitleg import uitleg, uitleg_datum, uitleg_kalender
from signaalpunt.models import Gemeente


def kalender(gemeente: Gemeente) -> Kalender:
    """When this gemeente is open, in the words of `termijnen`."""
    return kalender_met(gemeente, gemeente.sluitingsdagen.values_list("datum", flat=True))


def kalender_met(gemeente: Gemeente, sluitingsdagen: Iterable[datetime.date | None]) -> Kalender:
    """The same with closing days that were fetched along."""
    return Kalender(
        van=gemeente.opent_om,
        tot=gemeente.sluit_om,
        goede_vrijdag=gemeente.is_dicht_op_goede_vrijdag,
        vijf_mei=gemeente.is_dicht_op_5_mei,
        carnaval=gemeente.is_dicht_met_carnaval,
        sluitingsdagen=frozenset(filter(None, sluitingsdagen)),
        versie=gemeente.versie_openingen,
    )


def ladder_van(termijn: Termijn) -> Ladder:
    """The reminders that this clock started with."""
    return termijn.ladder.als_ladder() if termijn.ladder else SOORTEN[termijn.soort].ladder


def rijen_van_ladder(termijn: Termijn, klok: Klok) -> list[Herinnering]:
    """A row for each step, not stored yet."""
    ladder = ladder_van(termijn)
    return [
        Herinnering(
            gemeente_id=termijn.gemeente_id,
            termijn=termijn,
            regelversie=ladder.versie,
            stap=gepland.stap,
            ontvanger=gepland.ontvanger.value,
            gepland_op=gepland.gepland_op,
        )
        for gepland in plan(ladder, klok)
    ]


def sleutel(rij: Herinnering) -> tuple[int, str]:
    """Which rung of the ladder a row is; that for the team is for the behandelaar later on."""
    voor_team = (Herinnering.Ontvanger.TEAM, Herinnering.Ontvanger.BEHANDELAAR)
    aan = rij.ontvanger
    return rij.stap, Herinnering.Ontvanger.TEAM if aan in voor_team else aan


def klok_van(termijn: Termijn) -> Klok:
    """All that decides when this clock is where, with its pauses."""
    in_uren = termijn.aantal_uren_grens is not None
    return Klok(
        start=termijn.gestart_op,
        uren_streef=termijn.aantal_uren_streef or 0,
        uren_grens=termijn.aantal_uren_grens or 0,
        telling=Telling(termijn.telling),
        kalender=_kalender_van_start(termijn),
        pauzes=_stilstanden(termijn),
        stil_tot=termijn.stil_tot,
        vast=None if in_uren else (termijn.streef_op, termijn.grens_op),
    )


def _kalender_van_start(termijn: Termijn) -> Kalender:
    if termijn.kalender is None:  # started before calendars were kept
        return kalender(termijn.gemeente)
    return Kalender.uit_gegevens(termijn.kalender)


def _stilstanden(termijn: Termijn) -> tuple[Stilstand, ...]:
    if termijn.stil_tot is None:  # never paused: nothing to look up
        return ()
    return tuple((pauze.van, pauze.tot) for pauze in termijn.pauzes.all())


def minuten(
    termijn: Termijn, telling: Telling, *, tot: datetime.datetime, met_pauzes: bool = True
) -> int:
    """The minutes that the clock has begun to count at `tot`; its pauses do not count, or do."""
    klok = klok_van(termijn)
    stil = klok.pauzes if met_pauzes else ()
    return begonnen_minuten(klok.start, tot, telling, klok.kalender, stil)


def soort_van(termijn: Termijn) -> Kloksoort:
    """The kind of this clock, by the rule that it counts by."""
    deze = SOORTEN[termijn.soort]
    return deze.met(termijn.regel.als_regel()) if termijn.regel else deze


def klok_onder(
    termijn: Termijn,
    deze: Kloksoort,
    *,
    telling: Telling | None = None,
    dagen: Kalender | None = None,
) -> Klok:
    """The same clock by another rule, or by another calendar; its start, date and pauses stay."""
    nu_geldend = klok_van(termijn)
    return deze.klok(
        termijn.gestart_op,
        telling or Telling(termijn.gemeente.telling),
        dagen or nu_geldend.kalender,
        datum=datum_van(soort_van(termijn), termijn.streef_op, termijn.grens_op),
        pauzes=nu_geldend.pauzes,
        stil_tot=nu_geldend.stil_tot,
    )


def verklaring(
    deze: Kloksoort,
    klok: Klok,
    *,
    datum: datetime.datetime | None = None,
    redenen: Mapping[datetime.datetime, str] | None = None,
) -> str:
    """How target and limit were counted, as a coördinator would say it."""
    if klok.vast:
        zinnen = [
            _bij_kalender(duur, moment, klok.start, datum)
            for duur, moment in zip((deze.streef, deze.grens), klok.vast, strict=True)
        ]
    else:
        zinnen = [
            uitleg(klok.afloop(uren), redenen) for uren in (klok.uren_streef, klok.uren_grens)
        ]
    return f"Streefmoment: {zinnen[0]} Grens: {zinnen[1]}"


def _bij_kalender(
    duur: Duur,
    moment: datetime.datetime,
    start: datetime.datetime,
    datum: datetime.datetime | None,
) -> str:
    if datum:
        return uitleg_datum(datum, duur.woorden, moment)
    return uitleg_kalender(start, duur.woorden, moment, in_werkdagen=bool(duur.werkdagen))
