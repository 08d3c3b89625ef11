"""The three doors: which fields, which values, and what is enough."""

import pytest
from django.utils.datastructures import MultiValueDict

from meldingen import keuzes
from meldingen.forms import DEUREN
from meldingen.models import Leeftijdsgroep
from tests import bouwers
from tests.antwoorden import VELDEN, antwoorden

pytestmark = pytest.mark.django_db
IEDERE_DEUR = pytest.mark.parametrize("deur", list(VELDEN))


def ingevuld(deur, **anders):
    gegevens: MultiValueDict[str, str] = MultiValueDict()
    for naam, waarde in antwoorden(deur, **anders).items():
        gegevens.setlist(naam, waarde if isinstance(waarde, list) else [waarde])
    return DEUREN[deur](gegevens, gemeente=bouwers.gemeente())


@IEDERE_DEUR
def test_a_door_asks_exactly_the_published_fields(deur):
    form = DEUREN[deur](gemeente=bouwers.gemeente())
    assert set(form.fields) == VELDEN[deur]
    assert sorted(veld.name for _, velden in form.groepen for veld in velden) == sorted(form.fields)


@IEDERE_DEUR
def test_the_errors_are_listed_in_the_order_of_the_page(deur):
    fout = {"toelichting": "x" * 2001, "postcode": "6211", "terugkoppeling": "email"}
    form = ingevuld(deur, **fout)
    volgorde = [veld.name for _, velden in form.groepen for veld in velden]
    met_fout = [veld.name for veld in form if veld.errors]
    assert len(met_fout) == 3
    assert met_fout == sorted(met_fout, key=volgorde.index)


@IEDERE_DEUR
def test_the_least_that_is_enough_is_accepted(deur):
    form = ingevuld(deur)
    assert form.is_valid(), form.errors


GEPUBLICEERD = """
Behoefte: praatje samen_doen activiteit samen_eten mensen_leren_kennen weet_niet anders
Signaal: gordijnen_dicht huis_verwaarloosd brievenbus_vol komt_niet_op_activiteit komt_niet_buiten
    lampen_overdag planten_dood verzorging_achteruit middelengebruik somber zegt_het_zelf anders
Levensgebeurtenis: verlies_naaste scheiding ziekte verhuizing kinderen_uit_huis verlies_werk
    geldproblemen gepest anders
ZelfGedaan: gepraat iets_samen_gedaan familie_gebeld huisarts_gebeld wijkteam_gebeld nog_niets
    anders
WeetErvan: ja_akkoord ja_niet_akkoord nee onbekend
Relatie: familie vriend buur vrijwilliger ondernemer anders
MagGenoemdWorden: ja alleen_relatie nee
BereikbaarVia: telefoon email brief bezoek
Moment: ochtend middag avond
HoeKentUOns: gemeente huisarts wijkservicepunt kennis krant poster internet anders
Leeftijdsgroep: tot_18 18_26 27_44 45_64 65_79 80_plus onbekend
"""


@pytest.mark.parametrize("regel", GEPUBLICEERD.strip().replace("\n    ", " ").splitlines())
def test_the_values_are_the_published_ones(regel):
    naam, _, waarden = regel.partition(":")
    keuze = getattr(keuzes, naam, None) or Leeftijdsgroep
    assert keuze.values == waarden.split()


@pytest.mark.parametrize(
    ("deur", "veld"),
    [
        ("mijzelf", "veilig"),
        ("iemand_anders", "veilig"),
        ("iemand_anders", "weet_ervan"),
        ("iemand_anders", "relatie"),
        ("iemand_anders", "mag_genoemd_worden"),
        ("professional", "organisatie"),
        ("professional", "functie"),
        ("professional", "geldzorgen"),
        ("professional", "mag_genoemd_worden"),
    ],
)
def test_a_required_answer_is_asked_for_in_words(deur, veld):
    form = ingevuld(deur, **{veld: None})
    assert list(form.errors) == [veld]
    assert form.errors[veld][0] in {"Kies een antwoord.", "Vul dit in."}


@pytest.mark.parametrize(
    ("anders", "mist"),
    [
        ({"telefoon": None}, "telefoon"),
        ({"telefoon": None, "email": "a@voorbeeld.test"}, None),
        ({"telefoon": None, "postcode": "6211 AB"}, "telefoon"),
        ({"telefoon": None, "postcode": "6211 AB", "huisnummer": "3"}, None),
        ({"bereikbaar_via": "email"}, "email"),
        ({"bereikbaar_via": "bezoek", "postcode": "6211 AB"}, "huisnummer"),
        ({"bereikbaar_via": "brief", "postcode": "6211 AB", "huisnummer": "3"}, None),
        ({"terugkoppeling": "email"}, "email"),
        ({"telefoon": "12"}, "telefoon"),
    ],
)
def test_somebody_can_be_reached_in_the_way_of_their_choice(anders, mist):
    assert list(ingevuld("mijzelf", **anders).errors) == ([mist] if mist else [])


@pytest.mark.parametrize("deur", ["iemand_anders", "professional"])
@pytest.mark.parametrize(
    ("anders", "mist"),
    [
        ({}, "betrokkene_naam"),
        ({"betrokkene_naam": "Truus"}, "betrokkene_naam"),
        ({"betrokkene_naam": "Truus", "buurt": "onbekend"}, "betrokkene_naam"),
        ({"betrokkene_naam": "Truus", "buurt": "BU09350204"}, None),
        ({"postcode": "6211 AB", "huisnummer": "3"}, None),
    ],
)
def test_there_is_enough_to_find_the_person(deur, anders, mist):
    bouwers.buurt()
    form = ingevuld(deur, betrokkene_telefoon=None, **anders)
    assert list(form.errors) == ([mist] if mist else [])


def test_a_professional_can_be_called_back():
    assert list(ingevuld("professional", melder_telefoon=None).errors) == ["melder_telefoon"]
    assert ingevuld("professional", melder_telefoon=None, melder_email="a@b.test").is_valid()


def test_only_buurten_of_the_own_gemeente_can_be_chosen():
    elders = bouwers.gemeente(code="GM9999", naam="Elders")
    bouwers.buurt(
        code="BU99990000", gemeente=elders, wijk=bouwers.wijk(code="WK999900", gemeente=elders)
    )
    assert "buurt" in ingevuld("mijzelf", buurt="BU99990000").errors
    assert ingevuld("mijzelf", buurt="buiten").is_valid()


@pytest.mark.parametrize(("veld", "lengte"), [("toelichting", 2000), ("aandachtspunten", 500)])
def test_a_text_has_its_published_length(veld, lengte):
    assert ingevuld("mijzelf", **{veld: "x" * lengte}).is_valid()
    assert list(ingevuld("mijzelf", **{veld: "x" * (lengte + 1)}).errors) == [veld]


@pytest.mark.parametrize(
    ("deur", "anders", "mist"),
    [
        ("iemand_anders", {"mag_genoemd_worden": "ja"}, ["melder_naam"]),
        ("iemand_anders", {"mag_genoemd_worden": "ja", "melder_naam": "Piet"}, []),
        ("iemand_anders", {"mag_genoemd_worden": "alleen_relatie"}, []),
        # the organisation can be named
        ("professional", {"mag_genoemd_worden": "ja"}, []),
    ],
)
def test_who_may_be_named_has_a_name(deur, anders, mist):
    assert list(ingevuld(deur, **anders).errors) == mist


def test_a_text_that_is_too_long_is_told_in_plain_words():
    form = ingevuld("mijzelf", toelichting="x" * 2001)
    assert form.errors["toelichting"] == ["Dit is te lang. Er passen 2000 tekens in."]
