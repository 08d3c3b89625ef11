"""Running clocks that follow a change after all: said once, paused and stopped as they were."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from opvolging import (
    aanhouden,
    herinneringen,
    herrekenen,
    klokken,
    klokpauze,
    ladderbeheer,
    nakijken,
    regelbeheer,
)
from opvolging.forms.herrekenen import afdruk
from opvolging.kloksoort import Duur, Regel
from opvolging.ladder import Anker, Ontvanger, Stap
from opvolging.models import Gebeurtenis, Pauze, Termijn
from opvolging.termijnen import Telling
from signaalpunt import post
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden

pytestmark = pytest.mark.django_db
SOORT = Termijn.Soort.EERSTE_CONTACT
LANGER = Regel(1, Duur(uren=48), Duur(uren=96), Telling.KLOKUREN)
KORTER = Regel(1, Duur(uren=12), Duur(uren=24), Telling.KLOKUREN)
TE_LAAT = Stap(0, "", Anker.GRENS)
STREEF = Stap(0, "", Anker.STREEF)
UREN = timedelta(hours=1)


@pytest.fixture
def gemeente():
    gemeente = bouwers.gemeente()
    gemeente.teamleider = bouwers.gebruiker(Rol.COORDINATOR)
    gemeente.save()
    return gemeente


@pytest.fixture
def klok(gemeente) -> Termijn:
    return klokken.start(bouwers.melding(gemeente=gemeente), nu=NU)


def herreken(gemeente, nu, *, regel=None, stappen=None, reden="zo willen wij het") -> int:
    bea = bouwers.gebruiker(Rol.BEHEERDER, gemeente=gemeente)
    if regel:
        regelbeheer.bewaar(gemeente, soort=SOORT, regel=regel, door=bea, nu=nu)
    if stappen:
        gezien = ladderbeheer.geldend(gemeente, SOORT).versie
        ladderbeheer.bewaar(gemeente, soort=SOORT, stappen=stappen, gezien=gezien, door=bea, nu=nu)
    return herrekenen.herreken(gemeente, soort=SOORT, reden=reden, door=bea, nu=nu)


def verzend(nu) -> int:
    """How many mails that brings."""
    al = len(mail.outbox)
    herinneringen.verzend(nu=nu)
    post.verstuur(nu=nu)
    return len(mail.outbox) - al


def standen(klok, versie=None) -> list[tuple[int, str]]:
    rijen = klok.herinneringen.order_by("regelversie", "stap", "pk")
    if versie:
        rijen = rijen.filter(regelversie=versie)
    return list(rijen.values_list("stap", "status"))


def test_the_clock_counts_and_reminds_by_the_new_rule_and_the_zaak_says_why(gemeente, klok):
    zaak = bouwers.zaak(meldingen=[klok.melding])
    assert herreken(gemeente, NU + UREN, regel=LANGER) == 1
    klok.refresh_from_db()
    assert (klok.streef_op, klok.grens_op) == (NU + 48 * UREN, NU + 96 * UREN)
    assert (klok.regelversie, klok.telling, klok.aantal_uren_grens) == (2, "klokuren", 96)
    assert "96 klokuren later" in klok.uitleg
    assert klok.herinneringen.get(stap=2).gepland_op == NU + 48 * UREN
    regel = zaak.gebeurtenissen.get(soort=Gebeurtenis.Soort.HERREKEND)
    assert "de grens was" in regel.tekst
    assert regel.tekst.endswith("zo willen wij het")
    assert nakijken.kijk_na(nu=NU + UREN).zonder_ladder == 0


def test_asked_twice_nothing_changes_the_second_time(gemeente, klok):
    assert herreken(gemeente, NU + UREN, regel=LANGER) == 1
    assert herreken(gemeente, NU + UREN) == 0


def test_without_a_reason_it_is_refused(gemeente, klok):
    with pytest.raises(Geweigerd, match="waarom"):
        herreken(gemeente, NU, regel=LANGER, reden=" ")


def test_what_was_sent_is_not_sent_again(gemeente, klok):
    assert verzend(NU + 24 * UREN) == 1  # the target
    herreken(gemeente, NU + 25 * UREN, regel=LANGER)
    assert verzend(NU + 49 * UREN) == 0  # the target of now
    klok.refresh_from_db()
    assert klok.herinneringen.get(stap=2).gepland_op == NU + 24 * UREN


def test_of_what_is_due_at_once_only_the_highest_leaves(gemeente, klok):
    herreken(gemeente, NU + 25 * UREN, regel=KORTER)
    assert verzend(NU + 25 * UREN) == 1
    assert [status for _, status in standen(klok)][:4] == ["vervallen"] * 3 + ["verzonden"]
    assert verzend(NU + 26 * UREN) == 0


def test_another_ladder_takes_the_place_of_what_did_not_leave(gemeente, klok):
    herreken(gemeente, NU + UREN, stappen=(STREEF, TE_LAAT.voor(Ontvanger.TEAMLEIDER)))
    assert standen(klok, 1) == [(stap, "vervallen") for stap in range(1, 6)]
    assert standen(klok, 2) == [(1, "gepland"), (2, "gepland")]
    assert verzend(NU + 24 * UREN) == 1
    assert verzend(NU + 48 * UREN) == 1
    assert nakijken.kijk_na(nu=NU + 48 * UREN).zonder_ladder == 0


def test_a_step_that_left_under_the_old_ladder_is_in_the_new_one_as_said(gemeente, klok):
    verzend(NU + 24 * UREN)
    nieuw = (STREEF, replace(TE_LAAT, uren_ervoor=4), TE_LAAT)
    herreken(gemeente, NU + 25 * UREN, stappen=nieuw)
    assert standen(klok, 2) == [(1, "vervallen"), (2, "gepland"), (3, "gepland")]
    assert [verzend(NU + uren * UREN) for uren in (25, 47, 48)] == [0, 1, 1]


def test_what_left_does_not_leave_again_at_a_later_moment(gemeente, klok):
    verzend(NU + 24 * UREN)
    herreken(gemeente, NU + 25 * UREN, regel=LANGER, stappen=(STREEF, TE_LAAT))
    assert standen(klok, 2) == [(1, "vervallen"), (2, "gepland")]
    assert verzend(NU + 50 * UREN) == 0


def test_who_stays_late_is_chased_on_from_the_ladder_of_now(gemeente, klok):
    verzend(NU + 48 * UREN)
    herreken(gemeente, NU + 50 * UREN, stappen=(TE_LAAT,))
    assert aanhouden.houd_aan(nu=NU + 51 * UREN) == 1
    assert standen(klok, 2) == [(1, "vervallen"), (2, "gepland")]


def test_a_new_step_in_the_past_leaves_once_when_nothing_said_as_much(gemeente, klok):
    verzend(NU + 48 * UREN)
    nieuw = (TE_LAAT, replace(TE_LAAT, uren_erna=1, ontvanger=Ontvanger.TEAMLEIDER))
    herreken(gemeente, NU + 50 * UREN, stappen=nieuw)
    assert [verzend(NU + uren * UREN) for uren in (50, 51, 52)] == [1, 0, 0]


def test_a_new_warning_in_the_past_is_not_said_after_a_later_one(gemeente, klok):
    verzend(NU + 47 * UREN)
    herreken(gemeente, NU + 47.5 * UREN, stappen=(replace(TE_LAAT, uren_ervoor=5), TE_LAAT))
    assert [verzend(NU + uren * UREN) for uren in (47.5, 48)] == [0, 1]


def test_what_waits_in_a_mail_is_taken_out_of_it(gemeente, klok):
    herinneringen.verzend(nu=NU + 24 * UREN)
    herreken(gemeente, NU + 24 * UREN, stappen=(TE_LAAT,))
    assert verzend(NU + 24 * UREN) == 0


def test_the_steps_go_to_who_took_it_up(gemeente, klok):
    zaak = bouwers.zaak(meldingen=[klok.melding])
    herreken(gemeente, NU + UREN, stappen=(STREEF, TE_LAAT))
    nieuw = klok.herinneringen.filter(regelversie=2)
    assert {rij.gebruiker for rij in nieuw} == {zaak.behandelaar}


def test_a_paused_clock_keeps_its_pause(gemeente, klok):
    els = bouwers.gebruiker()
    klokpauze.zet_stil(klok, tot=NU + 10 * UREN, reden=Pauze.Reden.WEG, door=els, nu=NU)
    herreken(gemeente, NU + UREN, regel=LANGER)
    klok.refresh_from_db()
    assert (klok.stil_tot, klok.grens_op) == (NU + 10 * UREN, NU + 106 * UREN)
    assert klok.pauzes.count() == 1
    assert klok.herinneringen.earliest("gepland_op").gepland_op >= NU + 10 * UREN


def test_who_is_not_late_any_more_is_no_longer_chased(gemeente, klok):
    for uren in (48, 72):
        verzend(NU + uren * UREN)
    assert aanhouden.houd_aan(nu=NU + 73 * UREN) == 1
    herreken(gemeente, NU + 73 * UREN, regel=replace(LANGER, grens=Duur(uren=200)))
    assert verzend(NU + 100 * UREN) == 0
    assert aanhouden.houd_aan(nu=NU + 201 * UREN) == 1  # nothing passes its limit unseen


OPPAKKEN = Termijn.Soort.OPPAKKEN
EERST = Regel(1, Duur(uren=1), Duur(uren=4), Telling.KLOKUREN)


@pytest.fixture
def op_te_pakken(gemeente):
    """A clock of a kind of which nobody is reminded every day, with its own counting of hours."""
    regelbeheer.bewaar(gemeente, soort=OPPAKKEN, regel=EERST, door=_bea(gemeente), nu=NU)
    return klokken.start(bouwers.melding(gemeente=gemeente), soort=OPPAKKEN, nu=NU)


def _bea(gemeente):
    return bouwers.gebruiker(Rol.BEHEERDER, gemeente=gemeente)


def geef_tijd(gemeente, uren, nu, stappen=()):
    """A later limit, for the clocks that run too; perhaps with another ladder."""
    regel, bea = replace(EERST, grens=Duur(uren=uren)), _bea(gemeente)
    geldt = regelbeheer.geldend(gemeente, OPPAKKEN)
    regel = replace(regel, versie=geldt.versie)
    regelbeheer.bewaar(gemeente, soort=OPPAKKEN, regel=regel, door=bea, nu=nu)
    if stappen:
        gezien = ladderbeheer.geldend(gemeente, OPPAKKEN).versie
        velden = {"stappen": stappen, "gezien": gezien, "door": bea, "nu": nu}
        ladderbeheer.bewaar(gemeente, soort=OPPAKKEN, **velden)
    return herrekenen.herreken(gemeente, soort=OPPAKKEN, reden="Meer tijd", door=bea, nu=nu)


@pytest.mark.parametrize("gezegd", [[4], [4, 28]], ids=["te laat", "en de leiding"])
def test_who_was_late_and_got_more_time_is_told_once_more_at_the_new_limit(
    gemeente, op_te_pakken, gezegd
):
    assert [verzend(NU + uren * UREN) for uren in gezegd] == [1] * len(gezegd)
    assert geef_tijd(gemeente, 72, NU + 29 * UREN) == 1
    assert [verzend(NU + uren * UREN) for uren in (48, 71)] == [0, 0]
    # late, and a working day later the teamleider; after that nobody
    assert [verzend(NU + uren * UREN) for uren in (72, 73, 144, 145, 200)] == [1, 0, 1, 0, 0]
    assert nakijken.kijk_na(nu=NU + 200 * UREN).zonder_ladder == 0


def test_the_time_that_is_given_twice_is_over_once(gemeente, op_te_pakken):
    verzend(NU + 4 * UREN)
    geef_tijd(gemeente, 48, NU + 5 * UREN)
    geef_tijd(gemeente, 72, NU + 6 * UREN)
    assert [verzend(NU + uren * UREN) for uren in (48, 72, 73)] == [0, 1, 0]


def test_a_limit_that_comes_back_is_said_at_once(gemeente, op_te_pakken):
    verzend(NU + 4 * UREN)
    geef_tijd(gemeente, 72, NU + 5 * UREN)
    geef_tijd(gemeente, 5, NU + 6 * UREN)
    assert [verzend(NU + uren * UREN) for uren in (6, 7)] == [1, 0]


def test_another_ladder_says_it_once_more_too(gemeente, op_te_pakken):
    verzend(NU + 4 * UREN)
    geef_tijd(gemeente, 72, NU + 5 * UREN, stappen=(TE_LAAT,))
    assert [verzend(NU + uren * UREN) for uren in (48, 72, 73, 200)] == [0, 1, 0, 0]


def test_a_limit_that_stays_in_the_past_is_no_news(gemeente, op_te_pakken):
    verzend(NU + 4 * UREN)
    geef_tijd(gemeente, 5, NU + 6 * UREN)
    assert [verzend(NU + uren * UREN) for uren in (6, 7)] == [0, 0]


def test_a_kind_by_the_calendar_follows_too(gemeente):
    soort = Termijn.Soort.INFORMATIEPLICHT
    klok = klokken.start(bouwers.melding(), soort=soort, nu=NU)
    bea = bouwers.gebruiker(Rol.BEHEERDER)
    regel = Regel(1, Duur(dagen=7), Duur(dagen=14), None)
    regelbeheer.bewaar(gemeente, soort=soort, regel=regel, door=bea, nu=NU)
    herrekenen.herreken(gemeente, soort=soort, reden="x", door=bea, nu=NU)
    klok.refresh_from_db()
    assert (klok.streef_op, klok.grens_op) == (NU + timedelta(days=7), NU + timedelta(days=14))


def test_a_neighbour_and_what_stopped_stay_as_they_were(gemeente, klok):
    buur = klokken.start(bouwers.melding(gemeente=bouwers.gemeente(code="GM9999")), nu=NU)
    zaak = bouwers.zaak(meldingen=[klok.melding])
    klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, nu=NU + UREN)
    assert herreken(gemeente, NU + 2 * UREN, regel=LANGER) == 0
    for deze in (buur, klok):
        deze.refresh_from_db()
        assert deze.grens_op == NU + 48 * UREN


@pytest.mark.django_db(transaction=True)
def test_a_stop_that_comes_between_wins():
    gemeente = bouwers.gemeente()
    klok = klokken.start(bouwers.melding(gemeente=gemeente), nu=NU)
    zaak = bouwers.zaak(meldingen=[klok.melding])
    with transaction.atomic():
        klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, nu=NU + UREN)

        def tel() -> int:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '200ms'")
                return herreken(gemeente, NU + 2 * UREN, regel=LANGER)

        with pytest.raises(OperationalError, match="lock timeout"):  # it waits for the stop
            in_draden(tel)
    assert herreken(gemeente, NU + 2 * UREN, regel=LANGER) == 0
    klok.refresh_from_db()
    assert (klok.gestopt_op, klok.regelversie) == (NU + UREN, 1)
    assert not klok.herinneringen.exclude(status="geannuleerd").exists()


VELDEN = {"versie": 1, "streef": 48, "grens": 96, "telling": "klokuren", "bewaar": "1"}
PROEF = {"proef": afdruk(replace(LANGER, versie=0)), "ook_lopend": "on"}


@pytest.fixture
def beheer(client, gemeente):
    client.force_login(bouwers.gebruiker(Rol.BEHEERDER, gemeente=gemeente))
    return client


def test_the_choice_comes_with_the_rehearsal_and_does_it(beheer, gemeente):
    klok = klokken.start(bouwers.melding(ontvangen_op=timezone.now()), nu=timezone.now())
    adres = reverse("klokregel")
    assert "Ook voor" not in beheer.get(adres).content.decode()
    zonder = {naam: waarde for naam, waarde in VELDEN.items() if naam != "bewaar"}
    tekst = beheer.post(adres, zonder).content.decode()
    assert "Ook voor de klok die nu loopt" in tekst
    assert PROEF["proef"] in tekst
    antwoord = beheer.post(adres, VELDEN | PROEF | {"reden": "afgesproken"}, follow=True)
    assert "1 klok die al liep, is opnieuw geteld." in antwoord.content.decode()
    klok.refresh_from_db()
    assert klok.regelversie == 2


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({}, "Schrijf kort op waarom."),
        ({"reden": "afgesproken", "grens": 90}, "Bekijk eerst wat dit op 90 dagen doet."),
        ({"reden": "afgesproken", "versie": 0}, "zojuist gewijzigd"),
    ],
)
def test_without_a_look_or_a_reason_nothing_changes(beheer, gemeente, anders, zin):
    klok = klokken.start(bouwers.melding(ontvangen_op=timezone.now()), nu=timezone.now())
    antwoord = beheer.post(reverse("klokregel"), VELDEN | PROEF | anders)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    klok.refresh_from_db()
    assert klok.regelversie == regelbeheer.geldend(gemeente, SOORT).versie == 1
