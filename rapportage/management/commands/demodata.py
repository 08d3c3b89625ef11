"""Invent meldingen with everything that follows from them; the same for the same seed and date."""

import gc
import uuid
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime, time, timedelta
from multiprocessing import get_context
from random import Random
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections, transaction
from django.utils import timezone

from meldingen.forms import DEUREN
from meldingen.intake import Herkomst
from meldingen.laden import laad_maastricht
from meldingen.models import Buurt, Deur, Kanaal, Melding, Vindplaats
from opvolging.aannemen import neem_aan
from rapportage import jaarverslag
from rapportage.demo import verzinsels
from rapportage.demo.accounts import maak_accounts
from rapportage.demo.levensloop import Loop, leef
from rapportage.demo.maatjes import HEEL, Deel, maak_maatjes
from rapportage.demo.vindplaatsen import door_welke, maak_vindplaatsen, vul_openbaar
from rapportage.models import Jaarverslag
from signaalpunt import post
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, Rol

VEEL, DELEN = 1000, 2  # from so many meldingen on: so many processes
AANTAL_RECENT, RECENT = 14, 2  # so many meldingen in so many last days
KANALEN = {"web": 62, "telefoon": 26, "balie": 8, "email": 4}


def _moment(dag: date, toeval: Random) -> datetime:
    """Some moment of the day, mostly between breakfast and bedtime."""
    minuut = min(max(int(toeval.gauss(13.5, 3.6) * 60), 0), 24 * 60 - 1)
    middernacht = datetime.combine(dag, time(), tzinfo=timezone.get_default_timezone())
    return middernacht + timedelta(minutes=minuut)


def momenten(aantal: int, jaren: int, tot: date, toeval: Random) -> list[datetime]:
    """`aantal` moments in `jaren` calendar years, the last of them up to `tot`, oldest first.

    A few fall in the last days, so that there is work to do.
    """
    begin = date(tot.year - jaren + 1, 1, 1)
    dagen = (tot - begin).days + 1
    aantal_recent = min(AANTAL_RECENT, aantal // 10)
    geleden = [toeval.randrange(dagen) for _ in range(aantal - aantal_recent)]
    geleden += [toeval.randrange(min(RECENT, dagen)) for _ in range(aantal_recent)]
    return sorted(_moment(tot - timedelta(days=dag), toeval) for dag in geleden)


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
        tot = options["tot"] or timezone.localdate()
        toeval = Random(f"{options['zaad']} {tot}")
        gemeente = laad_maastricht()
        vul_openbaar(gemeente)
        accounts = maak_accounts(gemeente)
        maak_vindplaatsen(gemeente, tot, Random(f"vindplaatsen {options['zaad']} {tot}"))
        einde = min(_einde(tot), timezone.now())
        wanneer = [
            m for m in momenten(options["meldingen"], options["jaren"], tot, toeval) if m < einde
        ]
        maak_maatjes(gemeente, accounts[Rol.MAATJE], _begin(wanneer, einde), toeval)
        if len(wanneer) < VEEL:
            for stand in verzin(gemeente, wanneer, einde, toeval):
                self.stdout.write(stand)
        else:
            verzin_in_delen(gemeente, wanneer, einde, f"{options['zaad']} {tot}")
        ruim_oude_post_op(einde)
        for stand in publiceer_voorbije_jaren(accounts[Rol.COORDINATOR], einde):
            self.stdout.write(stand)


def _einde(dag: date) -> datetime:
    volgende = datetime.combine(dag, time(), tzinfo=timezone.get_default_timezone())
    return volgende + timedelta(days=1)


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
    toeval = Random(f"{zaad} {deel.nummer}")
    for stand in verzin(gemeente, wanneer[deel.nummer :: deel.van], einde, toeval, deel):
        print(f"deel {deel.nummer + 1}: {stand}", flush=True)


def verzin(
    gemeente: Gemeente,
    wanneer: list[datetime],
    einde: datetime,
    toeval: Random,
    deel: Deel = HEEL,
) -> Iterator[str]:
    """Invent a melding for each moment and let it live until `einde`; yields the progress."""
    buurten = list(Buurt.objects.filter(gemeente=gemeente).values_list("code", flat=True))
    plekken = list(Vindplaats.objects.filter(gemeente=gemeente))
    team = list(Gebruiker.objects.filter(gemeente=gemeente, rol__in=TEAM).order_by("pk"))
    for aantal, moment in enumerate(wanneer, start=1):
        with transaction.atomic():
            melding = _meld(gemeente, buurten, plekken, moment, toeval)
            leef(melding, team, Loop(toeval, moment, einde, deel))
        if aantal % 250 == 0 or aantal == len(wanneer):
            yield f"{aantal} van {len(wanneer)} meldingen verzonnen"


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
