"""What of the sociale kaart fits somebody, with the reasons; and what was handed on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opvolging import aanbodaankomst, inzien
from opvolging.aanbodvraag import bekend, geef_door, vraag_van, wat_past
from opvolging.models import Aanbod, Deelnemer, Doorverwijzing, Zaak
from opvolging.tedoen import waar
from opvolging.views.zaak import team, terug, vind_zaak
from opvolging.zaakbeeld import met_melders
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, nummer_van

PLEK = "doorgegeven"  # on the page of the zaak
HOOGSTENS = 12  # more nobody reads while talking to somebody


@team
@never_cache
@require_safe
def zaak_aanbod(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Each entry with why it fits and why not; opening it is logged, as it says what is wished."""
    zaak, nu = vind_zaak(request, zaak_id), timezone.now()
    inzien.noteer(zaak, door=request.user, nu=nu)
    deelnemer = Deelnemer.objects.filter(zaak=zaak).select_related("buurt").first()
    meldingen = [deel.melding for deel in met_melders(zaak)]
    vraag = vraag_van(meldingen, deelnemer, zaak.verkenningen.last())
    paren = [(rij, voorstel, waar(rij)) for rij, voorstel in wat_past(zaak, vraag, nu=nu)]
    passend = [paar for paar in paren if not paar[1].valt_af]
    inhoud = {
        "zaak": zaak,
        "bekend": bekend(vraag),
        "passend": passend[:HOOGSTENS],
        "verder": max(len(passend) - HOOGSTENS, 0),
        "valt_af": [paar for paar in paren if paar[1].valt_af][:HOOGSTENS],
        "kan_doorgeven": zaak.status not in (Zaak.Status.OPGEPAKT, Zaak.Status.AFGESLOTEN),
    }
    return render(request, "opvolging/zaak_aanbod.html", inhoud)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_aanbod_doorgeven(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Record that the person heard of it."""
    zaak = vind_zaak(request, zaak_id)
    if request.method != "POST":
        return redirect("zaak_aanbod", zaak_id=zaak.pk)
    zichtbaar = Aanbod.objects.zichtbaar_voor(request.user)
    rij = get_object_or_404(zichtbaar, pk=nummer_van(request.POST.get("aanbod", "")))
    try:
        geef_door(zaak, rij, door=request.user, nu=timezone.now())
    except Geweigerd as weigering:
        messages.warning(request, str(weigering))
        return redirect("zaak_aanbod", zaak_id=zaak.pk)
    messages.success(request, f"{rij.naam} staat bij wat er is gebeurd.")
    return redirect("zaak", zaak_id=zaak.pk)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_aanbod_aankomst(
    request: IngelogdRequest, zaak_id: int, doorgegeven_id: int
) -> HttpResponse:
    """Record whether the person went to what was handed on."""
    zaak = vind_zaak(request, zaak_id)
    deze = get_object_or_404(zaak.doorgegeven.select_related("zaak"), pk=doorgegeven_id)
    gezegd = request.POST.get("aangekomen", "")
    if gezegd in Doorverwijzing.Aangekomen.values:
        aangekomen, nu = Doorverwijzing.Aangekomen(gezegd), timezone.now()
        try:
            aanbodaankomst.leg_vast(deze, aangekomen=aangekomen, door=request.user, nu=nu)
        except Geweigerd as weigering:
            messages.warning(request, str(weigering), PLEK)
        else:
            messages.success(request, "Vastgelegd. Dank u wel voor het navragen.", PLEK)
    return terug(zaak, PLEK)
