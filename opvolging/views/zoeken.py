"""Finding a melding. A POST: what somebody typed belongs in no address and no log."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import zoeken
from opvolging.forms.zoeken import ZoekForm
from opvolging.models import zaak_van
from signaalpunt.http import IngelogdRequest
from signaalpunt.rollen import TEAM, rol_vereist


@rol_vereist(*TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def melding_zoeken(request: IngelogdRequest) -> HttpResponse:
    """Meldingen by number, phone, address, e-mail or name, closed ones too; without any name."""
    form = ZoekForm(request.POST or None)
    gevonden = None
    if form.is_valid():
        meldingen = zoeken.zoek(form.cleaned_data["tekst"], door=request.user)
        gevonden = [(melding, zaak_van(melding)) for melding in meldingen]
    inhoud = {"form": form, "gevonden": gevonden}
    status = 422 if form.errors else 200
    return render(request, "opvolging/melding_zoeken.html", inhoud, status=status)
