"""A melding is there with everything that belongs to it, or not at all."""

import uuid

import pytest
from django.db import IntegrityError

from meldingen.intake import Herkomst
from meldingen.models import Deur, Melding
from opvolging import klokken
from opvolging.aannemen import neem_aan
from opvolging.models import Herinnering
from tests import bouwers
from tests.bouwers import NU
from tests.verzonden import verzonden

pytestmark = pytest.mark.django_db
SLEUTEL = uuid.UUID(int=7)


def neem() -> Melding:
    herkomst = Herkomst(gemeente=bouwers.gemeente(), deur=Deur.MIJZELF)
    return neem_aan(herkomst, {"telefoon": "0612345678"}, sleutel=SLEUTEL, nu=NU)


def test_a_melding_starts_its_clocks_and_plans_their_reminders():
    melding = neem()
    assert {klok.gestart_op for klok in melding.termijnen.all()} == {NU}
    per_soort = {klok.soort: klok.herinneringen.count() for klok in melding.termijnen.all()}
    assert per_soort == {"eerste_contact": 5, "oppakken": 3}


def test_the_same_form_sent_again_starts_no_second_clock():
    assert neem() == neem()
    assert Herinnering.objects.count() == 8


def test_without_a_clock_there_is_no_melding(monkeypatch):
    monkeypatch.setattr(klokken, "start_alle", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        neem()
    assert not Melding.objects.exists()


def test_a_row_that_may_not_be_says_so_also_when_the_key_is_new(monkeypatch):
    def botst(*_, **__):
        raise IntegrityError("van een klok")

    monkeypatch.setattr(klokken, "start_alle", botst)
    with pytest.raises(IntegrityError, match="van een klok"):
        neem()
    assert not Melding.objects.exists()


def test_nobody_takes_it_up_and_the_team_is_reminded():
    termijn = neem().termijnen.eerste_contact().get()
    assert {rij.termijn.soort for rij in verzonden(nu=termijn.grens_op)} == {
        "eerste_contact",
        "oppakken",
    }
