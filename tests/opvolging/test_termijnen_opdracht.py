"""`bin/manage termijn`: the moment on the first line, the explanation below it, no database."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from opvolging import klokken
from tests import bouwers
from tests.bouwers import NU


def termijn(*argumenten: str) -> list[str]:
    uit = StringIO()
    call_command("termijn", *argumenten, stdout=uit)
    return uit.getvalue().splitlines()


def test_first_line_is_the_moment_and_the_second_explains_it() -> None:
    assert termijn("2026-09-18T16:30", "--uren", "24", "--telling", "werkdaguren") == [
        "2026-09-21T16:30:00+02:00",
        (
            "Gestart op vrijdag 18 september 2026 om 16:30. Zaterdag en zondag tellen niet mee. "
            "24 werkdaguren later is maandag 21 september om 16:30."
        ),
    ]


@pytest.mark.parametrize(
    ("argumenten", "moment"),
    [
        ("2026-09-18T14:30Z --uren 24 --telling werkdaguren", "2026-09-21T16:30:00+02:00"),
        ("2026-09-15T10:00 --uren 48 --telling kantooruren", "2026-09-23T10:00:00+02:00"),
        ("2026-03-28T10:00 --uren 24 --telling klokuren", "2026-03-29T11:00:00+02:00"),
        ("2026-03-29T02:30 --uren 1 --telling klokuren", "2026-03-29T04:30:00+02:00"),
        (
            (
                "2026-04-02T15:00 --uren 24 --telling werkdaguren --gesloten 2026-04-03 "
                "--gesloten 2026-04-07"
            ),
            "2026-04-08T15:00:00+02:00",
        ),
        (
            (
                "2026-09-15T10:00 --uren 24 --telling werkdaguren "
                "--pauze 2026-09-15T16:00,2026-09-17T11:00"
            ),
            "2026-09-18T05:00:00+02:00",
        ),
        (
            (
                "2026-09-15T10:00 --uren 24 --telling werkdaguren --pauze "
                "2026-09-15T12:00,2026-09-15T13:00 --pauze 2026-09-15T14:00+02:00,2026-09-15T15:00"
            ),
            "2026-09-16T12:00:00+02:00",
        ),
    ],
)
def test_moment_of(argumenten: str, moment: str) -> None:
    assert termijn(*argumenten.split())[0] == moment


GOED = {"start": "2026-09-15T10:00", "--uren": "24", "--telling": "werkdaguren"}


@pytest.mark.parametrize(
    ("naam", "waarde", "melding"),
    [
        ("start", None, "START: dit ontbreekt nog. Schrijf een dag met een tijd"),
        ("start", "morgen", "START: 'morgen' begrijpen we niet"),
        ("start", "2026-09-15", "START: '2026-09-15' begrijpen we niet"),
        ("start", "2026-02-30T10:00", "zoals 2026-09-18T16:30"),
        ("start", "0001-01-01T00:00", "begrijpen we niet"),
        ("start", "1999-09-15T10:00", "Feestdagen zijn bekend van 2000 tot en met 2099"),
        ("--uren", None, "--uren: dit ontbreekt nog. Schrijf een heel getal, zoals --uren 24"),
        ("--uren", "1,5", "--uren: '1,5' begrijpen we niet"),
        ("--uren", "²", "--uren: '²' begrijpen we niet"),
        ("--uren", "9" * 5000, "aantal uren ligt tussen 0 en 87840"),
        ("--telling", None, "--telling: dit ontbreekt nog. Kies een van: klokuren, werkdaguren"),
        ("--telling", "dagen", "--telling: 'dagen' begrijpen we niet"),
        ("--gesloten", "3 april", "--gesloten: '3 april' begrijpen we niet. Schrijf een datum"),
        ("--pauze", "2026-09-15T16:00", "begin en einde met een komma ertussen"),
        ("--pauze", "2026-09-15T16:00,straks", "--pauze: 'straks' begrijpen we niet"),
        ("--pauze", "2026-09-15T16:00,2026-09-15T15:00", "Een pauze eindigt na haar begin"),
    ],
)
def test_wrong_input_is_named_with_what_to_write(
    naam: str, waarde: str | None, melding: str
) -> None:
    delen = {deel: tekst for deel, tekst in {**GOED, naam: waarde}.items() if tekst is not None}
    start = [delen.pop("start")] if "start" in delen else []
    opties = [f"{optie}={tekst}" for optie, tekst in delen.items()]
    with pytest.raises(CommandError) as fout:
        termijn(*start, *opties)
    assert melding in str(fout.value)


@pytest.mark.django_db
def test_a_stored_clock_explains_itself_by_the_calendar_of_its_gemeente() -> None:
    gemeente = bouwers.gemeente(telling="kantooruren")
    klok = klokken.start(bouwers.melding(gemeente=gemeente), nu=NU)
    eerste, tweede, derde = termijn("--nummer", str(klok.pk))
    assert eerste == "2026-09-23T10:00:00+02:00"
    assert tweede == f"Eerste contact. {klok.uitleg}"
    assert derde.startswith("Regel versie 1. Openingstijden versie 1: open van 09:00 tot 17:00")


@pytest.mark.django_db
@pytest.mark.parametrize("nummer", ["999999", "x", "-1", "٣", "9" * 40])
def test_a_number_of_no_clock_is_refused_in_dutch(nummer: str) -> None:
    with pytest.raises(CommandError, match="er is geen klok"):
        termijn("--nummer", nummer)
