"""Every level of every table divides all values that can be stored, each exactly once."""

from itertools import pairwise

import pytest

from meldingen.models import Deur, Kanaal, Leeftijdsgroep
from opvolging.models import Zaak
from rapportage import indelingen
from rapportage.indelingen import Gebied, niveau, wijk_niveaus

GEBIEDEN = [Gebied("W1", "Oost", 900), Gebied("W2", "West", 300), Gebied("W3", "Noord", 600)]
CONTACT = {"24", "48", "later", "zonder", "nog_niet"}
UITKOMST = {*Zaak.Uitkomst.values, ""} - {Zaak.Uitkomst.GEEN_MELDING}  # not counted at all
GEVALLEN = {
    "maand": (indelingen.MAAND, {str(nr) for nr in range(1, 13)}),
    "deur": (indelingen.DEUR, set(Deur.values)),
    "kanaal": (indelingen.KANAAL, set(Kanaal.values)),
    "leeftijd": (indelingen.LEEFTIJD, set(Leeftijdsgroep.values)),
    "contact": (indelingen.CONTACT, CONTACT),
    "oordeel": (indelingen.OORDEEL, {*Zaak.Oordeel.values, ""}),
    "uitkomst": (indelingen.UITKOMST, UITKOMST),
    "begin": (indelingen.BEGIN, {"liep_al", "gestart"}),
    "einde": (indelingen.EINDE, {"afgerond", "gestopt", "loopt_nog"}),
    "wijk": (wijk_niveaus(GEBIEDEN), {"W1", "W2", "W3", "onbekend", "buiten"}),
}


@pytest.mark.parametrize("naam", GEVALLEN)
def test_each_level_divides_all_values(naam):
    niveaus, waarden = GEVALLEN[naam]
    for rijen in niveaus:
        assert sorted(w for groep in rijen for w in groep.waarden) == sorted(waarden)
        assert len({groep.naam for groep in rijen}) == len({g.label for g in rijen}) == len(rijen)


@pytest.mark.parametrize("naam", GEVALLEN)
def test_each_next_level_is_coarser(naam):
    niveaus, _ = GEVALLEN[naam]
    for fijn, grof in pairwise(niveaus):
        assert len(grof) < len(fijn)
        assert all(any(klein.waarden <= groot.waarden for groot in grof) for klein in fijn)


def test_the_smallest_wijken_are_joined_first():
    assert [groep.label for groep in wijk_niveaus(GEBIEDEN)[2]] == [
        "Oost",
        "West en Noord",
        "wijk onbekend of buiten de gemeente",
    ]


def test_more_than_two_wijken_together_are_the_others():
    gebieden = [*GEBIEDEN, Gebied("W4", "Zuid", 5000)]
    assert [groep.label for groep in wijk_niveaus(gebieden)[3]][:2] == ["Zuid", "overige wijken"]


def test_a_gemeente_without_wijken_knows_only_unknown_and_outside():
    assert [groep.naam for groep in wijk_niveaus([])[0]] == ["onbekend", "buiten"]


def test_a_value_in_two_groups_is_a_mistake():
    with pytest.raises(ValueError, match="twee groepen"):
        niveau(("a", "A", "x y"), ("b", "B", "y"))
