from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction

from opvolging import bijstellen, herinneringen, klokken, triage
from opvolging.models import Herinnering, Termijn
from opvolging.zaakbeeld import Klok
from signaalpunt import post
from signaalpunt.models import Bericht, Sluitingsdag
from signaalpunt.models.gemeente import Telling
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Amsterdam")
CONTACT = Termijn.Stopreden.CONTACT


def lokaal(jaar: int, maand: int, dag: int, uur: int, minuut: int = 0) -> datetime:
    return datetime(jaar, maand, dag, uur, minuut, tzinfo=ZONE)


def ladder(termijn: Termijn) -> list[tuple[int, str, datetime]]:
    return list(termijn.herinneringen.values_list("stap", "ontvanger", "gepland_op"))


def test_a_clock_starts_with_target_limit_and_the_whole_ladder():
    termijn = klokken.start(bouwers.melding(), nu=NU)
    assert (termijn.gestart_op, termijn.telling) == (NU, "werkdaguren")
    assert termijn.streef_op == lokaal(2026, 9, 16, 10)
    assert termijn.grens_op == lokaal(2026, 9, 17, 10)
    assert ladder(termijn) == [
        (1, "team", lokaal(2026, 9, 16, 9)),
        (2, "team", lokaal(2026, 9, 16, 10)),
        (3, "team", lokaal(2026, 9, 17, 9)),
        (4, "team", lokaal(2026, 9, 17, 10)),
        (5, "teamleider", lokaal(2026, 9, 18, 10)),
    ]
    assert termijn.uitleg.startswith("Streefmoment: Gestart op dinsdag 15 september 2026 om 10:00.")
    assert "48 werkdaguren later is donderdag 17 september om 10:00." in termijn.uitleg


def test_a_clock_starts_once():
    melding = bouwers.melding()
    eerste = klokken.start(melding, nu=NU)
    assert klokken.start(melding, nu=NU + timedelta(hours=5)) == eerste
    assert (Termijn.objects.count(), Herinnering.objects.count()) == (1, 5)


def test_a_clock_exists_only_when_its_transaction_does():
    with transaction.atomic():
        klokken.start(bouwers.melding(), nu=NU)
        transaction.set_rollback(True)
    assert not Herinnering.objects.exists()


def test_a_start_costs_a_fixed_number_of_queries(django_assert_num_queries):
    bouwers.sluitingsdag()
    melding = bouwers.melding()
    with django_assert_num_queries(4):
        klokken.start(melding, nu=NU)


@pytest.mark.parametrize(
    ("telling", "grens"),
    [
        (Telling.KLOKUREN, lokaal(2026, 9, 20, 16, 30)),
        (Telling.WERKDAGUREN, lokaal(2026, 9, 22, 16, 30)),
        (Telling.KANTOORUREN, lokaal(2026, 9, 28, 16, 30)),
    ],
)
def test_a_clock_counts_as_its_gemeente_chose(telling, grens):
    gemeente = bouwers.gemeente(telling=telling)
    termijn = klokken.start(bouwers.melding(gemeente=gemeente), nu=lokaal(2026, 9, 18, 16, 30))
    assert (termijn.telling, termijn.grens_op) == (telling, grens)


def test_a_closing_day_of_the_gemeente_stands_still():
    bouwers.sluitingsdag(datum=date(2026, 9, 16))
    termijn = klokken.start(bouwers.melding(), nu=NU)
    assert termijn.streef_op == lokaal(2026, 9, 17, 10)
    assert "Woensdag 16 september (gesloten) telt niet mee." in termijn.uitleg


def test_the_closing_day_of_a_neighbour_counts_here():
    bouwers.sluitingsdag(gemeente=bouwers.gemeente(code="GM9999"), datum=date(2026, 9, 16))
    assert klokken.start(bouwers.melding(), nu=NU).streef_op == lokaal(2026, 9, 16, 10)


def gestopt(termijn: Termijn) -> tuple[str, int | None, int | None, int | None]:
    termijn.refresh_from_db()
    return (
        termijn.stopreden,
        termijn.aantal_minuten,
        termijn.aantal_minuten_werkdag,
        termijn.aantal_minuten_klok,
    )


def test_stopping_freezes_minutes_in_the_own_counting_in_working_days_and_on_the_wall():
    gemeente = bouwers.gemeente(telling=Telling.KANTOORUREN)
    zaak = bouwers.zaak(gemeente=gemeente)
    vrijdag = lokaal(2026, 9, 18, 16)
    termijn = klokken.start(zaak.zaakmeldingen.get().melding, nu=vrijdag)
    klokken.stop(zaak, reden=CONTACT, nu=lokaal(2026, 9, 21, 10))
    assert gestopt(termijn) == ("contact", 2 * 60, 18 * 60, 66 * 60)
    assert termijn.gestopt_op == lokaal(2026, 9, 21, 10)


@pytest.mark.parametrize(("over", "binnen_uren"), [(timedelta(), 24), (timedelta(seconds=1), 48)])
@pytest.mark.parametrize("telling", [Telling.WERKDAGUREN, Telling.KLOKUREN])
def test_what_is_frozen_agrees_to_the_second_with_what_was_promised(telling, over, binnen_uren):
    zaak = bouwers.zaak(gemeente=bouwers.gemeente(telling=telling))
    termijn = klokken.start(zaak.zaakmeldingen.get().melding, nu=NU + timedelta(seconds=7))
    klokken.stop(zaak, reden=CONTACT, nu=termijn.streef_op + over)
    _, eigen, werkdag, klok = gestopt(termijn)
    assert eigen is not None
    assert (eigen <= 24 * 60) == (binnen_uren == 24)
    assert eigen == {"werkdaguren": werkdag, "klokuren": klok}[telling]
    assert Klok(termijn, None).uitslag == f"contact binnen {binnen_uren} uur"


def _andere_dagen(gemeente):
    """Everything by which a gemeente can make the hours of a running clock shorter or longer."""
    Sluitingsdag.objects.all().delete()
    bouwers.sluitingsdag(gemeente=gemeente, datum=date(2026, 5, 4))
    gemeente.opent_om, gemeente.sluit_om = time(7), time(20)
    gemeente.is_dicht_op_5_mei = not gemeente.is_dicht_op_5_mei
    gemeente.save()


@pytest.mark.parametrize("telling", Telling)
def test_a_running_clock_keeps_the_calendar_with_which_it_started(telling):
    gemeente = bouwers.gemeente(telling=telling)
    bouwers.sluitingsdag(gemeente=gemeente, datum=date(2026, 5, 6))
    zaken = [bouwers.zaak(gemeente=gemeente) for _ in range(2)]
    begin = lokaal(2026, 5, 1, 16)
    klokjes = [klokken.start(zaak.zaakmeldingen.get().melding, nu=begin) for zaak in zaken]
    verwacht = ladder(klokjes[0])
    klokken.stop(zaken[0], reden=CONTACT, nu=lokaal(2026, 5, 7, 12))
    _andere_dagen(gemeente)
    klokken.stop(zaken[1], reden=CONTACT, nu=lokaal(2026, 5, 7, 12))
    assert gestopt(klokjes[0]) == gestopt(klokjes[1])
    klokjes[1].herinneringen.filter(stap=5).delete()
    klokken.vul_ladder_aan(klokjes[1])
    assert ladder(klokjes[1]) == verwacht


def test_a_clock_from_before_calendars_were_kept_counts_with_that_of_today():
    zaak = bouwers.zaak()
    termijn = bouwers.termijn(melding=zaak.zaakmeldingen.get().melding, gestart_op=NU)
    klokken.stop(zaak, reden=CONTACT, nu=NU + timedelta(minutes=90, seconds=1))
    assert gestopt(termijn) == ("contact", 91, 91, 91)


def test_stopping_cancels_what_is_planned_and_withdraws_what_did_not_leave():
    zaak = bouwers.zaak()
    termijn = klokken.start(zaak.zaakmeldingen.get().melding, nu=NU)
    herinneringen.verzend(nu=NU + timedelta(hours=23))
    klokken.stop(zaak, reden=CONTACT, nu=NU + timedelta(hours=23, minutes=5))
    assert set(termijn.herinneringen.values_list("status", flat=True)) == {"geannuleerd"}
    assert post.verstuur(nu=NU + timedelta(hours=24)).verzonden == 0
    assert Bericht.objects.get().status == "ingetrokken"
    assert herinneringen.verzend(nu=NU + timedelta(days=9)) == 0


def test_stopping_again_changes_nothing():
    zaak = bouwers.zaak()
    termijn = klokken.start(zaak.zaakmeldingen.get().melding, nu=NU)
    klokken.stop(zaak, reden=CONTACT, nu=NU + timedelta(hours=1))
    klokken.stop(zaak, reden=Termijn.Stopreden.AFGESLOTEN, nu=NU + timedelta(hours=9))
    assert gestopt(termijn) == ("contact", 60, 60, 60)


def test_stopping_stops_the_clocks_of_all_meldingen_of_the_zaak_and_of_no_other():
    zaak = bouwers.zaak(meldingen=[bouwers.melding(), bouwers.melding()])
    eigen = [klokken.start(koppeling.melding, nu=NU) for koppeling in zaak.zaakmeldingen.all()]
    ander = klokken.start(bouwers.zaak().zaakmeldingen.get().melding, nu=NU)
    los = klokken.start(bouwers.melding(), nu=NU)
    klokken.stop(zaak, reden=CONTACT, nu=NU + timedelta(hours=2))
    assert [gestopt(termijn)[1] for termijn in eigen] == [120, 120]
    assert set(Termijn.objects.lopend()) == {ander, los}
    assert Herinnering.objects.filter(status="gepland").count() == 10


def test_a_contact_before_a_second_melding_came_in_leaves_its_clock_running():
    later = NU + timedelta(hours=3)
    zaak = bouwers.zaak(meldingen=[bouwers.melding(), bouwers.melding(ontvangen_op=later)])
    eerste, tweede = (
        klokken.start(koppeling.melding, nu=koppeling.melding.ontvangen_op)
        for koppeling in zaak.zaakmeldingen.order_by("pk")
    )
    klokken.stop(zaak, reden=CONTACT, op=NU + timedelta(hours=1), nu=later)
    assert gestopt(eerste)[3] == 60
    assert list(Termijn.objects.lopend()) == [tweede]


def test_stopping_is_one_transaction(monkeypatch):
    zaak = bouwers.zaak()
    klokken.start(zaak.zaakmeldingen.get().melding, nu=NU)
    monkeypatch.setattr(bijstellen, "annuleer", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        klokken.stop(zaak, reden=CONTACT, nu=NU)
    assert Termijn.objects.lopend().count() == 1


@pytest.mark.parametrize("velden", [{"melding": None}, {"maatje": True}])
def test_a_clock_runs_on_exactly_one_subject(velden):
    termijn = klokken.start(bouwers.melding(), nu=NU)
    if "maatje" in velden:
        velden = {"maatje": bouwers.maatje()}
    with pytest.raises(IntegrityError, match="termijn_van_een_onderwerp"), transaction.atomic():
        Termijn.objects.filter(pk=termijn.pk).update(**velden)


@pytest.mark.parametrize("naam", ["zaak", "koppeling", "maatje"])
def test_of_one_subject_and_kind_one_clock_runs(naam):
    eigen = {naam: getattr(bouwers, naam)(), "melding": None, "soort": "proef"}
    eerste = bouwers.termijn_op(**eigen)
    with pytest.raises(IntegrityError, match=f"termijn_een_lopende_{naam}"), transaction.atomic():
        bouwers.termijn_op(**eigen)
    bouwers.termijn_op(**eigen | {"soort": "andere"})
    stopt = {"gestopt_op": NU, "stopreden": CONTACT, "aantal_minuten": 0}
    stopt |= {"aantal_minuten_werkdag": 0, "aantal_minuten_klok": 0}
    Termijn.objects.filter(pk=eerste.pk).update(**stopt)
    bouwers.termijn_op(**eigen)


def test_the_clocks_of_a_zaak_are_its_own_and_those_of_its_meldingen_and_koppelingen():
    koppeling = bouwers.koppeling()
    zaak = koppeling.deelnemer.zaak
    van_melding = klokken.start(zaak.zaakmeldingen.get().melding, nu=NU)
    eigen = bouwers.termijn_op(zaak=zaak, soort="proef")
    van_koppeling = bouwers.termijn_op(koppeling=koppeling, soort="proef")
    bouwers.termijn_op(maatje=koppeling.maatje, soort="proef")
    klokken.start(bouwers.melding(), nu=NU)
    assert set(Termijn.objects.van(zaak)) == {van_melding, eigen, van_koppeling}
    assert {klok.van_zaak for klok in Termijn.objects.van(zaak)} == {zaak}
    assert [klok.van_zaak for klok in Termijn.objects.filter(maatje=koppeling.maatje)] == [None]


def test_a_clock_of_another_kind_does_not_stop_and_has_no_line():
    zaak = bouwers.zaak()
    klokken.start(zaak.zaakmeldingen.get().melding, nu=NU)
    ander = bouwers.termijn_op(melding=zaak.zaakmeldingen.get().melding, soort="proef")
    assert len(triage.werkvoorraad(zaak.behandelaar)) == 1
    klokken.stop(zaak, reden=CONTACT, nu=NU)
    assert list(Termijn.objects.lopend()) == [ander]
    assert len(triage.werkvoorraad(zaak.behandelaar)) == 0


def test_a_kind_refuses_another_subject():
    with pytest.raises(ValueError, match="loopt niet op een zaak"):
        klokken.start(bouwers.zaak(), nu=NU)


def test_missing_steps_are_planned_again_and_the_others_left_alone():
    termijn = klokken.start(bouwers.melding(), nu=NU)
    verwacht = ladder(termijn)
    termijn.herinneringen.filter(stap__in=[2, 5]).delete()
    klokken.vul_ladder_aan(termijn)
    klokken.vul_ladder_aan(termijn)
    assert ladder(termijn) == verwacht


def test_the_words_of_a_clock_hold_nothing_about_a_person():
    termijn = klokken.start(bouwers.melding(betrokkene_naam="Mevrouw Kanarie"), nu=NU)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM opvolging_termijn t WHERE id = %s", [termijn.pk])
        assert "Kanarie" not in cursor.fetchone()[0]
