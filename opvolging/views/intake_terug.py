"""What was typed in an intake when its session had ended: kept until after logging in.

It waits in the session of the browser that sent it, which is stored encrypted and which logging in
takes over, for at most half an hour. Who was logged in is the only one who gets it back. When that
cannot be known any more it is whoever of a team logs in there next: that person sent it, or sat at
the same screen.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from opvolging.forms.invoer import Invoer
from signaalpunt.http import IngelogdRequest, afzender_van, gemeente_van
from signaalpunt.remmen import Rem
from signaalpunt.zitting import was_ingelogd_als

PLEK = "intake"
DUUR = timedelta(minutes=30)
HOOGSTENS = 100_000  # characters; a form that somebody fills in holds a tenth of it
REM = Rem("intake-terug", hoogstens=20, venster=timedelta(minutes=10))  # sessions for nobody


def houdt_vast(view: Callable[..., Any]) -> Callable[..., Any]:
    """What nobody is logged in to send any more is kept, before the page asks to log in."""

    @wraps(view)
    def bewaakt(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method == "POST" and not request.user.is_authenticated:
            _bewaar(request, timezone.now())
        return view(request, *args, **kwargs)

    return bewaakt


def _bewaar(request: HttpRequest, nu: datetime) -> None:
    invoer = Invoer(request.POST, gemeente=gemeente_van(request))
    getypt = invoer.antwoorden | {"sleutel": [str(invoer.sleutel)]}
    if len(json.dumps(getypt)) <= HOOGSTENS and REM.gaat_door(afzender_van(request), nu=nu):
        request.session[PLEK] = [nu.timestamp(), was_ingelogd_als(request), getypt]
        tekst = "U was uitgelogd. Log in. Wat u typte, staat er dan nog."
        messages.warning(request, tekst)


def neem(request: IngelogdRequest, *, nu: datetime) -> "MultiValueDict[str, str] | None":
    """What waited for whoever is logged in now, once; None when there is nothing."""
    if PLEK not in request.session:
        return None
    op, wie, getypt = request.session.pop(PLEK)
    is_oud = nu.timestamp() - op > DUUR.total_seconds()
    if is_oud or wie not in {"", str(request.user.pk)}:
        return None
    return MultiValueDict(getypt)
