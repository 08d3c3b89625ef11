"""Many at the same moment, through the door, each with a database connection of its own."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from meldingen.models import Melding
from opvolging.models import Herinnering, Termijn
from tests import bouwers
from tests.antwoorden import ADRES, antwoorden

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


def _tegelijk(lijst: list[dict[str, str]]) -> list[str]:
    """All forms, as many at once as there are threads; each round leaves the line together."""
    streep = Barrier(TEGELIJK)

    def werk(deel: list[dict[str, str]]) -> list[str]:
        try:
            codes = []
            for velden in deel:
                streep.wait(timeout=60)
                codes.append(_stuur_en_lees(velden))
            return codes
        finally:
            connection.close()

    delen = [lijst[begin::TEGELIJK] for begin in range(TEGELIJK)]
    with ThreadPoolExecutor(TEGELIJK) as draden:
        return [code for codes in draden.map(werk, delen) for code in codes]


def test_two_hundred_posts_at_once_are_two_hundred_meldingen_with_a_code_each():
    bouwers.gemeente()
    codes = _tegelijk([antwoorden("mijzelf", toelichting=f"Mens {n}") for n in range(200)])
    assert len(codes) == len(set(codes)) == 200
    assert all(len(code) >= 12 for code in codes)
    verhalen = {melding.toelichting for melding in Melding.objects.all()}
    assert verhalen == {f"Mens {n}" for n in range(200)}
    assert Melding.objects.values("volgcode_hash").distinct().count() == 200
    assert Termijn.objects.count() == 200
    assert Herinnering.objects.count() == 1000


def test_the_same_form_twenty_times_at_once_is_one_melding_with_one_code():
    bouwers.gemeente()
    codes = _tegelijk([antwoorden("mijzelf", sleutel=SLEUTEL)] * TEGELIJK)
    assert len(set(codes)) == 1
    assert Melding.objects.count() == 1
    assert Termijn.objects.count() == 1
