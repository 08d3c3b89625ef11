"""The sociale kaart: keeping an entry, putting it away, and finding entries.

Of two colleagues who change one entry the second hears what the first wrote; nothing gets lost.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import transaction
from django.db.models import BooleanField, F, FloatField, Q, QuerySet, Value
from django.db.models.expressions import ExpressionWrapper
from django.db.models.functions import Cos, Power, Radians

from meldingen.models import Buurt
from opvolging.models import Aanbod
from opvolging.models.aanbod import AanbodQuerySet
from opvolging.zoekwoorden import woorden_voor
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker


class ZojuistGewijzigd(Geweigerd):
    """Somebody else was first; `nu_geldend` is what stands there now."""

    def __init__(self, nu_geldend: Aanbod) -> None:
        super().__init__(
            "Een collega heeft dit zojuist gewijzigd. Er is niets opgeslagen. Uw tekst staat nog "
            "in het formulier. Kijk hieronder wat de collega schreef, en bewaar daarna opnieuw."
        )
        self.nu_geldend = nu_geldend


@transaction.atomic
def bewaar(aanbod: Aanbod, *, versie: int, door: Gebruiker | None, nu: datetime) -> Aanbod:
    """Keep what was filled in; `versie` is the one that it was read in. Sent twice, once.

    Raises ZojuistGewijzigd when there is a newer one, Geweigerd when residents would read half.
    """
    if aanbod.pk:
        nu_geldend = Aanbod.objects.select_for_update().get(pk=aanbod.pk)
        if nu_geldend.versie != versie:
            raise ZojuistGewijzigd(nu_geldend)
        aanbod.versie = versie + 1
    elif eerder := Aanbod.objects.filter(sleutel=aanbod.sleutel).first():
        return eerder
    aanbod.is_compleet = not aanbod.ontbreekt
    if aanbod.is_openbaar and not aanbod.is_compleet:
        raise Geweigerd(
            "Inwoners zien dit pas als het compleet is. Vul nog aan: "
            f"{', '.join(aanbod.ontbreekt)}. Of zet ‘zichtbaar voor inwoners’ uit."
        )
    aanbod.gewijzigd_op, aanbod.gewijzigd_door = nu, door
    aanbod.save()
    return aanbod


@transaction.atomic
def leg_weg(aanbod: Aanbod, *, door: Gebruiker, nu: datetime) -> None:
    """Put it away: nobody is sent there any more. Put away twice, once."""
    _zet(aanbod, nu, door=door, nu=nu)


@transaction.atomic
def haal_terug(aanbod: Aanbod, *, door: Gebruiker, nu: datetime) -> None:
    """Back on the sociale kaart, for the team first."""
    _zet(aanbod, None, door=door, nu=nu)


def _zet(
    aanbod: Aanbod, gearchiveerd_op: datetime | None, *, door: Gebruiker, nu: datetime
) -> None:
    in_andere_stand = Aanbod.objects.filter(
        pk=aanbod.pk, gearchiveerd_op__isnull=gearchiveerd_op is not None
    )
    in_andere_stand.update(
        gearchiveerd_op=gearchiveerd_op,
        is_openbaar=False,
        versie=F("versie") + 1,
        gewijzigd_op=nu,
        gewijzigd_door=door,
    )


def gezocht(rijen: AanbodQuerySet, keuze: Mapping[str, Any]) -> QuerySet[Aanbod]:
    """Those of `rijen` that answer to every part of `keuze` that was filled in, best first."""
    for veld, filter_ in _FILTERS.items():
        if waarde := keuze.get(veld):
            rijen = rijen.filter(filter_(waarde))
    if woorden := keuze.get("zoek"):
        vraag = _zoekvraag(woorden)
        gevonden = rijen.filter(zoektekst=vraag)
        return gevonden.order_by(SearchRank(F("zoektekst"), vraag).desc(), "naam", "pk")
    if buurt := keuze.get("dichtbij"):
        return dichtbij(rijen, buurt)
    return rijen.order_by("naam", "pk")


def _zoekvraag(getypt: str) -> Any:
    """What was typed, in any form, or another word for the same."""
    rijen = woorden_voor(getypt) or [(getypt,)]
    return reduce(and_, (reduce(or_, map(_woord, rij)) for rij in rijen))


def _woord(woorden: str) -> SearchQuery:
    return SearchQuery(woorden, config="dutch", search_type="websearch")


_FILTERS: Mapping[str, Any] = {
    "soort": lambda soort: Q(soorten__contains=[soort]),
    # what is for everybody is for them too
    "doelgroep": lambda wie: Q(doelgroepen__contains=[wie]) | Q(doelgroepen=[]),
    "behoefte": lambda behoefte: Q(behoeften__contains=[behoefte]),
    "buurt": lambda buurt: Q(buurt=buurt),
    "dagdelen": lambda dagdelen: Q(dagdelen__overlap=dagdelen),
    "gratis": lambda _: Q(kosten=Aanbod.Kosten.GRATIS),
    "rolstoel": lambda _: Q(is_rolstoelvriendelijk=True),
}


def dichtbij(rijen: AanbodQuerySet, buurt: Buurt) -> QuerySet[Aanbod]:
    """The nearest to the middle of `buurt` first; what comes to somebody stands behind them."""
    naar_noord = F("buurt__breedte") - Value(buurt.breedte)
    # a degree east is shorter than a degree north
    naar_oost = (F("buurt__lengte") - Value(buurt.lengte)) * Cos(Radians(Value(buurt.breedte)))
    afstand = ExpressionWrapper(
        Power(naar_noord, 2) + Power(naar_oost, 2), output_field=FloatField()
    )
    is_plek = Q(plaats=Aanbod.Plaats.PLEK)
    geordend = rijen.annotate(komt_naar_u=ExpressionWrapper(~is_plek, output_field=BooleanField()))
    return geordend.order_by("komt_naar_u", afstand.asc(nulls_last=True), "naam", "pk")
