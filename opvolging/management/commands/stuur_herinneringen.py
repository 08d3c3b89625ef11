"""`stuur_herinneringen`: one run of dispatcher and mail, or with --lus the engine without a broker.

The loop does what beat and worker do, needs nothing but the database, and outlives its restarts.
"""

import datetime
import logging
import signal
import threading
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from opvolging import herinneringen, nakijken, weekbericht
from opvolging.herinneringspost import VAN_ZAAK, lijkt_spam, wat
from opvolging.models import Herinnering
from signaalpunt import hartslag, opruimen, post

NAKIJKEN_ELKE = datetime.timedelta(hours=1)

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Verstuurt de herinneringen en de mail die aan de beurt zijn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--nu",
            metavar="ISO",
            help="doe alsof het dit moment is, zoals 2026-09-16T10:00:00+02:00",
        )
        parser.add_argument("--lus", action="store_true", help="blijf dit doen tot u het stopt")

    def handle(self, *args: Any, **opties: Any) -> None:
        if opties["lus"]:
            if opties["nu"]:
                raise CommandError("Kies --nu of --lus: de lus volgt de echte klok.")
            draai(_stop_bij_sein())
            return
        self._eenmaal(lees_moment(opties["nu"]) if opties["nu"] else timezone.now())

    def _eenmaal(self, nu: datetime.datetime) -> None:
        spam: Counter[bool] = Counter()
        aantal = herinneringen.verzend(nu=nu, gelegd=lambda ids: spam.update(self._noem(ids)))
        mail = post.verstuur(nu=nu)
        if spam[True]:
            self.stdout.write(f"Lijkt spam: {spam[True]}, samen in één mail.")
        self.stdout.write(f"Herinneringen: {aantal}. Mails verstuurd: {mail.verzonden}.")
        if mail.uitgesteld:
            self.stdout.write(f"Mails die later opnieuw gaan: {mail.uitgesteld}.")
        if mail.mislukt:
            self.stdout.write(f"Mails die niet aankomen: {mail.mislukt}. Zie de werkvoorraad.")
        if not mail.is_bereikbaar:
            self.stdout.write("De mailserver antwoordt niet. De mail wacht.")

    def _noem(self, ids: Collection[int]) -> Iterator[bool]:
        """Write what was laid in a mail, but what looks like spam; and tell which of it does."""
        rijen = Herinnering.objects.filter(pk__in=ids).select_related(*VAN_ZAAK)
        for rij in rijen.order_by("gepland_op", "pk"):
            if not lijkt_spam(rij):
                self.stdout.write(f"{wat(rij)}: {omschrijving(rij)}")
            yield lijkt_spam(rij)


def omschrijving(rij: Herinnering) -> str:
    """Which step went to whom."""
    return f"stap {rij.stap}, aan {rij.get_ontvanger_display()}"


def lees_moment(tekst: str) -> datetime.datetime:
    """An ISO moment; without offset it is local time. Raises CommandError when it is none."""
    try:
        moment = parse_datetime(tekst)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(
            f"{tekst!r} is geen moment. Schrijf bijvoorbeeld 2026-09-16T10:00+02:00."
        )
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _stop_bij_sein() -> threading.Event:
    """An event that SIGTERM and Ctrl-C set; a run that is busy is finished first."""
    stop = threading.Event()
    for sein in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sein, lambda *_: stop.set())
    return stop


def draai(stop: threading.Event) -> None:
    """Run until `stop` is set; a database that is away is waited for."""
    nagekeken_op = None
    while not stop.is_set():
        close_old_connections()
        try:
            nagekeken_op = tik(nagekeken_op)
        except (DatabaseError, InterfaceError):
            if _verbinding_leeft():
                raise  # no fault of the database but a bug: let the supervisor see it
            logger.exception("De databank antwoordt niet")
        stop.wait(settings.LUS_SECONDEN)


def _verbinding_leeft() -> bool:
    return connection.connection is not None and connection.is_usable()


def tik(nagekeken_op: datetime.datetime | None) -> datetime.datetime:
    """One round of the loop; returns when it last looked for what is wrong and cleaned up."""
    nu = timezone.now()
    herinneringen.verzend(nu=nu)
    post.verstuur(nu=timezone.now())
    hartslag.klop("lus", nu=timezone.now())
    weekbericht.leg_klaar(nu=nu)
    if nagekeken_op is None or nu - nagekeken_op >= NAKIJKEN_ELKE:
        nakijken.kijk_na(nu=nu)
        opruimen.ruim_op(nu=nu)
        return nu
    return nagekeken_op
