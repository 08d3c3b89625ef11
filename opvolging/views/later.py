"""One gentle question later, on the page of a zaak that closed with "wil geen hulp"."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import latervragen
from opvolging.forms.later import GevraagdForm, LaterForm
from opvolging.views.zaak import doe, team, vind_zaak
from signaalpunt.http import IngelogdRequest


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_later(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Agree on a day."""
    zaak = vind_zaak(request, zaak_id)

    def spreek_af(**velden: Any) -> str:
        latervragen.spreek_af(zaak, **velden)
        return "De dag staat. Dan vragen wij het nog één keer, en daarna niet meer."

    return doe(request, zaak, "later", LaterForm(timezone.now(), request.POST or None), spreek_af)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_gevraagd(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Record that somebody asked, and what was said."""
    zaak = vind_zaak(request, zaak_id)

    def leg_vast(**velden: Any) -> str:
        latervragen.leg_antwoord_vast(zaak, **velden)
        if velden["antwoord"] == latervragen.Antwoord.JA:
            return "Fijn. Kies hieronder “Verdergaan met deze zaak”."
        return "Het antwoord staat erbij. Wij vragen het niet nog eens."

    return doe(request, zaak, "gevraagd", GevraagdForm(request.POST or None), leg_vast)
