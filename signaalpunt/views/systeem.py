"""Pages that belong to no app: the health check, and where people land after logging in."""

from django.contrib.auth.decorators import login_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from signaalpunt.http import IngelogdRequest
from signaalpunt.rollen import BEGINPAGINA, Rol


def _database_antwoordt() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when web and database answer, otherwise 503; named checks, no personal data."""
    controles = {"web": True, "database": _database_antwoordt()}
    return JsonResponse(controles, status=200 if all(controles.values()) else 503)


@require_safe
def account_aanvragen(request: HttpRequest) -> HttpResponse:
    """Nobody signs up by themselves: say who makes an account."""
    return render(request, "account/aanvragen.html")


@login_required
@require_safe
def na_inloggen(request: IngelogdRequest) -> HttpResponse:
    """To the page where the work of this role begins."""
    return redirect(BEGINPAGINA[Rol(request.user.rol)])
