"""Opening hours, closed days and counting in a sentence."""

from django.utils.formats import date_format

from opvolging.kalender import Kalender


def in_het_kort(telling: str, kalender: Kalender) -> str:
    """`open van 09:00 tot 17:00, werkdaguren; dicht met carnaval en op 11 november 2026`."""
    dicht = [
        *(["op Goede Vrijdag"] if kalender.goede_vrijdag else []),
        *(["op 5 mei"] if kalender.vijf_mei else []),
        *(["met carnaval"] if kalender.carnaval else []),
        *(f"op {date_format(dag, 'j F Y')}" for dag in sorted(kalender.sluitingsdagen)),
    ]
    open_ = f"open van {kalender.van:%H:%M} tot {kalender.tot:%H:%M}, {telling}"
    return f"{open_}; dicht {', '.join(dicht)}" if dicht else open_
