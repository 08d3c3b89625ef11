"""What the pages of the team ask by themselves, again and again, while somebody looks at them."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from opvolging import kijken
from opvolging.models import Zaak
from signaalpunt.http import IngelogdRequest
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
