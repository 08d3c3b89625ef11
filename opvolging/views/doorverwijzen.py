"""The acts around a doorverwijzing; each returns to its place on the page of the zaak."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opvolging import doorverwijzen
from opvolging.forms.doorverwijzen import AankomstForm, AntwoordForm, VerwijsForm
from opvolging.models import Doorverwijzing, Zaak
from opvolging.verwijswegen import WEGEN
from opvolging.views.zaak import doe, team, terug, vind_zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest


@team
@never_cache
@require_safe
def wegen(request: IngelogdRequest) -> HttpResponse:
    """Each way to others who can help: when it fits, what it asks, and what comes back."""
    nummers = request.user.gemeente.crisisnummers.all() if request.user.gemeente else ()
    return render(request, "opvolging/wegen.html", {"wegen": WEGEN.values(), "nummers": nummers})


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_doorverwijzen(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Record that somebody else was asked to help."""
    zaak = vind_zaak(request, zaak_id)

    def verwijs(**velden: Any) -> str:
        doorverwijzen.verwijs_door(zaak, **velden)
        return "De doorverwijzing staat erbij. De klok van het antwoord loopt."

    return doe(request, zaak, "doorverwijzen", VerwijsForm(request.POST or None), verwijs)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_verwijzing_antwoord(
    request: IngelogdRequest, zaak_id: int, verwijzing_id: int
) -> HttpResponse:
    """Record what was answered."""
    zaak = vind_zaak(request, zaak_id)
    deze, naam = _vind(zaak, verwijzing_id)

    def antwoord(**velden: Any) -> str:
        doorverwijzen.leg_antwoord_vast(deze, **velden)
        return "Het antwoord is vastgelegd."

    return doe(request, zaak, naam, AntwoordForm(naam, request.POST or None), antwoord)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_verwijzing_intrekken(
    request: IngelogdRequest, zaak_id: int, verwijzing_id: int
) -> HttpResponse:
    """Take back what nobody answered."""
    zaak = vind_zaak(request, zaak_id)
    deze, naam = _vind(zaak, verwijzing_id)
    if request.method == "POST":
        try:
            doorverwijzen.trek_in(deze, door=request.user, nu=timezone.now())
        except Geweigerd as weigering:
            messages.warning(request, str(weigering), naam)
        else:
            messages.success(request, "De doorverwijzing is ingetrokken.", naam)
    return terug(zaak, naam)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_aankomst(request: IngelogdRequest, zaak_id: int, verwijzing_id: int) -> HttpResponse:
    """Record whether the person arrived."""
    zaak = vind_zaak(request, zaak_id)
    deze, naam = _vind(zaak, verwijzing_id)

    def leg_vast(**velden: Any) -> str:
        doorverwijzen.leg_aankomst_vast(deze, **velden)
        return "Vastgelegd. Dank u wel voor het navragen."

    return doe(request, zaak, naam, AankomstForm(naam, request.POST or None), leg_vast)


def _vind(zaak: Zaak, verwijzing_id: int) -> tuple[Doorverwijzing, str]:
    """The doorverwijzing of the address, of this zaak, with its place on the page."""
    deze = get_object_or_404(zaak.doorverwijzingen.select_related("zaak"), pk=verwijzing_id)
    return deze, f"doorverwijzing-{deze.pk}"
