"""`bin/manage kandidaten`."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from tests import bouwers

pytestmark = pytest.mark.django_db
RUIM = date(2999, 1, 1)


def test_the_list_is_readable_and_holds_no_name(capsys):
    deelnemer = bouwers.deelnemer(rookt=True)
    past = bouwers.maatje(vog_geldig_tot=RUIM)
    af = bouwers.maatje(vog_geldig_tot=None)
    call_command("kandidaten", deelnemer.pk)
    tekst = capsys.readouterr().out
    assert f"1. maatje {past.pk}: " in tekst
    assert "   + Allebei houden ze van wandelen." in tekst
    assert "   ? De afstand is niet bekend: een buurt ontbreekt." in tekst
    assert f"   maatje {af.pk}: Er is nog geen VOG." in tekst
    assert "Vera" not in tekst
    assert "Bertha" not in tekst


def test_when_all_fit_nobody_dropped_out(capsys):
    bouwers.maatje(vog_geldig_tot=RUIM)
    call_command("kandidaten", bouwers.deelnemer().pk)
    assert "Afgevallen" not in capsys.readouterr().out


def test_as_json_a_program_finds_points_reasons_and_who_dropped_out(capsys):
    deelnemer = bouwers.deelnemer()
    past = bouwers.maatje(vog_geldig_tot=RUIM)
    af = bouwers.maatje(vog_geldig_tot=None)
    call_command("kandidaten", deelnemer.pk, "--json")
    antwoord = json.loads(capsys.readouterr().out)
    assert antwoord["kandidaten"][0]["maatje"] == past.pk
    assert antwoord["kandidaten"][0]["punten"] == pytest.approx(
        sum(antwoord["kandidaten"][0]["onderdelen"].values())
    )
    assert antwoord["afvallers"] == [
        {"maatje": af.pk, "op": ["vog"], "redenen": ["Er is nog geen VOG."]}
    ]
    assert antwoord["versoepeling"] is None


@pytest.mark.parametrize("velden", [{"dagdelen": ["zo_avond"]}, {"aantal_plaatsen": 0}])
def test_what_helps_when_nobody_fits_is_on_the_last_line(capsys, velden):
    bouwers.maatje(vog_geldig_tot=RUIM, **velden)
    deelnemer = bouwers.deelnemer()
    call_command("kandidaten", deelnemer.pk)
    assert "Dit kan helpen" in capsys.readouterr().out.splitlines()[-1]
    call_command("kandidaten", deelnemer.pk, "--json")
    assert json.loads(capsys.readouterr().out)["versoepeling"]["zin"].startswith("Vraag d")


def test_an_unknown_deelnemer_is_said():
    with pytest.raises(CommandError, match="geen deelnemer 0"):
        call_command("kandidaten", 0)
