"""Who comes to an act by its address, as after a new login, goes to the page with its button."""

import pytest
from django.test import Client
from django.urls import reverse

from opvolging.models import Koppeling
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.paginas import PAGINAS

pytestmark = pytest.mark.django_db

ZIN = "Er is nog niets gedaan. Druk op de knop om het alsnog te doen."
ACTEN = [
    "koppeling_starten", "koppeling_intrekken", "koppeling_beeindigen", "koppeling_gesprek",
    "zaak_voorstellen", "zaak_contact", "zaak_afsluiten", "zaak_melding_losmaken",
    "zaak_samenvoegen_ongedaan", "vindplaats_stoppen", "vindplaats_hervatten",
    "jaarverslag_vastleggen",
]  # fmt: skip


@pytest.mark.parametrize("naam", ACTEN)
def test_an_act_by_its_address_says_that_nothing_was_done(naam):
    pagina = PAGINAS[naam]
    adres = reverse(naam, kwargs=pagina.kwargs())
    client = Client()
    rol = next(rol for rol in (Rol.COORDINATOR, Rol.BEHEERDER) if rol in pagina.rollen)
    client.force_login(bouwers.gebruiker(rol))
    assert ZIN in client.get(adres, follow=True).text


def test_an_act_by_its_address_changes_nothing():
    koppeling = bouwers.koppeling(status=Koppeling.Status.GEACCEPTEERD)
    client = Client()
    client.force_login(bouwers.gebruiker(Rol.COORDINATOR))
    client.get(reverse("koppeling_starten", kwargs={"koppeling_id": koppeling.pk}))
    koppeling.refresh_from_db()
    assert koppeling.status == Koppeling.Status.GEACCEPTEERD


@pytest.mark.parametrize("naam", ["mijn_accepteren", "mijn_afslaan"])
def test_a_maatje_who_comes_by_an_address_has_not_answered_yet(naam):
    koppeling = bouwers.koppeling()
    client = Client()
    client.force_login(koppeling.maatje.gebruiker)
    antwoord = client.get(reverse(naam, kwargs={"koppeling_id": koppeling.pk}), follow=True)
    koppeling.refresh_from_db()
    assert ZIN in antwoord.text
    assert koppeling.status == Koppeling.Status.VOORGESTELD
