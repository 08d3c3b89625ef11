import pytest

from opvolging.afsluiten import NA_CONTACT, mogelijke_uitkomsten, sluit_af
from opvolging.models import Zaak
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db

Status, Uitkomst, Oordeel = Zaak.Status, Zaak.Uitkomst, Zaak.Oordeel


def _sluit_af(zaak, uitkomst, **velden):
    sluit_af(zaak, uitkomst=uitkomst, door=zaak.behandelaar, nu=NU, **velden)
    zaak.refresh_from_db()


@pytest.mark.parametrize("uitkomst", list(Uitkomst))
def test_an_outcome_that_can_be_true_closes_the_zaak_and_stops_its_clock(uitkomst):
    gesproken = uitkomst in NA_CONTACT
    zaak = bouwers.zaak(
        status=Status.CONTACT_GELEGD if gesproken else Status.OPGEPAKT,
        oordeel=Oordeel.TERECHT if gesproken else "",
    )
    bouwers.contact(zaak=zaak)
    melding = zaak.zaakmeldingen.get().melding
    if uitkomst == Uitkomst.INGETROKKEN:
        bouwers.aanvulling(melding=melding, soort="intrekking")
    klok = bouwers.termijn(melding=melding)
    _sluit_af(zaak, uitkomst, toelichting="Tot ziens.")
    klok.refresh_from_db()
    assert (zaak.status, zaak.uitkomst, zaak.afgesloten_op) == ("afgesloten", uitkomst, NU)
    assert (klok.gestopt_op, klok.stopreden) == (NU, "afgesloten")
    regel = zaak.gebeurtenissen.get()
    assert (regel.soort, regel.status) == ("afgesloten", "afgesloten")
    assert regel.tekst == f"Uitkomst: {uitkomst.label}. Tot ziens."


@pytest.mark.parametrize("uitkomst", sorted(NA_CONTACT))
def test_an_outcome_after_a_conversation_needs_the_conversation(uitkomst):
    zaak = bouwers.zaak(oordeel=Oordeel.TERECHT)
    assert uitkomst not in mogelijke_uitkomsten(zaak)
    with pytest.raises(Geweigerd) as weigering:
        _sluit_af(zaak, uitkomst)
    assert str(weigering.value) == (
        f'"{uitkomst.label}" kan pas na een gesprek. Leg eerst het contact vast.'
    )


@pytest.mark.parametrize("uitkomst", [Uitkomst.NIET_BEREIKT, Uitkomst.GEEN_MELDING])
def test_who_was_spoken_to_was_not_unreached_and_no_spam(uitkomst):
    zaak = bouwers.zaak(status=Status.CONTACT_GELEGD)
    assert uitkomst not in mogelijke_uitkomsten(zaak)
    with pytest.raises(Geweigerd) as weigering:
        _sluit_af(zaak, uitkomst)
    assert str(weigering.value) == (
        f'"{uitkomst.label}" past niet: er is al contact geweest. Kies een andere uitkomst.'
    )


def test_after_a_conversation_the_assessment_comes_first():
    zaak = bouwers.zaak(status=Status.CONTACT_GELEGD)
    with pytest.raises(Geweigerd, match=r"^Vul eerst de beoordeling in: was de zorg terecht\?$"):
        _sluit_af(zaak, Uitkomst.WIL_GEEN_HULP)


def test_not_reached_needs_an_attempt():
    zaak = bouwers.zaak()
    with pytest.raises(Geweigerd, match=r"^Leg eerst vast hoe en wanneer u het hebt geprobeerd"):
        _sluit_af(zaak, Uitkomst.NIET_BEREIKT)


def test_niet_terecht_as_outcome_is_the_assessment_when_nobody_gave_one():
    zaak = bouwers.zaak()
    _sluit_af(zaak, Uitkomst.NIET_TERECHT)
    assert zaak.oordeel == Oordeel.NIET_TERECHT


def test_niet_terecht_as_outcome_of_a_terecht_worry_is_refused():
    zaak = bouwers.zaak(oordeel=Oordeel.TERECHT)
    with pytest.raises(Geweigerd, match=r'^De beoordeling zegt "terecht"'):
        _sluit_af(zaak, Uitkomst.NIET_TERECHT)


def test_closing_that_is_sent_twice_is_done_once():
    zaak = bouwers.zaak()
    for _ in range(2):
        _sluit_af(zaak, Uitkomst.DUBBEL, toelichting="Zie zaak 3.")
    assert zaak.gebeurtenissen.count() == 1


def test_closing_again_is_refused_with_the_outcome_of_the_first():
    zaak = bouwers.zaak()
    _sluit_af(zaak, Uitkomst.DUBBEL)
    with pytest.raises(Geweigerd, match='al afgesloten als "dubbel"'):
        _sluit_af(zaak, Uitkomst.VERHUISD)
    assert zaak.gebeurtenissen.count() == 1
