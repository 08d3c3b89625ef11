"""Coarser tables, and percentages of published numbers."""

import pytest

from rapportage.onderdrukking import (
    TOTAAL,
    Cel,
    Tabel,
    aandeel_klein,
    fijnste_indeling,
    hergroepeer,
    percentage,
)

LEEFTIJD = Tabel.enkel("leeftijd", {"18-34": 2, "35-49": 6, "50-64": 20, "65-79": 40, "80+": 3})
FIJN: dict[str, str] = {}
MIDDEL = {"18-34": "18-49", "35-49": "18-49", "65-79": "65+", "80+": "65+"}
GROF = dict.fromkeys(LEEFTIJD.rijen, "iedereen")


def test_categories_are_joined_and_the_total_stays():
    tabel = hergroepeer(LEEFTIJD, MIDDEL)
    assert tabel.rijen == ("18-49", "50-64", "65+")
    assert tabel.waarden == ((8,), (20,), (43,))
    assert tabel.tellingen()[tabel.totaal] == 71


def test_rows_and_columns_of_a_crossing_are_joined():
    kruis = Tabel.kruis(
        "k", {"a": {"x": 1, "y": 2, "z": 3}, "b": {"x": 4, "y": 5, "z": 6}}, k=10, k_stad=7
    )
    tabel = hergroepeer(kruis, {"a": "ab", "b": "ab"}, {"y": "yz", "z": "yz"})
    assert (tabel.rijen, tabel.kolommen, tabel.waarden) == (("ab",), ("x", "yz"), ((5, 16),))
    assert (tabel.k, tabel.drempel(Cel("k", TOTAAL, "x"))) == (10, 7)


def test_share_of_small_cells_counts_the_margins_too():
    assert aandeel_klein(LEEFTIJD) == pytest.approx(2 / 6)


def test_finest_level_with_few_small_cells_is_chosen():
    assert fijnste_indeling(LEEFTIJD, [FIJN, MIDDEL, GROF]) == MIDDEL
    assert fijnste_indeling(LEEFTIJD, [FIJN, MIDDEL, GROF], hoogstens=0.5) == FIJN


def test_coarsest_level_is_the_last_resort():
    klein = Tabel.enkel("leeftijd", {"jong": 1, "oud": 2})
    assert fijnste_indeling(klein, [{}, {"jong": "allen", "oud": "allen"}])["oud"] == "allen"


@pytest.mark.parametrize(
    ("teller", "noemer", "uitkomst"),
    [
        (15, 30, 50),
        (1, 200, 1),  # half a percent is rounded up
        (0, 30, 0),
        (30, 30, 100),
        (15, 29, None),
        (None, 100, None),
        (15, None, None),
        (0, 0, None),
    ],
)
def test_percentage_needs_two_published_numbers_and_a_base_of_thirty(teller, noemer, uitkomst):
    assert percentage(teller, noemer) == uitkomst
