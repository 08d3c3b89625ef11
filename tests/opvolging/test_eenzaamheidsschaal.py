import csv
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opvolging.eenzaamheidsschaal import SOCIAAL, UITSPRAKEN, VORMEN, is_rechte_lijn, scoor

VOORBEELDEN = Path(__file__).parent / "gegevens" / "djg_voorbeelden.csv"
EMOTIONEEL_6, SOCIAAL_6 = (0, 4, 5), (1, 2, 3)  # places of the items of each kind


def _rijen() -> list[dict[str, str]]:
    with VOORBEELDEN.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def _of_niets(waarde: str) -> int | None:
    return int(waarde) if waarde else None


def test_there_are_ten_worked_examples():
    assert [rij["id"] for rij in _rijen()] == list("ABCEFGLMNO")


@pytest.mark.parametrize("rij", _rijen(), ids=lambda rij: rij["id"])
def test_a_worked_example_of_the_manual_is_counted_as_it_says(rij):
    uitslag = scoor(int(rij["vorm"]), rij["antwoorden"])
    assert uitslag.emotioneel == _of_niets(rij["emotioneel"])
    assert uitslag.sociaal == _of_niets(rij["sociaal"])
    assert uitslag.totaal == _of_niets(rij["totaal"])
    assert uitslag.categorie == (rij["categorie"] or None)


def _met_totaal(vorm: int, totaal: int) -> str:
    """Answers that are lonely on the first `totaal` items and on no other."""
    eenzaam = VORMEN[vorm][:totaal]
    return "".join("m" if i in eenzaam else "jn"[i not in SOCIAAL] for i in VORMEN[vorm])


@pytest.mark.parametrize(
    ("vorm", "totaal", "woord"),
    [
        *((11, 0, "niet"), (11, 2, "niet"), (11, 3, "matig"), (11, 8, "matig")),
        *((11, 9, "ernstig"), (11, 10, "ernstig"), (11, 11, "zeer ernstig")),
        *((6, 0, "niet"), (6, 1, "niet"), (6, 2, "matig"), (6, 4, "matig")),
        *((6, 5, "sterk"), (6, 6, "sterk")),
    ],
)
def test_a_category_begins_and_ends_where_the_manual_says(vorm, totaal, woord):
    assert scoor(vorm, _met_totaal(vorm, totaal))[2:] == (totaal, woord)


def test_every_answer_to_the_six_items_is_counted_right():
    """All 4^6, counted once more in the plainest way."""
    geteld = 0
    for antwoorden in map("".join, product("jmn-", repeat=6)):
        e = sum(antwoorden[plek] in "jm" for plek in EMOTIONEEL_6)
        s = sum(antwoorden[plek] in "nm" for plek in SOCIAAL_6)
        open_e = any(antwoorden[plek] == "-" for plek in EMOTIONEEL_6)
        open_s = any(antwoorden[plek] == "-" for plek in SOCIAAL_6)
        totaal = e + s if antwoorden.count("-") <= 1 else None
        woorden = ("niet", "niet", "matig", "matig", "matig", "sterk", "sterk")
        verwacht = (
            None if open_e else e,
            None if open_s else s,
            totaal,
            None if totaal is None else woorden[totaal],
        )
        assert scoor(6, antwoorden) == verwacht, antwoorden
        geteld += 1
    assert geteld == 4**6


@given(st.text("jmn", min_size=11, max_size=11), st.integers(0, 10))
def test_one_open_item_never_makes_somebody_lonelier(antwoorden, plek):
    vol = scoor(11, antwoorden)
    met_gat = scoor(11, antwoorden[:plek] + "-" + antwoorden[plek + 1 :])
    assert met_gat.totaal is not None
    assert vol.totaal is not None
    assert met_gat.totaal in (vol.totaal, vol.totaal - 1)
    assert met_gat.categorie != "zeer ernstig"
    assert (met_gat.emotioneel is None) != (met_gat.sociaal is None)


@given(st.text("jmnJN-", min_size=11, max_size=11))
def test_the_total_is_the_sum_of_both_kinds(antwoorden):
    uitslag = scoor(11, antwoorden)
    if uitslag.emotioneel is not None and uitslag.sociaal is not None:
        assert uitslag.totaal == uitslag.emotioneel + uitslag.sociaal
    assert uitslag == scoor(11, antwoorden.replace("J", "j").replace("N", "n"))


@pytest.mark.parametrize(
    ("vorm", "antwoorden"),
    [(6, "jjjjj"), (6, "j" * 11), (11, "j" * 6), (6, "jjjjjx"), (7, "j" * 7), (6, "")],
)
def test_what_is_no_answer_is_refused(vorm, antwoorden):
    with pytest.raises(ValueError, match="verwacht"):
        scoor(vorm, antwoorden)


@pytest.mark.parametrize(
    ("antwoorden", "is_recht"),
    [
        *(("mmmmmmmmmmm", True), ("nnnnnnnnnnn", True), ("jjjjjjjjjjj", True)),
        *(("jJjjjj", True), ("jjjjj-", True), ("jjjjjn", False), ("------", False)),
        ("-----j", False),
    ],
)
def test_the_same_answer_to_everything_is_noticed(antwoorden, is_recht):
    assert is_rechte_lijn(antwoorden) is is_recht


def test_the_short_form_keeps_the_numbers_and_words_of_the_long_one():
    assert VORMEN[6] == (3, 4, 7, 8, 9, 10)
    assert len(UITSPRAKEN) == 11
    assert {1, 4, 7, 8, 11} == SOCIAAL
