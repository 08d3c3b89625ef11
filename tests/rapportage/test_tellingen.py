from datetime import UTC, datetime, timedelta

import pytest

from meldingen.models import Deur, Kanaal
from opvolging.models import Zaak
from rapportage import tellingen
from rapportage.bron import Aantal, Bron
from rapportage.periode import periode
from tests import bouwers

pytestmark = pytest.mark.django_db
MAART = datetime(2025, 3, 3, 12, tzinfo=UTC)


def bron(jaar=2025):
    return Bron(bouwers.gemeente(), periode(jaar))


def aantallen(telling, jaar=2025):
    return {w: a.aantal for w, a in telling(bron(jaar)).aantallen.items() if a.aantal}


def melding(**velden):
    return bouwers.melding(**{"ontvangen_op": MAART} | velden)


def test_the_year_counts_local_days():
    melding(ontvangen_op=datetime(2024, 12, 31, 23, 30, tzinfo=UTC))  # 00:30 in Maastricht
    melding(ontvangen_op=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
    assert tellingen.totaal(bron()).aantal == 1
    assert aantallen(tellingen.meldingen_per_maand) == {"1": 1}


def test_spam_that_nobody_took_up_is_not_counted():
    melding(is_verdacht=True)
    bouwers.zaak(meldingen=[melding(is_verdacht=True)])
    melding()
    assert tellingen.totaal(bron()).aantal == 2
    assert sum(aantallen(tellingen.uitkomst).values()) == 2


@pytest.mark.parametrize("is_verdacht", [True, False])
def test_what_was_no_real_melding_is_counted_nowhere(is_verdacht):
    bouwers.zaak(
        meldingen=[melding(is_verdacht=is_verdacht), melding()],
        status=Zaak.Status.AFGESLOTEN,
        uitkomst=Zaak.Uitkomst.GEEN_MELDING,
        afgesloten_op=MAART,
    )
    melding()
    for telling in tellingen.TELLINGEN[:9]:
        assert sum(aantallen(telling).values()) == 1
    assert tellingen.totaal(bron()) == Aantal(1, 1)


def test_another_gemeente_is_not_counted():
    melding(gemeente=bouwers.gemeente(code="GM0001", naam="Elders"))
    assert tellingen.totaal(bron()) == Aantal(0, 0)


def test_meldingen_are_divided_by_what_they_say():
    buurt = bouwers.buurt()
    melding(deur=Deur.MIJZELF, kanaal=Kanaal.TELEFOON, buurt=buurt, leeftijdsgroep="80_plus")
    melding(buurt_anders="buiten")
    melding()
    assert aantallen(tellingen.meldingen_per_deur) == {"mijzelf": 1, "iemand_anders": 2}
    assert aantallen(tellingen.meldingen_per_kanaal) == {"telefoon": 1, "web": 2}
    assert aantallen(tellingen.meldingen_per_leeftijd) == {"80_plus": 1, "onbekend": 2}
    wijken = {buurt.wijk.code: 1, "buiten": 1, "onbekend": 1}
    assert aantallen(tellingen.meldingen_per_wijk) == wijken


def test_meldingen_about_one_person_are_one_person():
    bouwers.zaak(meldingen=[melding(), melding(deur=Deur.PROFESSIONAL), melding()])
    melding()
    assert tellingen.totaal(bron()) == Aantal(4, 2)
    per_deur = tellingen.meldingen_per_deur(bron()).aantallen
    assert per_deur["professional"] == Aantal(1, 0)
    assert per_deur["iemand_anders"] == Aantal(3, 2)


def test_a_melding_of_last_year_leaves_its_person_in_both_years():
    bouwers.zaak(meldingen=[melding(ontvangen_op=MAART - timedelta(days=365)), melding()])
    assert tellingen.totaal(bron(2024)) == tellingen.totaal(bron(2025)) == Aantal(1, 1)


HERKEND = {
    "telefoon": {"betrokkene_telefoon": "06 00 00 00 07"},
    "e-mail": {"betrokkene_email": "ans@voorbeeld.test"},
    "adres en naam": {"postcode": "6211 AB", "huisnummer": "7"},
}


@pytest.mark.parametrize("gegeven", HERKEND.values(), ids=HERKEND)
def test_a_person_who_returns_in_another_zaak_is_one_person(gegeven):
    bouwers.zaak(meldingen=[melding(**gegeven)])
    bouwers.zaak(meldingen=[melding(deur=Deur.PROFESSIONAL, **gegeven)])
    melding(**gegeven)
    melding()
    assert tellingen.totaal(bron()) == Aantal(4, 2)
    assert tellingen.meldingen_per_deur(bron()).aantallen["professional"] == Aantal(1, 0)
    assert tellingen.uitkomst(bron()).aantallen[""] == Aantal(4, 2)


@pytest.mark.parametrize(
    "ander",
    [
        {"betrokkene_naam": "De heer Pieters", "postcode": "6211 AB", "huisnummer": "7"},
        {"ontvangen_op": MAART - timedelta(days=365), "betrokkene_telefoon": "06 00 00 00 07"},
        {"betrokkene_telefoon": "06 00 00 00 07", "is_verdacht": True},
        {"betrokkene_telefoon": ""},
    ],
    ids=["een huisgenoot", "vorig jaar", "spam", "niets gegeven"],
)
def test_what_is_no_earlier_melding_about_the_same_person_this_year(ander):
    melding(**ander)
    melding(betrokkene_telefoon="06 00 00 00 07", postcode="6211 AB", huisnummer="7")
    assert tellingen.totaal(bron()).mensen == tellingen.totaal(bron()).aantal


def test_the_same_telephone_in_another_gemeente_is_another_person():
    for gemeente in (bouwers.gemeente(code="GM0001", naam="Elders"), bouwers.gemeente()):
        melding(gemeente=gemeente, betrokkene_telefoon="06 00 00 00 07")
    assert tellingen.totaal(bron()) == Aantal(1, 1)


@pytest.mark.parametrize("eerst_dubbel", [True, False])
def test_a_melding_of_a_zaak_that_was_a_double_is_nobody_new(eerst_dubbel):
    for is_dubbel in (eerst_dubbel, not eerst_dubbel):
        einde = {"status": "afgesloten", "uitkomst": "dubbel", "afgesloten_op": MAART}
        bouwers.zaak(
            meldingen=[melding(betrokkene_telefoon="06 00 00 00 07")],
            **einde if is_dubbel else {},
        )
    assert tellingen.totaal(bron()) == Aantal(2, 1)


@pytest.mark.parametrize(
    ("werkdag", "gewoon", "verwacht"),
    [
        (1440, 1440, ("24", "24")),
        (1440, 1441, ("24", "48")),
        (1441, 2881, ("48", "later")),
        (2880, 2880, ("48", "48")),
        (2881, 9000, ("later", "later")),
    ],
)
def test_contact_is_read_from_the_frozen_minutes(werkdag, gewoon, verwacht):
    bouwers.termijn(
        melding=melding(),
        gestopt_op=MAART,
        stopreden="contact",
        aantal_minuten=werkdag,
        aantal_minuten_werkdag=werkdag,
        aantal_minuten_klok=gewoon,
    )
    assert aantallen(tellingen.contact_in_werkdaguren) == {verwacht[0]: 1}
    assert aantallen(tellingen.contact_in_gewone_uren) == {verwacht[1]: 1}


def test_closing_without_contact_is_no_contact_however_fast():
    bouwers.termijn(
        melding=melding(),
        gestopt_op=MAART,
        stopreden="afgesloten",
        aantal_minuten=5,
        aantal_minuten_werkdag=5,
        aantal_minuten_klok=5,
    )
    bouwers.termijn(melding=melding())
    melding()
    for telling in (tellingen.contact_in_werkdaguren, tellingen.contact_in_gewone_uren):
        assert aantallen(telling) == {"zonder": 1, "nog_niet": 2}


def test_what_came_of_it_is_that_of_the_zaak():
    bouwers.zaak(
        meldingen=[melding()],
        oordeel=Zaak.Oordeel.TERECHT,
        status=Zaak.Status.AFGESLOTEN,
        uitkomst=Zaak.Uitkomst.WIL_GEEN_HULP,
        afgesloten_op=MAART,
    )
    bouwers.zaak(meldingen=[melding()])
    melding()
    assert aantallen(tellingen.terecht) == {"terecht": 1, "": 2}
    assert aantallen(tellingen.uitkomst) == {"wil_geen_hulp": 1, "": 2}


@pytest.mark.parametrize("telling", tellingen.TELLINGEN)
def test_every_indicator_explains_itself_in_one_line_of_dutch(telling):
    resultaat = telling(bron())
    assert resultaat.naam == telling.__name__
    assert resultaat.definitie.endswith(".")
    assert "\n" not in resultaat.definitie
    assert len(resultaat.definitie) > 40


@pytest.mark.parametrize("aantal", [1, 30])
def test_the_number_of_queries_does_not_depend_on_the_number_of_meldingen(
    aantal, django_assert_num_queries
):
    for _ in range(aantal):
        melding()
    deze = bron()
    with django_assert_num_queries(16):
        for telling in tellingen.TELLINGEN:
            telling(deze)
