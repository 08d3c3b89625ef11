"""When a signaalpunt is open: which days count, between which hours, and why a day does not.

Pure: no Django. Everything here is local time in Europe/Amsterdam. Clocks change on Sundays and
Sundays are closed, so no opening hour ever falls in an hour that is skipped or comes twice.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import holidays

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
JAREN = range(2000, 2100)  # the years whose holidays we compute
DAG = timedelta(days=1)
UUR = timedelta(hours=1)
ZATERDAG = 5  # date.weekday()
NAAR_KEUZE = (
    "Goede vrijdag",
    "Bevrijdingsdag",
)  # known to the package, decided by the organisation


def lokaal(moment: datetime) -> datetime:
    """Return `moment` on the clock of Amsterdam. Raises ValueError for a naive moment."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} heeft geen tijdzone")
    return moment.astimezone(AMSTERDAM)


def middernacht(dag: date) -> datetime:
    """Return the moment at which `dag` begins in Amsterdam."""
    return maak_lokaal(datetime.combine(dag, time()))


def maak_lokaal(naief: datetime) -> datetime:
    """Read a naive moment as Amsterdam wall time.

    A time that is skipped in March is read with the winter offset (02:30 becomes 03:30), a time
    that comes twice in October is the first of the two, unless `fold` says otherwise.
    """
    aware = naief.replace(tzinfo=AMSTERDAM)
    return datetime.fromtimestamp(aware.timestamp(), AMSTERDAM)


# By the calendar a later moment never leads to an earlier one, also where a month has no such day,
# an hour comes twice or an hour is skipped.


def dagen_later(moment: datetime, aantal: int) -> datetime:
    """Return the same time on the wall so many days later, or earlier below zero."""
    return _op_de_klok(_van_de_klok(moment) + aantal * DAG)


def maanden_later(moment: datetime, aantal: int) -> datetime:
    """Return the same time on the wall so many months later.

    In a month without that day it is the end of its last day, as Regulation (EEC) 1182/71, art. 3,
    has it for a term of the law.
    """
    begin = _van_de_klok(moment)
    jaren, maand = divmod(begin.month - 1 + aantal, 12)
    jaar, maand = begin.year + jaren, maand + 1
    if begin.day > (laatste := monthrange(jaar, maand)[1]):
        return _op_de_klok(datetime.combine(date(jaar, maand, laatste), time.max))
    return _op_de_klok(begin.replace(year=jaar, month=maand))


def _van_de_klok(moment: datetime) -> datetime:
    """The time on the wall; the second time that an hour comes, its end."""
    op = lokaal(moment)
    naief = op.replace(tzinfo=None, fold=0)
    return _heel_uur(naief) + UUR if op.fold else naief


def _op_de_klok(naief: datetime) -> datetime:
    """That time on the wall; in an hour that is skipped, when it goes on."""
    moment = maak_lokaal(naief)
    return moment if moment.replace(tzinfo=None, fold=0) == naief else _heel_uur(moment)


def _heel_uur(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


@cache
def _feestdagen_volgens_pakket(jaar: int) -> dict[str, date]:
    if jaar not in JAREN:
        raise ValueError(f"Feestdagen zijn bekend van {JAREN[0]} tot en met {JAREN[-1]}.")
    dagen = holidays.country_holidays("NL", years=jaar, language="nl")
    # get_list: two holidays can share a date, as Hemelvaartsdag and Bevrijdingsdag in 2005
    return {naam: dag for dag in dagen for naam in dagen.get_list(dag)}


@cache
def feestdagen(
    jaar: int, goede_vrijdag: bool = False, vijf_mei: bool = False, carnaval: bool = False
) -> dict[date, str]:
    """Return the closed holidays of one year with their names.

    Raises ValueError for a year outside JAREN.
    """
    bekend = _feestdagen_volgens_pakket(jaar)
    pasen = bekend["Eerste paasdag"]
    gekozen = {
        "Goede Vrijdag": (goede_vrijdag, pasen - 2 * DAG),
        "Bevrijdingsdag": (vijf_mei, date(jaar, 5, 5)),
        "carnavalsmaandag": (carnaval, pasen - 48 * DAG),
        "carnavalsdinsdag": (carnaval, pasen - 47 * DAG),
    }
    keuze = {dag: naam for naam, (is_dicht, dag) in gekozen.items() if is_dicht}
    altijd = {dag: _in_een_zin(naam) for naam, dag in bekend.items() if naam not in NAAR_KEUZE}
    return keuze | altijd


def _in_een_zin(naam: str) -> str:
    """Spell the name of a holiday as Dutch does: tweede paasdag, but Koningsdag."""
    return naam if naam == "Koningsdag" else naam.lower()


@dataclass(frozen=True, slots=True)
class DichteDag:
    """A day that does not count, and why: "weekend", "gesloten" or the name of the holiday."""

    datum: date
    reden: str


@dataclass(frozen=True, slots=True)
class Kalender:
    """The opening hours and closed days of one organisation; the defaults are those of the docs."""

    van: time = time(9)
    tot: time = time(17)
    goede_vrijdag: bool = False
    vijf_mei: bool = False
    carnaval: bool = False
    sluitingsdagen: frozenset[date] = frozenset()
    # What comes before the opening that follows on closed days waits for it, as what came on those
    # days does: nobody is overtaken. Clocks that were promised otherwise keep their promise.
    vroeg_wacht: bool = True
    versie: int = 1  # of what the organisation chose

    def __post_init__(self) -> None:
        if self.van >= self.tot:
            raise ValueError("De openingstijd moet voor de sluitingstijd liggen.")

    def als_gegevens(self, vanaf: date) -> dict[str, Any]:
        """Return this calendar as JSON; of the closing days those from the day before `vanaf`."""
        return {
            "van": self.van.isoformat(),
            "tot": self.tot.isoformat(),
            "goede_vrijdag": self.goede_vrijdag,
            "vijf_mei": self.vijf_mei,
            "carnaval": self.carnaval,
            "sluitingsdagen": [
                d.isoformat() for d in sorted(self.sluitingsdagen) if d + DAG >= vanaf
            ],
            "vroeg_wacht": self.vroeg_wacht,
            "versie": self.versie,
        }

    @classmethod
    def uit_gegevens(cls, gegevens: dict[str, Any]) -> "Kalender":
        """Return the calendar that `als_gegevens` wrote down."""
        return cls(
            van=time.fromisoformat(gegevens["van"]),
            tot=time.fromisoformat(gegevens["tot"]),
            goede_vrijdag=gegevens["goede_vrijdag"],
            vijf_mei=gegevens["vijf_mei"],
            carnaval=gegevens["carnaval"],
            sluitingsdagen=frozenset(map(date.fromisoformat, gegevens["sluitingsdagen"])),
            vroeg_wacht=gegevens.get("vroeg_wacht", False),
            versie=gegevens.get("versie", 1),
        )

    def waarom_dicht(self, dag: date) -> str:
        """Return why `dag` does not count, or "" when it is a working day."""
        if dag.weekday() >= ZATERDAG:
            return "weekend"
        feest = feestdagen(dag.year, self.goede_vrijdag, self.vijf_mei, self.carnaval).get(dag, "")
        return feest or ("gesloten" if dag in self.sluitingsdagen else "")

    def is_werkdag(self, dag: date) -> bool:
        """Tell whether `dag` counts."""
        return not self.waarom_dicht(dag)

    def wacht_op_opening(self, hier: datetime) -> bool:
        """Tell whether what arrives at this local moment waits until we open."""
        if not self.is_werkdag(hier.date()):
            return True
        is_vroeg = self.vroeg_wacht and hier.time() < self.van
        return is_vroeg and not self.is_werkdag(hier.date() - DAG)

    def werkdagen_vanaf(self, dag: date) -> Iterator[date]:
        """Yield the working days from `dag` on, `dag` included."""
        while True:
            if self.is_werkdag(dag):
                yield dag
            dag += DAG

    def dichte_dagen(self, van: date, tot: date) -> tuple[DichteDag, ...]:
        """Return the closed days from `van` up to and including `tot`."""
        dagen = (van + n * DAG for n in range((tot - van).days + 1))
        return tuple(DichteDag(dag, reden) for dag in dagen if (reden := self.waarom_dicht(dag)))


def is_open(moment: datetime, kalender: Kalender) -> bool:
    """Tell whether somebody is at work at `moment`; at closing time nobody is."""
    hier = lokaal(moment)
    return kalender.is_werkdag(hier.date()) and kalender.van <= hier.time() < kalender.tot


def volgende_opening(moment: datetime, kalender: Kalender) -> datetime:
    """Return `moment` itself when we are open, else the opening time that comes next."""
    hier = lokaal(moment)
    if is_open(hier, kalender):
        return hier
    eerst = hier.date() if hier.time() < kalender.van else hier.date() + DAG
    return maak_lokaal(datetime.combine(next(kalender.werkdagen_vanaf(eerst)), kalender.van))


def vorige_opening(moment: datetime, kalender: Kalender, marge: timedelta) -> datetime:
    """Return `moment` itself when we are open, else `marge` before the closing time that was last.

    On days shorter than `marge` that is the opening time.
    """
    hier = lokaal(moment)
    if is_open(hier, kalender):
        return hier
    dag = hier.date() if hier.time() >= kalender.tot else hier.date() - DAG
    while not kalender.is_werkdag(dag):
        dag -= DAG
    opent, sluit = datetime.combine(dag, kalender.van), datetime.combine(dag, kalender.tot)
    return maak_lokaal(max(opent, sluit - marge))


def voor_werkdagen(moment: datetime, aantal: int, kalender: Kalender) -> datetime:
    """Return the same time of day `aantal` working days earlier."""
    dag = lokaal(moment).date()
    while aantal > 0:
        dag -= DAG
        aantal -= kalender.is_werkdag(dag)
    return maak_lokaal(datetime.combine(dag, lokaal(moment).time()))
