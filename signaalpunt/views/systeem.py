"""Pages that belong to no app: health, the mail of a demo, and where people land after login."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from signaalpunt import toestand
from signaalpunt.http import IngelogdRequest
from signaalpunt.postvak import lees
from signaalpunt.rollen import BEGINPAGINA, Rol


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when people are reminded, otherwise 503; named checks, no personal data.

    An engine that is silent while another does its work shows in the body only.
    """
    if not toestand.database_antwoordt():
        return JsonResponse({"web": True, "database": False}, status=503)
    stilstand = toestand.stilstand(nu=timezone.now())
    controles = {
        "web": True,
        "database": True,
        "herinneringen": stilstand.herinneringen_gaan,
        "mail": stilstand.mail_gaat,
        "programmas": not stilstand.stille_motoren,
    }
    return JsonResponse(controles, status=503 if stilstand.is_ernstig else 200)


@require_safe
def account_aanvragen(request: HttpRequest) -> HttpResponse:
    """Nobody signs up by themselves: say who makes an account."""
    return render(request, "account/aanvragen.html")


@login_required
@require_safe
def na_inloggen(request: IngelogdRequest) -> HttpResponse:
    """To the page where the work of this role begins."""
    return redirect(BEGINPAGINA[Rol(request.user.rol)])


@never_cache
@require_safe
def postvak(request: HttpRequest) -> HttpResponse:
    """The mail that this demo sent; outside a demo this page does not exist."""
    if not settings.IS_DEMO:
        raise Http404
    return render(request, "systeem/postvak.html", {"mails": lees()})


def csrf_mislukt(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or cookies are off: nothing was done.

    A view with a `herkansing` of its own shows the form again, with everything that was typed.
    """
    herkansing = getattr(request.resolver_match and request.resolver_match.func, "herkansing", None)
    if herkansing and request.resolver_match:
        antwoord: HttpResponse = herkansing(request, **request.resolver_match.kwargs)
        return antwoord
    return render(request, "403_csrf.html", status=403)
