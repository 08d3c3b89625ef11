"""Saved views of the werkvoorraad: a choice under a name, alone or with the team."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import voorraadfilter, weergaven
from opvolging.models import Weergave
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.draden import in_draden

pytestmark = pytest.mark.django_db
BEWAREN = "/werkvoorraad/bewaren/"
FILTER = "/werkvoorraad/filter/"


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def anneke():
    return bouwers.gebruiker(naam="Anneke Smeets")


@pytest.fixture
def client(jo):
    return _van(jo)


def _van(gebruiker):
    client = Client()
    client.force_login(gebruiker)
    return client


def _bewaar(door, naam="Te laat", is_gedeeld=False, **gevraagd):
    filter_ = voorraadfilter.lees(gevraagd or {"tijd": "te_laat"}, door, nu=timezone.now())
    return weergaven.bewaar(filter_, naam=naam, is_gedeeld=is_gedeeld, door=door)


def _laat():
    return bouwers.termijn(melding=bouwers.melding())


def test_what_was_chosen_is_kept_and_stands_on_the_werkvoorraad_with_its_number(client):
    _laat()
    assert f"{BEWAREN}?tijd=te_laat" in client.get("/werkvoorraad/?tijd=te_laat").text
    antwoord = client.post(f"{BEWAREN}?tijd=te_laat", {"naam": "Als eerste"}, follow=True)
    assert antwoord.redirect_chain == [("/werkvoorraad/?tijd=te_laat", 302)]
    assert "Bewaard als Als eerste." in antwoord.text
    (knop,) = antwoord.context["bewaard"]
    assert (knop.tekst, knop.aantal, knop.is_gekozen) == ("Als eerste", "1", True)


def test_the_own_ones_come_first_and_only_what_is_shared_is_of_all(jo, anneke):
    elders = bouwers.gebruiker(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    _bewaar(elders, "Van elders", is_gedeeld=True)
    _bewaar(anneke, "Anneke alleen")
    _bewaar(anneke, "Anneke deelt", is_gedeeld=True)
    _bewaar(jo, "Zelf")
    assert [rij.naam for rij in weergaven.weergaven(jo)] == ["Zelf", "Anneke deelt"]
    assert [rij.naam for rij in weergaven.weergaven(anneke)] == ["Anneke alleen", "Anneke deelt"]


@pytest.mark.parametrize("rol", [Rol.MAATJE, Rol.GEMEENTE, Rol.BEHEERDER])
def test_who_is_not_of_the_team_has_none(anneke, rol):
    _bewaar(anneke, is_gedeeld=True)
    assert weergaven.weergaven(bouwers.gebruiker(rol)) == []


def test_mine_in_a_shared_view_is_of_whoever_looks(jo, anneke):
    _bewaar(anneke, "Mijn werk", is_gedeeld=True, wie="mij")
    bouwers.zaak(meldingen=[_laat().melding], behandelaar=jo)
    aantallen = [
        _van(wie).get("/werkvoorraad/").context["bewaard"][0].aantal for wie in (jo, anneke)
    ]
    assert aantallen == ["1", "0"]


def test_each_kept_choice_counts_what_its_list_shows(client, jo):
    buurt = bouwers.buurt()
    bouwers.termijn(melding=bouwers.melding(buurt=buurt))
    bouwers.zaak(meldingen=[_laat().melding], behandelaar=jo)
    vragen = [{"buurt": str(buurt.pk)}, {"wie": str(jo.pk), "tijd": "te_laat"}, {"buurt": "geen"}]
    for vraag in vragen:
        _bewaar(jo, str(vraag)[:40], **vraag)
    for knop in client.get("/werkvoorraad/").context["bewaard"]:
        lijst = client.get(f"/werkvoorraad/?{knop.vraag}").context["regels"]
        assert knop.aantal == str(len(lijst)) == "1", knop


def test_a_choice_that_is_no_more_asks_nothing():
    assert voorraadfilter.voorwaarde("wie=weg&wat=dan_ook&buurt=x", []) == Q()


def test_a_name_is_there_once_for_each_person(jo, anneke):
    _bewaar(jo, "Te laat")
    _bewaar(anneke, "Te laat")
    with pytest.raises(Geweigerd, match="al een keuze met deze naam"):
        _bewaar(jo, " te LAAT")
    with pytest.raises(IntegrityError), transaction.atomic():
        bouwers.weergave(eigenaar=jo, naam_hash=Weergave.objects.get(eigenaar=jo).naam_hash)


def test_nothing_chosen_is_nothing_to_keep(client):
    antwoord = client.post(BEWAREN, {"naam": "Alles"})
    assert antwoord.status_code == 422
    assert "Kies eerst wat u wilt zien" in antwoord.text
    assert 'value="Alles"' in antwoord.text
    assert client.post(f"{BEWAREN}?wie=mij", {"naam": ""}).status_code == 422


def test_twelve_are_enough_for_a_person_and_for_a_team(jo, anneke):
    for nummer in range(weergaven.HOOGSTENS):
        _bewaar(jo, f"Keuze {nummer}", is_gedeeld=True)
    with pytest.raises(Geweigerd, match="al 12 keuzes bewaard"):
        _bewaar(jo, "Nog een")
    with pytest.raises(Geweigerd, match="Het team heeft al 12 gedeelde keuzes"):
        _bewaar(anneke, "Ook een", is_gedeeld=True)
    assert _bewaar(anneke, "Voor mijzelf")


@pytest.mark.django_db(transaction=True)
def test_two_who_keep_the_last_one_at_once_keep_one(jo):
    for nummer in range(weergaven.HOOGSTENS - 1):
        _bewaar(jo, f"Keuze {nummer}")
    namen = iter(["Deze", "Of deze"])

    def probeer():
        try:
            return _bewaar(jo, next(namen)).naam
        except Geweigerd:
            return ""

    assert sorted(map(bool, in_draden(probeer, 2))) == [False, True]
    assert Weergave.objects.count() == weergaven.HOOGSTENS


def test_who_made_it_takes_it_away_and_of_what_is_shared_a_coordinator(client, jo, anneke):
    eigen, gedeeld = _bewaar(jo), _bewaar(anneke, is_gedeeld=True)
    alleen = _bewaar(anneke, "Van Anneke")
    tekst = client.get(FILTER).text
    assert reverse("weergave_weg", args=[eigen.pk]) in tekst
    assert reverse("weergave_weg", args=[gedeeld.pk]) not in tekst
    assert "met het team, van Anneke Smeets" in tekst
    client.post(reverse("weergave_weg", args=[eigen.pk]))
    geweigerd = client.post(reverse("weergave_weg", args=[gedeeld.pk]), follow=True)
    assert "Deze keuze is van een collega." in geweigerd.text
    assert client.post(reverse("weergave_weg", args=[alleen.pk])).status_code == 404
    assert set(Weergave.objects.all()) == {gedeeld, alleen}
    coordinator = _van(bouwers.gebruiker(Rol.COORDINATOR))
    coordinator.post(reverse("weergave_weg", args=[gedeeld.pk]))
    assert set(Weergave.objects.all()) == {alleen}


def test_many_kept_choices_cost_no_more_queries(client, jo, django_assert_max_num_queries):
    for nummer in range(weergaven.HOOGSTENS):
        _bewaar(jo, f"Keuze {nummer}", buurt="geen")
        _laat()
    with django_assert_max_num_queries(8):
        assert len(client.get("/werkvoorraad/").context["bewaard"]) == weergaven.HOOGSTENS
