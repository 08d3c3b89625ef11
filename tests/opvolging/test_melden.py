"""The three doors from outside: what is stored, what comes back, and that nothing typed is lost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meldingen.models import Deur, Melding
from meldingen.verzending import LOKAAS, Verzending
from tests import bouwers
from tests.antwoorden import ADRES, GENOEG, antwoorden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]
IEDERE_DEUR = pytest.mark.parametrize("deur", list(GENOEG))
SLEUTEL = "6f1d2e9e-6b0a-4c57-9f05-0c2f8f1e6a11"


@IEDERE_DEUR
def test_a_door_opens_with_an_empty_form_of_its_own(client, deur):
    eerst, dan = client.get(ADRES[deur]), client.get(ADRES[deur])
    assert eerst.status_code == 200
    assert eerst.context["verzending"].sleutel != dan.context["verzending"].sleutel


@IEDERE_DEUR
def test_an_empty_door_may_be_kept_for_back_and_what_was_typed_never(client, deur):
    assert "no-store" not in client.get(ADRES[deur]).get("Cache-Control", "")
    for knop in ({}, {"terug": "ja"}, {"wissel_taal": "en"}, {"veilig": "nee"}):
        antwoord = client.post(ADRES[deur], {"toelichting": "Truus"} | knop)
        assert antwoord["Cache-Control"] == "no-store", knop


@IEDERE_DEUR
def test_the_trap_is_nothing_that_a_browser_or_filler_of_forms_knows(client, deur):
    tekst = client.get(ADRES[deur]).text
    [veld] = re.findall(rf'<input id="{LOKAAS}"[^>]*>', tekst)
    for stil in ('autocomplete="off"', 'tabindex="-1"', "data-1p-ignore", 'data-lpignore="true"'):
        assert stil in veld
    # what browsers guess by: https://chromium.googlesource.com, form_parsing regexes
    bekend = r"name|naam|mail|tel|phone|fax|adres|address|street|city|plaats|zip|post|land|country"
    bekend += r"|url|site|web|company|organi|title|subject|comment|message|card|user|pass|code|date"
    assert not re.search(bekend, LOKAAS)
    assert not re.search(bekend, "Laat dit vak leeg".lower())


@IEDERE_DEUR
def test_what_is_sent_is_stored_and_thanked_for(client, deur):
    antwoord = client.post(ADRES[deur], antwoorden(deur, toelichting="Truus is alleen"))
    assert antwoord.status_code == 302
    assert antwoord.url == reverse("bedankt")
    melding = Melding.objects.get()
    assert (melding.deur, melding.toelichting) == (deur, "Truus is alleen")
    assert melding.is_veilig


@IEDERE_DEUR
def test_a_rejected_form_comes_back_whole_with_its_errors_named(client, deur):
    getypt = antwoorden(deur, veilig=None, toelichting="<b>Truus</b> & co", behoeften=["praatje"])
    antwoord = client.post(ADRES[deur], getypt | {"sleutel": SLEUTEL})
    assert antwoord.status_code == 422
    tekst = antwoord.content.decode()
    assert "&lt;b&gt;Truus&lt;/b&gt; &amp; co" in tekst
    assert 'href="#id_veilig_0"' in tekst
    assert 'aria-describedby="id_veilig_helptext id_veilig_error"' in tekst
    assert antwoord.context["form"]["behoeften"].value() == ["praatje"]
    assert str(antwoord.context["verzending"].sleutel) == SLEUTEL
    assert antwoord["Cache-Control"] == "no-store"
    assert not Melding.objects.exists()


@IEDERE_DEUR
def test_not_safe_shows_the_numbers_first_and_stores_nothing(client, deur):
    bouwers.crisisnummer(nummer="113")
    getypt = antwoorden(deur, veilig="nee", toelichting="a\nb", behoeften=["praatje", "anders"])
    antwoord = client.post(ADRES[deur], getypt | {"sleutel": SLEUTEL})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "Bel nu eerst" in tekst
    assert "113" in tekst
    assert not Melding.objects.exists()
    mee = antwoord.context["antwoorden"]
    for naam, waarde in getypt.items():
        assert [(naam, deel) for deel in (waarde if isinstance(waarde, list) else [waarde])] == [
            paar for paar in mee if paar[0] == naam
        ]
    assert f'name="sleutel" value="{SLEUTEL}"' in tekst


def test_not_safe_comes_before_any_other_question(client):
    antwoord = client.post(ADRES["mijzelf"], {"veilig": "nee"})
    assert "Bel nu eerst" in antwoord.content.decode()


@IEDERE_DEUR
def test_after_the_numbers_somebody_may_go_on(client, deur):
    client.post(ADRES[deur], antwoorden(deur, veilig="nee", toch_verder="ja"))
    assert not Melding.objects.get().is_veilig


def test_who_went_on_is_not_sent_to_the_numbers_again(client):
    antwoord = client.post(ADRES["mijzelf"], {"veilig": "nee", "toch_verder": "ja"})
    assert antwoord.status_code == 422
    assert 'name="toch_verder" value="ja"' in antwoord.content.decode()


def test_from_the_numbers_one_can_go_back_to_the_answers(client):
    antwoord = client.post(
        ADRES["mijzelf"], antwoorden("mijzelf", veilig="nee", toelichting="nog niet", terug="ja")
    )
    assert antwoord.status_code == 200
    assert "nog niet" in antwoord.content.decode()
    assert not Melding.objects.exists()


@IEDERE_DEUR
def test_sending_twice_gives_one_melding_and_the_same_code(client, deur):
    for _ in range(2):
        client.post(ADRES[deur], antwoorden(deur, sleutel=SLEUTEL))
        assert Melding.objects.count() == 1
    eerste = client.get(reverse("bedankt")).context["dank"]
    client.post(ADRES[deur], antwoorden(deur, sleutel=SLEUTEL))
    assert client.get(reverse("bedankt")).context["dank"] == eerste


def test_the_same_form_with_other_answers_says_so_and_keeps_them(client):
    client.post(ADRES["mijzelf"], antwoorden("mijzelf", sleutel=SLEUTEL))
    antwoord = client.post(
        ADRES["mijzelf"], antwoorden("mijzelf", sleutel=SLEUTEL, toelichting="Nog iets")
    )
    assert antwoord.status_code == 409
    tekst = antwoord.content.decode()
    assert "U hebt dit al verstuurd" in tekst
    assert 'value="Nog iets"' in tekst
    assert SLEUTEL not in tekst
    assert Melding.objects.count() == 1


def test_the_page_about_sending_twice_is_there_in_another_language_with_all_answers(client):
    getypt = antwoorden("mijzelf", sleutel=SLEUTEL, behoeften=["praatje", "anders"])
    client.post(ADRES["mijzelf"], getypt)
    eerst = client.post(ADRES["mijzelf"], getypt | {"toelichting": "Nog iets"})
    sleutel = str(eerst.context["verzending"].sleutel)
    mee = getypt | {"toelichting": "Nog iets", "sleutel": sleutel, "tussenpagina": "al_verstuurd"}
    assert 'name="tussenpagina" value="al_verstuurd"' in eerst.text
    antwoord = client.post(ADRES["mijzelf"], mee | {"wissel_taal": "en"})
    assert "You have already sent this" in antwoord.text
    assert ("behoeften", "anders") in antwoord.context["antwoorden"]
    assert 'value="Nog iets"' in antwoord.text
    assert str(antwoord.context["verzending"].sleutel) == sleutel
    assert Melding.objects.count() == 1


def test_a_page_in_between_that_does_not_exist_is_the_door(client):
    mee = {"tussenpagina": "../base", "wissel_taal": "en", "toelichting": "Mijn verhaal"}
    antwoord = client.post(ADRES["mijzelf"], mee)
    assert antwoord.status_code == 200
    assert "Mijn verhaal" in antwoord.context["form"].initial["toelichting"]


def test_a_robot_is_marked_and_kept(client):
    client.post(ADRES["mijzelf"], antwoorden("mijzelf", stilte="https://koop.test"))
    assert Melding.objects.get().is_verdacht


def test_somebody_who_takes_time_is_not_marked(client, monkeypatch):
    monkeypatch.setattr("meldingen.verzending.MINSTENS", timedelta(seconds=-1))
    verzending = client.get(ADRES["mijzelf"]).context["verzending"]
    mee = {"sleutel": verzending.sleutel, "geopend": verzending.geopend, "stilte": ""}
    client.post(ADRES["mijzelf"], antwoorden("mijzelf", **mee))
    assert not Melding.objects.get().is_verdacht


def test_without_a_gemeente_there_is_no_door(client, maastricht):
    maastricht.delete()
    assert client.get(ADRES["mijzelf"]).status_code == 404


@IEDERE_DEUR
def test_another_language_keeps_what_was_typed_and_stores_nothing(client, deur):
    getypt = antwoorden(deur, toelichting="Mijn verhaal", behoeften=["praatje"], sleutel=SLEUTEL)
    antwoord = client.post(ADRES[deur], getypt | {"wissel_taal": "en"})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert '<html lang="en">' in tekst
    assert "Mijn verhaal" in tekst
    assert antwoord.context["form"]["behoeften"].value() == ["praatje"]
    assert str(antwoord.context["verzending"].sleutel) == SLEUTEL
    assert not Melding.objects.exists()
    assert '<html lang="en">' in client.get(ADRES[deur]).content.decode()


def test_the_confirmation_is_in_the_language_of_the_page(client, monkeypatch):
    monkeypatch.setattr("meldingen.verzending.MINSTENS", timedelta(seconds=-1))
    client.cookies["taal"] = "en"
    verzending = Verzending.nieuw()
    mee = {"sleutel": verzending.sleutel, "geopend": verzending.geopend, "stilte": ""}
    wil_mail = {"email": "a@voorbeeld.test", "terugkoppeling": "email"}
    client.post(ADRES["mijzelf"], antwoorden("mijzelf", **wil_mail, **mee))
    assert Melding.objects.get().deur == Deur.MIJZELF
    assert bouwers.gemeente().bericht_set.get().soort == "bevestiging_en"


@IEDERE_DEUR
def test_an_empty_door_is_the_same_for_everybody_and_asks_little_of_the_database(client, deur):
    client.get(ADRES[deur])
    with CaptureQueriesContext(connection) as gevangen:
        tekst = client.get(ADRES[deur]).content.decode()
    assert len(gevangen) <= 2
    assert 'name="toelichting"' in tekst
    client.cookies["taal"] = "en"
    assert "What would you like to tell us?" in client.get(ADRES[deur]).content.decode()


@IEDERE_DEUR
def test_buurten_of_the_postcode_come_first_and_nothing_is_chosen_or_stored(client, deur):
    bouwers.buurt(postcode4="6218")
    bouwers.buurt(code="BU09350300", naam="Amby", postcode4="6225")
    getypt = antwoorden(deur, toelichting="Mijn verhaal", postcode="6218ab", orden_buurten="ja")
    antwoord = client.post(ADRES[deur], getypt)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    boven, rest = (
        tekst.index(f'label="{naam}"') for naam in ("Bij deze postcode", "Andere buurten")
    )
    assert boven < tekst.index("Malberg") < rest < tekst.index("Amby")
    assert "Mijn verhaal" in tekst
    assert antwoord.context["form"]["buurt"].value() in {"", None}
    assert not Melding.objects.exists()


@pytest.mark.parametrize("postcode", ["", "abc", "0000", "9999 ZZ"])
def test_a_postcode_of_nowhere_leaves_the_list_as_it_is(client, postcode):
    bouwers.buurt(postcode4="6218")
    tekst = client.post(
        ADRES["mijzelf"], antwoorden("mijzelf", postcode=postcode, orden_buurten="ja")
    ).content.decode()
    assert "optgroup" not in tekst
    assert 'data-postcode="6218"' in tekst


@IEDERE_DEUR
def test_who_is_under_18_sees_at_once_whom_to_call(client, deur):
    bouwers.crisisnummer(nummer="0800-0432", naam="De Kindertelefoon", is_voor_jeugd=True)
    assert "Bellen kan nu al" in client.get(ADRES[deur]).content.decode()
    antwoord = client.post(ADRES[deur], {"leeftijdsgroep": "tot_18"})
    assert antwoord.status_code == 422
    assert "Nu al met iemand praten?" in antwoord.content.decode()


def test_what_follows_from_an_answer_is_tied_to_that_answer(client):
    tekst = client.get(ADRES["iemand_anders"]).content.decode()
    assert 'aria-describedby="id_weet_ervan_1_uitleg"' in tekst
    assert 'id="id_weet_ervan_1_uitleg">Wij geven dan alleen u advies' in tekst


def test_the_numbers_can_be_read_in_another_language_and_carry_the_answers_along(client):
    bouwers.crisisnummer(nummer="113")
    getypt = antwoorden("mijzelf", veilig="nee", toelichting="Mijn verhaal")
    eerst = client.post(ADRES["mijzelf"], getypt).content.decode()
    assert 'name="tussenpagina" value="eerst_bellen"' in eerst
    assert 'name="wissel_taal" value="en"' in eerst
    antwoord = client.post(
        ADRES["mijzelf"], getypt | {"tussenpagina": "eerst_bellen", "wissel_taal": "en"}
    )
    tekst = antwoord.content.decode()
    assert "Please call first" in tekst
    assert "There is danger now" in tekst
    assert 'value="Mijn verhaal"' in tekst
    assert antwoord.cookies["taal"].value == "en"
    assert not Melding.objects.exists()
