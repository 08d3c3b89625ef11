"""Finding a melding by one thing that somebody says, whole; what was typed is kept nowhere."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from opvolging import triage
from opvolging.zoeken import zoek
from signaalpunt import zoekhash
from signaalpunt.rollen import Rol
from tests import bouwers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]


@pytest.fixture
def jo():
    return bouwers.gebruiker()


@pytest.fixture
def melding():
    melding = bouwers.melding(
        betrokkene_telefoon="043 321 00 00",
        betrokkene_email="ik@voorbeeld.test",
        postcode="6211 AB",
        huisnummer="12",
        toevoeging="a",
    )
    bouwers.melder(
        melding=melding,
        naam_hash=zoekhash.naam("Buurman Pieters"),
        telefoon_hash=zoekhash.telefoon("06 12 34 56 78"),
        email_hash=zoekhash.email("buur@voorbeeld.test"),
    )
    return melding


@pytest.fixture
def team(client, jo):
    client.force_login(jo)
    return client


@pytest.mark.parametrize(
    "tekst",
    [
        *("0612345678", "+31 6 1234 5678", "BUUR@voorbeeld.test", "buurman pieters"),
        *("043-3210000", "ik@voorbeeld.test", "mevrouw janssen"),
    ],
)
def test_a_melding_is_found_by_what_melder_and_betrokkene_gave(melding, jo, tekst):
    bouwers.melding(betrokkene_naam="Iemand Anders")
    assert zoek(tekst, door=jo) == [melding]


@pytest.mark.parametrize(
    "tekst",
    [
        *("6211 AB 12", "6211ab12", "6211 AB 12a", "6211AB, 12-A", "6211 AB 12 bis"),
        *("12a 6211 AB", "Markt 12, 6211 AB Maastricht", " 6211 ab nr. 12 "),
    ],
)
def test_a_melding_is_found_by_postcode_and_house_number_however_written(melding, jo, tekst):
    bouwers.melding(postcode="6211 AB", huisnummer="13")
    bouwers.melding(postcode="6211 AC", huisnummer="12")
    assert zoek(tekst, door=jo) == [melding]


@pytest.mark.parametrize("tekst", ["6211 AB", "Markt 12", "6211 AB 1", "6211 AB 122", "0621 AB 12"])
def test_half_an_address_finds_nothing(melding, jo, tekst):
    assert zoek(tekst, door=jo) == []


def test_a_zaak_is_found_by_its_number_and_what_is_named_is_meant(jo):
    eerste, tweede, derde = (bouwers.melding() for _ in range(3))
    zaak = bouwers.zaak(pk=tweede.pk, meldingen=[eerste, derde])
    assert zoek(f"zaak {zaak.pk}", door=jo) == [derde, eerste]
    assert zoek(f"Melding nr. {tweede.pk}", door=jo) == [tweede]
    assert zoek(f"#{zaak.pk}", door=jo) == [derde, tweede, eerste]


@pytest.mark.parametrize("tekst", ["", "06 99 99 99 99", "0", "9" * 30, "janssen", "@", "²"])
def test_what_nobody_gave_finds_nothing(melding, jo, tekst):
    assert zoek(tekst, door=jo) == []


def test_a_melding_is_found_by_its_number_also_when_closed(melding, jo):
    bouwers.zaak(
        meldingen=[melding], status="afgesloten", uitkomst="advies", afgesloten_op=timezone.now()
    )
    assert zoek(str(melding.pk), door=jo) == [melding]


@pytest.mark.parametrize("rol", [Rol.MAATJE, Rol.GEMEENTE, Rol.BEHEERDER])
def test_nobody_outside_the_team_finds_anything(melding, rol):
    assert zoek("mevrouw janssen", door=bouwers.gebruiker(rol)) == []


def test_the_team_of_another_gemeente_finds_nothing(melding):
    elders = bouwers.gemeente(code="GM9999", naam="Elders")
    assert zoek("mevrouw janssen", door=bouwers.gebruiker(gemeente=elders)) == []


@pytest.mark.parametrize("tekst", ["mevrouw janssen", "6211 AB 12"])
@pytest.mark.parametrize("aantal", [1, 30])
def test_searching_takes_two_queries(jo, aantal, tekst, django_assert_num_queries):
    for _ in range(aantal):
        bouwers.zaak(meldingen=[bouwers.melding(postcode="6211 AB", huisnummer="12")])
    with django_assert_num_queries(2):
        gevonden = zoek(tekst, door=jo)
        assert len([een.zaakmelding.zaak.status for een in gevonden]) == aantal


def test_the_page_of_the_search_names_nobody(team, melding):
    tekst = team.post(reverse("melding_zoeken"), {"tekst": "0612345678"}).text
    assert f"Melding {melding.pk}" in tekst
    assert "Janssen" not in tekst
    assert "Pieters" not in tekst


def test_the_page_of_the_search_says_when_nothing_was_found_or_asked(team):
    pagina = reverse("melding_zoeken")
    assert "Niets gevonden." in team.post(pagina, {"tekst": "niemand"}).text
    assert team.post(pagina, {"tekst": ""}).status_code == 422
    assert "Een deel van een naam vinden wij niet" in team.post(pagina, {"tekst": "Janss"}).text


def test_a_found_melding_leads_to_its_zaak(team, melding):
    zaak = bouwers.zaak(meldingen=[melding])
    tekst = team.post(reverse("melding_zoeken"), {"tekst": str(melding.pk)}).text
    assert reverse("zaak", args=[zaak.pk]) in tekst


def test_the_werkvoorraad_asks_and_what_nobody_has_can_be_taken_up(team, jo, melding):
    pagina = team.get("/werkvoorraad/").text
    assert f'role="search" method="post" action="{reverse("melding_zoeken")}"' in pagina
    oppakken = reverse("melding_oppakken", args=[melding.pk])
    assert oppakken in team.post(reverse("melding_zoeken"), {"tekst": "6211 AB 12"}).text
    triage.pak_op(melding, door=jo, nu=timezone.now())
    assert oppakken not in team.post(reverse("melding_zoeken"), {"tekst": "6211 AB 12"}).text


def test_what_was_typed_is_in_no_address(team, melding):
    """By GET nothing is looked for, so no link can carry it."""
    antwoord = team.get(reverse("melding_zoeken"), {"tekst": "6211 AB 12"})
    assert f"Melding {melding.pk}" not in antwoord.text


def test_no_search_reads_a_whole_table(jo):
    """Each look-up is by an index, also of an address and of a zaak."""
    tabellen = ("meldingen_melding", "meldingen_melder", "opvolging_zaakmelding")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plannen: list[str] = []

    def leg_uit(doe, sql, params, many, context):
        with connection.cursor() as cursor:
            cursor.cursor.execute(f"EXPLAIN {sql}", params)
            plannen.extend(regel for (regel,) in cursor.cursor.fetchall())
        return doe(sql, params, many, context)

    with connection.execute_wrapper(leg_uit):
        for tekst in ("6211 AB 12", "zaak 12", "06 12 34 56 78", "Bertha Janssen"):
            zoek(tekst, door=jo)
    assert plannen
    assert not [r for r in plannen if any(f"Seq Scan on {tabel}" in r for tabel in tabellen)]
