"""The states of the pages around logging in: title, route, way and status; see toestanden."""

import json

from allauth.core.context import request_context
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from signaalpunt.models import Bericht
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.wegen import Antwoord, Weg


def _haal(naam: str) -> Weg:
    return lambda bezoeker: bezoeker.get(reverse(naam))


def _stuur(naam: str, **velden: str) -> Weg:
    return lambda bezoeker: bezoeker.post(reverse(naam), velden)


def _log_in(bezoeker: Client, wachtwoord: str = bouwers.WACHTWOORD) -> Antwoord:
    velden = {"login": "anna@voorbeeld.test", "password": wachtwoord}
    return bezoeker.post(reverse("account_login"), velden)


def _verkeerd(bezoeker: Client) -> Antwoord:
    return _log_in(bezoeker, "verkeerd")


def _te_vaak_mis(bezoeker: Client) -> Antwoord:
    with override_settings(ACCOUNT_RATE_LIMITS={"login_failed": "1/m/key"}):
        _verkeerd(bezoeker)
        return _verkeerd(bezoeker)


def _te_vaak_gevraagd(bezoeker: Client) -> Antwoord:
    with override_settings(ACCOUNT_RATE_LIMITS={"reset_password": "1/m/ip"}):
        _stuur("account_reset_password", email="anna@voorbeeld.test")(bezoeker)
        return _stuur("account_reset_password", email="anna@voorbeeld.test")(bezoeker)


def _kies(*, daarna: bool = False) -> Weg:
    """Behind the link of the mail."""

    def weg(bezoeker: Client) -> Antwoord:
        bouwers.gebruiker(email="anna@voorbeeld.test")
        _stuur("account_reset_password", email="anna@voorbeeld.test")(bezoeker)
        link = json.loads(Bericht.objects.get().gegevens)["url"]
        pagina = bezoeker.get(bezoeker.get(link)["Location"])
        fout = {"password1": "kort", "password2": "anders"}
        return bezoeker.post(pagina.request["PATH_INFO"], fout) if daarna else pagina

    return weg


def _oude_link(bezoeker: Client) -> Antwoord:
    kwargs = {"uidb36": "1", "key": "oud"}
    return bezoeker.get(reverse("account_reset_password_from_key", kwargs=kwargs))


def _tweede_stap(*, code: str | None = None) -> Weg:
    def weg(bezoeker: Client) -> Antwoord:
        gebruiker = bouwers.gebruiker(Rol.BEHEERDER, email="anna@voorbeeld.test")
        with request_context(RequestFactory().get("/")):
            TOTP.activate(gebruiker, "A" * 32)
        _log_in(bezoeker)
        adres = reverse("mfa_authenticate")
        return bezoeker.get(adres) if code is None else bezoeker.post(adres, {"code": code})

    return weg


_KIES = "account_reset_password_from_key"
INLOGGEN: dict[str, tuple[str, str, Weg, int]] = {
    "inloggen": ("Inloggen", "account_login", _haal("account_login"), 200),
    "inloggen-leeg": ("Inloggen: niets ingevuld", "account_login", _stuur("account_login"), 200),
    "inloggen-verkeerd": ("Inloggen: dat hoort niet bij elkaar", "account_login", _verkeerd, 200),
    "inloggen-te-vaak": ("Inloggen: te vaak mis", "account_login", _te_vaak_mis, 200),
    "inloggen-verlopen": ("Te lang open", "account_login", _stuur("account_login"), 403),
    "tweede-stap": ("De tweede stap", "mfa_authenticate", _tweede_stap(), 200),
    "tweede-stap-fout": ("Een code die niet klopt", "mfa_authenticate", _tweede_stap(code=""), 200),
    "uit-dienst": ("Een gesloten account", "account_inactive", _haal("account_inactive"), 200),
    "account-aanvragen": ("Een account", "account_signup", _haal("account_signup"), 200),
    "wachtwoord-vergeten": (
        "Wachtwoord vergeten", "account_reset_password", _haal("account_reset_password"), 200,
    ),
    "wachtwoord-vergeten-fout": (
        "Wachtwoord vergeten: geen adres",
        "account_reset_password", _stuur("account_reset_password"), 200,
    ),
    "wachtwoord-vergeten-te-vaak": (
        "Wachtwoord vergeten: te vaak gevraagd", "account_reset_password", _te_vaak_gevraagd, 429,
    ),
    "wachtwoord-vergeten-verstuurd": (
        "Kijk in uw e-mail",
        "account_reset_password_done", _haal("account_reset_password_done"), 200,
    ),
    "wachtwoord-kiezen": ("Een wachtwoord kiezen", _KIES, _kies(), 200),
    "wachtwoord-kiezen-fout": ("Een wachtwoord dat niet mag", _KIES, _kies(daarna=True), 200),
    "wachtwoord-oude-link": ("Een link die niet meer werkt", _KIES, _oude_link, 200),
    "wachtwoord-gekozen": (
        "Het wachtwoord is bewaard",
        "account_reset_password_from_key_done",
        _haal("account_reset_password_from_key_done"), 200,
    ),
}  # fmt: skip
