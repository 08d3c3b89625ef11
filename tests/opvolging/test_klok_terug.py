"""The clock of the machine is set back an hour: acts go on, and no clock runs on after contact."""

from datetime import timedelta
from typing import Any

import pytest

from opvolging import afsluiten, contact, heropenen, informeren, klokken, pauzeren, triage
from opvolging.models import Contact, Informatie, Pauze, Termijn, Zaak
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
TERUG = NU - timedelta(hours=1)


@pytest.fixture
def zaak() -> Zaak:
    """Came in and was taken up before the clock was set back."""
    melding = bouwers.melding_met_code(ontvangen_op=NU, deur="iemand_anders", weet_ervan="ja")
    klokken.start_alle(melding, nu=NU)
    return triage.pak_op(melding, door=bouwers.gebruiker(), nu=NU)


def lopend(zaak: Zaak) -> set[str]:
    return set(Termijn.objects.van(zaak).lopend().values_list("soort", flat=True))


def spreek(zaak: Zaak, **velden) -> Contact:
    wat: dict[str, Any] = {
        "wijze": Contact.Wijze.TELEFOON,
        "is_bereikt": True,
        "door": zaak.behandelaar,
    }
    return contact.leg_vast(zaak, nu=TERUG, **wat | velden)


def test_contact_stops_a_clock_that_says_it_began_later(zaak):
    spreek(zaak)
    klok = Termijn.objects.eerste_contact().get()
    assert lopend(zaak) == {"informatieplicht"}
    assert (klok.gestopt_op, klok.aantal_minuten, klok.is_op_tijd) == (klok.gestart_op, 0, True)
    assert not klok.herinneringen.filter(status="gepland").exists()


def test_what_was_told_now_stops_the_duty_to_tell(zaak):
    spreek(zaak, is_verteld=True)
    assert lopend(zaak) == set()


def test_telling_apart_from_a_conversation_stops_it_too(zaak):
    manier = Informatie.Manier.BRIEF
    informeren.vertel(zaak, manier=manier, door=zaak.behandelaar, nu=TERUG)
    assert lopend(zaak) == {"eerste_contact"}


def test_a_moment_that_somebody_gave_still_may_not_lie_before_the_melding(zaak):
    with pytest.raises(Geweigerd, match="vóór de melding"):
        spreek(zaak, op=TERUG)
    assert "eerste_contact" in lopend(zaak)


def test_closing_leaves_no_clock_behind(zaak):
    uitkomst = Zaak.Uitkomst.OVERLEDEN
    afsluiten.sluit_af(zaak, uitkomst=uitkomst, door=zaak.behandelaar, nu=TERUG)
    assert lopend(zaak) == set()


def test_taking_up_stops_the_clock_that_waits_for_it():
    melding = bouwers.melding_met_code(ontvangen_op=NU)
    klokken.start_alle(melding, nu=NU)
    opgepakt = triage.pak_op(melding, door=bouwers.gebruiker(), nu=TERUG)
    assert "oppakken" not in lopend(opgepakt)


def test_a_pause_that_says_it_began_later_can_be_ended(zaak):
    tot_en_met, reden = (NU + timedelta(days=2)).date(), Pauze.Reden.WEG
    door = zaak.behandelaar
    voor = Termijn.objects.eerste_contact().get()
    pauzeren.pauzeer(zaak, reden=reden, tot_en_met=tot_en_met, door=door, nu=NU)
    pauzeren.hervat(zaak, door=door, nu=TERUG)
    pauze, klok = Pauze.objects.get(), Termijn.objects.eerste_contact().get()
    assert pauze.van == pauze.tot == NU  # it did not last
    assert (klok.streef_op, klok.grens_op) == (voor.streef_op, voor.grens_op)
    assert klok.stil_tot == TERUG


def test_a_zaak_that_opens_again_waits_for_one_contact(zaak):
    door = zaak.behandelaar
    afsluiten.sluit_af(zaak, uitkomst=Zaak.Uitkomst.OVERLEDEN, door=door, nu=NU)
    heropenen.heropen(Zaak.objects.get(), reden="Toch niet.", door=door, nu=TERUG)
    spreek(Zaak.objects.get())
    assert "eerste_contact" not in lopend(zaak)
    assert "heropend" not in lopend(zaak)
