from uuid import uuid4

import pytest
from django.test import Client

from meldingen.forms import DEUREN, DeurForm
from meldingen.intake import wissel_volgcode
from meldingen.models import Deur, Melding
from meldingen.volgcode import volgcode
from opvolging.forms.gesprek import stappen, voor_team
from opvolging.models import Zaak
from tests import bouwers

pytestmark = pytest.mark.django_db

ADRES = "/intake/"


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


def _antwoorden(**velden) -> dict[str, str]:
    return {
        "deur": "mijzelf",
        "sleutel": str(uuid4()),
        "kanaal": "telefoon",
        "vervolg": "team",
        "veilig": "ja",
        "naam": "Yvonne",
        "telefoon": "043 000 00 01",
        "toelichting": "Lang verhaal",
    } | velden


@pytest.mark.parametrize(
    ("deur", "veld"),
    [("mijzelf", "bereikbaar_via"), ("iemand_anders", "relatie"), ("professional", "organisatie")],
)
def test_each_door_asks_its_own_fields_and_how_it_came_in(client, deur, veld):
    tekst = client.get(ADRES, {"deur": deur}).content.decode()
    assert f'name="{veld}"' in tekst
    assert 'name="kanaal"' in tekst
    assert 'value="web"' not in tekst


def test_an_unknown_door_is_the_one_for_somebody_else(client):
    assert 'name="relatie"' in client.get(ADRES, {"deur": "achterdeur"}).content.decode()


def test_an_intake_for_the_team_lands_in_the_werkvoorraad_with_its_volgcode(client, jo):
    antwoord = client.post(ADRES, _antwoorden(), follow=True)
    melding = Melding.objects.get()
    assert antwoord.redirect_chain == [("/werkvoorraad/", 302)]
    assert volgcode(melding.sleutel) in antwoord.content.decode()
    assert (melding.deur, melding.kanaal, melding.ingevoerd_door) == ("mijzelf", "telefoon", jo)
    assert melding.betrokkene_naam == "Yvonne"
    assert not Zaak.objects.exists()


def test_an_intake_that_is_sent_again_after_a_new_code_reads_out_no_dead_one(client, jo):
    velden = _antwoorden()
    client.post(ADRES, velden, follow=True)
    melding = Melding.objects.get()
    nieuw = wissel_volgcode(melding, van_versie=0)
    tekst = client.post(ADRES, velden, follow=True).text
    assert "Er is daarna een nieuwe volgcode gegeven." in tekst
    assert volgcode(melding.sleutel) not in tekst
    assert nieuw not in tekst


def test_who_takes_it_up_right_away_lands_in_the_zaak(client, jo):
    antwoord = client.post(ADRES, _antwoorden(vervolg="zelf"), follow=True)
    zaak = Zaak.objects.get()
    assert antwoord.redirect_chain == [(f"/zaken/{zaak.pk}/", 302)]
    assert (zaak.status, zaak.behandelaar) == ("opgepakt", jo)


@pytest.mark.parametrize(
    ("kanaal", "wijze"),
    [("telefoon", "telefoon"), ("balie", "bezoek"), ("email", "email"), ("brief", "telefoon")],
)
def test_who_was_spoken_to_at_the_intake_has_had_the_first_contact(client, kanaal, wijze):
    client.post(ADRES, _antwoorden(vervolg="gesproken", kanaal=kanaal))
    zaak = Zaak.objects.get()
    assert zaak.status == "contact_gelegd"
    assert (zaak.contacten.get().wijze, zaak.contacten.get().is_bereikt) == (wijze, True)


def test_somebody_not_safe_is_stored_with_the_mark(client):
    client.post(ADRES, _antwoorden(veilig="nee"))
    assert not Melding.objects.get().is_veilig


def test_an_intake_that_is_sent_twice_is_stored_once(client):
    antwoorden = _antwoorden(vervolg="gesproken")
    for _ in range(2):
        assert client.post(ADRES, antwoorden).status_code == 302
    zaak = Zaak.objects.get()
    assert (Melding.objects.count(), zaak.contacten.count()) == (1, 1)


def test_the_same_form_with_other_answers_is_refused_and_keeps_every_word(client):
    antwoorden = _antwoorden()
    client.post(ADRES, antwoorden)
    antwoord = client.post(ADRES, antwoorden | {"toelichting": "Ander verhaal"})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Dit formulier is al een keer verstuurd" in tekst
    assert "Ander verhaal" in tekst
    assert Melding.objects.count() == 1


@pytest.mark.parametrize("fout", [{"telefoon": ""}, {"kanaal": ""}, {"vervolg": "iets"}])
def test_a_refused_intake_comes_back_with_every_word(client, fout):
    antwoord = client.post(ADRES, _antwoorden(**fout))
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Er klopt nog iets niet" in tekst
    assert "Lang verhaal" in tekst
    assert not Melding.objects.exists()


@pytest.mark.parametrize(
    ("deur", "vragen"),
    [
        ("mijzelf", ["Hoe heet de beller?", "Is de beller nu veilig?"]),
        ("iemand_anders", ["Hoe heet de beller?", "Hoe heet deze persoon?", "Hoe kent de beller"]),
        ("professional", ["Voor welke organisatie belt de beller?"]),
    ],
)
def test_the_questions_read_right_for_who_types_for_a_caller(client, deur, vragen):
    tekst = client.get(ADRES, {"deur": deur}).content.decode()
    for vraag in vragen:
        assert vraag in tekst
    for publiek in ("Uw naam", "Uw telefoonnummer", "Hoe mogen wij u noemen?", "Bel mij"):
        assert publiek not in tekst
    assert 'autocomplete="name"' not in tekst


@pytest.mark.parametrize("deur", ["mijzelf", "iemand_anders", "professional"])
def test_every_question_of_a_door_is_asked_once(client, deur):
    form = voor_team(DEUREN[Deur(deur)](gemeente=bouwers.gemeente()))
    gevraagd = [veld.name for stap in stappen(form) for veld in stap.velden]
    assert sorted(gevraagd) == sorted(form.fields)


def test_a_question_with_a_number_on_paper_shows_it(monkeypatch):
    monkeypatch.setattr(DeurForm, "nummer_van", lambda _, naam: len(naam), raising=False)
    form = voor_team(DEUREN[Deur.MIJZELF](gemeente=bouwers.gemeente()))
    assert form.fields["naam"].label == "4. Hoe heet de beller?"


def test_what_to_say_stands_beside_each_step(client, jo):
    tekst = client.get(ADRES).content.decode()
    for zin in (
        f"u spreekt met {jo.naam}",
        "is deze persoon nu veilig?",
        "De persoon mag ons vragen wie dit meldde.",
        "Heeft u pen en papier?",
    ):
        assert zin in tekst
