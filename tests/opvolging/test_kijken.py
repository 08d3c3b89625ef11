"""Who has a zaak open now: told to colleagues only, for two minutes, and kept by nobody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import kijken, nakijken
from opvolging.models import Inzage, Kijker
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def fatima():
    return bouwers.gebruiker(naam="Fatima el Amrani")


@pytest.fixture
def zaak(jo):
    return bouwers.zaak(behandelaar=jo)


@pytest.mark.parametrize(
    ("namen", "zin"),
    [
        (["Jo"], "Jo heeft dit nu open"),
        (["Jo", "Fatima"], "Jo en Fatima hebben dit nu open"),
        (["Jo", "Fatima", "Anneke"], "Jo, Fatima en Anneke hebben dit nu open"),
    ],
)
def test_the_sentence_fits_how_many_look(namen, zin):
    assert kijken.zin(namen) == zin


def test_a_colleague_is_told_for_two_minutes_and_oneself_never(jo, fatima, zaak):
    kijken.kijk(zaak, door=fatima, nu=NU)
    assert kijken.wie_kijkt(jo, nu=NU, zaak=bouwers.zaak()) == {}
    assert kijken.wie_kijkt(jo, nu=NU) == {zaak.pk: "Fatima el Amrani heeft dit nu open"}
    assert kijken.wie_kijkt(fatima, nu=NU) == {}
    assert kijken.wie_kijkt(jo, nu=NU + kijken.DUUR) == {}


def test_looking_on_lasts_longer_and_stays_one_row(jo, fatima, zaak):
    for seconden in (0, 45, 90):
        kijken.kijk(zaak, door=fatima, nu=NU + timedelta(seconds=seconden))
    assert kijken.wie_kijkt(jo, nu=NU + timedelta(seconds=200))
    assert Kijker.objects.count() == 1


def test_who_stopped_looking_is_forgotten_by_the_next_and_by_the_hourly_round(jo, fatima, zaak):
    kijken.kijk(zaak, door=fatima, nu=NU)
    kijken.kijk(zaak, door=jo, nu=NU + kijken.DUUR)
    assert [kijker.gebruiker for kijker in Kijker.objects.all()] == [jo]
    nakijken.kijk_na(nu=NU + timedelta(hours=1))
    assert not Kijker.objects.exists()


def test_nobody_hears_of_another_gemeente_of_an_old_account_or_without_the_role(jo, zaak):
    weg = bouwers.gebruiker(is_active=False)
    elders = bouwers.gebruiker(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    kijken.kijk(zaak, door=weg, nu=NU)
    assert kijken.wie_kijkt(jo, nu=NU) == {}
    kijken.kijk(zaak, door=jo, nu=NU)
    for ander in (elders, bouwers.gebruiker(Rol.GEMEENTE), bouwers.gebruiker(Rol.BEHEERDER)):
        assert kijken.wie_kijkt(ander, nu=NU) == {}


@pytest.mark.parametrize("aantal", [0, 5])
def test_the_page_of_a_zaak_says_and_hears_it_in_six_queries(
    jo, zaak, aantal, django_assert_num_queries
):
    for nummer in range(aantal):
        collega = bouwers.gebruiker(naam=f"Collega {nummer}")
        kijken.kijk(zaak, door=collega, nu=timezone.now())
        kijken.kijk(bouwers.zaak(), door=collega, nu=timezone.now())
    client = Client()
    client.force_login(jo)
    with django_assert_num_queries(6):
        wie = client.post(reverse("zaak_kijken", args=[zaak.pk])).json()["wie"]
    assert wie.count("Collega") == aantal
    assert Kijker.objects.filter(zaak=zaak, gebruiker=jo).exists()


def test_saying_that_it_is_open_is_no_new_look_and_the_page_names_where_to_say_it(jo, zaak):
    client = Client()
    client.force_login(jo)
    client.post(reverse("zaak_kijken", args=[zaak.pk]))
    assert not Inzage.objects.exists()
    pagina = client.get(reverse("zaak", args=[zaak.pk])).content.decode()
    assert f'data-adres="/zaken/{zaak.pk}/kijken/"' in pagina
