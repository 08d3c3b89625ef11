"""A mail server of the tests, on a real socket: it takes mail, refuses, hangs or breaks off."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Gedrag:
    """How the server behaves, and what it took."""

    weigert: set[str] = field(default_factory=set)  # recipients
    hangt_bij: str = ""  # the command it never answers; "begin" is the greeting
    breekt_af_bij: set[str] = field(default_factory=set)  # recipients at whom it hangs up
    antwoorden: dict[str, str] = field(default_factory=dict)  # its answer to a command
    mails: list[str] = field(default_factory=list)
    aantal_verbindingen: int = 0
    klaar: threading.Event = field(default_factory=threading.Event)
    binnen: threading.Event = field(default_factory=threading.Event)  # a mail came in

    def aan(self) -> list[str]:
        regels = "\n".join(self.mails).splitlines()
        return [regel.removeprefix("To: ") for regel in regels if regel.startswith("To: ")]


class Gesprek(socketserver.StreamRequestHandler):
    server: "Server"

    @property
    def gedrag(self) -> Gedrag:
        return self.server.gedrag

    def handle(self) -> None:
        self.gedrag.aantal_verbindingen += 1
        try:
            self._antwoord("begin", "220 proef")
            while regel := self.rfile.readline().decode().strip():
                if not self._behandel(regel):
                    return
        except OSError:
            return  # the other side hung up

    def _behandel(self, regel: str) -> bool:
        opdracht = regel[:4].upper()
        adres = regel.partition("<")[2].partition(">")[0]
        if opdracht == "RCPT" and adres in self.gedrag.breekt_af_bij:
            return False
        if opdracht == "RCPT" and adres in self.gedrag.weigert:
            self._antwoord(opdracht, "550 onbekend")
        elif opdracht == "DATA":
            self._neem_aan()
        else:
            self._antwoord(opdracht, "221 dag" if opdracht == "QUIT" else "250 goed")
        return opdracht != "QUIT"

    def _neem_aan(self) -> None:
        if not self._antwoord("DATA", "354 zeg het maar").startswith("354"):
            return
        regels = []
        while (regel := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            regels.append(regel)
        self.gedrag.mails.append("\n".join(regels))
        self.gedrag.binnen.set()
        self._antwoord("einde", "250 ontvangen")

    def _antwoord(self, opdracht: str, tekst: str) -> str:
        if opdracht == self.gedrag.hangt_bij:
            self.gedrag.klaar.wait(10)
        tekst = self.gedrag.antwoorden.get(opdracht, tekst)
        self.wfile.write(f"{tekst}\r\n".encode())
        return tekst


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True

    def __init__(
        self,
        gedrag: Gedrag,
        plek: tuple[str, int] = ("127.0.0.1", 0),
        gesprek: type[Gesprek] = Gesprek,
    ) -> None:
        self.gedrag = gedrag
        super().__init__(plek, gesprek)


@contextmanager
def mailserver(settings, **gedrag) -> Iterator[Gedrag]:
    """Run it for the length of the block, and let Django send there."""
    staat = Gedrag(**gedrag)
    with Server(staat) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
        settings.EMAIL_TIMEOUT = 0.3
        try:
            yield staat
        finally:
            staat.klaar.set()
            server.shutdown()
