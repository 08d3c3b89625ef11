"""What is still open is read before a zaak is closed, and stops nobody."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meldingen.models import Deur
from opvolging import afspreken, gevaar, klokken
from opvolging.models import (
    Aanvulling,
    Contact,
    Doorverwijzing,
    Koppeling,
    Termijn,
    Toestemming,
    Zaak,
)
from tests import bouwers

pytestmark = pytest.mark.django_db
ANDER = Deur.IEMAND_ANDERS


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


def zaak_van(jo, *meldingen, **velden) -> Zaak:
    standaard: dict[str, Any] = {"status": Zaak.Status.CONTACT_GELEGD, "vindt_goed": False}
    return bouwers.zaak(behandelaar=jo, meldingen=list(meldingen), **standaard | velden)


def lijst(client, zaak) -> str:
    tekst = client.get(reverse("zaak", args=[zaak.pk])).text
    [deel] = [d for d in tekst.split("<details") if 'id="afsluiten"' in d]
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", deel))


def test_nothing_open_is_said_as_well(client, jo):
    zaak = zaak_van(jo, bouwers.melding(deur=Deur.MIJZELF))
    assert "Er staat niets meer open." in lijst(client, zaak)


def test_clocks_that_stop_with_closing_are_named(client, jo):
    melding = bouwers.melding(deur=Deur.MIJZELF, ontvangen_op=timezone.now())
    zaak = zaak_van(jo, melding, status=Zaak.Status.OPGEPAKT)
    klokken.start(melding, nu=timezone.now())
    assert "Loopt nog: eerste contact. Die klok stopt als u afsluit." in lijst(client, zaak)
    Termijn.objects.all().delete()
    morgen = timezone.now() + timedelta(days=1)
    klokken.start(melding, nu=timezone.now())
    klokken.start(zaak, soort=Termijn.Soort.OPNIEUW, datum=morgen, nu=timezone.now())
    verwacht = "Loopt nog: eerste contact en opnieuw proberen. Die klokken stoppen"
    assert verwacht in lijst(client, zaak)


def test_consents_that_hold_are_named_and_those_taken_back_are_not(client, jo):
    zaak = zaak_van(jo, bouwers.melding(deur=Deur.MIJZELF))
    soort = Toestemming.Soort
    regel = bouwers.toestemming(zaak=zaak, soort=soort.SCHAAL)
    assert "Er staat niets meer open." in lijst(client, zaak)  # no line of the history says it
    bouwers.gebeurtenis(zaak=zaak, soort="toestemming", toestemming=regel)
    tekst = lijst(client, zaak)
    assert "Deze persoon vindt nog goed: vragenlijst over eenzaamheid." in tekst
    client.post(reverse("zaak_toestemming_intrekken", args=[zaak.pk, regel.pk]))
    assert "Deze persoon vindt nog goed" not in lijst(client, zaak)


def test_an_unanswered_doorverwijzing_and_an_unknown_arrival_are_named(client, jo):
    zaak = zaak_van(jo, bouwers.melding(deur=Deur.MIJZELF))
    deze = bouwers.doorverwijzing(zaak=zaak, naar="Huisartsenpraktijk Oost")
    klokken.start(deze, soort=Termijn.Soort.DOORVERWIJZING, nu=timezone.now())
    assert "Nog geen antwoord van Huisartsenpraktijk Oost." in lijst(client, zaak)
    Doorverwijzing.objects.update(
        status=Doorverwijzing.Status.AANGENOMEN, afgehandeld_op=timezone.now()
    )
    assert "Kwam deze persoon aan bij Huisartsenpraktijk Oost?" in lijst(client, zaak)


def test_a_koppeling_is_named_with_its_page(client, jo):
    koppeling = bouwers.koppeling(status=Koppeling.Status.ACTIEF)
    zaak = koppeling.deelnemer.zaak
    Zaak.objects.filter(pk=zaak.pk).update(behandelaar=jo)
    tekst = client.get(reverse("zaak", args=[zaak.pk])).text
    adres = reverse("koppeling", args=[koppeling.pk])
    assert f'<a href="{adres}">Er is een koppeling met {koppeling.maatje.naam}.</a>' in tekst


def test_the_melder_hears_no_more_than_the_person_agreed_to(client, jo):
    melding = bouwers.melding(deur=ANDER, terugkoppeling="email")
    zaak = zaak_van(jo, melding)
    tekst = lijst(client, zaak)
    assert "De melder weet nog niet dat het is afgerond." in tekst
    assert "gaat er vanzelf een mail. Vertel niet hoe het ging." in tekst
    regel = bouwers.toestemming(zaak=zaak, soort=Toestemming.Soort.TERUGKOPPELING)
    bouwers.gebeurtenis(zaak=zaak, soort="toestemming", toestemming=regel)
    assert "U mag vertellen hoe het ging: deze persoon vindt dat goed." in lijst(client, zaak)


def test_each_melder_is_named_that_did_not_take_the_melding_back(client, jo):
    een, twee, drie = (bouwers.melding(deur=ANDER) for _ in range(3))
    zaak = zaak_van(jo, een, twee, drie)
    bouwers.aanvulling(melding=een, soort=Aanvulling.Soort.INTREKKING)
    zaak.zaakmeldingen.filter(melding=twee).update(afgerond_op=timezone.now())
    tekst = lijst(client, zaak)
    assert f"De melder van melding {drie.pk} weet nog niet" in tekst
    assert "Er gaat geen mail. De melder leest het op de volgpagina." in tekst
    for andere in (een, twee):
        assert f"melding {andere.pk} weet" not in tekst


def test_what_the_person_was_not_told_comes_before_closing(client, jo):
    zaak = zaak_van(jo, bouwers.melding(deur=ANDER), is_verteld=False)
    assert "Deze persoon weet nog niet wat wij weten." in lijst(client, zaak)


def test_it_stops_nobody(client, jo):
    zaak = zaak_van(jo, bouwers.melding(deur=ANDER), oordeel="terecht")
    velden = {"uitkomst": "wil_geen_hulp", "toelichting": ""}
    client.post(reverse("zaak_afsluiten", args=[zaak.pk]), velden)
    zaak.refresh_from_db()
    assert zaak.status == Zaak.Status.AFGESLOTEN


def test_an_appointment_that_stands_and_a_card_that_is_not_done_are_named(client, jo):
    zaak = zaak_van(jo, bouwers.melding(deur=Deur.MIJZELF))
    nu = timezone.now()
    wanneer: dict[str, Any] = {"begint_op": nu + timedelta(days=1), "aantal_minuten": 30}
    wie: dict[str, Any] = {"door": jo, "nu": nu}
    afspraak = afspreken.maak(zaak, wijze=Contact.Wijze.BEZOEK, met=jo, **wanneer, **wie)
    gevaar.start(zaak, **wie)
    tekst = lijst(client, zaak)
    assert "Er staat nog een afspraak. Zeg hem af, of leg vast hoe het ging." in tekst
    assert "De kaart bij gevaar is nog niet klaar." in tekst
    afspreken.zeg_af(afspraak, **wie)
    assert "Er staat nog een afspraak." not in lijst(client, zaak)
