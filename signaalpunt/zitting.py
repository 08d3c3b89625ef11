"""Somebody who is logged in, on a computer that others may use too.

Half an hour without a request ends the session, and no answer stays behind in the browser. The
moment of the last request is written at most once in five minutes: writing costs queries. What a
page asks by itself is nobody who works here: it names itself, and the half hour runs on.
"""

import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.http.response import HttpResponseBase

STIL = 30 * 60  # seconds
BIJWERKEN = 5 * 60  # seconds
GEZIEN = "gezien"
VANZELF = "X-Vanzelf"  # header of a request that a page makes without anybody's hand


def begin(request: HttpRequest, **_: Any) -> None:
    """Somebody logged in just now."""
    request.session[GEZIEN] = time.time()


class Zitting:
    """Middleware, directly inside that of the sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        was_ingelogd = SESSION_KEY in request.session
        if was_ingelogd:
            _houd_bij(request, time.time())
        antwoord = self.get_response(request)
        if was_ingelogd or SESSION_KEY in request.session:
            _bewaar_niet(antwoord)
        return antwoord


def was_ingelogd_als(request: HttpRequest) -> str:
    """Who was logged in until this request came too late; empty when that was nobody."""
    wie: str = getattr(request, "_was_ingelogd_als", "")
    return wie


def _houd_bij(request: HttpRequest, nu: float) -> None:
    stil = nu - request.session.get(GEZIEN, 0)
    if stil > STIL:
        request._was_ingelogd_als = request.session[SESSION_KEY]  # type: ignore[attr-defined]
        request.session.flush()
    elif stil > BIJWERKEN and VANZELF not in request.headers:
        request.session[GEZIEN] = nu


def _bewaar_niet(antwoord: HttpResponseBase) -> None:
    if "no-store" not in antwoord.get("Cache-Control", ""):
        antwoord["Cache-Control"] = "no-store"
