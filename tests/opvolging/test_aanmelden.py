"""Becoming a maatje, becoming a deelnemer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from opvolging.aanmelden import meld_deelnemer_aan, meld_maatje_aan, wijzig_deelnemer, wijzig_maatje
from opvolging.models import Deelnemer, Maatje, Termijn, Toestemming, Zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden

pytestmark = pytest.mark.django_db


def nieuw_maatje(**velden):
    return Maatje(gemeente=bouwers.gemeente(), naam="Toon Test", telefoon="06 1", **velden)


def test_a_new_maatje_gets_an_account_with_the_role_maatje():
    maatje = nieuw_maatje()
    assert meld_maatje_aan(maatje, email="Toon@voorbeeld.test", nu=NU)
    assert maatje.gebruiker.email == "toon@voorbeeld.test"
    assert maatje.gebruiker.rol == Rol.MAATJE
    assert not maatje.gebruiker.has_usable_password()
    assert maatje.aangemeld_op == NU


def test_an_account_that_waits_for_a_profile_is_used():
    account = bouwers.gebruiker(Rol.MAATJE)
    maatje = nieuw_maatje()
    assert not meld_maatje_aan(maatje, email=account.email.upper(), nu=NU)
    assert maatje.gebruiker == account


@pytest.mark.parametrize(
    "bezet",
    [
        lambda: bouwers.gebruiker(Rol.MEDEWERKER),
        lambda: bouwers.maatje().gebruiker,
        lambda: bouwers.gebruiker(Rol.MAATJE, gemeente=bouwers.gemeente(code="GM9", naam="Elders")),
    ],
)
def test_an_address_of_somebody_else_is_refused(bezet):
    email = bezet().email
    with pytest.raises(Geweigerd, match="al in gebruik"):
        meld_maatje_aan(nieuw_maatje(), email=email, nu=NU)
    assert Gebruiker.objects.filter(email=email).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_an_address_at_once_one_is_told_that_it_is_in_use():
    bouwers.gemeente()

    def doe() -> bool:
        try:
            return meld_maatje_aan(nieuw_maatje(), email="toon@voorbeeld.test", nu=NU)
        except Geweigerd:
            return False

    assert sorted(in_draden(doe, 4)) == [False, False, False, True]
    assert Maatje.objects.count() == Gebruiker.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_a_maatje_at_once_the_last_counts_and_one_clock_runs():
    """Each with a connection of its own, and a VOG that expires on another day."""
    maatje = bouwers.maatje()
    wijzig_maatje(maatje, nu=NU)
    beurt = iter(range(1, 40))

    def doe() -> None:
        eigen = Maatje.objects.get(pk=maatje.pk)
        eigen.vog_geldig_tot = (NU + timedelta(days=next(beurt))).date()
        wijzig_maatje(eigen, nu=NU)

    for _ in range(8):
        in_draden(doe, 4)
        maatje.refresh_from_db()
        klok = Termijn.objects.lopend().get(maatje=maatje)
        assert timezone.localdate(klok.grens_op) == maatje.vog_geldig_tot


def deelnemer(zaak):
    return Deelnemer(zaak=zaak, voornaam="Bertha", telefoon="06 1")


@pytest.mark.parametrize("status", [Zaak.Status.CONTACT_GELEGD, Zaak.Status.IN_BEGELEIDING])
def test_who_wants_a_maatje_is_in_begeleiding(status):
    zaak, familie = bouwers.zaak(status=status), bouwers.maatje()
    nieuw = deelnemer(zaak)
    door, manier = zaak.behandelaar, Toestemming.Manier.TELEFOON
    meld_deelnemer_aan(nieuw, niet_met=[familie], manier=manier, door=door, nu=NU)
    zaak.refresh_from_db()
    assert zaak.status == Zaak.Status.IN_BEGELEIDING
    assert nieuw.toestemming_op == NU
    assert list(nieuw.niet_met.all()) == [familie]
    assert zaak.gebeurtenissen.get().tekst == "Deze persoon wil een maatje."


def test_nobody_becomes_deelnemer_before_a_conversation():
    zaak = bouwers.zaak()
    with pytest.raises(Geweigerd, match="pas na een gesprek"):
        meld_deelnemer_aan(deelnemer(zaak), niet_met=[], door=zaak.behandelaar, nu=NU)


def test_nobody_becomes_deelnemer_twice():
    zaak = bouwers.deelnemer().zaak
    with pytest.raises(Geweigerd, match="al deelnemer"):
        meld_deelnemer_aan(deelnemer(zaak), niet_met=[], door=zaak.behandelaar, nu=NU)


def test_changed_wishes_are_written_down_without_saying_what():
    bestaand = bouwers.deelnemer(niet_met=[bouwers.maatje()])
    bestaand.talen = ["de"]
    wijzig_deelnemer(bestaand, niet_met=[], door=bestaand.zaak.behandelaar, nu=NU)
    bestaand.refresh_from_db()
    assert bestaand.talen == ["de"]
    assert not bestaand.niet_met.exists()
    assert bestaand.zaak.gebeurtenissen.get().tekst == "De wensen zijn aangepast."
