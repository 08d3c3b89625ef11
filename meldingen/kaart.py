"""The card of a vindplaats to print: what to look for, whom to call, and the link as QR code."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import segno
from django.urls import reverse

from meldingen.models import Deur, Vindplaats
from signaalpunt.models import Crisisnummer
from signaalpunt.pdf import zet
from signaalpunt.post import adres

SJABLOON = Path(__file__).parent / "drukwerk/kaart.typ"
FORMATEN = ("a6", "a4")

# per door: the question, three things to look for, and what to do
WOORDEN: dict[str, tuple[str, list[str], str]] = {
    Deur.MIJZELF: (
        "Voelt u zich vaak alleen?",
        [
            "U mist iemand om mee te praten.",
            "U komt weinig buiten de deur.",
            "De dagen of de avonden duren lang.",
        ],
        "Laat het ons weten. Wij luisteren en denken mee.",
    ),
    Deur.IEMAND_ANDERS: (
        "Kent u iemand die vaak alleen is?",
        [
            "Zegt zelf niemand te hebben.",
            "Komt bijna niet meer buiten.",
            "De gordijnen blijven dicht, de brievenbus is vol.",
        ],
        "Laat het ons weten. Wij nemen contact op.",
    ),
    Deur.PROFESSIONAL: (
        "Ziet u in uw werk iemand die vaak alleen is?",
        [
            "Zegt zelf niemand te hebben.",
            "Blijft weg van afspraken of activiteiten.",
            "Zorgt minder goed voor zichzelf of het huis.",
        ],
        "Geef het door in een minuut. Wij nemen contact op.",
    ),
}


def link_van(vindplaats: Vindplaats) -> str:
    """The full address that stands on the card."""
    return adres(vindplaats.gemeente, reverse("kom_binnen", args=[vindplaats.leescode]))


def qr(link: str) -> bytes:
    """The QR code of an address as SVG; a quarter of it may get dirty or torn."""
    stroom = io.BytesIO()
    segno.make(link, error="q", micro=False).save(
        stroom, kind="svg", dark="#000", light="#fff", xmldecl=False
    )
    return stroom.getvalue()


def _gegevens(vindplaats: Vindplaats, formaat: str) -> dict[str, Any]:
    gemeente = vindplaats.gemeente
    kop, regels, oproep = WOORDEN[vindplaats.deur]
    link = link_van(vindplaats)
    leeslink = link.split("://", 1)[1].rstrip("/")
    return {
        "formaat": formaat,
        "titel": f"Signaalkaart {vindplaats.naam}",
        "afzender": gemeente.afzender,
        "kop": kop,
        "regels": regels,
        "oproep": oproep,
        "telefoon": gemeente.telefoon,
        "bereikbaar": gemeente.bereikbaar,
        "link": link,
        "leeslink": leeslink,
        "beschrijving": f"QR-code die het formulier opent op {leeslink}",
        "nood": _nood(vindplaats),
    }


def _nood(vindplaats: Vindplaats) -> str:
    nummers = Crisisnummer.objects.filter(gemeente=vindplaats.gemeente)[:2]
    if not nummers:
        return ""
    return f"Nu hulp nodig? Bel {' of '.join(rij.nummer for rij in nummers)}."


def kaart(vindplaats: Vindplaats, formaat: str, *, nu: datetime) -> bytes:
    """The card as a tagged PDF of size a6 or a4."""
    plaatjes = {"qr.svg": qr(link_van(vindplaats))}
    return zet(SJABLOON, _gegevens(vindplaats, formaat), moment=nu, bestanden=plaatjes)
