"""What a clock says at this moment, in words and as one of four degrees; local time of the town.

Pure: no Django. The moments themselves are counted in `opvolging.termijnen`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
BIJNA = timedelta(hours=4)
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


class Ernst(StrEnum):
    """How pressing; a screen shows it in colour, and the words say it too."""

    STIL = "stil"  # paused: nobody has to do anything now
    RUIM = "ruim"
    VANDAAG = "vandaag"  # the next goal is today, or the target has passed
    BIJNA = "bijna"  # the limit is near
    LAAT = "laat"


@dataclass(frozen=True)
class Klokstand:
    """`tekst` says how much time is left, `uitleg` until when."""

    ernst: Ernst
    tekst: str
    uitleg: str


def klokstand(
    streef_op: datetime, grens_op: datetime, nu: datetime, stil_tot: datetime | None = None
) -> Klokstand:
    """How a running clock stands at `nu`: it counts to the target first, then to the limit."""
    if stil_tot and nu < stil_tot:
        daarna = f"daarna uiterlijk {moment(grens_op, nu)}"
        return Klokstand(Ernst.STIL, f"staat stil tot {moment(stil_tot, nu, 'om')}", daarna)
    if nu > grens_op:
        grens = f"de grens was {moment(grens_op, nu, 'om')}"
        return Klokstand(Ernst.LAAT, f"{duur(nu - grens_op)} te laat", grens)
    ernst, voor_de_grens = _ernst(streef_op, grens_op, nu), moment(grens_op, nu)
    if nu <= streef_op:
        return Klokstand(ernst, _resterend(streef_op, nu), f"uiterlijk {voor_de_grens}")
    if ernst == Ernst.BIJNA:
        return Klokstand(ernst, _resterend(grens_op, nu), f"uiterlijk {voor_de_grens}")
    return Klokstand(ernst, voor_de_grens, "het streefmoment is voorbij")


def _ernst(streef_op: datetime, grens_op: datetime, nu: datetime) -> Ernst:
    if grens_op - nu <= BIJNA:
        return Ernst.BIJNA
    vandaag = streef_op.astimezone(ZONE).date() <= nu.astimezone(ZONE).date()
    return Ernst.VANDAAG if vandaag or streef_op - nu <= BIJNA else Ernst.RUIM


def _resterend(doel: datetime, nu: datetime) -> str:
    over = doel - nu
    return f"nog {duur(over)}" if over <= BIJNA else moment(doel, nu)


def duur(lengte: timedelta) -> str:
    """Elapsed time in words, rounded down: minutes, hours below two days, then days."""
    minuten = int(lengte.total_seconds() // 60)
    if minuten < 1:
        return "minder dan een minuut"
    if minuten < 60:
        return f"{minuten} {'minuut' if minuten == 1 else 'minuten'}"
    uren = minuten // 60
    return f"{uren} uur" if uren < 48 else f"{uren // 24} dagen"


def moment(wanneer: datetime, nu: datetime, woord: str = "vóór") -> str:
    """`vandaag vóór 16:30`, `dinsdag vóór 10:00`, `dinsdag 22 september vóór 09:00`."""
    lokaal = wanneer.astimezone(ZONE)
    return f"{dag(lokaal.date(), nu.astimezone(ZONE).date())} {woord} {lokaal:%H:%M}"


def dag(welke: date, vandaag: date) -> str:
    """A day as people say it: by its distance when near, by its date otherwise."""
    afstand, weekdag = (welke - vandaag).days, DAGEN[welke.weekday()]
    nabij = {-1: "gisteren", 0: "vandaag", 1: "morgen"} | dict.fromkeys(range(2, 7), weekdag)
    return nabij.get(afstand) or f"{weekdag} {welke.day} {MAANDEN[welke.month - 1]}"


def dag_met_jaar(welke: date, vandaag: date) -> str:
    """The same, with the year when that is another one and the day is not near."""
    is_nabij = welke.year == vandaag.year or abs((welke - vandaag).days) < 7
    return dag(welke, vandaag) if is_nabij else f"{dag(welke, vandaag)} {welke.year}"
