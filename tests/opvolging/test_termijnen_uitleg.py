"""A deadline says in plain Dutch how it was counted."""

from datetime import date, datetime

import pytest

from opvolging.termijnen import AMSTERDAM, Kalender, Pauze, Telling, loopt_af_op
from opvolging.termijnuitleg import uitleg

KLOK, WERKDAG, KANTOOR = Telling.KLOKUREN, Telling.WERKDAGUREN, Telling.KANTOORUREN


def hier(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst).replace(tzinfo=AMSTERDAM)


def uitgelegd(
    start: str, uren: float, telling: Telling, *pauzes: Pauze, gesloten: tuple[date, ...] = ()
) -> str:
    kalender = Kalender(sluitingsdagen=frozenset(gesloten))
    return uitleg(loopt_af_op(hier(start), uren, telling, kalender, pauzes))


@pytest.mark.parametrize(
    ("start", "uren", "telling", "zinnen"),
    [
        (
            *("2026-09-15T10:00", 24, WERKDAG),
            [
                "Gestart op dinsdag 15 september 2026 om 10:00.",
                "24 werkdaguren later is woensdag 16 september om 10:00.",
            ],
        ),
        (
            *("2026-09-18T16:30", 24, WERKDAG),
            [
                "Gestart op vrijdag 18 september 2026 om 16:30.",
                "Zaterdag en zondag tellen niet mee.",
                "24 werkdaguren later is maandag 21 september om 16:30.",
            ],
        ),
        (
            *("2026-09-20T10:00", 1, WERKDAG),
            [
                "Gekomen op zondag 20 september 2026 om 10:00; dan zijn we dicht.",
                "De klok start op maandag 21 september om 09:00.",
                "Zondag telt niet mee.",
                "1 werkdaguur later is maandag 21 september om 10:00.",
            ],
        ),
        (
            *("2026-04-24T16:00", 24, WERKDAG),
            [
                "Gestart op vrijdag 24 april 2026 om 16:00.",
                "Zaterdag, zondag en maandag 27 april (Koningsdag) tellen niet mee.",
                "24 werkdaguren later is dinsdag 28 april om 16:00.",
            ],
        ),
        (
            *("2026-05-13T10:00", 24, WERKDAG),
            [
                "Gestart op woensdag 13 mei 2026 om 10:00.",
                "Donderdag 14 mei (hemelvaartsdag) telt niet mee.",
                "24 werkdaguren later is vrijdag 15 mei om 10:00.",
            ],
        ),
        (
            *("2026-12-31T10:00", 12.5, WERKDAG),
            [
                "Gestart op donderdag 31 december 2026 om 10:00.",
                "12,5 werkdaguren later is donderdag 31 december om 22:30.",
            ],
        ),
        (
            *("2026-12-31T10:00", 24, WERKDAG),
            [
                "Gestart op donderdag 31 december 2026 om 10:00.",
                "Vrijdag 1 januari (nieuwjaarsdag), zaterdag en zondag tellen niet mee.",
                "24 werkdaguren later is maandag 4 januari 2027 om 10:00.",
            ],
        ),
        (
            *("2026-09-15T18:00", 8, KANTOOR),
            [
                "Gekomen op dinsdag 15 september 2026 om 18:00; dan zijn we dicht.",
                "De klok start op woensdag 16 september om 09:00.",
                "Alleen de uren van 09:00 tot 17:00 tellen mee.",
                "8 kantooruren later is woensdag 16 september om 17:00.",
            ],
        ),
        (
            *("2026-03-28T10:00", 24, KLOK),
            [
                "Gestart op zaterdag 28 maart 2026 om 10:00.",
                "Onderweg gaat de klok een uur vooruit.",
                "24 klokuren later is zondag 29 maart om 11:00.",
            ],
        ),
        (
            *("2026-10-24T10:00", 24, KLOK),
            [
                "Gestart op zaterdag 24 oktober 2026 om 10:00.",
                "Onderweg gaat de klok een uur terug.",
                "24 klokuren later is zondag 25 oktober om 09:00.",
            ],
        ),
    ],
)
def test_uitleg_tells_what_was_counted(
    start: str, uren: float, telling: Telling, zinnen: list[str]
) -> None:
    assert uitgelegd(start, uren, telling) == " ".join(zinnen)


def test_uitleg_names_several_weekends_once_and_a_sluitingsdag_as_gesloten() -> None:
    tekst = uitgelegd("2026-09-11T10:00", 24 * 7, WERKDAG, gesloten=(date(2026, 9, 16),))
    assert "De weekenden en woensdag 16 september (gesloten) tellen niet mee." in tekst
    assert "De weekenden tellen niet mee." in uitgelegd("2026-09-11T10:00", 24 * 7, WERKDAG)


def test_uitleg_names_the_pauzes_that_mattered_and_no_other() -> None:
    tekst = uitgelegd(
        "2026-09-15T10:00",
        24,
        WERKDAG,
        (hier("2026-09-15T16:00"), hier("2026-09-17T11:00")),
        (hier("2026-08-15T16:00"), hier("2026-08-17T11:00")),
        (hier("2026-10-15T16:00"), hier("2026-10-17T11:00")),
    )
    assert (
        "De klok staat stil van dinsdag 15 september om 16:00 tot donderdag 17 september om 11:00. "
        "24 werkdaguren later is vrijdag 18 september om 05:00." in tekst
    )
    assert "augustus" not in tekst
    assert "oktober" not in tekst
