import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse

from signaalpunt.http import gemeente_van, nummer_van
from tests import bouwers


def _voor(host, **anders):
    verzoek = RequestFactory().get("/", headers={"host": host})
    for naam, waarde in anders.items():
        setattr(verzoek, naam, waarde)
    return gemeente_van(verzoek)


@pytest.fixture
def _elke_host(settings):
    settings.ALLOWED_HOSTS = ["*"]


@pytest.fixture
def twee():
    een = bouwers.gemeente(hostnaam="een.voorbeeld.test")
    ander = bouwers.gemeente(code="GM9999", naam="Elders", hostnaam="Ander.voorbeeld.test")
    return een, ander


@pytest.mark.django_db
@pytest.mark.usefixtures("_elke_host")
class TestGemeente:
    def test_the_only_one_answers_under_every_host_name(self):
        gemeente = bouwers.gemeente(hostnaam="een.voorbeeld.test")
        assert _voor("iets.anders.test") == gemeente

    def test_before_the_first_one_a_page_still_opens(self):
        assert _voor("een.voorbeeld.test").pk is None

    @pytest.mark.parametrize(
        ("host", "plek"),
        [("een.voorbeeld.test", 0), ("ANDER.voorbeeld.test:8000", 1), ("ander.voorbeeld.test", 1)],
    )
    def test_of_two_the_host_name_chooses_however_it_is_written(self, twee, host, plek):
        assert _voor(host) == twee[plek]

    @pytest.mark.usefixtures("twee")
    def test_of_two_none_is_taken_at_random(self):
        with pytest.raises(Http404):
            _voor("iets.anders.test")

    def test_under_another_host_name_who_logged_in_sees_the_own_one(self, twee):
        wie = bouwers.gebruiker(gemeente=twee[1])
        assert _voor("iets.anders.test", user=wie) == twee[1]

    @pytest.mark.usefixtures("twee")
    def test_a_melding_for_nobody_knows_whom_is_not_taken(self):
        antwoord = Client().get(
            reverse("melden_voor_mijzelf"), headers={"host": "iets.anders.test"}
        )
        assert antwoord.status_code == 404
        assert "Deze pagina bestaat niet" in antwoord.content.decode()


@pytest.mark.parametrize(
    ("tekst", "nummer"),
    [("12", 12), ("", 0), ("-1", 0), ("1.5", 0), ("x", 0), ("9" * 18, int("9" * 18))],
)
def test_what_was_posted_as_a_number_is_one_or_finds_nothing(tekst, nummer):
    assert nummer_van(tekst) == nummer


@pytest.mark.parametrize("lengte", [19, 5000])
def test_a_number_of_thousands_of_digits_finds_nothing(lengte):
    assert nummer_van("9" * lengte) == 0
