"""The report as a tagged PDF (PDF/UA-1). Text travels as JSON data, so none of it is markup."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from rapportage.grafieken import bijschrift, grafieken
from rapportage.verslag import Verslag, tabellen, zetbaar

SJABLOON = Path(__file__).parent / "jaarverslag.typ"
LETTERS = Path(__file__).resolve().parents[2] / "signaalpunt/static/signaalpunt/letters"


_compile: Any = typst.compile  # its type hints do not know of files as a dict


def als_pdf(verslag: Verslag, plaatjes: Mapping[str, bytes] | None = None) -> bytes:
    """The document; the same report gives the same bytes. `plaatjes`: what was drawn before."""
    gegevens = {
        "verslag": verslag,
        "bijschriften": {t["naam"]: bijschrift(t) for t in tabellen(verslag)},
    }
    document: bytes = _compile(
        {
            "main": SJABLOON.read_bytes(),
            "verslag.json": json.dumps(_zetbaar(gegevens)).encode(),
            **(grafieken(verslag) if plaatjes is None else plaatjes),
        },
        format="pdf",
        pdf_standards="ua-1",
        timestamp=datetime.fromisoformat(verslag["opgemaakt_op"]),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(LETTERS)]),
    )
    return document


def _zetbaar(waarde: Any) -> Any:
    """`waarde` with every text made fit to print, however deep."""
    if isinstance(waarde, str):
        return zetbaar(waarde)
    if isinstance(waarde, dict):
        return {sleutel: _zetbaar(deel) for sleutel, deel in waarde.items()}
    return [_zetbaar(deel) for deel in waarde] if isinstance(waarde, list) else waarde
