import pytest

from opvolging import koppelen
from opvolging.beoordelen import beoordeel
from opvolging.maatjebeeld import mijn_koppelingen
from opvolging.models import Koppeling, Zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Bericht
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


def _koppeling(**velden) -> Koppeling:
    deelnemer, maatje = bouwers.deelnemer(), bouwers.maatje()
    door = deelnemer.zaak.behandelaar
    koppeling = koppelen.stel_voor(deelnemer, maatje, door=door, nu=NU)
    Koppeling.objects.filter(pk=koppeling.pk).update(**velden)
    return koppeling


@pytest.mark.parametrize("hulpwens", [Hulpwens.NEE, Hulpwens.WEET_NIET, None])
def test_who_wants_no_help_any_more_takes_the_open_offer_and_its_mail_back(hulpwens):
    koppeling = _koppeling()
    _beoordeel(koppeling.deelnemer.zaak, hulpwens=hulpwens)
    assert Koppeling.objects.get().status == Koppeling.Status.INGETROKKEN
    assert Bericht.objects.get().status == Bericht.Status.INGETROKKEN
    with pytest.raises(Geweigerd, match="Deze vraag geldt niet meer"):
        koppelen.accepteer(koppeling, door=koppeling.maatje.gebruiker, nu=NU)
    assert mijn_koppelingen(koppeling.maatje.gebruiker) == []


def test_who_still_wants_help_keeps_the_open_offer():
    koppeling = _koppeling()
    _beoordeel(koppeling.deelnemer.zaak, oordeel=Oordeel.NIET_TERECHT, hulpwens=Hulpwens.JA)
    assert Koppeling.objects.get().status == Koppeling.Status.VOORGESTELD


@pytest.mark.parametrize(
    "velden",
    [
        {"status": Koppeling.Status.GEACCEPTEERD, "geantwoord_op": NU},
        {"status": Koppeling.Status.ACTIEF, "geantwoord_op": NU, "gestart_op": NU},
    ],
)
def test_a_maatje_who_said_yes_is_told_first(velden):
    koppeling = _koppeling(**velden)
    zaak = koppeling.deelnemer.zaak
    with pytest.raises(Geweigerd, match=rf"Vera Voorbeeld zei al ja.* koppeling {koppeling.pk} "):
        _beoordeel(zaak, hulpwens=Hulpwens.NEE)
    zaak.refresh_from_db()
    assert (zaak.status, zaak.hulpwens) == (Status.IN_BEGELEIDING, Hulpwens.JA)
    assert Koppeling.objects.get().status == velden["status"]
