"""The clocks on the page of a zaak: each with its name, and how it was counted one click away."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meldingen.models import Deur
from opvolging import klokken
from tests import bouwers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("aantal", [1, 2])
def test_every_clock_has_a_name_and_says_its_melding_when_there_are_more(aantal):
    meldingen = [bouwers.melding(deur=Deur.IEMAND_ANDERS) for _ in range(aantal)]
    for melding in meldingen:
        klokken.start(melding, nu=timezone.now())
    zaak = bouwers.zaak(meldingen=meldingen)
    client = Client()
    client.force_login(zaak.behandelaar)
    pagina = client.get(reverse("zaak", args=[zaak.pk])).text
    assert pagina.count("<strong>Eerste contact") == aantal
    for melding in meldingen:
        assert (f"<strong>Eerste contact, melding {melding.pk}<" in pagina) == (aantal > 1)
    assert pagina.count('geteld?<span class="visueel-verborgen"> Eerste contact</span>') == aantal
