"""Attacks: by counting every possible table, by mutants of the design, on invented towns."""

from collections.abc import Iterator
from itertools import product

import pytest

from bench.onthulling import MELDINGEN, metingen, regel
from bench.steden import Meting, meet_familie, stad
from rapportage.onderdrukking import (
    TEKEN,
    TOTAAL,
    Cel,
    Familie,
    NietTeBeschermen,
    Tabel,
    bescherm,
    controleer,
)
from rapportage.onderdrukking.aanval import regel as kleine_cellen

# --- every possible table, counted one by one ----------------------------------------------------


def mogelijke_werelden(tabel: Tabel, getoond: dict[Cel, int | None]) -> Iterator[Tabel]:
    """All tables that print the same numbers as `tabel`, hidden cells up to `hoger` higher."""
    hoger = tabel.k + 2 if tabel.kolommen else 13  # more would only take time
    cellen = [Cel(tabel.naam, r, k) for r in tabel.rijen for k in tabel.kolommen or (TOTAAL,)]
    telling = tabel.tellingen()
    breedte = len(tabel.kolommen) or 1
    bereik = [
        range(telling[cel] + hoger) if getoond[cel] is None else (telling[cel],) for cel in cellen
    ]
    personen = getoond[tabel.totaal]
    for waarden in product(*bereik):
        if personen is not None and sum(waarden) != personen:
            continue
        rijen = tuple(waarden[i : i + breedte] for i in range(0, len(waarden), breedte))
        wereld = Tabel(tabel.naam, tabel.rijen, tabel.kolommen, rijen, tabel.k)
        ander = wereld.tellingen()
        if all(waarde is None or ander[cel] == waarde for cel, waarde in getoond.items()):
            yield wereld


KLEINE_TABELLEN = [
    Tabel.enkel("t", {"a": 2, "b": 9, "c": 20}),
    Tabel.enkel("t", {"a": 1, "b": 5, "c": 6}),
    Tabel.enkel("t", {"a": 1, "b": 1, "c": 8}),
    Tabel.enkel("t", {"a": 12, "b": 0, "c": 0}),
    Tabel.enkel("t", {"a": 1, "b": 1, "c": 2}),
    Tabel.enkel("t", {"a": 3, "b": 0, "c": 0}),
    Tabel.enkel("t", {"a": 6, "b": 3, "c": 0}, k=10),
    Tabel.kruis("t", {"a": {"x": 3, "y": 6}, "b": {"x": 6, "y": 7}}),
    Tabel.kruis("t", {"a": {"x": 0, "y": 3}, "b": {"x": 6, "y": 8}}),
    Tabel.kruis("t", {"a": {"x": 0, "y": 6}, "b": {"x": 7, "y": 6}}),
]


@pytest.mark.parametrize("tabel", KLEINE_TABELLEN, ids=lambda tabel: str(tabel.waarden))
def test_counting_all_tables_agrees_that_both_readers_stay_uncertain(tabel):
    """The informed reader is tried in every cell that holds somebody."""
    getoond = dict(bescherm(Familie((tabel,))).getoond)
    primair = kleine_cellen(Familie((tabel,)))
    werelden = list(mogelijke_werelden(tabel, getoond))
    alle = [wereld.tellingen() for wereld in werelden]
    zelfde_merken = [
        telling
        for wereld, telling in zip(werelden, alle, strict=True)
        if kleine_cellen(Familie((wereld,))) == primair
    ]
    for cel in [cel for cel, waarde in getoond.items() if waarde is None]:
        buiten = {wereld[cel] for wereld in alle}
        assert max(buiten) - min(buiten) >= tabel.drempel(cel)
        for eigen in [plek for plek, aantal in tabel.tellingen().items() if aantal]:
            assert len({wereld[cel] for wereld in zelfde_merken if wereld[eigen]}) >= 3


@pytest.mark.parametrize(
    ("getoond", "mogelijk"),
    [
        ({"a": None, "b": None, "c": 20}, {1, 2, 3}),  # a + b = 8, b is not small: b ≥ 5
        ({"a": None, "b": 5, "c": 20}, {3}),
    ],
)
def test_audit_finds_the_values_that_counting_finds(getoond, mogelijk):
    tabel = Tabel.enkel("t", {"a": 3, "b": 5, "c": 20})
    alles = {Cel("t", rij): waarde for rij, waarde in getoond.items()} | {tabel.totaal: 28}
    werelden = mogelijke_werelden(tabel, alles)
    primair = kleine_cellen(Familie((tabel,)))
    geteld = {
        wereld.tellingen()[Cel("t", "a")]
        for wereld in werelden
        if kleine_cellen(Familie((wereld,))) == primair
    }
    assert geteld == mogelijk
    ingewijd = [lek for lek in controleer(Familie((tabel,)), alles) if lek.aanvaller == "ingewijde"]
    assert bool(ingewijd) == (len(mogelijk) < 3)


# --- mutants of the design -----------------------------------------------------------------------

STEDEN = [stad(zaad, 60, grof=False) for zaad in range(3)]


@pytest.mark.parametrize("familie", STEDEN, ids=range(len(STEDEN)))
def test_audit_catches_a_report_without_complementary_step(familie):
    primair = kleine_cellen(familie)
    alleen_klein = {c: None if c in primair else n for c, n in familie.tellingen().items()}
    assert any(lek.aanvaller == "buitenstaander" for lek in controleer(familie, alleen_klein))


@pytest.mark.parametrize("familie", STEDEN, ids=range(len(STEDEN)))
def test_audit_catches_tables_that_were_protected_one_by_one(familie):
    apart: dict[Cel, int | None] = {}
    for tabel in familie.tabellen:
        apart |= bescherm(Familie((tabel,))).getoond
    assert controleer(familie, apart) != []


@pytest.mark.parametrize("familie", STEDEN[:2], ids=range(2))
def test_audit_catches_a_second_sign_for_small_numbers(familie):
    beschermd = bescherm(familie)
    merken = {
        cel: ("x" if cel in beschermd.primair else TEKEN) if waarde is None else waarde
        for cel, waarde in beschermd.getoond.items()
    }
    assert {lek.cel for lek in controleer(familie, merken)} == beschermd.primair
    een_teken = {cel: TEKEN if w is None else w for cel, w in beschermd.getoond.items()}
    assert controleer(familie, een_teken) == []


def test_audit_catches_a_small_number_and_a_wrong_one():
    familie = Familie((Tabel.enkel("t", {"a": 3, "b": 8, "c": 20}),))
    goed = bescherm(familie).getoond
    assert controleer(familie, {**goed, Cel("t", "a"): 3})[0].uitleg == "te klein om te tonen"
    assert "ander getal" in controleer(familie, {**goed, Cel("t", "c"): 21})[0].uitleg


def test_audit_refuses_a_report_that_lacks_a_cell():
    familie = Familie((Tabel.enkel("t", {"a": 30}),))
    with pytest.raises(ValueError, match="ontbreekt"):
        controleer(familie, {Cel("t", "a"): 30})


def test_two_hidden_cells_per_row_and_column_are_not_enough():
    """The design that failed: each line has two hidden cells, and a is exactly known."""
    rijen = {
        "1": {"w": 2, "x": 3, "y": 20, "z": 20},
        "2": {"w": 3, "x": 2, "y": 20, "z": 20},
        "3": {"w": 20, "x": 20, "y": 1, "z": 1},
        "4": {"w": 20, "x": 20, "y": 1, "z": 1},
    }
    familie = Familie((Tabel.kruis("t", rijen),))
    primair = kleine_cellen(familie)
    per_lijn = {cel: None if cel in primair else n for cel, n in familie.tellingen().items()}
    assert controleer(familie, per_lijn) != []
    assert controleer(familie, bescherm(familie).getoond) == []


# --- invented towns ------------------------------------------------------------------------------


@pytest.mark.parametrize("meldingen", MELDINGEN)
def test_no_hidden_number_of_an_invented_town_can_be_narrowed_down(meldingen):
    uitkomsten = list(metingen(6, meldingen, grof=True))
    gelukt = [uitkomst for uitkomst in uitkomsten if isinstance(uitkomst, Meting)]
    assert len(gelukt) == 6
    assert [(m.exact, m.smal, m.doorzien) for m in gelukt] == [(0, 0, 0)] * 6
    cijfers = regel(meldingen, uitkomsten, grof=True).extra
    assert (cijfers["exact bekend"], cijfers["smaller dan k"]) == (0, 0)


def test_town_in_fine_categories_is_protected_too():
    meting = meet_familie(stad(1, 450, grof=False))
    assert (meting.exact, meting.smal, meting.doorzien) == (0, 0, 0)
    assert meting.verborgen > meting.primair > 0


def test_refused_town_is_counted_and_not_hidden_from_the_figures():
    geweigerd = NietTeBeschermen(Cel("t", "a"), ())
    cijfers = regel(450, [meet_familie(stad(1, 450)), geweigerd], grof=True).extra
    assert (cijfers["beschermd"], cijfers["geweigerd"]) == (1, 1)
