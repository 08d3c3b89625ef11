"""The loneliness scale on paper, to fill in together: tagged PDF in large type, without a name."""

from datetime import datetime
from pathlib import Path

from opvolging.eenzaamheidsschaal import ANTWOORDEN, INSTRUCTIE, UITSPRAKEN, VORMEN
from opvolging.models import Meting, Zaak
from signaalpunt.models import Gemeente
from signaalpunt.pdf import zet

SJABLOON = Path(__file__).parent / "drukwerk/schaal.typ"
BRON = "De Jong Gierveld-schaal (De Jong Gierveld en Van Tilburg, Vrije Universiteit Amsterdam)."


def schaalblad(gemeente: Gemeente, zaak: Zaak, vorm: Meting.Vorm, *, nu: datetime) -> bytes:
    """The form for `zaak`; it says the number and nothing about the person."""
    gegevens = {
        "titel": "Hoe gaat het met uw contacten?",
        "afzender": gemeente.afzender,
        "inleiding": "U hoeft dit niet in te vullen. Er zijn geen goede of foute antwoorden. Het "
        "helpt om samen te praten, het is geen diagnose.",
        "instructie": INSTRUCTIE,
        "uitspraken": [UITSPRAKEN[item] for item in VORMEN[vorm]],
        "antwoorden": list(ANTWOORDEN.values()),
        "cijfer": "Welk cijfer geeft u uw leven op dit moment? 1 is heel slecht, 10 is heel goed.",
        "datum": "Datum:",
        "zaak": f"Zaak {zaak.pk}",
        "bron": BRON,
    }
    return zet(SJABLOON, gegevens, moment=nu)
