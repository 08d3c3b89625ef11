"""Tagged PDF (PDF/UA-1) from a typst template. Text travels as JSON data: none of it is markup."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

LETTERS = Path(__file__).parent / "static/signaalpunt/letters"
LAATSTE_LETTER = 0x24F  # our font has the Latin letters up to here
LEESTEKENS = range(0x2010, 0x2070)

_compile: Any = typst.compile  # its type hints do not know of files as a dict


def zet(
    sjabloon: Path,
    gegevens: Mapping[str, Any],
    *,
    moment: datetime,
    bestanden: Mapping[str, bytes] | None = None,
) -> bytes:
    """The document; the same data and moment give the same bytes.

    The template reads `gegevens.json`; `bestanden` are its pictures.
    """
    document: bytes = _compile(
        {
            "main": sjabloon.read_bytes(),
            "gegevens.json": json.dumps(_zetbaar(dict(gegevens))).encode(),
            **(bestanden or {}),
        },
        format="pdf",
        pdf_standards="ua-1",
        timestamp=moment.replace(microsecond=0),  # more it does not take
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(LETTERS)]),
    )
    return document


def zetbaar(tekst: str) -> str:
    """`tekst` with a question mark for every character that our font cannot show.

    PDF/UA refuses text that cannot be read, and the drawing program stops at some control
    characters: a strange name of a wijk may not cost us the report.
    """
    return "".join(teken if _staat_in_de_letter(teken) else "?" for teken in tekst)


def _staat_in_de_letter(teken: str) -> bool:
    gewoon = ord(teken) <= LAATSTE_LETTER or ord(teken) in LEESTEKENS
    return gewoon and teken.isprintable()


def _zetbaar(waarde: Any) -> Any:
    """`waarde` with every text made fit to print, however deep."""
    if isinstance(waarde, str):
        return zetbaar(waarde)
    if isinstance(waarde, dict):
        return {sleutel: _zetbaar(deel) for sleutel, deel in waarde.items()}
    return [_zetbaar(deel) for deel in waarde] if isinstance(waarde, list) else waarde
