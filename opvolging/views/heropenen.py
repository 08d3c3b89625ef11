"""Going on with a zaak that was closed."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import heropenen
from opvolging.forms.heropenen import HeropenForm
from opvolging.views.zaak import doe, team, vind_zaak
from signaalpunt.http import IngelogdRequest


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_heropenen(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Open the zaak again, with the reason."""
    de_zaak = vind_zaak(request, zaak_id)

    def heropen(**velden: Any) -> str:
        heropenen.heropen(de_zaak, **velden)
        return "De zaak is weer open. Er loopt een nieuwe klok."

    return doe(request, de_zaak, "heropen", HeropenForm(request.POST or None), heropen)
