"""The sociale kaart as a list for a spreadsheet, that can be changed there and comes back.

A cell that a spreadsheet could take for a formula gets an apostrophe in front, which is taken off
again when the list comes back: what comes back is what went out.
"""

import csv
import io
from collections.abc import Iterable

from opvolging.models import Aanbod
from signaalpunt.onschadelijk import lijkt_formule

LIJSTEN = ("soorten", "behoeften", "doelgroepen", "dagdelen", "talen")
DAGEN = ("datum", "geldig_tot")
JA_NEE = ("is_rolstoelvriendelijk", "is_openbaar")
TEKSTEN = (
    *("naam", "aanbieder", "omschrijving", "plaats", "plek", "tijd", "ritme", "vorm", "drempel"),
    *("kosten", "prijs", "telefoon", "email", "website"),
)
KOLOMMEN = (
    *("nummer", "versie", "naam", "aanbieder", "omschrijving", "soorten", "behoeften"),
    *("doelgroepen", "plaats", "plek", "buurt", "dagdelen", "tijd", "ritme", "datum", "vorm"),
    *("drempel", "kosten", "prijs", "is_rolstoelvriendelijk", "talen", "telefoon", "email"),
    *("website", "geldig_tot", "is_openbaar"),
)
_WOORD = {True: "ja", False: "nee", None: ""}


def als_rij(aanbod: Aanbod) -> dict[str, str]:
    """Every column of one entry, as text."""
    rij = {"nummer": str(aanbod.pk or ""), "versie": str(aanbod.versie if aanbod.pk else "")}
    rij |= {veld: getattr(aanbod, veld) for veld in TEKSTEN}
    rij |= {veld: ", ".join(getattr(aanbod, veld)) for veld in LIJSTEN}
    rij |= {veld: _WOORD[getattr(aanbod, veld)] for veld in JA_NEE}
    rij |= {veld: str(getattr(aanbod, veld) or "") for veld in DAGEN}
    rij["buurt"] = aanbod.buurt.naam if aanbod.buurt else ""
    return rij


def als_csv(rijen: Iterable[Aanbod]) -> bytes:
    """UTF-8 with byte order mark and semicolons, as Dutch Excel opens it."""
    stroom = io.StringIO(newline="")
    schrijver = csv.writer(stroom, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(KOLOMMEN)
    for aanbod in rijen:
        rij = als_rij(aanbod)
        schrijver.writerow([veilig(rij[kolom]) for kolom in KOLOMMEN])
    return stroom.getvalue().encode("utf-8-sig")


def veilig(tekst: str) -> str:
    """`tekst` as a cell that is no formula."""
    return f"'{tekst}" if _gevaarlijk(tekst) else tekst


def gewoon(cel: str) -> str:
    """What `veilig` made of it, taken back."""
    return cel[1:] if cel.startswith("'") and _gevaarlijk(cel[1:]) else cel


def _gevaarlijk(tekst: str) -> bool:
    # also what was made safe already: otherwise two texts would become one cell
    return lijkt_formule(tekst.lstrip("'"))
