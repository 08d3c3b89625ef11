"""Recording what somebody agreed to, and taking it back in one click."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import intrekken, toestemming
from opvolging.forms.toestemming import ToestemmingForm
from opvolging.views.zaak import doe, team, terug, vind_zaak
from signaalpunt.http import IngelogdRequest


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_toestemming(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Record that the person agreed."""
    zaak = vind_zaak(request, zaak_id)

    def geef(**velden: Any) -> str:
        deze = toestemming.geef(zaak, **velden)
        return f"De toestemming staat erbij: {deze.midden_in_een_zin}."

    return doe(request, zaak, "toestemming", ToestemmingForm(request.POST or None), geef)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_toestemming_intrekken(
    request: IngelogdRequest, zaak_id: int, toestemming_id: int
) -> HttpResponse:
    """Record that the person took it back."""
    zaak = vind_zaak(request, zaak_id)
    deze = get_object_or_404(zaak.toestemmingen.select_related("zaak"), pk=toestemming_id)
    if request.method == "POST":
        intrekken.trek_in(deze, door=request.user, nu=timezone.now())
        messages.success(request, f"Ingetrokken: {deze.midden_in_een_zin}.", "toestemming")
    return terug(zaak, "toestemming")
