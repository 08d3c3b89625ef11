"""What the intake does while somebody types: keeping a draft, and comparing with what is known."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from opvolging import concepten
from opvolging.forms.invoer import Invoer
from opvolging.models import Concept
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest
from signaalpunt.rollen import TEAM, rol_vereist


def _zegt_dat_u_uit_bent(view: Callable[..., Any]) -> Callable[..., Any]:
    """In the middle of a page a login form would be of no use: say it there."""

    @wraps(view)
    def bewaakt(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if "HX-Request" in request.headers and not request.user.is_authenticated:
            return render(request, "opvolging/_intake_stand.html", {"is_uitgelogd": True})
        return view(request, *args, **kwargs)

    return bewaakt


@_zegt_dat_u_uit_bent
@rol_vereist(*TEAM)
@never_cache
@require_POST
def intake_concept(request: IngelogdRequest) -> HttpResponse:
    """Keep what was typed so far."""
    invoer, nu = Invoer(request.POST, gemeente=request.user.gemeente), timezone.now()
    try:
        is_bewaard = concepten.bewaar(invoer.sleutel, invoer.antwoorden, door=request.user, nu=nu)
    except Geweigerd as weigering:
        return render(request, "opvolging/_intake_stand.html", {"weigering": str(weigering)})
    bewaard_op = nu if is_bewaard else None
    return render(request, "opvolging/_intake_stand.html", {"bewaard_op": bewaard_op})


@_zegt_dat_u_uit_bent
@rol_vereist(*TEAM)
@never_cache
@require_POST
def intake_dubbel(request: IngelogdRequest) -> HttpResponse:
    """Who may be the same person, without anybody's name."""
    invoer = Invoer(request.POST, gemeente=request.user.gemeente)
    return render(request, "opvolging/_intake_dubbel.html", {"invoer": invoer})


@rol_vereist(*TEAM)
@never_cache
@require_POST
def intake_concept_weg(request: IngelogdRequest, concept_id: int) -> HttpResponse:
    """Throw a draft away."""
    get_object_or_404(Concept.objects.zichtbaar_voor(request.user), pk=concept_id).delete()
    return redirect("intake")
