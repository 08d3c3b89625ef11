"""Keeping what somebody chose on the werkvoorraad, and forgetting it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import voorraadfilter, weergaven
from opvolging.forms.weergave import WeergaveForm
from opvolging.models import Weergave
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest
from signaalpunt.rollen import TEAM, rol_vereist


@rol_vereist(*TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def weergave_bewaren(request: IngelogdRequest) -> HttpResponse:
    """Give the choice of the address a name."""
    gekozen = voorraadfilter.lees(request.GET.dict(), request.user, nu=timezone.now())
    form = WeergaveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            bewaard = weergaven.bewaar(gekozen, **form.cleaned_data, door=request.user)
        except Geweigerd as weigering:
            form.add_error(None, str(weigering))
        else:
            messages.success(request, f"Bewaard als {bewaard.naam}.")
            return redirect(f"{reverse('werkvoorraad')}?{bewaard.vraag}")
    inhoud = {"form": form, "filter": gekozen, "vraag": gekozen.vraag()}
    status = 422 if form.is_bound else 200
    return render(request, "opvolging/weergave_bewaren.html", inhoud, status=status)


@rol_vereist(*TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def weergave_weg(request: IngelogdRequest, weergave_id: int) -> HttpResponse:
    """Forget a saved view."""
    weergave = get_object_or_404(Weergave.objects.zichtbaar_voor(request.user), pk=weergave_id)
    if request.method == "POST":
        try:
            weergaven.gooi_weg(weergave, door=request.user)
        except Geweigerd as weigering:
            messages.warning(request, str(weigering))
        else:
            messages.success(request, "De bewaarde keuze is weg. De meldingen zijn er nog.")
    return redirect("voorraad_filter")
