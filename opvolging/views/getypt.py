"""What was typed for an act that did not arrive: it lies in its form again, to be sent once more.

It did not arrive because the session had ended, or the page was open for too long. The first waits
in the session of the browser until somebody logs in (`uitgelogd`); the second came along just now.
Nothing is done with it before somebody presses the button again. A page shows it with `leg_terug`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render

from opvolging.views import uitgelogd
from signaalpunt.http import IngelogdRequest

PLEK = "getypt"
WAS_UITGELOGD = (
    "U was uitgelogd. Er is nog niets vastgelegd. Wat u typte, staat er nog. Lees het na, en "
    "verstuur het nog een keer."
)
WAS_TE_LANG_OPEN = (
    "Deze pagina was te lang open. Er is nog niets vastgelegd. Wat u typte, staat er nog. Verstuur "
    "het nog een keer."
)


def houd_vast(request: HttpRequest, *, nu: datetime) -> None:
    """Before the page asks to log in: keep what nobody is logged in to send any more."""
    wat = [request.path, request.POST.urlencode()]
    if uitgelogd.bewaar(request, PLEK, wat, nu=nu):
        messages.warning(request, "U was uitgelogd. Log in. Dan gaat u verder waar u was.")


def neem(request: IngelogdRequest, *, nu: datetime) -> None:
    """Let `leg_terug` find what waited for this page."""
    if PLEK not in request.session or request.session[PLEK][-1][0] != request.path:
        return
    if gewacht := uitgelogd.neem(request, PLEK, nu=nu):
        request.getypt = QueryDict(gewacht[1]), WAS_UITGELOGD  # type: ignore[attr-defined]


def wacht(request: IngelogdRequest) -> QueryDict | None:
    """What is to be shown again; None mostly."""
    getypt: tuple[QueryDict, str] | None = getattr(request, "getypt", None)
    return getypt[0] if getypt else None


def is_onbekend(request: IngelogdRequest) -> bool:
    """Whether it came without a token that holds, so perhaps from a page that is not ours."""
    getypt: tuple[QueryDict, str] | None = getattr(request, "getypt", None)
    return getypt is not None and getypt[1] == WAS_TE_LANG_OPEN


def leg_terug(request: IngelogdRequest, form: forms.BaseForm) -> bool:
    """Show in `form` what was typed, and say why it was not done; whether there was anything."""
    getypt: tuple[QueryDict, str] | None = getattr(request, "getypt", None)
    if getypt is None:
        return False
    form.data, form.is_bound = getypt[0], True
    form.full_clean()
    form.add_error(None, getypt[1])
    request.is_teruggelegd = True  # type: ignore[attr-defined]
    return True


def met_herkansing(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view that shows again what came from a page that was open for too long."""

    def herkansing(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _te_lang_open(request)
        request.getypt, request.POST, request.method = (
            (request.POST, WAS_TE_LANG_OPEN),
            QueryDict(),
            "GET",
        )
        antwoord = view(request, *args, **kwargs)
        return antwoord if hasattr(request, "is_teruggelegd") else _te_lang_open(request)

    view.herkansing = herkansing  # type: ignore[attr-defined]  # see systeem.csrf_mislukt
    return view


def _te_lang_open(request: HttpRequest) -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
