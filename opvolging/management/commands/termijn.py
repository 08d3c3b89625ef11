"""Count one clock and explain the answer: by the defaults of the product, without a database.

With `--nummer` a stored clock, by the calendar of its own gemeente.
"""

from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opvolging.kalender import Kalender, lokaal, maak_lokaal
from opvolging.klokrekening import klok_van
from opvolging.models import Termijn
from opvolging.openingsbeeld import in_het_kort
from opvolging.termijnen import Pauze, Telling, loopt_af_op
from opvolging.termijnuitleg import uitleg

TELLINGEN = ", ".join(Telling)
VOORBEELD = "bin/manage termijn 2026-09-18T16:30 --uren 24 --telling werkdaguren"


class Command(BaseCommand):
    help = f"Wanneer loopt een termijn af? Bijvoorbeeld: {VOORBEELD}"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        # Nothing is required here: what is missing is said in Dutch below.
        parser.add_argument("start", nargs="?", metavar="START", help="2026-09-18T16:30")
        parser.add_argument("--nummer", metavar="N", help="van een klok die er is")
        parser.add_argument("--uren", metavar="N", help="aantal uren")
        parser.add_argument("--telling", metavar="TELLING", help=TELLINGEN)
        parser.add_argument("--gesloten", metavar="DATUM", action="append", default=[])
        parser.add_argument("--pauze", metavar="VAN,TOT", action="append", default=[])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["nummer"] is not None:
            self._van_nummer(options["nummer"])
            return
        start = _moment(options["start"], "START")
        uren = _uren(options["uren"])
        telling = _telling(options["telling"])
        kalender = Kalender(sluitingsdagen=frozenset(map(_datum, options["gesloten"])))
        pauzes = [_pauze(tekst) for tekst in options["pauze"]]
        try:
            afloop = loopt_af_op(start, uren, telling, kalender, pauzes)
        except ValueError as fout:
            raise CommandError(str(fout)) from fout
        self.stdout.write(afloop.moment.isoformat())
        self.stdout.write(uitleg(afloop))

    def _van_nummer(self, nummer: str) -> None:
        """The limit of a stored clock and how it was counted."""
        pk = int(nummer[:9]) if nummer.isascii() and nummer.isdigit() else 0
        termijn = Termijn.objects.select_related("gemeente").filter(pk=pk).first()
        if termijn is None:
            raise CommandError(f"--nummer: er is geen klok {nummer!r}. Kijk het nummer na.")
        self.stdout.write(lokaal(termijn.grens_op).isoformat())
        self.stdout.write(f"{termijn.get_soort_display().capitalize()}. {termijn.uitleg}")
        kalender = klok_van(termijn).kalender
        self.stdout.write(
            f"Regel versie {termijn.regelversie}. Openingstijden versie {kalender.versie}: "
            f"{in_het_kort(termijn.telling, kalender)}."
        )


def _moment(tekst: str | None, naam: str) -> datetime:
    """Read ISO 8601; without an offset it is Dutch time."""
    try:
        if not tekst or len(tekst) <= len("2026-09-18"):
            raise ValueError
        moment = datetime.fromisoformat(tekst.strip())
        return moment if moment.tzinfo else maak_lokaal(moment)
    except (ValueError, OverflowError) as fout:
        raise CommandError(
            f"{naam}: {_gelezen(tekst)}. Schrijf een dag met een tijd, zoals 2026-09-18T16:30 "
            f"of 2026-09-18T16:30+02:00. Bijvoorbeeld: {VOORBEELD}"
        ) from fout


def _uren(tekst: str | None) -> int:
    if tekst is None or not (tekst.isascii() and tekst.isdigit()):
        raise CommandError(f"--uren: {_gelezen(tekst)}. Schrijf een heel getal, zoals --uren 24")
    return int(tekst[:9])  # longer is refused anyway: hours have a maximum


def _telling(tekst: str | None) -> Telling:
    if tekst not in list(Telling):
        raise CommandError(f"--telling: {_gelezen(tekst)}. Kies een van: {TELLINGEN}")
    return Telling(tekst)


def _datum(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError as fout:
        raise CommandError(
            f"--gesloten: {_gelezen(tekst)}. Schrijf een datum, zoals --gesloten 2026-04-03"
        ) from fout


def _pauze(tekst: str) -> Pauze:
    van, komma, tot = tekst.partition(",")
    if not komma:
        raise CommandError(
            f"--pauze: {_gelezen(tekst)}. Schrijf begin en einde met een komma ertussen, zoals "
            "--pauze 2026-09-15T16:00,2026-09-17T11:00"
        )
    return _moment(van, "--pauze"), _moment(tot, "--pauze")


def _gelezen(tekst: str | None) -> str:
    return f"'{tekst}' begrijpen we niet" if tekst else "dit ontbreekt nog"
