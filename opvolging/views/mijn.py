"""The page of a maatje: own offers and own koppelingen, and nothing after they end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opvolging import koppelen
from opvolging.forms.maatje import AfslaanForm
from opvolging.maatjebeeld import mijn_koppelingen
from opvolging.models import Koppeling
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, nog_niets_gedaan
from signaalpunt.rollen import Rol, rol_vereist

maatje = rol_vereist(Rol.MAATJE)


@maatje
@never_cache
@require_safe
def mijn(request: IngelogdRequest) -> HttpResponse:
    """Questions that wait for a yes or no, and who this maatje sees now."""
    inhoud = {
        "koppelingen": mijn_koppelingen(request.user),
        "signaalpunt": request.user.gemeente,
    }
    return render(request, "opvolging/mijn.html", inhoud)


@maatje
@never_cache
@require_http_methods(["GET", "POST"])
def mijn_accepteren(request: IngelogdRequest, koppeling_id: int) -> HttpResponse:
    """Say yes."""
    if voorbij := _voorbij(request, koppeling_id):
        return voorbij
    koppeling = _eigen(request, koppeling_id)
    if request.method != "POST":
        return nog_niets_gedaan(request, "mijn")
    if koppeling.status != Koppeling.Status.VOORGESTELD:  # pressed twice; the page says so
        return redirect("mijn")
    try:
        koppelen.accepteer(koppeling, door=request.user, nu=timezone.now())
    except Geweigerd as weigering:
        messages.warning(request, str(weigering))
    else:
        messages.success(request, "Wat fijn! U ziet nu de voornaam en het telefoonnummer.")
    return redirect("mijn")


@maatje
@never_cache
@require_http_methods(["GET", "POST"])
def mijn_afslaan(request: IngelogdRequest, koppeling_id: int) -> HttpResponse:
    """Say no, with or without a reason."""
    if voorbij := _voorbij(request, koppeling_id):
        return voorbij
    koppeling = _eigen(request, koppeling_id)
    if request.method != "POST":
        return nog_niets_gedaan(request, "mijn")
    if koppeling.status != Koppeling.Status.VOORGESTELD:
        wie = f"{koppeling.gemeente.telefoon}, {koppeling.gemeente.bereikbaar}"
        messages.warning(request, f"U zei al ja. Wilt u toch liever niet? Bel ons: {wie}.")
        return redirect("mijn")
    form = AfslaanForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Uw toelichting is te lang. Maak deze korter.")
        return redirect("mijn")
    try:
        koppelen.sla_af(koppeling, **form.cleaned_data, door=request.user, nu=timezone.now())
    except Geweigerd as weigering:
        messages.warning(request, str(weigering))
    else:
        messages.success(request, "Dank u wel voor uw eerlijke antwoord. Wij zoeken verder.")
    return redirect("mijn")


def _voorbij(request: IngelogdRequest, koppeling_id: int) -> HttpResponse | None:
    """Who answers what was taken back in between reads so, and nothing else of it."""
    if not Koppeling.objects.voorbij_voor(request.user).filter(pk=koppeling_id).exists():
        return None
    messages.warning(request, "Deze vraag staat niet meer open. U hoeft niets te doen.")
    return redirect("mijn")


def _eigen(request: IngelogdRequest, koppeling_id: int) -> Koppeling:
    zichtbaar = Koppeling.objects.zichtbaar_voor(request.user)
    rijen = zichtbaar.select_related("maatje", "deelnemer__zaak__behandelaar", "gemeente")
    return get_object_or_404(rijen, pk=koppeling_id)
