"""The line to the mail server: what is a fault of the server, and what of one mail."""

import smtplib

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

PERMANENT = 500
TE_GROOT = 552
STORINGEN_HOOGSTENS = 3  # in a row: then the mail server gets a rest until the next run


class Onbereikbaar(Exception):
    """The mail server does not answer, stopped answering, or takes no mail from us at all."""


class Lijn:
    """The line to the mail server during one run; a broken one is thrown away and opened anew."""

    def __init__(self) -> None:
        self.storingen = 0  # in a row
        self._backend: BaseEmailBackend = get_connection()

    def open(self) -> None:
        """Raises Onbereikbaar when the mail server does not let us in."""
        try:
            self._backend.open()
            if verbinding := getattr(self._backend, "connection", None):
                verbinding.ehlo_or_helo_if_needed()  # now, so that no mail pays for a deaf server
        except OSError as fout:
            self._gooi_weg()
            raise Onbereikbaar from fout

    def stuur(self, mail: EmailMessage) -> None:
        """Raises what the mail server or the network raises, Onbereikbaar when nobody is there."""
        self.open()
        try:
            self._backend.send_messages([mail])
        except smtplib.SMTPSenderRefused as fout:
            if fout.smtp_code >= PERMANENT and fout.smtp_code != TE_GROOT:
                raise Onbereikbaar from fout  # we are refused, not this mail: no mail pays for it
            raise
        self.storingen = 0

    def na_storing(self, fout: Exception) -> None:
        """Drop the line when it broke. Raises Onbereikbaar when it keeps breaking."""
        if not is_storing(fout):
            return
        self._gooi_weg()
        self.storingen += 1
        if self.storingen >= STORINGEN_HOOGSTENS:
            raise Onbereikbaar from fout

    def sluit(self) -> None:
        self._backend.close()

    def _gooi_weg(self) -> None:
        # No polite QUIT: a server that hangs would let us wait for its answer once more.
        if verbinding := getattr(self._backend, "connection", None):
            verbinding.close()
        self._backend = get_connection()


def is_geweigerd(fout: Exception) -> bool:
    """Whether this mail will never be taken, however often it is offered (RFC 5321, 4.2.1)."""
    if isinstance(fout, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _ in fout.recipients.values())
    if isinstance(fout, smtplib.SMTPResponseException):
        return fout.smtp_code >= PERMANENT
    return isinstance(fout, smtplib.SMTPNotSupportedError)  # an address that it cannot spell


def is_storing(fout: Exception) -> bool:
    """Whether the line broke; a mail server that answers with a refusal judges this mail only."""
    antwoord = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)
    return isinstance(fout, OSError) and not isinstance(fout, antwoord)
