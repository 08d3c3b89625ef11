"""A step for the plaatsvervanger: who that is, is looked up when it leaves."""

from datetime import timedelta

import pytest
from django.core import mail

from opvolging import bijstellen, herinneringen, klokken, ladderbeheer, nakijken
from opvolging.ladder import Anker, Ontvanger, Stap
from opvolging.models import Herinnering, Termijn
from signaalpunt import post
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
SOORT = Termijn.Soort.EERSTE_CONTACT
TE_LAAT = Stap(0, "", Anker.GRENS)
LAAT = NU + timedelta(hours=48)


@pytest.fixture
def gemeente():
    return bouwers.gemeente_met_teamleider()


@pytest.fixture
def jan(gemeente):
    return bouwers.gebruiker(email="jan@voorbeeld.test")


@pytest.fixture
def els(jan):
    return bouwers.gebruiker(email="els@voorbeeld.test", plaatsvervanger=jan)


def klok(gemeente, *aan: Ontvanger) -> Termijn:
    ladderbeheer.bewaar(
        gemeente, soort=SOORT, stappen=tuple(TE_LAAT.voor(wie) for wie in aan), gezien=1,
        door=bouwers.gebruiker(Rol.BEHEERDER), nu=NU,
    )  # fmt: skip
    return klokken.start(bouwers.melding(gemeente=gemeente), nu=NU)


def pak_op(termijn, door) -> None:
    bouwers.zaak(meldingen=[termijn.melding], behandelaar=door)
    bijstellen.heradresseer(termijn.melding, aan=door)


def brieven(nu=LAAT) -> list[str]:
    herinneringen.verzend(nu=nu)
    post.verstuur(nu=nu)
    return sorted(brief.to[0] for brief in mail.outbox)


PLAATSVERVANGER = (Ontvanger.PLAATSVERVANGER,)


def test_the_plaatsvervanger_of_who_took_it_up_gets_it_and_hears_why(gemeente, els):
    pak_op(klok(gemeente, *PLAATSVERVANGER), els)
    assert brieven() == ["jan@voorbeeld.test"]
    assert "omdat u plaatsvervanger bent van wie dit behandelt" in mail.outbox[0].body


def test_before_oppakken_there_is_no_plaatsvervanger_and_the_teamleider_gets_it(gemeente, els):
    klok(gemeente, *PLAATSVERVANGER)
    assert brieven() == ["leider@voorbeeld.test"]


@pytest.mark.parametrize("reden", ["geen", "weg", "afwezig"])
def test_without_a_plaatsvervanger_who_is_there_the_teamleider_gets_it(gemeente, els, jan, reden):
    pak_op(klok(gemeente, *PLAATSVERVANGER), els)
    if reden == "geen":
        els.plaatsvervanger = None
        els.save()
    elif reden == "weg":
        jan.is_active = False
        jan.save()
    else:
        dag = LAAT.date()
        bouwers.afwezigheid(gebruiker=jan, van=dag, tot_en_met=dag)
    assert brieven() == ["leider@voorbeeld.test"]


def test_it_is_looked_up_as_it_leaves_and_follows_a_hand_over(gemeente, els):
    termijn = klok(gemeente, *PLAATSVERVANGER)
    pak_op(termijn, els)
    mo = bouwers.gebruiker(email="mo@voorbeeld.test")
    piet = bouwers.gebruiker(email="piet@voorbeeld.test")
    bijstellen.heradresseer(termijn.melding, aan=piet)
    piet.plaatsvervanger = mo  # after it was planned
    piet.save()
    assert brieven() == ["mo@voorbeeld.test"]


def test_a_hand_over_takes_it_out_of_the_mail_that_waits(gemeente, els):
    termijn = klok(gemeente, *PLAATSVERVANGER)
    pak_op(termijn, els)
    herinneringen.verzend(nu=LAAT)
    mo = bouwers.gebruiker(email="mo@voorbeeld.test")
    bijstellen.heradresseer(
        termijn.melding, aan=bouwers.gebruiker(email="piet@voorbeeld.test", plaatsvervanger=mo)
    )
    assert brieven(LAAT + timedelta(minutes=5)) == ["mo@voorbeeld.test"]


def test_all_who_hear_of_one_moment_hear_it(gemeente, els):
    pak_op(klok(gemeente, *Ontvanger), els)
    assert brieven() == ["els@voorbeeld.test", "jan@voorbeeld.test", "leider@voorbeeld.test"]


def test_who_stands_in_for_an_absent_colleague_hears_of_one_moment_once(gemeente, els):
    termijn = klok(gemeente, *Ontvanger)
    pak_op(termijn, els)
    dag = LAAT.date()
    bouwers.afwezigheid(gebruiker=els, van=dag, tot_en_met=dag)
    assert brieven() == ["jan@voorbeeld.test", "leider@voorbeeld.test"]
    van_jan = next(brief for brief in mail.outbox if brief.to == ["jan@voorbeeld.test"])
    assert van_jan.body.count(f"melding {termijn.melding_id}") == 1
    standen = termijn.herinneringen.order_by("pk").values_list("status", flat=True)
    assert list(standen) == ["vervallen", "verzonden", "verzonden"]


def test_of_somebody_who_left_the_teamleider_gets_it_beside_what_was_for_that_person(gemeente, els):
    pak_op(klok(gemeente, Ontvanger.TEAM, Ontvanger.PLAATSVERVANGER), els)
    els.is_active = False
    els.save()
    assert nakijken.kijk_na(nu=NU).zonder_ontvanger == 1
    assert nakijken.kijk_na(nu=NU).zonder_ontvanger == 0
    assert Herinnering.objects.get(ontvanger="plaatsvervanger").gebruiker is None
    assert brieven() == ["leider@voorbeeld.test"]
