"""A verkenning in words, as the page of a zaak and the guide show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from meldingen.keuzes import Behoefte, JaNeeOnbekend, Levensgebeurtenis
from opvolging.models import Aanbod, Gebeurtenis, Verkenning

_SOORTEN, _OORZAKEN = dict(Aanbod.Soort.choices), dict(Levensgebeurtenis.choices)
_BEHOEFTEN, _HULP = dict(Behoefte.choices), dict(Verkenning.Hulp.choices)


@dataclass(frozen=True)
class Verkenbeeld:
    """The newest, heading by heading, and who did it."""

    verkenning: Verkenning
    regels: list[tuple[str, str]]


def verkenbeeld(geschiedenis: Iterable[Gebeurtenis]) -> Verkenbeeld | None:
    """Of the history of a zaak, newest first; no query: it came along."""
    laatste = next((regel.verkenning for regel in geschiedenis if regel.verkenning), None)
    return beeld_van(laatste) if laatste else None


def beeld_van(verkenning: Verkenning) -> Verkenbeeld:
    """What was answered, without the questions that stayed open."""
    geld = JaNeeOnbekend(verkenning.geldzorgen).label if verkenning.geldzorgen else ""
    alle = (
        ("Hoe vaak", verkenning.get_mate_display()),
        ("Welke eenzaamheid", _in_woorden(verkenning.soorten, _SOORTEN)),
        ("Wat er gebeurde", _in_woorden(verkenning.oorzaken, _OORZAKEN)),
        ("Wensen", _in_woorden(verkenning.behoeften, _BEHOEFTEN)),
        ("Krijgt al hulp van", _in_woorden(verkenning.hulp, _HULP)),
        ("Zorgen over geld", str(geld)),
        ("Wat goed gaat", verkenning.eigen_kracht),
        ("In eigen woorden", verkenning.toelichting),
    )
    regels = [(kop, tekst[:1].upper() + tekst[1:]) for kop, tekst in alle if tekst]
    return Verkenbeeld(verkenning, regels)


def _in_woorden(codes: Sequence[str], woorden: Mapping[str, object]) -> str:
    return "; ".join(str(woorden.get(code, code)) for code in codes)
