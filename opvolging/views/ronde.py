"""The round by bicycle: choose who is on it, then a page that is made for paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import ronde as de_ronde
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, nummer_van
from signaalpunt.rollen import TEAM, rol_vereist


@rol_vereist(*TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def ronde(request: IngelogdRequest) -> HttpResponse:
    """Whom can be visited; sent, the list itself. No person and no number is in the address."""
    nu = timezone.now()
    if request.method != "POST":
        return _kies(request)
    gekozen = {nummer_van(nummer) for nummer in request.POST.getlist("zaak")}
    try:
        lijst = de_ronde.maak_lijst(gekozen, door=request.user, nu=nu)
    except Geweigerd as weigering:
        return _kies(request, fout=str(weigering))
    inhoud = {"buurten": de_ronde.per_buurt(lijst), "aantal": len(lijst), "nu": nu}
    inhoud["aantal_weg"] = len(gekozen) - len(lijst)
    return render(request, "opvolging/ronde_lijst.html", inhoud)


def _kies(request: IngelogdRequest, *, fout: str = "") -> HttpResponse:
    buurten = de_ronde.per_buurt(de_ronde.haltes(request.user, nu=timezone.now()))
    inhoud = {"buurten": buurten, "fout": fout}
    return render(request, "opvolging/ronde.html", inhoud, status=422 if fout else 200)
