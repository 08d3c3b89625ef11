"""`Ik ben er niet`: the own absence, and for a coördinator that of the team."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import afwezig as proces
from opvolging.forms.afwezig import AfwezigForm
from opvolging.models import Afwezigheid
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import TEAM, rol_vereist


@rol_vereist(*TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def afwezig(request: IngelogdRequest) -> HttpResponse:
    """Note an absence, and see those that are noted."""
    nu = timezone.now()
    ingevuld = request.POST if request.method == "POST" else None
    form = AfwezigForm(request.user, _team(request.user), ingevuld)
    if form.is_valid():
        velden = {"gebruiker": request.user, **form.cleaned_data}
        try:
            proces.meld_af(**velden, door=request.user, nu=nu)
        except Geweigerd as weigering:
            form.add_error(None, str(weigering))
        else:
            messages.success(request, "Genoteerd. U hoeft niets over te dragen.")
            return redirect("afwezig")
    zichtbaar = Afwezigheid.objects.zichtbaar_voor(request.user).geldig()
    vandaag = timezone.localtime(nu).date()
    rijen = zichtbaar.filter(tot_en_met__gte=vandaag).select_related("gebruiker__plaatsvervanger")
    inhoud = {"form": form, "rijen": rijen}
    return render(request, "opvolging/afwezig.html", inhoud, status=422 if form.is_bound else 200)


@rol_vereist(*TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def afwezig_intrekken(request: IngelogdRequest, afwezigheid_id: int) -> HttpResponse:
    """Back, or never gone."""
    zichtbaar = Afwezigheid.objects.zichtbaar_voor(request.user)
    rij = get_object_or_404(zichtbaar, pk=afwezigheid_id)
    if request.method == "POST":
        proces.trek_in(rij, door=request.user, nu=timezone.now())
        messages.success(request, "De afwezigheid is ingetrokken.")
    return redirect("afwezig")


def _team(gebruiker: Gebruiker) -> list[Gebruiker]:
    """Everybody who works in this team, with the own account."""
    return list(
        Gebruiker.objects.filter(gemeente=gebruiker.gemeente_id, is_active=True, rol__in=TEAM)
    )
