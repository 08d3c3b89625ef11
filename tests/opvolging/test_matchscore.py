"""Which maatje fits: a table of examples."""

from dataclasses import replace
from datetime import date

import pytest

from opvolging.matchbegrippen import Gewichten, Regel
from opvolging.matcheisen import afstand_km
from opvolging.matchscore import GEWICHTEN, REGELVERSIE, kandidaten, versoepel
from opvolging.matchwoorden import Aard, Eis, Geslacht, Vorm
from tests.opvolging.matchvoorbeelden import AMBY, DAG, MAATJE, POTTENBERG, WENS


def oordeel(wens=WENS, profiel=MAATJE):
    lijst = kandidaten(wens, [profiel], dag=DAG)
    return (lijst.kandidaten + lijst.afvallers)[0]


def test_a_maatje_who_fits_is_explained_in_sentences():
    resultaat = oordeel()
    assert resultaat.voor == (
        "Allebei houden ze van wandelen.",
        "De afstand is 1 km. Hoogstens mag 5 km.",
        "Ze delen 1 dagdeel: dinsdagmiddag.",
        "Dit maatje wacht sinds vandaag op iemand.",
    )
    assert resultaat.voldoet == (
        "Dit maatje is beschikbaar.",
        "De VOG is geldig tot en met 01-01-2027.",
        "De training is klaar.",
        "De overeenkomst is klaar.",
        "Er is plaats: 0 van 1 bezet.",
        "Allebei willen ze: thuis op bezoek.",
        "Allebei kunnen ze op dinsdagmiddag.",
        "Allebei spreken ze Nederlands.",
        "Ze zijn niet eerder zonder klik gekoppeld.",
        "Voor zover bekend geen familie of bekenden.",
        "Ze wonen ongeveer 1 km van elkaar.",
    )
    assert resultaat.tegen == ()
    assert resultaat.onbekend == ()


def test_a_wish_that_is_met_is_said_and_what_was_not_asked_is_not():
    wens = replace(WENS, eisen=frozenset({Eis.ALLEEN_EEN_VROUW}), wil_vervoer=True)
    resultaat = oordeel(wens, replace(MAATJE, geslacht=Geslacht.VROUW, heeft_vervoer=False))
    assert "De deelnemer wil alleen een vrouw. Dat klopt." in resultaat.voldoet
    assert resultaat.tegen == ("Dit maatje heeft geen auto.",)
    assert not any("leeftijd" in zin for zin in resultaat.voor)


@pytest.mark.parametrize(
    ("anders_wens", "anders_maatje", "regel", "zin"),
    [
        ({}, {"is_beschikbaar": False}, Regel.BESCHIKBAAR, "heeft pauze of is gestopt"),
        ({}, {"vog_geldig_tot": None}, Regel.VOG, "nog geen VOG"),
        ({}, {"vog_geldig_tot": date(2026, 9, 14)}, Regel.VOG, "verlopen op 14-09-2026"),
        ({}, {"training_op": None}, Regel.TRAINING, "De training is nog niet klaar"),
        ({}, {"training_op": date(2026, 9, 16)}, Regel.TRAINING, "nog niet klaar"),
        ({}, {"overeenkomst_op": None}, Regel.OVEREENKOMST, "De overeenkomst is nog niet klaar"),
        ({}, {"aantal_koppelingen": 1}, Regel.PLAATS, "geen plaats vrij: 1 van 1 bezet."),
        ({}, {"aantal_voorstellen": 1}, Regel.PLAATS, "1 van 1 bezet, 1 open voorstel"),
        ({}, {"vormen": frozenset({Vorm.BELLEN})}, Regel.VORM, "wil alleen: bellen"),
        (
            {},
            {"dagdelen": frozenset({"za_avond", "ma_ochtend"})},
            Regel.DAGDEEL,
            "alleen op maandagochtend en zaterdagavond",
        ),
        ({}, {"talen": frozenset({"Duits"})}, Regel.TAAL, "spreekt alleen Duits"),
        (
            {"eisen": frozenset({Eis.ALLEEN_EEN_VROUW})},
            {"geslacht": Geslacht.MAN},
            Regel.WENS,
            "De deelnemer wil alleen een vrouw. Dat klopt hier niet.",
        ),
        (
            {"eisen": frozenset({Eis.ALLEEN_EEN_MAN})},
            {"geslacht": Geslacht.VROUW},
            Regel.WENS,
            "alleen een man",
        ),
        (
            {"rookt": True},
            {"eisen": frozenset({Eis.NIEMAND_DIE_ROOKT})},
            Regel.WENS,
            "Dit maatje wil niemand die rookt",
        ),
        (
            {"heeft_huisdier": True},
            {"eisen": frozenset({Eis.GEEN_HUISDIER})},
            Regel.WENS,
            "niemand met een huisdier",
        ),
        ({"geen_klik": frozenset({10})}, {}, Regel.GEEN_KLIK, "klikte eerder niet"),
        ({"conflicten": frozenset({10})}, {}, Regel.CONFLICT, "familie of kennen elkaar"),
        ({}, {"punt": AMBY}, Regel.AFSTAND, "Te ver: ongeveer 5,7 km"),
    ],
)
def test_a_hard_constraint_takes_a_maatje_off_the_list(anders_wens, anders_maatje, regel, zin):
    resultaat = oordeel(replace(WENS, **anders_wens), replace(MAATJE, **anders_maatje))
    assert not resultaat.past
    assert [toets.regel for toets in resultaat.afgevallen] == [regel]
    assert zin in resultaat.afgevallen[0].zin
    assert resultaat.onderdelen == ()


@pytest.mark.parametrize(
    ("anders_wens", "anders_maatje", "zin"),
    [
        ({}, {"vormen": frozenset()}, "Niet bekend hoe ze elkaar willen zien."),
        ({"dagdelen": frozenset()}, {}, "Niet bekend wanneer ze allebei kunnen."),
        ({}, {"talen": frozenset()}, "Niet bekend welke taal ze allebei spreken."),
        ({}, {"punt": None}, "De afstand is niet bekend: een buurt ontbreekt."),
        ({"punt": None}, {}, "Hoe ver ze van elkaar wonen, weten we niet."),
        (
            {"eisen": frozenset({Eis.NIEMAND_DIE_ROOKT})},
            {},
            "De deelnemer wil niemand die rookt. Of dat zo is, weten we niet.",
        ),
        (
            {"eisen": frozenset({Eis.GEEN_HUISDIER, Eis.ALLEEN_EEN_MAN})},
            {},
            "De deelnemer wil alleen een man. Of dat zo is, weten we niet.",
        ),
        ({"leeftijden": frozenset({"45_64"})}, {}, "De leeftijd van dit maatje is niet bekend."),
        (
            {"ervaringen": frozenset({"mantelzorg"})},
            {},
            "De levenservaring van dit maatje is niet bekend.",
        ),
        ({"aard": Aard.RUSTIG}, {}, "Of dit maatje een prater is of rustig, weten we niet."),
        ({"wil_dierenvriend": True}, {}, "Of dit maatje van dieren houdt, weten we niet."),
        ({"wil_vervoer": True}, {}, "Of dit maatje een auto heeft, weten we niet."),
        ({}, {"interesses": frozenset()}, "Van één van beiden zijn geen interesses bekend."),
    ],
)
def test_what_is_not_known_is_said_and_drops_nobody(anders_wens, anders_maatje, zin):
    resultaat = oordeel(replace(WENS, **anders_wens), replace(MAATJE, **anders_maatje))
    assert resultaat.past
    assert zin in resultaat.onbekend


@pytest.mark.parametrize(
    ("naam", "anders_wens", "goed", "slecht"),
    [
        ("interesses", {}, {}, {"interesses": frozenset({"voetbal"})}),
        ("afstand", {}, {}, {"max_km": 1.1}),
        ("dagdelen", {}, {"dagdelen": frozenset({"di_middag", "do_middag"})}, {}),
        (
            "leeftijd",
            {"leeftijden": frozenset({"65_79"})},
            {"leeftijd": "65_79"},
            {"leeftijd": "18_26"},
        ),
        (
            "ervaring",
            {"ervaringen": frozenset({"mantelzorg"})},
            {"ervaringen": frozenset({"mantelzorg", "scheiding"})},
            {"ervaringen": frozenset({"scheiding"})},
        ),
        ("aard", {"aard": Aard.RUSTIG}, {"aard": Aard.RUSTIG}, {"aard": Aard.PRATER}),
        ("aard", {"aard": Aard.PRATER}, {"aard": Aard.PRATER}, {"aard": Aard.RUSTIG}),
        (
            "dieren",
            {"wil_dierenvriend": True},
            {"is_dierenvriend": True},
            {"is_dierenvriend": False},
        ),
        ("vervoer", {"wil_vervoer": True}, {"heeft_vervoer": True}, {"heeft_vervoer": False}),
        ("wachttijd", {}, {"aantal_dagen_vrij": 90}, {"aantal_dagen_vrij": 1}),
    ],
)
def test_a_soft_part_gives_more_to_who_fits_better(naam, anders_wens, goed, slecht):
    wens = replace(WENS, **anders_wens)
    beste, minste = (
        next(d for d in oordeel(wens, replace(MAATJE, **anders)).onderdelen if d.naam == naam)
        for anders in (goed, slecht)
    )
    assert beste.punten > minste.punten
    assert beste.zin != minste.zin
    assert (
        oordeel(wens, replace(MAATJE, **goed)).punten
        > oordeel(wens, replace(MAATJE, **slecht)).punten
    )


def test_a_rare_interest_weighs_more_than_one_that_everybody_has():
    velen = [replace(MAATJE, id=nummer) for nummer in range(20, 30)]
    schaker = replace(MAATJE, id=30, interesses=frozenset({"schaken"}))
    lijst = kandidaten(WENS, [*velen, schaker], dag=DAG)
    assert lijst.kandidaten[0].maatje == 30


def test_distance_does_not_matter_for_calling():
    ver = replace(MAATJE, punt=AMBY, vormen=frozenset({Vorm.BELLEN}))
    resultaat = oordeel(replace(WENS, vormen=frozenset({Vorm.BELLEN})), ver)
    assert resultaat.past
    assert "Voor dit contact hoeft niemand te reizen." in resultaat.voor


def test_two_in_the_same_buurt_get_all_points_for_distance_even_without_travelling():
    resultaat = oordeel(WENS, replace(MAATJE, punt=POTTENBERG, max_km=0))
    assert next(d for d in resultaat.onderdelen if d.naam == "afstand").punten == GEWICHTEN.afstand


def test_distance_is_measured_between_centres_of_buurten():
    # WGS84 geodesic distance between the two centres: 5.74 km
    assert afstand_km(WENS, replace(MAATJE, punt=AMBY)) == pytest.approx(5.74, abs=0.03)


def test_weights_are_a_hundred_together_and_never_negative():
    assert Gewichten() == GEWICHTEN
    with pytest.raises(ValueError, match="samen 100"):
        Gewichten(interesses=31)
    with pytest.raises(ValueError, match="nooit negatief"):
        Gewichten(interesses=44, afstand=5, dieren=-4, vervoer=8, dagdelen=15)


def test_without_maatjes_the_list_says_so():
    lijst = kandidaten(WENS, [], dag=DAG)
    assert lijst.samenvatting == "Er zijn nog geen maatjes."
    assert lijst.versoepeling is None
    assert lijst.regelversie == REGELVERSIE


def test_the_summary_counts_on_what_maatjes_dropped_out():
    lijst = kandidaten(
        WENS,
        [
            replace(MAATJE, id=2, punt=AMBY),
            replace(MAATJE, id=3, punt=AMBY, vog_geldig_tot=None),
            replace(MAATJE, id=4),
        ],
        dag=DAG,
    )
    assert lijst.samenvatting == "Er past 1 maatje. Afgevallen: 2 op de afstand, 1 op de VOG."
    assert lijst.versoepeling is None
    assert kandidaten(WENS, [MAATJE], dag=DAG).samenvatting == "Er past 1 maatje."


@pytest.mark.parametrize(
    ("anders_wens", "anders_maatje", "zin"),
    [
        ({}, {"punt": AMBY}, "Vraag dit maatje of 5,8 km ook goed is. Nu is de grens 5 km."),
        (
            {},
            {"dagdelen": frozenset({"wo_avond"})},
            "Vraag de deelnemer of woensdagavond toch een keer kan.",
        ),
        ({}, {"vormen": frozenset({Vorm.CHAT})}, "Vraag de deelnemer of dit ook goed is: chatten."),
        (
            {},
            {"talen": frozenset({"Duits"})},
            "Vraag de deelnemer of een gesprek in het Duits ook lukt.",
        ),
        (
            {},
            {"aantal_koppelingen": 2},
            "Vraag dit maatje of er plaats is voor 3 in plaats van 1.",
        ),
        (
            {"eisen": frozenset({Eis.ALLEEN_EEN_VROUW})},
            {"geslacht": Geslacht.MAN},
            "Vraag de deelnemer of de wens “alleen een vrouw” mag vervallen.",
        ),
        (
            {"rookt": True},
            {"eisen": frozenset({Eis.NIEMAND_DIE_ROOKT})},
            "Vraag dit maatje of de wens “niemand die rookt” mag vervallen.",
        ),
    ],
)
def test_when_nobody_fits_one_change_that_helps_is_named(anders_wens, anders_maatje, zin):
    wens, profielen = replace(WENS, **anders_wens), [replace(MAATJE, **anders_maatje)]
    lijst = kandidaten(wens, profielen, dag=DAG)
    assert lijst.versoepeling is not None
    assert lijst.versoepeling.zin == zin
    assert kandidaten(*versoepel(wens, profielen, lijst.versoepeling), dag=DAG).kandidaten


def test_the_smallest_change_comes_first():
    verder, dichterbij = (
        replace(MAATJE, id=2, punt=AMBY, max_km=2),
        replace(MAATJE, id=3, punt=AMBY),
    )
    zonder_dag = replace(MAATJE, id=4, dagdelen=frozenset({"wo_avond"}))
    lijst = kandidaten(WENS, [verder, zonder_dag, dichterbij], dag=DAG)
    assert lijst.versoepeling is not None
    assert (lijst.versoepeling.regel, lijst.versoepeling.maatje) == (Regel.AFSTAND, 3)


def test_screening_and_no_click_are_never_relaxed():
    lijst = kandidaten(
        replace(WENS, geen_klik=frozenset({2})),
        [replace(MAATJE, id=2), replace(MAATJE, id=3, vog_geldig_tot=None)],
        dag=DAG,
    )
    assert lijst.versoepeling is None


def test_a_new_form_that_brings_a_new_objection_is_not_proposed():
    wens = replace(WENS, vormen=frozenset({Vorm.BELLEN}))
    ver_weg = replace(MAATJE, punt=AMBY, vormen=frozenset({Vorm.THUIS}))
    assert kandidaten(wens, [ver_weg], dag=DAG).versoepeling is None
    ook_chat = replace(ver_weg, vormen=frozenset({Vorm.BUITEN, Vorm.CHAT}))
    lijst = kandidaten(wens, [ook_chat], dag=DAG)
    assert lijst.versoepeling is not None
    assert lijst.versoepeling.waarde == Vorm.CHAT
