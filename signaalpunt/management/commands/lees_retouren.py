"""`lees_retouren`: reads mail that came back; what did not arrive becomes a task of the team.

A mail server pipes each mail to it, or it reads a mailbox. It may read the same mail again. Exits
with 75 when the database is away, so that the mail server offers the mail later.
"""

import mailbox
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from signaalpunt import retouren

LATER = 75  # EX_TEMPFAIL of sysexits.h


class Command(BaseCommand):
    help = "Leest mail die terugkwam. Wat niet aankwam, komt op de werkvoorraad."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "pad",
            nargs="?",
            default="-",
            help="een maildir of een mbox; zonder pad komt één mail van de standaardinvoer",
        )

    def handle(self, *args: Any, **opties: Any) -> None:
        try:
            geteld = retouren.verwerk(_mails(opties["pad"]), nu=timezone.now())
        except (OperationalError, InterfaceError):
            self.stderr.write("De databank antwoordt niet. Bied deze mail later opnieuw aan.")
            sys.exit(LATER)
        self.stdout.write(f"Mails gelezen: {geteld.total()}.")
        for uitkomst, aantal in sorted(geteld.items()):
            self.stdout.write(f"{aantal} {uitkomst}.")


def _mails(pad: str) -> Iterator[bytes]:
    """The mails one by one, of each no more than is looked at."""
    if pad == "-":
        yield sys.stdin.buffer.read(retouren.HOOGSTENS)
        while sys.stdin.buffer.read(retouren.HOOGSTENS):
            pass  # a mail server does not like a pipe that closes early
        return
    try:
        with closing(_doos(Path(pad))) as doos:
            for sleutel in doos.iterkeys():
                with doos.get_file(sleutel) as bestand:
                    yield bestand.read(retouren.HOOGSTENS)
    except (OSError, mailbox.Error) as fout:
        raise CommandError(f"{pad} is geen maildir of mbox die wij kunnen lezen.") from fout


def _doos(pad: Path) -> mailbox.Mailbox[Any]:
    if pad.is_dir():
        return mailbox.Maildir(pad, create=False)
    return mailbox.mbox(pad, create=False)
