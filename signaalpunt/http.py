"""Typed requests for views, which gemeente a request is for, and from where it comes."""

from django.conf import settings
from django.http import HttpRequest

from signaalpunt.models import Gebruiker, Gemeente


class IngelogdRequest(HttpRequest):
    """A request of somebody who logged in; views behind `rol_vereist` get this one."""

    user: Gebruiker


def gemeente_van(request: HttpRequest) -> Gemeente:
    """The gemeente of this visitor: the only one, or the one whose host name was asked for.

    Without any gemeente an empty one, so that a page on a fresh installation still opens.
    """
    if not hasattr(request, "_gemeente"):
        gemeenten = list(Gemeente.objects.order_by("pk"))
        host = request.get_host().partition(":")[0]
        passend = [gemeente for gemeente in gemeenten if gemeente.hostnaam == host]
        gekozen = (passend or gemeenten or [Gemeente(naam="", telefoon="")])[0]
        request._gemeente = gekozen  # type: ignore[attr-defined]
    return request._gemeente  # type: ignore[attr-defined,no-any-return]


def afzender_van(request: HttpRequest) -> str:
    """Network address of the visitor: what the last of our own AANTAL_PROXYS proxies saw."""
    langs = request.headers.get("X-Forwarded-For", "").split(",")
    adressen: list[str] = [*filter(None, langs), request.META["REMOTE_ADDR"]]
    plaats: int = max(-1 - settings.AANTAL_PROXYS, -len(adressen))
    return adressen[plaats].strip()
