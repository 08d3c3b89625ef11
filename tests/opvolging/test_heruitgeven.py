"""A caller who lost the volgcode: found, recognised, and given a new one that is written down."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from meldingen.intake import stuur_code
from meldingen.models import Melding
from meldingen.volgcode import volgcode
from opvolging.heruitgeven import geef_nieuwe_code
from opvolging.models import Heruitgifte, Inzage, InzageMelder
from signaalpunt import zoekhash
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Bericht
from tests import bouwers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]
TWEE = ["naam", "wanneer"]


@pytest.fixture
def jo():
    return bouwers.gebruiker()


@pytest.fixture
def melding():
    melding = bouwers.melding_met_code(
        betrokkene_telefoon="043 321 00 00", betrokkene_email="ik@voorbeeld.test"
    )
    bouwers.melder(
        melding=melding,
        telefoon="06 12 34 56 78",
        email="buur@voorbeeld.test",
        naam_hash=zoekhash.naam("Buurman Pieters"),
        telefoon_hash=zoekhash.telefoon("06 12 34 56 78"),
        email_hash=zoekhash.email("buur@voorbeeld.test"),
    )
    return melding


@pytest.fixture
def team(client, jo):
    client.force_login(jo)
    return client


def adres(melding):
    return reverse("melding_nieuwe_code", args=[melding.pk])


def test_the_questions_show_no_more_than_needed(team, melding):
    tekst = team.get(adres(melding)).text
    for deel in ("B… P…", "eindigt op 678", "15 september 2026", "M… J…"):
        assert deel in tekst
    for geheim in ("Pieters", "Janssen", "06 12", "buur@"):
        assert geheim not in tekst


def test_of_somebody_who_wrote_for_themselves_the_own_answers_are_asked(team):
    melding = bouwers.melding_met_code(deur="mijzelf", betrokkene_telefoon="06 00 00 01 23")
    tekst = team.get(adres(melding)).text
    assert "M… J…" in tekst
    assert "eindigt op 123" in tekst
    assert "Over wie ging het?" not in tekst


def test_looking_is_logged(team, jo, melding):
    team.get(adres(melding))
    inzage = Inzage.objects.get()
    assert (inzage.melding, inzage.zaak, inzage.gebruiker) == (melding, None, jo)


def test_looking_behind_a_zaak_is_logged_there_and_at_the_melder(team, jo, melding):
    zaak = bouwers.zaak(meldingen=[melding])
    team.get(adres(melding))
    assert Inzage.objects.get().zaak == zaak
    assert InzageMelder.objects.get().reden == "verificatie"


def test_a_new_code_works_and_the_old_one_is_dead(team, jo, melding):
    zaak = bouwers.zaak(meldingen=[melding], behandelaar=jo)
    antwoord = team.post(adres(melding), {"versie": 0, "herkend_aan": TWEE})
    nieuw = volgcode(melding.sleutel, 1)
    assert antwoord.context["code"] == nieuw
    assert nieuw in antwoord.text
    assert "no-store" in antwoord["Cache-Control"]
    assert nieuw != volgcode(melding.sleutel)
    team.logout()
    assert team.post("/volgen/", {"code": nieuw}).status_code == 302
    assert team.post("/volgen/", {"code": volgcode(melding.sleutel)}).status_code == 422
    regel = Heruitgifte.objects.get()
    assert (regel.melding, regel.versie, regel.door) == (melding, 1, jo)
    assert regel.herkend_aan == TWEE
    geschiedenis = zaak.gebeurtenissen.get()
    assert geschiedenis.soort == "nieuwe_code"
    assert "de eigen naam" in geschiedenis.tekst
    assert nieuw not in geschiedenis.tekst


def test_a_mail_with_the_old_code_that_still_waits_does_not_leave(team, melding):
    stuur_code(melding, aan="melder@voorbeeld.test", taal="nl", nu=timezone.now())
    team.post(adres(melding), {"versie": 0, "herkend_aan": TWEE})
    assert Bericht.objects.get(sleutel__startswith="bevestiging").status == "ingetrokken"


def test_a_melding_that_nobody_took_up_gets_a_new_code_too(jo, melding):
    code = geef_nieuwe_code(melding, herkend_aan=TWEE, versie=0, door=jo, nu=timezone.now())
    assert code == volgcode(melding.sleutel, 1)
    assert Heruitgifte.objects.count() == 1


def test_the_same_page_twice_gives_one_code(team, melding):
    antwoorden = [team.post(adres(melding), {"versie": 0, "herkend_aan": TWEE}) for _ in range(2)]
    assert [antwoord.status_code for antwoord in antwoorden] == [200, 422]
    assert "zojuist al een nieuwe code" in antwoorden[1].text
    assert Heruitgifte.objects.count() == 1


@pytest.mark.parametrize("herkend", [[], ["naam"], ["naam", "naam"], ["naam", "verzonnen"]])
def test_a_caller_who_was_not_recognised_gets_nothing(team, melding, herkend):
    antwoord = team.post(adres(melding), {"versie": 0, "herkend_aan": herkend})
    assert antwoord.status_code == 422
    assert Melding.objects.get().volgcode_versie == 0


def test_after_the_retention_term_there_is_no_code_to_give(jo, melding):
    lang_geleden = timezone.now() - timedelta(days=2000)
    bouwers.zaak(
        meldingen=[melding], status="afgesloten", uitkomst="advies", afgesloten_op=lang_geleden
    )
    with pytest.raises(Geweigerd) as weigering:
        geef_nieuwe_code(melding, herkend_aan=TWEE, versie=0, door=jo, nu=timezone.now())
    assert "bewaartermijn" in str(weigering.value)


def test_the_log_of_new_codes_only_grows(jo, melding):
    geef_nieuwe_code(melding, herkend_aan=TWEE, versie=0, door=jo, nu=timezone.now())
    for wijziging in (
        lambda: Heruitgifte.objects.update(versie=9),
        Heruitgifte.objects.all().delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wijziging()
