"""A door opened through a vindplaats: it travels along, and a device may remember the work."""

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meldingen import drukte
from meldingen.models import Deur, Melding
from tests import bouwers
from tests.antwoorden import ADRES, antwoorden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]
SLEUTEL = "6f1d2e9e-6b0a-4c57-9f05-0c2f8f1e6a11"
DEUR = ADRES["professional"]


@pytest.fixture
def plek():
    return bouwers.vindplaats(naam="Bibliotheek Proef")


def in_het_formulier(antwoord):
    return f'name="vindplaats" value="{antwoord.context["verzending"].vindplaats}"' in antwoord.text


def test_the_organisation_is_filled_in_and_can_be_changed(client, plek):
    antwoord = client.get(f"{DEUR}?vindplaats={plek.leescode}")
    assert antwoord.context["form"]["organisatie"].value() == "Bibliotheek Proef"
    assert f'name="vindplaats" value="{plek.code}"' in antwoord.text
    client.post(DEUR, antwoorden("professional", vindplaats=plek.code, organisatie="Iets anders"))
    melding = Melding.objects.get()
    assert (melding.vindplaats, melding.melder.organisatie) == (plek, "Iets anders")


@pytest.mark.parametrize("deur", ["mijzelf", "iemand_anders"])
def test_another_door_carries_the_place_and_stays_the_cached_one(client, plek, deur):
    client.get(ADRES[deur])
    antwoord = client.get(f"{ADRES[deur]}?vindplaats={plek.leescode}")
    assert antwoord.context["form"].is_leeg
    assert f'name="vindplaats" value="{plek.code}"' in antwoord.text
    assert 'name="vindplaats"' not in client.get(ADRES[deur]).text


def test_the_filled_in_door_is_never_shown_to_the_next_visitor(client, plek):
    assert "Bibliotheek Proef" in client.get(f"{DEUR}?vindplaats={plek.leescode}").text
    assert "Bibliotheek Proef" not in client.get(DEUR).text


@pytest.mark.parametrize("code", ["K7RM-2QXP", "x", "", "\x00", "<b>"])
def test_an_unknown_place_is_ignored(client, code):
    antwoord = client.get(DEUR, {"vindplaats": code})
    assert antwoord.status_code == 200
    assert 'name="vindplaats"' not in antwoord.text
    client.post(DEUR, antwoorden("professional", vindplaats=code))
    assert Melding.objects.get().vindplaats is None


def test_a_place_of_another_town_is_ignored(client):
    elders = bouwers.vindplaats(gemeente=bouwers.gemeente(code="GM9999", hostnaam="elders.test"))
    bouwers.gemeente().__class__.objects.filter(code="GM0935").update(hostnaam="testserver")
    client.post(DEUR, antwoorden("professional", vindplaats=elders.code))
    assert Melding.objects.get().vindplaats is None


@pytest.mark.parametrize(
    "anders",
    [
        {"wissel_taal": "en"},
        {"veilig": "nee"},
        {"veilig": None},
        {"terug": "ja"},
        {"vergeet_organisatie": "ja"},
    ],
)
def test_the_place_survives_each_page_on_the_way(client, plek, anders):
    antwoord = client.post(DEUR, antwoorden("professional", vindplaats=plek.code, **anders))
    assert antwoord.context["verzending"].vindplaats == plek.code
    assert in_het_formulier(antwoord)
    assert not Melding.objects.exists()


def test_the_place_survives_a_form_that_was_sent_before(client, plek):
    for tekst in ("een", "twee"):
        antwoord = client.post(
            DEUR,
            antwoorden("professional", vindplaats=plek.code, sleutel=SLEUTEL, toelichting=tekst),
        )
    assert antwoord.status_code == 409
    assert in_het_formulier(antwoord)
    assert antwoord.context["verzending"].vindplaats == plek.code


def test_the_place_survives_a_page_that_was_open_too_long(plek):
    streng = Client(enforce_csrf_checks=True)
    antwoord = streng.post(DEUR, antwoorden("professional", vindplaats=plek.code))
    assert antwoord.status_code == 403
    assert in_het_formulier(antwoord)
    assert antwoord.context["verzending"].vindplaats == plek.code


def test_the_place_survives_when_it_is_busy(client, plek, monkeypatch):
    monkeypatch.setattr(drukte, "OPVALLEND", 0)
    monkeypatch.setattr(drukte, "DRUK", 0)
    antwoord = client.post(DEUR, antwoorden("professional", vindplaats=plek.code))
    assert antwoord.status_code == 429
    assert in_het_formulier(antwoord)
    assert antwoord.context["verzending"].vindplaats == plek.code


def test_a_melding_without_a_place_asks_the_database_nothing_more(client, plek):
    def vragen(**anders):
        with CaptureQueriesContext(connection) as gevangen:
            client.post(DEUR, antwoorden("professional", **anders))
        return [vraag for vraag in gevangen if "meldingen_vindplaats" in vraag["sql"]]

    vragen()
    assert [v for v in vragen() if v["sql"].startswith("SELECT")] == []
    met = [v for v in vragen(vindplaats=plek.code) if v["sql"].startswith("SELECT")]
    assert len(met) == 1


def test_staff_see_where_it_came_from(client, plek):
    melding = bouwers.melding(vindplaats=plek, deur=Deur.MIJZELF)
    zaak = bouwers.zaak(meldingen=[melding])
    client.force_login(zaak.behandelaar)
    assert "door de link van Bibliotheek Proef" in client.get(reverse("zaak", args=[zaak.pk])).text


def test_the_place_of_a_melder_is_as_protected_as_the_organisation(client, plek):
    melding = bouwers.melder(melding=bouwers.melding(vindplaats=plek)).melding
    zaak = bouwers.zaak(meldingen=[melding])
    client.force_login(zaak.behandelaar)
    assert "Bibliotheek Proef" not in client.get(reverse("zaak", args=[zaak.pk])).text
    getoond = client.post(reverse("zaak_melder", args=[zaak.pk, melding.pk]))
    assert "Bibliotheek Proef" in getoond.text


def test_nothing_is_remembered_unless_asked(client):
    client.post(DEUR, antwoorden("professional"))
    assert "organisatie" not in client.cookies


def test_the_organisation_is_remembered_for_a_year_and_nothing_else_is(client, plek):
    antwoord = client.post(DEUR, antwoorden("professional", onthoud_organisatie="ja"))
    koek = antwoord.cookies["organisatie"]
    assert signing.loads(koek.value, salt="organisatie") == [
        "Huisartsenpraktijk De Linde",
        "praktijkondersteuner",
    ]
    assert (koek["max-age"], koek["path"]) == (365 * 24 * 3600, DEUR)
    assert koek["httponly"]
    # what was remembered on purpose goes before the name on the card
    form = client.get(f"{DEUR}?vindplaats={plek.leescode}").context["form"]
    assert form["organisatie"].value() == "Huisartsenpraktijk De Linde"
    assert form["functie"].value() == "praktijkondersteuner"
    assert form["melder_telefoon"].value() is None


def test_with_one_click_the_device_forgets_and_what_was_typed_stays(client):
    client.post(DEUR, antwoorden("professional", onthoud_organisatie="ja"))
    assert "vergeet_organisatie" in client.get(DEUR).text
    antwoord = client.post(
        DEUR, antwoorden("professional", vergeet_organisatie="ja", toelichting="Mijn tekst")
    )
    assert antwoord.cookies["organisatie"]["max-age"] == 0
    assert "Mijn tekst" in antwoord.text
    assert antwoord.context["form"]["organisatie"].value() == ""
    assert "onthoud_organisatie" in antwoord.text
    assert "De Linde" not in client.get(DEUR).text


# a fixed name: a signature differs each second, and the tests are shared out by name
@pytest.mark.parametrize(
    "koek",
    ["", "onzin", signing.dumps(["a", "b"], salt="iets anders")],
    ids=["leeg", "onzin", "vreemd"],
)
def test_a_cookie_that_is_not_ours_is_ignored(client, koek):
    client.cookies["organisatie"] = koek
    assert client.get(DEUR).context["form"]["organisatie"].value() is None


@pytest.mark.parametrize("anders", [{"wissel_taal": "en"}, {"veilig": None}, {"veilig": "nee"}])
def test_the_tick_survives_each_page_on_the_way(client, anders):
    antwoord = client.post(DEUR, antwoorden("professional", onthoud_organisatie="ja", **anders))
    assert antwoord.context["verzending"].wil_onthouden
    assert 'name="onthoud_organisatie" value="ja"' in antwoord.text


@pytest.mark.parametrize("deur", ["mijzelf", "iemand_anders"])
def test_the_other_doors_remember_nothing(client, deur):
    antwoord = client.post(ADRES[deur], antwoorden(deur, onthoud_organisatie="ja"))
    assert antwoord.status_code == 302
    assert "organisatie" not in antwoord.cookies
    assert "onthoud_organisatie" not in client.get(ADRES[deur]).text


def _stuur(client, plek, aantal):
    for _ in range(aantal):
        bouwers.melding(deur=Deur.PROFESSIONAL, vindplaats=plek, ontvangen_op=timezone.now())
    client.post(DEUR, antwoorden("professional", vindplaats=plek.code))
    return client.get(reverse("bedankt"))


@pytest.mark.parametrize(
    ("aantal", "zin"), [(2, None), (6, "professionals in Maastricht"), (12, "gaf deze plek ons")]
)
def test_a_professional_is_thanked_with_a_number_from_the_threshold_on(client, plek, aantal, zin):
    # the melding of a test is sent at once, so it looks like spam and is not counted
    antwoord = _stuur(client, plek, aantal)
    if zin is None:
        assert antwoord.context["samen"] is None
    else:
        assert zin in antwoord.text
        assert f"<strong>{aantal}</strong>" in antwoord.text


def test_a_resident_gets_no_number(client, plek):
    for _ in range(12):
        bouwers.melding(deur=Deur.PROFESSIONAL, ontvangen_op=timezone.now())
    client.post(ADRES["mijzelf"], antwoorden("mijzelf", vindplaats=plek.code))
    assert client.get(reverse("bedankt")).context["samen"] is None
