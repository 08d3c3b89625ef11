"""The volgcode: readable, hard to guess, the same for the same form."""

import math
from uuid import UUID, uuid4

import pytest

from meldingen.volgcode import LENGTE, TEKENS, volgcode, volgcode_hash

SLEUTEL = UUID(int=12)


def test_a_volgcode_holds_at_least_sixty_bits():
    assert math.log2(len(TEKENS)) * LENGTE >= 60


def test_no_character_looks_like_another():
    assert not set("0O1ILU") & set(TEKENS)


def test_the_same_form_gives_the_same_volgcode_and_another_form_another():
    assert volgcode(SLEUTEL) == volgcode(SLEUTEL)
    assert len({volgcode(uuid4()) for _ in range(1000)}) == 1000


def test_every_character_is_used_about_as_often():
    tekens = "".join(volgcode(UUID(int=getal)) for getal in range(2000)).replace("-", "")
    verwacht = len(tekens) / len(TEKENS)
    assert all(abs(tekens.count(teken) - verwacht) < 0.25 * verwacht for teken in TEKENS)


@pytest.mark.parametrize("vorm", [str.lower, lambda c: c.replace("-", " "), lambda c: f" {c}. "])
def test_capitals_spaces_and_dashes_make_no_difference(vorm):
    code = volgcode(SLEUTEL)
    assert volgcode_hash(vorm(code)) == volgcode_hash(code)


def test_the_hash_does_not_show_the_code(settings):
    code = volgcode(SLEUTEL)
    eerst = volgcode_hash(code)
    settings.HASHSLEUTEL = b"een heel andere sleutel van 32 bytes!"
    assert volgcode_hash(code) != eerst
