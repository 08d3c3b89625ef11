import pytest

from opvolging.beoordelen import beoordeel
from opvolging.models import Zaak
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db

Status, Oordeel, Hulpwens = Zaak.Status, Zaak.Oordeel, Zaak.Hulpwens


def _beoordeel(zaak, oordeel=Oordeel.TERECHT, **velden):
    beoordeel(zaak, oordeel=oordeel, door=zaak.behandelaar, nu=NU, **velden)
    zaak.refresh_from_db()


@pytest.mark.parametrize(
    ("van", "hulpwens", "naar"),
    [
        (Status.OPGEPAKT, None, Status.OPGEPAKT),
        (Status.CONTACT_GELEGD, None, Status.CONTACT_GELEGD),
        (Status.CONTACT_GELEGD, Hulpwens.JA, Status.IN_BEGELEIDING),
        (Status.CONTACT_GELEGD, Hulpwens.NEE, Status.CONTACT_GELEGD),
        (Status.CONTACT_GELEGD, Hulpwens.WEET_NIET, Status.CONTACT_GELEGD),
        (Status.IN_BEGELEIDING, Hulpwens.JA, Status.IN_BEGELEIDING),
        (Status.IN_BEGELEIDING, Hulpwens.NEE, Status.CONTACT_GELEGD),
    ],
)
def test_who_wants_something_comes_into_begeleiding_and_who_no_longer_does_leaves(
    van, hulpwens, naar
):
    zaak = bouwers.zaak(status=van)
    _beoordeel(zaak, hulpwens=hulpwens)
    assert (zaak.status, zaak.oordeel, zaak.hulpwens) == (naar, "terecht", hulpwens or "")
    assert zaak.gebeurtenissen.get().status == (naar if naar != van else "")


def test_the_history_tells_the_assessment_in_words():
    zaak = bouwers.zaak(status=Status.CONTACT_GELEGD)
    _beoordeel(zaak, hulpwens=Hulpwens.NEE, toelichting="Heeft veel aan de buren.")
    assert zaak.gebeurtenissen.get().tekst == (
        "Zorg terecht, wil geen hulp. Heeft veel aan de buren."
    )


def test_the_same_assessment_again_adds_nothing_but_a_new_remark_does():
    zaak = bouwers.zaak(status=Status.CONTACT_GELEGD)
    _beoordeel(zaak, hulpwens=Hulpwens.NEE)
    _beoordeel(zaak, hulpwens=Hulpwens.NEE)
    assert zaak.gebeurtenissen.count() == 1
    for _ in range(2):  # a form that is sent twice
        _beoordeel(zaak, hulpwens=Hulpwens.NEE, toelichting="Nog eens gevraagd.")
    assert zaak.gebeurtenissen.count() == 2


@pytest.mark.parametrize("hulpwens", list(Hulpwens))
def test_what_somebody_wants_is_not_known_before_contact(hulpwens):
    zaak = bouwers.zaak()
    with pytest.raises(Geweigerd) as weigering:
        _beoordeel(zaak, hulpwens=hulpwens)
    assert str(weigering.value) == (
        "Wat iemand wil, weten we pas na een gesprek. Leg eerst het contact vast."
    )
    assert not zaak.gebeurtenissen.exists()
