"""Splitting a zaak that is about two people of one house, and taking that back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meldingen.models import Kanaal, Melding
from opvolging import splitsen
from opvolging.forms.splitsen import SplitsForm
from opvolging.views.zaak import doe, team, vind_zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, nog_niets_gedaan


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_splitsen(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Make a zaak of its own for a second person of the same house."""
    de_zaak = vind_zaak(request, zaak_id)
    meldingen = list(de_zaak.zaakmeldingen.order_by("melding").values_list("melding", flat=True))

    def splits(melding: int | None = None, **velden: Any) -> str:
        mee = {deel: velden.pop(deel) for deel in ("relatie", "door", "nu")}
        if melding:
            nieuwe = splitsen.splits_met(de_zaak, Melding.objects.get(pk=melding), **mee)
            klok = "De klok telt vanaf de melding."
        else:
            mee |= {"sleutel": velden.pop("sleutel"), "kanaal": Kanaal(velden.pop("kanaal"))}
            nieuwe = splitsen.splits(de_zaak, gegevens=velden, **mee)
            klok = "De klok telt vanaf nu."
        return (
            f"Voor de tweede persoon is er nu zaak {nieuwe.pk}, bij {nieuwe.behandelaar.naam}. "
            f"{klok} U vindt die bij “In hetzelfde huis”. Deze zaak gaat verder over de eerste "
            "persoon."
        )

    return doe(request, de_zaak, "splitsen", SplitsForm(meldingen, request.POST or None), splits)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_splitsen_ongedaan(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """There is no second person: close this zaak again and go on with the first one."""
    de_zaak = vind_zaak(request, zaak_id)
    if request.method != "POST":
        return nog_niets_gedaan(request, "zaak", zaak_id=de_zaak.pk)
    try:
        eerste = splitsen.maak_ongedaan(de_zaak, door=request.user, nu=timezone.now())
    except Geweigerd as weigering:
        messages.warning(request, str(weigering))
        return redirect("zaak", zaak_id=de_zaak.pk)
    messages.success(request, f"Het splitsen is ongedaan gemaakt. Zaak {de_zaak.pk} vervalt.")
    return redirect("zaak", zaak_id=eerste.pk)
