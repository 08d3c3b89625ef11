"""A short-lived secret of one page, in an encrypted cookie.

A volgcode travels so: never in an address, which lands in logs and histories, and never in a
session, which is stored.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from signaalpunt.versleuteling import Onleesbaar, uit_koek, voor_koek


@dataclass(frozen=True)
class Koek:
    """A cookie that only the pages below route `pagina` get, for at most `duur`."""

    pagina: str
    duur: timedelta

    def geef_mee(self, antwoord: HttpResponse, inhoud: Any, *, nu: datetime) -> None:
        """Let `antwoord` carry `inhoud`, which fits in JSON."""
        antwoord.set_cookie(
            self.pagina,
            voor_koek(json.dumps([nu.timestamp(), inhoud]), self.pagina),
            max_age=self.duur,
            path=reverse(self.pagina),
            secure=not settings.IS_DEMO,
            httponly=True,
            samesite="Lax",
        )

    def lees(self, request: HttpRequest, *, nu: datetime) -> Any:
        """What the browser sent back; None when there is nothing, it is too old or not ours."""
        waarde = request.COOKIES.get(self.pagina, "")
        try:
            op, inhoud = json.loads(uit_koek(waarde, self.pagina))
        except Onleesbaar:
            return None
        return inhoud if nu.timestamp() - op < self.duur.total_seconds() else None

    def haal_weg(self, antwoord: HttpResponse) -> None:
        """Let the browser forget it."""
        antwoord.delete_cookie(self.pagina, path=reverse(self.pagina))
