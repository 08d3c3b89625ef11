"""Fields take what people really type."""

import pytest
from django.core.exceptions import ValidationError

from meldingen.velden import Huisnummer, Postcode, Tekst, Telefoon


@pytest.mark.parametrize(
    ("getypt", "bewaard"),
    [
        ("gewoon", "gewoon"),
        ("  ruim  ", "ruim"),
        ("nul\x00teken", "nulteken"),
        ("links\u202erechts", "linksrechts"),
        ("twee\nregels\ten een tab", "twee\nregels\ten een tab"),
        ("😀 ë ł 你好", "😀 ë ł 你好"),
        ("los \ud800 stuk", "los  stuk"),
        ("\x07\x7f", ""),
    ],
)
def test_text_loses_only_what_nobody_can_see(getypt, bewaard):
    assert Tekst(required=False).clean(getypt) == bewaard


@pytest.mark.parametrize("getypt", ["6211ab", "6211 AB", " 6211  ab "])
def test_a_postcode_is_kept_in_one_notation(getypt):
    assert Postcode().clean(getypt) == "6211 AB"


@pytest.mark.parametrize("getypt", ["0211 AB", "6211", "AB 6211", "6211 ABC"])
def test_what_is_no_postcode_is_refused(getypt):
    with pytest.raises(ValidationError, match="6211 AB"):
        Postcode().clean(getypt)


@pytest.mark.parametrize("getypt", ["12 abc", "-1", "123456", "a"])
def test_a_house_number_has_digits_and_at_most_one_letter(getypt):
    with pytest.raises(ValidationError, match="alleen het nummer"):
        Huisnummer().clean(getypt)


@pytest.mark.parametrize(
    "getypt", ["06 12 34 56 78", "+31612345678", "043-3210000", "0032475123456"]
)
def test_a_phone_number_may_have_any_notation(getypt):
    assert Telefoon().clean(getypt) == getypt


@pytest.mark.parametrize("getypt", ["12", "bel mij", "0" * 20])
def test_what_is_no_phone_number_is_refused(getypt):
    with pytest.raises(ValidationError, match="telefoonnummer"):
        Telefoon().clean(getypt)


@pytest.mark.parametrize("soort", [Postcode, Huisnummer, Telefoon])
def test_an_optional_field_may_stay_empty(soort):
    assert soort(required=False).clean("") == ""
