"""What the pages of the team ask by themselves, again and again, while somebody looks at them."""

import hashlib

from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from opvolging import kijken, nieuws
from opvolging.models import Zaak
from signaalpunt.http import IngelogdRequest, nummer_van
from signaalpunt.rollen import TEAM, rol_vereist


@rol_vereist(*TEAM)
@never_cache
@require_POST
def zaak_kijken(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Say that this zaak is open here, and hear who else has it open."""
    zaak = get_object_or_404(Zaak.objects.zichtbaar_voor(request.user), pk=zaak_id)
    nu = timezone.now()
    kijken.kijk(zaak, door=request.user, nu=nu)
    wie = kijken.wie_kijkt(request.user, nu=nu, zaak=zaak)
    return JsonResponse({"wie": wie.get(zaak.pk, "")})


@rol_vereist(*TEAM)
@never_cache
@require_safe
def werkvoorraad_nieuws(request: IngelogdRequest) -> HttpResponseBase:
    """Whether the list changed, and who has which zaak open; an empty 304 when all is the same."""
    nu, sinds = timezone.now(), nummer_van(request.GET.get("sinds", ""))
    het_nieuws = nieuws.nieuws(request.user, sinds=sinds, nu=nu)
    kijkers = kijken.wie_kijkt(request.user, nu=nu)
    antwoord = JsonResponse(
        {
            "versie": het_nieuws.versie,
            "laatste": het_nieuws.laatste,
            "nieuw": het_nieuws.aantal_nieuw,
            "kijkers": {reverse("zaak", args=[pk]): wie for pk, wie in kijkers.items()},
        }
    )
    etag = f'"{hashlib.sha256(antwoord.content).hexdigest()[:32]}"'
    antwoord["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=antwoord) or antwoord
