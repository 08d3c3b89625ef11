"""Telling the melder how it went, on the page of a zaak."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import terugvertellen
from opvolging.forms.terugvertellen import TerugvertelForm, melders
from opvolging.views.zaak import doe, team, vind_zaak
from opvolging.zaakbeeld import met_melders
from signaalpunt.http import IngelogdRequest


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_terugvertellen(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Tell it, as far as the person agreed."""
    zaak = vind_zaak(request, zaak_id)

    def vertel(**velden: Any) -> str:
        terugvertellen.vertel(zaak, **velden)
        if velden["manier"] == terugvertellen.Manier.EMAIL:
            return "De e-mail aan de melder is onderweg."
        return "Het staat erbij: u vertelde het de melder."

    form = TerugvertelForm(melders(met_melders(zaak)), request.POST or None)
    return doe(request, zaak, "terugvertellen", form, vertel)
