"""Many at the same moment, through the door, each with a database connection of its own.

Two hundred people at once send to the real web server: test_melden_echt.
"""

import re

import pytest
from django.test import Client

from meldingen.models import Melding
from opvolging.models import Termijn
from tests import bouwers
from tests.antwoorden import ADRES, antwoorden
from tests.draden import in_draden

pytestmark = pytest.mark.django_db(transaction=True)
TEGELIJK = 20
SLEUTEL = "6f1d2e9e-6b0a-4c57-9f05-0c2f8f1e6a11"


def _stuur_en_lees(velden) -> str:
    """Send a form from a browser of its own; the code on the page of thanks."""
    client = Client()
    antwoord = client.post(ADRES["mijzelf"], velden)
    assert antwoord.status_code == 302
    pagina = client.get(antwoord["Location"]).content.decode()
    regel = re.findall(r'<p class="volgcode"[^>]*>(.*?)</p>', pagina, re.DOTALL)[0]
    return re.sub(r"<[^>]+>|\s", "", regel)


def test_the_same_form_twenty_times_at_once_is_one_melding_with_one_code():
    bouwers.gemeente()
    velden = antwoorden("mijzelf", sleutel=SLEUTEL)
    codes = in_draden(lambda: _stuur_en_lees(velden), TEGELIJK)
    assert len(set(codes)) == 1
    assert Melding.objects.count() == 1
    assert Termijn.objects.eerste_contact().count() == 1
    assert Termijn.objects.count() == 2
