"""Taking in a melding is all or nothing, once, however many try at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection

from meldingen import intake
from meldingen.models import Deur, Melder, Melding
from opvolging.aannemen import neem_aan
from opvolging.models import Termijn
from signaalpunt.models import Bericht
from tests import bouwers
from tests.bouwers import NU

GEGEVENS = {"veilig": "ja", "terugkoppeling": "email", "melder_email": "piet@voorbeeld.test"}
SLEUTEL = UUID(int=7)


def _neem_aan(gemeente):
    herkomst = intake.Herkomst(gemeente=gemeente, deur=Deur.IEMAND_ANDERS)
    return neem_aan(herkomst, GEGEVENS, sleutel=SLEUTEL, nu=NU)


@pytest.mark.django_db(transaction=True)
def test_twenty_at_the_same_moment_with_one_key_give_one_melding():
    gemeente = bouwers.gemeente()

    def neem(_):
        try:
            return _neem_aan(gemeente).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as draden:
        gevonden = set(draden.map(neem, range(20)))
    assert gevonden == {Melding.objects.get().pk}
    assert Melder.objects.count() == 1
    soorten = list(Termijn.objects.values_list("soort", flat=True).order_by("soort"))
    assert soorten == ["eerste_contact", "informatieplicht", "oppakken"]
    assert Bericht.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_when_the_last_row_fails_nothing_is_stored(monkeypatch):
    def stuk(*_args, **_velden):
        raise RuntimeError("proef")

    monkeypatch.setattr("opvolging.aannemen.klokken.start_alle", stuk)
    with pytest.raises(RuntimeError):
        _neem_aan(bouwers.gemeente())
    assert not Melding.objects.exists()
    assert not Melder.objects.exists()
    assert not Termijn.objects.exists()


@pytest.mark.django_db
def test_a_key_of_another_gemeente_is_refused():
    _neem_aan(bouwers.gemeente())
    with pytest.raises(intake.AlGebruikt):
        _neem_aan(bouwers.gemeente(code="GM9999", naam="Elders"))
