"""Runs the benchmarks that were asked for; prints a table and writes it as JSON."""

import importlib
import json
import os
import sys

import django
from django.core.management import call_command

from bench.meten import Regel
from signaalpunt.ingebouwd.plaats import STAAT

KORT = ("melding", "deur", "volgen", "werkvoorraad", "jaarcijfers")
LANG = ("herinneringen", "termijnen", "storing", "onthulling", "stortvloed")
UITSLAG = STAAT / "bench" / "uitslag.json"


def _toon(regels: list[Regel]) -> None:
    print(f"\n{'wat':<52}{'ms':>10}{'vloer ms':>10}{'keer':>7}{'queries':>9}")
    for regel in regels:
        vloer = f"{regel.vloer_ms:.2f}" if regel.vloer_ms else "–"
        keer = f"{regel.verhouding:.2f}" if regel.verhouding else "–"
        aantal = "–" if regel.aantal_queries is None else str(regel.aantal_queries)
        print(f"{regel.naam:<52}{regel.ms:>10.2f}{vloer:>10}{keer:>7}{aantal:>9}")
        if regel.vloer:
            print(f"    vloer: {regel.vloer}")
        for naam, waarde in regel.extra.items():
            print(f"    {naam}: {waarde}")


def main(namen: list[str]) -> int:
    """Run the benchmarks by name, without names the short ones; returns the exit status."""
    gekozen = [naam.partition("=")[::2] for naam in namen or KORT]
    onbekend = {naam for naam, _ in gekozen} - {*KORT, *LANG}
    if onbekend:
        print(f"Onbekend: {', '.join(sorted(onbekend))}. Kies uit {', '.join((*KORT, *LANG))}.")
        return 2
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    uitslag = {}
    for naam, aantal in gekozen:
        print(f"\n== {naam}", flush=True)
        regels = importlib.import_module(f"bench.{naam}").meet(*([int(aantal)] if aantal else []))
        _toon(regels)
        uitslag[naam] = [regel.als_json() for regel in regels]
    UITSLAG.write_text(json.dumps(uitslag, indent=2), encoding="utf-8")
    print(f"\nOok als JSON: {UITSLAG}")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "signaalpunt.settings")
    django.setup()
    sys.exit(main(sys.argv[1:]))
