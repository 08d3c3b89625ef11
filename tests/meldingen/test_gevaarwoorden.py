"""Which words make a melding one to read first, and which only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meldingen.gevaarwoorden import wijst_op_gevaar

RAAK = [
    "Zij praat over zelfmoord",
    "ZELFDODING",
    "Heeft suïcidale gedachten",
    "hij zegt dat hij dood wil",
    "Ik wil gewoon dood",
    "ik was liever dood geweest",
    "Ik wil zo niet meer verder leven",
    "niet meer\nleven",
    "maakt er een einde aan haar leven",
    "Ze spaart pillen op",
    "ik ben bang dat zij zichzelf iets gaat aandoen",
    "hij heeft geen zelfmoordplannen",
    "wordt mishandeld door haar zoon",
    "Hij slaat haar",
    "ik word bedreigd",
    "Hij ligt al uren op de grond",
    "ligt op de koude grond",
    "reageert niet als ik bel",
    "mijn buurvrouw is al drie dagen niet meer gezien",
    "Ik ruik bij hem gas",
    "er is brand",
    "I want to die",
    "She said she wants to kill herself",
    "he doesn’t want to live",
    "thinking about suicide",
    "He is lying on the floor",
    "she has taken pills",
    "My father hits her",
    "I no longer want to live",
    "not breathing",
]
MIS = [
    "",
    "Mijn man is dood",
    "De planten zijn dood",
    "haar man is vorig jaar overleden, nu is zij alleen",
    "Zij leeft niet meer zoals vroeger met anderen samen",
    "Ik wil graag naar buiten",
    "mevrouw Brandsma",
    "de lampen branden overdag",
    "brandnetels in de tuin",
    "de pillendoos staat klaar",
    "de bloedprikker komt langs",
    "Hij leest messing en koper",
    "de grond is nat",
    "De slaapkamer is boven",
    "alleen op zondag",
    "he lost his job and was fired",
    "the fireplace is cold",
    "she likes to live near the river",
    "a strokable cat",
    "He lives on the second floor",
    "gunstig gelegen",
]


@pytest.mark.parametrize("tekst", RAAK)
def test_words_that_point_to_danger_are_found(tekst):
    assert wijst_op_gevaar(tekst)


@pytest.mark.parametrize("tekst", MIS)
def test_words_that_only_look_like_it_are_not(tekst):
    assert not wijst_op_gevaar(tekst)


def test_any_of_the_texts_counts():
    assert wijst_op_gevaar("Gewoon een praatje", "let op: hij heeft een mes")


@given(st.text(max_size=300), st.text(max_size=300))
def test_what_stands_around_a_word_changes_nothing(voor, na):
    assert wijst_op_gevaar(f"{voor} zelfmoord {na}")
