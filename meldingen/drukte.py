"""How busy it is at the doors, and what that asks of whoever sends something now.

Nobody is refused. Up to a limit everything comes in as it is; more than people usually send from
one place comes in marked, for the team to look at; more than that is first asked to wait a moment
on a quiet page that carries all answers along, without a puzzle and without anybody else's service.
What looks automatic fills other buckets than what looks human, and what waited yet others: a flood
of robots, also from the same library, makes nobody else wait.

When it is busy everywhere, people wait and are not marked: a mark would cost each of them the
confirmation, for what others do. Only when too many waited as well, all of those come in marked;
they get their confirmation when somebody of the team tries to reach the person.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from meldingen.verzending import Verzending
from signaalpunt.remmen import onherkenbaar, tel

VENSTER = timedelta(minutes=10)
OPVALLEND = 40  # from one address within the window: more than a busy library
DRUK = 240  # from one address: no people
# What robots send is marked anyway and bothers nobody: only the room that it takes is a limit.
ROBOTS = 10


@dataclass(frozen=True)
class Drukte:
    """What the counters say of one post."""

    is_opvallend: bool  # comes in marked
    is_druk: bool  # has to wait first


def _soort(verzending: Verzending, *, heeft_gewacht: bool) -> str:
    if heeft_gewacht:
        return "gewacht"
    return "robot" if verzending.is_verdacht else "mens"


def tel_mee(verzending: Verzending, afzender: str, *, gemeente_id: int, nu: datetime) -> Drukte:
    """Count one post of `afzender` at the doors of this gemeente."""
    heeft_gewacht = verzending.heeft_gewacht
    soort = _soort(verzending, heeft_gewacht=heeft_gewacht)
    van_hier, van_allen = tel(
        f"melden-{soort}:{onherkenbaar(afzender, nu=nu)}",
        f"melden-{soort}:gemeente {gemeente_id}",
        venster=VENSTER,
        nu=nu,
    )
    allen = settings.DRUK_VANAF * (ROBOTS if soort == "robot" else 1)
    return Drukte(
        is_opvallend=van_hier > OPVALLEND or (heeft_gewacht and van_allen > allen),
        is_druk=not heeft_gewacht and (van_hier > DRUK or van_allen > allen),
    )
