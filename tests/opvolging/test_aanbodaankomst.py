"""Two weeks after something of the sociale kaart was handed on, somebody asks how it went."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from opvolging import aanbodaankomst, afsluiten, beoordelen, nooitmeer, samenvoegen
from opvolging.aanbodvraag import geef_door
from opvolging.models import Doorgegeven, Doorverwijzing, Termijn, Zaak
from opvolging.ooktedoen import ook_te_doen
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden

pytestmark = pytest.mark.django_db

DAG = timedelta(days=1)
A, U = Doorverwijzing.Aangekomen, Zaak.Uitkomst


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def zaak(jo):
    melding = bouwers.melding(betrokkene_telefoon="043 000 00 01")
    return bouwers.zaak(behandelaar=jo, meldingen=[melding], status=Zaak.Status.CONTACT_GELEGD)


def geef(zaak, naam="Koffieochtend", nu=NU) -> Doorgegeven:
    rij = bouwers.aanbod(naam=naam)
    geef_door(zaak, rij, door=zaak.behandelaar, nu=nu)
    return Doorgegeven.objects.get(zaak=zaak, aanbod=rij)


def antwoord(deze, aangekomen=A.JA, nu=NU + 15 * DAG) -> None:
    aanbodaankomst.leg_vast(deze, aangekomen=aangekomen, door=deze.door, nu=nu)


def klok(zaak) -> Termijn | None:
    return Termijn.objects.lopend().filter(zaak=zaak, soort="aanbod_aangekomen").first()


def sluit(zaak, uitkomst, nu=NU + DAG) -> None:
    wens = Zaak.Hulpwens.NEE if uitkomst == U.WIL_GEEN_HULP else Zaak.Hulpwens.WEET_NIET
    velden = {"oordeel": Zaak.Oordeel.TERECHT, "hulpwens": wens, "door": zaak.behandelaar}
    beoordelen.beoordeel(zaak, **velden, nu=nu)
    afsluiten.sluit_af(zaak, uitkomst=uitkomst, door=zaak.behandelaar, nu=nu)


def test_in_two_weeks_there_is_one_task_for_who_has_the_zaak(zaak, jo):
    geef(zaak)
    deze = klok(zaak)
    assert deze is not None
    assert (deze.streef_op, deze.grens_op) == (NU + 14 * DAG, NU + 21 * DAG)
    assert set(deze.herinneringen.values_list("gebruiker", flat=True)) == {jo.pk}
    assert not ook_te_doen(jo, nu=NU + 13 * DAG)
    [taak] = ook_te_doen(jo, nu=NU + 14 * DAG)
    assert (taak.wie, taak.adres) == (f"Zaak {zaak.pk}", f"/zaken/{zaak.pk}/#doorgegeven")
    assert "Vraag deze persoon hoe het ging." in taak.vraag


def test_when_who_has_the_zaak_left_the_question_is_of_who_handed_it_on(zaak, jo):
    jo.is_active = False
    jo.save()
    els = bouwers.gebruiker(naam="Els")
    geef_door(zaak, bouwers.aanbod(), door=els, nu=NU)
    deze = klok(zaak)
    assert deze is not None
    assert set(deze.herinneringen.values_list("gebruiker", flat=True)) == {els.pk}


@pytest.mark.parametrize("aangekomen", A)
def test_the_answer_stops_the_clock_and_stands_in_the_history_once(zaak, aangekomen):
    deze = geef(zaak)
    for _ in range(2):
        antwoord(deze, aangekomen)
    assert klok(zaak) is None
    regel = zaak.gebeurtenissen.get(soort="aankomst")
    assert regel.tekst == f"Koffieochtend: {aangekomen.label}."


def test_what_was_not_known_may_be_known_later_and_what_was_known_stays(zaak):
    deze = geef(zaak)
    antwoord(deze, A.ONBEKEND)
    antwoord(deze, A.NEE, NU + 20 * DAG)
    with pytest.raises(Geweigerd, match="Er is al vastgelegd of deze persoon aankwam: nee"):
        antwoord(deze, A.JA, NU + 21 * DAG)
    deze.refresh_from_db()
    assert (deze.aangekomen, deze.aankomst_op) == (A.NEE, NU + 20 * DAG)


def test_the_same_handed_on_twice_is_asked_once_and_counts_from_the_first(zaak):
    een = geef(zaak)
    geef(zaak, "Leesclub", NU + DAG)
    geef_door(zaak, een.aanbod, door=een.door, nu=NU + 2 * DAG)
    assert [deze.aanbod.naam for deze in zaak.doorgegeven.all()] == ["Koffieochtend", "Leesclub"]
    assert Termijn.objects.filter(soort="aanbod_aangekomen").count() == 1


def test_of_several_the_clock_goes_on_for_the_next_from_its_own_day(zaak):
    een, twee = geef(zaak), geef(zaak, "Leesclub", NU + 10 * DAG)
    antwoord(een)
    deze = klok(zaak)
    assert deze is not None
    assert deze.streef_op == NU + 24 * DAG
    antwoord(twee)
    assert klok(zaak) is None


def test_the_last_one_first_leaves_the_clock_of_the_first(zaak):
    geef(zaak)
    antwoord(geef(zaak, "Leesclub", NU + 10 * DAG))
    deze = klok(zaak)
    assert deze is not None
    assert deze.streef_op == NU + 14 * DAG


@pytest.mark.parametrize("uitkomst", [U.ADVIES, U.WIL_GEEN_HULP, U.VERHUISD])
def test_after_closing_with_help_it_is_still_asked_and_otherwise_not(zaak, jo, uitkomst):
    deze = geef(zaak)
    sluit(zaak, uitkomst)
    vraagt_na = uitkomst == U.ADVIES
    assert (klok(zaak) is not None) is vraagt_na
    assert bool(ook_te_doen(jo, nu=NU + 15 * DAG)) is vraagt_na
    antwoord(deze)  # what somebody tells may always be kept
    assert klok(zaak) is None


def test_an_answer_in_a_closed_zaak_starts_no_new_clock(zaak):
    een, _ = geef(zaak), geef(zaak, "Leesclub", NU + DAG)
    sluit(zaak, U.VERHUISD, NU + 2 * DAG)
    antwoord(een)
    assert klok(zaak) is None


def test_who_wants_to_be_left_alone_is_not_asked(zaak, jo):
    geef(zaak)
    nooitmeer.zet_op_de_lijst(zaak, door=jo, nu=NU + DAG)
    assert klok(zaak) is None


def test_joined_zaken_ask_once_for_all_and_apart_again_when_it_is_undone(zaak, jo):
    ander = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    een, _ = geef(zaak), geef(ander, "Leesclub", NU + DAG)
    samen = samenvoegen.voeg_samen(zaak, in_zaak=ander, door=jo, nu=NU + 2 * DAG)
    assert ander.doorgegeven.count() == 2
    assert Termijn.objects.lopend().filter(soort="aanbod_aangekomen").count() == 1
    samenvoegen.maak_ongedaan(samen, door=jo, nu=NU + 3 * DAG)
    assert (klok(zaak) is not None, klok(ander) is not None) == (True, True)
    assert zaak.doorgegeven.get() == een


def test_a_joined_zaak_takes_its_only_clock_along(zaak, jo):
    ander = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    deze = geef(zaak)
    samenvoegen.voeg_samen(zaak, in_zaak=ander, door=jo, nu=NU + DAG)
    assert klok(ander) is not None
    with pytest.raises(Geweigerd, match=f"zojuist samengevoegd met zaak {ander.pk}"):
        antwoord(deze)  # as the page of the other still showed it
    antwoord(ander.doorgegeven.get())
    assert klok(ander) is None


@pytest.mark.parametrize("fout", [{"aangekomen": "ja"}, {"aankomst_op": NU}])
def test_the_database_refuses_half_an_answer(fout):
    with pytest.raises(IntegrityError, match="aankomst_met_moment"), transaction.atomic():
        bouwers.doorgegeven(**fout)


@pytest.mark.django_db(transaction=True)
def test_of_colleagues_who_say_something_else_at_once_one_is_heard():
    deze = bouwers.doorgegeven()
    antwoorden = iter([A.JA, A.NEE, A.JA, A.NEE])

    def zeg() -> str:
        try:
            antwoord(deze, next(antwoorden))
        except Geweigerd as weigering:
            return str(weigering)
        return ""

    gezegd = in_draden(zeg, 4)
    assert deze.zaak.gebeurtenissen.filter(soort="aankomst").count() == 1
    assert sum("al vastgelegd" in tekst for tekst in gezegd) == 2


class TestPage:
    @pytest.fixture
    def client(self, jo):
        client = Client()
        client.force_login(jo)
        return client

    def test_the_zaak_asks_and_keeps_the_answer(self, client, zaak):
        deze = geef(zaak, nu=timezone.now())
        pagina, adres = reverse("zaak", args=[zaak.pk]), ("zaak_aanbod_aankomst", zaak.pk, deze.pk)
        tekst = client.get(pagina).text
        assert "Ging deze persoon erheen?" in tekst
        assert "Ging deze persoon naar Koffieochtend?" in tekst  # in what is still open
        doel = reverse(adres[0], args=adres[1:])
        client.post(doel, {"aangekomen": "iets"})
        assert "Ging deze persoon erheen?" in client.get(doel, follow=True).text
        antwoord_ = client.post(doel, {"aangekomen": "ja"}, follow=True)
        assert "Dank u wel voor het navragen." in antwoord_.text
        assert "Ging deze persoon erheen: ja" in antwoord_.text
        anders = client.post(doel, {"aangekomen": "nee"}, follow=True)
        assert "Er is al vastgelegd" in anders.text

    def test_of_another_zaak_nothing_can_be_said(self, client, zaak):
        elders = bouwers.doorgegeven()
        doel = reverse("zaak_aanbod_aankomst", args=[zaak.pk, elders.pk])
        assert client.post(doel, {"aangekomen": "ja"}).status_code == 404

    def test_twenty_cost_no_more_queries_than_one(self, client, zaak, django_assert_num_queries):
        geef(zaak, nu=timezone.now())
        pagina = reverse("zaak", args=[zaak.pk])
        client.get(pagina)
        with CaptureQueriesContext(connection) as een:
            client.get(pagina)
        for nummer in range(20):
            geef(zaak, f"Aanbod {nummer}", timezone.now())
        with django_assert_num_queries(len(een)):
            client.get(pagina)
