from datetime import date, datetime, time
from itertools import combinations

import pytest

from meldingen.keuzes import Moment
from opvolging.kalender import AMSTERDAM, Kalender
from opvolging.volgende_poging import dagdeel, is_vaak_genoeg, stel_voor

# September 2026: the 14th is a Monday
MA, DI, VR = 14, 15, 18
GEWOON = Kalender()
LANG = Kalender(tot=time(21))
DICHT_WOENSDAG = Kalender(sluitingsdagen=frozenset({date(2026, 9, 16)}))
HALVE_DAG = Kalender(tot=time(12))
TWEE_UUR = Kalender(van=time(11, 15), tot=time(13))


def op(dag: int, uur: int, minuut: int = 0) -> datetime:
    return datetime(2026, 9, dag, uur, minuut, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("pogingen", "wens", "kalender", "verwacht"),
    [
        # another part of the day, on the next working day
        ([op(DI, 10)], [], GEWOON, op(16, 14)),
        ([op(DI, 14)], [], GEWOON, op(16, 10)),
        ([op(MA, 10), op(DI, 14)], [], GEWOON, op(16, 10)),
        ([op(MA, 14), op(DI, 10)], [], GEWOON, op(16, 14)),
        ([op(MA, 10), op(MA, 15), op(DI, 9)], [], GEWOON, op(16, 14)),
        # an evening only where we are open then
        ([op(MA, 10), op(DI, 14)], [], LANG, op(16, 19)),
        ([op(MA, 19), op(DI, 10)], [], LANG, op(16, 14)),
        # what the person wishes comes first, also when it was tried
        ([op(DI, 10)], ["ochtend"], GEWOON, op(16, 10)),
        ([op(DI, 10)], ["ochtend", "middag"], GEWOON, op(16, 14)),
        ([op(DI, 10)], ["middag", "avond"], LANG, op(16, 14)),
        ([op(DI, 15)], ["middag", "avond"], LANG, op(16, 19)),
        # a wish that brought nothing twice gives way once, and counts again after that
        ([op(MA, 10), op(DI, 10)], ["ochtend"], GEWOON, op(16, 14)),
        ([op(MA, 10), op(MA, 14), op(DI, 10)], ["ochtend"], GEWOON, op(16, 10)),
        ([op(MA, 14), op(DI, 14)], ["ochtend"], GEWOON, op(16, 10)),
        ([op(MA, 16), op(DI, 16)], ["avond"], GEWOON, op(16, 10)),
        ([op(MA, 10), op(DI, 10)], ["ochtend"], HALVE_DAG, op(16, 10)),
        # a wish for when we are closed: as near as we can
        ([op(DI, 10)], ["avond"], GEWOON, op(16, 16)),
        ([op(DI, 10)], ["avond"], TWEE_UUR, op(16, 12)),
        ([op(DI, 14)], ["ochtend"], Kalender(van=time(13)), op(16, 13)),
        # no closing day, no weekend
        ([op(DI, 10)], [], DICHT_WOENSDAG, op(17, 14)),
        ([op(VR, 10)], [], GEWOON, op(21, 14)),
        # the hour of a part of the day lies within the opening hours
        ([op(DI, 12)], [], TWEE_UUR, op(16, 11, 15)),
        ([op(DI, 11, 30)], [], TWEE_UUR, op(16, 12)),
    ],
)
def test_the_next_attempt_is_at_another_part_of_another_working_day(
    pogingen, wens, kalender, verwacht
):
    assert stel_voor(pogingen, wens, kalender, nu=pogingen[-1]).op == verwacht


@pytest.mark.parametrize(
    ("pogingen", "wens", "waarom"),
    [
        ([op(DI, 10)], [], "Op een andere werkdag, ’s middags: dat is nog niet geprobeerd."),
        (
            [op(MA, 10), op(DI, 14)],
            [],
            "Op een andere werkdag, ’s ochtends: dat is het minst geprobeerd.",
        ),
        (
            [op(DI, 10)],
            ["ochtend"],
            (
                "Op een andere werkdag, ’s ochtends: dat is het minst geprobeerd. "
                "Deze persoon wil het liefst dan."
            ),
        ),
        (
            [op(MA, 10), op(DI, 10)],
            ["ochtend"],
            "Nu een keer ’s middags: het gewenste moment bracht niets.",
        ),
        (
            [op(DI, 10)],
            ["avond"],
            "Zo dicht mogelijk bij het moment dat deze persoon wil: dan zijn wij dicht.",
        ),
    ],
)
def test_the_proposal_says_why(pogingen, wens, waarom):
    assert stel_voor(pogingen, wens, GEWOON, nu=pogingen[-1]).waarom == waarom


@pytest.mark.parametrize(
    ("moment", "deel"),
    [
        (op(DI, 11, 59), "ochtend"),
        (op(DI, 12), "middag"),
        (op(DI, 17, 59), "middag"),
        (op(DI, 18), "avond"),
    ],
)
def test_a_part_of_the_day_begins_on_the_hour(moment, deel):
    assert dagdeel(moment) == deel


@pytest.mark.parametrize(
    ("pogingen", "kalender", "genoeg"),
    [
        ([op(MA, 10), op(MA, 14)], GEWOON, False),
        ([op(MA, 10), op(DI, 10), op(VR, 11)], GEWOON, False),
        ([op(MA, 10), op(DI, 14), op(VR, 10)], GEWOON, True),
        # where we only call in the morning there is no other part of the day
        ([op(MA, 10), op(DI, 10), op(VR, 10)], HALVE_DAG, True),
        ([op(MA, 10), op(DI, 10)], HALVE_DAG, False),
    ],
)
def test_often_enough_is_three_times_on_two_parts_of_the_day_where_we_can(
    pogingen, kalender, genoeg
):
    assert is_vaak_genoeg(pogingen, 3, kalender) is genoeg


WENSEN = [list(wens) for n in range(4) for wens in combinations(Moment.values, n)]


@pytest.mark.parametrize("kalender", [GEWOON, LANG, HALVE_DAG, TWEE_UUR, Kalender(van=time(13))])
@pytest.mark.parametrize("wens", WENSEN, ids="-".join)
@pytest.mark.parametrize("uur", [9, 12, 15])
@pytest.mark.parametrize("aantal", [2, 3, 5])
def test_who_follows_the_proposals_is_offered_the_letter(kalender, wens, uur, aantal):
    """Whatever somebody wishes: after the attempts that the gemeente set, or one more."""
    pogingen = [op(MA, uur)]
    for _ in range(aantal):
        pogingen.append(stel_voor(pogingen, wens, kalender, nu=pogingen[-1]).op)
    assert is_vaak_genoeg(pogingen, aantal, kalender)
    assert is_vaak_genoeg(pogingen[:aantal], aantal, kalender) or aantal == 2
