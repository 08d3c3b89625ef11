from datetime import timedelta

import pytest
from django.db.models.functions import Now

from opvolging import herinneringen, klokken, nakijken, triage
from opvolging.models import Herinnering, Termijn, Zaak
from signaalpunt.models import Bericht
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
NIETS = nakijken.Bevinding(0, 0, 0, 0, 0, 0)


def test_where_everything_is_well_nothing_is_found(caplog):
    klokken.start(bouwers.melding(), nu=NU)
    bevinding = nakijken.kijk_na(nu=NU)
    assert bevinding == NIETS
    assert not bevinding
    assert not caplog.records


def test_a_melding_without_a_clock_gets_one_from_the_moment_it_came_and_an_alarm(caplog):
    melding = bouwers.melding()
    assert nakijken.kijk_na(nu=NU + timedelta(hours=3)).zonder_klok == 1
    termijn = Termijn.objects.eerste_contact().get(melding=melding)
    assert termijn.gestart_op == NU
    assert termijn.herinneringen.count() == 5
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert nakijken.kijk_na(nu=NU + timedelta(hours=3)) == NIETS


def test_the_clock_of_a_melding_that_was_taken_up_warns_who_took_it_up():
    zaak = bouwers.zaak()
    nakijken.kijk_na(nu=NU)
    assert set(Herinnering.objects.values_list("ontvanger", "gebruiker")) == {
        ("behandelaar", zaak.behandelaar_id),
        ("teamleider", None),
    }


@pytest.mark.parametrize(
    "velden",
    [
        {"status": Zaak.Status.CONTACT_GELEGD},
        {"status": Zaak.Status.IN_BEGELEIDING},
        {"status": Zaak.Status.AFGESLOTEN, "uitkomst": "advies", "afgesloten_op": NU},
    ],
)
def test_a_melding_whose_contact_was_made_needs_no_clock(velden):
    bouwers.zaak(**velden)
    assert nakijken.kijk_na(nu=NU) == NIETS


def test_a_ladder_with_holes_is_filled():
    zaak = bouwers.zaak()
    termijn = klokken.start(zaak.zaakmeldingen.get().melding, nu=NU)
    termijn.herinneringen.filter(stap__in=[2, 4]).delete()
    assert nakijken.kijk_na(nu=NU).zonder_ladder == 1
    assert sorted(termijn.herinneringen.values_list("stap", flat=True)) == [1, 2, 3, 4, 5]
    assert termijn.herinneringen.get(stap=2).gebruiker == zaak.behandelaar
    assert nakijken.kijk_na(nu=NU) == NIETS


def test_the_ladder_of_a_stopped_clock_is_left_alone():
    zaak = bouwers.zaak()
    termijn = klokken.start(zaak.zaakmeldingen.get().melding, nu=NU)
    termijn.herinneringen.filter(stap=5).delete()
    klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, nu=NU)
    assert nakijken.kijk_na(nu=NU) == NIETS


def test_claims_that_nobody_took_over_are_given_back():
    termijn = klokken.start(bouwers.melding(), nu=NU)
    rijen = termijn.herinneringen.all()
    rijen.filter(stap=1).update(status="bezig", claim_tot=Now() - timedelta(minutes=11))
    rijen.filter(stap=2).update(status="bezig", claim_tot=Now() + timedelta(minutes=1))
    Bericht.objects.create(
        gemeente=termijn.gemeente,
        soort="uitnodiging",
        sleutel="een",
        status="bezig",
        klaar_op=NU,
        volgende_poging_op=NU,
        claim_tot=NU - timedelta(days=400),
    )
    assert nakijken.kijk_na(nu=NU).losgelaten == 2
    assert list(rijen.values_list("status", flat=True)[:2]) == ["gepland", "bezig"]
    assert Bericht.objects.get().status == "klaar"


def test_reminders_and_mail_that_should_have_left_are_counted(caplog):
    termijn = klokken.start(bouwers.melding(), nu=NU)
    eerste = termijn.herinneringen.get(stap=1).gepland_op
    Bericht.objects.create(
        gemeente=termijn.gemeente,
        soort="uitnodiging",
        sleutel="een",
        klaar_op=NU,
        volgende_poging_op=eerste,
    )
    assert nakijken.kijk_na(nu=eerste + timedelta(minutes=10)) == NIETS
    bevinding = nakijken.kijk_na(nu=eerste + timedelta(minutes=10, seconds=1))
    assert (bevinding.te_laat, bevinding.mail_te_laat) == (1, 1)
    assert len(caplog.records) == 2


def test_a_gemeente_with_running_clocks_needs_a_teamleider():
    gemeente = bouwers.gemeente()
    assert nakijken.zonder_teamleider() == []
    klokken.start(bouwers.melding(), nu=NU)
    assert nakijken.zonder_teamleider() == ["Maastricht"]
    gemeente.teamleider = bouwers.gebruiker(Rol.COORDINATOR, is_active=False)
    gemeente.save()
    assert nakijken.zonder_teamleider() == ["Maastricht"]
    type(gemeente.teamleider).objects.update(is_active=True, rol=Rol.MEDEWERKER)
    assert nakijken.zonder_teamleider() == ["Maastricht"]
    type(gemeente.teamleider).objects.update(rol=Rol.COORDINATOR)
    assert nakijken.zonder_teamleider() == []


@pytest.mark.parametrize("velden", [{"is_active": False}, {"rol": Rol.MAATJE}])
def test_clocks_of_somebody_who_left_are_counted_once_each(velden):
    zaak = bouwers.zaak()
    nakijken.kijk_na(nu=NU)
    assert nakijken.zonder_behandelaar() == 0
    type(zaak.behandelaar).objects.filter(pk=zaak.behandelaar_id).update(**velden)
    assert nakijken.zonder_behandelaar() == 1


@pytest.mark.parametrize(
    ("met_leider", "adres"), [(True, "leider@voorbeeld.test"), (False, "team@voorbeeld.test")]
)
def test_a_clock_of_somebody_who_left_gets_a_living_receiver_and_an_alarm(
    met_leider, adres, caplog
):
    zaak = bouwers.zaak()
    gemeente = zaak.gemeente
    if met_leider:
        gemeente.teamleider = bouwers.gebruiker(Rol.COORDINATOR, email="leider@voorbeeld.test")
        gemeente.save()
    nakijken.kijk_na(nu=NU)
    type(zaak.behandelaar).objects.filter(pk=zaak.behandelaar_id).update(is_active=False)
    caplog.clear()
    assert nakijken.kijk_na(nu=NU).zonder_ontvanger == 2  # of contact, and of telling
    assert nakijken.ALARM["zonder_ontvanger"] in caplog.text
    assert nakijken.kijk_na(nu=NU).zonder_ontvanger == 0
    assert nakijken.zonder_behandelaar() == 1  # until somebody takes the zaak over
    herinneringen.verzend(nu=NU + timedelta(hours=24))
    bericht = Bericht.objects.get()
    assert bericht.aan == adres
    rij = bericht.herinneringen.get()
    assert rij.waarom == ("teamleider" if met_leider else "team")


def test_after_the_repair_a_hand_over_still_leads_the_steps_to_the_new_colleague():
    zaak = bouwers.zaak()
    nakijken.kijk_na(nu=NU)
    type(zaak.behandelaar).objects.filter(pk=zaak.behandelaar_id).update(is_active=False)
    nakijken.kijk_na(nu=NU)
    nieuw = bouwers.gebruiker(email="nieuw@voorbeeld.test")
    triage.draag_over(zaak, aan=nieuw, door=nieuw, nu=NU)
    herinneringen.verzend(nu=NU + timedelta(hours=24))
    assert Bericht.objects.get().aan == "nieuw@voorbeeld.test"
