"""The beheerder sets everything without a developer, and sees nobody's story."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from signaalpunt.models import Bericht, Gebruiker, Gemeente
from signaalpunt.rollen import Rol
from tests import bouwers

pytestmark = pytest.mark.django_db
CODE_BINNEN = "gemeente_code_binnen_bewaartermijn"


@pytest.fixture
def beheer(client):
    client.force_login(bouwers.gebruiker(Rol.BEHEERDER))
    return client


def _gemeente_velden(**anders):
    leider = bouwers.gebruiker(Rol.COORDINATOR)
    return {
        "naam": "Maastricht",
        "telefoon": "043 111 11 11",
        "bereikbaar": "altijd",
        "teammail": "team@voorbeeld.test",
        "teamleider": leider.pk,
        "volgcode_maanden": "6",
        "pogingen_voor_brief": "4",
        "stilte_uren": "0",
    } | anders


def test_the_choices_of_the_gemeente_are_kept(beheer):
    assert beheer.post(reverse("gemeente_instellen"), _gemeente_velden()).status_code == 302
    gemeente = Gemeente.objects.get()
    assert (gemeente.volgcode_maanden, gemeente.stilte_uren) == (6, 0)
    assert gemeente.teamleider is not None
    assert gemeente.teamleider.rol == Rol.COORDINATOR


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"teamleider": ""}, "Vul dit in."),
        ({"volgcode_maanden": "0"}, "minstens 1"),
        ({"teammail": "geen adres"}, "e-mailadres in zoals"),
    ],
)
def test_a_choice_that_cannot_be_is_explained_and_what_was_typed_stays(beheer, velden, melding):
    antwoord = beheer.post(
        reverse("gemeente_instellen"), _gemeente_velden(bereikbaar="in de ochtend", **velden)
    )
    assert antwoord.status_code == 422
    assert melding in antwoord.text
    assert "in de ochtend" in antwoord.text


def test_a_crisis_number_can_be_changed(beheer):
    nummer = bouwers.crisisnummer()
    velden = {"nummer": "113", "naam": "113", "wanneer": "Nu", "wanneer_en": "Now"}
    beheer.post(reverse("crisisnummer_wijzigen", args=[nummer.pk]), velden)
    nummer.refresh_from_db()
    assert nummer.nummer == "113"


def test_a_new_account_gets_a_mail_to_choose_a_password(beheer):
    velden = {
        "naam": "Nieuwe Collega",
        "email": "Nieuw@Voorbeeld.test",
        "rol": "medewerker",
        "is_active": "on",
    }
    assert beheer.post(reverse("gebruiker_toevoegen"), velden).status_code == 302
    nieuw = Gebruiker.objects.get(email="nieuw@voorbeeld.test")
    assert (nieuw.naam, nieuw.rol) == ("Nieuwe Collega", Rol.MEDEWERKER)
    assert not nieuw.has_usable_password()
    assert Bericht.objects.get().soort == "uitnodiging"


def test_an_address_that_has_an_account_is_refused_and_no_mail_leaves(beheer):
    bestaand = bouwers.gebruiker()
    velden = {"naam": "Dubbel", "email": bestaand.email, "rol": "medewerker"}
    assert beheer.post(reverse("gebruiker_toevoegen"), velden).status_code == 422
    assert not Bericht.objects.exists()


def test_access_can_be_ended(beheer):
    weg = bouwers.gebruiker()
    velden = {"naam": weg.naam, "email": weg.email, "rol": weg.rol}
    beheer.post(reverse("gebruiker_wijzigen", args=[weg.pk]), velden)
    weg.refresh_from_db()
    assert not weg.is_active


def test_without_a_team_leader_the_page_says_what_that_means(beheer):
    assert "nog niet gekozen" in beheer.get(reverse("beheer")).text


def _velden(gebruiker, **anders):
    return {
        "naam": gebruiker.naam,
        "email": gebruiker.email,
        "rol": gebruiker.rol,
        "is_active": "on",
    } | anders


@pytest.mark.parametrize(
    ("anders", "melding"),
    [({"is_active": ""}, "niet buitensluiten"), ({"rol": "medewerker"}, "andere beheerder")],
)
def test_the_beheerder_cannot_lock_the_own_door(client, anders, melding):
    zelf = bouwers.gebruiker(Rol.BEHEERDER)
    client.force_login(zelf)
    antwoord = client.post(reverse("gebruiker_wijzigen", args=[zelf.pk]), _velden(zelf, **anders))
    assert antwoord.status_code == 422
    assert melding in antwoord.text


@pytest.mark.parametrize("anders", [{"is_active": ""}, {"rol": "medewerker"}])
def test_the_team_leader_stays_until_another_is_chosen(beheer, anders):
    leider = bouwers.gebruiker(Rol.COORDINATOR)
    Gemeente.objects.update(teamleider=leider)
    pad = reverse("gebruiker_wijzigen", args=[leider.pk])
    assert "andere teamleider" in beheer.post(pad, _velden(leider, **anders)).text


def test_a_maatje_is_not_made_here_but_keeps_the_role(beheer):
    nieuw = {"naam": "X", "email": "x@voorbeeld.test", "rol": "maatje", "is_active": "on"}
    assert beheer.post(reverse("gebruiker_toevoegen"), nieuw).status_code == 422
    maatje = bouwers.gebruiker(Rol.MAATJE)
    assert (
        beheer.post(
            reverse("gebruiker_wijzigen", args=[maatje.pk]), _velden(maatje, naam="Anders")
        ).status_code
        == 302
    )


OPENBAAR = {
    "logotekst": "Humanitas Maastricht",
    "postadres": "Postbus 1\n6200 AA Maastricht",
    "verantwoordelijke": "Humanitas",
    "privacycontact": "fg@voorbeeld.test",
    "grondslag": "algemeen_belang",
    "bewaartermijn": "24",
    "toegankelijkheid_contact": "toegang@voorbeeld.test",
    "toegankelijkheid_status": "b",
    "toegankelijkheid_op": "2026-03-01",
    "beveiligingscontact": "lek@voorbeeld.test",
}


def test_what_public_pages_and_paper_say_is_kept_and_shown(beheer):
    assert beheer.post(reverse("openbaar_instellen"), OPENBAAR).status_code == 302
    gemeente = Gemeente.objects.get()
    assert (gemeente.afzender, gemeente.bewaartermijn) == ("Humanitas Maastricht", 24)
    tekst = beheer.get(reverse("beheer")).text
    for deel in ("Humanitas Maastricht", "fg@voorbeeld.test", "24 maanden", "voldoet gedeeltelijk"):
        assert deel in tekst


def test_all_of_it_may_be_empty(beheer):
    assert beheer.post(reverse("openbaar_instellen"), {}).status_code == 302
    assert Gemeente.objects.get().afzender == "Signaalpunt Maastricht"
    assert "nog niet onderzocht" in beheer.get(reverse("beheer")).text


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"bewaartermijn": "0"}, "minstens 1"),
        ({"bewaartermijn": "eeuwig"}, "heel getal"),
        ({"privacycontact": "fg"}, "e-mailadres in zoals"),
        ({"beveiligingscontact": "lek"}, "e-mailadres in zoals"),
        ({"toegankelijkheid_op": ""}, "hoort bij een datum"),
        ({"toegankelijkheid_status": "z"}, "Kies een van deze antwoorden."),
    ],
)
def test_a_setting_that_cannot_be_is_explained(beheer, anders, melding):
    antwoord = beheer.post(reverse("openbaar_instellen"), OPENBAAR | anders)
    assert antwoord.status_code == 422
    assert melding in antwoord.text
    assert "Postbus 1" in antwoord.text


def test_a_code_never_outlives_what_is_kept_whichever_screen_one_takes(beheer):
    Gemeente.objects.update(bewaartermijn=12)
    adres = reverse("gemeente_instellen")
    antwoord = beheer.post(adres, _gemeente_velden(volgcode_maanden="13"))
    assert antwoord.status_code == 422
    assert "De bewaartermijn is nu 12 maanden. Kies hier hoogstens 12" in antwoord.text
    assert beheer.post(adres, _gemeente_velden(volgcode_maanden="12")).status_code == 302
    antwoord = beheer.post(reverse("openbaar_instellen"), OPENBAAR | {"bewaartermijn": "11"})
    assert antwoord.status_code == 422
    assert "Een volgcode werkt nu 12 maanden" in antwoord.text
    assert "minstens 12" in antwoord.text
    assert beheer.post(reverse("openbaar_instellen"), OPENBAAR).status_code == 302


def test_the_database_keeps_that_too():
    bouwers.gemeente()
    with pytest.raises(IntegrityError), transaction.atomic():
        Gemeente.objects.update(volgcode_maanden=13, bewaartermijn=12)
