from itertools import product

import pytest

from opvolging.models import Gebeurtenis, Zaak
from opvolging.verloop import (
    OVERGANGEN,
    OvergangGeweigerd,
    schrijf_bij,
    verander_status,
    vergrendel,
)
from signaalpunt.fouten import Geweigerd
from tests import bouwers

Status = Zaak.Status
MAG = {
    (Status.OPGEPAKT, Status.CONTACT_GELEGD),
    (Status.OPGEPAKT, Status.AFGESLOTEN),
    (Status.CONTACT_GELEGD, Status.OPGEPAKT),
    (Status.CONTACT_GELEGD, Status.IN_BEGELEIDING),
    (Status.CONTACT_GELEGD, Status.AFGESLOTEN),
    (Status.IN_BEGELEIDING, Status.CONTACT_GELEGD),
    (Status.AFGESLOTEN, Status.OPGEPAKT),
    (Status.AFGESLOTEN, Status.CONTACT_GELEGD),
    (Status.AFGESLOTEN, Status.IN_BEGELEIDING),
    (Status.IN_BEGELEIDING, Status.AFGESLOTEN),
}


def _zaak(status: Zaak.Status) -> Zaak:
    dicht = {"uitkomst": Zaak.Uitkomst.ADVIES, "afgesloten_op": bouwers.NU}
    return bouwers.zaak(status=status, **(dicht if status == Status.AFGESLOTEN else {}))


def test_the_table_names_every_status():
    assert OVERGANGEN.keys() == set(Status)


@pytest.mark.django_db
@pytest.mark.parametrize(("van", "naar"), list(product(Status, Status)))
def test_every_step_of_the_table_works_and_every_other_step_is_refused(van, naar):
    zaak = _zaak(van)
    samen = {"uitkomst": Zaak.Uitkomst.ADVIES, "afgesloten_op": bouwers.NU}
    weer_open = {"uitkomst": "", "afgesloten_op": None}
    samen_met = samen if naar == Status.AFGESLOTEN else weer_open

    def stap() -> None:
        soort = Gebeurtenis.Soort.BEOORDEELD
        verander_status(
            zaak, naar, soort, door=zaak.behandelaar, nu=bouwers.NU, samen_met=samen_met
        )

    if (van, naar) in MAG:
        stap()
        assert zaak.status == naar
        assert zaak.gebeurtenissen.get().status == naar
    else:
        with pytest.raises(OvergangGeweigerd) as weigering:
            stap()
        assert f"de stand is nu ‘{van.label}’" in str(weigering.value)
        assert f"‘{naar.label}’ volgen" in str(weigering.value)
        assert not zaak.gebeurtenissen.exists()
    zaak.refresh_from_db()
    assert zaak.status == (naar if (van, naar) in MAG else van)


@pytest.mark.django_db
def test_a_step_from_a_status_that_a_colleague_changed_is_refused_and_writes_nothing():
    zaak = _zaak(Status.OPGEPAKT)
    Zaak.objects.filter(pk=zaak.pk).update(status=Status.CONTACT_GELEGD)
    soort = Gebeurtenis.Soort.CONTACT
    with pytest.raises(Geweigerd, match="Een collega heeft deze zaak zojuist gewijzigd"):
        verander_status(zaak, Status.CONTACT_GELEGD, soort, door=zaak.behandelaar, nu=bouwers.NU)
    assert not zaak.gebeurtenissen.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("zelf", "wie"), [(False, "Fatima El Amrani heeft"), (True, "U heeft")])
def test_a_refusal_names_who_was_first_and_what_they_did(zelf, wie):
    zaak = _zaak(Status.OPGEPAKT)
    fatima = bouwers.gebruiker(naam="Fatima El Amrani")
    soort = Gebeurtenis.Soort.CONTACT
    schrijf_bij(zaak, soort, door=fatima, nu=bouwers.NU)
    Zaak.objects.filter(pk=zaak.pk).update(status=Status.CONTACT_GELEGD)
    door = fatima if zelf else zaak.behandelaar
    with pytest.raises(Geweigerd, match=f"{wie} deze zaak zojuist gewijzigd: contact gehad"):
        verander_status(zaak, Status.CONTACT_GELEGD, soort, door=door, nu=bouwers.NU)


@pytest.mark.django_db
def test_a_closed_zaak_is_refused_with_its_outcome():
    with pytest.raises(Geweigerd, match='al afgesloten als "geholpen met advies"'):
        vergrendel(_zaak(Status.AFGESLOTEN))


@pytest.mark.django_db
def test_an_open_zaak_is_held_as_it_is_now():
    zaak = _zaak(Status.OPGEPAKT)
    Zaak.objects.filter(pk=zaak.pk).update(oordeel=Zaak.Oordeel.TERECHT)
    assert vergrendel(zaak).oordeel == Zaak.Oordeel.TERECHT
