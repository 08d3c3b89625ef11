"""Judging how long a kind of clock runs, as a gemeente chose it. Pure: no Django."""

from datetime import datetime

from opvolging.kalender import Kalender
from opvolging.kloksoort import Duur, Kloksoort
from opvolging.ladder import Anker
from opvolging.termijnen import Telling


def vaste_kant(soort: Kloksoort) -> Anker | None:
    """Return which of target and limit is the date itself, for a kind that goes by a date."""
    if not soort.op_datum:
        return None
    return Anker.STREEF if soort.streef == Duur() else Anker.GRENS


def datum_van(soort: Kloksoort, streef_op: datetime, grens_op: datetime) -> datetime | None:
    """Return the date from which a clock with this target and limit was counted, if by one."""
    return {Anker.STREEF: streef_op, Anker.GRENS: grens_op, None: None}[vaste_kant(soort)]


def bezwaren(soort: Kloksoort, telling: Telling) -> list[str]:
    """Return what is wrong with the target and the limit of `soort`, in words."""
    klok = soort.maatstaf(telling)
    streef, grens = klok.anker(Anker.STREEF), klok.anker(Anker.GRENS)
    hoogstens = soort.hoogstens
    uiterlijk = hoogstens.na(klok.start, Kalender()) if hoogstens else grens
    duur = hoogstens.woorden if hoogstens else ""
    mogelijk = [
        (streef > grens, "De grens komt na het streefmoment. Kies een langere tijd tot de grens."),
        (
            not soort.op_datum and streef <= klok.start,
            "Tot het streefmoment moet er tijd zijn. Kies een langere tijd.",
        ),
        (
            grens > uiterlijk,
            f"{soort.wie_begrenst} {duur}. Kies een kortere tijd.",
        ),
    ]
    return [zin for is_fout, zin in mogelijk if is_fout]
