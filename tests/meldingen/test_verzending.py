"""What travels along unseen, and what it says about who sends."""

from datetime import timedelta
from uuid import uuid4

import pytest

from meldingen import verzending
from meldingen.verzending import Verzending


@pytest.fixture
def zonder_wachten(monkeypatch):
    monkeypatch.setattr(verzending, "MINSTENS", timedelta(seconds=-1))


def terug(nieuw, **anders):
    return Verzending.van({"sleutel": str(nieuw.sleutel), "geopend": nieuw.geopend} | anders)


@pytest.mark.usefixtures("zonder_wachten")
def test_somebody_who_takes_time_is_not_verdacht():
    nieuw = Verzending.nieuw()
    assert terug(nieuw).sleutel == nieuw.sleutel
    assert not terug(nieuw).is_verdacht


def test_a_form_that_comes_back_at_once_is_verdacht():
    assert terug(Verzending.nieuw()).is_verdacht


@pytest.mark.usefixtures("zonder_wachten")
@pytest.mark.parametrize(
    "anders",
    [{"stilte": "https://koop.test"}, {"geopend": "verzonnen"}, {"geopend": ""}, {"sleutel": "x"}],
)
def test_what_a_robot_does_is_verdacht(anders):
    assert terug(Verzending.nieuw(), **anders).is_verdacht


@pytest.mark.usefixtures("zonder_wachten")
def test_the_signature_of_another_form_is_verdacht():
    ander = Verzending.nieuw()
    assert terug(Verzending.nieuw(), geopend=ander.geopend).is_verdacht


@pytest.mark.usefixtures("zonder_wachten")
def test_a_form_of_days_ago_is_verdacht(monkeypatch):
    nieuw = Verzending.nieuw()
    monkeypatch.setattr(verzending, "HOOGSTENS", timedelta(seconds=-1))
    assert terug(nieuw).is_verdacht


@pytest.mark.parametrize("sleutel", ["", "geen uuid", "\x00", "1" * 10_000])
def test_without_a_usable_key_a_form_gets_one(sleutel):
    assert Verzending.van({"sleutel": sleutel}).sleutel.version == uuid4().version
