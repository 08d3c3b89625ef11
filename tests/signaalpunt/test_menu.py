"""The menu says where somebody is, also on a page that only another page leads to."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from signaalpunt.rollen import Rol
from tests import bouwers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("pagina", "punt"),
    [
        ("werkvoorraad", "Werkvoorraad"),
        ("afwezig", "Werkvoorraad"),
        ("melding_zoeken", "Werkvoorraad"),
        ("wegen", "Werkvoorraad"),
        ("rapportage", "Rapportage"),
        ("behoeften", "Rapportage"),
        ("verhalen", "Rapportage"),
        ("aanbod", "Sociale kaart"),
    ],
)
def test_one_item_of_the_menu_is_where_one_is(pagina, punt):
    client = Client()
    client.force_login(bouwers.gebruiker(Rol.COORDINATOR))
    tekst = client.get(reverse(pagina)).content.decode()
    menu = tekst.split('aria-label="Hoofdmenu"')[1].split("</nav>")[0]
    assert re.findall(r'aria-current="page">([^<]+)<', menu) == [punt]
