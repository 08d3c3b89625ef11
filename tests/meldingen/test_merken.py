"""Optional questions say so, on every public form, and no other question does."""

import re

import pytest
from django.utils import timezone

from meldingen.forms import DEUREN
from meldingen.volgcode import volgcode
from opvolging.forms.volgen import ACTEN
from opvolging.models import Gebeurtenis
from opvolging.verloop import schrijf_bij
from tests import bouwers
from tests.antwoorden import ADRES, GENOEG, antwoorden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]
LOS = re.compile(
    r'<label class="utrecht-form-label" for="(?:id_)?([^"]+)">(.*?)</label>', re.DOTALL
)
GROEP = re.compile(
    r'<fieldset class="groep[^>]*>\s*<legend>(.*?)</legend>.*?<input type="\w+" name="([^"]+)"',
    re.DOTALL,
)
MERK = {"nl": "(hoeft niet)", "en": "(optional)"}
# Of these one is enough, so each is needed when it stands alone; a hint beside them says so.
EEN_IS_GENOEG = {
    "mijzelf": [{"telefoon"}, {"email"}, {"postcode", "huisnummer"}],
    "iemand_anders": [
        {"betrokkene_naam", "buurt"},
        {"betrokkene_telefoon"},
        {"postcode", "huisnummer"},
    ],
}
EEN_IS_GENOEG["professional"] = [
    *EEN_IS_GENOEG["iemand_anders"],
    {"melder_telefoon"},
    {"melder_email"},
]
WAARDEN = {
    "telefoon": "06 12 34 56 78", "email": "a@voorbeeld.test", "postcode": "6217 AB",
    "huisnummer": "1", "betrokkene_naam": "Truus", "betrokkene_telefoon": "043 321 00 00",
    "buurt": "BU09350401", "melder_telefoon": "043 321 11 11", "melder_email": "b@voorbeeld.test",
}  # fmt: skip


def namen(pagina, taal="nl"):
    """Of each question on the page whether it carries the mark."""
    vragen = LOS.findall(pagina) + [(naam, kop) for kop, naam in GROEP.findall(pagina)]
    return {naam: MERK[taal] in kop for naam, kop in vragen}


def verwacht(*formulieren):
    """Of each visible question whether it may be left out."""
    return {
        form.add_prefix(naam): not veld.required and naam not in form.zonder_merk
        for form in formulieren
        for naam, veld in form.fields.items()
        if not veld.widget.is_hidden
    }


@pytest.mark.parametrize("taal", list(MERK))
@pytest.mark.parametrize("deur", list(DEUREN))
def test_every_question_of_a_door_says_whether_it_may_stay_empty(client, maastricht, deur, taal):
    client.cookies["taal"] = taal
    form = DEUREN[deur](gemeente=maastricht)
    assert namen(client.get(ADRES[deur]).text, taal) == verwacht(form)


@pytest.mark.parametrize("deur", list(DEUREN))
def test_a_question_without_a_mark_is_needed_or_one_of_which_one_is_needed(deur, maastricht):
    bouwers.buurt(code=WAARDEN["buurt"])
    form = DEUREN[deur](gemeente=maastricht)
    assert form.zonder_merk == set().union(*EEN_IS_GENOEG[deur])
    for samen in EEN_IS_GENOEG[deur]:
        andere = {naam for groep in EEN_IS_GENOEG[deur] for naam in groep} - samen
        if any(naam.startswith("melder") for naam in samen):
            andere = {naam for naam in andere if naam.startswith("melder")}
        else:
            andere = {naam for naam in andere if not naam.startswith("melder")}
        genoeg = antwoorden(deur, **dict.fromkeys(andere), **{n: WAARDEN[n] for n in samen})
        assert DEUREN[deur](genoeg, gemeente=maastricht).is_valid(), samen
        for naam in samen:
            zonder = {wat: waarde for wat, waarde in genoeg.items() if wat != naam}
            assert not DEUREN[deur](zonder, gemeente=maastricht).is_valid(), naam


@pytest.mark.parametrize("deur", list(DEUREN))
def test_a_question_with_a_mark_may_really_stay_empty(deur, maastricht):
    leeg = DEUREN[deur](GENOEG[deur], gemeente=maastricht)
    assert leeg.is_valid()
    gevuld = {naam for naam, waarde in leeg.cleaned_data.items() if waarde}
    assert gevuld <= {naam for naam, mag_leeg in verwacht(leeg).items() if not mag_leeg}


def test_the_acts_behind_the_code_say_so(client):
    melding, nu = bouwers.melding_met_code(), timezone.now()
    kijk = {"code": volgcode(melding.sleutel)}
    client.post("/volgen/", kijk)
    assert namen(client.get("/volgen/intrekken/").text) == {"intrekken-tekst": True}
    zaak = bouwers.zaak(
        meldingen=[melding], status="afgesloten", uitkomst="advies", afgesloten_op=nu
    )
    schrijf_bij(zaak, Gebeurtenis.Soort.AFGESLOTEN, door=zaak.behandelaar, nu=nu)
    op_de_pagina = [ACTEN[naam]() for naam in ("aanvullen", "niet_opgelost", "tevreden")]
    assert namen(client.get("/volgen/").text) == verwacht(*op_de_pagina)
    assert namen(client.get("/volgen/").text) == {
        "tevreden-cijfer": False,
        "tevreden-tekst": True,
        "niet_opgelost-tekst": True,
        "aanvullen-tekst": False,
    }


@pytest.mark.parametrize("pad", ["/volgen/", "/inloggen/", "/wachtwoord-vergeten/"])
def test_what_must_be_filled_in_carries_no_mark(client, pad):
    gevonden = namen(client.get(pad).text)
    assert gevonden
    assert not any(gevonden.values())


def test_the_address_for_the_code_is_needed_and_remembering_is_not(client, monkeypatch):
    monkeypatch.setattr("meldingen.verzending.Verzending.is_verdacht", False)
    pagina = client.post(ADRES["mijzelf"], antwoorden("mijzelf"), follow=True)
    assert list(namen(pagina.text).values()) == [False]
    deur = client.get(ADRES["professional"]).text
    assert re.search(r'for="onthoud_organisatie">[^<]*<span class="mag-leeg">', deur)
