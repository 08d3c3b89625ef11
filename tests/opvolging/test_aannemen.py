"""A melding is there with everything that belongs to it, or not at all."""

import uuid

import pytest

from meldingen.intake import Herkomst
from meldingen.models import Deur, Melding
from opvolging import herinneringen, klokken
from opvolging.aannemen import neem_aan
from opvolging.models import Herinnering
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
SLEUTEL = uuid.UUID(int=7)


def neem() -> Melding:
    herkomst = Herkomst(gemeente=bouwers.gemeente(), deur=Deur.MIJZELF)
    return neem_aan(herkomst, {"telefoon": "0612345678"}, sleutel=SLEUTEL, nu=NU)


def test_a_melding_starts_its_clock_and_plans_its_reminders():
    termijn = neem().termijnen.get()
    assert termijn.gestart_op == NU
    assert termijn.herinneringen.count() == 5


def test_the_same_form_sent_again_starts_no_second_clock():
    assert neem() == neem()
    assert Herinnering.objects.count() == 5


def test_without_a_clock_there_is_no_melding(monkeypatch):
    monkeypatch.setattr(klokken, "start", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        neem()
    assert not Melding.objects.exists()


def test_nobody_takes_it_up_and_the_team_is_reminded():
    termijn = neem().termijnen.get()
    assert len(herinneringen.verzend(nu=termijn.grens_op)) == 1
