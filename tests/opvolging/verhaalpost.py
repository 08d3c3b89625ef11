"""The post office of the story: it takes mail, is busy, refuses somebody, or the line hangs.

What it took lies in the outbox that every test has, and here with the moment and the Message-ID.
"""

import smtplib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend


class Gedrag(StrEnum):
    """How the post office behaves."""

    GOED = "goed"
    LATER = "even niet"
    WEIGERT = "kent de ontvanger niet"
    DOOF = "neemt niet op"
    HANGT_ERVOOR = "hangt voor de mail"
    HANGT_ERNA = "neemt de mail aan en hangt"


@dataclass
class Postkantoor:
    """How it behaves and what it took; whoever looks at each mail hangs on `kijk`."""

    gedrag: Gedrag = Gedrag.GOED
    rondes: int = 0  # for how many more rounds
    binnen: list[str] = field(default_factory=list)  # Message-IDs, in order
    kijk: Callable[[EmailMessage], None] = lambda mail: None

    def ronde_voorbij(self) -> None:
        self.rondes -= 1
        if self.rondes <= 0:
            self.gedrag = Gedrag.GOED

    def neem_op(self) -> None:
        if self.gedrag == Gedrag.DOOF:
            raise TimeoutError

    def neem_aan(self, mail: EmailMessage) -> None:
        """Raises what smtplib raises, or the network."""
        if self.gedrag == Gedrag.LATER:
            raise smtplib.SMTPDataError(451, b"straks")
        if self.gedrag == Gedrag.WEIGERT:
            raise smtplib.SMTPRecipientsRefused({mail.to[0]: (550, b"onbekend")})
        if self.gedrag == Gedrag.HANGT_ERVOOR:
            raise TimeoutError
        self.kijk(mail)
        self.binnen.append(message_id(mail))


KANTOOR = Postkantoor()


def message_id(mail: EmailMessage) -> str:
    return str(mail.extra_headers["Message-ID"])


class Lijn(EmailBackend):
    """The backend that Django is told to use."""

    def open(self) -> None:
        KANTOOR.neem_op()

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        for mail in messages:
            KANTOOR.neem_aan(mail)
        aantal = super().send_messages(messages)
        if KANTOOR.gedrag == Gedrag.HANGT_ERNA:
            raise TimeoutError
        return aantal


def nieuw() -> Postkantoor:
    """The same office on its first day."""
    KANTOOR.__init__()  # type: ignore[misc]
    return KANTOOR
