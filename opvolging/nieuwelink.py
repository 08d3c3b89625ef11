"""A new link for an organisation that lost its own: only to the address that we know of it.

Whatever somebody types, the page answers the same; only who reads the mail of a known organisation
gets anything.
"""

from datetime import datetime, timedelta

from opvolging import bijhouden, hulpvraag
from signaalpunt import zoekhash
from signaalpunt.models import Gemeente
from signaalpunt.remmen import Rem

REM = Rem("nieuwe-link-adres", hoogstens=3, venster=timedelta(days=1))  # mails nobody asked for


def vraag_aan(gemeente: Gemeente, *, email: str, nu: datetime) -> None:
    """Mail whatever this address may see again; nothing more once it was asked a few times."""
    if REM.gaat_door(zoekhash.email(email), nu=nu):
        bijhouden.vernieuw(gemeente, email=email, nu=nu)
        hulpvraag.stuur_weer(gemeente, email=email, nu=nu)
