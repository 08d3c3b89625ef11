"""Loneliness in town and country as others measured it: context, never a result of our work."""

import csv
from collections.abc import Iterable
from pathlib import Path

from rapportage.verslag import Meetjaar, Omgeving

BESTAND = Path(__file__).parent / "gegevens" / "eenzaamheid.csv"
LAND = "NL"
ONBEKEND = "niet bekend"
BRON = (
    "Gezondheidsmonitor van de GGD, zoals aangehaald in de raadsinformatiebrief Lokale Aanpak "
    "Eenzaamheid 2023-2025 en het Beleidskader Sociale Basis (2025)."
)


def omgeving(gemeentecode: str, gemeentenaam: str) -> Omgeving | None:
    """The measured years of this town beside the country; None for a town without figures."""
    gemeten = _gemeten()
    stad = gemeten.get(gemeentecode)
    if stad is None:
        return None
    land = gemeten[LAND]
    return {
        "titel": f"Ter vergelijking: eenzaamheid in {gemeentenaam}",
        "tekst": (
            "Dit deel van de volwassenen voelt zich eenzaam, matig tot zeer sterk. Deze cijfers "
            "komen uit onderzoek van anderen en gaan over alle inwoners. Ze zeggen niets over het "
            "werk van het signaalpunt: daarvoor zijn de jaren te verschillend en is een "
            "signaalpunt te klein."
        ),
        "jaren": [_meetjaar(jaar, stad, land) for jaar in sorted(stad)],
        "bron": BRON,
    }


def _gemeten() -> dict[str, dict[int, str]]:
    gemeten: dict[str, dict[int, str]] = {}
    for regel in _regels():
        gemeten.setdefault(regel["gebied"], {})[int(regel["jaar"])] = regel["procent"]
    return gemeten


def _regels() -> Iterable[dict[str, str]]:
    with BESTAND.open(encoding="utf-8", newline="") as stroom:
        return list(csv.DictReader(stroom))


def _meetjaar(jaar: int, stad: dict[int, str], land: dict[int, str]) -> Meetjaar:
    return {
        "jaar": jaar,
        "stad": f"{stad[jaar]}%",
        "land": f"{land[jaar]}%" if jaar in land else ONBEKEND,
    }
