"""Opening the zaak of a colleague: nobody is kept out, and why stands in the log."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import triage
from opvolging.kijkrecht import met_kijkrecht, vraagt_reden, zeg_reden
from opvolging.models import Inzage, Samenvoeging, Zaak
from signaalpunt.models import Gemeente
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.paginas import PAGINAS

pytestmark = pytest.mark.django_db

# Every address of one zaak; but for the one that says only which colleague has it open.
VAN_EEN_ZAAK = {naam for naam in PAGINAS if f"{naam}_".startswith("zaak_")}
VAN_EEN_ZAAK -= {"zaak_kijken"}
DAG = timedelta(days=1)
REDEN = Inzage.Reden.GEBELD


@pytest.fixture(autouse=True)
def vraagt_ernaar():
    return bouwers.gemeente(vraagt_reden=True)


@pytest.fixture
def els():
    return bouwers.gebruiker(naam="Els Smeets")


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo")


@pytest.fixture
def zaak(els):
    return bouwers.zaak(behandelaar=els)


def moet_zeggen(zaak, wie, nu=NU) -> bool:
    wie.refresh_from_db()
    rijen = met_kijkrecht(Zaak.objects.filter(pk=zaak.pk), wie, nu).select_related("behandelaar")
    return vraagt_reden(rijen.get(), wie)


def test_the_own_zaak_opens_and_that_of_a_colleague_asks_why(zaak, els, jo):
    assert not moet_zeggen(zaak, els)
    assert moet_zeggen(zaak, jo)
    assert moet_zeggen(zaak, bouwers.gebruiker(Rol.COORDINATOR))


def test_a_reason_holds_for_the_day_for_one_zaak_and_one_person(zaak, els, jo):
    zeg_reden(zaak, REDEN, door=jo, nu=NU)
    assert not moet_zeggen(zaak, jo, NU + timedelta(hours=13, minutes=59))
    assert moet_zeggen(zaak, jo, NU + timedelta(hours=14))  # midnight in Maastricht
    assert moet_zeggen(bouwers.zaak(behandelaar=els), jo)
    assert moet_zeggen(zaak, bouwers.gebruiker())


def test_the_teamleider_simply_looks(zaak):
    leider = bouwers.gebruiker(Rol.COORDINATOR)
    Gemeente.objects.update(teamleider=leider)
    assert not moet_zeggen(zaak, leider)


def test_who_stands_in_simply_looks_on_the_days_that_the_colleague_is_away(zaak, els, jo):
    els.plaatsvervanger = jo
    els.save()
    assert moet_zeggen(zaak, jo)
    bouwers.afwezigheid(gebruiker=els)
    assert not moet_zeggen(zaak, jo)
    assert moet_zeggen(zaak, bouwers.gebruiker())
    assert moet_zeggen(zaak, jo, NU + 2 * DAG)


def test_who_had_it_until_today_goes_on(zaak, els, jo):
    triage.draag_over(zaak, aan=jo, door=els, nu=NU)
    assert not moet_zeggen(zaak, els)
    assert not moet_zeggen(zaak, jo)
    assert moet_zeggen(zaak, els, NU + DAG)


def test_writing_in_it_opens_nothing(zaak, jo):
    bouwers.gebeurtenis(zaak=zaak, door=jo)
    assert moet_zeggen(zaak, jo)


def test_a_team_that_shares_all_may_do_without(zaak, jo):
    Gemeente.objects.update(vraagt_reden=False)
    assert not moet_zeggen(zaak, jo)


class TestPage:
    @pytest.fixture
    def client(self, jo):
        client = Client()
        client.force_login(jo)
        return client

    def test_nothing_is_shown_before_the_reason_and_everything_after(self, client, zaak, jo):
        adres = reverse("zaak", args=[zaak.pk])
        tekst = client.get(adres).text
        assert "is van Els Smeets" in tekst
        assert "Janssen" not in tekst
        assert not Inzage.objects.exists()
        velden = {"reden_inzage": "gebeld", "was_lezen": "ja"}
        antwoord = client.post(adres, velden, follow=True)
        assert antwoord.redirect_chain == [(adres, 302)]
        assert "Janssen" in antwoord.content.decode()
        gelogd = Inzage.objects.order_by("pk").values_list("zaak", "gebruiker", "reden")
        assert list(gelogd) == [(zaak.pk, jo.pk, "gebeld"), (zaak.pk, jo.pk, "")]
        assert "Janssen" in client.get(adres).text

    @pytest.mark.parametrize("reden", ["zomaar", " "])
    def test_a_reason_that_is_none_opens_nothing(self, client, zaak, reden):
        velden = {"reden_inzage": reden, "was_lezen": "ja"}
        antwoord = client.post(reverse("zaak", args=[zaak.pk]), velden, follow=True)
        assert "is van Els Smeets" in antwoord.content.decode()
        assert not Inzage.objects.exists()

    @pytest.mark.parametrize("naam", sorted(VAN_EEN_ZAAK))
    def test_no_address_of_a_zaak_shows_or_does_anything_before(self, client, naam):
        adres = reverse(naam, kwargs=PAGINAS[naam].kwargs())
        for antwoord in (client.get(adres), client.post(adres)):
            if antwoord.status_code == 405:
                continue
            assert "Waarom opent u deze zaak?" in antwoord.content.decode()
            assert "Janssen" not in antwoord.content.decode()
        assert not Inzage.objects.exists()

    def test_what_was_typed_after_midnight_travels_along(self, client, zaak):
        adres = reverse("zaak_contact", args=[zaak.pk])
        velden = {"wijze": "telefoon", "is_bereikt": "nee", "notitie": "Lang verhaal"}
        velden |= {"sleutel": "6f1d2e9e-6b0a-4c57-9f05-0c2f8f1e6a11"}
        tekst = client.post(adres, velden).text
        assert 'name="notitie" value="Lang verhaal"' in tekst
        assert not zaak.contacten.exists()
        client.post(adres, velden | {"reden_inzage": "waarnemen"})
        assert zaak.contacten.get().notitie == "Lang verhaal"

    def test_who_hands_the_own_zaak_over_still_sees_that_it_went_well(self, client, jo, els):
        eigen = bouwers.zaak(behandelaar=jo)
        adres = reverse("zaak_overdragen", args=[eigen.pk])
        antwoord = client.post(adres, {"aan": els.pk}, follow=True)
        assert "Els Smeets heeft deze zaak nu." in antwoord.content.decode()
        assert "Janssen" in antwoord.content.decode()
        with patch.object(timezone, "now", return_value=timezone.now() + 2 * DAG):
            client.force_login(jo)
            assert "is van Els Smeets" in client.get(reverse("zaak", args=[eigen.pk])).text

    def test_a_zaak_of_another_gemeente_is_not_even_asked_about(self, client):
        elders = bouwers.zaak(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
        adres = reverse("zaak", args=[elders.pk])
        assert client.get(adres).status_code == 404
        assert client.post(adres, {"reden_inzage": "gebeld"}).status_code == 404


def test_joining_the_zaak_of_a_colleague_is_no_way_around_the_question(client, zaak, jo):
    van_jo = bouwers.zaak(behandelaar=jo)
    client.force_login(jo)
    adres = reverse("zaak_samenvoegen", args=[van_jo.pk])
    antwoord = client.post(adres, {"zaak": zaak.pk}, follow=True)
    assert (
        f"Zaak {zaak.pk} is van Els Smeets. Er is niets samengevoegd." in antwoord.content.decode()
    )
    assert not Samenvoeging.objects.exists()
    zeg_reden(zaak, REDEN, door=jo, nu=timezone.now())
    client.post(adres, {"zaak": zaak.pk})
    assert Samenvoeging.objects.get().zaak == zaak
