"""After sending: the volgcode, shown once more for a quarter of an hour, then nowhere.

It travels from the door to this page in an encrypted cookie: never in an address, which lands in
logs and histories, and never in a session, which is stored.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meldingen.models import Deur, Melding
from meldingen.vindplaatsen import Samen, samen_gemeld
from meldingen.volgcode import volgcode
from signaalpunt.http import gemeente_van
from signaalpunt.versleuteling import Onleesbaar, ontsleutel, versleutel

KOEK = "bedankt"
DUUR = timedelta(minutes=15)


@dataclass(frozen=True)
class Dank:
    """What the page may know of the melding."""

    volgcode: str
    is_jeugd: bool
    met_email: bool
    is_professional: bool = False
    vindplaats_id: int | None = None

    @classmethod
    def voor(cls, melding: Melding) -> "Dank":
        """Of a melding that was just received."""
        return cls(
            volgcode=volgcode(melding.sleutel),
            is_jeugd=melding.is_jeugd,
            met_email=melding.terugkoppeling == "email",
            is_professional=melding.deur == Deur.PROFESSIONAL,
            vindplaats_id=melding.vindplaats_id,
        )

    @property
    def groepen(self) -> list[str]:
        """The code in pieces that a line may break between."""
        *begin, eind = self.volgcode.split("-")
        return [*(f"{groep}-" for groep in begin), eind]


def geef_mee(antwoord: HttpResponse, dank: Dank, *, nu: datetime) -> None:
    """Let `antwoord` carry the code to the page of thanks."""
    inhoud = json.dumps([nu.timestamp(), asdict(dank)])
    antwoord.set_cookie(
        KOEK,
        versleutel(inhoud, KOEK).replace("/", "_").replace("=", "-"),
        max_age=DUUR,
        path=reverse("bedankt"),
        secure=not settings.IS_DEMO,
        httponly=True,
        samesite="Lax",
    )


def _lees(request: HttpRequest, nu: datetime) -> Dank | None:
    koek = request.COOKIES.get(KOEK, "").replace("_", "/").replace("-", "=")
    try:
        op, velden = json.loads(ontsleutel(koek, KOEK))
    except Onleesbaar:
        return None
    return Dank(**velden) if nu.timestamp() - op < DUUR.total_seconds() else None


def _samen(request: HttpRequest, dank: Dank | None, nu: datetime) -> Samen | None:
    """For a professional: how many meldingen came in together with this one."""
    if not (dank and dank.is_professional):
        return None
    return samen_gemeld(gemeente_van(request).pk, dank.vindplaats_id, timezone.localdate(nu).year)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bedankt(request: HttpRequest) -> HttpResponse:
    """The code and what happens next; with `Ik heb de code bewaard` the code leaves the browser."""
    if request.method == "POST":
        antwoord: HttpResponse = redirect("bedankt")
        antwoord.delete_cookie(KOEK, path=reverse("bedankt"))
        return antwoord
    nu = timezone.now()
    dank = _lees(request, nu)
    inhoud = {"dank": dank, "samen": _samen(request, dank, nu)}
    return render(request, "meldingen/bedankt.html", inhoud)
