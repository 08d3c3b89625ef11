"""A button of a language that belongs to a form, so that the page keeps what was typed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


def is_gevraagd(request: HttpRequest) -> bool:
    """Whether such a button was pressed; from then on this request speaks that language."""
    taal = request.POST.get("wissel_taal")
    if taal not in dict(settings.LANGUAGES):
        return False
    translation.activate(translation.get_supported_language_variant(taal))
    return True


def onthoud(antwoord: HttpResponse) -> HttpResponse:
    """Let the browser keep the language of now."""
    antwoord.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        translation.get_language(),
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )
    return antwoord
