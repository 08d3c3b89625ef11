"""How is measured: medians of rounds, product and floor in turn, in one process on one machine."""

import io
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext

RONDEN = 7


@dataclass
class Regel:
    """One line of the table: times in milliseconds, the ratio to the floor, and what it took."""

    naam: str
    ms: float
    vloer: str = ""
    vloer_ms: float | None = None
    aantal_queries: int | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def verhouding(self) -> float | None:
        return self.ms / self.vloer_ms if self.vloer_ms else None

    def als_json(self) -> dict[str, Any]:
        """For the file next to the table."""
        return asdict(self) | {"verhouding": self.verhouding}


def om_beurten(
    *functies: Callable[[], object], ronden: int = RONDEN, keer: int = 20
) -> list[float]:
    """Median milliseconds of one call of each function; every round runs all of them in turn."""
    tijden: list[list[float]] = [[] for _ in functies]
    for functie in functies:
        functie()  # the first call warms caches and opens the connection
    for _ in range(ronden):
        for functie, lijst in zip(functies, tijden, strict=True):
            begin = time.perf_counter()
            for _ in range(keer):
                functie()
            lijst.append((time.perf_counter() - begin) * 1000 / keer)
    return [statistics.median(lijst) for lijst in tijden]


def tel_queries(functie: Callable[[], object]) -> int:
    """How many queries one call takes."""
    with CaptureQueriesContext(connection) as gevangen:
        functie()
    return len(gevangen)


def piekgeheugen_mb() -> float:
    """Most memory this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@dataclass
class Antwoord:
    """What a request gave back."""

    status: int
    inhoud: bytes


class Bezoeker:
    """Speaks WSGI with the product as a web server does: whole middleware, cookies kept."""

    def __init__(self) -> None:
        self.app = WSGIHandler()
        self.koekjes: SimpleCookie = SimpleCookie()
        self.afzender = "127.0.0.1"

    def get(self, pad: str) -> Antwoord:
        """A page."""
        return self._vraag("GET", pad, b"")

    def post(self, pad: str, velden: dict[str, Any]) -> Antwoord:
        """A form."""
        return self._vraag("POST", pad, urlencode(velden, doseq=True).encode())

    def _vraag(self, methode: str, pad: str, inhoud: bytes) -> Antwoord:
        status: list[str] = []
        delen: list[bytes] = []

        def begin(
            regel: str, koppen: list[tuple[str, str]], fout: Any = None, /
        ) -> Callable[[bytes], object]:
            status.append(regel)
            for naam, waarde in koppen:
                if naam == "Set-Cookie":
                    self.koekjes.load(waarde)
            return delen.append

        lichaam = self.app(self._omgeving(methode, pad, inhoud), begin)
        delen += lichaam
        lichaam.close()
        return Antwoord(int(status[0].split()[0]), b"".join(delen))

    def _omgeving(self, methode: str, pad: str, inhoud: bytes) -> dict[str, Any]:
        weg, _, vraag = pad.partition("?")
        return {
            "REQUEST_METHOD": methode,
            "PATH_INFO": weg,
            "QUERY_STRING": vraag,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": self.afzender,
            "HTTP_HOST": "localhost:8000",
            "HTTP_COOKIE": "; ".join(f"{k}={m.value}" for k, m in self.koekjes.items()),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(inhoud)),
            "wsgi.input": io.BytesIO(inhoud),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "wsgi.version": (1, 0),
        }
