"""A resident who does not give up: opens the form, sends it, and sends it again until thanked.

Runs in a thread of the round, against the real web server.
"""

import http.client
import itertools
import threading
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

DEUR = "/melden/voor-mijzelf/"
ANTWOORDEN = {"veilig": "ja", "telefoon": "0612345678", "email": "inwoner@storing.test"}
PER_AFZENDER = 20  # meldingen from one address, below the limit


class _Verborgen(HTMLParser):
    """Collects the hidden fields of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.velden: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kenmerken = dict(attrs)
        if tag == "input" and kenmerken.get("type") == "hidden" and kenmerken.get("name"):
            self.velden[str(kenmerken["name"])] = kenmerken.get("value") or ""


@dataclass
class Melder:
    """What was thanked for, and how long the posts took that were answered."""

    poort: int
    bedankt: list[str] = field(default_factory=list)  # keys of the forms
    pogingen: int = 0
    duur: list[tuple[float, float]] = field(default_factory=list)  # (moment, seconds)
    klaar: threading.Event = field(default_factory=threading.Event)

    def loop(self) -> None:
        """Report on and on until `klaar` is set; what was begun is finished first."""
        for nummer in itertools.count():
            if self.klaar.is_set():
                return
            self._meld(f"127.0.1.{1 + nummer // PER_AFZENDER % 250}")

    def _meld(self, afzender: str) -> None:
        formulier, koekjes = self._open(afzender)
        while True:
            self.pogingen += 1
            begin = time.monotonic()
            status, _, _ = self._vraag("POST", afzender, formulier, koekjes)
            if status == 302:
                self.duur.append((begin, time.monotonic() - begin))
                self.bedankt.append(formulier["sleutel"])
                return
            time.sleep(0.05)

    def _open(self, afzender: str) -> tuple[dict[str, str], str]:
        while True:
            status, koekjes, pagina = self._vraag("GET", afzender, {}, "")
            if status == 200:
                lezer = _Verborgen()
                lezer.feed(pagina)
                return ANTWOORDEN | lezer.velden, koekjes
            time.sleep(0.05)

    def _vraag(
        self, methode: str, afzender: str, velden: dict[str, str], koekjes: str
    ) -> tuple[int, str, str]:
        """Status, cookies and body; status 0 when nobody answered."""
        verbinding = http.client.HTTPConnection(
            "127.0.0.1", self.poort, timeout=20, source_address=(afzender, 0)
        )
        kop = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": koekjes}
        try:
            verbinding.request(methode, DEUR, urlencode(velden) if velden else None, kop)
            antwoord = verbinding.getresponse()
            gekregen = antwoord.headers.get_all("Set-Cookie") or []
            koekjes = "; ".join(koekje.partition(";")[0] for koekje in gekregen)
            return antwoord.status, koekjes, antwoord.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, "", ""
        finally:
            verbinding.close()
