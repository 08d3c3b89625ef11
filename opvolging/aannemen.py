"""Taking in a melding: everything that must be there from its first moment, or nothing at all."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from meldingen import intake
from meldingen.models import Melding
from opvolging import klokken


@transaction.atomic
def neem_aan(
    herkomst: intake.Herkomst, gegevens: Mapping[str, Any], *, sleutel: UUID, nu: datetime
) -> Melding:
    """Store a melding with its melder, its clock, its herinneringen and its confirmation.

    Sent again with the same content it returns the melding that is there. Raises intake.AlGebruikt
    when the key holds other content.
    """
    melding, is_nieuw = intake.ontvang(herkomst, gegevens, sleutel=sleutel, nu=nu)
    if is_nieuw:
        klokken.start(melding, nu=nu)
    return melding
