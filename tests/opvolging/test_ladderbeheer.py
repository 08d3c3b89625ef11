"""Other reminders, by the beheerder: versions, an example first, and never no word of lateness."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from opvolging import klokken, ladderbeheer, nakijken
from opvolging.klokkensoorten import SOORTEN
from opvolging.ladder import Ladder, Ontvanger, bezwaren, op_volgorde
from opvolging.ladderbeeld import in_het_kort, voorbeeld
from opvolging.models import Ladderversie, Termijn
from opvolging.termijnen import Telling
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden
from tests.opvolging.ladderrijen import ladderrijen

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Amsterdam")
SOORT = Termijn.Soort.EERSTE_CONTACT
STANDAARD = SOORTEN[SOORT].ladder.stappen
HALF, STREEF, WAARSCHUWING, TE_LAAT, DAG_LATER = STANDAARD
KLOK = SOORTEN[SOORT].maatstaf(Telling.WERKDAGUREN)
KORT = op_volgorde((replace(WAARSCHUWING, uren_ervoor=4), TE_LAAT.voor(Ontvanger.TEAMLEIDER)), KLOK)


@pytest.fixture
def gemeente():
    return bouwers.gemeente()


def bewaar(gemeente, stappen=KORT, gezien=1, nu=NU) -> Ladder:
    door = bouwers.gebruiker(Rol.BEHEERDER, gemeente=gemeente)
    return ladderbeheer.bewaar(
        gemeente, soort=SOORT, stappen=stappen, gezien=gezien, door=door, nu=nu
    )


def test_a_new_clock_follows_the_newest_version_and_a_running_one_keeps_its_own(gemeente):
    oud = klokken.start(bouwers.melding(), nu=NU)
    assert bewaar(gemeente).versie == 2
    nieuw = klokken.start(bouwers.melding(), nu=NU)
    bewaar(gemeente, stappen=STANDAARD, gezien=2)
    assert [(rij.regelversie, rij.stap) for rij in oud.herinneringen.all()] == [
        (1, stap) for stap in range(1, 6)
    ]
    assert list(nieuw.herinneringen.values_list("regelversie", "stap", "ontvanger")) == [
        (2, 1, "team"),
        (2, 2, "teamleider"),
    ]
    assert ladderbeheer.geldend(gemeente, SOORT).versie == 3


def test_the_reconciler_knows_the_ladder_of_each_clock(gemeente):
    klokken.start(bouwers.melding(), nu=NU)
    bewaar(gemeente)
    nieuw = klokken.start(bouwers.melding(), nu=NU)
    assert nakijken.kijk_na(nu=NU).zonder_ladder == 0
    nieuw.herinneringen.filter(stap=2).delete()
    assert nakijken.kijk_na(nu=NU).zonder_ladder == 1
    assert list(nieuw.herinneringen.values_list("stap", flat=True)) == [1, 2]


def test_the_reconciler_knows_steps_of_one_moment_for_different_people(gemeente):
    bewaar(gemeente, stappen=(TE_LAAT, *(TE_LAAT.voor(aan) for aan in list(Ontvanger)[1:])))
    klok = klokken.start(bouwers.melding(), nu=NU)
    assert list(klok.herinneringen.values_list("stap", flat=True)) == [3, 3, 3]
    klok.herinneringen.filter(ontvanger="plaatsvervanger").delete()
    assert nakijken.kijk_na(nu=NU).zonder_ladder == 1
    assert nakijken.kijk_na(nu=NU).zonder_ladder == 0
    assert klok.herinneringen.count() == 3


def test_the_reconciler_knows_the_numbers_of_a_ladder_from_before_they_were_counted(gemeente):
    door = bouwers.gebruiker(Rol.BEHEERDER)
    Ladderversie.objects.create(
        gemeente=gemeente, soort=SOORT, versie=2, door=door, op=NU, aantal_stappen=2,
        stappen=Ladder(2, (WAARSCHUWING, TE_LAAT)).als_gegevens(),
    )  # fmt: skip
    klok = klokken.start(bouwers.melding(), nu=NU)
    assert nakijken.kijk_na(nu=NU).zonder_ladder == 0
    # what is added when nobody reacts hides nothing
    klok.herinneringen.filter(stap=3).update(stap=5)
    assert nakijken.kijk_na(nu=NU).zonder_ladder == 1


def test_another_kind_and_a_neighbour_keep_theirs(gemeente):
    bewaar(gemeente)
    assert ladderbeheer.geldend(gemeente, Termijn.Soort.HEROPEND).versie == 1
    buur = bouwers.gemeente(code="GM9999")
    assert klokken.start(bouwers.melding(gemeente=buur), nu=NU).ladder is None


def test_the_same_steps_are_no_new_version(gemeente):
    assert bewaar(gemeente, stappen=STANDAARD).versie == 1
    assert bewaar(gemeente).versie == 2
    assert bewaar(gemeente, gezien=1).versie == 2  # sent twice
    assert Ladderversie.objects.count() == 1


def test_who_looked_at_an_older_version_is_refused(gemeente):
    bewaar(gemeente)
    with pytest.raises(Geweigerd, match="zojuist gewijzigd"):
        bewaar(gemeente, stappen=(TE_LAAT,), gezien=1)


@pytest.mark.parametrize(
    ("stappen", "zin"),
    [
        ((HALF, STREEF, WAARSCHUWING), "moet blijven"),
        ((replace(TE_LAAT, werkdagen_erna=1),), "moet blijven"),
        ((replace(WAARSCHUWING, uren_ervoor=48), TE_LAAT), "Dan loopt de klok nog niet"),
        ((TE_LAAT, TE_LAAT), "staat er al"),
        (
            (TE_LAAT, *(replace(WAARSCHUWING, uren_ervoor=uur) for uur in range(1, 9))),
            "Meer dan 8 stappen",
        ),
        ((replace(HALF, deel=1.5), TE_LAAT), "voor het moment waarvoor zij waarschuwt"),
        ((), "moet blijven"),
    ],
)
def test_what_is_no_ladder_is_refused_in_words(gemeente, stappen, zin):
    with pytest.raises(Geweigerd, match=zin):
        bewaar(gemeente, stappen=stappen)
    assert not Ladderversie.objects.exists()


@pytest.mark.parametrize("soort", Termijn.Soort)
def test_the_standard_is_a_ladder(soort):
    klok = SOORTEN[soort].maatstaf(Telling.WERKDAGUREN)
    assert bezwaren(SOORTEN[soort].ladder.stappen, klok) == []


def test_a_ladder_survives_being_written_down():
    ladder = Ladder(7, (*STANDAARD[:2], *KORT))
    assert Ladder.uit_gegevens(7, ladder.als_gegevens()) == ladder


@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_version_never_changes(gemeente, act):
    bewaar(gemeente)
    alles = Ladderversie.objects.all()
    with pytest.raises(IntegrityError, match="verandert niet meer"), transaction.atomic():
        alles.update(versie=9) if act == "update" else alles.delete()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_refused():
    gemeente = bouwers.gemeente()
    keuzes = iter([KORT, (TE_LAAT,)])

    def poging() -> str:
        try:
            bewaar(gemeente, stappen=next(keuzes))
        except Geweigerd:
            return "geweigerd"
        return "bewaard"

    assert sorted(in_draden(poging, 2)) == ["bewaard", "geweigerd"]


def test_the_example_of_friday_half_past_four_says_who_gets_what_when(gemeente):
    gemeente.teamleider = bouwers.gebruiker(Rol.COORDINATOR, naam="Fatima")
    beeld = voorbeeld(STANDAARD, SOORT, gemeente, datetime(2026, 9, 15, 10, tzinfo=ZONE))
    assert beeld.zin.startswith("Er komt een melding op vrijdag om 16:30.")
    assert [(regel.wanneer, regel.wie.split(",")[0]) for regel in beeld.regels] == [
        ("maandag om 09:00", "wie de melding heeft opgepakt"),
        ("maandag om 16:30", "wie de melding heeft opgepakt"),
        ("dinsdag om 14:30", "wie de melding heeft opgepakt"),
        ("dinsdag om 16:30", "wie de melding heeft opgepakt"),
        ("woensdag om 16:30", "de teamleider"),
    ]
    assert beeld.regels[-1].wie.endswith("Fatima")
    assert not any(regel.vervalt for regel in beeld.regels)


def test_an_example_by_a_date_names_that_day(gemeente):
    soort = Termijn.Soort.VOG
    beeld = voorbeeld(
        SOORTEN[soort].ladder.stappen, soort, gemeente, datetime(2026, 9, 15, 10, tzinfo=ZONE)
    )
    assert [regel.wanneer for regel in beeld.regels] == [
        "vrijdag 24 juli om 16:30",
        "vrijdag 21 augustus om 16:30",
        "vrijdag om 16:30",
    ]


def test_a_step_that_falls_together_with_a_higher_one_sends_nothing(gemeente):
    # all three on a weekend that counts
    gemeente.telling = "klokuren"
    stappen = (replace(HALF, deel=0.75), STREEF, TE_LAAT)
    beeld = voorbeeld(stappen, SOORT, gemeente, datetime(2026, 9, 15, 10, tzinfo=ZONE))
    assert [regel.vervalt for regel in beeld.regels] == [True, True, False]


def test_a_ladder_in_one_sentence():
    assert in_het_kort(STANDAARD) == (
        "als de helft van de tijd tot het streefmoment om is; op het streefmoment; "
        "2 uur voor de grens; op de grens; een werkdag na de grens (teamleider)"
    )
    assert in_het_kort((replace(DAG_LATER, werkdagen_erna=3),)).startswith("3 werkdagen na")


@pytest.fixture
def beheer(client, gemeente):
    client.force_login(bouwers.gebruiker(Rol.BEHEERDER, gemeente=gemeente, naam="Bea"))
    return client


def test_the_page_shows_the_standard_first(beheer):
    tekst = beheer.get(reverse("ladder")).content.decode()
    assert "Zo gaat het nu" in tekst
    assert "Dit is de standaard." in tekst


def test_looking_at_the_example_keeps_nothing(beheer):
    antwoord = beheer.post(reverse("ladder"), ladderrijen(*KORT) | {"bekijk": "1"})
    assert antwoord.status_code == 200
    assert "Dit is nog niet bewaard." in antwoord.content.decode()
    assert not Ladderversie.objects.exists()


def test_keeping_makes_a_version_that_the_page_tells_of(beheer, gemeente):
    antwoord = beheer.post(reverse("ladder"), ladderrijen(*KORT) | {"bewaar": "1"}, follow=True)
    tekst = antwoord.content.decode()
    assert "Klokken die vanaf nu beginnen, volgen dit." in tekst
    assert "door Bea" in tekst
    assert ladderbeheer.geldend(gemeente, SOORT).stappen == KORT
    assert 'value="4"' in tekst  # what was kept stands in the form


def test_what_a_colleague_changed_meanwhile_is_said(beheer, gemeente):
    bewaar(gemeente)
    antwoord = beheer.post(reverse("ladder"), ladderrijen(TE_LAAT) | {"bewaar": "1"})
    assert antwoord.status_code == 422
    assert "zojuist gewijzigd" in antwoord.content.decode()


def test_an_unknown_kind_is_not_there(beheer):
    assert beheer.get(reverse("ladder") + "?soort=onbekend").status_code == 404


def test_a_custom_ladder_costs_one_query_more(gemeente, django_assert_num_queries):
    bewaar(gemeente, nu=NU - timedelta(days=1))
    melding = bouwers.melding()
    with django_assert_num_queries(5):
        klokken.start(melding, nu=NU)
