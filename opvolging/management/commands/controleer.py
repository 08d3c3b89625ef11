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
            self.stdout.write(regel(punt))
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
    yield from toestand.accounts()
    yield from toestand.instellingen()


def regel(punt: Punt) -> str:
    """One line for a person; what is wrong comes with what to do."""
    if punt.is_goed:
        return f"goed  {punt.naam}: {punt.tekst}"
    return f"FOUT  {punt.naam}: {punt.tekst}. {punt.advies}".rstrip()


def klokken(nu: datetime) -> Iterator[Punt]:
    """The clocks: do they run, have they somebody to warn, do their reminders leave?"""
    vanzelf = "Dit wordt elk uur vanzelf hersteld, als de lus of beat draait."
    yield _geen("meldingen zonder klok", nakijken.zonder_klok().count(), vanzelf)
    yield _geen("klokken zonder alle herinneringen", nakijken.zonder_ladder().count(), vanzelf)
    yield _geen(
        "klokken zonder iemand om te waarschuwen",
        nakijken.zonder_ontvanger().values("termijn").distinct().count(),
        vanzelf,
    )
    yield _geen(
        "herinneringen die blijven liggen",
        nakijken.te_laat(nu=nu),
        "Kijk of de programma's hierboven draaien.",
    )
    gemeenten = ", ".join(nakijken.zonder_teamleider())
    tekst = f"ontbreekt in {gemeenten}" if gemeenten else "gekozen"
    yield Punt("teamleider", not gemeenten, tekst, "Kies een teamleider bij Beheer.")
    yield _geen(
        "klokken van wie hier niet meer werkt",
        nakijken.zonder_behandelaar(),
        "Draag die zaken over aan een collega.",
    )


def _geen(naam: str, aantal: int, advies: str) -> Punt:
    """A point that is well when there are none."""
    return Punt(naam, not aantal, str(aantal), advies)
