"""`controleer`: is this installation well? For a person; exit 1 when something is wrong."""

import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from opvolging import nakijken
from signaalpunt import toestand
from signaalpunt.toestand import Punt


class Command(BaseCommand):
    help = "Controleert diensten, herinneringen, mail en instellingen."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **opties: Any) -> None:
        punten = list(alle_punten(timezone.now()))
        for punt in punten:
            self.stdout.write(f"{'goed ' if punt.is_goed else 'FOUT '} {punt.naam}: {punt.tekst}")
        fout = sum(not punt.is_goed for punt in punten)
        self.stdout.write(f"{fout} punten vragen aandacht." if fout else "Alles is in orde.")
        if fout:
            sys.exit(1)


def alle_punten(nu: datetime) -> Iterator[Punt]:
    """Every point; without a database only the services can be looked at."""
    diensten = list(toestand.diensten())
    yield from diensten
    if not diensten[0].is_goed:
        return
    yield from toestand.motoren(nu=nu)
    yield from toestand.mail(nu=nu)
    yield from klokken(nu)
    yield from toestand.instellingen()


def klokken(nu: datetime) -> Iterator[Punt]:
    """The clocks: do they run, have they somebody to warn, do their reminders leave?"""
    aantal = nakijken.zonder_klok().count()
    yield Punt("meldingen zonder klok", not aantal, f"{aantal}")
    aantal = nakijken.zonder_ladder().count()
    yield Punt("klokken zonder alle herinneringen", not aantal, f"{aantal}")
    aantal = nakijken.te_laat(nu=nu)
    yield Punt("herinneringen die blijven liggen", not aantal, f"{aantal}")
    gemeenten = ", ".join(nakijken.zonder_teamleider())
    yield Punt("teamleider", not gemeenten, f"ontbreekt in {gemeenten}" if gemeenten else "gekozen")
    aantal = nakijken.zonder_behandelaar()
    yield Punt("klokken van wie hier niet meer werkt", not aantal, f"{aantal}")
