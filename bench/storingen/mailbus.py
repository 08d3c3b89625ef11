"""A mail server in a process of its own, that behaves as the file `mailgedrag` of the round says.

It writes one line for each mail that it took: its Message-ID, the numbers of the meldingen that the
mail names, and as `+12` how many others it counts. It serves until it is ended:
`python -m bench.storingen.mailbus MAP POORT`.
"""

import email
import os
import re
import signal
import sys
import time
from email import policy
from pathlib import Path

from tests.mailserver import Gedrag, Gesprek, Server

ONDERWEG = 0.04  # seconds until a mail is taken: room for a kill
GOED, HANGT, WEIGERT, STERFT = "goed", "hangt", "weigert", "sterft"


def zet(map_: Path, gedrag: str) -> None:
    """Let the server of this round behave like that from now on."""
    nieuw = map_ / "mailgedrag.nieuw"
    nieuw.write_text(gedrag)
    nieuw.replace(map_ / "mailgedrag")


class Bus(Gesprek):
    """Takes its time, and fails as it is told."""

    map: Path

    def _stand(self) -> str:
        return (self.map / "mailgedrag").read_text()

    def _antwoord(self, opdracht: str, tekst: str) -> str:
        stand = self._stand()
        while stand == HANGT:
            time.sleep(0.1)
            stand = self._stand()
        if stand == WEIGERT and opdracht == "RCPT":
            tekst = "451 later"
        if opdracht == "einde":
            self._schrijf_op(self.gedrag.mails.pop())
            if stand == STERFT:
                zet(self.map, GOED)
                os.kill(os.getpid(), signal.SIGKILL)
        return super()._antwoord(opdracht, tekst)

    def _schrijf_op(self, tekst: str) -> None:
        time.sleep(ONDERWEG)
        mail = email.message_from_string(tekst, policy=policy.default)
        inhoud = str(mail.get_content())
        anderen = re.findall(r"En nog (\d+) andere", inhoud)
        nummers = [*re.findall(r"melding (\d+)", inhoud), *(f"+{aantal}" for aantal in anderen)]
        lijst = os.open(self.map / "verstuurd.txt", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        # One write, so that a kill never leaves half a line.
        os.write(lijst, f"{mail['Message-ID']} {' '.join(nummers)}\n".encode())
        os.close(lijst)


def main(map_: str, poort: str) -> None:
    """Serve for ever."""
    Bus.map = Path(map_)
    Server(Gedrag(), ("127.0.0.1", int(poort)), Bus).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
