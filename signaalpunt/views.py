"""Pages that belong to no app: the health check."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


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
