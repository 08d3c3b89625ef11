"""Drafts of an intake: only for who typed, kept until sent, gone after a week."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meldingen.models import Melding
from opvolging import concepten, nakijken
from opvolging.models import Concept
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db

ADRES = "/intake/"
SLEUTEL = UUID(int=77)


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


def _getypt(**velden):
    return {
        "deur": "mijzelf",
        "sleutel": str(SLEUTEL),
        "kanaal": "telefoon",
        "vervolg": "team",
        "naam": "Yvonne",
        "behoeften": ["praatje", "samen_eten"],
    } | velden


HTMX = {"HTTP_HX_REQUEST": "true"}


def _bewaar_vanzelf(client, **velden):
    return client.post(reverse("intake_concept"), _getypt(**velden), **HTMX)


def test_what_is_typed_is_kept_on_the_way_in_one_draft(client, jo):
    for naam in ("Yv", "Yvonne"):
        assert "Bewaard om " in _bewaar_vanzelf(client, naam=naam).content.decode()
    concept = Concept.objects.get()
    assert (concept.door, concept.gemeente, concept.sleutel) == (jo, jo.gemeente, SLEUTEL)
    assert concepten.lees(concept)["naam"] == ["Yvonne"]


def test_a_draft_is_unreadable_in_the_database(client):
    _bewaar_vanzelf(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT gegevens FROM opvolging_concept")
        assert "Yvonne" not in cursor.fetchone()[0]


def test_the_button_keeps_it_without_a_script_and_the_page_goes_on_with_it(client):
    antwoord = client.post(ADRES, _getypt(bewaar="ja"), follow=True)
    concept = Concept.objects.get()
    assert antwoord.redirect_chain == [(f"/intake/?concept={concept.pk}", 302)]
    tekst = antwoord.content.decode()
    assert "Bewaard. U kunt verder typen, of later verdergaan." in tekst
    assert 'value="Yvonne"' in tekst
    assert f'value="{SLEUTEL}"' in tekst
    assert tekst.count(" checked") >= 4


@pytest.mark.parametrize("velden", [{"naam": "", "behoeften": []}, {"naam": "", "behoeften": ""}])
def test_a_form_in_which_nothing_was_typed_is_no_draft(client, velden):
    antwoord = _bewaar_vanzelf(client, **velden)
    assert "Wat u typt, wordt vanzelf bewaard." in antwoord.content.decode()
    tekst = client.post(ADRES, _getypt(bewaar="ja", **velden)).content.decode()
    assert "Er is nog niets om te bewaren." in tekst
    assert not Concept.objects.exists()


def test_drafts_are_listed_with_a_moment_and_never_a_name(client, jo):
    bouwers.concept(door=jo)
    bouwers.concept(door=bouwers.gebruiker())
    tekst = client.get(ADRES).content.decode()
    assert "Nog niet af" in tekst
    assert "dinsdag 15 september, 10:00" in tekst
    assert tekst.count("Ga verder") == 1
    assert "Mevrouw Janssen" not in tekst


@pytest.mark.parametrize("rol", list(Rol))
def test_a_draft_of_somebody_else_does_not_exist(rol):
    concept = bouwers.concept()
    client = Client()
    client.force_login(bouwers.gebruiker(rol))
    verwacht = 404 if rol in (Rol.MEDEWERKER, Rol.COORDINATOR) else 403
    assert client.get(f"{ADRES}?concept={concept.pk}").status_code == verwacht
    weg = client.post(reverse("intake_concept_weg", args=[concept.pk]))
    assert weg.status_code == verwacht
    assert Concept.objects.exists()


def test_who_moved_to_another_gemeente_leaves_the_drafts_behind(jo):
    concept = bouwers.concept(door=jo)
    jo.gemeente = bouwers.gemeente(code="GM9999", naam="Elders")
    jo.save()
    assert concept not in Concept.objects.zichtbaar_voor(jo)


@pytest.mark.parametrize("nummer", ["x", "999999", "-1", "9" * 30])
def test_a_draft_that_is_not_there_is_not_found(client, nummer):
    assert client.get(f"{ADRES}?concept={nummer}").status_code == 404


def test_a_draft_can_be_thrown_away(client, jo):
    concept = bouwers.concept(door=jo)
    antwoord = client.post(reverse("intake_concept_weg", args=[concept.pk]))
    assert (antwoord.status_code, antwoord.url) == (302, ADRES)
    assert not Concept.objects.exists()


def test_sending_makes_a_melding_of_it_and_the_draft_is_gone(client):
    _bewaar_vanzelf(client)
    antwoord = client.post(ADRES, _getypt(veilig="ja", telefoon="043 000 00 01"))
    assert antwoord.status_code == 302
    assert Melding.objects.get().betrokkene_naam == "Yvonne"
    assert not Concept.objects.exists()


def test_a_sending_that_is_refused_keeps_the_draft(client):
    _bewaar_vanzelf(client)
    assert client.post(ADRES, _getypt()).status_code == 422
    assert Concept.objects.exists()


def test_a_keeping_that_arrives_after_the_sending_makes_no_draft(client):
    client.post(ADRES, _getypt(veilig="ja", telefoon="043 000 00 01"))
    _bewaar_vanzelf(client)
    assert not Concept.objects.exists()


def test_a_draft_that_slipped_past_the_sending_is_not_listed_and_swept_away(client, jo):
    melding = bouwers.melding(sleutel=SLEUTEL)
    bouwers.concept(door=jo, sleutel=melding.sleutel)
    assert "Nog niet af" not in client.get(ADRES).content.decode()
    assert concepten.ruim_op(nu=NU) == 1


def test_a_draft_lives_a_week_after_it_was_last_touched(jo):
    bouwers.concept(door=jo, bewaard_op=NU)
    nakijken.kijk_na(nu=NU + timedelta(days=7))
    assert Concept.objects.exists()
    nakijken.kijk_na(nu=NU + timedelta(days=7, seconds=1))
    assert not Concept.objects.exists()


def test_too_much_is_refused_in_words_and_nothing_is_lost_on_the_page(client, jo):
    lang = "x" * concepten.HOOGSTENS
    antwoord = _bewaar_vanzelf(client, toelichting=lang)
    assert "Dit is te lang om te bewaren." in antwoord.content.decode()
    knop = client.post(ADRES, _getypt(bewaar="ja", toelichting=lang))
    assert knop.status_code == 422
    assert lang in knop.content.decode()
    with pytest.raises(Geweigerd):
        concepten.bewaar(uuid4(), {"toelichting": [lang]}, door=jo, nu=NU)


def test_who_was_logged_out_reads_so_in_the_page_and_finds_the_draft_back(client, jo):
    _bewaar_vanzelf(client)
    client.logout()
    antwoord = _bewaar_vanzelf(client, naam="Yvonne en meer")
    assert antwoord.status_code == 200
    assert "U bent uitgelogd." in antwoord.content.decode()
    assert "Yvonne" not in antwoord.content.decode()
    client.force_login(jo)
    assert "Ga verder" in client.get(ADRES).content.decode()


def test_a_page_that_was_open_too_long_keeps_every_word(jo):
    client = Client(enforce_csrf_checks=True)
    client.force_login(jo)
    antwoord = client.post(ADRES, _getypt())
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 403
    assert "Deze pagina was te lang open." in tekst
    assert 'value="Yvonne"' in tekst
    assert not Concept.objects.exists()


def test_without_a_login_such_a_page_shows_nothing(jo):
    client = Client(enforce_csrf_checks=True)
    antwoord = client.post(ADRES, _getypt())
    assert antwoord.status_code == 403
    assert "Yvonne" not in antwoord.content.decode()


def test_another_door_keeps_what_both_ask(client):
    antwoord = client.post(ADRES, _getypt(naar_deur="professional", toelichting="Lang verhaal"))
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "Lang verhaal" in tekst
    assert 'name="organisatie"' in tekst
    assert not Melding.objects.exists()


def test_only_questions_of_the_form_are_kept(client):
    _bewaar_vanzelf(client, csrfmiddlewaretoken="geheim", vreemd="iets")
    gegevens = json.loads(Concept.objects.get().gegevens)
    assert not {"csrfmiddlewaretoken", "vreemd", "sleutel"} & gegevens.keys()


def test_the_draft_of_a_form_without_a_key_gets_one(client):
    _bewaar_vanzelf(client, sleutel="geen sleutel")
    assert Concept.objects.get().sleutel


def test_the_page_costs_a_fixed_number_of_queries(client, jo, django_assert_max_num_queries):
    for _ in range(5):
        bouwers.concept(door=jo)
    with django_assert_max_num_queries(8):
        client.get(ADRES)


def test_moments_are_those_of_now(client):
    _bewaar_vanzelf(client)
    assert timezone.now() - Concept.objects.get().begonnen_op < timedelta(minutes=1)
