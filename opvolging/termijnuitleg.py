"""A deadline in words, as a coördinator would say it on the phone. Pure: no Django."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from opvolging.kalender import ZATERDAG, DichteDag, lokaal
from opvolging.termijnen import Afloop, Telling

WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
ENKELVOUD = {
    Telling.KLOKUREN: "klokuur",
    Telling.WERKDAGUREN: "werkdaguur",
    Telling.KANTOORUREN: "kantooruur",
}


def uitleg(afloop: Afloop, redenen: Mapping[datetime, str] | None = None) -> str:
    """Return two to five short Dutch sentences that say how this deadline was counted.

    `redenen` says of a pause, by the moment it began, why the clock stood still.
    """
    zinnen = (
        _over_het_begin(afloop),
        _over_openingstijden(afloop),
        _over_dichte_dagen(afloop.dichte_dagen),
        _over_pauzes(afloop, redenen or {}),
        _over_de_zomertijd(afloop),
        f"{_aantal_uren(afloop)} later is {_moment(afloop.moment, afloop)}.",
    )
    return " ".join(zin for zin in zinnen if zin)


def uitleg_kalender(start: datetime, duur: str, moment: datetime, *, in_werkdagen: bool) -> str:
    """Return how a deadline was counted that goes by the calendar."""
    later = f"{duur[0].upper()}{duur[1:]} later"
    telt = "alleen werkdagen tellen mee" if in_werkdagen else "elke dag telt mee"
    return f"Gestart op {_op(start)}. {later} is {_op(moment)}; {telt}."


def uitleg_datum(datum: datetime, duur: str, moment: datetime) -> str:
    """Return how a deadline was counted from a date that somebody gave."""
    if not duur:
        return f"De datum is {_op(datum)}."
    richting = "later" if moment > datum else "eerder"
    return f"De datum is {_op(datum)}. {duur[0].upper()}{duur[1:]} {richting} is {_op(moment)}."


def _op(moment: datetime) -> str:
    hier = lokaal(moment)
    return f"{_dag(hier)} {hier.year} om {hier:%H:%M}"


def _over_het_begin(afloop: Afloop) -> str:
    start = f"{_dag(afloop.start)} {afloop.start.year} om {afloop.start:%H:%M}"
    if not afloop.is_verschoven:
        return f"Gestart op {start}."
    return (
        f"Gekomen op {start}; dan zijn we dicht. De klok start op {_moment(afloop.begin, afloop)}."
    )


def _over_openingstijden(afloop: Afloop) -> str:
    if afloop.telling != Telling.KANTOORUREN:
        return ""
    van, tot = afloop.kalender.van, afloop.kalender.tot
    return f"Alleen de uren van {van:%H:%M} tot {tot:%H:%M} tellen mee."


def _over_dichte_dagen(dagen: Sequence[DichteDag]) -> str:
    """Name weekends once, other days one by one with the reason."""
    delen = list(dict.fromkeys(map(_dichte_dag, dagen)))
    if len([dag for dag in dagen if _is_weekend(dag)]) > 2:
        delen = ["de weekenden", *(deel for deel in delen if deel not in WEEKDAGEN)]
    if not delen:
        return ""
    telt = "telt" if len(delen) == 1 and delen != ["de weekenden"] else "tellen"
    zin = f"{_opsomming(delen)} {telt} niet mee."
    return zin[0].upper() + zin[1:]


def _is_weekend(dag: DichteDag) -> bool:
    return dag.datum.weekday() >= ZATERDAG


def _dichte_dag(dag: DichteDag) -> str:
    if _is_weekend(dag):
        return WEEKDAGEN[dag.datum.weekday()]
    return f"{_dag(dag.datum)} ({dag.reden})"


def _over_pauzes(afloop: Afloop, redenen: Mapping[datetime, str]) -> str:
    if not afloop.pauzes:
        return ""
    delen = [
        f"van {_moment(van, afloop)} tot {_moment(tot, afloop)}{_omdat(redenen.get(van, ''))}"
        for van, tot in afloop.pauzes
    ]
    return f"De klok staat stil {_opsomming(delen)}."


def _omdat(reden: str) -> str:
    return f" ({reden})" if reden else ""


def _over_de_zomertijd(afloop: Afloop) -> str:
    """Say why klokuren seem an hour off; on working days nothing changes, so nothing is said."""
    voor, na = afloop.begin.utcoffset(), afloop.moment.utcoffset()
    if afloop.telling != Telling.KLOKUREN or voor is None or na is None or voor == na:
        return ""
    richting = "vooruit" if na > voor else "terug"
    return f"Onderweg gaat de klok een uur {richting}."


def _aantal_uren(afloop: Afloop) -> str:
    aantal = f"{afloop.uren:g}".replace(".", ",")
    return f"{aantal} {ENKELVOUD[afloop.telling] if afloop.uren == 1 else afloop.telling.value}"


def _opsomming(delen: list[str]) -> str:
    return " en ".join(filter(None, (", ".join(delen[:-1]), delen[-1])))


def _dag(dag: date) -> str:
    return f"{WEEKDAGEN[dag.weekday()]} {dag.day} {MAANDEN[dag.month - 1]}"


def _moment(moment: datetime, afloop: Afloop) -> str:
    """Name the year only when it is another one than that of the start."""
    jaar = "" if moment.year == afloop.start.year else f" {moment.year}"
    return f"{_dag(moment)}{jaar} om {moment:%H:%M}"
