"""Who brought a melding is a record apart: its own permission, its own act, its own log."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meldingen.models import Melder
from opvolging import inzien
from opvolging.models import InzageMelder
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import TEAM, Rol
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db

WIE = ("Buurman Pieters", "Bakkerij", "06 11 11 11 11", "pieters@voorbeeld.test")


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def melding():
    melding = bouwers.melding(relatie="buur")
    bouwers.melder(
        melding=melding,
        mag_genoemd_worden="alleen_relatie",
        organisatie="Bakkerij",
        functie="bakker",
        telefoon="06 11 11 11 11",
        email="pieters@voorbeeld.test",
    )
    return melding


@pytest.fixture
def zaak(jo, melding):
    return bouwers.zaak(behandelaar=jo, meldingen=[melding])


def _als(gebruiker) -> Client:
    client = Client()
    client.force_login(gebruiker)
    return client


def _toon(client, zaak, melding_id, **velden):
    return client.post(reverse("zaak_melder", args=[zaak.pk, melding_id]), velden, follow=True)


@pytest.mark.parametrize("rol", list(Rol))
def test_only_the_team_of_the_own_gemeente_may_read_a_melder(melding, rol):
    zichtbaar = Melder.objects.zichtbaar_voor(bouwers.gebruiker(rol))
    assert zichtbaar.exists() == (rol in TEAM)
    elders = bouwers.gebruiker(rol, gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    assert not Melder.objects.zichtbaar_voor(elders).exists()


def test_the_page_of_the_zaak_does_not_even_fetch_who_it_was(jo, zaak):
    client = _als(jo)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        tekst = client.get(reverse("zaak", args=[zaak.pk])).content.decode()
    assert "Melder:</strong> buur." in tekst
    assert "Mag genoemd worden:</strong> alleen de relatie." in tekst
    assert not any(woord in tekst for woord in WIE)
    kolommen = [q["sql"] for q in queries if 'meldingen_melder"."naam"' in q["sql"]]
    assert kolommen == []


def test_one_act_shows_who_it_was_for_that_view_only_and_logs_the_look(jo, zaak, melding):
    client = _als(jo)
    antwoord = _toon(client, zaak, melding.pk, reden="terugkoppeling")
    tekst = antwoord.content.decode()
    assert all(woord in tekst for woord in WIE)
    assert "no-store" in antwoord["Cache-Control"]
    assert list(InzageMelder.objects.values_list("zaak", "melding", "gebruiker", "reden")) == [
        (zaak.pk, melding.pk, jo.pk, "terugkoppeling")
    ]
    assert "Buurman Pieters" not in client.get(reverse("zaak", args=[zaak.pk])).content.decode()


@pytest.mark.parametrize("reden", ["", "iets_anders_dan_de_lijst"])
def test_the_reason_may_stay_empty_and_is_never_free_text(jo, zaak, melding, reden):
    _toon(_als(jo), zaak, melding.pk, reden=reden)
    assert InzageMelder.objects.get().reden == ""


def test_by_get_nothing_is_shown_and_nothing_is_logged(jo, zaak, melding):
    antwoord = _als(jo).get(reverse("zaak_melder", args=[zaak.pk, melding.pk]), follow=True)
    assert "Buurman Pieters" not in antwoord.content.decode()
    assert not InzageMelder.objects.exists()


def test_the_melder_of_another_zaak_cannot_be_read_along(jo, zaak):
    andere = bouwers.melding()
    bouwers.melder(melding=andere, naam="Iemand Anders")
    bouwers.zaak(meldingen=[andere])
    tekst = _toon(_als(jo), zaak, andere.pk).content.decode()
    assert "Deze melding hoort niet meer bij deze zaak." in tekst
    assert "Iemand Anders" not in tekst
    assert not InzageMelder.objects.exists()


@pytest.mark.parametrize("rol", [Rol.MAATJE, Rol.GEMEENTE, Rol.BEHEERDER])
def test_other_roles_are_refused_by_the_act_itself(zaak, melding, rol):
    with pytest.raises(Geweigerd):
        inzien.toon_melder(zaak, melding.pk, reden=None, door=bouwers.gebruiker(rol), nu=NU)
    assert not InzageMelder.objects.exists()


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_log_only_grows(jo, zaak, melding, act):
    inzien.toon_melder(zaak, melding.pk, reden=None, door=jo, nu=NU)
    alles = InzageMelder.objects.all()
    with pytest.raises(IntegrityError, match="dit logboek groeit alleen"), transaction.atomic():
        alles.update(reden="anders") if act == "update" else alles.delete()
    assert InzageMelder.objects.count() == 1


def test_who_brings_a_melding_professionally_is_named_as_such(jo):
    melding = bouwers.melding(deur="professional")
    bouwers.melder(melding=melding, mag_genoemd_worden="ja")
    zaak = bouwers.zaak(behandelaar=jo, meldingen=[melding])
    tekst = _als(jo).get(reverse("zaak", args=[zaak.pk])).content.decode()
    assert "iemand die hier beroepsmatig komt" in tekst
    assert "Mag genoemd worden:</strong> ja." in tekst


def test_showing_the_melder_costs_a_fixed_number_of_queries(
    jo, zaak, melding, django_assert_max_num_queries
):
    client = _als(jo)
    with django_assert_max_num_queries(15):  # the page, the melder, the log, its savepoint
        assert _toon(client, zaak, melding.pk).status_code == 200
