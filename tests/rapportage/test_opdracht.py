"""`bin/manage jaarverslag`: the same snapshot as the screens."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests import bouwers
from tests.rapportage import stad

pytestmark = pytest.mark.django_db


def opdracht(*args, **kwargs):
    """What the command writes to standard output and to standard error."""
    uit = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    meldt = io.StringIO()
    call_command("jaarverslag", *args, stdout=uit, stderr=meldt, **kwargs)
    return uit.buffer.getvalue(), meldt.getvalue()


@pytest.mark.parametrize("formaat", ["json", "csv", "xlsx", "pdf"])
def test_a_frozen_year_is_given_as_it_was_frozen(formaat):
    bouwers.jaarverslag(bestanden=("json", "csv", "xlsx", "pdf"))
    assert opdracht("2025", "--formaat", formaat) == (formaat.encode(), "")


def test_it_writes_to_a_file(tmp_path):
    bouwers.jaarverslag()
    pad = tmp_path / "verslag.json"
    uit, meldt = opdracht("2025", "--uit", str(pad))
    assert (uit, pad.read_bytes()) == (b"", b"json")
    assert str(pad) in meldt


def test_a_year_that_is_not_frozen_is_a_concept():
    gemeente = stad.gemeente_met_wijken()
    stad.jaar_vol_meldingen(gemeente, 2025, 60)
    uit, meldt = opdracht("2025", "--gemeente", "GM0935")
    assert json.loads(uit)["is_concept"] is True
    assert "dit is een concept" in meldt


def test_a_year_with_too_few_people_is_refused_in_dutch():
    bouwers.gemeente()
    with pytest.raises(CommandError, match="te weinig voor een verslag"):
        opdracht("2025")


@pytest.mark.parametrize("jaar", ["1", "twee", "99999"])
def test_what_is_no_year_is_refused(jaar):
    bouwers.gemeente()
    with pytest.raises(CommandError, match="is geen jaar"):
        opdracht(jaar)


def test_with_several_gemeenten_one_must_be_chosen():
    bouwers.gemeente()
    bouwers.gemeente(code="GM0001", naam="Elders")
    with pytest.raises(CommandError, match="Kies een gemeente"):
        opdracht("2025")
    with pytest.raises(CommandError, match="Kies een gemeente"):
        opdracht("2025", "--gemeente", "GM9999")
