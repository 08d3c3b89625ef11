"""The downloads of one frozen report, each from the same plain data."""

import json
from collections.abc import Callable, Mapping

from rapportage.grafieken import grafieken
from rapportage.uitvoer.csvbestand import als_csv
from rapportage.uitvoer.excel import als_xlsx
from rapportage.uitvoer.pdf import als_pdf
from rapportage.verslag import Verslag


def als_json(verslag: Verslag) -> bytes:
    """The report itself, for programs."""
    return json.dumps(verslag, ensure_ascii=False, indent=2, sort_keys=True).encode()


FORMATEN: Mapping[str, tuple[str, Callable[[Verslag], bytes]]] = {
    "pdf": ("application/pdf", als_pdf),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", als_xlsx),
    "csv": ("text/csv; charset=utf-8", als_csv),
    "json": ("application/json", als_json),
}
"""Per extension the content type and the function that makes the file."""


def bestanden(verslag: Verslag) -> dict[str, bytes]:
    """Every file of a report: per format the download, and the picture of each table."""
    plaatjes = grafieken(verslag)
    return {
        "pdf": als_pdf(verslag, plaatjes),
        "xlsx": als_xlsx(verslag),
        "csv": als_csv(verslag),
        "json": als_json(verslag),
        **plaatjes,
    }
