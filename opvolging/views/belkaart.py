"""Telling the person of a zaak what we know: the acts, the paper for it, and a letter."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opvolging import brieven, informeren, inzien
from opvolging.forms.informeren import UitzonderingForm, VertelForm
from opvolging.views.zaak import doe, team, terug, vind_zaak
from opvolging.zaakbeeld import met_melders
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest


@team
@never_cache
@require_safe
def zaak_informatie(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """What somebody must hear whose data we have from somebody else, to hand over or to send.

    It tells what we know of this person, so making it is logged like opening the page.
    """
    zaak, nu = vind_zaak(request, zaak_id), timezone.now()
    inzien.noteer(zaak, door=request.user, nu=nu)
    blad = brieven.informatieblad(request.user.gemeente, met_melders(zaak), nu=nu)
    return _pdf(blad, f"informatie-zaak-{zaak.pk}")


@team
@never_cache
@require_safe
def zaak_brief(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """A letter to somebody whom nobody could reach; looking at it is logged like the page."""
    zaak, nu = vind_zaak(request, zaak_id), timezone.now()
    inzien.noteer(zaak, door=request.user, nu=nu)
    de_brief = brieven.brief(request.user.gemeente, met_melders(zaak), door=request.user, nu=nu)
    return _pdf(de_brief, f"brief-zaak-{zaak.pk}")


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_vertellen(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Record that the person heard what we know."""
    zaak = vind_zaak(request, zaak_id)

    def vertel(**velden: Any) -> str:
        informeren.vertel(zaak, **velden)
        return "Vastgelegd: deze persoon weet wat wij weten."

    return doe(request, zaak, "vertellen", VertelForm(request.POST), vertel)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_uitzondering(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Propose to tell nothing."""
    zaak = vind_zaak(request, zaak_id)

    def vraag(**velden: Any) -> str:
        informeren.vraag_uitzondering(zaak, **velden)
        return "Uw voorstel staat klaar. Vraag een collega om akkoord."

    return doe(request, zaak, "uitzondering", UitzonderingForm(request.POST), vraag)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_akkoord(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Agree with telling nothing."""
    zaak = vind_zaak(request, zaak_id)
    if request.method == "POST":
        try:
            informeren.ga_akkoord(zaak, door=request.user, nu=timezone.now())
        except Geweigerd as weigering:
            messages.warning(request, str(weigering), "vertellen")
        else:
            samen = "U besloot dit samen. Het staat in de geschiedenis."
            messages.success(request, samen, "vertellen")
    return terug(zaak, "vertellen")


def _pdf(inhoud: bytes, naam: str) -> HttpResponse:
    antwoord = HttpResponse(inhoud, content_type="application/pdf")
    antwoord["Content-Disposition"] = f'inline; filename="{naam}.pdf"'
    return antwoord
