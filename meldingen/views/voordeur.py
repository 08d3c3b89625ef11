"""The front page. The doors themselves start a clock and live in `opvolging.views.melden`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def voordeur(request: HttpRequest) -> HttpResponse:
    """The doors, the phone number, the crisis numbers."""
    return render(request, "meldingen/voordeur.html")
