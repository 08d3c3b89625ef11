"""Taking in a melding: everything that must be there from its first moment, or nothing at all."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from meldingen import intake
from meldingen.models import Melding
from opvolging import klokken
from opvolging.models import Aanvulling, Zaak, ZaakMelding


def neem_aan(
    herkomst: intake.Herkomst, gegevens: Mapping[str, Any], *, sleutel: UUID, nu: datetime
) -> Melding:
    """Store a melding with its melder, its clocks, its herinneringen and its confirmation.

    Sent again with the same content it returns the melding that is there. Raises intake.AlGebruikt
    when the key holds other content.
    """
    try:
        with transaction.atomic():
            melding = intake.ontvang(herkomst, gegevens, sleutel=sleutel, nu=nu)
            klokken.start_alle(melding, nu=nu)
            return melding
    except IntegrityError:
        if eerder := intake.eerdere(herkomst, gegevens, sleutel=sleutel):
            return eerder
        raise


def neem_opnieuw_aan(
    herkomst: intake.Herkomst, gegevens: Mapping[str, Any], *, sleutel: UUID, nu: datetime
) -> Melding:
    """As `neem_aan`, but what was withdrawn or closed since takes nothing in any more.

    The same words are then another melding. Its key follows from the old one, so that sending those
    twice is still one melding.
    """
    melding = neem_aan(herkomst, gegevens, sleutel=sleutel, nu=nu)
    while melding.ontvangen_op < nu and _is_voorbij(melding):
        melding = neem_aan(herkomst, gegevens, sleutel=uuid5(melding.sleutel, "opnieuw"), nu=nu)
    return melding


def _is_voorbij(melding: Melding) -> bool:
    """Whether its melder took it back, or reads that it is done, or the work on it is closed."""
    koppeling: ZaakMelding | None = getattr(melding, "zaakmelding", None)
    if koppeling and (koppeling.afgerond_op or koppeling.zaak.status == Zaak.Status.AFGESLOTEN):
        return True
    return melding.aanvullingen.filter(soort=Aanvulling.Soort.INTREKKING).exists()
