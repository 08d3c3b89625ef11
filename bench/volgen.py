"""POST of a code that leads nowhere: unknown, expired and malformed must take the same time.

Each code is tried once, from an address of its own, the three kinds in turn: whoever measures the
answers must learn nothing of which codes ever lived. The bar: medians within ten milliseconds.
"""

import itertools
import logging
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from bench.meten import Bezoeker, Regel, tel_queries
from bench.vullen import leeg
from meldingen.laden import laad_maastricht
from meldingen.volgcode import volgcode
from opvolging.models import Zaak
from opvolging.views import volgrem
from signaalpunt.models import Emmer
from tests import bouwers

KEER = 200
HOOGSTENS_MS = 10.0
LANG_GELEDEN = timedelta(days=3000)
_adressen = (f"10.1.{n // 256}.{n % 256}" for n in itertools.count())


def _verlopen() -> str:
    """The code of a melding whose term is over, with a story as long as people write."""
    melding = bouwers.melding_met_code(toelichting="De avonden zijn lang. " * 40)
    toen = timezone.now() - LANG_GELEDEN
    bouwers.zaak(
        meldingen=[melding],
        opgepakt_op=toen,
        status=Zaak.Status.AFGESLOTEN,
        uitkomst=Zaak.Uitkomst.ADVIES,
        afgesloten_op=toen,
    )
    return volgcode(melding.sleutel)


def _onbekend() -> str:
    return volgcode(uuid4())


def _geen_code() -> str:
    return "geen-code-" + uuid4().hex[:6]


SOORTEN: dict[str, Callable[[], str]] = {
    "onbekend": _onbekend,
    "verlopen": _verlopen,
    "geen code": _geen_code,
}


def meet() -> list[Regel]:
    """Medians of each kind and how far apart they are. Raises when that is too far."""
    logging.getLogger("django.request").setLevel(logging.ERROR)  # each refusal is a line
    leeg()
    laad_maastricht()
    Emmer.objects.all().delete()
    codes = {soort: [maak() for _ in range(KEER)] for soort, maak in SOORTEN.items()}
    bezoeker = Bezoeker()
    bezoeker.get("/volgen/")
    token = bezoeker.koekjes["csrf"].value
    lengtes = set()

    def probeer(code: str) -> float:
        bezoeker.afzender = next(_adressen)
        begin = time.perf_counter()
        antwoord = bezoeker.post("/volgen/", {"csrfmiddlewaretoken": token, "code": code})
        duur = (time.perf_counter() - begin) * 1000
        if antwoord.status != 422:
            raise RuntimeError(f"/volgen/ gaf {antwoord.status}")
        lengtes.add(len(antwoord.inhoud))
        return duur

    volgrem.REM_IEDEREEN = replace(volgrem.REM_IEDEREEN, hoogstens=10**9)
    tijden: dict[str, list[float]] = {soort: [] for soort in codes}
    for beurt in zip(*codes.values(), strict=True):
        for soort, code in zip(tijden, beurt, strict=True):
            tijden[soort].append(probeer(code))
    medianen = {soort: statistics.median(duur) for soort, duur in tijden.items()}
    verschil = max(medianen.values()) - min(medianen.values())
    extra = {
        **{f"mediaan {soort}, {KEER} codes": f"{ms:.2f} ms" for soort, ms in medianen.items()},
        "hoogstens uit elkaar": f"{verschil:.2f} ms (mag {HOOGSTENS_MS:.0f} zijn)",
        "lengtes van het antwoord": sorted(lengtes),
    }
    if verschil > HOOGSTENS_MS:
        raise RuntimeError(f"de tijd verraadt welke code leefde: {extra}")
    aantal = tel_queries(lambda: probeer(_onbekend()))
    wat = "POST van een code die nergens heen leidt"
    return [Regel(wat, medianen["onbekend"], aantal_queries=aantal, extra=extra)]
