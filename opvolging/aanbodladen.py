"""The names of the sociale kaart that come along with a gemeente, each still to be completed.

The policy documents name them without address or telephone, so nothing else is filled in. What was
renamed, completed or put away here stays as it is when they are loaded again.
"""

import csv
from pathlib import Path

from meldingen import laden
from opvolging.models import Aanbod
from signaalpunt.models import Gemeente

GEGEVENS = Path(__file__).resolve().parent / "gegevens"


def laad_aanbod(gemeente: Gemeente) -> None:
    """Add the names that are not there yet; a gemeente without a file has none."""
    bestand = GEGEVENS / f"aanbod_{gemeente.code}.csv"
    if not bestand.is_file():
        return
    with bestand.open(encoding="utf-8", newline="") as stroom:
        regels = list(csv.DictReader(stroom))
    nieuw = [
        Aanbod(
            gemeente=gemeente,
            kenmerk=regel["kenmerk"],
            naam=regel["naam"],
            doelgroepen=regel["doelgroepen"].split(),
        )
        for regel in regels
    ]
    Aanbod.objects.bulk_create(nieuw, ignore_conflicts=True)


laden.ERBIJ.append(laad_aanbod)
