"""Invent meldingen with everything that follows from them; the same for the same seed and date.

A town that one process invents is there whole or not at all, whenever the command is stopped.
"""

import gc
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from datetime import date, datetime, time, timedelta
from functools import partial
from multiprocessing import get_context
from random import Random
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from meldingen.forms import DEUREN
from meldingen.intake import Herkomst
from meldingen.laden import laad_maastricht
from meldingen.models import Buurt, Deur, Kanaal, Melding, Vindplaats
from opvolging.aannemen import neem_aan
from rapportage import jaarverslag
from rapportage.demo import verzinsels
from rapportage.demo.aanbod import vul_sociale_kaart
from rapportage.demo.accounts import maak_accounts
from rapportage.demo.levensloop import Loop, leef
from rapportage.demo.maatjes import HEEL, Deel, maak_maatjes
from rapportage.demo.vindplaatsen import door_welke, maak_vindplaatsen, vul_openbaar
from rapportage.models import Jaarverslag
from signaalpunt import post
from signaalpunt.fouten import Geweigerd
from signaalpunt.ingebouwd.voortgang import levensteken
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, Rol

VEEL, DELEN = 1000, 2  # from so many meldingen on: so many processes
AANTAL_RECENT, RECENT = 14, 2  # so many meldingen in so many last days
KANALEN = {"web": 62, "telefoon": 26, "balie": 8, "email": 4}


DAG = timedelta(days=1)
Execute = Callable[..., object]


def _middernacht(dag: date) -> datetime:
    return datetime.combine(dag, time(), tzinfo=timezone.get_default_timezone())


def _moment(dag: date, toeval: Random) -> datetime:
    """Some moment of the day, mostly between breakfast and bedtime."""
    minuut = min(max(int(toeval.gauss(13.5, 3.6) * 60), 0), 24 * 60 - 1)
    return _middernacht(dag) + timedelta(minutes=minuut)


def _voor(moment: datetime, begin: datetime, einde: datetime) -> datetime:
    """`moment`, or when that is still to come the same hour of the day before; the first day has
    none, and is made to fit."""
    if moment < einde:
        return moment
    dag_eerder = moment - DAG
    return dag_eerder if dag_eerder >= begin else begin + (moment - begin) * ((einde - begin) / DAG)


def momenten(aantal: int, jaren: int, tot: date, einde: datetime, toeval: Random) -> list[datetime]:
    """`aantal` moments in `jaren` calendar years, the last of them up to `tot`, oldest first.

    None is later than `einde`, a moment of that last day. A few fall in the last days, so that
    there is work to do.
    """
    begin = date(tot.year - jaren + 1, 1, 1)
    dagen = (tot - begin).days + 1
    aantal_recent = min(AANTAL_RECENT, aantal // 10)
    geleden = [toeval.randrange(dagen) for _ in range(aantal - aantal_recent)]
    geleden += [toeval.randrange(min(RECENT, dagen)) for _ in range(aantal_recent)]
    gekozen = (_moment(tot - timedelta(days=dag), toeval) for dag in geleden)
    return sorted(_voor(moment, _middernacht(begin), einde) for moment in gekozen)


class Command(BaseCommand):
    help = "Verzint meldingen en alles wat eruit volgt. Alleen voor een demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--meldingen", type=int, default=300)
        parser.add_argument("--jaren", type=int, default=3)
        parser.add_argument("--zaad", type=int, default=1)
        parser.add_argument("--tot", type=date.fromisoformat, default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("Demodata kan alleen met SIGNAALPUNT_OMGEVING=demo.")
        aantal = options["meldingen"]
        # Several processes do not share a transaction.
        with transaction.atomic() if aantal < VEEL else nullcontext():
            self._verzin_stad(aantal, options["jaren"], options["zaad"], options["tot"])

    def _verzin_stad(self, aantal: int, jaren: int, zaad: int, tot: date | None) -> None:
        vandaag, nu = timezone.localdate(), timezone.now()
        tot = min(tot or vandaag, vandaag)
        einde = min(_middernacht(tot) + DAG, nu)
        toeval = Random(f"{zaad} {tot}")
        with levensteken(self._zeg):
            gemeente = laad_maastricht()
            vul_openbaar(gemeente)
            vul_sociale_kaart(gemeente, tot)
            accounts = maak_accounts(gemeente)
            maak_vindplaatsen(gemeente, tot, Random(f"vindplaatsen {zaad} {tot}"))
            wanneer = momenten(aantal, jaren, tot, einde, toeval)
            begin = _begin(wanneer, einde)
            maak_maatjes(gemeente, accounts[Rol.MAATJE], begin, einde, toeval)
        if aantal < VEEL:
            verzin(gemeente, wanneer, einde, toeval, self._zeg)
        else:
            verzin_in_delen(gemeente, wanneer, einde, f"{zaad} {tot}")
        with levensteken(self._zeg):
            ruim_oude_post_op(einde)
            for stand in publiceer_voorbije_jaren(accounts[Rol.COORDINATOR], einde):
                self._zeg(stand)

    def _zeg(self, stand: str) -> None:
        self.stdout.write(stand)
        self.stdout.flush()


def verzin_in_delen(
    gemeente: Gemeente, wanneer: list[datetime], einde: datetime, zaad: str
) -> None:
    """Invent a large town in two processes at once; each part is the same for the same seed."""
    # A connection belongs to one process: none is inherited, nor closed by who inherited it.
    gc.collect()
    connections.close_all()
    gc.freeze()
    with ProcessPoolExecutor(DELEN, get_context("fork")) as processen:
        taken = [
            processen.submit(_verzin_deel, gemeente, wanneer, einde, zaad, Deel(nummer, DELEN))
            for nummer in range(DELEN)
        ]
        gc.unfreeze()
        for taak in taken:
            taak.result()


def _verzin_deel(
    gemeente: Gemeente, wanneer: list[datetime], einde: datetime, zaad: str, deel: Deel
) -> None:
    connections.close_all()
    gc.set_threshold(50_000)  # it lives for seconds, and holds on to little
    with connection.cursor() as cursor:  # on disk at the latest when the reports are
        cursor.execute("SET synchronous_commit TO off")
    toeval = Random(f"{zaad} {deel.nummer}")
    zeg = partial(print, f"deel {deel.nummer + 1}:", flush=True)
    verzin(gemeente, wanneer[deel.nummer :: deel.van], einde, toeval, zeg, deel)


def verzin(
    gemeente: Gemeente,
    wanneer: list[datetime],
    einde: datetime,
    toeval: Random,
    zeg: Callable[[str], object],
    deel: Deel = HEEL,
) -> None:
    """Invent a melding for each moment and let it live until `einde`; says how far it is."""
    buurten = list(Buurt.objects.filter(gemeente=gemeente).values_list("code", flat=True))
    plekken = list(Vindplaats.objects.filter(gemeente=gemeente))
    team = list(Gebruiker.objects.filter(gemeente=gemeente, rol__in=TEAM).order_by("pk"))
    gedaan = 0

    def stand(_: float = 0) -> str:
        return f"{gedaan} van {len(wanneer)} meldingen verzonnen"

    with levensteken(zeg, stand), connection.execute_wrapper(zonder_spaarpunten):
        for moment in wanneer:
            with transaction.atomic():
                melding = _meld(gemeente, buurten, plekken, moment, toeval)
                apart = Random(f"gesprek {melding.sleutel.hex}")
                leef(melding, team, Loop(toeval, apart, moment, einde, deel))
            gedaan += 1
    zeg(stand())


def zonder_spaarpunten(execute: Execute, sql: str, *rest: Any) -> object:
    """A wrapper around each statement of the demo: a third of them would be about savepoints.

    No act of the demo is undone alone. What is refused ends it: Django takes a savepoint to which
    it cannot go back for the end of the whole transaction.
    """
    if sql.startswith("ROLLBACK TO SAVEPOINT"):
        raise DatabaseError("de demo heeft geen spaarpunten")
    if sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT")):
        return None
    return execute(sql, *rest)


def _begin(wanneer: list[datetime], einde: datetime) -> datetime:
    """When the maatjes came: before the first melding."""
    return min([*wanneer, einde]) - timedelta(days=30)


def ruim_oude_post_op(einde: datetime) -> None:
    """Mail of long ago has left long ago: only that of the last days is still to be sent."""
    post.ruim_op(tot=einde - timedelta(days=2))


def publiceer_voorbije_jaren(door: Gebruiker, einde: datetime) -> Iterator[str]:
    """Freeze and publish every past year that can be protected; yields what became of each."""
    vandaag = timezone.localdate(einde)
    klaar = Jaarverslag.objects.filter(gemeente=door.gemeente).values_list("jaar", flat=True)
    for jaar in sorted({*jaarverslag.jaren(door.gemeente, vandaag)} - {vandaag.year, *klaar}):
        try:
            verslag = jaarverslag.leg_vast(door.gemeente, jaar, door=door, nu=einde)
            jaarverslag.publiceer(verslag, door=door, nu=einde)
            yield f"jaarverslag {jaar} openbaar gemaakt"
        except Geweigerd as weigering:
            yield f"jaarverslag {jaar} niet openbaar: {weigering}"


def _meld(
    gemeente: Gemeente,
    buurten: list[str],
    plekken: list[Vindplaats],
    nu: datetime,
    toeval: Random,
) -> Melding:
    deur, antwoorden = verzinsels.melding(toeval, buurten)
    form = DEUREN[Deur(deur)](antwoorden, gemeente=gemeente)
    if not form.is_valid():
        raise CommandError(f"verzonnen melding past niet in het formulier: {form.errors}")
    kanaal = Kanaal(verzinsels.kies(toeval, KANALEN))
    sleutel = uuid.UUID(int=toeval.getrandbits(128), version=4)
    herkomst = Herkomst(
        gemeente=gemeente,
        deur=Deur(deur),
        kanaal=kanaal,
        vindplaats=door_welke(plekken, Deur(deur), sleutel) if kanaal == Kanaal.WEB else None,
    )
    return neem_aan(herkomst, form.cleaned_data, sleutel=sleutel, nu=nu)
