"""Several tabs, pages that were open too long, another language: no word of an act is lost."""

import pytest
from django.test import Client
from django.utils import timezone

from meldingen.volgcode import volgcode
from opvolging import volgen as proces
from opvolging.models import Aanvulling, Gebeurtenis, Tevredenheid
from opvolging.verloop import schrijf_bij
from tests import bouwers
from tests.volgact import doe, stuur, velden_van

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]
ACTEN = ["aanvullen", "intrekken", "niet-opgelost", "tevreden"]
IEDERE_ACT = pytest.mark.parametrize("wat", ACTEN)
VERHAAL = "Een heel verhaal."


def afgerond(**velden):
    """A melding with a code whose work is done."""
    melding, nu = bouwers.melding_met_code(**velden), timezone.now()
    zaak = bouwers.zaak(
        meldingen=[melding], status="afgesloten", uitkomst="advies", afgesloten_op=nu
    )
    schrijf_bij(zaak, Gebeurtenis.Soort.AFGESLOTEN, door=zaak.behandelaar, nu=nu)
    return melding


def kijk(browser, melding):
    """Type the code of `melding`; returns the mark that its page carries."""
    code = {"code": volgcode(melding.sleutel)}
    return browser.post("/volgen/", code, follow=True).context["voor"]


def mee(antwoord):
    """What the page that asks for the code sends along, as a browser does."""
    inhoud = antwoord.context
    velden = dict(inhoud["mee"])
    if inhoud["soort"]:
        velden["act"] = inhoud["soort"]["naam"]
        velden[inhoud["veld"]] = inhoud["tekst"]
    return velden


@IEDERE_ACT
def test_an_act_of_one_tab_never_lands_on_the_melding_of_another(client, wat):
    een, ander = afgerond(), afgerond()
    voor = kijk(client, een)
    kijk(client, ander)  # in a second tab
    antwoord = stuur(client, wat, voor=voor, zeker="ja", tekst=VERHAAL, cijfer=4)
    assert antwoord.status_code == 422
    assert "Over welk bericht gaat dit?" in antwoord.text
    assert VERHAAL in antwoord.text
    assert not Aanvulling.objects.exists()
    assert not Tevredenheid.objects.exists()


@IEDERE_ACT
def test_after_typing_the_code_again_the_act_goes_on_where_it_was(client, wat):
    een, ander = afgerond(), afgerond()
    voor = kijk(client, een)
    kijk(client, ander)
    velden = {"tekst": VERHAAL} | ({"cijfer": "4"} if wat == "tevreden" else {})
    gevraagd = stuur(client, wat, voor=voor, zeker="ja", **velden)
    pagina = client.post("/volgen/", mee(gevraagd) | {"code": volgcode(een.sleutel)})
    assert "een ander bericht" not in pagina.text
    form = pagina.context["form"] if wat == "intrekken" else _act(pagina, wat)
    assert form.initial.items() >= velden.items()
    antwoord = stuur(client, wat, voor=pagina.context["voor"], zeker="ja", **velden)
    assert antwoord.status_code == 200
    bewaard = Tevredenheid if wat == "tevreden" else Aanvulling
    assert (bewaard.objects.get().melding, bewaard.objects.get().tekst) == (een, VERHAAL)


def _act(pagina, wat):
    naam = wat.replace("-", "_")
    assert f'id="{naam}" open' in pagina.text
    return pagina.context["formulieren"][naam]


def test_who_types_the_code_of_another_melding_is_warned_and_nothing_is_sent(client):
    een, ander = bouwers.melding_met_code(), bouwers.melding_met_code()
    voor = kijk(client, een)
    kijk(client, ander)
    gevraagd = stuur(client, "aanvullen", voor=voor, tekst=VERHAAL)
    pagina = client.post("/volgen/", mee(gevraagd) | {"code": volgcode(ander.sleutel)})
    assert "een ander bericht dan u eerst open had" in pagina.text
    assert VERHAAL in pagina.text
    assert not Aanvulling.objects.exists()


@pytest.mark.parametrize("voor", ["", "verzonnen", "é", "0" * 64])
def test_a_form_that_says_not_which_melding_it_is_about_does_nothing(client, voor):
    kijk(client, bouwers.melding_met_code())
    assert stuur(client, "aanvullen", voor=voor, tekst=VERHAAL).status_code == 422
    assert not Aanvulling.objects.exists()


def test_the_mark_of_a_melding_gives_away_neither_code_nor_number():
    melding = bouwers.melding_met_code()
    merk = proces.merk(melding)
    assert len(merk) == 64
    assert merk not in {melding.volgcode_hash, melding.inhoud_hash}
    assert str(melding.sleutel) not in merk
    assert merk != proces.merk(bouwers.melding_met_code())


@IEDERE_ACT
def test_who_was_away_too_long_types_the_code_again_and_goes_on(client, wat):
    melding = afgerond()
    velden = {"tekst": VERHAAL} | ({"cijfer": "2"} if wat == "tevreden" else {})
    gevraagd = stuur(client, wat, voor=proces.merk(melding), zeker="ja", **velden)
    assert gevraagd.status_code == 422
    assert "Deze pagina was te lang open" in gevraagd.text
    assert not Aanvulling.objects.exists()
    fout = client.post("/volgen/", mee(gevraagd) | {"code": "AAAAA"})
    assert VERHAAL in fout.text  # also after a code that does not exist
    pagina = client.post("/volgen/", mee(fout) | {"code": volgcode(melding.sleutel)})
    form = pagina.context["form"] if wat == "intrekken" else _act(pagina, wat)
    assert form.initial.items() >= velden.items()


@IEDERE_ACT
def test_without_a_valid_token_act_and_text_stay_and_the_code_is_asked_again(wat):
    melding = bouwers.melding_met_code()
    streng = Client(enforce_csrf_checks=True)
    antwoord = stuur(streng, wat, voor=proces.merk(melding), zeker="ja", tekst=VERHAAL, cijfer=3)
    assert antwoord.status_code == 403
    assert "Deze pagina was te lang open" in antwoord.text
    assert VERHAAL in antwoord.text
    assert antwoord.context["soort"]["naam"] == wat.replace("-", "_")
    assert ('name="tevreden-cijfer" value="3"' in antwoord.text) == (wat == "tevreden")
    assert volgcode(melding.sleutel) not in antwoord.text
    assert not Aanvulling.objects.exists()


def test_without_a_valid_token_the_code_is_still_forgotten():
    streng = Client(enforce_csrf_checks=True)
    antwoord = streng.post("/volgen/klaar/")
    assert antwoord.status_code == 302
    assert antwoord.cookies["volgen"].value == ""


def test_words_for_an_act_that_is_no_longer_possible_are_kept_as_something_to_add(client):
    melding = bouwers.melding_met_code()  # not closed, so nobody looks back yet
    gevraagd = stuur(client, "tevreden", voor=proces.merk(melding), tekst=VERHAAL, cijfer=1)
    pagina = client.post("/volgen/", mee(gevraagd) | {"code": volgcode(melding.sleutel)})
    assert _act(pagina, "aanvullen").initial == {"tekst": VERHAAL}


def test_an_error_in_one_act_keeps_the_words_of_the_others(client):
    voor = kijk(client, afgerond())
    getypt = velden_van("niet-opgelost", tekst=VERHAAL) | velden_van("aanvullen", voor=voor)
    pagina = client.post("/volgen/aanvullen/", getypt)
    assert pagina.status_code == 422
    assert _act(pagina, "niet-opgelost").initial["tekst"] == VERHAAL


@pytest.mark.parametrize("knop", [{"wissel_taal": "en"}, {}])
def test_another_language_and_the_enter_key_keep_every_word_and_send_nothing(client, knop):
    voor = kijk(client, afgerond())
    getypt = velden_van("tevreden", tekst=VERHAAL, cijfer="4")
    getypt |= velden_van("aanvullen", voor=voor, tekst="b")
    pagina = client.post("/volgen/", getypt | knop)
    assert pagina.status_code == 200
    assert _act(pagina, "tevreden").initial.items() >= {"tekst": VERHAAL, "cijfer": "4"}.items()
    assert _act(pagina, "aanvullen").initial["tekst"] == "b"
    assert f'<html lang="{"en" if knop else "nl"}">' in pagina.text
    assert client.get("/volgen/").headers["Content-Language"] == ("en" if knop else "nl")
    assert not Tevredenheid.objects.exists()


def test_withdrawing_keeps_its_words_in_another_language(client):
    voor = kijk(client, bouwers.melding_met_code())
    getypt = velden_van("intrekken", voor=voor, tekst=VERHAAL) | {"wissel_taal": "en"}
    pagina = client.post("/volgen/intrekken/", getypt)
    assert "Do you want to withdraw your message?" in pagina.text
    assert VERHAAL in pagina.text
    assert pagina.cookies["taal"].value == "en"
    assert not Aanvulling.objects.exists()


def test_the_page_that_asks_for_the_code_keeps_all_in_another_language(client):
    melding = afgerond()
    gevraagd = stuur(client, "tevreden", voor=proces.merk(melding), tekst=VERHAAL, cijfer="5")
    pagina = client.post("/volgen/", mee(gevraagd) | {"code": "abc", "wissel_taal": "en"})
    assert pagina.status_code == 200
    assert "Your code" in pagina.text
    assert VERHAAL in pagina.text
    assert 'value="abc"' in pagina.text
    pagina = client.post("/volgen/", mee(pagina) | {"code": volgcode(melding.sleutel)})
    assert _act(pagina, "tevreden").initial["cijfer"] == "5"


def test_a_language_chosen_without_a_code_in_this_browser_loses_nothing_either(client):
    melding = afgerond()
    getypt = velden_van("aanvullen", voor="x" * 64, tekst=VERHAAL)
    pagina = client.post("/volgen/", getypt | {"wissel_taal": "en"})
    assert pagina.status_code == 422
    pagina = client.post("/volgen/", mee(pagina) | {"code": volgcode(melding.sleutel)})
    assert _act(pagina, "aanvullen").initial["tekst"] == VERHAAL


def test_a_text_that_is_too_long_comes_back_whole(client):
    melding = bouwers.melding_met_code()
    lang = "abc " * 700
    gevraagd = stuur(client, "aanvullen", voor=proces.merk(melding), tekst=lang)
    assert lang in gevraagd.text
    pagina = client.post("/volgen/", mee(gevraagd) | {"code": volgcode(melding.sleutel)})
    assert lang in pagina.text


def test_withdrawing_says_which_message_it_is_about(client):
    kijk(client, bouwers.melding_met_code())
    assert "uw bericht van 15 september 2026" in client.get("/volgen/intrekken/").text
    assert "uw bericht van 15 september 2026" in doe(client, "intrekken").text
