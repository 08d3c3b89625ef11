"""Notes and drafts on a zaak, and the wish never to be contacted again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import nooitmeer, noteren, zaakconcepten
from opvolging.forms.notitie import NotitieForm
from opvolging.metrust import laat_met_rust
from opvolging.views.zaak import doe, team, terug, vanzelf, vind_zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_notitie(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Write a note for the team or for oneself."""
    zaak = vind_zaak(request, zaak_id)

    def noteer(**velden: Any) -> str:
        noteren.noteer(zaak, **velden)
        return "De notitie staat erbij."

    return doe(request, zaak, "notitie", NotitieForm(request.POST or None), noteer)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_notitie_weg(request: IngelogdRequest, zaak_id: int, notitie_id: int) -> HttpResponse:
    """Throw an own note away."""
    zaak = vind_zaak(request, zaak_id)
    if request.method == "POST" and noteren.gooi_weg(notitie_id, zaak=zaak, door=request.user):
        messages.success(request, "De notitie is weg.", "notities")
    return terug(zaak, "notities")


@vanzelf
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_concept(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """What the visitor typed in the forms of this zaak and did not send: kept, or given back."""
    zaak = vind_zaak(request, zaak_id)
    if request.method != "POST":
        return JsonResponse({"concepten": zaakconcepten.van(zaak, request.user)})
    velden = {naam: request.POST.getlist(naam) for naam in request.POST}
    act = request.POST.get("act", "")
    is_bewaard = zaakconcepten.bewaar(zaak, act, velden, door=request.user, nu=timezone.now())
    return JsonResponse({"bewaard": is_bewaard})


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_nooit_meer(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Put the person on the list of whom we leave alone."""
    zaak = vind_zaak(request, zaak_id)
    if request.method == "POST":
        try:
            zinnen = laat_met_rust(zaak, door=request.user, nu=timezone.now())
        except Geweigerd as weigering:
            messages.warning(request, str(weigering), "nooit-meer")
        else:
            if zaak.afgesloten_op is None:
                zinnen.append("Sluit de zaak nu af met “wil geen hulp”.")
            messages.success(request, " ".join(["Wij onthouden het.", *zinnen]), "nooit-meer")
    return terug(zaak, "nooit-meer")


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_weer_wel(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Take the person off that list."""
    zaak = vind_zaak(request, zaak_id)
    if request.method == "POST":
        try:
            nooitmeer.haal_van_de_lijst(zaak, door=request.user, nu=timezone.now())
        except Geweigerd as weigering:
            messages.warning(request, str(weigering), "nooit-meer")
        else:
            weg = "Deze persoon staat niet meer op de lijst."
            messages.success(request, weg, "nooit-meer")
    return terug(zaak, "nooit-meer")
