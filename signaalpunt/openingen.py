"""When a gemeente is open and how its clocks count, as it chose; only `opvolging` changes it, in
versions and after a rehearsal.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from signaalpunt.models import Gemeente, Sluitingsdag


@transaction.atomic
def leg_vast(
    gemeente: Gemeente,
    *,
    versie: int,
    keuzes: Mapping[str, Any],
    dagen: Mapping[datetime.date, str],
) -> None:
    """Store `keuzes`, which are fields of Gemeente, and exactly these closing days with why."""
    for veld, waarde in keuzes.items():
        setattr(gemeente, veld, waarde)
    gemeente.versie_openingen = versie
    gemeente.save(update_fields=["versie_openingen", *keuzes])
    gemeente.sluitingsdagen.exclude(datum__in=dagen).delete()
    er_al = set(gemeente.sluitingsdagen.values_list("datum", flat=True))
    Sluitingsdag.objects.bulk_create(
        Sluitingsdag(gemeente=gemeente, datum=datum, reden=reden)
        for datum, reden in dagen.items()
        if datum not in er_al
    )
