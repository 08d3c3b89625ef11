"""The marked points of sending: between any two of them an engine may die.

An engine of a round dies with SIGKILL at a point when it finds the file of that point; taking the
file away decides which one. So each kill happens exactly where it was meant to, and can be counted.
"""

from pathlib import Path

GEPAKT = "herinneringen gepakt"
IN_BUNDEL = "in een mail gelegd, nog niet vastgelegd"
GEBUNDELD = "in een mail gelegd"
MAIL_GEPAKT = "mail gepakt"
VOOR_VERSTUREN = "voor het versturen"
VERSTUURD = "verstuurd, nog niet gemerkt"
GEMERKT = "gemerkt"
PUNTEN = (GEPAKT, IN_BUNDEL, GEBUNDELD, MAIL_GEPAKT, VOOR_VERSTUREN, VERSTUURD, GEMERKT)


def bestand(map_: Path, punt: str) -> Path:
    """The file that lets the next engine die at `punt`."""
    return map_ / f"punt-{PUNTEN.index(punt)}"
