"""What this browser sent a short while ago, so that Back and Send again makes no second melding.

Back fetches the form anew, with another key, while the browser fills in what was typed. An
encrypted cookie keeps the key and a keyed hash of the content of the last few; the same content
from the same browser then goes under the key it had, and gives the same page of thanks. Other
content is another melding, and so is the same content from another browser. What was withdrawn or
closed since is not used again: see `aannemen.neem_opnieuw_aan`.
"""

import json
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from signaalpunt.versleuteling import Onleesbaar, uit_koek, voor_koek

KOEK = "verstuurd"
PAD = "/melden/"
DUUR = timedelta(minutes=30)
HOOGSTENS = 5  # a cookie holds little

Regels = list[list[str]]  # until when (seconds), key, hash of the content


def _lees(request: HttpRequest, nu: datetime) -> Regels:
    try:
        regels: Regels = json.loads(uit_koek(request.COOKIES.get(KOEK, ""), KOEK))
    except Onleesbaar:
        return []
    return [regel for regel in regels if float(regel[0]) > nu.timestamp()]


def sleutel_van(request: HttpRequest, inhoud_hash: str, *, nu: datetime) -> UUID | None:
    """Under which key this browser sent the same a short while ago."""
    for _, sleutel, hash_ in _lees(request, nu):
        if hash_ == inhoud_hash:
            return UUID(sleutel)
    return None


def is_enige(request: HttpRequest, sleutel: UUID, *, nu: datetime) -> bool:
    """Whether this browser sent nothing else a short while ago."""
    return all(regel[1] == str(sleutel) for regel in _lees(request, nu))


def onthoud(
    request: HttpRequest, antwoord: HttpResponse, sleutel: UUID, inhoud_hash: str, *, nu: datetime
) -> None:
    """Let this browser know, for a short while, that it sent this."""
    andere = [regel for regel in _lees(request, nu) if regel[1] != str(sleutel)]
    nieuw = [str((nu + DUUR).timestamp()), str(sleutel), inhoud_hash]
    inhoud = json.dumps([*andere, nieuw][-HOOGSTENS:])
    antwoord.set_cookie(
        KOEK,
        voor_koek(inhoud, KOEK),
        max_age=DUUR,
        path=PAD,
        secure=not settings.IS_DEMO,
        httponly=True,
        samesite="Lax",
    )
