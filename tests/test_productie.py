"""One POST per door under the settings of production.

The settings are those of the product: read again as a server in production reads them, as far as
they differ from those of a demo. In front stands a proxy that speaks https with the outside.
"""

import runpy
from typing import Any

import pytest
from django.test import Client

from meldingen.models import Melding
from tests.antwoorden import ADRES, GENOEG, antwoorden
from tests.omgeving import VAST

pytestmark = pytest.mark.django_db

HOST = "signaalpunt.voorbeeld.test"
PRODUCTIE = VAST | {
    "SIGNAALPUNT_OMGEVING": "productie",
    "SIGNAALPUNT_HOSTS": HOST,
    "SIGNAALPUNT_MAIL_URL": "smtp+tls://mail.voorbeeld.test:587",
    "SIGNAALPUNT_MAIL_VAN": "signaalpunt@voorbeeld.test",
}


def _instellingen(omgeving: dict[str, str]) -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as met:
        for naam, waarde in omgeving.items():
            met.setenv(naam, waarde)
        alles = runpy.run_path("signaalpunt/settings.py")
    return {naam: waarde for naam, waarde in alles.items() if naam.isupper()}


@pytest.fixture(autouse=True)
def productie(settings) -> dict[str, Any]:
    """What production sets otherwise than a demo."""
    demo, echt = _instellingen(VAST), _instellingen(PRODUCTIE)
    anders = {naam: waarde for naam, waarde in echt.items() if demo.get(naam) != waarde}
    for naam, waarde in anders.items():
        setattr(settings, naam, waarde)
    return anders


def _client(**keuzes: Any) -> Client:
    """A browser behind our own proxy."""
    langs_de_proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
    return Client(headers=langs_de_proxy, SERVER_NAME=HOST, **keuzes)


def test_these_are_the_settings_of_production(productie):
    assert {
        "IS_DEMO", "MIDDLEWARE", "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_NAME",
        "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS",
    } <= productie.keys()  # fmt: skip
    assert "DATABASES" not in productie


def _is_veilig(antwoord: Any) -> None:
    """Only over https from now on, and no cookie that anything else can read."""
    assert "max-age=63072000" in antwoord["Strict-Transport-Security"]
    assert all(koek["secure"] for koek in antwoord.cookies.values())


@pytest.mark.parametrize("deur", list(GENOEG))
def test_each_door_takes_a_melding_over_https_with_the_token_of_its_page(maastricht, deur):
    client = _client(enforce_csrf_checks=True)
    pagina = client.get(ADRES[deur])
    assert "__Host-csrf" in client.cookies
    velden = antwoorden(deur, csrfmiddlewaretoken=str(pagina.context["csrf_token"]))
    van_elders = client.post(ADRES[deur], velden, headers={"Origin": "https://elders.test"})
    assert van_elders.status_code == 403
    antwoord = client.post(ADRES[deur], velden, headers={"Origin": f"https://{HOST}"})
    assert antwoord.status_code == 302
    _is_veilig(antwoord)
    assert client.get(antwoord["Location"]).status_code == 200
    assert Melding.objects.count() == 1


def test_plain_http_is_sent_to_https_and_stores_nothing(maastricht):
    antwoord = Client(SERVER_NAME=HOST).post(ADRES["mijzelf"], antwoorden("mijzelf"))
    assert (antwoord.status_code, antwoord["Location"]) == (
        301,
        f"https://{HOST}{ADRES['mijzelf']}",
    )
    assert not Melding.objects.exists()


def test_another_host_name_is_no_address_of_ours(maastricht):
    assert _client().get("/", SERVER_NAME="elders.test").status_code == 400
