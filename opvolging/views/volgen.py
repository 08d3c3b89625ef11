"""The page behind the volgcode."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meldingen.velden import ONZICHTBAAR
from opvolging.volgen import stand
from signaalpunt.http import afzender_van
from signaalpunt.remmen import Rem

REM = Rem("volgen", hoogstens=20, venster=timedelta(minutes=10))
LANGSTE_CODE = 100  # characters, with room for spaces; longer is read no further


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def volgen(request: HttpRequest) -> HttpResponse:
    """Ask for a code and tell how far it is.

    What was typed is not shown again: unknown, expired and malformed codes get the same answer.
    """
    if request.method != "POST":
        return render(request, "meldingen/volgen.html")
    if not REM.gaat_door(afzender_van(request), nu=timezone.now()):
        return render(request, "meldingen/volgen.html", {"is_te_druk": True}, status=429)
    code = ONZICHTBAAR.sub("", request.POST.get("code", "")[:LANGSTE_CODE])
    gevonden = stand(code)
    inhoud = {"stand": gevonden, "is_onbekend": gevonden is None}
    status = 422 if gevonden is None else 200
    return render(request, "meldingen/volgen.html", inhoud, status=status)
