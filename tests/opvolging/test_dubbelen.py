import pytest

from meldingen.models import Melding
from opvolging.dubbelen import dubbelen
from opvolging.models import Zaak
from tests import bouwers

pytestmark = pytest.mark.django_db


def _redenen(melding, *, ook_afgesloten=True):
    gevonden = dubbelen([melding], ook_afgesloten=ook_afgesloten).get(melding.pk, [])
    return {dubbel.melding.pk: dubbel.redenen for dubbel in gevonden}


@pytest.mark.parametrize(
    ("een", "ander", "reden"),
    [
        (
            {"postcode": "6216 AB", "huisnummer": "14"},
            {"postcode": "6216ab", "huisnummer": "14", "toevoeging": "b"},
            "zelfde adres",
        ),
        (
            {"betrokkene_telefoon": "06 12 34 56 78"},
            {"betrokkene_telefoon": "+31612345678"},
            "zelfde telefoonnummer",
        ),
        (
            {"betrokkene_email": "Jo@Voorbeeld.test"},
            {"betrokkene_email": "jo@voorbeeld.test"},
            "zelfde e-mailadres",
        ),
    ],
)
def test_a_melding_that_shares_something_is_found_with_the_reason(een, ander, reden):
    eerste = bouwers.melding(betrokkene_naam="", **een)
    tweede = bouwers.melding(betrokkene_naam="Iemand", **ander)
    assert _redenen(eerste) == {tweede.pk: (reden,)}


def test_a_name_counts_only_within_the_same_buurt():
    malberg, amby = bouwers.buurt(), bouwers.buurt(code="BU09350505", naam="Amby")
    eerste = bouwers.melding(betrokkene_naam="Mevr. A. Janssén", buurt=malberg)
    zelfde = bouwers.melding(betrokkene_naam="mevr A Janssen", buurt=malberg)
    bouwers.melding(betrokkene_naam="mevr A Janssen", buurt=amby)
    bouwers.melding(betrokkene_naam="mevr A Janssen")
    assert _redenen(eerste) == {zelfde.pk: ("zelfde naam en buurt",)}


def test_empty_values_never_match():
    bouwers.melding(betrokkene_naam="")
    assert _redenen(bouwers.melding(betrokkene_naam="")) == {}


def test_another_gemeente_is_not_searched():
    elders = bouwers.gemeente(code="GM9999", naam="Elders")
    bouwers.melding(betrokkene_telefoon="043 000 00 01", gemeente=elders)
    assert _redenen(bouwers.melding(betrokkene_telefoon="043 000 00 01")) == {}


def test_meldingen_of_one_zaak_are_no_doubles_of_each_other():
    samen = [bouwers.melding(betrokkene_telefoon="043 000 00 01") for _ in range(2)]
    bouwers.zaak(meldingen=samen)
    assert _redenen(samen[0]) == {}


def test_a_closed_zaak_is_found_only_when_asked_for():
    oud = bouwers.melding(betrokkene_telefoon="043 000 00 01")
    zaak = bouwers.zaak(
        meldingen=[oud],
        status=Zaak.Status.AFGESLOTEN,
        uitkomst=Zaak.Uitkomst.ADVIES,
        afgesloten_op=bouwers.NU,
    )
    nieuw = bouwers.melding(betrokkene_telefoon="043 000 00 01")
    assert _redenen(nieuw, ook_afgesloten=False) == {}
    [gevonden] = dubbelen([nieuw], ook_afgesloten=True)[nieuw.pk]
    assert gevonden.zaak == zaak


def test_fifty_meldingen_are_compared_in_one_query(django_assert_num_queries):
    for nummer in range(50):
        bouwers.melding(betrokkene_telefoon=f"043 000 00 {nummer:02}")
    meldingen = list(Melding.objects.select_related("zaakmelding"))
    with django_assert_num_queries(1):
        dubbelen(meldingen, ook_afgesloten=False)
