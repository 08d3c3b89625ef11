"""What holds for whatever is typed: every kind of question answers with a value or with words."""

import re
import string

import pytest
from django.forms import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from meldingen import keuzes
from meldingen.forms import DEUREN
from meldingen.models import Leeftijdsgroep
from meldingen.velden import ONZICHTBAAR, Huisnummer, Postcode, Tekst, Telefoon
from meldingen.vragen import keuze, keuzelijst, meer, verhaal
from signaalpunt.models import Gemeente

CIJFERS, LETTERS = string.digits, string.ascii_letters
SPATIES = st.sampled_from(["", " ", "  ", "\t", "\u00a0"])
VRIJ = st.text(max_size=60)


def uitkomst(vraag, waarde):
    """What the question makes of it: a value, or why not."""
    try:
        return vraag.clean(waarde), []
    except ValidationError as fout:
        return None, fout.messages


@given(VRIJ)
@pytest.mark.parametrize("soort", [Tekst, Postcode, Huisnummer, Telefoon])
def test_a_field_gives_a_clean_value_or_a_reason_in_words(soort, tekst):
    waarde, redenen = uitkomst(soort(required=False), tekst)
    if waarde is None:
        assert all(reden.endswith(".") for reden in redenen)
    else:
        assert not ONZICHTBAAR.search(waarde)
        # what was accepted once is accepted again, unchanged
        assert uitkomst(soort(required=False), waarde) == (waarde, [])


@given(
    st.integers(1000, 9999), st.text(alphabet=LETTERS, min_size=2, max_size=2),
    SPATIES, SPATIES, SPATIES,
)  # fmt: skip
def test_every_postcode_is_kept_in_one_notation(cijfers, letters, voor, tussen, na):
    getypt = f"{voor}{cijfers}{tussen}{letters}{na}"
    assert uitkomst(Postcode(), getypt) == (f"{cijfers} {letters.upper()}", [])


@given(VRIJ.filter(lambda tekst: not re.fullmatch(r"\s*[1-9]\d{3}\s*[A-Za-z]{2}\s*", tekst)))
def test_nothing_else_is_a_postcode(tekst):
    waarde, _ = uitkomst(Postcode(required=False), tekst)
    assert waarde in {None, ""} or ONZICHTBAAR.search(tekst)


@given(st.text(alphabet=CIJFERS, min_size=8, max_size=8), st.sampled_from(["06", "+316", "00316"]))
def test_every_mobile_number_is_accepted_as_typed(cijfers, begin):
    getypt = f"{begin} {cijfers[:4]}-{cijfers[4:]}"
    assert uitkomst(Telefoon(), getypt) == (getypt, [])


@given(st.integers(1, 99999), st.sampled_from(["", *LETTERS]))
def test_every_number_of_a_house_is_accepted_with_its_letter(nummer, letter):
    assert uitkomst(Huisnummer(), f"{nummer}{letter}") == (f"{nummer}{letter}", [])


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_a_story_is_kept_to_the_letter_and_ends_at_its_length(tekst):
    waarde, redenen = uitkomst(verhaal("Verhaal", 50, ""), tekst)
    schoon = ONZICHTBAAR.sub("", tekst).strip()
    assert (waarde == schoon) if len(schoon) <= 50 else redenen


SOORTEN = [
    keuzes.JaNee, keuzes.JaNeeOnbekend, keuzes.WeetErvan, keuzes.Relatie, keuzes.MagGenoemdWorden,
    keuzes.BereikbaarVia, keuzes.Terugkoppeling, keuzes.HoeKentUOns, keuzes.Taal, Leeftijdsgroep,
]  # fmt: skip


VRAGEN = [maak(soort, "Vraag") for soort in SOORTEN for maak in (keuze, keuzelijst)]


@pytest.mark.parametrize("vraag", VRAGEN)
def test_a_choice_takes_its_own_answers(vraag):
    eigen = [waarde for waarde, _ in vraag.choices if waarde]
    assert [vraag.clean(waarde) for waarde in eigen] == eigen


@given(VRIJ, st.sampled_from(VRAGEN))
def test_a_choice_takes_no_other_answers(vreemd, vraag):
    waarde, _ = uitkomst(vraag, vreemd)
    assert waarde in {None, "", *(waarde for waarde, _ in vraag.choices)}


@given(st.lists(st.sampled_from([*keuzes.Behoefte.values, "vreemd"]), max_size=10))
def test_of_many_answers_all_must_exist(gekozen):
    waarde, redenen = uitkomst(meer(keuzes.Behoefte, "Vraag"), gekozen)
    assert (waarde == gekozen) if "vreemd" not in gekozen else redenen


@pytest.mark.parametrize("deur", list(DEUREN))
@given(antwoorden=st.dictionaries(
    st.sampled_from(["veilig", "weet_ervan", "relatie", "telefoon", "postcode", "email",
                     "toelichting", "organisatie", "melder_email", "mag_genoemd_worden"]),
    VRIJ,
))  # fmt: skip
def test_whatever_is_typed_a_door_judges_it_and_names_fields_it_has(deur, antwoorden):
    form = DEUREN[deur](antwoorden, gemeente=Gemeente(naam="Nergens"))
    # no buurt is asked of the database: none is typed
    assert not form.is_valid() or set(antwoorden) <= set(form.cleaned_data)
    assert set(form.errors) <= set(form.fields)
    assert all(str(tekst).strip() for teksten in form.errors.values() for tekst in teksten)
