"""Who was asked to help and says nothing: the question comes back to us by itself, and once."""

import pytest
from django.core import mail

from opvolging import doorverwijzen, geenantwoord, herinneringen, nakijken
from opvolging.models import Doorverwijzing, Termijn, Zaak
from signaalpunt import post
from signaalpunt.models import Bericht
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.draden import in_draden
from tests.opvolging.test_doorverwijzen import DAG, S, klok, regels, verwijs

NIETS = (0, "gevraagd")


@pytest.fixture
def zaak(db):
    jo = bouwers.gebruiker(naam="Jo", email="jo@voorbeeld.test")
    zaak = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    zaak.gemeente.teamleider = bouwers.gebruiker(Rol.COORDINATOR, email="els@voorbeeld.test")
    zaak.gemeente.save()
    return zaak


def _wacht_af(deze: Doorverwijzing):
    """Every reminder left; returns the moment of the last."""
    laatst = klok(deze).herinneringen.latest("gepland_op").gepland_op
    for op in (klok(deze).grens_op, laatst):
        herinneringen.verzend(nu=op)
    return laatst


def _neem_terug(deze: Doorverwijzing, nu) -> tuple[int, str]:
    aantal = geenantwoord.neem_terug(nu=nu)
    deze.refresh_from_db()
    return aantal, deze.status


def test_after_the_last_reminder_it_comes_back_and_the_behandelaar_hears_it(zaak):
    deze = verwijs(zaak)
    laatst = _wacht_af(deze)
    nakijken.kijk_na(nu=laatst)
    nakijken.kijk_na(nu=laatst + DAG)
    deze.refresh_from_db()
    assert (deze.status, klok(deze).stopreden) == (S.GEEN_ANTWOORD, "ingetrokken")
    assert regels(zaak) == ["doorverwezen", "doorverwijzing_stil"]
    regel = zaak.gebeurtenissen.last()
    assert (regel.van_wie, regel.tekst) == ("het signaalpunt zelf", "Praktijk De Linde.")
    post.verstuur(nu=laatst + DAG)
    [terug] = [brief for brief in mail.outbox if "terug bij u" in brief.subject]
    assert terug.to == ["jo@voorbeeld.test"]
    assert f"Bij zaak {zaak.pk} vroeg u" in str(terug.body)
    assert "Linde" not in str(terug.body)


def test_as_long_as_somebody_is_still_to_be_reminded_it_waits(zaak):
    deze = verwijs(zaak)
    assert _neem_terug(deze, klok(deze).grens_op + 9 * DAG) == NIETS


def test_before_the_limit_it_waits_also_without_reminders(zaak):
    deze = verwijs(zaak)
    klok(deze).herinneringen.all().delete()
    assert _neem_terug(deze, klok(deze).grens_op - DAG) == NIETS
    assert _neem_terug(deze, klok(deze).grens_op) == (1, S.GEEN_ANTWOORD)


@pytest.mark.parametrize("wat", [S.AANGENOMEN, S.TERUGGEGEVEN])
def test_what_was_answered_stays_answered(zaak, wat):
    deze = verwijs(zaak)
    laatst = _wacht_af(deze)
    doorverwijzen.leg_antwoord_vast(
        deze, antwoord=wat, reden="Vol.", door=zaak.behandelaar, nu=laatst
    )
    assert _neem_terug(deze, laatst + DAG) == (0, wat)


def test_who_just_gave_the_clock_more_time_or_moved_it_along_is_first(zaak):
    deze = verwijs(zaak)
    laatst = _wacht_af(deze)
    gezien = list(geenantwoord.uitgewacht(nu=laatst))
    Termijn.objects.filter(doorverwijzing=deze).update(grens_op=laatst + DAG)
    assert [geenantwoord._neem_terug(een, laatst) for een in gezien] == [False]
    andere = bouwers.zaak(behandelaar=zaak.behandelaar, status=Zaak.Status.CONTACT_GELEGD)
    Doorverwijzing.objects.filter(pk=deze.pk).update(zaak=andere)
    assert [geenantwoord._neem_terug(een, laatst) for een in gezien] == [False]
    assert regels(andere) == []


@pytest.mark.django_db(transaction=True)
def test_two_engines_at_once_take_it_back_once(zaak):
    deze = verwijs(zaak)
    laatst = _wacht_af(deze)
    assert sum(in_draden(lambda: geenantwoord.neem_terug(nu=laatst), 2)) == 1
    assert regels(zaak) == ["doorverwezen", "doorverwijzing_stil"]
    assert Bericht.objects.filter(soort="geen_antwoord").count() == 1
