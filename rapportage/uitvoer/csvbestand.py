"""The report as one long list for other programs: one line per number."""

import csv
import io
from collections.abc import Iterator

from rapportage.verslag import STREEPJE, Tabel, Verslag, tabellen
from signaalpunt.onschadelijk import onschadelijk

KOP = ("gemeente", "jaar", "tabel", "rij", "kolom", "aantal", "percentage", "eenheid", "definitie")


def als_csv(verslag: Verslag) -> bytes:
    """UTF-8 with byte order mark and semicolons, as Dutch Excel opens it."""
    stroom = io.StringIO(newline="")
    schrijver = csv.writer(stroom, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(KOP)
    for tabel in tabellen(verslag):
        for regel in _regels(tabel):
            schrijver.writerow([_veilig(v) for v in (*_wie(verslag), *regel)])
    return stroom.getvalue().encode("utf-8-sig")


def _wie(verslag: Verslag) -> tuple[str, int]:
    jaar = verslag["jaar"]
    return (verslag["gemeente"], jaar)


def _regels(tabel: Tabel) -> Iterator[tuple[object, ...]]:
    for rij in (*tabel["rijen"], tabel["totaal"]):
        for nummer, kolom in enumerate(tabel["kolommen"]):
            yield (
                tabel["titel"],
                rij["label"],
                kolom["titel"],
                _of_streepje(rij["aantallen"][nummer]),
                _of_streepje(rij["percentages"][nummer]),
                tabel["eenheid"],
                " ".join(tabel["definities"]),
            )


def _of_streepje(waarde: int | None) -> int | str:
    return STREEPJE if waarde is None else waarde


def _veilig(waarde: object) -> object:
    return onschadelijk(waarde) if isinstance(waarde, str) else waarde
