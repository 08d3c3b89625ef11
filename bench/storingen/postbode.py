"""A mail server that takes its time and writes down what it took.

One line for each mail: its Message-ID, the numbers of the meldingen that it names, and as `+12`
how many others it counts.
"""

import os
import re
import time
from collections.abc import Sequence
from pathlib import Path

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

ONDERWEG = 0.04  # seconds until a mail is taken: room for a kill
ANTWOORD = 0.002  # seconds until the sender hears that it was


class Postbode(BaseEmailBackend):
    """Appends in one write, so that a kill never leaves half a line."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        pad = Path(os.environ["STORING_MAP"]) / "verstuurd.txt"
        for mail in email_messages:
            time.sleep(ONDERWEG)
            lijst = os.open(pad, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            genoemd = re.findall(r"melding (\d+)", str(mail.body))
            anderen = re.findall(r"En nog (\d+) andere", str(mail.body))
            nummers = " ".join([*genoemd, *(f"+{aantal}" for aantal in anderen)])
            os.write(lijst, f"{mail.extra_headers['Message-ID']} {nummers}\n".encode())
            os.close(lijst)
            time.sleep(ANTWOORD)
        return len(email_messages)
