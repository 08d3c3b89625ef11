"""The front page. The doors themselves start a clock and live in `opvolging.views.melden`."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meldingen import buurtkaart as tekening
from signaalpunt.http import gemeente_van


@require_safe
def voordeur(request: HttpRequest) -> HttpResponse:
    """The doors, the phone number, the crisis numbers."""
    return render(request, "meldingen/voordeur.html")


@require_safe
def buurtkaart(request: HttpRequest) -> HttpResponse:
    """The buurten as a drawing, fetched only by who wants to point at one."""
    code = gemeente_van(request).code
    if not tekening.heeft_kaart(code):
        raise Http404("deze gemeente heeft geen kaart")
    antwoord = HttpResponse(tekening.kaart(code), content_type="image/svg+xml")
    antwoord["Cache-Control"] = "max-age=86400"
    return antwoord
