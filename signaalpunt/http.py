"""Typed requests for views, which gemeente a request is for, and from where it comes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from signaalpunt.models import Gebruiker, Gemeente


class IngelogdRequest(HttpRequest):
    """A request of somebody who logged in; views behind `rol_vereist` get this one."""

    user: Gebruiker


def gemeente_van(request: HttpRequest) -> Gemeente:
    """The only gemeente, or the one whose host name was asked for, or that of who logged in.

    Without any gemeente an empty one, so that a page on a fresh installation still opens. Raises
    Http404 when there are more and none has this host name: the wrong one must get no melding.
    """
    if not hasattr(request, "_gemeente"):
        gemeenten = list(Gemeente.objects.order_by("pk")) or [Gemeente(naam="", telefoon="")]
        gekozen = gemeenten[0] if len(gemeenten) == 1 else _met_hostnaam(request, gemeenten)
        request._gemeente = gekozen  # type: ignore[attr-defined]
    return request._gemeente  # type: ignore[attr-defined,no-any-return]


def _met_hostnaam(request: HttpRequest, gemeenten: list[Gemeente]) -> Gemeente:
    host = request.get_host().partition(":")[0].lower()
    if passend := [gemeente for gemeente in gemeenten if gemeente.hostnaam.lower() == host]:
        return passend[0]
    wie = getattr(request, "user", None)
    if isinstance(wie, Gebruiker):
        return wie.gemeente
    # The page that says so looks for a gemeente too.
    request._gemeente = Gemeente(naam="", telefoon="")  # type: ignore[attr-defined]
    raise Http404("geen gemeente heeft deze hostnaam")


def nog_niets_gedaan(request: HttpRequest, naar: str, **plaatsen: Any) -> HttpResponse:
    """To the page with the button, for who came to an act by its address: that does nothing.

    So does somebody who was logged out in between, and now would think that it was done.
    """
    messages.warning(request, "Er is nog niets gedaan. Druk op de knop om het alsnog te doen.")
    antwoord: HttpResponse = redirect(naar, **plaatsen)
    return antwoord


def onvindbaar(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a page behind a secret address: it stays in no cache and in no search engine."""

    @wraps(view)
    def met_kop(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        antwoord = view(request, *args, **kwargs)
        antwoord["X-Robots-Tag"] = "noindex, nofollow"
        return antwoord

    return never_cache(met_kop)


def nummer_van(tekst: str) -> int:
    """What was posted as a primary key; 0, which nothing has, for anything else."""
    return int(tekst) if tekst.isdecimal() and len(tekst) < 19 else 0


def afzender_van(request: HttpRequest) -> str:
    """Network address of the visitor: what the last of our own AANTAL_PROXYS proxies saw."""
    langs = request.headers.get("X-Forwarded-For", "").split(",")
    adressen: list[str] = [*filter(None, langs), request.META["REMOTE_ADDR"]]
    plaats: int = max(-1 - settings.AANTAL_PROXYS, -len(adressen))
    return adressen[plaats].strip()
