"""What is true of every match, whoever is compared."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from opvolging.matchbegrippen import Profiel, Wens
from opvolging.matchscore import VOLGORDE, kandidaten, versoepel
from opvolging.matchwoorden import DAGDELEN, Aard, Eis, Geslacht, Vorm
from tests.opvolging.matchvoorbeelden import AMBY, DAG, MALBERG, POTTENBERG

tekst = st.sampled_from(["wandelen", "schaken", "koken", "lezen", "muziek"])
punten = st.sampled_from([None, POTTENBERG, MALBERG, AMBY])
soms = st.sampled_from([None, True, False])
gedeeld = {
    "vormen": st.frozensets(st.sampled_from(Vorm)),
    "dagdelen": st.frozensets(st.sampled_from(sorted(DAGDELEN)), max_size=4),
    "talen": st.frozensets(st.sampled_from(["Nederlands", "Duits", "Arabisch"])),
    "interesses": st.frozensets(tekst),
    "ervaringen": st.frozensets(st.sampled_from(["mantelzorg", "scheiding"])),
    "eisen": st.frozensets(st.sampled_from(Eis)),
    "geslacht": st.sampled_from([None, *Geslacht]),
    "rookt": soms,
    "heeft_huisdier": soms,
    "punt": punten,
    "aard": st.sampled_from([None, *Aard]),
}
nummers = st.integers(1, 6)
wensen = st.builds(
    Wens,
    id=st.just(1),
    **gedeeld,
    leeftijden=st.frozensets(st.sampled_from(["18_26", "45_64"])),
    wil_dierenvriend=soms,
    wil_vervoer=soms,
    geen_klik=st.frozensets(nummers, max_size=1),
    conflicten=st.frozensets(nummers, max_size=1),
)
dagen = st.sampled_from([None, DAG - timedelta(days=1), DAG, DAG + timedelta(days=1)])
gescreend = {
    "is_beschikbaar": st.booleans(),
    "vog_geldig_tot": dagen,
    "training_op": dagen,
    "overeenkomst_op": dagen,
}
passend_gescreend = {
    "vog_geldig_tot": st.just(DAG),
    "training_op": st.just(DAG),
    "overeenkomst_op": st.just(DAG),
}


def profiel(**velden):
    return st.builds(
        Profiel,
        **gedeeld
        | {
            "id": nummers,
            "aantal_plaatsen": st.integers(0, 3),
            "aantal_koppelingen": st.integers(0, 2),
            "aantal_voorstellen": st.integers(0, 1),
            "max_km": st.sampled_from([0.0, 2.0, 10.0]),
            "leeftijd": st.sampled_from(["", "18_26", "65_79"]),
            "is_dierenvriend": soms,
            "heeft_vervoer": soms,
            "aantal_dagen_vrij": st.integers(-1, 400),
        }
        | velden,
    )


def groep(**velden):
    return st.lists(profiel(**velden), max_size=6, unique_by=lambda p: p.id)


iedereen = groep(**gescreend) | groep(**passend_gescreend)


@given(wensen, iedereen)
def test_who_fails_a_hard_constraint_is_never_ranked_and_is_told_why(wens, profielen):
    lijst = kandidaten(wens, profielen, dag=DAG)
    ids = {o.maatje for o in lijst.kandidaten} | {o.maatje for o in lijst.afvallers}
    assert ids == {p.id for p in profielen}
    assert len(lijst.kandidaten) + len(lijst.afvallers) == len(profielen)
    assert not any(o.afgevallen for o in lijst.kandidaten)
    assert all(o.tegen for o in lijst.afvallers)
    per_id = {p.id: p for p in profielen}
    for gekozen in (per_id[o.maatje] for o in lijst.kandidaten):
        assert gekozen.is_beschikbaar
        assert gekozen.vog_geldig_tot
        assert gekozen.vog_geldig_tot >= DAG
        assert gekozen.training_op
        assert gekozen.overeenkomst_op
        assert gekozen.aantal_koppelingen + gekozen.aantal_voorstellen < gekozen.aantal_plaatsen
        assert gekozen.id not in wens.geen_klik | wens.conflicten


@given(wensen, groep(**passend_gescreend))
def test_points_lie_between_nothing_and_a_hundred_and_order_the_list(wens, profielen):
    punten = [o.punten for o in kandidaten(wens, profielen, dag=DAG).kandidaten]
    assert punten == sorted(punten, reverse=True)
    assert all(0 <= p <= 100 for p in punten)


@given(wensen, iedereen, st.randoms(use_true_random=False))
def test_the_order_in_which_maatjes_come_in_changes_nothing(wens, profielen, toeval):
    door_elkaar = list(profielen)
    toeval.shuffle(door_elkaar)
    assert kandidaten(wens, profielen, dag=DAG) == kandidaten(wens, door_elkaar, dag=DAG)


@given(wensen, groep(**passend_gescreend), tekst)
def test_a_shared_interest_more_never_lowers_the_points(wens, profielen, interesse):
    voor = kandidaten(wens, profielen, dag=DAG)
    for oordeel_ in voor.kandidaten:
        rijker = [
            replace(p, interesses=p.interesses | {interesse}) if p.id == oordeel_.maatje else p
            for p in profielen
        ]
        met_wens = replace(wens, interesses=wens.interesses | {interesse})
        na = kandidaten(met_wens, rijker, dag=DAG)
        nieuw = next(o for o in na.kandidaten if o.maatje == oordeel_.maatje)
        assert nieuw.punten >= oordeel_.punten


@given(wensen, iedereen)
def test_the_change_that_is_named_really_helps(wens, profielen):
    lijst = kandidaten(wens, profielen, dag=DAG)
    if lijst.versoepeling is None:
        return
    assert not lijst.kandidaten
    assert lijst.versoepeling.regel in VOLGORDE
    assert kandidaten(*versoepel(wens, profielen, lijst.versoepeling), dag=DAG).kandidaten
