"""Drafts on the page of a zaak: what was typed is kept until it is sent, and at most a week."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from opvolging.concepten import BEWAAR, HOOGSTENS
from opvolging.models import Zaak, Zaakconcept
from signaalpunt.models import Gebruiker

ACT = re.compile(r"[a-z][a-z0-9-]{0,39}")
# Of the form itself, not typed by anybody.
VANZELF = frozenset(
    {"csrfmiddlewaretoken", "sleutel", "gezien", "is_met_melder", "act", "vorm", "naar_vorm"}
)

Velden = Mapping[str, Sequence[str]]


def bewaar(zaak: Zaak, act: str, velden: Velden, *, door: Gebruiker, nu: datetime) -> bool:
    """Keep what was typed in this form of `zaak`; whether it is kept. Nothing typed is no draft."""
    getypt = {naam: list(w) for naam, w in velden.items() if naam not in VANZELF and any(w)}
    gegevens = json.dumps(getypt)
    if not ACT.fullmatch(act) or len(gegevens) > HOOGSTENS:
        return False
    if not getypt:
        gooi_weg(zaak, act, door=door)
        return False
    inhoud = {"gegevens": gegevens, "bewaard_op": nu}
    eerste = inhoud | {"gemeente_id": zaak.gemeente_id}
    Zaakconcept.objects.update_or_create(
        zaak=zaak, door=door, act=act, defaults=inhoud, create_defaults=eerste
    )
    return True


def van(zaak: Zaak, gebruiker: Gebruiker) -> dict[str, dict[str, list[str]]]:
    """Of each form what `gebruiker` typed in it."""
    eigen = Zaakconcept.objects.zichtbaar_voor(gebruiker).filter(zaak=zaak)
    return {concept.act: json.loads(concept.gegevens) for concept in eigen}


def gooi_weg(zaak: Zaak, act: str, *, door: Gebruiker) -> None:
    """Forget the draft of this form: it was sent, or is not wanted."""
    Zaakconcept.objects.filter(zaak=zaak, door=door, act=act).delete()


def gooi_van_allen_weg(zaak: Zaak, act: str) -> None:
    """Forget what anybody typed in this form: the person does not agree any more."""
    Zaakconcept.objects.filter(zaak=zaak, act=act).delete()


def ruim_op(*, nu: datetime) -> int:
    """Forget what nobody touched for a week; returns how many."""
    return Zaakconcept.objects.filter(bewaard_op__lt=nu - BEWAAR).delete()[0]
