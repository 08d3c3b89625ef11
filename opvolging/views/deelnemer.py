"""From a zaak to a maatje: the deelnemer, the candidates with their reasons, the offer."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from meldingen.models import Melding
from opvolging import inzien, koppelen
from opvolging.aanmelden import meld_deelnemer_aan, wijzig_deelnemer
from opvolging.forms.maatje import DeelnemerForm
from opvolging.maatjebeeld import maatjestand
from opvolging.models import Deelnemer, Maatje, Zaak
from opvolging.views import getypt
from opvolging.views.zaak import team, vind_zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, nog_niets_gedaan, nummer_van

AANSPREEKVORMEN = {"mevrouw", "mevr", "mw", "meneer", "heer", "de", "dhr", "mr", "familie", "fam"}


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_deelnemer(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Ask what somebody wishes in a maatje, the first time or again."""
    zaak = vind_zaak(request, zaak_id)
    bestaand = Deelnemer.objects.filter(zaak=zaak).first()
    deelnemer = bestaand or Deelnemer(zaak=zaak)
    form = DeelnemerForm(
        request.user.gemeente,
        request.POST or None,
        instance=deelnemer,
        initial={} if bestaand else _uit_melding(zaak),
    )
    if not getypt.leg_terug(request, form) and form.is_valid():
        bewaar = wijzig_deelnemer if bestaand else meld_deelnemer_aan
        apart = [veld for veld in ("niet_met", "manier", "gezien") if veld in form.fields]
        velden = {veld: form.cleaned_data[veld] for veld in apart}
        try:
            bewaar(deelnemer, **velden, door=request.user, nu=timezone.now())
        except Geweigerd as weigering:
            form.add_error(None, str(weigering))
            form.zie_opnieuw()
        else:
            return redirect("zaak_kandidaten", zaak_id=zaak.pk)
    inzien.noteer(zaak, door=request.user, nu=timezone.now())
    status = 422 if form.is_bound else 200
    inhoud = {"form": form, "zaak": zaak}
    return render(request, "opvolging/deelnemer.html", inhoud, status=status)


@team
@never_cache
@require_safe
def zaak_kandidaten(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """All maatjes for this person, best first, with who dropped out on what."""
    zaak = vind_zaak(request, zaak_id)
    nu = timezone.now()
    inzien.noteer(zaak, door=request.user, nu=nu)
    inhoud = {"zaak": zaak, "maatje": maatjestand(zaak, nu=nu)}
    return render(request, "opvolging/kandidaten.html", inhoud)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_voorstellen(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Offer the chosen maatje."""
    zaak = vind_zaak(request, zaak_id)
    if request.method != "POST":
        return nog_niets_gedaan(request, "zaak_kandidaten", zaak_id=zaak.pk)
    deelnemer = get_object_or_404(Deelnemer.objects.select_related("zaak", "buurt"), zaak=zaak)
    zichtbaar = Maatje.objects.zichtbaar_voor(request.user).select_related("gebruiker")
    maatje = get_object_or_404(zichtbaar, pk=nummer_van(request.POST.get("maatje", "")))
    try:
        koppelen.stel_voor(deelnemer, maatje, door=request.user, nu=timezone.now())
    except Geweigerd as weigering:
        messages.warning(request, str(weigering))
        return redirect("zaak_kandidaten", zaak_id=zaak.pk)
    messages.success(request, f"{maatje.naam} krijgt een e-mail met de vraag om te kijken.")
    return redirect("zaak", zaak_id=zaak.pk)


def _uit_melding(zaak: Zaak) -> dict[str, Any]:
    """What a melding already says, as a start; the person decides."""
    meldingen = Melding.objects.filter(zaakmelding__zaak=zaak).order_by("ontvangen_op", "pk")
    begin: dict[str, Any] = {}
    for melding in meldingen:
        gevonden = {
            "voornaam": _voornaam(melding.betrokkene_naam),
            "telefoon": melding.betrokkene_telefoon,
            "buurt": melding.buurt_id,
            "talen": [melding.taal] if melding.taal else [],
        }
        begin |= {veld: waarde for veld, waarde in gevonden.items() if waarde}
    return begin


def _voornaam(naam: str) -> str:
    eerste = naam.partition(" ")[0]
    return "" if eerste.casefold().rstrip(".") in AANSPREEKVORMEN else eerste
