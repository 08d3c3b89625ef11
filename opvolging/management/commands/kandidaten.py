"""`kandidaten DEELNEMER [--json]`: who fits a deelnemer and why, by number, without names."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from opvolging.koppelen import kandidaten
from opvolging.matchbegrippen import Kandidatenlijst, Oordeel
from opvolging.models import Deelnemer


class Command(BaseCommand):
    help = "Toont welke maatjes bij een deelnemer passen, en waarop de andere afvielen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("deelnemer", type=int, help="nummer van de deelnemer")
        parser.add_argument("--json", action="store_true", help="als JSON, voor een programma")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Judge at this moment."""
        nummer = opties["deelnemer"]
        deelnemer = Deelnemer.objects.select_related("buurt").filter(pk=nummer).first()
        if deelnemer is None:
            raise CommandError(f"Er is geen deelnemer {nummer}.")
        lijst = kandidaten(deelnemer, nu=timezone.now()).lijst
        if opties["json"]:
            self.stdout.write(json.dumps(_als_json(nummer, lijst), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_als_tekst(nummer, lijst))


def _als_json(deelnemer: int, lijst: Kandidatenlijst) -> dict[str, Any]:
    stap = lijst.versoepeling
    return {
        "deelnemer": deelnemer,
        "regelversie": lijst.regelversie,
        "samenvatting": lijst.samenvatting,
        "kandidaten": [_passend(oordeel) for oordeel in lijst.kandidaten],
        "afvallers": [_afgevallen(oordeel) for oordeel in lijst.afvallers],
        "versoepeling": stap
        and {"op": stap.regel, "maatje": stap.maatje, "waarde": stap.waarde, "zin": stap.zin},
    }


def _passend(oordeel: Oordeel) -> dict[str, Any]:
    return {
        "maatje": oordeel.maatje,
        "punten": oordeel.punten,
        "redenen": oordeel.voor,
        "minder": oordeel.tegen,
        "onbekend": oordeel.onbekend,
        "voldoet": oordeel.voldoet,
        "onderdelen": {deel.naam: deel.punten for deel in oordeel.onderdelen},
    }


def _afgevallen(oordeel: Oordeel) -> dict[str, Any]:
    return {
        "maatje": oordeel.maatje,
        "op": [toets.regel for toets in oordeel.afgevallen],
        "redenen": oordeel.tegen,
    }


def _als_tekst(deelnemer: int, lijst: Kandidatenlijst) -> str:
    regels = [f"Deelnemer {deelnemer}, regels versie {lijst.regelversie}", lijst.samenvatting]
    for plek, oordeel in enumerate(lijst.kandidaten, start=1):
        punten = f"{oordeel.punten:.1f}".replace(".", ",")
        regels.append(f"\n{plek}. maatje {oordeel.maatje}: {punten} punten")
        regels += [f"   + {zin}" for zin in oordeel.voor]
        regels += [f"   - {zin}" for zin in oordeel.tegen]
        regels += [f"   ? {zin}" for zin in oordeel.onbekend]
    if lijst.afvallers:
        regels.append("\nAfgevallen:")
    regels += [f"   maatje {o.maatje}: {' '.join(o.tegen)}" for o in lijst.afvallers]
    if lijst.versoepeling:
        wie = f" (maatje {lijst.versoepeling.maatje})" if lijst.versoepeling.maatje else ""
        regels.append(f"\nDit kan helpen{wie}: {lijst.versoepeling.zin}")
    return "\n".join(regels)
