"""The mail of a demo: written to files in the state directory, read back at /postvak/."""

import email
import email.policy
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage as Gelezen
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

BEWAREN = 200  # mails; the oldest make room


@dataclass(frozen=True)
class Mail:
    """One mail as it arrived."""

    op: datetime
    aan: str
    onderwerp: str
    tekst: str


class PostvakBackend(BaseEmailBackend):
    """A mail server made of files, one for each mail."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the mails; a reader never sees half a file. Returns how many."""
        settings.POSTVAK_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        for mail in email_messages:
            naam = settings.POSTVAK_DIR / f"{time.time_ns():020d}-{uuid.uuid4().hex}"
            naam.write_bytes(mail.message().as_bytes())
            naam.rename(naam.with_suffix(".eml"))
        _ruim_op()
        return len(email_messages)


def lees(aantal: int = 50) -> list[Mail]:
    """The newest mails first."""
    return [_lees(pad) for pad in _paden()[:aantal]]


def _paden() -> list[Path]:
    return sorted(settings.POSTVAK_DIR.glob("*.eml"), reverse=True)


def _ruim_op() -> None:
    for pad in _paden()[BEWAREN:]:
        pad.unlink(missing_ok=True)


def _lees(pad: Path) -> Mail:
    mail: Gelezen = email.message_from_bytes(pad.read_bytes(), policy=email.policy.default)
    nanoseconden = int(pad.name.partition("-")[0])
    return Mail(
        op=datetime.fromtimestamp(nanoseconden / 1e9, timezone.get_default_timezone()),
        aan=str(mail["To"]),
        onderwerp=str(mail["Subject"]),
        tekst=mail.get_content(),
    )
