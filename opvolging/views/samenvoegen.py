"""Joining two zaken about the same person, and taking that back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import kijkrecht, samenvoegen
from opvolging.models import Samenvoeging, Zaak
from opvolging.views.zaak import team, vind_zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, nog_niets_gedaan, nummer_van


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_samenvoegen(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Let another zaak go on in this one; whoever may not simply open it, opens it first."""
    de_zaak, nu = vind_zaak(request, zaak_id), timezone.now()
    if request.method == "POST":
        nummer = nummer_van(request.POST.get("zaak", ""))
        andere = get_object_or_404(Zaak.objects.zichtbaar_voor(request.user), pk=nummer)
        try:
            # joined, all of it would show here without a reason
            kijkrecht.weiger_ongezien(
                andere.pk, wat="Er is niets samengevoegd.", door=request.user, nu=nu
            )
            samenvoegen.voeg_samen(andere, in_zaak=de_zaak, door=request.user, nu=nu)
        except Geweigerd as weigering:
            messages.warning(request, str(weigering))
        else:
            gelukt = (
                f"Zaak {andere.pk} gaat nu verder in deze zaak. De melders merken hier niets van."
            )
            messages.success(request, gelukt)
    return redirect("zaak", zaak_id=de_zaak.pk)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_samenvoegen_ongedaan(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Give a joined zaak back what it had."""
    de_zaak = vind_zaak(request, zaak_id)
    if request.method != "POST":
        return nog_niets_gedaan(request, "zaak", zaak_id=de_zaak.pk)
    nummer = nummer_van(request.POST.get("samenvoeging", ""))
    van_hier = Samenvoeging.objects.filter(in_zaak=de_zaak).select_related("zaak", "in_zaak")
    samenvoeging = get_object_or_404(van_hier, pk=nummer)
    try:
        terug = samenvoegen.maak_ongedaan(samenvoeging, door=request.user, nu=timezone.now())
    except Geweigerd as weigering:
        messages.warning(request, str(weigering))
    else:
        messages.success(request, f"Zaak {terug.pk} is weer een eigen zaak, zoals zij was.")
    return redirect("zaak", zaak_id=de_zaak.pk)
