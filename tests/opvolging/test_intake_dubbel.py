"""The warning about doubles while somebody types, and joining at once."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from meldingen.models import Melding
from opvolging.models import Termijn, Zaak
from signaalpunt.models import Bericht
from signaalpunt.rollen import TEAM, Rol
from tests import bouwers

pytestmark = pytest.mark.django_db

ADRES = "/intake/"
TELEFOON = "043 000 00 01"


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


@pytest.fixture
def bekend():
    """Somebody a colleague has taken up."""
    melding = bouwers.melding(betrokkene_telefoon=TELEFOON, betrokkene_naam="Mevrouw Geheim")
    bouwers.melder(melding=melding, naam="Buurman Pieters")
    return bouwers.zaak(meldingen=[melding], behandelaar=bouwers.gebruiker(naam="Fatima"))


def _antwoorden(**velden):
    return {
        "deur": "iemand_anders",
        "sleutel": str(uuid4()),
        "kanaal": "telefoon",
        "vervolg": "team",
        "veilig": "ja",
        "betrokkene_telefoon": "+31 43 000 0001",
        "weet_ervan": "nee",
        "relatie": "buur",
        "mag_genoemd_worden": "nee",
        "terugkoppeling": "code",
    } | velden


def _kijk(client, **velden) -> str:
    antwoord = client.post(reverse("intake_dubbel"), _antwoorden(**velden))
    assert antwoord.status_code == 200
    tekst: str = antwoord.content.decode()
    return tekst


def test_the_warning_names_number_day_colleague_and_reason_and_nobody_else(client, bekend):
    tekst = _kijk(client)
    melding = bekend.zaakmeldingen.get().melding
    assert f"Melding {melding.pk}, dinsdag 15 september 2026, opgepakt door Fatima" in tekst
    assert "(zelfde telefoonnummer)" in tekst
    assert "Geheim" not in tekst
    assert "Pieters" not in tekst
    assert f'value="{bekend.pk}"' in tekst


@pytest.mark.parametrize(
    ("eigen", "getypt", "reden"),
    [
        (
            {"postcode": "6216 AB", "huisnummer": "14"},
            {"postcode": "6216ab", "huisnummer": "14 b"},
            "zelfde adres",
        ),
        ({"betrokkene_email": "jo@voorbeeld.test"}, {"email": "JO@voorbeeld.test"}, "e-mailadres"),
        ({"betrokkene_naam": "Mw. Jansen"}, {"naam": "mw Jansen"}, "zelfde naam en buurt"),
    ],
)
def test_what_was_typed_is_compared_however_it_was_written(client, eigen, getypt, reden):
    buurt = bouwers.buurt()
    bouwers.melding(**{"betrokkene_naam": "Iemand"} | eigen, buurt=buurt)
    leeg = {"betrokkene_telefoon": "", "deur": "mijzelf", "buurt": buurt.code}
    tekst = _kijk(client, **leeg | getypt)
    assert reden in tekst
    assert "nog door niemand opgepakt" in tekst
    assert 'name="hoort_bij"' not in tekst


@pytest.mark.parametrize(
    "velden",
    [
        {"betrokkene_telefoon": ""},
        {"betrokkene_telefoon": "043 000 00 99"},
        {"betrokkene_telefoon": "geen nummer"},
        {"betrokkene_telefoon": "", "betrokkene_naam": "Mevrouw Geheim"},
        {"betrokkene_telefoon": "", "betrokkene_naam": "Mevrouw Geheim", "buurt": "BESTAATNIET"},
    ],
)
def test_without_a_clue_there_is_no_warning(client, bekend, velden):
    assert _kijk(client, **velden).strip() == ""


def test_another_gemeente_is_not_searched(bekend):
    client = Client()
    elders = bouwers.gemeente(code="GM9999", naam="Elders")
    client.force_login(bouwers.gebruiker(gemeente=elders))
    assert _kijk(client).strip() == ""


@pytest.mark.parametrize("rol", list(Rol))
def test_only_the_team_may_compare_and_only_by_post(bekend, rol):
    client = Client()
    client.force_login(bouwers.gebruiker(rol))
    adres = reverse("intake_dubbel")
    assert client.post(adres, _antwoorden()).status_code == (200 if rol in TEAM else 403)
    assert client.get(adres, _antwoorden()).status_code == (405 if rol in TEAM else 403)


def test_a_forged_request_is_refused(jo, bekend):
    client = Client(enforce_csrf_checks=True)
    client.force_login(jo)
    assert client.post(reverse("intake_dubbel"), _antwoorden()).status_code == 403


@pytest.mark.parametrize("aantal", [1, 30])
def test_comparing_takes_two_queries_and_the_list_stays_short(
    client, aantal, django_assert_max_num_queries
):
    buurt = bouwers.buurt()
    for _ in range(aantal):
        melding = bouwers.melding(betrokkene_telefoon=TELEFOON, buurt=buurt)
        bouwers.zaak(meldingen=[melding])
    velden = {"betrokkene_naam": "Mevrouw Janssen", "buurt": buurt.code}
    with django_assert_max_num_queries(6):  # session, account, gemeente and its settings; then two
        tekst = _kijk(client, **velden)
    assert tekst.count("Melding ") == min(aantal, 5)


def test_a_rejected_form_shows_the_warning_without_a_script(client, bekend):
    antwoord = client.post(ADRES, _antwoorden(veilig=""))
    assert antwoord.status_code == 422
    assert "opgepakt door Fatima" in antwoord.content.decode()


def test_joining_at_once_makes_no_second_zaak_and_says_nothing_to_the_melders(client, bekend):
    antwoord = client.post(ADRES, _antwoorden(hoort_bij=bekend.pk), follow=True)
    assert antwoord.redirect_chain == [(f"/zaken/{bekend.pk}/", 302)]
    nieuwe = Melding.objects.latest("pk")
    assert nieuwe.zaakmelding.zaak == bekend
    assert Zaak.objects.count() == 1
    assert not Bericht.objects.exists()
    assert bekend.gebeurtenissen.get().tekst == f"Melding {nieuwe.pk}"


def test_joining_and_having_spoken_go_together(client, bekend):
    client.post(ADRES, _antwoorden(hoort_bij=bekend.pk, vervolg="gesproken"))
    bekend.refresh_from_db()
    assert bekend.status == Zaak.Status.CONTACT_GELEGD
    assert Termijn.objects.om_contact().get().stopreden == "contact"


@pytest.mark.parametrize("welke", ["gesloten", "elders", "weg"])
def test_a_zaak_that_cannot_be_joined_stores_nothing_and_keeps_every_word(client, bekend, welke):
    nummer = bekend.pk
    if welke == "gesloten":
        uitkomst = {"uitkomst": "dubbel", "afgesloten_op": bouwers.NU}
        Zaak.objects.update(status="afgesloten", **uitkomst)
    elif welke == "elders":
        elders = bouwers.gemeente(code="GM9999", naam="Elders")
        nummer = bouwers.zaak(gemeente=elders).pk
    else:
        nummer = 999_999
    aantal = Melding.objects.count()
    antwoord = client.post(ADRES, _antwoorden(hoort_bij=nummer, toelichting="Lang verhaal"))
    assert antwoord.status_code == 422
    assert "Lang verhaal" in antwoord.content.decode()
    assert Melding.objects.count() == aantal


@pytest.mark.parametrize("nummer", ["x", "-1", "9" * 40])
def test_a_choice_that_is_no_number_is_refused(client, bekend, nummer):
    assert client.post(ADRES, _antwoorden(hoort_bij=nummer)).status_code == 422


def test_the_choice_stays_when_the_warning_is_refreshed(client, bekend):
    assert f'value="{bekend.pk}" id="hoort-bij-{bekend.pk}" checked' in _kijk(
        client, hoort_bij=bekend.pk
    )


def test_a_closed_zaak_is_told_but_not_offered(client, bekend):
    Zaak.objects.update(status="afgesloten", uitkomst="dubbel", afgesloten_op=bouwers.NU)
    tekst = _kijk(client)
    assert ", afgesloten (" in tekst
    assert 'name="hoort_bij"' not in tekst


def test_advice_to_a_caller_about_who_does_not_want_it_is_the_first_contact(client):
    velden = {"weet_ervan": "ja_niet_akkoord", "vervolg": "advies"}
    assert client.post(ADRES, _antwoorden(**velden)).status_code == 302
    assert Termijn.objects.om_contact().get().stopreden == "advies"
    assert Zaak.objects.get().contacten.get().is_met_melder


def test_speaking_with_who_does_not_want_it_is_refused_with_every_word_kept(client):
    velden = {"weet_ervan": "ja_niet_akkoord", "vervolg": "gesproken", "toelichting": "Verhaal"}
    antwoord = client.post(ADRES, _antwoorden(**velden))
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Deze persoon wil niet dat wij contact opnemen." in tekst
    assert "Verhaal" in tekst
    assert not Melding.objects.exists()
