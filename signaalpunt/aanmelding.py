"""How people log in: allauth, with four choices of ours.

Accounts are made by the beheerder, so nobody signs up; mail leaves as a Bericht row, so that a
login page never waits for a mail server; what makes a second factor is stored encrypted; and
the accounts of a demo, whose password everybody may know, are closed in production.
"""

import uuid
from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from signaalpunt import post
from signaalpunt.ingebouwd.omgeving import DEMO_DOMEIN
from signaalpunt.models import Gebruiker
from signaalpunt.versleuteling import ontsleutel, versleutel

HERSTELMAIL = "account/email/password_reset_key"
TWEEDE_FACTOR = "mfa"  # what the secrets are bound to; allauth does not tell whose they are


def mag_erin(gebruiker: Gebruiker) -> bool:
    """Whether this account may be used in this installation."""
    return settings.IS_DEMO or not gebruiker.email.lower().endswith(f"@{DEMO_DOMEIN}")


class Toegang(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Asked at every login, and at every request of somebody who is logged in."""

    def user_can_authenticate(self, user: Gebruiker) -> bool:
        return bool(super().user_can_authenticate(user)) and mag_erin(user)

    def get_user(self, user_id: int) -> Gebruiker | None:
        """Who is logged in, with the gemeente: every page behind a role shows it."""
        gebruiker = Gebruiker.objects.select_related("gemeente").filter(pk=user_id).first()
        return gebruiker if gebruiker and self.user_can_authenticate(gebruiker) else None


class Aanmelding(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Our answers to allauth's questions."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Dit e-mailadres en wachtwoord horen niet bij elkaar."),
        "too_many_login_attempts": _(
            "Dit ging te vaak mis. Probeer het over een paar minuten weer."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Gebruiker | None:
        """Also returns people who left, whom allauth tells so; an account of a demo is nobody."""
        gebruiker: Gebruiker | None = super().authenticate(request, **credentials)
        return gebruiker if gebruiker and mag_erin(gebruiker) else None

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Lay a reset mail ready for the sweep; allauth's other mails do not exist here."""
        if template_prefix != HERSTELMAIL:
            return
        gebruiker: Gebruiker = context["user"]
        post.leg_klaar(
            gemeente=gebruiker.gemeente,
            soort="wachtwoord_herstellen",
            aan=email,
            gegevens={"url": context["password_reset_url"]},
            sleutel=f"wachtwoord-{gebruiker.pk}-{uuid.uuid4()}",
            nu=timezone.now(),
        )


class TweedeFactor(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets of second factors, at rest like every personal value."""

    def encrypt(self, text: str) -> str:
        return str(versleutel(text, TWEEDE_FACTOR))

    def decrypt(self, encrypted_text: str) -> str:
        return ontsleutel(encrypted_text, TWEEDE_FACTOR)


def nodig_uit(gebruiker: Gebruiker, request: HttpRequest, *, nu: datetime) -> None:
    """Mail a new account the link with which it chooses a password."""
    sleutel = f"{user_pk_to_url_str(gebruiker)}-{default_token_generator.make_token(gebruiker)}"
    post.leg_klaar(
        gemeente=gebruiker.gemeente,
        soort="uitnodiging",
        aan=gebruiker.email,
        gegevens={
            "url": Aanmelding(request).get_reset_password_from_key_url(sleutel),
            "telefoon": gebruiker.gemeente.telefoon,
        },
        sleutel=f"uitnodiging-{gebruiker.pk}-{uuid.uuid4()}",
        nu=nu,
    )
