"""How well small numbers are protected: 200 invented towns of four sizes, attacked by the audit.

Once with the tables made coarse enough first, as the yearly report does; once (fewer towns) in the
finest categories, as a trial of the method. The goals are those of quality.md §3: exactly known 0,
narrower than k 0, fewer than three values 0. Times are CPU milliseconds of choosing and audit.
"""

import statistics
from collections.abc import Iterator

from bench.meten import Regel
from bench.steden import Meting, meet_familie, stad
from rapportage.onderdrukking import NietTeBeschermen

MELDINGEN = (30, 120, 450, 2000)  # one period of a town each
STEDEN, STEDEN_FIJN = 200, 20


def meet() -> list[Regel]:
    """One line per size of town, first coarse, then fine."""
    ronden = [(STEDEN, n, True) for n in MELDINGEN] + [(STEDEN_FIJN, n, False) for n in MELDINGEN]
    return [
        regel(meldingen, list(metingen(steden, meldingen, grof=grof)), grof=grof)
        for steden, meldingen, grof in ronden
    ]


def metingen(steden: int, meldingen: int, *, grof: bool) -> Iterator[Meting | NietTeBeschermen]:
    """One period of so many towns; a refusal is a result too."""
    for zaad in range(steden):
        try:
            yield meet_familie(stad(zaad, meldingen, grof=grof))
        except NietTeBeschermen as geweigerd:
            yield geweigerd


def regel(meldingen: int, alles: list[Meting | NietTeBeschermen], *, grof: bool) -> Regel:
    """The figures of these towns together."""
    gelukt = [meting for meting in alles if isinstance(meting, Meting)]
    tijden = [1000 * (meting.kiezen + meting.controleren) for meting in gelukt]
    cellen = sum(meting.cellen for meting in gelukt)
    primair = sum(meting.primair for meting in gelukt)
    verborgen = sum(meting.verborgen for meting in gelukt)
    return Regel(
        f"onthulling, {meldingen} meldingen, {'grof' if grof else 'fijn'}",
        statistics.median(tijden),
        extra={
            "beschermd": len(gelukt),
            "geweigerd": len(alles) - len(gelukt),
            "exact bekend": sum(meting.exact for meting in gelukt),
            "smaller dan k": sum(meting.smal for meting in gelukt),
            "minder dan drie waarden": sum(meting.doorzien for meting in gelukt),
            "cellen per verslag": round(cellen / len(gelukt)),
            "% te klein": round(100 * primair / cellen, 1),
            "% extra verborgen": round(100 * (verborgen - primair) / cellen, 1),
            "zonder jaartotaal": sum(meting.zonder_jaartotaal for meting in gelukt),
            "langste (ms)": round(max(tijden)),
        },
    )
