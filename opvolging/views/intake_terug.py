"""What was typed in an intake when its session had ended: kept until after logging in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from opvolging.forms.invoer import Invoer
from opvolging.views import uitgelogd
from signaalpunt.http import IngelogdRequest, gemeente_van

PLEK = "intake"


def houdt_vast(view: Callable[..., Any]) -> Callable[..., Any]:
    """What nobody is logged in to send any more is kept, before the page asks to log in."""

    @wraps(view)
    def bewaakt(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method == "POST" and not request.user.is_authenticated:
            _bewaar(request)
        return view(request, *args, **kwargs)

    return bewaakt


def _bewaar(request: HttpRequest) -> None:
    invoer = Invoer(request.POST, gemeente=gemeente_van(request))
    getypt = invoer.antwoorden | {"sleutel": [str(invoer.sleutel)]}
    if uitgelogd.bewaar(request, PLEK, getypt, nu=timezone.now()):
        tekst = "U was uitgelogd. Log in. Wat u typte, staat er dan nog."
        messages.warning(request, tekst)


def neem(request: IngelogdRequest) -> "MultiValueDict[str, str] | None":
    """What waited for whoever is logged in now, once; None when there is nothing."""
    getypt = uitgelogd.neem(request, PLEK, nu=timezone.now())
    return None if getypt is None else MultiValueDict(getypt)
