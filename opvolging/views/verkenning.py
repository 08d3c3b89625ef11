"""The guide of one zaak: what plays, and what fits."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import inzien, verkennen, zaakconcepten
from opvolging.forms.verkenning import VerkenningForm
from opvolging.models import Verkenning, Zaak
from opvolging.verkenbeeld import beeld_van
from opvolging.views import getypt
from opvolging.views.zaak import team, terug, vind_zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_verkenning(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Ask what plays, the first time or again with what is known filled in."""
    zaak = vind_zaak(request, zaak_id)
    form = VerkenningForm(_laatste(zaak), request.POST or None)
    is_terug = getypt.leg_terug(request, form)
    if not is_terug and form.is_valid() and _bewaar(request, zaak, form):
        return terug(zaak, "verkenning")
    inzien.noteer(zaak, door=request.user, nu=timezone.now())
    nu_geldend = _laatste(zaak)
    inhoud: dict[str, object] = {"zaak": zaak, "form": form}
    if form.is_bound and nu_geldend:
        inhoud["anders"] = beeld_van(nu_geldend)
    status = 422 if form.is_bound else 200
    return render(request, "opvolging/verkenning.html", inhoud, status=status)


def _bewaar(request: IngelogdRequest, zaak: Zaak, form: VerkenningForm) -> bool:
    try:
        verkennen.leg_vast(zaak, **form.cleaned_data, door=request.user, nu=timezone.now())
    except Geweigerd as weigering:
        form.add_error(None, str(weigering))
        form.begin_opnieuw()
        form.zie(_laatste(zaak))
        return False
    zaakconcepten.gooi_weg(zaak, form.naam, door=request.user)
    messages.success(request, "Wat u samen besprak, is bewaard.", "verkenning")
    return True


def _laatste(zaak: Zaak) -> Verkenning | None:
    return zaak.verkenningen.select_related("door").last()
