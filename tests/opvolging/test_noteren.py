"""Notes apart from the history: for the team, or for nobody but who wrote them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from opvolging import afsluiten, noteren, samenvoegen
from opvolging.models import Notitie, Zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
TEAM, IK = Notitie.Voor.TEAM, Notitie.Voor.IK


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def els():
    return bouwers.gebruiker(naam="Els Smeets")


@pytest.fixture
def zaak(jo):
    return bouwers.zaak(behandelaar=jo)


def noteer(zaak, door, tekst="Belt liever na twaalf.", voor=TEAM, **velden):
    velden = {"nu": NU} | velden
    return noteren.noteer(zaak, tekst=tekst, voor=voor, door=door, **velden)


def leest(zaak, wie) -> list[str]:
    rij = noteren.met_notities(Zaak.objects.filter(pk=zaak.pk), wie).get()
    return [regel.tekst for regel in noteren.notities_van(rij, wie)]


def test_what_is_for_the_team_is_read_by_all_and_what_is_mine_by_nobody_else(zaak, jo, els):
    noteer(zaak, jo, "Voor ons.")
    noteer(zaak, jo, "Voor mij.", IK, nu=NU + timedelta(hours=1))
    assert leest(zaak, jo) == ["Voor mij.", "Voor ons."]
    assert leest(zaak, els) == ["Voor ons."]
    assert leest(zaak, bouwers.gebruiker(Rol.COORDINATOR)) == ["Voor ons."]
    for rol in (Rol.MAATJE, Rol.GEMEENTE, Rol.BEHEERDER):
        assert not Notitie.objects.zichtbaar_voor(bouwers.gebruiker(rol)).exists()
    elders = bouwers.gebruiker(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    assert not Notitie.objects.zichtbaar_voor(elders).exists()


def test_a_note_is_no_line_of_the_history_and_is_encrypted(zaak, jo):
    notitie = noteer(zaak, jo)
    assert not zaak.gebeurtenissen.exists()
    [waarde] = Notitie.objects.values_list("tekst", flat=True)
    assert "twaalf" not in waarde
    assert Notitie.objects.get() == notitie


def test_the_same_form_sent_twice_is_one_note(zaak, jo):
    sleutel = uuid4()
    assert noteer(zaak, jo, sleutel=sleutel) == noteer(zaak, jo, sleutel=sleutel)


def test_only_who_wrote_it_throws_it_away(zaak, jo, els):
    notitie = noteer(zaak, jo)
    assert not noteren.gooi_weg(notitie.pk, zaak=zaak, door=els)
    assert not noteren.gooi_weg(notitie.pk, zaak=bouwers.zaak(), door=jo)
    assert noteren.gooi_weg(notitie.pk, zaak=zaak, door=jo)
    assert not Notitie.objects.exists()


def test_in_a_closed_zaak_nothing_is_noted(zaak, jo):
    afsluiten.sluit_af(zaak, uitkomst=Zaak.Uitkomst.DUBBEL, door=jo, nu=NU)
    with pytest.raises(Geweigerd, match="al afgesloten"):
        noteer(zaak, jo)


def test_zaken_that_are_joined_take_them_along_and_back(zaak, jo):
    andere = bouwers.zaak(behandelaar=jo)
    noteer(zaak, jo)
    samen = samenvoegen.voeg_samen(zaak, in_zaak=andere, door=jo, nu=NU)
    assert andere.notities.count() == 1
    samenvoegen.maak_ongedaan(samen, door=jo, nu=NU)
    assert zaak.notities.count() == 1


def test_on_the_page_a_note_is_one_form_and_throwing_away_one_click(zaak, jo, els):
    client = Client()
    client.force_login(jo)
    velden = {"sleutel": str(uuid4()), "tekst": "Belt liever na twaalf.", "voor": "ik"}
    adres = reverse("zaak_notitie", args=[zaak.pk])
    antwoord = client.post(adres, velden, follow=True)
    assert antwoord.redirect_chain == [(f"/zaken/{zaak.pk}/#notitie", 302)]
    assert "alleen u" in antwoord.text
    assert "Jo Claessens, 15 september" in antwoord.text or "Belt liever" in antwoord.text
    ander = Client()
    ander.force_login(els)
    assert "Belt liever" not in ander.get(reverse("zaak", args=[zaak.pk])).text
    weg = reverse("zaak_notitie_weg", args=[zaak.pk, Notitie.objects.get().pk])
    ander.post(weg)
    assert Notitie.objects.exists()
    assert "De notitie is weg." in client.post(weg, follow=True).text


def test_an_empty_note_comes_back(zaak, jo):
    client = Client()
    client.force_login(jo)
    antwoord = client.post(reverse("zaak_notitie", args=[zaak.pk]), {"voor": "team"})
    assert antwoord.status_code == 422
