"""The metingen of a zaak as its page shows them; no query: they came with the history."""

from collections.abc import Sequence
from dataclasses import dataclass

from opvolging.eenzaamheidsschaal import Uitslag
from opvolging.meten import in_woorden
from opvolging.models import Gebeurtenis, Meting


@dataclass(frozen=True)
class Schaalregel:
    """One of them, with how it compares to the start."""

    meting: Meting
    naam: str
    uitslag: str
    verschil: str


@dataclass(frozen=True)
class Schaalbeeld:
    """All of them, oldest first; of somebody who took the agreement back none is shown."""

    regels: list[Schaalregel]
    mag: bool


def schaalbeeld(geschiedenis: Sequence[Gebeurtenis], *, mag: bool) -> Schaalbeeld:
    """What to show; `mag` is whether the person agrees now."""
    metingen = [regel.meting for regel in reversed(geschiedenis) if regel.meting]
    if not mag:
        return Schaalbeeld([], mag=False)
    return Schaalbeeld([_regel(meting, metingen[0]) for meting in metingen], mag=True)


def _regel(meting: Meting, start: Meting) -> Schaalregel:
    is_start = meting.pk == start.pk
    uitslag = Uitslag(meting.emotioneel, meting.sociaal, meting.totaal, meting.categorie or None)
    return Schaalregel(
        meting=meting,
        naam="Start" if is_start else "Vervolg",
        uitslag=in_woorden(uitslag),
        verschil="" if is_start else _verschil(meting, start),
    )


def _verschil(meting: Meting, start: Meting) -> str:
    """In points since the start, of the same form only."""
    if meting.vorm != start.vorm or meting.totaal is None or start.totaal is None:
        return ""
    punten = meting.totaal - start.totaal
    if not punten:
        return "Gelijk aan de start."
    woord = "punt" if abs(punten) == 1 else "punten"
    return f"{abs(punten)} {woord} {'hoger' if punten > 0 else 'lager'} dan bij de start."
