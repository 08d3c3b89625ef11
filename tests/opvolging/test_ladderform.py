"""A ladder typed in rows: add, change, take away, and hear at the row what is wrong with it."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from opvolging.forms.ladder import LadderForm
from opvolging.klokkensoorten import SOORTEN
from opvolging.ladder import Anker, Ontvanger, Stap, bezwaren, op_volgorde, plan
from opvolging.ladder import Ladder as EenLadder
from opvolging.models import Termijn
from opvolging.termijnen import Telling
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.opvolging.ladderrijen import ladderrijen

SOORT = Termijn.Soort.EERSTE_CONTACT
STANDAARD = SOORTEN[SOORT].ladder.stappen
KLOK = SOORTEN[SOORT].maatstaf(Telling.WERKDAGUREN)
TE_LAAT = Stap(0, "", Anker.GRENS)


def form(data, huidig=STANDAARD) -> LadderForm:
    return LadderForm(huidig, KLOK, versie=1, data=data)


def stappen(data, huidig=STANDAARD) -> tuple[Stap, ...]:
    ingevuld = form(data, huidig)
    assert ingevuld.is_valid(), ingevuld.errors
    return ingevuld.stappen


@pytest.mark.parametrize("soort", SOORTEN)
@pytest.mark.parametrize("telling", Telling)
def test_every_standard_survives_being_shown_and_sent_back(soort, telling):
    klok = SOORTEN[soort].maatstaf(telling)
    op_rij = op_volgorde(SOORTEN[soort].ladder.stappen, klok)
    ingevuld = LadderForm(op_rij, klok, versie=1, data=ladderrijen(*op_rij, soort=soort))
    assert ingevuld.is_valid(), ingevuld.errors
    assert ingevuld.stappen == op_rij


def test_the_empty_row_becomes_a_step_at_its_place():
    rijen = ladderrijen(TE_LAAT) | {
        "wanneer_2": "voor", "aantal_2": "1", "eenheid_2": "werkdagen", "anker_2": "grens",
        "aan_2": "plaatsvervanger",
    }  # fmt: skip
    ervoor = Stap(1, "", Anker.GRENS, Ontvanger.PLAATSVERVANGER, werkdagen_ervoor=1)
    assert stappen(rijen) == (ervoor, replace(TE_LAAT, nummer=2))


@pytest.mark.parametrize(
    ("velden", "stap"),
    [
        ({"wanneer_2": "kwart", "anker_2": "streef"}, Stap(1, "", Anker.STREEF, deel=0.25)),
        ({"wanneer_2": "op", "anker_2": "streef"}, Stap(1, "", Anker.STREEF)),
        (
            {"wanneer_2": "voor", "aantal_2": "3", "anker_2": "streef"},
            Stap(1, "", Anker.STREEF, uren_ervoor=3),
        ),
        ({"wanneer_2": "na", "aantal_2": "3"}, Stap(2, "", Anker.GRENS, uren_erna=3)),
        (
            {"wanneer_2": "na", "aantal_2": "2", "eenheid_2": "werkdagen", "aan_2": "teamleider"},
            Stap(2, "", Anker.GRENS, Ontvanger.TEAMLEIDER, werkdagen_erna=2),
        ),
    ],
)
def test_every_kind_of_step_can_be_typed(velden, stap):
    assert stap in stappen(ladderrijen(TE_LAAT) | velden)


def test_a_row_that_is_taken_away_is_gone_whatever_it_says():
    rijen = ladderrijen(*STANDAARD)
    assert len(stappen(rijen | {"weg_1": "on", "aantal_3": ""} | {"weg_3": "on"})) == 3


@pytest.mark.parametrize("getypt", ["0", "veel", "9" * 5000])
def test_a_number_of_rows_that_no_page_sends_shows_the_rows_there_are(getypt):
    getoond = form(ladderrijen(*STANDAARD) | {"rijen": getypt})
    assert len(getoond.regels()) == len(STANDAARD) + 1
    assert not getoond.is_valid()


def test_steps_of_one_moment_share_a_number_so_that_all_leave():
    rijen = ladderrijen(TE_LAAT) | {"wanneer_2": "op", "aan_2": "teamleider"}
    samen = stappen(rijen)
    assert [(stap.nummer, stap.ontvanger) for stap in samen] == [(2, "team"), (2, "teamleider")]


@pytest.mark.parametrize(
    ("velden", "waar", "zin"),
    [
        ({"wanneer_2": "voor"}, "aantal_2", "Stap 2: vul in hoeveel"),
        ({"wanneer_2": "op", "aantal_2": "3"}, "aantal_2", "Stap 2: laat dit leeg"),
        ({"aantal_2": "3"}, "wanneer_2", "Stap 2: kies wanneer"),
        ({"wanneer_1": ""}, "wanneer_1", "Stap 1: kies wanneer, of haal deze stap weg"),
        ({"wanneer_2": "op"}, "wanneer_2", "Stap 2: deze stap staat er al"),
        (
            {"wanneer_2": "voor", "aantal_2": "48"},
            "wanneer_2",
            "Stap 2: dan loopt de klok nog niet",
        ),
        ({"wanneer_2": "voor", "aantal_2": "veel"}, "aantal_2", "Vul een heel getal in."),
        ({"weg_1": "on"}, "__all__", "De herinnering op de grens moet blijven"),
        ({"aan_1": "iedereen"}, "aan_1", "Kies een van deze antwoorden."),
    ],
)
def test_what_is_wrong_is_said_at_its_row_and_nothing_typed_is_lost(velden, waar, zin):
    rijen = ladderrijen(TE_LAAT) | velden
    ingevuld = form(rijen, (TE_LAAT,))
    assert zin in str(ingevuld.errors[waar])
    gezien = {naam: ingevuld[naam].value() for naam in velden}
    assert gezien == {naam: True if waarde == "on" else waarde for naam, waarde in velden.items()}
    assert ingevuld.stappen == (replace(TE_LAAT, nummer=1),)  # the example shows what holds now


def test_there_is_room_for_eight_steps_and_then_no_empty_row():
    acht = [TE_LAAT, *(replace(TE_LAAT, uren_erna=uur) for uur in range(1, 8))]
    leeg = [rij.is_leeg for rij in LadderForm(acht[:7], KLOK, versie=1).regels()]
    assert leeg == [False] * 7 + [True]
    vol = [rij.is_leeg for rij in LadderForm(acht, KLOK, versie=1).regels()]
    assert vol == [False] * 8
    assert len(stappen(ladderrijen(*acht))) == 8


def test_a_number_of_rows_that_nobody_was_shown_is_as_many_as_there_are():
    vreemd = form(ladderrijen(TE_LAAT) | {"rijen": "9999"}, (TE_LAAT,))
    assert len(vreemd.regels()) == 2
    assert not vreemd.is_valid()


STAPPEN = st.builds(
    lambda anker, aan, hoe, aantal: Stap(0, "", anker, aan, **({hoe: aantal} if hoe else {})),
    st.sampled_from(Anker),
    st.sampled_from(Ontvanger),
    st.sampled_from(["", "uren_ervoor", "uren_erna", "werkdagen_ervoor", "werkdagen_erna"]),
    st.integers(1, 20),
)


@given(st.lists(STAPPEN, max_size=7), st.sampled_from(Telling))
def test_what_is_no_ladder_is_refused_and_every_ladder_leaves_in_order(lijst, telling):
    klok = SOORTEN[SOORT].maatstaf(telling)
    samen = [TE_LAAT, *lijst]
    if bezwaren(samen, klok):
        return
    op_rij = op_volgorde(samen, klok)
    assert op_volgorde(op_rij, klok) == op_rij
    assert op_rij[-1].nummer == len(op_rij)
    gepland = plan(EenLadder(1, op_rij), klok)
    momenten = [een.gepland_op for een in gepland]
    assert momenten == sorted(momenten)
    per_nummer = {een.stap: een.gepland_op for een in gepland}
    assert all(een.gepland_op == per_nummer[een.stap] for een in gepland)


@pytest.mark.django_db
def test_the_example_shows_a_new_step_an_empty_row_and_who_gets_it(client):
    client.force_login(bouwers.gebruiker(Rol.BEHEERDER))
    rijen = ladderrijen(TE_LAAT) | {"wanneer_2": "na", "aantal_2": "2", "aan_2": "plaatsvervanger"}
    tekst = client.post(reverse("ladder"), rijen | {"bekijk": "1"}).content.decode()
    assert re.findall(r"<legend>(.*?)</legend>", tekst) == ["Stap 1", "Stap 2", "Nieuwe stap"]
    assert "de plaatsvervanger; is die er niet, de teamleider" in tekst


@pytest.mark.django_db
@pytest.mark.parametrize("soort", Termijn.Soort)
def test_every_kind_has_a_page_that_shows_its_example_before_saving(client, soort):
    client.force_login(bouwers.gebruiker(Rol.BEHEERDER))
    adres = f"{reverse('ladder')}?soort={soort}"
    assert "Zo gaat het nu" in client.get(adres).content.decode()
    rijen = ladderrijen(TE_LAAT, replace(TE_LAAT, werkdagen_erna=3), soort=soort)
    tekst = client.post(adres, rijen | {"bekijk": "1"}).content.decode()
    assert "Zo zou het gaan" in tekst
    assert "3 werkdagen na de grens" in tekst
