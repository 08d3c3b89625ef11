"""What is hidden and what is shown, on tables that can be followed by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapportage.onderdrukking import (
    TOTAAL,
    Cel,
    Familie,
    NietTeBeschermen,
    Som,
    Tabel,
    bescherm,
    controleer,
)
from rapportage.onderdrukking.aanval import regel


def getoond(familie: Familie) -> dict[tuple[str, ...], int | None]:
    """What is shown of the only table, by row or by row and column."""
    tabel = familie.tabellen[0]
    return {
        cel[1:] if tabel.kolommen else cel[1:2]: waarde
        for cel, waarde in bescherm(familie).getoond.items()
        if cel.tabel == tabel.naam
    }


def enkel(**aantallen: int) -> Tabel:
    return Tabel.enkel("terecht", aantallen)


def test_table_without_small_numbers_is_shown_whole():
    assert getoond(Familie((enkel(ja=20, nee=8, onbekend=5),))) == {
        ("ja",): 20,
        ("nee",): 8,
        ("onbekend",): 5,
        (TOTAAL,): 33,
    }


def test_small_number_is_hidden_together_with_the_cheapest_cell_that_protects_it():
    assert getoond(Familie((enkel(ja=200, nee=3, onbekend=12),))) == {
        ("ja",): 200,
        ("nee",): None,
        ("onbekend",): None,
        (TOTAAL,): 215,
    }


def test_two_small_numbers_protect_each_other_only_when_their_sum_leaves_room():
    """1 + 1 = 2 tells everything, 2 + 3 = 5 leaves six values to the outsider and four inside."""
    assert getoond(Familie((enkel(a=1, b=1, c=30, d=40),)))[("c",)] is None
    assert getoond(Familie((enkel(a=2, b=3, c=30, d=40),))) == {
        ("a",): None,
        ("b",): None,
        ("c",): 30,
        ("d",): 40,
        (TOTAAL,): 75,
    }


def test_zero_is_shown_when_it_tells_nothing():
    assert getoond(Familie((enkel(ja=20, nee=0, onbekend=9),)))[("nee",)] == 0


def test_group_in_which_all_share_one_value_is_hidden_with_a_zero_beside_it():
    shown = getoond(Familie((enkel(ja=30, nee=0, onbekend=0),)))
    assert shown[("ja",)] is None
    assert shown[(TOTAAL,)] == 30
    assert [shown[("nee",)], shown[("onbekend",)]].count(None) == 1


def test_group_is_shown_where_the_columns_judge_our_work():
    tabel = Tabel.enkel("binnen 48 uur", {"ja": 30, "nee": 0}, groepsregel=False)
    assert getoond(Familie((tabel,))) == {("ja",): 30, ("nee",): 0, (TOTAAL,): 30}


def test_line_with_fewer_than_k_persons_is_hidden_with_its_zeros():
    tabel = Tabel.kruis(
        "wijk × deur", {"Oost": {"zelf": 3, "ander": 0}, "West": {"zelf": 40, "ander": 50}}, k=10
    )
    shown = getoond(Familie((tabel,)))
    assert shown[("Oost", "zelf")] is None
    assert shown[("Oost", "ander")] is None
    assert shown[("Oost", TOTAAL)] is None


def test_tiny_table_is_hidden_whole():
    assert set(getoond(Familie((enkel(a=1, b=1, c=1, d=1),))).values()) == {None}


def test_cells_that_count_the_same_persons_are_hidden_together():
    wijk = Tabel.enkel("wijk", {"Oost": 4, "West": 40, "Zuid": 30}, k=10)
    kruis = Tabel.kruis(
        "wijk × deur",
        {
            "Oost": {"zelf": 2, "ander": 2},
            "West": {"zelf": 20, "ander": 20},
            "Zuid": {"zelf": 15, "ander": 15},
        },
        k=10,
    )
    paren = [(Cel("wijk", naam), Cel("wijk × deur", naam)) for naam in (*wijk.rijen, TOTAAL)]
    familie = Familie((wijk, kruis), tuple(paren))
    shown = bescherm(familie).getoond
    assert all(shown[links] == shown[rechts] for links, rechts in paren)
    assert controleer(familie, shown) == []


def test_higher_threshold_wins_among_equal_cells():
    stad = Tabel.enkel("leeftijd", {"jong": 7, "oud": 60, "midden": 50})
    gevoelig = Tabel.enkel("leeftijd, gevoelig", {"jong": 7, "oud": 60, "midden": 50}, k=10)
    gelijk = tuple((Cel(stad.naam, rij), Cel(gevoelig.naam, rij)) for rij in stad.rijen)
    assert bescherm(Familie((stad, gevoelig), gelijk)).getoond[Cel("leeftijd", "jong")] is None


def test_margin_over_all_wijken_has_the_threshold_of_the_town():
    rijen = {"Oost": {"zelf": 3, "ander": 30}, "West": {"zelf": 4, "ander": 30}}
    tabel = Tabel.kruis("wijk × deur", rijen, k=10)
    assert tabel.drempel(Cel(tabel.naam, TOTAAL, "zelf")) == 5
    assert Cel(tabel.naam, TOTAAL, "zelf") not in bescherm(Familie((tabel,))).primair


def test_small_difference_between_nested_counts_is_not_given_away():
    """90 within 24 hours and 92 within 48 hours would say: 2 between 24 and 48 hours."""
    dag = Tabel.enkel("binnen 24 uur", {"ja": 90, "nee": 30})
    twee = Tabel.enkel("binnen 48 uur", {"ja": 92, "nee": 28})
    familie = Familie(
        (dag, twee),
        ((dag.totaal, twee.totaal),),
        hoogstens=((Cel(dag.naam, "ja"), Cel(twee.naam, "ja")),),
    )
    shown = bescherm(familie).getoond
    assert None in (shown[Cel(dag.naam, "ja")], shown[Cel(twee.naam, "ja")])
    assert controleer(familie, shown) == []
    assert controleer(familie, familie.tellingen()) != []


def jaar_in_maanden() -> Familie:
    maanden = [
        Tabel.enkel(f"maand {nr}", {"ja": 20 + nr, "nee": 6 + nr, "onbekend": 3 if nr == 4 else 7})
        for nr in range(1, 7)
    ]
    jaar = Tabel.enkel(
        "jaar",
        {rij: sum(m.waarden[nr][0] for m in maanden) for nr, rij in enumerate(maanden[0].rijen)},
    )
    sommen = [
        Som(Cel("jaar", rij), tuple(Cel(m.naam, rij) for m in maanden))
        for rij in (*jaar.rijen, TOTAAL)
    ]
    return Familie((*maanden, jaar), sommen=tuple(sommen))


def test_months_cannot_be_subtracted_from_the_year():
    familie = jaar_in_maanden()
    apart = {
        cel: waarde
        for tabel in familie.tabellen
        for cel, waarde in bescherm(Familie((tabel,))).getoond.items()
    }
    assert controleer(familie, apart) != []
    assert controleer(familie, bescherm(familie).getoond) == []


def test_what_was_published_before_stays_as_it_was():
    familie = Familie(
        (enkel(ja=200, nee=3, onbekend=12, later=40),),
        eerder={Cel("terecht", "onbekend"): 12, Cel("terecht", "later"): None},
    )
    shown = bescherm(familie).getoond
    assert shown[Cel("terecht", "onbekend")] == 12
    assert shown[Cel("terecht", "later")] is None
    assert controleer(familie, shown) == []


def test_empty_cell_that_everybody_knows_protects_nothing():
    tabel = enkel(ja=30, nee=0, onbekend=0)
    familie = Familie((tabel,), eerder={Cel("terecht", "nee"): 0})
    shown = bescherm(familie).getoond
    assert shown[Cel("terecht", "nee")] == 0
    assert shown[Cel("terecht", "onbekend")] is None


def test_family_that_cannot_be_protected_says_what_to_join_first():
    tabel = enkel(ja=30, nee=2, onbekend=9)
    bekend = {Cel("terecht", "ja"): 30, Cel("terecht", "onbekend"): 9, tabel.totaal: 41}
    with pytest.raises(NietTeBeschermen, match="Voeg eerst ‘nee’ en ‘onbekend’ samen") as geweigerd:
        bescherm(Familie((tabel,), eerder=bekend))
    assert geweigerd.value.cel == Cel("terecht", "nee")


def test_refusal_of_a_small_difference_names_a_printed_table():
    dag, twee = Tabel.enkel("dag", {"ja": 90}), Tabel.enkel("twee dagen", {"ja": 92})
    paar = (Cel("dag", "ja"), Cel("twee dagen", "ja"))
    bekend = {paar[0]: 90, paar[1]: 92}
    with pytest.raises(NietTeBeschermen, match=r"‘twee dagen’.*Laat deze tabel weg"):
        bescherm(Familie((dag, twee), hoogstens=(paar,), eerder=bekend))


@pytest.mark.parametrize(
    ("familie", "reden"),
    [
        (Familie((enkel(a=1), enkel(a=1))), "dezelfde naam"),
        (Familie((enkel(a=9),), gelijk=((Cel("terecht", "a"), Cel("x", "y")),)), "geen cel"),
        (
            Familie((enkel(a=9, b=8),), gelijk=((Cel("terecht", "a"), Cel("terecht", "b")),)),
            "gelijk",
        ),
        (
            Familie((enkel(a=9, b=8),), sommen=(Som(Cel("terecht", "a"), (Cel("terecht", "b"),)),)),
            "som",
        ),
        (
            Familie((enkel(a=9, b=8),), hoogstens=((Cel("terecht", "a"), Cel("terecht", "b")),)),
            "meer dan",
        ),
        (Familie((enkel(a=9, b=8),), eerder={Cel("terecht", "a"): 8}), "eerder anders"),
    ],
)
def test_numbers_that_contradict_each_other_are_an_error(familie, reden):
    with pytest.raises(ValueError, match=reden):
        bescherm(familie)


@pytest.mark.parametrize(
    "tabel",
    [
        {"rijen": ("a",), "kolommen": (), "waarden": ((1,), (2,))},
        {"rijen": ("a", "a"), "kolommen": (), "waarden": ((1,), (2,))},
        {"rijen": (TOTAAL,), "kolommen": (), "waarden": ((1,),)},
        {"rijen": ("a",), "kolommen": (), "waarden": ((-1,),)},
        {"rijen": ("a",), "kolommen": (), "waarden": ((1,),), "k": 1},
        {"rijen": (), "kolommen": (), "waarden": ()},
    ],
)
def test_table_that_makes_no_sense_is_an_error(tabel):
    with pytest.raises(ValueError, match="proef"):
        Tabel(naam="proef", **tabel)


AANTAL = st.one_of(st.integers(0, 9), st.integers(0, 60))


@st.composite
def families(draw) -> Familie:
    """A crossing with its two single tables, and a third table of the same persons."""
    rijen, kolommen = draw(st.integers(1, 3)), draw(st.integers(2, 3))
    waarden = [[draw(AANTAL) for _ in range(kolommen)] for _ in range(rijen)]
    kruis = Tabel.kruis(
        "kruis",
        {f"r{i}": {f"k{j}": n for j, n in enumerate(rij)} for i, rij in enumerate(waarden)},
        k=draw(st.sampled_from([5, 10])),
    )
    rij = Tabel.enkel("rij", {f"r{i}": sum(aantallen) for i, aantallen in enumerate(waarden)})
    totaal = sum(map(sum, waarden))
    deel = draw(st.integers(0, totaal))
    tijdig = Tabel.enkel("tijdig", {"ja": deel, "nee": totaal - deel}, groepsregel=False)
    gelijk = tuple((Cel("kruis", naam), Cel("rij", naam)) for naam in rij.rijen)
    totalen = (kruis.totaal, rij.totaal, tijdig.totaal)
    return Familie((kruis, rij, tijdig), (*gelijk, totalen))


@settings(max_examples=20, deadline=None)
@given(families())
def test_what_is_shown_is_true_never_small_and_always_the_same(familie):
    try:
        eerste = bescherm(familie)
    except NietTeBeschermen:
        return
    telling = familie.tellingen()
    assert all(w is None or w == telling[cel] for cel, w in eerste.getoond.items())
    assert eerste.primair == regel(familie)
    assert all(eerste.getoond[cel] is None for cel in eerste.primair)
    assert list(bescherm(familie).getoond.items()) == list(eerste.getoond.items())
    assert controleer(familie, eerste.getoond) == []
