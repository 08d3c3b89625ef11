"""Reading what melders added, and closing what a melder took back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from meldingen.models import Melding
from opvolging import aanvullingen
from opvolging.views.zaak import team, terug, vind_zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, nummer_van

PER_PAGINA = 50


@team
@never_cache
@require_safe
def van_melders(request: IngelogdRequest) -> HttpResponse:
    """What melders let us know and nobody read yet, also of what is closed."""
    nieuws = list(aanvullingen.nieuws(request.user)[: PER_PAGINA + 1])
    inhoud = {"nieuws": nieuws[:PER_PAGINA], "heeft_meer": len(nieuws) > PER_PAGINA}
    return render(request, "opvolging/van_melders.html", inhoud)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_gelezen(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Say that what the melder added was read."""
    zaak = vind_zaak(request, zaak_id)
    if request.method == "POST":
        nummer = nummer_van(request.POST.get("melding", ""))
        melding = get_object_or_404(Melding, zaakmelding__zaak=zaak, pk=nummer)
        tot = nummer_van(request.POST.get("tot", ""))
        aanvullingen.lees(melding, tot=tot, door=request.user, nu=timezone.now())
        plek = f"melding-{melding.pk}"
        messages.success(request, "Gelezen. Uw collega's zien dat.", plek)
        return terug(zaak, plek)
    return redirect("zaak", zaak_id=zaak.pk)


@team
@require_http_methods(["GET", "POST"])
def melding_ingetrokken(request: IngelogdRequest, melding_id: int) -> HttpResponse:
    """Take up and close in one go what its melder took back; the clock stops with it."""
    melding = get_object_or_404(Melding.objects.zichtbaar_voor(request.user), pk=melding_id)
    if request.method == "POST":
        try:
            zaak = aanvullingen.sluit_ingetrokken(melding, door=request.user, nu=timezone.now())
        except Geweigerd as weigering:
            messages.warning(request, str(weigering))
        else:
            messages.success(
                request, f"Melding {melding.pk} is afgesloten als ingetrokken, in zaak {zaak.pk}."
            )
    return redirect("van_melders")
