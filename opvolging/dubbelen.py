"""Meldingen that may be about the same person, found by keyed hashes: no data are read for it.

They are only shown; a person decides whether they belong together.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from meldingen.models import Melding
from opvolging.models import Zaak

HOOGSTENS = 200  # meldingen that are compared; a page never waits for a common name


@dataclass(frozen=True)
class Dubbel:
    """Another melding and why it may be about the same person."""

    melding: Melding
    redenen: tuple[str, ...]

    @property
    def zaak(self) -> Zaak | None:
        """The zaak that took up the other melding."""
        koppeling = getattr(self.melding, "zaakmelding", None)
        return koppeling.zaak if koppeling else None


def kenmerken(melding: Melding) -> dict[str, tuple[str, int | None]]:
    """What can be compared: reason → value; without what is empty."""
    mogelijk = {
        "zelfde adres": (melding.adres_hash, None),
        "zelfde telefoonnummer": (melding.telefoon_hash, None),
        "zelfde e-mailadres": (melding.email_hash, None),
        "zelfde naam en buurt": (melding.naam_hash if melding.buurt_id else "", melding.buurt_id),
    }
    return {reden: waarde for reden, waarde in mogelijk.items() if waarde[0]}


def dubbelen(meldingen: Collection[Melding], *, ook_afgesloten: bool) -> dict[int, list[Dubbel]]:
    """For each melding (by pk) the others that may be about the same person; one query.

    All `meldingen` are of one gemeente. Meldingen in the same zaak are no doubles of each other.
    """
    voorwaarde = _voorwaarde(meldingen)
    if not voorwaarde:
        return {}
    kandidaten = Melding.objects.filter(
        voorwaarde, gemeente=next(iter(meldingen)).gemeente_id
    ).select_related("zaakmelding__zaak__behandelaar", "buurt")
    if not ook_afgesloten:
        kandidaten = kandidaten.exclude(zaakmelding__zaak__status=Zaak.Status.AFGESLOTEN)
    gevonden = list(kandidaten.order_by("-pk")[:HOOGSTENS])
    return {melding.pk: _die_lijken_op(melding, gevonden) for melding in meldingen}


def _voorwaarde(meldingen: Iterable[Melding]) -> Q:
    delen = [
        Q(**{f"{veld}__in": hashes})
        for veld in ("adres_hash", "telefoon_hash", "email_hash")
        if (hashes := {getattr(melding, veld) for melding in meldingen} - {""})
    ]
    namen = {(melding.naam_hash, melding.buurt_id) for melding in meldingen}
    delen += [Q(naam_hash=naam, buurt=buurt) for naam, buurt in namen if naam and buurt]
    return reduce(or_, delen, Q())


def _die_lijken_op(melding: Melding, anderen: Iterable[Melding]) -> list[Dubbel]:
    eigen = kenmerken(melding)
    paren = (
        (andere, kenmerken(andere)) for andere in anderen if not _horen_bijeen(melding, andere)
    )
    treffers = (
        Dubbel(andere, tuple(reden for reden in eigen if eigen[reden] == hunne.get(reden)))
        for andere, hunne in paren
    )
    return [dubbel for dubbel in treffers if dubbel.redenen]


def _horen_bijeen(een: Melding, ander: Melding) -> bool:
    return een.pk == ander.pk or _zaak_id(een) == _zaak_id(ander) is not None


def _zaak_id(melding: Melding) -> int | None:
    koppeling = getattr(melding, "zaakmelding", None)
    return koppeling.zaak_id if koppeling else None
