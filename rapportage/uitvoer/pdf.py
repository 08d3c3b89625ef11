"""The report as a tagged PDF."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from rapportage.grafieken import bijschrift, grafieken
from rapportage.verslag import Verslag, tabellen
from signaalpunt.pdf import zet

SJABLOON = Path(__file__).parent / "jaarverslag.typ"


def als_pdf(verslag: Verslag, plaatjes: Mapping[str, bytes] | None = None) -> bytes:
    """The document; the same report gives the same bytes. `plaatjes`: what was drawn before."""
    gegevens = {
        "verslag": verslag,
        "bijschriften": {t["naam"]: bijschrift(t) for t in tabellen(verslag)},
    }
    return zet(
        SJABLOON,
        gegevens,
        moment=datetime.fromisoformat(verslag["opgemaakt_op"]),
        bestanden=grafieken(verslag) if plaatjes is None else plaatjes,
    )
