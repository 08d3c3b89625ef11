"""The report as a workbook: a sheet to read first, a sheet per table, a sheet with definitions."""

import io
from datetime import datetime
from typing import Any

import xlsxwriter

from rapportage.verslag import STREEPJE, Rij, Tabel, Verslag, tabellen
from signaalpunt.onschadelijk import onschadelijk

KOLOMBREEDTE = 16  # characters
TEKSTBREEDTE = 100  # characters


def als_xlsx(verslag: Verslag) -> bytes:
    """The workbook; the same report gives the same bytes."""
    stroom = io.BytesIO()
    boek = xlsxwriter.Workbook(
        stroom,
        {
            "constant_memory": True,
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
        },
    )
    gemaakt = datetime.fromisoformat(verslag["opgemaakt_op"]).replace(tzinfo=None)
    boek.set_properties(
        {"title": onschadelijk(f"{verslag['titel']} – {verslag['gemeente']}"), "created": gemaakt}
    )
    stijl = _stijlen(boek)
    _leesblad(boek, stijl, verslag)
    for nummer, tabel in enumerate(tabellen(verslag), 1):
        _tabelblad(boek, stijl, tabel, nummer)
    boek.close()
    return stroom.getvalue()


def _stijlen(boek: Any) -> dict[str, Any]:
    return {
        "titel": boek.add_format({"bold": True, "font_size": 16}),
        "kop": boek.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "tekst": boek.add_format({"text_wrap": True, "valign": "top"}),
        "getal": boek.add_format({"num_format": "#,##0"}),
        "procent": boek.add_format({"num_format": '0"%"'}),
        "streepje": boek.add_format({"align": "right"}),
        "totaal": boek.add_format({"bold": True, "top": 1}),
    }


def _leesblad(boek: Any, stijl: dict[str, Any], verslag: Verslag) -> None:
    blad = boek.add_worksheet("Lees eerst")
    blad.set_column(0, 0, TEKSTBREEDTE)
    regels = [("titel", f"{verslag['titel']} – {verslag['gemeente']}")]
    if verslag["is_concept"]:
        regels.append(("kop", "Concept: deze cijfers kunnen nog veranderen."))
    regels += [("tekst", zin) for zin in verslag["samenvatting"]]
    regels += [("kop", "Wat deze cijfers niet zeggen")]
    regels += [("tekst", zin) for zin in verslag["grenzen"]]
    regels += [("kop", "Kleine aantallen"), ("tekst", verslag["bescherming"])]
    for nummer, (soort, tekst) in enumerate(regels):
        blad.write_string(nummer, 0, onschadelijk(tekst), stijl[soort])


def _tabelblad(boek: Any, stijl: dict[str, Any], tabel: Tabel, nummer: int) -> None:
    blad = boek.add_worksheet(_bladnaam(tabel, nummer))
    blad.set_column(0, 0, 44)
    blad.set_column(1, 2 * len(tabel["kolommen"]), KOLOMBREEDTE)
    blad.write_string(0, 0, onschadelijk(tabel["titel"]), stijl["titel"])
    blad.write_string(2, 0, onschadelijk(tabel["rijkop"]), stijl["kop"])
    for kolom, gegevens in enumerate(tabel["kolommen"]):
        blad.write_string(2, 1 + 2 * kolom, onschadelijk(gegevens["titel"]), stijl["kop"])
        blad.write_string(2, 2 + 2 * kolom, "deel van het totaal", stijl["kop"])
    for regel, rij in enumerate((*tabel["rijen"], tabel["totaal"]), 3):
        _rij(blad, stijl, regel, rij)
    _onderschrift(blad, 5 + len(tabel["rijen"]), tabel)


def _rij(blad: Any, stijl: dict[str, Any], regel: int, rij: Rij) -> None:
    opmaak = stijl["totaal"] if rij["naam"] == "totaal" else None
    blad.write_string(regel, 0, onschadelijk(rij["label"]), opmaak)
    for kolom, (aantal, deel) in enumerate(zip(rij["aantallen"], rij["percentages"], strict=True)):
        _getal(blad, stijl, (regel, 1 + 2 * kolom), aantal, stijl["getal"])
        _getal(blad, stijl, (regel, 2 + 2 * kolom), deel, stijl["procent"])


def _getal(
    blad: Any, stijl: dict[str, Any], plek: tuple[int, int], waarde: int | None, opmaak: Any
) -> None:
    if waarde is None:
        blad.write_string(*plek, STREEPJE, stijl["streepje"])
    else:
        blad.write_number(*plek, waarde, opmaak)


def _onderschrift(blad: Any, regel: int, tabel: Tabel) -> None:
    teksten = [*tabel["definities"], tabel["opmerking"], tabel["bron"]]
    for nummer, tekst in enumerate(filter(None, teksten)):
        blad.write_string(regel + nummer, 0, onschadelijk(tekst))


def _bladnaam(tabel: Tabel, nummer: int) -> str:
    """At most 31 characters, and only those that no program minds in the name of a sheet."""
    letters = "".join(t for t in tabel["titel"] if t.isalnum() or t == " ")
    return f"{nummer} {letters}"[:31].strip()
