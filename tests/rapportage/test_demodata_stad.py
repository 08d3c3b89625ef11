"""One invented town, looked at from several sides."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import Exists, F, OuterRef

from meldingen.models import Melding, Vindplaats, Vindplaatsbezoek
from opvolging.kalender import Kalender, is_open, lokaal
from opvolging.models import (
    Afspraak,
    Contact,
    Gevaarkaart,
    Koppeling,
    Meting,
    Notitie,
    OnvervuldeBehoefte,
    Termijn,
    Toestemming,
    Verhaal,
    Verkenning,
    Zaak,
)
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


BESPROKEN = (*(Afspraak, Gevaarkaart, Meting, Notitie, OnvervuldeBehoefte, Verhaal, Verkenning),)


def test_there_is_something_to_look_at_on_every_part_of_a_zaak():
    leeg = [soort.__name__ for soort in BESPROKEN if not soort._default_manager.exists()]
    assert leeg == []


def test_the_scale_and_a_story_rest_on_what_the_person_agreed_to():
    for rijen, soort in ((Meting.objects.all(), "schaal"), (Verhaal.objects.all(), "verhaal")):
        goed = Toestemming.objects.filter(soort=soort, vastgelegd_op__lte=OuterRef("op"))
        assert not rijen.exclude(Exists(goed.filter(zaak=OuterRef("zaak")))).exists()


def test_who_was_asked_again_is_less_lonely_more_often_than_not():
    per_zaak: dict[int, list[Meting]] = {}
    for meting in Meting.objects.exclude(totaal=None).order_by("op"):
        per_zaak.setdefault(meting.zaak_id, []).append(meting)
    paren = [(deze[0], deze[1]) for deze in per_zaak.values() if len(deze) > 1]
    assert all(voor.vorm == na.vorm for voor, na in paren)
    assert sum((na.totaal or 0) < (voor.totaal or 0) for voor, na in paren) > len(paren) / 2


def test_a_visit_is_agreed_for_when_we_are_open_and_before_the_end_of_the_zaak():
    for afspraak in Afspraak.objects.select_related("zaak"):
        assert is_open(afspraak.begint_op, Kalender())
        einde = afspraak.zaak.afgesloten_op
        assert einde is None or afspraak.begint_op < einde


def test_on_a_card_for_danger_somebody_else_read_along():
    for kaart in Gevaarkaart.objects.prefetch_related("stappen"):
        assert kaart.gestart_door_id not in {
            stap.door_id for stap in kaart.stappen.all() if stap.stap == "meelezen"
        }


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
