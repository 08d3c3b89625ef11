"""One form is one row, however often it is sent: by a double click, or again after going back.

Each form carries a key of its own. The same key with the same words is the same row; with other
words somebody went back and typed something new, and that is lost to nobody.
"""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from signaalpunt.fouten import Geweigerd

Rij = TypeVar("Rij", bound=Model)


class AlVerstuurd(Geweigerd):
    """This form made a row before, of other words."""

    def __init__(self) -> None:
        super().__init__(
            "Dit formulier is al verstuurd, met iets anders erin. Er is nu niets opgeslagen. Moet "
            "dit er ook bij? Verstuur het dan nog een keer."
        )


def eerder(rijen: "QuerySet[Rij]", sleutel: UUID | None, **inhoud: Any) -> Rij | None:
    """What this form made before, if it did. Raises AlVerstuurd when that was not of `inhoud`."""
    rij = rijen.filter(sleutel=sleutel).first() if sleutel else None
    if rij and any(getattr(rij, veld) != waarde for veld, waarde in inhoud.items()):
        raise AlVerstuurd
    return rij
