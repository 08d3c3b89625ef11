"""For the evaluation: what was not there, and stories; on a zaak, and as lists of a coördinator."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opvolging import behoeften as behoeften_van
from opvolging import verhalen as verhalen_van
from opvolging.forms.verhaal import BehoefteForm, VerhaalForm
from opvolging.models import Verhaal
from opvolging.views.zaak import doe, team, terug, vind_zaak
from signaalpunt.http import IngelogdRequest
from signaalpunt.rollen import Rol, rol_vereist

coordinator = rol_vereist(Rol.COORDINATOR)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_behoefte(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Record what somebody asked for and was not there."""
    zaak = vind_zaak(request, zaak_id)

    def noteer(**velden: Any) -> str:
        behoeften_van.noteer(zaak, **velden)
        return "Het staat erbij. Zo ziet de coördinator wat hier nog mist."

    return doe(request, zaak, "behoefte", BehoefteForm(request.POST or None), noteer)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_behoefte_terug(request: IngelogdRequest, zaak_id: int, behoefte_id: int) -> HttpResponse:
    """Take back what was recorded by mistake."""
    zaak = vind_zaak(request, zaak_id)
    deze = get_object_or_404(zaak.behoeften.select_related("zaak"), pk=behoefte_id)
    if request.method == "POST":
        behoeften_van.neem_terug(deze, door=request.user, nu=timezone.now())
        messages.success(request, "Teruggenomen. Het telt niet meer mee.", "behoefte")
    return terug(zaak, "behoefte")


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_verhaal(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Keep a story of this person."""
    zaak = vind_zaak(request, zaak_id)

    def bewaar(**velden: Any) -> str:
        verhalen_van.bewaar(zaak, **velden)
        return "Het verhaal is bewaard. De coördinator kan het lezen."

    return doe(request, zaak, "verhaal", VerhaalForm(request.POST or None), bewaar)


@coordinator
@never_cache
@require_safe
def behoeften(request: IngelogdRequest) -> HttpResponse:
    """What was asked for and was not there, of the last year."""
    overzicht = behoeften_van.overzicht(request.user, nu=timezone.now())
    return render(request, "opvolging/behoeften.html", {"overzicht": overzicht})


@coordinator
@never_cache
@require_safe
def verhalen(request: IngelogdRequest) -> HttpResponse:
    """The stories that may be read today, to print."""
    alle = Verhaal.objects.zichtbaar_voor(request.user).te_lezen(timezone.localdate())
    return render(request, "opvolging/verhalen.html", {"verhalen": list(alle)})


@coordinator
@never_cache
@require_http_methods(["GET", "POST"])
def verhaal_weg(request: IngelogdRequest, verhaal_id: int) -> HttpResponse:
    """Throw a story away."""
    deze = get_object_or_404(Verhaal.objects.zichtbaar_voor(request.user), pk=verhaal_id)
    if request.method == "POST":
        verhalen_van.gooi_weg(deze, door=request.user, nu=timezone.now())
        messages.success(request, "Het verhaal is weg.")
    return redirect("verhalen")
