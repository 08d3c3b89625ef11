"""Standing still and running again: what moves, what stays, and what nobody may do."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from opvolging import (
    afsluiten,
    bijstellen,
    contact,
    herinneringen,
    klokken,
    nakijken,
    pauzeren,
    triage,
)
from opvolging.klokstand import Ernst
from opvolging.models import Contact, Gebeurtenis, Herinnering, Pauze, Termijn, Zaak
from opvolging.voorraadregel import regels
from opvolging.zaakbeeld import zaakbeeld
from signaalpunt import claimen, post
from signaalpunt.fouten import Geweigerd
from signaalpunt.models.gemeente import Telling
from tests import bouwers
from tests.bouwers import NU
from tests.draden import iemand_wacht, in_draden
from tests.verzonden import verzonden

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Amsterdam")
WEG, ANDERS = Pauze.Reden.WEG, Pauze.Reden.ANDERS


def lokaal(dag: int, uur: int, minuut: int = 0, maand: int = 9) -> datetime:
    return datetime(2026, maand, dag, uur, minuut, tzinfo=ZONE)


DINSDAG_16 = lokaal(15, 16)
WOENSDAG = date(2026, 9, 16)


@pytest.fixture
def zaak() -> Zaak:
    """Taken up; its clock runs since Tuesday 10:00."""
    melding = bouwers.melding()
    klokken.start(melding, nu=NU)
    return bouwers.zaak(meldingen=[melding])


def termijn_van(zaak: Zaak) -> Termijn:
    return Termijn.objects.get(melding__zaakmelding__zaak=zaak)


def pauzeer(zaak: Zaak, nu=DINSDAG_16, tot_en_met=WOENSDAG, reden=WEG, **velden) -> datetime:
    velden.setdefault("door", zaak.behandelaar)
    return pauzeren.pauzeer(zaak, reden=reden, tot_en_met=tot_en_met, nu=nu, **velden)


def hervat(zaak: Zaak, nu: datetime) -> None:
    pauzeren.hervat(zaak, door=zaak.behandelaar, nu=nu)


def momenten(termijn: Termijn) -> list[datetime]:
    return list(termijn.herinneringen.order_by("stap").values_list("gepland_op", flat=True))


def test_a_pause_ends_at_the_first_opening_after_its_last_day(zaak):
    assert pauzeer(zaak) == lokaal(17, 9)
    assert pauzeren.pauzeer(
        zaak, reden=WEG, tot_en_met=WOENSDAG, door=zaak.behandelaar, nu=DINSDAG_16
    ) == lokaal(17, 9)
    assert Pauze.objects.count() == 1  # asked twice, once


def test_a_pause_until_friday_ends_on_monday(zaak):
    assert pauzeer(zaak, tot_en_met=date(2026, 9, 18)) == lokaal(21, 9)


def test_target_limit_and_the_coming_steps_move_by_what_stood_still(zaak):
    pauzeer(zaak)
    termijn = termijn_van(zaak)
    # six hours counted; eighteen more from Thursday 09:00
    assert (termijn.streef_op, termijn.grens_op) == (lokaal(18, 3), lokaal(21, 3))
    assert momenten(termijn) == [
        lokaal(17, 15),
        lokaal(18, 9),
        lokaal(18, 16),
        lokaal(21, 9),
        lokaal(22, 9),
    ]


def test_the_vector_of_the_design_paused_and_resumed_by_hand(zaak):
    pauzeer(zaak, tot_en_met=date(2026, 9, 30))
    hervat(zaak, lokaal(17, 11))
    termijn = termijn_van(zaak)
    assert termijn.streef_op == lokaal(18, 5)
    assert momenten(termijn)[0] == lokaal(17, 16)  # in opening hours
    assert all(moment.weekday() < 5 for moment in momenten(termijn))


def test_the_explanation_tells_the_pause_and_why(zaak):
    pauzeer(zaak)
    assert (
        "De klok staat stil van dinsdag 15 september om 16:00 tot donderdag 17 september om 09:00 "
        "(deze persoon is een tijd weg)." in termijn_van(zaak).uitleg
    )


def test_what_was_sent_stays_and_what_passed_before_the_pause_stays_passed(zaak):
    herinneringen.verzend(nu=lokaal(16, 10))  # both steps to the target
    post.verstuur(nu=lokaal(16, 10))
    pauzeer(zaak, nu=lokaal(16, 12))
    termijn = termijn_van(zaak)
    assert termijn.streef_op == lokaal(16, 10)
    assert momenten(termijn)[:2] == [lokaal(16, 9), lokaal(16, 10)]
    assert termijn.grens_op == lokaal(18, 7)


def test_a_step_that_waited_for_a_dead_engine_does_not_leave_in_the_pause(zaak):
    pauzeer(zaak, nu=lokaal(16, 12))  # step 1 and 2 were due and did not leave
    assert herinneringen.verzend(nu=lokaal(17, 8, 59)) == 0
    assert [rij.stap for rij in verzonden(nu=lokaal(17, 9))] == [2]


def test_a_step_that_is_planned_again_by_the_reconciler_waits_for_the_end_too(zaak):
    pauzeer(zaak, nu=lokaal(16, 12))
    termijn = termijn_van(zaak)
    termijn.herinneringen.filter(stap=1).delete()
    nakijken.kijk_na(nu=lokaal(16, 13))
    assert momenten(termijn)[0] == lokaal(17, 9)


def test_resuming_at_night_lets_nothing_leave_before_the_opening(zaak):
    pauzeer(zaak, nu=lokaal(16, 12))
    hervat(zaak, lokaal(16, 22))
    assert min(momenten(termijn_van(zaak))) == lokaal(17, 9)


def test_a_second_pause_adds_to_the_first(zaak):
    pauzeer(zaak)
    pauzeer(zaak, nu=lokaal(17, 10), tot_en_met=date(2026, 9, 17), reden=Pauze.Reden.LATER)
    termijn = termijn_van(zaak)
    assert termijn.streef_op == lokaal(21, 2)  # seven hours counted, seventeen from Friday 09:00
    assert "een tijd weg) en van" in termijn.uitleg
    assert "(deze persoon wil later contact)" in termijn.uitleg


def test_a_pause_leaves_a_line_in_the_history_with_who_and_why(zaak):
    pauzeer(zaak, reden=ANDERS, toelichting="In het ziekenhuis.")
    hervat(zaak, lokaal(16, 10))
    stil, weer = zaak.gebeurtenissen.all()
    assert stil.soort == Gebeurtenis.Soort.GEPAUZEERD
    assert stil.tekst == "Tot donderdag om 09:00: er is een andere reden. In het ziekenhuis."
    assert (weer.soort, weer.door) == (Gebeurtenis.Soort.HERVAT, zaak.behandelaar)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"tot_en_met": date(2026, 9, 14)}, "al voorbij"),
        ({"tot_en_met": date(2026, 10, 14)}, "hoogstens 28 dagen"),
        ({"reden": ANDERS}, "Schrijf bij een andere reden"),
        ({"nu": lokaal(17, 10), "tot_en_met": date(2026, 9, 18)}, "De grens is al voorbij"),
    ],
)
def test_a_pause_that_cannot_be_is_refused_and_changes_nothing(zaak, velden, zin):
    voor = momenten(termijn_van(zaak))
    with pytest.raises(Geweigerd, match=zin):
        pauzeer(zaak, **velden)
    assert momenten(termijn_van(zaak)) == voor
    assert not Pauze.objects.exists()


def test_the_longest_pause_is_allowed(zaak):
    assert pauzeer(zaak, tot_en_met=date(2026, 10, 13)) == lokaal(14, 9, maand=10)


def test_another_day_while_it_stands_still_is_refused(zaak):
    pauzeer(zaak)
    with pytest.raises(Geweigerd, match="staat al stil tot morgen om 09:00"):
        pauzeer(zaak, nu=lokaal(16, 10), tot_en_met=date(2026, 9, 21))


def test_no_pause_for_spam_a_closed_zaak_or_after_contact(zaak):
    zaak_met_spam = bouwers.zaak(meldingen=[bouwers.melding(is_verdacht=True)])
    with pytest.raises(Geweigerd, match="lijkt op spam"):
        pauzeer(zaak_met_spam)
    leg_contact_vast(zaak, NU)
    with pytest.raises(Geweigerd, match="Er loopt geen klok meer"):
        pauzeer(zaak)
    afsluiten.sluit_af(zaak, uitkomst=Zaak.Uitkomst.VERHUISD, door=zaak.behandelaar, nu=NU)
    with pytest.raises(Geweigerd, match="al afgesloten"):
        pauzeer(zaak)


def test_only_what_stands_still_can_run_again(zaak):
    with pytest.raises(Geweigerd, match="staat niet stil"):
        hervat(zaak, NU)
    pauzeer(zaak)
    with pytest.raises(Geweigerd, match="staat niet stil"):
        hervat(zaak, lokaal(17, 9))  # it ran again by itself


def leg_contact_vast(zaak: Zaak, op: datetime, nu: datetime | None = None) -> None:
    wijze = Contact.Wijze.TELEFOON
    contact.leg_vast(zaak, wijze=wijze, is_bereikt=True, op=op, door=zaak.behandelaar, nu=nu or op)


@pytest.mark.parametrize(
    ("telling", "eigen", "werkdag", "klok"),
    [
        # stopped on Thursday 10:00, an hour after a pause of 41 hours
        (Telling.WERKDAGUREN, 7 * 60, 7 * 60, 48 * 60),
        (Telling.KLOKUREN, 7 * 60, 7 * 60, 48 * 60),
        (Telling.KANTOORUREN, 7 * 60, 7 * 60, 48 * 60),
    ],
)
def test_stopping_freezes_the_pause_beside_both_countings(telling, eigen, werkdag, klok):
    melding = bouwers.melding(gemeente=bouwers.gemeente(telling=telling))
    klokken.start(melding, nu=NU)
    zaak = bouwers.zaak(meldingen=[melding])
    pauzeer(zaak)
    leg_contact_vast(zaak, lokaal(17, 10))
    termijn = termijn_van(zaak)
    assert (termijn.aantal_minuten, termijn.aantal_minuten_werkdag) == (eigen, werkdag)
    assert termijn.aantal_minuten_klok == klok
    stil = 9 * 60 if telling == Telling.KANTOORUREN else 41 * 60
    assert termijn.aantal_minuten_pauze == stil


@pytest.mark.parametrize(("op", "minuten"), [(lokaal(16, 10), 18 * 60), (lokaal(15, 12), 0)])
def test_contact_ends_the_pause_also_when_it_was_before(zaak, op, minuten):
    pauzeer(zaak)
    leg_contact_vast(zaak, op, nu=lokaal(16, 12))
    assert termijn_van(zaak).aantal_minuten_pauze == minuten
    assert not Herinnering.objects.filter(status__in=bijstellen.OPEN).exists()


def test_a_clock_that_was_stopped_by_mistake_stands_still_again(zaak):
    pauzeer(zaak)
    voor = momenten(termijn_van(zaak))
    leg_contact_vast(zaak, lokaal(16, 10))
    klokken.hervat(termijn_van(zaak), aan=zaak.behandelaar, nu=NU)
    termijn = termijn_van(zaak)
    assert (termijn.aantal_minuten_pauze, termijn.stil_tot) == (0, lokaal(17, 9))
    assert momenten(termijn) == voor
    assert herinneringen.verzend(nu=lokaal(17, 8)) == 0


def test_every_clock_of_a_zaak_that_is_not_late_stands_still(zaak):
    ander = bouwers.melding(ontvangen_op=NU + timedelta(hours=5))
    klokken.start(ander, nu=NU + timedelta(hours=5))
    triage.voeg_toe(ander, zaak=zaak, door=zaak.behandelaar, nu=DINSDAG_16)
    laat = bouwers.melding(ontvangen_op=NU - timedelta(days=9))
    klokken.start(laat, nu=laat.ontvangen_op)
    triage.voeg_toe(laat, zaak=zaak, door=zaak.behandelaar, nu=DINSDAG_16)
    pauzeer(zaak)
    stil = Termijn.objects.filter(stil_tot=lokaal(17, 9)).values_list("melding", flat=True)
    assert set(stil) == set(Termijn.objects.exclude(melding=laat).values_list("melding", flat=True))


def test_a_melding_that_joins_stands_still_with_the_others(zaak):
    pauzeer(zaak)
    ander = bouwers.melding(ontvangen_op=lokaal(15, 18))
    klokken.start(ander, nu=ander.ontvangen_op)
    triage.voeg_toe(ander, zaak=zaak, door=zaak.behandelaar, nu=lokaal(16, 10))
    termijn = ander.termijnen.get()
    assert (termijn.stil_tot, termijn.streef_op) == (lokaal(17, 9), lokaal(17, 17))


def test_the_database_knows_no_pause_that_ends_before_it_begins(zaak):
    termijn = termijn_van(zaak)
    velden = {"gemeente": zaak.gemeente, "termijn": termijn, "reden": WEG, "door": zaak.behandelaar}
    with pytest.raises(IntegrityError, match="pauze_eindigt_na_begin"), transaction.atomic():
        Pauze.objects.create(van=NU, tot=NU - timedelta(minutes=1), **velden)


def test_zaak_and_werkvoorraad_say_until_when_it_stands_still(zaak):
    pauzeer(zaak)
    beeld = zaakbeeld(zaak, lokaal(16, 10))
    assert (beeld.stil_tot, beeld.kan_pauzeren) == (lokaal(17, 9), False)
    assert beeld.stap.tekst == "De klok staat stil tot morgen om 09:00. Neem daarna contact op."
    (regel,) = regels(list(triage.werkvoorraad(zaak.behandelaar)), zaak.behandelaar, lokaal(16, 10))
    assert (regel.stand.ernst, regel.stand.tekst) == (Ernst.STIL, "staat stil tot morgen om 09:00")
    assert regel.stand.uitleg.startswith("daarna uiterlijk maandag")
    daarna = zaakbeeld(zaak, lokaal(17, 9))
    assert (daarna.stil_tot, daarna.kan_pauzeren) == (None, True)


def doe(client, zaak, naam, **gegevens):
    client.force_login(zaak.behandelaar)
    return client.post(reverse(naam, args=[zaak.pk]), gegevens, follow=True).content.decode()


def test_pausing_and_resuming_from_the_page(client):
    melding = bouwers.melding(ontvangen_op=datetime.now(ZONE))
    klokken.start(melding, nu=melding.ontvangen_op)
    zaak = bouwers.zaak(meldingen=[melding])
    dag = (melding.ontvangen_op + timedelta(days=7)).date()
    tekst = doe(client, zaak, "zaak_pauzeren", reden="weg", tot_en_met=dag.isoformat())
    assert "Daarna loopt hij vanzelf weer." in tekst
    assert "De klok weer laten lopen" in tekst
    assert "De klok loopt weer." in doe(client, zaak, "zaak_hervatten")
    assert "staat niet stil" in doe(client, zaak, "zaak_hervatten")
    tekst = doe(client, zaak, "zaak_pauzeren", reden="anders", tot_en_met=dag.isoformat())
    assert "Schrijf bij een andere reden kort op welke." in tekst


@pytest.mark.django_db(transaction=True)
def test_of_two_who_pause_at_once_one_decides(zaak):
    dagen = iter([WOENSDAG, date(2026, 9, 21)])
    samen = threading.Barrier(2)

    def poging() -> str:
        dag = next(dagen)
        samen.wait()
        try:
            pauzeer(zaak, tot_en_met=dag)
        except Geweigerd:
            return "geweigerd"
        return "gepauzeerd"

    assert in_draden(poging, 2).count("geweigerd") == 1
    assert Pauze.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_pause_takes_a_step_out_of_the_hands_of_an_engine(zaak, monkeypatch):
    termijn = termijn_van(zaak)
    gegrepen: list[int] = []

    def claim_en_pauzeer(rijen, **velden):
        greep = claimen.claim(rijen, **velden)
        gegrepen.extend(greep.ids)
        if greep.ids:
            in_draden(lambda: pauzeer(zaak, nu=lokaal(16, 9, 1)))
        return greep

    monkeypatch.setattr(herinneringen, "claim", claim_en_pauzeer)
    assert herinneringen.verzend(nu=lokaal(16, 9)) == 0
    assert len(gegrepen) == 1
    assert momenten(termijn)[0] == lokaal(17, 9)
    assert set(termijn.herinneringen.values_list("status", flat=True)) == {"gepland"}


@pytest.mark.django_db(transaction=True)
def test_a_pause_takes_a_step_out_of_the_mail_that_an_engine_is_just_laying_it_in(
    zaak, monkeypatch
):
    termijn, verzamel = termijn_van(zaak), post.verzamel
    pauzes: list[Future[list[datetime]]] = []

    def pauzeer_intussen(**velden):
        bericht = verzamel(**velden)  # from here on this engine holds the step and the mail
        pauzes.append(draad.submit(in_draden, lambda: pauzeer(zaak, nu=lokaal(16, 9, 1))))
        while not (iemand_wacht() or pauzes[0].done()):
            pass
        return bericht

    monkeypatch.setattr(post, "verzamel", pauzeer_intussen)
    with ThreadPoolExecutor(1) as draad:
        assert herinneringen.verzend(nu=lokaal(16, 9)) == 1
        pauzes[0].result()
    assert not termijn.herinneringen.exclude(status="gepland", bericht=None).exists()
    assert momenten(termijn)[0] == lokaal(17, 9)


@pytest.mark.parametrize(("opnieuw", "reden"), [(16, "vervallen"), (18, "")])
def test_a_moment_to_try_again_within_the_pause_is_off_and_a_later_one_stays(zaak, opnieuw, reden):
    """The pause ends on Thursday the 17th at nine."""
    contact.leg_vast(
        zaak,
        wijze=Contact.Wijze.TELEFOON,
        is_bereikt=False,
        opnieuw_op=lokaal(opnieuw, 10),
        door=zaak.behandelaar,
        nu=NU + timedelta(hours=1),
    )
    pauzeer(zaak)
    afspraak = Termijn.objects.get(soort=Termijn.Soort.OPNIEUW)
    assert afspraak.stopreden == reden
    gepland = afspraak.herinneringen.filter(status=Herinnering.Status.GEPLAND)
    assert gepland.exists() != bool(reden)
