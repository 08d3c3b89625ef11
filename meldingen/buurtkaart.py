"""A map of the buurten of a gemeente, drawn from its own data: nothing comes from another host.

The map only helps to choose from the list, which stays the real question. A gemeente without a file
of its own has no map. Areas run from north to south, as the arrow keys do.
"""

import json
from functools import cache
from html import escape
from math import cos, radians
from pathlib import Path
from typing import Any

GEGEVENS = Path(__file__).resolve().parent / "gegevens"
HOOGTE = 1000  # units of the drawing; the width follows

Punt = tuple[float, float]  # lengte, breedte


def _bestand(code: str) -> Path:
    return GEGEVENS / f"buurten_{code}.geojson"


@cache
def heeft_kaart(code: str) -> bool:
    """Whether the gemeente with this CBS code has a map."""
    return _bestand(code).is_file()


@cache
def kaart(code: str) -> str:
    """The drawing: an area per buurt, under its CBS code and its name."""
    gegevens = json.loads(_bestand(code).read_text(encoding="utf-8"))
    gebieden = sorted(gegevens["features"], key=lambda gebied: -_noorden(gebied))
    punten = [punt for gebied in gebieden for punt in _rand(gebied)]
    west, oost = min(x for x, _ in punten), max(x for x, _ in punten)
    zuid, noord = min(y for _, y in punten), max(y for _, y in punten)
    schaal = HOOGTE / (noord - zuid)
    smaller = cos(radians((noord + zuid) / 2))  # a degree east is shorter than a degree north

    def pad(gebied: Any) -> str:
        plekken = [
            f"{(x - west) * smaller * schaal:.0f} {(noord - y) * schaal:.0f}"
            for x, y in _rand(gebied)
        ]
        return f"M{'L'.join(plekken)}Z"

    vlakken = "".join(
        f'<path d="{pad(gebied)}" data-buurt="{escape(gebied["properties"]["buurtcode"])}"'
        f' aria-label="{escape(gebied["properties"]["naam"])}"/>'
        for gebied in gebieden
    )
    breedte = (oost - west) * smaller * schaal
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {breedte + 8:.0f} {HOOGTE + 8}">'
        f"<desc>{escape(gegevens['attribution'])}</desc>{vlakken}</svg>"
    )


def _rand(gebied: Any) -> list[Punt]:
    """The outer edge of an area."""
    return [(x, y) for x, y in gebied["geometry"]["coordinates"][0]]


def _noorden(gebied: Any) -> float:
    return max(y for _, y in _rand(gebied))
