"""The way of a report: count, protect, audit, freeze, publish.

The running year and a year that nobody froze exist only as a concept, made anew each time and
protected all the same. Freezing keeps the report and every file of it; publishing is final.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from meldingen.models import Melding
from rapportage import tellingen, verhaal
from rapportage.bescherming import bescherm, kies
from rapportage.bron import Bron
from rapportage.models import Jaarverslag, Verslagbestand
from rapportage.omgeving import omgeving
from rapportage.opbouw import hoofdstukken
from rapportage.periode import Periode, periode
from rapportage.uitvoer import bestanden
from rapportage.verslag import Rij, Verslag, tabellen
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker, Gemeente

SCHEMA = 1


def concept(gemeente: Gemeente, jaar: int, *, nu: datetime) -> Verslag:
    """The protected figures of `jaar` as they are at `nu`. Raises Geweigerd when they cannot be
    protected, ValueError for an impossible year."""
    return _stel_samen(gemeente, periode(jaar), nu=nu, is_concept=True)


@transaction.atomic
def leg_vast(gemeente: Gemeente, jaar: int, *, door: Gebruiker, nu: datetime) -> Jaarverslag:
    """Freeze the report of a past year with all its files; may be done again until it is published.

    Raises Geweigerd when the year is not over, was published, or cannot be protected.
    """
    welk = periode(jaar)
    if not welk.is_voorbij(timezone.localdate(nu)):
        raise Geweigerd(f"Het jaar {jaar} is nog niet voorbij. Leg het vast vanaf 1 januari.")
    # One freeze at a time: the audit looks at everything that is published. It takes seconds, and
    # meanwhile meldingen come in that point to this row: they must not wait (no_key).
    Gemeente.objects.select_for_update(no_key=True).get(pk=gemeente.pk)
    eerder = Jaarverslag.objects.filter(gemeente=gemeente, jaar=jaar)
    if eerder.gepubliceerd().exists():
        raise Geweigerd(f"Het jaarverslag {jaar} is gepubliceerd en verandert niet meer.")
    eerder.delete()
    verslag = _stel_samen(gemeente, welk, nu=nu, is_concept=False)
    vastgelegd = Jaarverslag.objects.create(
        gemeente=gemeente, jaar=jaar, inhoud=verslag, vastgelegd_op=nu, vastgelegd_door=door
    )
    Verslagbestand.objects.bulk_create(
        Verslagbestand(gemeente=gemeente, jaarverslag=vastgelegd, naam=naam, inhoud=inhoud)
        for naam, inhoud in bestanden(verslag).items()
    )
    return vastgelegd


def _wie_was_eerst(verslag: Jaarverslag) -> str:
    """Of the report that counts now: there is one for each year."""
    van_dit_jaar = Jaarverslag.objects.filter(gemeente=verslag.gemeente_id, jaar=verslag.jaar)
    geldend = van_dit_jaar.select_related("gepubliceerd_door", "vastgelegd_door").get()
    if wie := geldend.gepubliceerd_door:
        return f"{wie.naam} heeft dit verslag al gepubliceerd."
    wie = geldend.vastgelegd_door
    return f"{wie.naam} heeft dit verslag zojuist opnieuw vastgelegd. Kijk het eerst na."


def publiceer(verslag: Jaarverslag, *, door: Gebruiker, nu: datetime) -> None:
    """Show a frozen report to the gemeente, for good. Raises Geweigerd when that was done."""
    nog_niet = Jaarverslag.objects.filter(pk=verslag.pk, gepubliceerd_op__isnull=True)
    # Conditional UPDATE: a report that a colleague froze anew or published is not found.
    if not nog_niet.update(gepubliceerd_op=nu, gepubliceerd_door=door):
        raise Geweigerd(_wie_was_eerst(verslag))


def _stel_samen(gemeente: Gemeente, welk: Periode, *, nu: datetime, is_concept: bool) -> Verslag:
    bron = Bron(gemeente, welk)
    totaal = tellingen.totaal(bron)
    if totaal.mensen < tellingen.DREMPEL_WIJK:
        raise Geweigerd(
            f"In {welk.jaar} zijn er meldingen over minder dan {tellingen.DREMPEL_WIJK} mensen. "
            "Dat is te weinig voor een verslag dat niemand herkent."
        )
    keuze = kies([telling(bron) for telling in tellingen.TELLINGEN])
    gekozen, getoond = bescherm(keuze, _eerder_gepubliceerd(gemeente, welk.jaar))
    verslag: Verslag = {
        "schema": SCHEMA,
        "titel": f"Jaarverslag {welk.jaar}",
        "gemeente": gemeente.naam,
        "gemeentecode": gemeente.code,
        "jaar": welk.jaar,
        "is_concept": is_concept,
        "opgemaakt_op": timezone.localtime(nu).isoformat(timespec="seconds"),
        "samenvatting": [],
        "kerncijfers": [],
        "hoofdstukken": hoofdstukken(gekozen, getoond),
        "omgeving": omgeving(gemeente.code, gemeente.naam),
        "bescherming": verhaal.BESCHERMING,
        "grenzen": list(verhaal.GRENZEN),
    }
    getoonde = {tabel["naam"]: tabel for tabel in tabellen(verslag)}
    verslag["samenvatting"] = verhaal.samenvatting(welk.jaar, getoonde)
    verslag["kerncijfers"] = verhaal.kerncijfers(getoonde)
    return verslag


def _eerder_gepubliceerd(gemeente: Gemeente, jaar: int) -> dict[tuple[str, str], int | None]:
    """What a published neighbouring year says about this one: koppelingen that run on new year's
    night stand at the end of one year and at the beginning of the next."""
    buren = {
        jaar - 1: ("loopt_nog", ("begin_van_koppelingen", "liep_al")),
        jaar + 1: ("liep_al", ("einde_van_koppelingen", "loopt_nog")),
    }
    eerder: dict[tuple[str, str], int | None] = {}
    for buur in Jaarverslag.objects.filter(gemeente=gemeente, jaar__in=buren).gepubliceerd():
        rij, cel = buren[buur.jaar]
        for gevonden in _rijen(buur.inhoud, "koppelingen", rij):
            eerder[cel] = gevonden["aantallen"][0]
    return eerder


def _rijen(verslag: Verslag, tabel: str, rij: str) -> list[Rij]:
    return [
        r for t in tabellen(verslag) for r in t["rijen"] if (t["naam"], r["naam"]) == (tabel, rij)
    ]


def jaren(gemeente: Gemeente, vandaag: date) -> list[int]:
    """Years with anything to report, the newest first."""
    eerste = Melding.objects.filter(gemeente=gemeente).aggregate(dag=Min("ontvangen_dag"))["dag"]
    return list(range(vandaag.year, eerste.year - 1, -1)) if eerste else []
