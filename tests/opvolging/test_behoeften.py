"""What somebody asked for and was not there: recorded in fixed words, read by a coördinator."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import afsluiten, behoeften
from opvolging.behoeften import Waarom, Wat
from opvolging.models import OnvervuldeBehoefte, Zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def els():
    return bouwers.gebruiker(Rol.COORDINATOR)


@pytest.fixture
def zaak(jo):
    return bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)


def noteer(zaak, wat=Wat.HUISDIER, waarom=Waarom.VOL, **velden) -> OnvervuldeBehoefte:
    standaard: dict[str, Any] = {"tekst": "Zou graag een hond uitlaten.", "nu": NU}
    return behoeften.noteer(
        zaak, wat=wat, waarom=waarom, door=zaak.behandelaar, **standaard | velden
    )


def test_the_history_says_it_in_fixed_words_and_the_own_words_are_encrypted(zaak):
    deze = noteer(zaak)
    [regel] = zaak.gebeurtenissen.all()
    assert regel.tekst == "Iets met een huisdier: het is vol of er is een wachtlijst."
    [waarde] = OnvervuldeBehoefte.objects.values_list("tekst", flat=True)
    assert "hond" not in waarde
    assert OnvervuldeBehoefte.objects.get() == deze


def test_the_same_form_sent_twice_is_one(zaak):
    sleutel = uuid4()
    assert noteer(zaak, sleutel=sleutel) == noteer(zaak, sleutel=sleutel)
    assert zaak.gebeurtenissen.count() == 1


def test_nobody_knows_what_somebody_wants_before_a_talk(jo):
    with pytest.raises(Geweigerd, match="pas na een gesprek"):
        noteer(bouwers.zaak(behandelaar=jo))


def test_a_mistake_counts_no_more_and_stands_in_the_history_as_a_correction(zaak, jo, els):
    deze = noteer(zaak)
    afsluiten.sluit_af(zaak, uitkomst=Zaak.Uitkomst.DUBBEL, door=jo, nu=NU)
    for _ in range(2):
        behoeften.neem_terug(deze, door=els, nu=NU)
    regels = list(zaak.gebeurtenissen.values_list("soort", flat=True))
    assert regels == ["was_er_niet", "afgesloten", "toch_niet_gezocht"]
    laatste = zaak.gebeurtenissen.get(soort="toch_niet_gezocht")
    assert laatste.tekst == "Iets met een huisdier: het is vol of er is een wachtlijst."
    overzicht = behoeften.overzicht(els, nu=NU)
    assert (overzicht.tellingen, overzicht.regels) == ([], [])
    deze.refresh_from_db()
    assert (deze.teruggenomen_op, deze.teruggenomen_door) == (NU, els)
    assert deze.tekst == "Zou graag een hond uitlaten."


def test_two_who_take_it_back_at_once_write_one_line(transactional_db):
    zaak = bouwers.zaak(status=Zaak.Status.CONTACT_GELEGD)
    deze = noteer(zaak)
    in_draden(lambda: behoeften.neem_terug(deze, door=zaak.behandelaar, nu=NU), 4)
    assert zaak.gebeurtenissen.filter(soort="toch_niet_gezocht").count() == 1


def test_the_page_takes_back_only_what_is_of_this_zaak(client, zaak, jo):
    deze, andere = noteer(zaak), noteer(bouwers.zaak(status=Zaak.Status.CONTACT_GELEGD))
    client.force_login(jo)
    pagina = reverse("zaak", args=[zaak.pk])
    assert "Klopt niet, neem terug" in client.get(pagina).text
    adres = reverse("zaak_behoefte_terug", args=[zaak.pk, deze.pk])
    antwoord = client.post(adres, follow=True)
    assert "Het telt niet meer mee." in antwoord.text
    assert "Klopt niet, neem terug" not in antwoord.text
    elders = reverse("zaak_behoefte_terug", args=[zaak.pk, andere.pk])
    assert client.post(elders).status_code == 404
    andere.refresh_from_db()
    assert andere.teruggenomen_op is None


def test_in_a_closed_zaak_nothing_is_added(zaak, jo):
    afsluiten.sluit_af(zaak, uitkomst=Zaak.Uitkomst.DUBBEL, door=jo, nu=NU)
    with pytest.raises(Geweigerd, match="al afgesloten"):
        noteer(zaak)


def test_a_coordinator_sees_what_lacks_most_first_and_why(zaak, els):
    noteer(zaak, Wat.VERVOER, Waarom.TE_DUUR)
    for waarom in (Waarom.VOL, Waarom.ER_NIET, Waarom.VOL):
        noteer(zaak, waarom=waarom)
    noteer(zaak, Wat.ROUW, nu=NU - timedelta(days=366))
    overzicht = behoeften.overzicht(els, nu=NU)
    assert overzicht.tellingen == [
        (
            "iets met een huisdier",
            3,
            "het is vol of er is een wachtlijst (2), het is er niet (1)",
        ),
        ("vervoer of iemand die meegaat", 1, "het is te duur (1)"),
    ]
    assert len(overzicht.regels) == 4


def test_nobody_else_sees_the_list_and_no_other_gemeente(zaak, jo):
    noteer(zaak)
    for rol in set(Rol) - {Rol.COORDINATOR}:
        wie = bouwers.gebruiker(rol)
        assert not OnvervuldeBehoefte.objects.zichtbaar_voor(wie).exists()
    elders = bouwers.gemeente(code="GM9999", naam="Elders")
    ander = bouwers.gebruiker(Rol.COORDINATOR, gemeente=elders)
    assert behoeften.overzicht(ander, nu=NU).regels == []


def test_the_form_stands_on_the_zaak_and_the_list_costs_the_same_for_more(
    zaak, jo, els, django_assert_max_num_queries
):
    client = Client()
    client.force_login(jo)
    velden = {"sleutel": str(uuid4()), "wat": "taal", "waarom": "tijd", "tekst": "Op zaterdag."}
    antwoord = client.post(reverse("zaak_behoefte", args=[zaak.pk]), velden, follow=True)
    assert "Het staat erbij." in antwoord.text
    assert "Oefenen met de taal: het is op een ander moment." in antwoord.text
    for _ in range(20):
        noteer(zaak, nu=timezone.now())
    client.force_login(els)
    with django_assert_max_num_queries(8):
        lijst = client.get(reverse("behoeften")).text
    assert "Op zaterdag." in lijst
    assert reverse("zaak", args=[zaak.pk]) in lijst


def test_without_an_answer_the_form_comes_back(zaak, jo):
    client = Client()
    client.force_login(jo)
    antwoord = client.post(reverse("zaak_behoefte", args=[zaak.pk]), {"tekst": "Op zaterdag."})
    assert antwoord.status_code == 422
    assert "Op zaterdag." in antwoord.text
