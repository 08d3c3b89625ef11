"""Giving a caller a new volgcode."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meldingen.models import Melding
from opvolging import heruitgeven
from opvolging.forms.heruitgeven import HerkendForm
from opvolging.views.volgkaart import kaartje
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest
from signaalpunt.rollen import TEAM, rol_vereist


@rol_vereist(*TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def melding_nieuwe_code(request: IngelogdRequest, melding_id: int) -> HttpResponse:
    """Ask the caller, tick what fits, and show the new code this once."""
    zichtbaar = Melding.objects.zichtbaar_voor(request.user)
    alles = zichtbaar.select_related("gemeente", "buurt", "zaakmelding__zaak")
    melding = get_object_or_404(alles, pk=melding_id)
    nu = timezone.now()
    vragen = heruitgeven.open_vragen(melding, door=request.user, nu=nu)
    form = HerkendForm(
        [vraag.kenmerk for vraag in vragen],
        request.POST or None,
        initial={"versie": melding.volgcode_versie},
    )
    inhoud = {"melding": melding, "vragen": vragen, "form": form}
    if form.is_valid():
        try:
            code = heruitgeven.geef_nieuwe_code(
                melding, **form.cleaned_data, door=request.user, nu=nu
            )
        except Geweigerd as weigering:
            form.add_error(None, str(weigering))
        else:
            inhoud["kaart"] = kaartje(melding.gemeente, code, "nieuw")
            return render(request, "opvolging/nieuwe_code.html", inhoud | {"code": code})
    status = 422 if form.errors else 200
    return render(request, "opvolging/melding_nieuwe_code.html", inhoud, status=status)
