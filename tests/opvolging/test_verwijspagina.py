"""The doorverwijzingen on the page of a zaak, and what closing does with them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import doorverwijzen
from opvolging.afsluiten import sluit_af
from opvolging.models import Doorverwijzing, Termijn, Zaak
from signaalpunt.fouten import Geweigerd
from tests import bouwers

pytestmark = pytest.mark.django_db
U, S, A = Zaak.Uitkomst, Doorverwijzing.Status, Doorverwijzing.Aangekomen
FORM = {"soort": "geldzorgen", "naar": "Kredietbank, mevrouw Smeets", "vraag": "Gebeld."}
GEVRAAGD = FORM | {"toestemming_op": "2026-09-15", "toestemming": "telefoon"}


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


@pytest.fixture
def zaak(jo):
    status = Zaak.Status.CONTACT_GELEGD
    return bouwers.zaak(behandelaar=jo, status=status, oordeel=Zaak.Oordeel.TERECHT)


def doe(client, zaak, act, *nummers, **velden):
    return client.post(reverse(act, args=[zaak.pk, *nummers]), velden, follow=True)


def verwijs(client, zaak, **velden):
    return doe(client, zaak, "zaak_doorverwijzen", sleutel=str(uuid4()), **velden)


def met_klok(zaak, *, geleden=timedelta(), **velden):
    """Asked so long ago, with the clock that runs then."""
    deze = bouwers.doorverwijzing(zaak=zaak, **velden)
    soort = "aangekomen" if deze.is_aangenomen else "doorverwijzing"
    op = timezone.now() - geleden
    dagen = {"streef_op": op + timedelta(days=3), "grens_op": op + timedelta(days=5)}
    bouwers.termijn_op(doorverwijzing=deze, soort=soort, gestart_op=op, **dagen)
    return deze


def test_from_the_form_to_the_arrival_each_act_returns_to_its_place(client, zaak):
    antwoord = verwijs(client, zaak, **GEVRAAGD)
    assert antwoord.redirect_chain == [(f"/zaken/{zaak.pk}/#doorverwijzen", 302)]
    for stukje in ("Kredietbank, mevrouw Smeets", "De klok van het antwoord loopt", "Trek in"):
        assert stukje in antwoord.text
    assert "neem het terug" not in antwoord.text
    deze = zaak.doorverwijzingen.get()
    plek = f"/zaken/{zaak.pk}/#doorverwijzing-{deze.pk}"
    antwoord = doe(client, zaak, "zaak_verwijzing_antwoord", deze.pk, antwoord="aangenomen")
    assert antwoord.redirect_chain == [(plek, 302)]
    assert "Kwam deze persoon aan?" in antwoord.text
    antwoord = doe(client, zaak, "zaak_aankomst", deze.pk, aangekomen="onbekend")
    assert "Aangekomen: dat weten wij niet." in antwoord.text
    antwoord = doe(client, zaak, "zaak_aankomst", deze.pk, aangekomen="ja")
    assert "Aangekomen: ja." in antwoord.text
    assert "Kwam deze persoon aan?" not in antwoord.text


def test_without_agreement_the_form_says_what_to_do_and_keeps_what_was_typed(client, zaak):
    antwoord = verwijs(client, zaak, **FORM)
    assert antwoord.status_code == 422
    assert "eerst om toestemming" in antwoord.text
    assert "Kredietbank, mevrouw Smeets" in antwoord.text
    assert (
        "Kijk het jaar na."
        in verwijs(client, zaak, **GEVRAAGD | {"toestemming_op": "0202-09-15"}).text
    )
    assert not zaak.doorverwijzingen.exists()
    gevaar = FORM | {"is_acuut": "on", "waarom_zonder": "Er is nu gevaar."}
    assert "Zonder toestemming: Er is nu gevaar." in verwijs(client, zaak, **gevaar).text


def test_a_late_answer_is_said_above_and_at_the_question(client, zaak):
    deze = met_klok(zaak, geleden=timedelta(days=9))
    tekst = client.get(reverse("zaak", args=[zaak.pk])).text
    assert "Geen antwoord op een doorverwijzing." in tekst
    assert "Geen antwoord: neem het terug of bel." in tekst
    assert tekst.count("Hoe is deze klok geteld?") == 1
    assert "Trek in<" not in tekst
    doe(client, zaak, "zaak_verwijzing_antwoord", deze.pk, antwoord="geen_antwoord")
    deze.refresh_from_db()
    assert deze.status == S.GEEN_ANTWOORD


@pytest.mark.parametrize("dagen", [0, 4])  # 4: past the target, before the limit
def test_giving_up_is_offered_only_when_it_is_late(client, zaak, dagen):
    met_klok(zaak, geleden=timedelta(days=dagen))
    tekst = client.get(reverse("zaak", args=[zaak.pk])).text
    assert "Wij nemen het terug" not in tekst
    assert "Geen antwoord op een doorverwijzing." not in tekst


def test_who_is_refused_reads_it_also_when_the_question_is_gone(client, zaak, jo):
    deze = met_klok(zaak)
    antwoord = doe(client, zaak, "zaak_verwijzing_antwoord", deze.pk, antwoord="teruggegeven")
    assert "waarom het is teruggegeven" in antwoord.text
    doorverwijzen.trek_in(deze, door=jo, nu=timezone.now())
    antwoord = doe(client, zaak, "zaak_verwijzing_antwoord", deze.pk, antwoord="aangenomen")
    assert "de stand is nu ‘ingetrokken’" in antwoord.text


def test_taking_back_is_one_click_and_refused_after_an_answer(client, zaak):
    deze = met_klok(zaak)
    assert "is ingetrokken." in doe(client, zaak, "zaak_verwijzing_intrekken", deze.pk).text
    ander = met_klok(zaak, status=S.AANGENOMEN)
    assert "Dit kan niet meer" in doe(client, zaak, "zaak_verwijzing_intrekken", ander.pk).text


def test_one_of_another_zaak_is_not_there(client, zaak):
    vreemd = bouwers.doorverwijzing()
    for act in ("zaak_verwijzing_antwoord", "zaak_verwijzing_intrekken", "zaak_aankomst"):
        assert doe(client, zaak, act, vreemd.pk).status_code == 404


@pytest.mark.parametrize("aantal", [1, 12])
def test_the_page_costs_the_same_however_many(
    client, jo, zaak, aantal, django_assert_max_num_queries
):
    for _ in range(aantal):
        met_klok(zaak)
        doorverwijzen.leg_antwoord_vast(
            met_klok(zaak), antwoord=S.TERUGGEGEVEN, reden="Vol.", door=jo, nu=timezone.now()
        )
    with django_assert_max_num_queries(12):
        tekst = client.get(reverse("zaak", args=[zaak.pk])).text
    assert tekst.count("Trek in<") == aantal


def sluit(zaak, uitkomst=U.PROFESSIONAL, **velden):
    sluit_af(zaak, uitkomst=uitkomst, door=zaak.behandelaar, nu=timezone.now(), **velden)


def test_closing_waits_for_an_answer_or_takes_it_back_with_a_tick(client, zaak):
    deze = met_klok(zaak)
    with pytest.raises(Geweigerd, match="nog geen antwoord van Praktijk De Linde"):
        sluit(zaak)
    velden = {"uitkomst": "advies", "toelichting": "Klaar."}
    antwoord = doe(client, zaak, "zaak_afsluiten", **velden)
    assert "Trek de doorverwijzing naar Praktijk De Linde in." in antwoord.text
    assert "nog geen antwoord van" in antwoord.text
    doe(client, zaak, "zaak_afsluiten", **velden, trek_doorverwijzing_in="on")
    deze.refresh_from_db()
    zaak.refresh_from_db()
    assert (deze.status, zaak.uitkomst) == (S.INGETROKKEN, U.ADVIES)
    assert not Termijn.objects.lopend().filter(doorverwijzing=deze).exists()
    soorten = list(zaak.gebeurtenissen.values_list("soort", flat=True))
    assert soorten == ["doorverwijzing_terug", "afgesloten"]


def test_a_yes_suggests_the_outcome(client, zaak):
    keuze = 'value="professional" id="afsluiten_uitkomst_3"'
    assert "Een doorverwijzing is aangenomen" not in client.get(f"/zaken/{zaak.pk}/").text
    met_klok(zaak, status=S.AANGENOMEN)
    tekst = client.get(f"/zaken/{zaak.pk}/").text
    assert "Een doorverwijzing is aangenomen" in tekst
    assert "checked" in tekst.split(keuze, 1)[1].split(">", 1)[0]


def test_the_arrival_is_asked_after_closing_too_and_recorded_there(client, zaak):
    deze = met_klok(zaak, status=S.AANGENOMEN)
    sluit(zaak)
    tekst = client.get(f"/zaken/{zaak.pk}/").text
    assert "Kwam deze persoon aan?" in tekst
    assert "zaak_doorverwijzen" not in tekst
    doe(client, zaak, "zaak_aankomst", deze.pk, aangekomen="nee")
    deze.refresh_from_db()
    assert deze.aangekomen == A.NEE
    assert not Termijn.objects.lopend().filter(doorverwijzing=deze).exists()


def test_nobody_is_asked_about_who_died(client, zaak):
    met_klok(zaak, status=S.AANGENOMEN)
    sluit(zaak, U.OVERLEDEN)
    assert Termijn.objects.get(doorverwijzing__zaak=zaak).stopreden == "vervallen"
    assert "Kwam deze persoon aan?" not in client.get(f"/zaken/{zaak.pk}/").text


def test_the_next_step_points_to_who_was_asked_to_help_as_long_as_that_is_open(client, zaak):
    Zaak.objects.filter(pk=zaak.pk).update(hulpwens=Zaak.Hulpwens.JA)
    pagina = reverse("zaak", args=[zaak.pk])
    assert "Regel wat deze persoon graag wil." in client.get(pagina).text
    deze = met_klok(zaak)
    assert "Kijk bij ‘Doorverwezen’" in client.get(pagina).text
    doorverwijzen.trek_in(deze, door=zaak.behandelaar, nu=timezone.now())
    assert "Regel wat deze persoon graag wil." in client.get(pagina).text
