"""What the team and the maatje see of the talks, and filling them for koppelingen that run."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from opvolging import evalueren, klokken, koppelbeeld, koppelen
from opvolging.kalender import maanden_later
from opvolging.models import GESPREKKEN, RITME, Evaluatie, Koppeling
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
VELDEN = {"met_wie": "samen", "cijfer": "8", "doorgaan": "ja", "toelichting": "Zij lachten."}


def lopende(maanden: int = 0) -> Koppeling:
    """A koppeling that started so many months ago."""
    deze = zonder_klok(maanden)
    assert deze.gestart_op
    klokken.start_samen(deze, RITME, aan=deze.voorgesteld_door, nu=deze.gestart_op)
    return deze


def zonder_klok(maanden: int) -> Koppeling:
    lang_geleden = date(2020, 1, 1)
    maatje = bouwers.maatje(
        training_op=lang_geleden, overeenkomst_op=lang_geleden, vog_geldig_tot=date(2099, 1, 1)
    )
    gestart_op = maanden_later(timezone.now(), -maanden)
    status = Koppeling.Status.ACTIEF
    return bouwers.koppeling(maatje=maatje, status=status, gestart_op=gestart_op)


@pytest.fixture
def team(client):
    client.force_login(bouwers.gebruiker())
    return client


def pagina(client, naam, *args) -> str:
    tekst: str = client.get(reverse(naam, args=args)).content.decode()
    return tekst


def leg_vast(client, koppeling, **velden):
    adres = reverse("koppeling_gesprek", args=[koppeling.pk])
    return client.post(adres, VELDEN | velden, follow=True)


def hierna(koppeling, nu) -> str:
    return koppelbeeld.hierna(
        koppelbeeld.met_ritme(Koppeling.objects.all()).get(pk=koppeling.pk), nu=nu
    )


def test_what_comes_next_is_said_in_words():
    deze = bouwers.koppeling(status=Koppeling.Status.GEACCEPTEERD)
    door = deze.voorgesteld_door
    assert hierna(deze, NU) == ""
    koppelen.activeer(deze, door=door, nu=NU)
    assert hierna(deze, NU) == "Gesprek na 2 maanden: rond 15 november 2026."
    later = NU + timedelta(days=70)
    assert hierna(deze, later) == "Gesprek na 2 maanden: nu, sinds 15 november 2026."
    assert hierna(deze, NU + timedelta(days=120)) == (
        "Gesprek na 2 maanden: te laat, de grens was 15 december 2026."
    )
    jaar = NU + timedelta(days=366)
    evalueren.leg_vast(
        deze,
        soort=GESPREKKEN[2],
        met_wie=Evaluatie.MetWie.SAMEN,
        cijfer=9,
        doorgaan=Evaluatie.Doorgaan.JA,
        door=door,
        nu=jaar,
    )
    einde = "Stopt uiterlijk op 15 september 2028."
    assert hierna(deze, jaar) == f"Kies: verlengen of afronden. {einde}"
    evalueren.verleng(deze, motivatie="Het gaat goed.", door=door, nu=jaar)
    assert hierna(deze, jaar) == einde
    assert hierna(deze, NU + timedelta(days=740)).startswith("De tijd is om.")


def test_the_list_and_the_page_say_what_comes_next(team):
    deze = lopende()
    for tekst in (pagina(team, "koppelingen"), pagina(team, "koppeling", deze.pk)):
        assert "Gesprek na 2 maanden: rond " in tekst


@pytest.mark.parametrize("aantal", [1, 12])
def test_the_list_costs_the_same_however_many_run(team, aantal, django_assert_num_queries):
    for _ in range(aantal):
        lopende()
    with django_assert_num_queries(6):
        team.get(reverse("koppelingen"))


def test_a_talk_is_recorded_on_the_page_and_stays_there(team):
    deze = lopende(2)
    assert "Leg het gesprek vast" in pagina(team, "koppeling", deze.pk)
    tekst = leg_vast(team, deze, soort="evaluatie_2").content.decode()
    assert "Het gesprek is vastgelegd." in tekst
    assert "Met allebei samen. Cijfer 8. Doorgaan: ja." in tekst
    assert "Zij lachten." in tekst
    assert "Gesprek na 6 maanden: rond " in tekst


def test_a_form_that_cannot_be_right_stays_open_with_its_text(team):
    deze = lopende(2)
    for fout in ({"cijfer": "11"}, {"soort": "stop_24"}, {"soort": "eindgesprek"}):
        antwoord = leg_vast(team, deze, **{"soort": "evaluatie_2"} | fout)
        assert antwoord.status_code == 422
        assert "Zij lachten." in antwoord.content.decode()
    assert not Evaluatie.objects.exists()
    assert team.get(reverse("koppeling_gesprek", args=[deze.pk])).status_code == 302


def test_going_on_is_offered_after_the_end_talk_and_once(team):
    deze = lopende(12)
    knop = "Verleng de koppeling"
    assert knop not in pagina(team, "koppeling", deze.pk)
    leg_vast(team, deze, soort="eindgesprek")
    assert knop in pagina(team, "koppeling", deze.pk)
    adres = reverse("koppeling_verlengen", args=[deze.pk])
    assert team.post(adres, {"motivatie": ""}).status_code == 422
    tekst = team.post(
        adres, {"motivatie": "Zij zijn nog niet klaar."}, follow=True
    ).content.decode()
    assert "De koppeling is verlengd." in tekst
    assert "Zij zijn nog niet klaar." in tekst
    assert knop not in tekst
    assert team.post(adres, {"motivatie": "Nog een keer."}).status_code == 422


def test_nothing_is_asked_of_a_koppeling_that_does_not_run(team):
    for status in (Koppeling.Status.GEACCEPTEERD, Koppeling.Status.BEEINDIGD):
        tekst = pagina(team, "koppeling", bouwers.koppeling(status=status).pk)
        assert "Leg het gesprek vast" not in tekst
    alles = lopende(12)
    for soort in GESPREKKEN:
        leg_vast(team, alles, soort=soort.value)
    assert "Leg het gesprek vast" not in pagina(team, "koppeling", alles.pk)


def test_a_maatje_sees_when_and_nothing_of_what_was_said(client, team):
    deze = lopende(2)
    leg_vast(team, deze, soort="evaluatie_2")
    client.force_login(deze.maatje.gebruiker)
    tekst = pagina(client, "mijn")
    assert "vragen wij u hoe het gaat" in tekst
    assert "Zij lachten." not in tekst
    assert "Cijfer" not in tekst
    assert leg_vast(client, deze, soort="evaluatie_6").status_code == 403


def test_another_gemeente_cannot_record_a_talk(client):
    deze = lopende(2)
    client.force_login(bouwers.gebruiker(gemeente=bouwers.gemeente(code="GM9999")))
    assert leg_vast(client, deze, soort="evaluatie_2").status_code == 404
