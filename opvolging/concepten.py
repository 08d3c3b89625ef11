"""Drafts of an intake: what was typed is kept until it is sent, and at most a week."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from meldingen.models import Melding
from opvolging.models import Concept
from opvolging.models.concept import ConceptQuerySet
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

BEWAAR = timedelta(days=7)
HOOGSTENS = 20_000  # characters of all answers together
# Answers that are there before anybody typed.
VANZELF = frozenset({"deur", "kanaal", "vervolg"})

Antwoorden = Mapping[str, Sequence[str]]


def bewaar(sleutel: UUID, antwoorden: Antwoorden, *, door: Gebruiker, nu: datetime) -> bool:
    """Keep what was typed in the form with this `sleutel`; returns whether there was anything.

    What was sent already is not kept again. Raises Geweigerd when it is too much.
    """
    getypt = {naam: list(waarden) for naam, waarden in antwoorden.items() if any(waarden)}
    if not getypt.keys() - VANZELF or Melding.objects.filter(sleutel=sleutel).exists():
        return False
    gegevens = json.dumps(getypt)
    if len(gegevens) > HOOGSTENS:
        raise Geweigerd("Dit is te lang om te bewaren. Maak de tekst korter.")
    inhoud = {"gegevens": gegevens, "bewaard_op": nu}
    eerste = {"gemeente_id": door.gemeente_id, "begonnen_op": nu}
    Concept.objects.update_or_create(
        door=door, sleutel=sleutel, defaults=inhoud, create_defaults=inhoud | eerste
    )
    return True


def lees(concept: Concept) -> dict[str, list[str]]:
    """What was typed, field by field."""
    gegevens: dict[str, list[str]] = json.loads(concept.gegevens)
    return gegevens


def nog_niet_af(gebruiker: Gebruiker) -> ConceptQuerySet:
    """The drafts of `gebruiker`, newest first; without those that were sent all the same."""
    return Concept.objects.zichtbaar_voor(gebruiker).filter(~_is_verstuurd())


def gooi_weg(sleutel: UUID, *, door: Gebruiker) -> None:
    """Forget the draft of this form; in the transaction that makes it a melding."""
    Concept.objects.zichtbaar_voor(door).filter(sleutel=sleutel).delete()


def ruim_op(*, nu: datetime) -> int:
    """Forget what nobody touched for a week, and what was sent; returns how many."""
    oud = Concept.objects.filter(bewaard_op__lt=nu - BEWAAR)
    return oud.delete()[0] + Concept.objects.filter(_is_verstuurd()).delete()[0]


def _is_verstuurd() -> Exists:
    return Exists(Melding.objects.filter(sleutel=OuterRef("sleutel")))
