"""What a form of the team says when it is sent empty: what to do, in words of every day."""

import pytest

from opvolging.forms.beoordelen import BeoordelenForm
from opvolging.forms.contact import ContactForm
from opvolging.forms.evalueren import GesprekForm
from opvolging.forms.maatje import DeelnemerForm
from opvolging.forms.pauze import PauzeForm
from tests import bouwers

pytestmark = pytest.mark.django_db
KIES, VUL_IN = "Kies een antwoord.", "Vul dit in."


def _gezegd(form) -> dict[str, str]:
    return {naam: str(fouten[0]) for naam, fouten in form.errors.items()}


def test_an_open_question_asks_for_an_answer_and_an_open_field_to_be_filled_in():
    assert _gezegd(ContactForm({"sleutel": ""}))["wijze"] == KIES
    assert _gezegd(BeoordelenForm(bouwers.zaak(), {})) == {"oordeel": KIES}
    assert _gezegd(PauzeForm(bouwers.NU, {})) == {"reden": KIES, "tot_en_met": VUL_IN}


def test_a_form_of_a_deelnemer_asks_for_an_answer_too():
    assert _gezegd(DeelnemerForm(bouwers.gemeente(), {}))["manier"] == KIES


def test_no_form_says_that_a_field_is_obligatory():
    formulieren = [ContactForm({}), GesprekForm(bouwers.koppeling(status="actief"), {})]
    for form in formulieren:
        assert form.errors
        assert "verplicht" not in str(form.errors)
