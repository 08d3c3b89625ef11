"""Who else lives in the house of a zaak: writing it down, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import huisgenoten
from opvolging.forms.huisgenoten import HuisgenootForm
from opvolging.models import Zaak
from opvolging.views.zaak import doe, team, vind_zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, nog_niets_gedaan, nummer_van


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_huisgenoot(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Write down that another zaak is about somebody of the same house.

    It opens nothing of the other zaak, so it asks no reason either.
    """
    de_zaak = vind_zaak(request, zaak_id)

    def leg_vast(nummer: int, **velden: Any) -> str:
        met = Zaak.objects.zichtbaar_voor(request.user).filter(pk=nummer).first()
        if met is None:
            raise Geweigerd(f"Zaak {nummer} is er niet. Kijk het nummer na.")
        huisgenoten.leg_vast(de_zaak, met=met, **velden)
        gezegd = f"Zaak {nummer} staat nu bij deze zaak, en deze zaak staat bij zaak {nummer}."
        if huisgenoten.wonen_apart(de_zaak, met):
            gezegd += f" Let op: zaak {nummer} heeft een ander adres. Klopt het nummer? Zo niet, "
            gezegd += "haal de zaak dan weg bij “In hetzelfde huis”."
        return gezegd

    return doe(request, de_zaak, "huisgenoot", HuisgenootForm(request.POST or None), leg_vast)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_huisgenoot_weg(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Take back that another zaak is about somebody of the same house."""
    de_zaak = vind_zaak(request, zaak_id)
    if request.method != "POST":
        return nog_niets_gedaan(request, "zaak", zaak_id=de_zaak.pk)
    zichtbaar = Zaak.objects.zichtbaar_voor(request.user)
    ander = get_object_or_404(zichtbaar, pk=nummer_van(request.POST.get("zaak", "")))
    huisgenoten.haal_los(de_zaak, van=ander, door=request.user, nu=timezone.now())
    messages.success(request, f"Zaak {ander.pk} staat niet meer bij deze zaak.")
    return redirect("zaak", zaak_id=de_zaak.pk)
