"""One invented town, looked at from several sides."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import F

from meldingen.models import Melding, Vindplaats, Vindplaatsbezoek
from opvolging.kalender import Kalender, is_open, lokaal
from opvolging.models import Contact, Koppeling, Termijn, Zaak
from rapportage.demo.accounts import adres
from rapportage.models import Jaarverslag
from signaalpunt.ingebouwd.omgeving import DEMO_DOMEIN, DEMO_WACHTWOORD
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import Rol
from tests.rapportage.stad import verzin_demo

pytestmark = pytest.mark.usefixtures("bekeken")

ADRES = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")


@pytest.fixture(scope="module")
def stad(django_db_setup, django_db_blocker):
    """A town to look at; what a test adds to it is gone after that test."""
    with django_db_blocker.unblock(), transaction.atomic():
        verzin_demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def bekeken(stad, db):
    """That town, inside the transaction of one test."""


def test_everything_follows_from_the_meldingen():
    assert Melding.objects.count() == 120
    assert Zaak.objects.filter(status=Zaak.Status.AFGESLOTEN).count() > 60
    assert Koppeling.objects.filter(status=Koppeling.Status.BEEINDIGD).exists()
    assert Jaarverslag.objects.get().jaar == 2025
    assert {g.rol for g in Gebruiker.objects.all()} == set(Rol)


def test_every_role_logs_in_with_the_password_that_the_start_says():
    for rol in Rol:
        assert Gebruiker.objects.get(email=adres(rol)).check_password(DEMO_WACHTWOORD)


def test_the_last_days_leave_work_to_do():
    assert Termijn.objects.lopend().count() >= 3


def test_people_try_again_when_they_are_at_work():
    contacten = Contact.objects.all()
    afspraken = [contact.opnieuw_op for contact in contacten if contact.opnieuw_op]
    assert afspraken
    assert all(is_open(lokaal(moment), Kalender()) for moment in afspraken)


def test_nobody_has_a_phone_number_or_address_that_could_exist():
    nummers = {melding.betrokkene_telefoon for melding in Melding.objects.all()} - {""}
    assert nummers
    assert all(nummer.startswith("06 0000 ") for nummer in nummers)


def _alles_wat_er_staat() -> Iterator[str]:
    """Every text of every row, opened when it is encrypted."""
    for app in ("signaalpunt", "meldingen", "opvolging", "rapportage"):
        for model in apps.get_app_config(app).get_models():
            velden = [veld.attname for veld in model._meta.fields if veld.name != "inhoud"]
            for rij in model._default_manager.all():
                yield " ".join(str(getattr(rij, naam)) for naam in velden)


def test_every_address_for_mail_is_one_of_the_demo_or_of_nobody():
    domeinen = {domein for tekst in _alles_wat_er_staat() for domein in ADRES.findall(tekst)}
    assert {DEMO_DOMEIN, "voorbeeld.example"} <= domeinen
    van_niemand = {domein for domein in domeinen if domein.endswith(".example")}
    assert domeinen - van_niemand == {DEMO_DOMEIN}


def test_vindplaatsen_have_visits_and_meldingen():
    assert Vindplaats.objects.count() == 6
    met = Melding.objects.filter(vindplaats__isnull=False)
    assert len({melding.vindplaats_id for melding in met}) >= 4
    assert not met.exclude(deur=F("vindplaats__deur")).exists()
    assert Vindplaatsbezoek.objects.count() > 100


def test_a_second_time_adds_meldingen_and_keeps_what_is_there():
    codes = set(Vindplaats.objects.values_list("code", flat=True))
    gebruikers, bezoeken = Gebruiker.objects.count(), Vindplaatsbezoek.objects.count()
    Gemeente.objects.update(postadres="Eigen adres")
    verzin_demo(meldingen=10, jaren=1, zaad=2)
    assert Melding.objects.count() == 130
    assert Gebruiker.objects.count() == gebruikers
    assert set(Vindplaats.objects.values_list("code", flat=True)) == codes
    assert Vindplaatsbezoek.objects.count() == bezoeken
    assert Gemeente.objects.get().postadres == "Eigen adres"
