"""The only place where a melding comes to be."""

from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from meldingen.intake import AlGebruikt, Herkomst, eerdere, ontvang
from meldingen.models import Deur, Melder, Melding
from meldingen.volgcode import volgcode, volgcode_hash
from signaalpunt.models import Bericht
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
SLEUTEL = UUID(int=7)


def herkomst(deur=Deur.IEMAND_ANDERS, **anders):
    return Herkomst(gemeente=bouwers.gemeente(), deur=deur, **anders)


def neem(gegevens, deur=Deur.IEMAND_ANDERS, sleutel=SLEUTEL, **anders):
    return ontvang(herkomst(deur, **anders), gegevens, sleutel=sleutel, nu=NU)


def test_a_melding_keeps_what_was_said_and_who_said_it_apart():
    gegevens = {
        "veilig": "nee", "betrokkene_naam": "Truus", "betrokkene_telefoon": "06 12345678",
        "signalen": ["somber"], "melder_naam": "Piet", "melder_email": "piet@voorbeeld.test",
        "mag_genoemd_worden": "nee", "leeftijdsgroep": "tot_18",
    }  # fmt: skip
    melding = neem(gegevens)
    melding.refresh_from_db()
    assert (melding.betrokkene_naam, melding.signalen) == ("Truus", ["somber"])
    assert not melding.is_veilig
    assert melding.is_jeugd
    assert melding.melder.naam == "Piet"
    assert melding.volgcode_hash == volgcode_hash(volgcode(SLEUTEL))


@pytest.mark.parametrize(
    ("gegevens", "is_spoed"),
    [
        ({"toelichting": "Zij wil niet meer leven"}, True),
        ({"aandachtspunten": "Hij heeft een mes"}, True),
        ({"toelichting": "Een praatje zou fijn zijn"}, False),
        ({}, False),
    ],
)
def test_words_of_danger_mark_a_melding_to_be_read_first(gegevens, is_spoed):
    assert neem(gegevens).is_spoed is is_spoed


def test_behind_the_door_for_oneself_there_is_no_melder():
    melding = neem({"naam": "Anna", "telefoon": "0612345678"}, Deur.MIJZELF)
    assert melding.betrokkene_naam == "Anna"
    assert not Melder.objects.exists()


def test_the_buurt_is_kept_as_chosen():
    buurt = bouwers.buurt()
    assert neem({"buurt": buurt}).buurt == buurt
    assert neem({"buurt": "buiten"}, sleutel=UUID(int=8)).buurt_anders == "buiten"


def eerder(gegevens, **anders):
    return eerdere(herkomst(**anders), gegevens, sleutel=SLEUTEL)


def test_a_key_is_used_once_and_says_what_it_was_used_for():
    gegevens = {"toelichting": "alleen", "buurt": bouwers.buurt()}
    assert eerder(gegevens) is None
    melding = neem(gegevens)
    with pytest.raises(IntegrityError), transaction.atomic():
        neem(gegevens)
    assert eerder(gegevens) == melding


def test_the_same_form_with_other_answers_is_refused():
    neem({"toelichting": "alleen", "buurt": bouwers.buurt()})
    for anders in (
        {"toelichting": "iets anders", "buurt": bouwers.buurt()},
        {"toelichting": "alleen", "buurt": bouwers.buurt(code="BU09350100", naam="Elders")},
    ):
        with pytest.raises(AlGebruikt, match="al een keer verstuurd"):
            eerder(anders)


@pytest.mark.parametrize(("taal", "soort"), [("nl", "bevestiging"), ("en", "bevestiging_en")])
def test_a_confirmation_is_laid_ready_in_the_language_of_the_page(taal, soort):
    gegevens = {"terugkoppeling": "email", "melder_email": "piet@voorbeeld.test"}
    neem(gegevens, taal=taal)
    bericht = Bericht.objects.get()
    assert bericht.soort == soort
    assert bericht.aan == "piet@voorbeeld.test"
    assert volgcode(SLEUTEL) in bericht.gegevens


def test_what_looks_like_spam_sends_mail_to_nobody():
    neem({"terugkoppeling": "email", "melder_email": "piet@voorbeeld.test"}, is_verdacht=True)
    assert Melding.objects.get().is_verdacht
    assert not Bericht.objects.exists()


def test_without_asking_for_it_nobody_gets_mail():
    neem({"terugkoppeling": "code", "melder_email": "piet@voorbeeld.test"})
    assert not Bericht.objects.exists()
