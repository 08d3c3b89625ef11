"""The page of a maatje: own things only, as little as needed, and nothing after the end."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from opvolging.models import Koppeling
from signaalpunt.rollen import Rol
from tests import bouwers

pytestmark = pytest.mark.django_db
S = Koppeling.Status


def als(gebruiker):
    client = Client()
    client.force_login(gebruiker)
    return client


def pagina(koppeling):
    return als(koppeling.maatje.gebruiker).get(reverse("mijn")).content.decode()


def test_an_offer_shows_what_fits_but_neither_name_nor_phone():
    deelnemer = bouwers.deelnemer(buurt=bouwers.buurt(), doel="weer eens lachen")
    tekst = pagina(bouwers.koppeling(deelnemer=deelnemer))
    assert "Past deze persoon bij u?" in tekst
    assert "Malberg" in tekst
    assert "schaken en wandelen" in tekst
    assert "dinsdagmiddag, donderdagmiddag" not in tekst
    assert "dinsdagmiddag en donderdagmiddag" in tekst
    for geheim in ("Bertha", "06 00 00 00 01", "lachen"):
        assert geheim not in tekst


def test_an_offer_says_until_when_an_answer_is_of_use():
    voorstel = bouwers.koppeling()
    assert "Wij horen het graag" not in pagina(voorstel)
    grens = datetime(2026, 9, 22, 12, tzinfo=UTC)
    bouwers.termijn_op(koppeling=voorstel, soort="antwoord", grens_op=grens, streef_op=grens)
    assert "Wij horen het graag uiterlijk dinsdag 22 september." in pagina(voorstel)


@pytest.mark.parametrize("status", [S.GEACCEPTEERD, S.ACTIEF])
def test_after_the_yes_name_and_phone_are_there_and_the_melder_never(status):
    melding = bouwers.melding(deur="iemand_anders")
    bouwers.melder(melding=melding)
    zaak = bouwers.zaak(meldingen=[melding], status="in_begeleiding")
    tekst = pagina(bouwers.koppeling(deelnemer=bouwers.deelnemer(zaak=zaak), status=status))
    assert "Bertha" in tekst
    assert 'href="tel:0600000001"' in tekst
    for veld in ("naam", "telefoon", "email"):
        waarde = getattr(melding.melder, veld)
        assert not waarde or waarde not in tekst


@pytest.mark.parametrize("status", [S.AFGESLAGEN, S.INGETROKKEN, S.BEEINDIGD])
def test_after_the_end_there_is_nothing_and_an_answer_is_told_that_it_is_late(status):
    koppeling = bouwers.koppeling(status=status)
    tekst = pagina(koppeling)
    assert "Er is nu niets voor u." in tekst
    assert "Bertha" not in tekst
    client = als(koppeling.maatje.gebruiker)
    for naam in ("mijn_accepteren", "mijn_afslaan"):
        adres = reverse(naam, kwargs={"koppeling_id": koppeling.pk})
        antwoord = client.post(adres, follow=True)
        assert antwoord.redirect_chain == [(reverse("mijn"), 302)]
        assert "Deze vraag staat niet meer open." in antwoord.text
        assert "Bertha" not in antwoord.text
    koppeling.refresh_from_db()
    assert koppeling.status == status


def test_another_maatje_sees_and_can_do_nothing():
    koppeling = bouwers.koppeling()
    ander = als(bouwers.maatje().gebruiker)
    assert "Er is nu niets voor u." in ander.get(reverse("mijn")).content.decode()
    for naam in ("mijn_accepteren", "mijn_afslaan"):
        adres = reverse(naam, kwargs={"koppeling_id": koppeling.pk})
        assert ander.post(adres).status_code == 404
    koppeling.refresh_from_db()
    assert koppeling.status == S.VOORGESTELD


def test_an_account_without_profile_sees_an_empty_page():
    antwoord = als(bouwers.gebruiker(Rol.MAATJE)).get(reverse("mijn"))
    assert "Er is nu niets voor u." in antwoord.content.decode()


def test_yes_and_no_lead_back_to_the_page():
    ja, nee = bouwers.koppeling(), bouwers.koppeling()
    client = als(ja.maatje.gebruiker)
    adres = reverse("mijn_accepteren", kwargs={"koppeling_id": ja.pk})
    assert "U ziet nu de voornaam" in client.post(adres, follow=True).content.decode()
    client = als(nee.maatje.gebruiker)
    adres = reverse("mijn_afslaan", kwargs={"koppeling_id": nee.pk})
    antwoord = client.post(adres, {"toelichting": "Ik ga verhuizen"}, follow=True)
    assert "Dank u wel voor uw eerlijke antwoord" in antwoord.content.decode()
    for koppeling, status in ((ja, S.GEACCEPTEERD), (nee, S.AFGESLAGEN)):
        koppeling.refresh_from_db()
        assert koppeling.status == status
    assert nee.toelichting == "Ik ga verhuizen"


def test_a_reason_that_is_too_long_changes_nothing():
    koppeling = bouwers.koppeling()
    adres = reverse("mijn_afslaan", kwargs={"koppeling_id": koppeling.pk})
    antwoord = als(koppeling.maatje.gebruiker).post(adres, {"toelichting": "a" * 501}, follow=True)
    assert "te lang" in antwoord.content.decode()
    koppeling.refresh_from_db()
    assert koppeling.status == S.VOORGESTELD


@pytest.mark.parametrize("status", [S.GEACCEPTEERD, S.ACTIEF])
def test_a_no_after_the_yes_is_told_whom_to_call(status):
    koppeling = bouwers.koppeling(status=status)
    adres = reverse("mijn_afslaan", kwargs={"koppeling_id": koppeling.pk})
    antwoord = als(koppeling.maatje.gebruiker).post(
        adres, {"toelichting": "Toch niet"}, follow=True
    )
    assert f"Wilt u toch liever niet? Bel ons: {koppeling.gemeente.telefoon}" in antwoord.text
    koppeling.refresh_from_db()
    assert (koppeling.status, koppeling.toelichting) == (status, "")


def test_a_yes_pressed_twice_is_one_yes_without_a_warning():
    koppeling = bouwers.koppeling()
    client = als(koppeling.maatje.gebruiker)
    adres = reverse("mijn_accepteren", kwargs={"koppeling_id": koppeling.pk})
    client.post(adres)
    antwoord = client.post(adres, follow=True)
    assert [str(bericht) for bericht in antwoord.context["messages"]] == [
        "Wat fijn! U ziet nu de voornaam en het telefoonnummer."
    ]
    assert "U hebt ja gezegd." in antwoord.text


@pytest.mark.parametrize("aantal", [1, 6])
def test_the_number_of_queries_does_not_grow(aantal, django_assert_num_queries):
    maatje = bouwers.maatje(aantal_plaatsen=9)
    for _ in range(aantal):
        bouwers.koppeling(maatje=maatje, deelnemer=bouwers.deelnemer(buurt=bouwers.buurt()))
    client = als(maatje.gebruiker)
    with django_assert_num_queries(3):  # session, gebruiker with gemeente, koppelingen
        client.get(reverse("mijn"))
