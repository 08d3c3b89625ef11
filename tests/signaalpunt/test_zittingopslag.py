"""Sessions in the database: unreadable, bound to their key, gone when their time is over."""

import base64
import binascii
import contextlib
import re
import zlib
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore as VanDjango
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from signaalpunt import opruimen, versleuteling
from signaalpunt.rollen import Rol
from signaalpunt.zittingopslag import SessionStore
from tests import bouwers

pytestmark = pytest.mark.django_db


def _dump() -> str:
    """All rows of the table, with everything in them that base64 and zlib can make readable."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT s::text FROM django_session AS s")
        tekst = " ".join(rij for (rij,) in cursor.fetchall())
    stukken = [tekst]
    for stuk in re.findall(r"[\w-]{8,}", tekst.replace("+", "-").replace("/", "_")):
        with contextlib.suppress(binascii.Error, zlib.error):  # no base64, or nothing compressed
            rauw = base64.urlsafe_b64decode(stuk + "=" * (-len(stuk) % 4))
            stukken.append(rauw.decode("latin-1"))
            stukken.append(zlib.decompress(rauw).decode("latin-1"))
    return " ".join(stukken)


def _begin_tweede_factor(client) -> str:
    """Somebody begins to set up a second factor and goes away; returns the secret on the page."""
    client.post(
        reverse("account_login"),
        {"login": bouwers.gebruiker().email, "password": bouwers.WACHTWOORD},
    )
    pad = reverse("mfa_activate_totp")
    client.post(client.get(pad).url, {"password": bouwers.WACHTWOORD})
    return str(client.get(pad).context["form"].secret)


def test_a_second_factor_that_was_never_finished_leaves_no_readable_secret(client):
    geheim = _begin_tweede_factor(client)
    assert geheim in client.session.values()
    dump = _dump()
    assert geheim not in dump
    assert "_auth_user_id" not in dump


@pytest.mark.parametrize("aantal", [1, 300], ids=["as it is", "compressed"])
def test_the_search_for_secrets_would_find_what_django_stores(aantal):
    sessie = VanDjango()
    sessie["geheim"] = "KANARIE" * aantal
    sessie.create()
    assert "KANARIE" in _dump()


def test_what_was_stored_comes_back():
    sessie = SessionStore()
    sessie["naam"] = "Zoë"
    sessie.create()
    assert SessionStore(sessie.session_key).load() == {"naam": "Zoë"}


def test_a_session_that_was_moved_or_altered_is_empty_and_its_owner_logs_in_again(client):
    client.force_login(bouwers.gebruiker(Rol.BEHEERDER))
    mijn = client.session.session_key
    ander = SessionStore()
    ander.create()
    inhoud = Session.objects.get(pk=mijn).session_data
    Session.objects.filter(pk=ander.session_key).update(session_data=inhoud)
    assert SessionStore(ander.session_key).load() == {}
    assert client.get(reverse("beheer")).status_code == 200
    Session.objects.filter(pk=mijn).update(session_data=f"{inhoud[:-4]}AAA=")
    assert reverse("account_login") in client.get(reverse("beheer")).url


def test_a_session_of_a_key_that_left_the_ring_is_empty(settings):
    sessie = SessionStore()
    sessie["naam"] = "Zoë"
    sessie.create()
    settings.SLEUTELS = {"2": b"een heel andere sleutel, 32 byte"}
    versleuteling._sleutel.cache_clear()
    try:
        assert SessionStore(sessie.session_key).load() == {}
    finally:
        versleuteling._sleutel.cache_clear()


def test_a_session_goes_when_its_time_is_over(client):
    _begin_tweede_factor(client)
    nu = timezone.now()
    opruimen.ruim_op(nu=nu + timedelta(hours=11))
    assert Session.objects.count() == 1
    opruimen.ruim_op(nu=nu + timedelta(hours=13))
    assert not Session.objects.exists()
