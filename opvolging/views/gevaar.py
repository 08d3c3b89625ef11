"""The card for acute danger of one zaak."""

from django import forms
from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import gevaar, inzien
from opvolging.forms.velden import ActForm, toelichting
from opvolging.models import Gevaarkaart, Gevaarstap, Zaak
from opvolging.views import getypt
from opvolging.views.zaak import team, vind_zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest


class GevaarForm(ActForm):
    """Fields are the arguments of `gevaar.start`."""

    naam = "gevaar"
    wat: forms.Field = toelichting("Wat is er aan de hand?", "Dit kan ook later. Bel eerst.")


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_gevaar(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """What to do now, in order; opening the page is logged, starting the card is an act."""
    zaak = vind_zaak(request, zaak_id)
    form = GevaarForm(request.POST or None)
    if not getypt.leg_terug(request, form) and form.is_valid():
        try:
            gevaar.start(zaak, **form.cleaned_data, door=request.user, nu=timezone.now())
        except Geweigerd as weigering:
            messages.warning(request, str(weigering))
        return redirect("zaak_gevaar", zaak_id=zaak.pk)
    inzien.noteer(zaak, door=request.user, nu=timezone.now())
    # Of two zaken that were joined each may have an open one: first the one, then the other.
    kaarten = zaak.gevaarkaarten.select_related("gestart_door")
    kaart = kaarten.order_by(F("klaar_op").desc(nulls_first=True), "gestart_op", "pk").first()
    inhoud = {
        "zaak": zaak,
        "form": form,
        "kaart": kaart,
        "regels": gevaar.regels(kaart) if kaart else [],
        "nummers": zaak.gemeente.crisisnummers.all(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "opvolging/gevaar.html", inhoud, status=status)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_gevaar_stap(request: IngelogdRequest, zaak_id: int, kaart_id: int) -> HttpResponse:
    """Tick one step off, or say that it was not needed."""
    zaak = vind_zaak(request, zaak_id)
    if request.method == "POST":
        zichtbaar = Gevaarkaart.objects.zichtbaar_voor(request.user).select_related("zaak")
        kaart = get_object_or_404(zichtbaar, pk=kaart_id)
        if kaart.zaak_id != zaak.pk:
            return _wijs_de_weg(request, zaak, kaart)
        gekozen = request.POST.get("stap", "")
        if gekozen in Gevaarstap.Stap.values:
            is_nodig = request.POST.get("nodig") != "nee"
            stap, wie = Gevaarstap.Stap(gekozen), request.user
            try:
                gevaar.zet_stap(kaart, stap, is_nodig=is_nodig, door=wie, nu=timezone.now())
            except Geweigerd as weigering:
                messages.warning(request, str(weigering))
    return redirect("zaak_gevaar", zaak_id=zaak.pk)


def _wijs_de_weg(request: IngelogdRequest, zaak: Zaak, kaart: Gevaarkaart) -> HttpResponse:
    """Its zaak was joined into another while somebody had the card open: no time to lose."""
    if not zaak.samenvoegingen.geldend().exists():
        raise Http404
    messages.warning(
        request,
        f"Zaak {zaak.pk} is zojuist samengevoegd met zaak {kaart.zaak_id}. De stap is nog niet "
        "aangekruist. Ga hier verder.",
    )
    return redirect("zaak_gevaar", zaak_id=kaart.zaak_id)
