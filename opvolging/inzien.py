"""Looking is an act too: every opening of a zaak is written down, with who and when."""

from datetime import datetime

from opvolging.models import Inzage, Zaak
from signaalpunt.models import Gebruiker


def noteer(zaak: Zaak, *, door: Gebruiker, nu: datetime) -> None:
    """Log that `door` opened `zaak`."""
    Inzage.objects.create(gemeente_id=zaak.gemeente_id, zaak=zaak, gebruiker=door, op=nu)
