"""The same phone, e-mail, address or name meets itself however it was typed; nothing else does."""

import pytest

from signaalpunt import zoekhash


@pytest.mark.parametrize(
    ("hash_", "een", "ander"),
    [
        (zoekhash.telefoon, ("06 12345678",), ("+31 6 1234 5678",)),
        (zoekhash.telefoon, ("0031612345678",), ("06-12345678",)),
        (zoekhash.email, (" Anna@Voorbeeld.TEST",), ("anna@voorbeeld.test",)),
        (zoekhash.adres, ("6211 ab", "12"), ("6211AB", " 12")),
        (zoekhash.adres, ("6211 ab", "12"), ("6211AB", "12a")),
        (zoekhash.naam, ("André  de Vries",), ("andre de vries.",)),
    ],
)
def test_the_same_value_in_another_notation_gives_the_same_hash(hash_, een, ander):
    assert hash_(*een) == hash_(*ander) != ""


@pytest.mark.parametrize(
    ("hash_", "waarde"),
    [
        (zoekhash.telefoon, ("",)),
        (zoekhash.telefoon, ("geen nummer",)),
        (zoekhash.telefoon, ("12",)),
        (zoekhash.email, ("  ",)),
        (zoekhash.adres, ("6211AB", "")),
        (zoekhash.adres, ("", "12")),
        (zoekhash.naam, ("- -",)),
    ],
)
def test_an_unusable_value_gives_no_hash_and_so_never_matches(hash_, waarde):
    assert hash_(*waarde) == ""


def test_kinds_of_values_do_not_meet():
    assert zoekhash.sleutelhash("naam", "a") != zoekhash.sleutelhash("email", "a")


def test_without_the_key_the_hash_is_another_one(settings):
    voor = zoekhash.naam("Anna")
    settings.HASHSLEUTEL = b"een andere sleutel van minstens 32 tekens"
    assert zoekhash.naam("Anna") != voor


@pytest.mark.parametrize("nummer", ["06-1234567", "0612345", "12345678", "06123456789", "06-06-06"])
def test_a_number_with_a_digit_too_few_or_many_is_no_number(nummer):
    assert zoekhash.e164(nummer) == ""


@pytest.mark.parametrize(
    "nummer", ["06 12345678", "043 321 12 34", "14 043", "0800-1205", "+32 470 12 34 56"]
)
def test_a_number_that_can_be_called_is_a_number(nummer):
    assert zoekhash.e164(nummer) != ""
