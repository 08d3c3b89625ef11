"""When more is sent than people send: nobody is refused, nothing is lost, nobody else waits."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meldingen import drukte, verzending
from meldingen.models import Melding
from meldingen.verzending import Verzending
from tests import bouwers
from tests.antwoorden import ADRES, GENOEG, antwoorden, mens

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]
DEUR = ADRES["mijzelf"]
GEDULD = timedelta(seconds=-1)  # as if the time that must pass has passed


@pytest.fixture
def rustig_ingevuld(monkeypatch):
    """Nobody fills in a form within two seconds here."""
    monkeypatch.setattr(verzending, "MINSTENS", GEDULD)


@pytest.fixture
def snel_druk(monkeypatch, settings):
    """One post from an address is what people send, two is busy."""
    monkeypatch.setattr(drukte, "OPVALLEND", 1)
    monkeypatch.setattr(drukte, "DRUK", 2)
    settings.DRUK_VANAF = 4


def stuur(velden, *, vanaf="192.0.2.1", deur="mijzelf"):
    """From a browser that sent nothing before."""
    return Client().post(ADRES[deur], velden, REMOTE_ADDR=vanaf)


def verborgen(antwoord) -> dict[str, object]:
    """What the page in between sends along by itself, as a browser does."""
    mee = antwoord.context["verzending"]
    velden: dict[str, list[str]] = {}
    for naam, waarde in antwoord.context["antwoorden"]:
        velden.setdefault(naam, []).append(waarde)
    return velden | {"sleutel": str(mee.sleutel), "geopend": mee.geopend, "wacht": mee.wacht}


@pytest.mark.usefixtures("rustig_ingevuld", "snel_druk")
@pytest.mark.parametrize("deur", list(GENOEG))
def test_when_it_is_busy_a_quiet_page_carries_every_answer(monkeypatch, maastricht, deur):
    bouwers.crisisnummer(nummer="113")
    for _ in range(2):
        stuur(mens(deur), deur=deur)
    getypt = mens(deur, toelichting="Bewaar\ndit", behoeften=["praatje", "samen_eten"])
    antwoord = stuur(getypt, deur=deur)
    tekst = antwoord.content.decode()
    assert (antwoord.status_code, antwoord["Retry-After"]) == (429, "5")
    assert antwoord["Cache-Control"] == "no-store"
    assert "Het is nu heel druk" in tekst
    assert "Uw bericht is nog niet verstuurd" in tekst
    assert f"tel:{maastricht.telefoon.replace(' ', '')}" in tekst
    assert "113" in tekst
    assert Melding.objects.count() == 2

    monkeypatch.setattr(verzending, "WACHTEN", GEDULD)
    assert stuur(verborgen(antwoord), deur=deur).url == reverse("bedankt")
    gekomen = Melding.objects.latest("pk")
    assert (gekomen.toelichting, gekomen.behoeften) == ("Bewaar\ndit", getypt["behoeften"])
    assert not gekomen.is_verdacht


@pytest.mark.usefixtures("rustig_ingevuld", "snel_druk")
def test_who_does_not_wait_gets_the_same_page_and_need_not_start_anew():
    for _ in range(2):
        stuur(mens())
    eerst = stuur(mens())
    dan = stuur(verborgen(eerst))
    assert dan.status_code == 429
    assert dan.context["verzending"] == eerst.context["verzending"]
    assert Melding.objects.count() == 2


@pytest.mark.usefixtures("rustig_ingevuld", "snel_druk")
def test_the_waiting_of_another_form_counts_for_nothing(monkeypatch):
    for _ in range(2):
        stuur(mens())
    bewijs = verborgen(stuur(mens()))["wacht"]
    monkeypatch.setattr(verzending, "WACHTEN", GEDULD)
    antwoord = stuur(mens() | {"wacht": bewijs})
    assert antwoord.status_code == 429
    assert antwoord.context["verzending"].wacht != bewijs


@pytest.mark.usefixtures("rustig_ingevuld", "snel_druk")
def test_who_was_shown_the_numbers_is_not_sent_back_to_them_by_the_quiet_page():
    for _ in range(2):
        stuur(mens())
    tekst = stuur(mens(veilig="nee", toch_verder="ja")).content.decode()
    assert 'name="toch_verder" value="ja"' in tekst


@pytest.mark.usefixtures("rustig_ingevuld", "snel_druk")
def test_from_the_quiet_page_one_can_go_back_to_the_answers():
    for _ in range(2):
        stuur(mens())
    antwoord = stuur(verborgen(stuur(mens(toelichting="nog niet"))) | {"terug": "ja"})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "nog niet" in tekst
    assert 'name="wacht"' in tekst


@pytest.mark.usefixtures("rustig_ingevuld", "snel_druk")
def test_the_quiet_page_is_there_in_another_language_and_nobody_waits_again(monkeypatch):
    for _ in range(2):
        stuur(mens())
    eerst = stuur(mens(toelichting="Bewaar dit", veilig="nee", toch_verder="ja"))
    mee = verborgen(eerst) | {"tussenpagina": "drukte", "toch_verder": "ja"}
    engels = stuur(mee | {"wissel_taal": "en"})
    assert engels.status_code == 200
    assert "It is very busy right now" in engels.text
    assert 'name="toch_verder" value="ja"' in engels.text
    assert engels.cookies["taal"].value == "en"
    assert engels.context["verzending"].wacht == eerst.context["verzending"].wacht
    assert Melding.objects.count() == 2
    monkeypatch.setattr(verzending, "WACHTEN", GEDULD)
    assert stuur(verborgen(engels) | {"toch_verder": "ja"}).status_code == 302
    assert Melding.objects.latest("pk").toelichting == "Bewaar dit"


@pytest.mark.usefixtures("rustig_ingevuld", "snel_druk")
def test_more_than_people_send_from_one_place_comes_in_marked():
    for vanaf in ("192.0.2.1", "192.0.2.1", "192.0.2.2"):
        stuur(mens(), vanaf=vanaf)
    assert [m.is_verdacht for m in Melding.objects.order_by("pk")] == [False, True, False]


@pytest.mark.usefixtures("rustig_ingevuld", "snel_druk")
def test_when_it_is_busy_everywhere_people_wait_and_nobody_is_marked(monkeypatch):
    for getal in range(4):
        stuur(mens(), vanaf=f"192.0.2.{getal}")
    antwoord = stuur(mens(), vanaf="192.0.2.9")
    assert antwoord.status_code == 429
    monkeypatch.setattr(verzending, "WACHTEN", GEDULD)
    stuur(verborgen(antwoord), vanaf="192.0.2.9")
    assert Melding.objects.count() == 5
    assert not Melding.objects.filter(is_verdacht=True).exists()


@pytest.mark.usefixtures("rustig_ingevuld", "snel_druk")
def test_many_that_all_waited_come_in_and_too_many_of_them_are_marked(monkeypatch):
    monkeypatch.setattr(verzending, "WACHTEN", GEDULD)
    for getal in range(6):
        nieuw = Verzending.nieuw().die_wacht()
        velden = mens() | {"sleutel": str(nieuw.sleutel), "geopend": nieuw.geopend}
        antwoord = stuur(velden | {"wacht": nieuw.wacht}, vanaf=f"192.0.2.{getal}")
        assert antwoord.status_code == 302
    gemerkt = [melding.is_verdacht for melding in Melding.objects.order_by("pk")]
    assert gemerkt == [False] * 4 + [True] * 2


@pytest.mark.usefixtures("rustig_ingevuld", "snel_druk")
def test_each_gemeente_has_its_own_crowd(settings):
    settings.ALLOWED_HOSTS = ["*"]
    bouwers.gemeente(code="GM0001", naam="Elders", hostnaam="elders.test")
    eigen = bouwers.gemeente()
    eigen.hostnaam = "hier.test"
    eigen.save()
    for getal in range(5):
        Client().post(DEUR, mens(), REMOTE_ADDR=f"192.0.2.{getal}", headers={"Host": "hier.test"})
    antwoord = Client().post(DEUR, mens(), headers={"Host": "elders.test"})
    assert antwoord.status_code == 302


@pytest.mark.usefixtures("snel_druk", "rustig_ingevuld")
def test_behind_a_proxy_of_our_own_each_visitor_counts_apart(settings):
    settings.AANTAL_PROXYS = 1
    for laatste in ("198.51.100.1", "198.51.100.2", "198.51.100.3"):
        Client().post(DEUR, mens(), headers={"X-Forwarded-For": f"verzonnen, {laatste}"})
    assert Melding.objects.count() == 3


@pytest.mark.usefixtures("rustig_ingevuld")
@pytest.mark.parametrize("van_veel_adressen", [True, False])
def test_a_flood_of_robots_keeps_no_person_out(van_veel_adressen, settings, monkeypatch):
    """A small flood with small limits; bin/bench sends the two thousand of the catalogue."""
    settings.DRUK_VANAF = 20
    monkeypatch.setattr(drukte, "DRUK", 30)
    robot = antwoorden("mijzelf", stilte="https://koop.test")
    for getal in range(60):
        vanaf = f"198.51.100.{getal}" if van_veel_adressen else "192.0.2.1"
        stuur(robot | {"toelichting": f"Koop nu {getal}"}, vanaf=vanaf)
        if getal % 6 == 0:
            antwoord = stuur(mens(toelichting=f"mens {getal}"))
            assert antwoord.url == reverse("bedankt")
    echt = Melding.objects.filter(is_verdacht=False)
    assert echt.count() == 10
    assert all(melding.toelichting.startswith("mens") for melding in echt)


def test_counting_costs_one_query_of_a_post():
    stuur(mens())  # draws the salt of the day
    with CaptureQueriesContext(connection) as gevangen:
        stuur(mens())
    tellingen = [vraag for vraag in gevangen if "signaalpunt_emmer" in vraag["sql"]]
    assert len(tellingen) == 1
    assert len(gevangen) <= 13
