"""The only place where a melding comes to be."""

from uuid import UUID

import pytest

from meldingen.intake import AlGebruikt, Herkomst, ontvang
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
    melding, is_nieuw = neem(gegevens)
    melding.refresh_from_db()
    assert is_nieuw
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
    assert neem(gegevens)[0].is_spoed is is_spoed


def test_behind_the_door_for_oneself_there_is_no_melder():
    melding, _ = neem({"naam": "Anna", "telefoon": "0612345678"}, Deur.MIJZELF)
    assert melding.betrokkene_naam == "Anna"
    assert not Melder.objects.exists()


def test_the_buurt_is_kept_as_chosen():
    buurt = bouwers.buurt()
    assert neem({"buurt": buurt.code})[0].buurt == buurt
    assert neem({"buurt": "buiten"}, sleutel=UUID(int=8))[0].buurt_anders == "buiten"


def test_the_same_form_sent_again_gives_the_same_melding():
    eerste, _ = neem({"toelichting": "alleen"})
    tweede, is_nieuw = neem({"toelichting": "alleen"})
    assert tweede == eerste
    assert not is_nieuw


def test_the_same_form_with_other_answers_is_refused():
    neem({"toelichting": "alleen"})
    with pytest.raises(AlGebruikt, match="al een keer verstuurd"):
        neem({"toelichting": "iets anders"})
    assert Melding.objects.count() == 1


@pytest.mark.parametrize(("taal", "soort"), [("nl", "bevestiging"), ("en", "bevestiging_en")])
def test_a_confirmation_is_laid_ready_once_in_the_language_of_the_page(taal, soort):
    gegevens = {"terugkoppeling": "email", "melder_email": "piet@voorbeeld.test"}
    for _ in range(2):
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
