"""What can be printed for the person of a zaak: what the law says that we tell, and a letter."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from opvolging import brieven, inzien
from opvolging.views.zaak import team, vind_zaak
from opvolging.zaakbeeld import met_melders
from signaalpunt.http import IngelogdRequest


@team
@never_cache
@require_safe
def zaak_informatie(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """What somebody must hear whose data we have from somebody else, to hand over or to send."""
    zaak = vind_zaak(request, zaak_id)
    blad = brieven.informatieblad(request.user.gemeente, met_melders(zaak), nu=timezone.now())
    return _pdf(blad, f"informatie-zaak-{zaak.pk}")


@team
@never_cache
@require_safe
def zaak_brief(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """A letter to somebody whom nobody could reach; looking at it is logged like the page."""
    zaak, nu = vind_zaak(request, zaak_id), timezone.now()
    inzien.noteer(zaak, door=request.user, nu=nu)
    de_brief = brieven.brief(request.user.gemeente, met_melders(zaak), door=request.user, nu=nu)
    return _pdf(de_brief, f"brief-zaak-{zaak.pk}")


def _pdf(inhoud: bytes, naam: str) -> HttpResponse:
    antwoord = HttpResponse(inhoud, content_type="application/pdf")
    antwoord["Content-Disposition"] = f'inline; filename="{naam}.pdf"'
    return antwoord
