"""What we say about ourselves: privacy, accessibility, and where a leak can be reported."""

from datetime import UTC, datetime, time, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from signaalpunt.http import gemeente_van
from signaalpunt.models import Gemeente
from signaalpunt.post import adres
from signaalpunt.zoekhash import e164

GELDIG = timedelta(days=180)  # RFC 9116 asks for less than a year


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Who keeps what, why and how long, and which rights somebody has."""
    return render(request, "meldingen/privacy.html")


@require_safe
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    """The statement of accessibility, as the Dutch model asks it; without a study it says so."""
    return render(request, "meldingen/toegankelijkheid.html")


def _contact(gemeente: Gemeente) -> str:
    if gemeente.beveiligingscontact:
        return f"mailto:{gemeente.beveiligingscontact}"
    if nummer := e164(gemeente.telefoon):
        return f"tel:{nummer}"
    raise Http404("er is geen adres voor wie een lek vindt")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116; a day's file stays the same, and it expires long before it is old."""
    gemeente = gemeente_van(request)
    verloopt = datetime.combine(timezone.now().astimezone(UTC) + GELDIG, time(), tzinfo=UTC)
    regels = [
        f"Contact: {_contact(gemeente)}",
        f"Expires: {verloopt:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {adres(gemeente, reverse('security_txt'))}",
    ]
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")
