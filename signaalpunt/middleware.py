"""What holds for every request: its language, what it may use, in production a second factor.

Pages are Dutch, unless somebody chose English on a public page. What a browser says it prefers is
not asked: the same address shows everybody the same page.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers

# Pages that are needed to get a second factor, or to leave.
ZONDER_TWEEDE_FACTOR = ("account_", "mfa_", "healthz")


def _heeft_tweede_factor(request: HttpRequest) -> bool:
    stappen = get_authentication_records(request, request.user)
    return any(stap.get("method") == "mfa" for stap in stappen) or is_mfa_enabled(request.user)


class TweedeFactor:
    """Send people who logged in without a second factor to the page that sets one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """None lets the view answer."""
        naam = resolve(request.path_info).url_name or ""
        if naam.startswith(ZONDER_TWEEDE_FACTOR) or not request.user.is_authenticated:
            return None
        return None if _heeft_tweede_factor(request) else redirect("mfa_activate_totp")


class Mogelijkheden:
    """Tell browsers, with every answer, that no page needs camera, microphone or place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        antwoord = self.get_response(request)
        antwoord["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        return antwoord


class TaalVanKeuze:
    """Middleware: the language of the cookie; pages behind a login are Dutch."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        gekozen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        bekend = gekozen in dict(settings.LANGUAGES)
        with translation.override(gekozen if bekend else settings.LANGUAGE_CODE):
            antwoord = self.get_response(request)
            antwoord.headers.setdefault("Content-Language", translation.get_language() or "")
        patch_vary_headers(antwoord, ("Cookie",))
        return antwoord

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if hasattr(view, "rollen"):
            translation.activate(settings.LANGUAGE_CODE)
