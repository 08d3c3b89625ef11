"""Organisation and function of a professional, remembered on the own device and only when asked.

The cookie is signed, goes to the door for professionals alone and never holds a way to reach
somebody.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

KOEK = "organisatie"
DUUR = timedelta(days=365)
VELDEN = ("organisatie", "functie")


def lees(request: HttpRequest) -> dict[str, str]:
    """What this device remembers; nothing when it is too old or was changed."""
    try:
        waarden = signing.loads(request.COOKIES.get(KOEK, ""), salt=KOEK, max_age=DUUR)
    except signing.BadSignature:
        return {}
    return dict(zip(VELDEN, waarden, strict=True))


def onthoud(antwoord: HttpResponse, gegevens: Mapping[str, str]) -> None:
    """Let the device keep the two answers."""
    antwoord.set_cookie(
        KOEK,
        signing.dumps([gegevens[naam] for naam in VELDEN], salt=KOEK, compress=True),
        max_age=DUUR,
        path=reverse("melden_als_professional"),
        secure=not settings.IS_DEMO,
        httponly=True,
        samesite="Lax",
    )


def vergeet(antwoord: HttpResponse) -> None:
    """Take the cookie away."""
    antwoord.delete_cookie(KOEK, path=reverse("melden_als_professional"))
