"""The link of a vindplaats: count that it was opened, and open the right door.

Counted is a number per day. No cookie is set and no address is read; a browser or program that
only looks ahead is not a visit.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from meldingen.models import Deur
from meldingen.vindplaatsen import tel_bezoek, vind
from signaalpunt.http import gemeente_van

ROUTES = {
    Deur.MIJZELF: "melden_voor_mijzelf",
    Deur.IEMAND_ANDERS: "melden_voor_iemand_anders",
    Deur.PROFESSIONAL: "melden_als_professional",
}
VOORUIT = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
VOORPROEVERS = ("bot", "crawl", "spider", "preview", "whatsapp", "facebookexternalhit")


def _is_bezoek(request: HttpRequest) -> bool:
    """Whether a person opens the link, as far as the request itself says."""
    if request.method != "GET":
        return False
    doelen = [request.headers.get(naam, "").lower() for naam in VOORUIT]
    programma = request.headers.get("User-Agent", "").lower()
    return not (
        any(woord in doel for doel in doelen for woord in ("prefetch", "prerender", "preview"))
        or any(woord in programma for woord in VOORPROEVERS)
    )


@never_cache
@require_safe
def kom_binnen(request: HttpRequest, code: str) -> HttpResponse:
    """To the door of this vindplaats; unknown and stopped codes look the same."""
    vindplaats = vind(gemeente_van(request), code)
    if vindplaats is None or not vindplaats.is_actief:
        return render(request, "meldingen/onbekende_kaart.html", status=404)
    if _is_bezoek(request):
        tel_bezoek(vindplaats, timezone.localdate())
    deur = reverse(ROUTES[Deur(vindplaats.deur)])
    return HttpResponseRedirect(f"{deur}?{urlencode({'vindplaats': vindplaats.leescode})}")
