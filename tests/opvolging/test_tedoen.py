"""What residents read of the sociale kaart: on the screen, near a buurt, and on paper."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from opvolging.models import Aanbod
from opvolging.tedoen import kaartje, op_papier, waar
from tests import bouwers
from tests.antwoorden import ADRES, mens
from tests.pdflezer import lettermaten, pdftekst, tags

pytestmark = pytest.mark.django_db

NU = bouwers.NU


@pytest.fixture
def malberg(maastricht):
    return bouwers.buurt()


@pytest.fixture
def naast(malberg):
    return bouwers.buurt(code="BU09350205", naam="Naast", breedte=50.866, lengte=5.66)


@pytest.fixture
def ver(malberg):
    return bouwers.buurt(code="BU09350601", naam="Ver", breedte=50.82, lengte=5.72)


def namen(antwoord):
    return [deze.aanbod.naam for deze in antwoord.context["kaartjes"]]


def te_doen(client, **vraag):
    return client.get(reverse("te_doen"), vraag)


def test_residents_see_only_what_is_complete_true_and_meant_for_them(client, malberg):
    gisteren = timezone.localdate() - timedelta(days=1)
    bouwers.aanbod(naam="Te zien")
    bouwers.aanbod(naam="Alleen team", is_openbaar=False)
    bouwers.aanbod(naam="Half", tijd="")
    bouwers.aanbod(naam="Voorbij", geldig_tot=gisteren)
    bouwers.aanbod(naam="Geweest", ritme="eenmalig", datum=gisteren)
    bouwers.aanbod(naam="Weg", gearchiveerd_op=NU)
    assert namen(te_doen(client)) == ["Te zien"]


def test_each_town_shows_its_own(client, malberg):
    elders = bouwers.gemeente(code="GM9999", naam="Elders", hostnaam="elders.test")
    bouwers.aanbod(naam="Elders", gemeente=elders, plaats="afstand")
    bouwers.aanbod(naam="Hier")
    malberg.gemeente.hostnaam = "testserver"
    malberg.gemeente.save()
    assert namen(te_doen(client)) == ["Hier"]


def test_a_card_says_what_somebody_wants_to_know(client, malberg):
    bouwers.aanbod(
        doelgroepen=["ouderen", "krap"], kosten="klein", prijs="2 euro", talen=["tr", "nl"]
    )
    antwoord = te_doen(client)
    regels = dict(antwoord.context["kaartjes"][0].regels)
    assert regels == {
        "Waar": "Gemeenschapshuis, Malberg",
        "Wanneer": "Elke dinsdag van 10.00 tot 12.00 uur",
        "Voor wie": "Ouderen, wie weinig geld heeft",
        "Hoe begint u": "Gewoon binnenlopen",
        "Samen met": "In een groep",
        "Kosten": "Een klein bedrag: 2 euro",
        "Met een rolstoel": "Ja",
        "Talen": "Nederlands, Turks",
    }
    assert 'href="tel:0430000001"' in antwoord.text
    assert "sociaal:" not in antwoord.text  # the kind of loneliness is for the team


def test_what_is_near_the_buurt_comes_first_with_its_distance(client, malberg, naast, ver):
    for buurt in (ver, naast, malberg):
        bouwers.aanbod(naam=buurt.naam, buurt=buurt)
    antwoord = te_doen(client, buurt=malberg.code)
    assert namen(antwoord) == ["Malberg", "Naast", "Ver"]
    waar_ = [dict(deze.regels)["Waar"] for deze in antwoord.context["kaartjes"]]
    assert waar_[0] == "Gemeenschapshuis, Malberg"
    assert waar_[1] == "Gemeenschapshuis, Naast, ongeveer 0,7 km van Malberg"


def test_what_comes_to_somebody_has_no_distance(malberg):
    thuis = bouwers.aanbod(plaats="thuis", buurt=malberg)
    assert waar(thuis, malberg) == "Iemand komt thuis"
    assert "Waar" in dict(kaartje(thuis).regels)


@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [
        ({"zoek": "koffie"}, ["Koffieochtend"]),
        ({"behoefte": "samen_eten"}, ["Eettafel"]),
        ({"moment": "ochtend"}, ["Koffieochtend"]),
        ({"gratis": "on"}, ["Koffieochtend"]),
        ({"rolstoel": "on"}, ["Koffieochtend"]),
        ({"zoek": "\x00"}, ["Eettafel", "Koffieochtend"]),
        ({"zoek": "parachute"}, []),
    ],
)
def test_each_question_narrows_the_list_without_javascript(client, malberg, vraag, gevonden):
    bouwers.aanbod()
    bouwers.aanbod(
        naam="Eettafel", omschrijving="Samen eten.", behoeften=["samen_eten"], kosten="klein",
        dagdelen=["vr_avond"], is_rolstoelvriendelijk=False,
    )  # fmt: skip
    assert namen(te_doen(client, **vraag)) == gevonden


@pytest.mark.parametrize("aantal", [1, 100])
def test_the_page_costs_the_same_however_much_there_is(
    client, malberg, aantal, django_assert_num_queries
):
    for nummer in range(aantal):
        bouwers.aanbod(naam=f"Plek {nummer:03}")
    with django_assert_num_queries(5):  # gemeente, buurten, count, page, crisis numbers
        antwoord = te_doen(client)
    assert len(namen(antwoord)) == min(aantal, 20)


def test_the_front_page_leads_there_only_when_there_is_something(client, malberg):
    assert reverse("te_doen") not in client.get(reverse("voordeur")).text
    bouwers.aanbod()
    assert reverse("te_doen") in client.get(reverse("voordeur")).text


def test_a_fresh_installation_has_nothing_to_do_and_no_error(client):
    assert "Hier staat nu nog niets." in te_doen(client).text
    assert client.get(reverse("te_doen_op_papier", args=["BU1"])).status_code == 404


def test_a_tip_names_what_is_near_and_open_to_all(client, malberg, ver):
    bouwers.aanbod(naam="Ver weg", buurt=ver)
    bouwers.aanbod(naam="Alleen team", is_openbaar=False)
    bouwers.aanbod(naam="Telefooncirkel", plaats="afstand")
    adres = f"{reverse('te_doen')}?buurt={malberg.code}"

    def bedankt():
        velden = mens("iemand_anders", buurt=malberg.code)
        antwoord = client.post(ADRES["iemand_anders"], velden, follow=True)
        return antwoord.text

    assert adres not in bedankt()
    for naam in ("Koffie", "Thee"):
        bouwers.aanbod(naam=naam)
    tekst = bedankt()
    assert "Bijvoorbeeld: Koffie en Thee." in tekst
    assert adres in tekst


class TestPapier:
    def lees(self, inhoud):
        return pikepdf.open(io.BytesIO(inhoud))

    def test_what_is_here_near_and_everywhere_is_tagged_in_large_type(self, malberg, naast, ver):
        bouwers.crisisnummer()
        bouwers.aanbod(naam="Hier", website="https://hier.voorbeeld.test/")
        bouwers.aanbod(naam="Nabij", buurt=naast)
        bouwers.aanbod(naam="Verweg", buurt=ver)
        bouwers.aanbod(naam="Bellen", plaats="afstand", buurt=None)
        bouwers.aanbod(naam="Intern", is_openbaar=False)
        pdf = self.lees(op_papier(malberg.gemeente, malberg, nu=NU))
        tekst = pdftekst(pdf)
        plekken = [tekst.index(woord) for woord in ("In Malberg", "Dichtbij", "aan de telefoon of")]
        assert plekken == sorted(plekken)
        assert tekst.index("Hier") < tekst.index("Nabij") < tekst.index("Bellen")
        assert "Verweg" not in tekst
        assert "Intern" not in tekst
        assert "Nu hulp nodig? Bel 112." in tekst
        assert "Dit klopte op 15 september 2026." in tekst
        assert min(lettermaten(pdf)) >= 14
        soorten, _ = tags(pdf)
        assert soorten.count("/H3") == 3
        assert bool(pdf.Root.MarkInfo.Marked)

    def test_a_buurt_without_anything_says_to_call(self, malberg):
        tekst = pdftekst(self.lees(op_papier(malberg.gemeente, malberg, nu=NU)))
        assert "In deze buurt weten wij nu niets. Bel ons." in tekst

    def test_what_changed_is_printed_at_once_and_the_rest_is_remembered(self, client, malberg):
        caches["proces"].clear()
        adres = reverse("te_doen_op_papier", args=[malberg.code])
        rij = bouwers.aanbod()
        eerste = client.get(adres).content
        assert client.get(adres).content == eerste
        Aanbod.objects.filter(pk=rij.pk).update(naam="Theeochtend", versie=2)
        tweede = client.get(adres)
        assert tweede["Content-Type"] == "application/pdf"
        assert "Theeochtend" in pdftekst(self.lees(tweede.content))

    def test_in_english_for_who_chose_that(self, client, malberg):
        client.cookies["taal"] = "en"
        bouwers.aanbod()
        pdf = self.lees(client.get(reverse("te_doen_op_papier", args=[malberg.code])).content)
        assert "What is there to do in Malberg?" in pdftekst(pdf)
        assert str(pdf.Root.Lang) == "en"
