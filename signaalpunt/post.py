"""Outgoing mail: laid ready as a row in the transaction of the act, sent later from that row."""

import json
from collections.abc import Mapping
from datetime import datetime

from signaalpunt.models import Bericht, Gemeente


def leg_klaar(
    *,
    gemeente: Gemeente,
    soort: str,
    aan: str,
    gegevens: Mapping[str, str],
    sleutel: str,
    nu: datetime,
) -> Bericht:
    """The mail under `sleutel`, laid ready when it was not there yet: never twice the same mail."""
    bericht, _ = Bericht.objects.get_or_create(
        sleutel=sleutel,
        defaults={
            "gemeente": gemeente,
            "soort": soort,
            "aan": aan,
            "gegevens": json.dumps(dict(gegevens)),
            "klaar_op": nu,
            "volgende_poging_op": nu,
        },
    )
    return bericht
