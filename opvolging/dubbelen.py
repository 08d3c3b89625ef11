"""Meldingen that may be about the same person, found by keyed hashes: no data are read for it.

They are only shown; a person decides whether they belong together.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from meldingen import intake
from meldingen.models import Buurt, Deur, Melding
from opvolging.models import Zaak, zaak_van
from signaalpunt.models import Gemeente

HOOGSTENS = 200  # meldingen that are compared; a page never waits for a common name
HASHES = ("adres_hash", "telefoon_hash", "email_hash")
ZAAK = "zaakmelding__zaak"

Kenmerk = tuple[str, str, int | None]  # reason, value, and the buurt where it counts only there
Index = Mapping[Kenmerk, list[Melding]]


@dataclass(frozen=True)
class Dubbel:
    """Another melding and why it may be about the same person."""

    melding: Melding
    redenen: tuple[str, ...]

    @property
    def zaak(self) -> Zaak | None:
        """The zaak that took up the other melding."""
        return zaak_van(self.melding)


def kenmerken(melding: Melding) -> list[Kenmerk]:
    """What can be compared; without what is empty."""
    mogelijk = [
        ("zelfde adres", melding.adres_hash, None),
        ("zelfde telefoonnummer", melding.telefoon_hash, None),
        ("zelfde e-mailadres", melding.email_hash, None),
        ("zelfde naam en buurt", melding.naam_hash if melding.buurt_id else "", melding.buurt_id),
    ]
    return [kenmerk for kenmerk in mogelijk if kenmerk[1]]


def dubbelen(meldingen: Collection[Melding], *, ook_afgesloten: bool) -> dict[int, list[Dubbel]]:
    """For each melding (by pk) the others that may be about the same person; one query.

    All `meldingen` are of one gemeente and fetched with their zaakmelding. Meldingen in the same
    zaak are no doubles of each other.
    """
    index: dict[Kenmerk, list[Melding]] = defaultdict(list)
    for kandidaat in [*_elders(meldingen, ook_afgesloten=ook_afgesloten), *meldingen]:
        for kenmerk in kenmerken(kandidaat):
            index[kenmerk].append(kandidaat)
    return {melding.pk: _die_lijken_op(melding, index) for melding in meldingen}


def gelijkend(gemeente: Gemeente, deur: Deur, antwoorden: Mapping[str, str]) -> list[Dubbel]:
    """Whom it may be about, while somebody types; at most two queries, none without a clue."""
    hashes = intake.zoekhashes(deur, antwoorden)
    melding = Melding(gemeente=gemeente, **hashes)
    if hashes["naam_hash"] and (code := antwoorden.get("buurt", "")):
        buurten = Buurt.objects.filter(gemeente=gemeente, code=code)
        melding.buurt_id = buurten.values_list("pk", flat=True).first()
    if not kenmerken(melding):
        return []
    gevonden = dubbelen([melding], ook_afgesloten=True)
    return next(iter(gevonden.values()))


def _elders(meldingen: Collection[Melding], *, ook_afgesloten: bool) -> list[Melding]:
    """Stored meldingen beside `meldingen` that share something with one of them, newest first."""
    voorwaarde = _voorwaarde(meldingen)
    if not voorwaarde:
        return []
    eigen = [melding.pk for melding in meldingen]
    gemeente = next(iter(meldingen)).gemeente_id
    anderen = Melding.objects.filter(voorwaarde, gemeente=gemeente).exclude(pk__in=eigen)
    if not ook_afgesloten:
        anderen = anderen.exclude(**{f"{ZAAK}__status": Zaak.Status.AFGESLOTEN})
    velden = ("sleutel", *HASHES, "naam_hash", "buurt", "ontvangen_op", f"{ZAAK}__status")
    wie = (f"{ZAAK}__behandelaar__rij", f"{ZAAK}__behandelaar__naam")
    met_zaak = anderen.select_related(f"{ZAAK}__behandelaar").only(*velden, *wie)
    return list(met_zaak.order_by("-pk")[:HOOGSTENS])


def _voorwaarde(meldingen: Iterable[Melding]) -> Q:
    delen = [
        Q(**{f"{veld}__in": hashes})
        for veld in HASHES
        if (hashes := {getattr(melding, veld) for melding in meldingen} - {""})
    ]
    namen = {(melding.naam_hash, melding.buurt_id) for melding in meldingen}
    delen += [Q(naam_hash=naam, buurt=buurt) for naam, buurt in namen if naam and buurt]
    return reduce(or_, delen, Q())


def _die_lijken_op(melding: Melding, index: Index) -> list[Dubbel]:
    redenen: dict[Melding, tuple[str, ...]] = {}
    for kenmerk in kenmerken(melding):
        for andere in index[kenmerk]:
            if not _horen_bijeen(melding, andere):
                redenen[andere] = (*redenen.get(andere, ()), kenmerk[0])
    return [Dubbel(andere, waarom) for andere, waarom in redenen.items()]


def _horen_bijeen(een: Melding, ander: Melding) -> bool:
    return een.pk == ander.pk or _zaak_id(een) == _zaak_id(ander) is not None


def _zaak_id(melding: Melding) -> int | None:
    koppeling = getattr(melding, "zaakmelding", None)
    return koppeling.zaak_id if koppeling else None
