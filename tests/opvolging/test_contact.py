from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from opvolging import contact
from opvolging.models import Contact, Zaak
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db

LATER = NU + timedelta(hours=5)


def _leg_vast(zaak, **extra):
    velden: dict[str, Any] = {
        "wijze": Contact.Wijze.TELEFOON,
        "is_bereikt": False,
        "nu": LATER,
    } | extra
    return contact.leg_vast(zaak, door=zaak.behandelaar, **velden)


@pytest.fixture
def zaak():
    return bouwers.zaak()


@pytest.fixture
def klok(zaak):
    return bouwers.termijn(melding=zaak.zaakmeldingen.get().melding)


def test_an_attempt_stops_nothing(zaak, klok):
    morgen = LATER + timedelta(days=1)
    gelegd = _leg_vast(zaak, notitie="Geen gehoor.", opnieuw_op=morgen)
    zaak.refresh_from_db()
    klok.refresh_from_db()
    assert (zaak.status, klok.gestopt_op) == (Zaak.Status.OPGEPAKT, None)
    assert (gelegd.op, gelegd.notitie, gelegd.opnieuw_op) == (LATER, "Geen gehoor.", morgen)
    regel = zaak.gebeurtenissen.get()
    assert (regel.soort, regel.status, regel.contact) == ("poging", "", gelegd)


def test_real_contact_stops_the_clock_and_moves_the_zaak_on(zaak, klok):
    _leg_vast(zaak, is_bereikt=True, opnieuw_op=LATER + timedelta(days=1))
    zaak.refresh_from_db()
    klok.refresh_from_db()
    assert zaak.status == Zaak.Status.CONTACT_GELEGD
    assert (klok.gestopt_op, klok.stopreden) == (LATER, "contact")
    regel = zaak.gebeurtenissen.get()
    assert (regel.soort, regel.status) == ("contact", "contact_gelegd")
    assert regel.contact.opnieuw_op is None


def test_the_clock_stops_when_the_contact_was_not_when_it_was_written_down(zaak, klok):
    _leg_vast(zaak, is_bereikt=True, op=NU + timedelta(hours=1))
    klok.refresh_from_db()
    assert klok.gestopt_op == NU + timedelta(hours=1)
    assert zaak.gebeurtenissen.get().op == LATER


def test_a_second_contact_leaves_the_status_and_adds_a_line(zaak):
    _leg_vast(zaak, is_bereikt=True)
    _leg_vast(zaak, is_bereikt=True)
    zaak.refresh_from_db()
    assert zaak.status == Zaak.Status.CONTACT_GELEGD
    assert [regel.status for regel in zaak.gebeurtenissen.all()] == ["contact_gelegd", ""]


def test_a_form_that_is_sent_twice_is_recorded_once(zaak):
    sleutel = UUID(int=7)
    assert _leg_vast(zaak, sleutel=sleutel) == _leg_vast(zaak, sleutel=sleutel)
    assert zaak.contacten.count() == zaak.gebeurtenissen.count() == 1


@pytest.mark.parametrize(
    ("velden", "tekst"),
    [
        (
            {"wijze": Contact.Wijze.FLYER, "is_bereikt": True},
            "Een flyer is een poging. Kies bij echt contact hoe u iemand sprak.",
        ),
        (
            {"op": LATER + timedelta(minutes=3)},
            "Dit moment ligt in de toekomst. Vul in wanneer het contact was.",
        ),
        (
            {"op": NU - timedelta(seconds=1)},
            "Dit moment ligt vóór de melding. Kijk de datum en de tijd na.",
        ),
        (
            {"opnieuw_op": LATER},
            'Kies voor "opnieuw proberen" een moment dat nog komt.',
        ),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_stored(zaak, velden, tekst):
    with pytest.raises(Geweigerd) as weigering:
        _leg_vast(zaak, **velden)
    assert str(weigering.value) == tekst
    assert not zaak.contacten.exists()
    assert not zaak.gebeurtenissen.exists()


def test_a_clock_that_is_two_minutes_ahead_is_taken_as_now(zaak):
    assert _leg_vast(zaak, op=LATER + timedelta(minutes=2)).op == LATER


def test_a_contact_can_be_recorded_on_a_zaak_without_melding():
    assert _leg_vast(bouwers.zaak(meldingen=[]), op=NU - timedelta(days=1)).pk


def test_nothing_is_recorded_on_a_closed_zaak():
    zaak = bouwers.zaak(
        status=Zaak.Status.AFGESLOTEN, uitkomst=Zaak.Uitkomst.VERHUISD, afgesloten_op=NU
    )
    with pytest.raises(Geweigerd) as weigering:
        _leg_vast(zaak)
    assert str(weigering.value) == (
        'Deze zaak is al afgesloten als "verhuisd". '
        "Er is niets opgeslagen; uw tekst staat nog in het formulier."
    )
