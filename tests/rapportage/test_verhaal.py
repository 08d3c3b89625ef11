"""The words of the report: never a number that the tables hide."""

import pytest

from rapportage import verhaal
from tests import bouwers


def tabel(naam, kolommen=1, totaal=100, eenheid="meldingen", **rijen):
    verslag = bouwers.verslag()
    leeg = verslag["hoofdstukken"][0]["tabellen"][0]

    def rij(naam, aantallen):
        return {"naam": naam, "label": naam, "aantallen": aantallen, "percentages": aantallen}

    return leeg | {
        "naam": naam,
        "eenheid": eenheid,
        "rijen": [rij(n, list(a) if isinstance(a, tuple) else [a]) for n, a in rijen.items()],
        "totaal": rij("totaal", [totaal] * kolommen),
    }


def zinnen(**tabellen):
    return verhaal.samenvatting(2025, tabellen)


def contact(**rijen):
    return tabel("eerste_contact", kolommen=2, **rijen)


@pytest.mark.parametrize(
    ("rijen", "zin"),
    [
        ({"24": (60, 40), "48": (20, 15)}, "echt contact. In gewone uren geteld was dat 55%."),
        ({"binnen": (80, 55)}, "Bij 80% van de meldingen"),
        ({"24": (60, None), "48": (20, 15)}, "binnen 48 uur op werkdagen echt contact."),
    ],
)
def test_the_promise_is_told_from_whichever_rows_there_are(rijen, zin):
    gezegd = [z for z in zinnen(eerste_contact=contact(**rijen)) if "contact" in z]
    assert len(gezegd) == 1
    assert zin in gezegd[0]


def test_a_hidden_row_leaves_out_the_sentence_and_the_big_number():
    tabellen = {
        "eerste_contact": contact(**{"24": (None, None), "48": (20, 15)}),
        "terecht": tabel("terecht", terecht=None),
        "uitkomst": tabel("uitkomst", wil_geen_hulp=None, maatje=None),
        "koppelingen": tabel("koppelingen", eenheid="koppelingen", gestart=None),
        "meldingen_per_deur": tabel("meldingen_per_deur", mijzelf=None, professional=80),
    }
    assert len(verhaal.samenvatting(2025, tabellen)) == 1
    assert len(verhaal.kerncijfers(tabellen)) == 1


def test_the_largest_door_is_named_only_when_all_are_shown():
    alle = tabel("meldingen_per_deur", inwoner=40, professional=60)
    assert "De meeste meldingen, 60, kwamen van professionals." in zinnen(meldingen_per_deur=alle)


def test_two_doors_that_brought_as_much_are_not_named():
    gelijk = tabel("meldingen_per_deur", inwoner=50, professional=50)
    assert len(zinnen(meldingen_per_deur=gelijk)) == 1


def test_outcomes_are_named_as_far_as_they_are_shown():
    assert "Maatje" not in " ".join(zinnen(uitkomst=tabel("uitkomst", wil_geen_hulp=12)))
    assert "12 keer wilde iemand geen hulp." in zinnen(uitkomst=tabel("uitkomst", wil_geen_hulp=12))


def test_koppelingen_do_not_count_as_meldingen():
    gezegd = zinnen(koppelingen=tabel("koppelingen", eenheid="koppelingen", gestart=18))
    assert gezegd == [
        "In 2025 kwamen er te weinig meldingen binnen om te verdelen.",
        "In 2025 startten 18 koppelingen met een maatje.",
    ]


def test_a_hidden_total_is_no_big_number():
    assert verhaal.kerncijfers({"terecht": tabel("terecht", totaal=None, terecht=5)}) == []
