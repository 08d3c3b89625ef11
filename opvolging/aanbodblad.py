"""One page of a long list of the sociale kaart."""

from collections.abc import Mapping

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode

from opvolging.models import Aanbod


def bladzijde(
    rijen: QuerySet[Aanbod], vraag: Mapping[str, str], *, per_pagina: int
) -> Page[Aanbod]:
    """The page of `rijen` that was asked for; a number that is none leads to the first or last."""
    return Paginator(rijen, per_pagina).get_page(vraag.get("blad", "1"))


def zonder_blad(gevraagd: MultiValueDict[str, str]) -> str:
    """What was asked, to be asked again on another page."""
    return urlencode([paar for paar in gevraagd.lists() if paar[0] != "blad"], doseq=True)
