"""Logging in: e-mail and password, a second factor in production, and nobody signs up."""

import json
import re
from datetime import timedelta

import pytest
from allauth.core.context import request_context
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as tellers
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from signaalpunt.aanmelding import nodig_uit
from signaalpunt.models import Bericht, Gebruiker
from signaalpunt.rollen import BEGINPAGINA, Rol
from tests import bouwers

pytestmark = pytest.mark.django_db

PRODUCTIE = "signaalpunt.middleware.TweedeFactor"


@pytest.fixture
def in_productie(settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, PRODUCTIE]


def log_in(client: Client, gebruiker: Gebruiker, wachtwoord: str = bouwers.WACHTWOORD):
    return client.post(reverse("account_login"), {"login": gebruiker.email, "password": wachtwoord})


def test_somebody_with_the_right_password_lands_where_the_work_begins(client):
    antwoord = log_in(client, bouwers.gebruiker(Rol.BEHEERDER))
    assert antwoord.url == reverse("na_inloggen")
    assert client.get(antwoord.url).url == reverse(BEGINPAGINA[Rol.BEHEERDER])


def test_the_login_address_may_be_typed_in_capitals(client):
    gebruiker = bouwers.gebruiker(email="anna@voorbeeld.test")
    gebruiker.email = "ANNA@voorbeeld.test"
    assert log_in(client, gebruiker).status_code == 302


def test_a_wrong_password_is_refused_and_the_address_stays_typed(client):
    gebruiker = bouwers.gebruiker()
    antwoord = log_in(client, gebruiker, "niet dit wachtwoord")
    assert antwoord.status_code == 200
    assert gebruiker.email in antwoord.text
    assert "niet dit wachtwoord" not in antwoord.text


def test_somebody_who_left_is_not_let_in(client):
    antwoord = log_in(client, bouwers.gebruiker(is_active=False))
    assert antwoord.url == reverse("account_inactive")


def test_nobody_signs_up(client):
    aantal = Gebruiker.objects.count()
    pad = reverse("account_signup")
    assert "van uw beheerder" in client.get(pad).text
    assert client.post(pad, {"email": "x@voorbeeld.test"}).status_code == 405
    assert Gebruiker.objects.count() == aantal


def test_a_forgotten_password_lays_one_mail_ready_and_its_link_works(client):
    gebruiker = bouwers.gebruiker()
    client.post(reverse("account_reset_password"), {"email": gebruiker.email})
    bericht = Bericht.objects.get()
    assert bericht.soort == "wachtwoord_herstellen"
    assert bericht.aan == gebruiker.email

    antwoord = client.get(json.loads(bericht.gegevens)["url"], follow=True)
    nieuw = "een nieuwe lange zin"
    client.post(antwoord.request["PATH_INFO"], {"password1": nieuw, "password2": nieuw})
    assert log_in(Client(), gebruiker, nieuw).status_code == 302


def test_a_forgotten_password_of_nobody_says_the_same_and_mails_nothing(client):
    bekend = bouwers.gebruiker()
    pad = reverse("account_reset_password")
    antwoorden = [
        client.post(pad, {"email": email}, follow=True)
        for email in (bekend.email, "onbekend@voorbeeld.test")
    ]
    zonder_token = {re.sub('value="[^"]{64}"', "", antwoord.text) for antwoord in antwoorden}
    assert len(zonder_token) == 1
    assert Bericht.objects.count() == 1


def test_an_old_link_says_what_to_do(client):
    pad = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "oud"})
    assert "werkt niet meer" in client.get(pad).text


@pytest.mark.usefixtures("in_productie")
def test_in_production_a_password_alone_leads_to_setting_up_a_second_factor(client):
    client.force_login(bouwers.gebruiker(Rol.BEHEERDER))
    assert client.get(reverse("beheer")).url == reverse("mfa_activate_totp")


@pytest.mark.usefixtures("in_productie")
def test_in_production_a_second_factor_opens_the_work(client):
    gebruiker = bouwers.gebruiker(Rol.BEHEERDER)
    TOTP.activate(gebruiker, "A" * 32)
    client.force_login(gebruiker)
    assert client.get(reverse("beheer")).status_code == 200


@pytest.mark.usefixtures("in_productie")
def test_in_production_the_public_pages_and_the_health_check_ask_nothing(client, maastricht):
    assert client.get(reverse("voordeur")).status_code == 200
    assert client.get(reverse("healthz")).status_code == 200


@pytest.mark.usefixtures("in_productie")
def test_a_password_with_a_second_factor_still_asks_for_the_code(client):
    gebruiker = bouwers.gebruiker(Rol.BEHEERDER)
    TOTP.activate(gebruiker, "A" * 32)
    assert log_in(client, gebruiker).url == reverse("mfa_authenticate")
    assert client.get(reverse("beheer")).status_code == 302


def test_the_password_is_kept_with_argon2():
    assert bouwers.gebruiker().password.startswith("argon2")


def test_many_wrong_passwords_are_slowed_down(client):
    gebruiker = bouwers.gebruiker()
    with override_settings(ACCOUNT_RATE_LIMITS={"login_failed": "3/m/key"}):
        for _ in range(3):
            log_in(client, gebruiker, "verkeerd")
        antwoord = log_in(client, gebruiker)
    assert antwoord.status_code == 200
    assert "_auth_user_id" not in client.session


def test_setting_up_a_second_factor_leaves_no_readable_secret_in_the_database(client, settings):
    settings.MFA_TOTP_TOLERANCE = 1  # half a minute may end between showing and sending
    gebruiker = bouwers.gebruiker()
    log_in(client, gebruiker)
    pad = reverse("mfa_activate_totp")
    bevestigen = client.get(pad).url
    assert client.post(bevestigen, {"password": bouwers.WACHTWOORD}).url == pad
    geheim = client.get(pad).context["form"].secret
    code = format_hotp_value(hotp_value(geheim, next(tellers())))
    assert client.post(pad, {"code": code}).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator WHERE user_id = %s", [gebruiker.pk])
        bewaard = [json.loads(data) for (data,) in cursor.fetchall()]
    geheimen = [rij.get("secret") or rij["seed"] for rij in bewaard]
    assert len(geheimen) == 2
    assert all(re.fullmatch("1[.][A-Za-z0-9+/]+=*", tekst) for tekst in geheimen)
    assert geheim not in str(bewaard)


def test_an_invitation_is_due_at_the_moment_it_was_made(rf):
    nu = bouwers.NU + timedelta(hours=1)
    with request_context(vraag := rf.get("/")):
        nodig_uit(bouwers.gebruiker(), vraag, nu=nu)
    assert Bericht.objects.get().klaar_op == nu


@pytest.mark.parametrize(("proxys", "status"), [(0, 302), (1, 200)])
def test_attempts_are_counted_for_the_address_behind_our_own_proxies(
    client, settings, proxys, status
):
    gebruiker = bouwers.gebruiker()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxys
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/m/ip"}
    aan = reverse("account_login")
    for nummer in range(3):
        fout = {"login": f"{nummer}@voorbeeld.test", "password": "verkeerd"}
        client.post(aan, fout, REMOTE_ADDR=f"198.51.100.{nummer}", HTTP_X_FORWARDED_FOR="10.9.8.7")
    goed = {"login": gebruiker.email, "password": bouwers.WACHTWOORD}
    antwoord = client.post(
        aan, goed, REMOTE_ADDR="198.51.100.9", HTTP_X_FORWARDED_FOR="verzonnen, 10.9.8.7"
    )
    assert antwoord.status_code == status


@pytest.mark.parametrize("email", ["beheerder@demo.signaalpunt.nl", "Ans@Demo.Signaalpunt.NL"])
def test_an_account_of_a_demo_does_not_get_into_production(client, settings, email):
    gebruiker = bouwers.gebruiker(email=email)
    settings.IS_DEMO = False
    antwoord = log_in(client, gebruiker)
    assert antwoord.status_code == 200
    assert "horen niet bij elkaar" in antwoord.text
    assert "_auth_user_id" not in client.session


def test_a_session_of_a_demo_ends_where_the_demo_ends(client, settings):
    client.force_login(bouwers.gebruiker(Rol.BEHEERDER, email="beheerder@demo.signaalpunt.nl"))
    assert client.get(reverse("beheer")).status_code == 200
    settings.IS_DEMO = False
    assert client.get(reverse("beheer")).status_code == 302


def test_a_short_password_is_explained_in_dutch(client):
    client.force_login(bouwers.gebruiker())
    velden = {"oldpassword": bouwers.WACHTWOORD, "password1": "kort", "password2": "kort"}
    assert "minstens 12 tekens" in client.post(reverse("account_change_password"), velden).text


def test_a_used_code_and_counted_attempts_hold_for_every_process_of_the_web_server(client):
    factor = TOTP.activate(bouwers.gebruiker(), "A" * 32)
    assert factor._mark_code_used("123456")
    log_in(client, bouwers.gebruiker(), "verkeerd")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM signaalpunt_cache")
        sleutels = " ".join(sleutel for (sleutel,) in cursor.fetchall())
    assert "totp.used" in sleutels
    assert "login_failed" in sleutels
    assert not factor._mark_code_used("123456")


def test_a_public_door_asks_the_shared_cache_nothing(client, maastricht):
    for _ in range(2):
        with CaptureQueriesContext(connection) as vragen:
            client.get(reverse("melden_voor_mijzelf"))
        assert "signaalpunt_cache" not in str(vragen.captured_queries)
