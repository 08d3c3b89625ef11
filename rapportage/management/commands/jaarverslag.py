"""The evaluation of a year as a file, from the same snapshot as the screens."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from rapportage import jaarverslag
from rapportage.models import Jaarverslag, Verslagbestand
from rapportage.periode import periode
from rapportage.uitvoer import FORMATEN
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gemeente


def _jaar(tekst: str) -> int:
    try:
        return periode(int(tekst)).jaar
    except ValueError as fout:
        raise argparse.ArgumentTypeError(f"{tekst!r} is geen jaar") from fout


class Command(BaseCommand):
    help = (
        "Schrijf het jaarverslag: het vastgelegde verslag, of een concept als het jaar nog niet "
        "is vastgelegd."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("jaar", type=_jaar)
        parser.add_argument("--gemeente", metavar="CODE", help="CBS-code, bijvoorbeeld GM0935")
        parser.add_argument("--formaat", choices=list(FORMATEN), default="json")
        parser.add_argument("--uit", type=Path, metavar="PAD", help="standaard: naar het scherm")

    def handle(self, *args: Any, **options: Any) -> None:
        gemeente = _gemeente(options["gemeente"])
        inhoud = self._bestand(gemeente, options["jaar"], options["formaat"])
        if options["uit"]:
            options["uit"].write_bytes(inhoud)
            self.stderr.write(f"Geschreven: {options['uit']}")
        else:
            self.stdout.buffer.write(inhoud)  # type: ignore[attr-defined]

    def _bestand(self, gemeente: Gemeente, jaar: int, formaat: str) -> bytes:
        vast = Jaarverslag.objects.filter(gemeente=gemeente, jaar=jaar).first()
        if vast:
            return bytes(Verslagbestand.objects.get(jaarverslag=vast, naam=formaat).inhoud)
        self.stderr.write(f"Het jaar {jaar} is niet vastgelegd: dit is een concept.")
        try:
            verslag = jaarverslag.concept(gemeente, jaar, nu=timezone.now())
        except Geweigerd as weigering:
            raise CommandError(str(weigering)) from weigering
        return FORMATEN[formaat][1](verslag)


def _gemeente(code: str | None) -> Gemeente:
    gemeenten = Gemeente.objects.filter(code=code) if code else Gemeente.objects.all()[:2]
    if len(gemeenten) != 1:
        raise CommandError("Kies een gemeente met --gemeente CODE, bijvoorbeeld GM0935.")
    return gemeenten[0]
