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
    """A cookie that only the pages below route `pagina` get, for at most `duur`.

    A page that can be open several times has one for each `deel`.
    """

    pagina: str
    duur: timedelta

    def _naam(self, deel: str) -> str:
        return f"{self.pagina}-{deel}" if deel else self.pagina

    def geef_mee(
        self, antwoord: HttpResponse, inhoud: Any, *, nu: datetime, deel: str = ""
    ) -> None:
        """Let `antwoord` carry `inhoud`, which fits in JSON."""
        naam = self._naam(deel)
        antwoord.set_cookie(
            naam,
            voor_koek(json.dumps([nu.timestamp(), inhoud]), naam),
            max_age=self.duur,
            path=reverse(self.pagina),
            secure=not settings.IS_DEMO,
            httponly=True,
            samesite="Lax",
        )

    def _gelezen(self, request: HttpRequest, naam: str, nu: datetime) -> tuple[float, Any] | None:
        try:
            op, inhoud = json.loads(uit_koek(request.COOKIES.get(naam, ""), naam))
        except Onleesbaar:
            return None
        return (op, inhoud) if nu.timestamp() - op < self.duur.total_seconds() else None

    def lees(self, request: HttpRequest, *, nu: datetime) -> Any:
        """What the browser sent back; None when there is nothing, it is too old or not ours."""
        gelezen = self._gelezen(request, self.pagina, nu)
        return gelezen[1] if gelezen else None

    def delen(self, request: HttpRequest, *, nu: datetime) -> dict[str, Any]:
        """Of every part what the browser sent back, the newest first."""
        begin = f"{self.pagina}-"
        gevonden = {
            naam.removeprefix(begin): gelezen
            for naam in request.COOKIES
            if naam.startswith(begin) and (gelezen := self._gelezen(request, naam, nu))
        }
        volgorde = sorted(gevonden, key=lambda deel: gevonden[deel][0], reverse=True)
        return {deel: gevonden[deel][1] for deel in volgorde}

    def haal_weg(self, antwoord: HttpResponse, deel: str = "") -> None:
        """Let the browser forget it."""
        antwoord.delete_cookie(self._naam(deel), path=reverse(self.pagina))
