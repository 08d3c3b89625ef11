"""Appointments on a zaak: made, called off, and taken to a calendar."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opvolging import afspreken, inzien
from opvolging.forms.afspraak import AfspraakForm
from opvolging.views.zaak import doe, team, terug, vind_zaak
from opvolging.views.zaakblad import collegas
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_afspraak(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Make an appointment with the person."""
    zaak = vind_zaak(request, zaak_id)
    form = AfspraakForm([zaak.behandelaar, *collegas(zaak)], request.POST or None)

    def maak(**velden: Any) -> str:
        afspreken.maak(zaak, **velden)
        return "De afspraak staat erbij. U kunt hem in uw agenda zetten."

    return doe(request, zaak, "afspraak", form, maak)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_afspraak_af(request: IngelogdRequest, zaak_id: int, afspraak_id: int) -> HttpResponse:
    """Call an appointment off."""
    zaak = vind_zaak(request, zaak_id)
    if request.method == "POST":
        afspraak = get_object_or_404(zaak.afspraken.select_related("zaak"), pk=afspraak_id)
        klaar = "De afspraak is afgezegd. Weet deze persoon dat? Haal hem ook uit uw agenda."
        try:
            if afspreken.zeg_af(afspraak, door=request.user, nu=timezone.now()):
                messages.success(request, klaar, "afgesproken")
        except Geweigerd as weigering:
            messages.warning(request, str(weigering), "afgesproken")
    return terug(zaak, "afgesproken")


@team
@never_cache
@require_safe
def zaak_afspraak_agenda(request: IngelogdRequest, zaak_id: int, afspraak_id: int) -> HttpResponse:
    """The appointment for the calendar of whoever asks; the look is logged."""
    zaak = vind_zaak(request, zaak_id)
    afspraak = get_object_or_404(zaak.afspraken.filter(afgezegd_op=None), pk=afspraak_id)
    inzien.noteer(zaak, door=request.user, nu=timezone.now())
    antwoord = HttpResponse(afspreken.agenda(afspraak), content_type="text/calendar; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="afspraak-zaak-{zaak.pk}.ics"'
    return antwoord
