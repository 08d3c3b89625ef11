"""Freezing takes seconds; nobody waits for it."""

import pytest
from django.db import connection

from rapportage import jaarverslag
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.draden import in_draden
from tests.rapportage import stad

NU = bouwers.NU


@pytest.mark.django_db(transaction=True)
def test_a_melding_comes_in_while_a_year_is_frozen(monkeypatch):
    gemeente = stad.gemeente_met_wijken()
    stad.jaar_vol_meldingen(gemeente, 2025)
    coordinator = bouwers.gebruiker(Rol.COORDINATOR, gemeente=gemeente)
    stel_samen = jaarverslag._stel_samen
    binnengekomen = []

    def meld():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        return bouwers.melding(gemeente=gemeente).pk

    def met_melding(*args, **kwargs):
        binnengekomen.extend(in_draden(meld))
        return stel_samen(*args, **kwargs)

    monkeypatch.setattr(jaarverslag, "_stel_samen", met_melding)
    jaarverslag.leg_vast(gemeente, 2025, door=coordinator, nu=NU)
    assert len(binnengekomen) == 1
