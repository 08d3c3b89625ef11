"""A flood: two thousand posts of robots, and twenty people between them who all get through.

Robots that fill in the trap, from one library and from everywhere; robots that behave as people
do, who opened the form half a minute ago, each from an address of its own; and such that also wait
on the quiet page. They send from several threads at once. The time that people take is signed as
past: the clock is not touched. All people are stored, nothing of what came in is lost, and the
team gets a handful of mails and not one for each post.
"""

import logging
import re
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.core import signing
from django.db import connection
from django.utils import timezone

from bench.melding import DEUR, VELDEN
from bench.meten import Antwoord, Bezoeker, Regel
from bench.vullen import leeg
from meldingen.laden import laad_maastricht
from meldingen.models import Melding
from meldingen.verzending import GEOPEND, LOKAAS, WACHT, Verzending
from opvolging import herinneringen
from signaalpunt.models import Bericht, Emmer

ROBOTS = 2_000
MENSEN = 20
DRADEN = 4
PER_MINUUT_MINSTENS = 1_000
BIBLIOTHEEK = "192.0.2.1"
GEDULD = 30  # seconds that somebody takes over a form


class _Eerder(signing.TimestampSigner):
    """Signs as if it were half a minute ago."""

    def timestamp(self) -> str:
        return signing.b62_encode(int(time.time()) - GEDULD)


def _eerder(stempel: signing.TimestampSigner, sleutel: str) -> str:
    return _Eerder(salt=stempel.salt).sign(sleutel)


def _stuur(afzender: str, tekst: str, *, lokaas: str = "", wacht: bool = False) -> int:
    """One form from a browser of its own; the status of its last answer."""
    bezoeker = Bezoeker()
    bezoeker.afzender = afzender
    bezoeker.get("/volgen/")  # a page with a token against forgery
    sleutel = str(Verzending.nieuw().sleutel)
    velden = VELDEN | {
        "csrfmiddlewaretoken": bezoeker.koekjes["csrf"].value,
        "sleutel": sleutel,
        "geopend": _eerder(GEOPEND, sleutel),
        LOKAAS: lokaas,
        "toelichting": tekst,
    }
    antwoord = bezoeker.post(DEUR, velden)
    if antwoord.status != 429 or not wacht:
        return antwoord.status
    _eis_rustige_pagina(antwoord, tekst)
    return bezoeker.post(DEUR, velden | {"wacht": _eerder(WACHT, sleutel)}).status


def _eis_rustige_pagina(antwoord: Antwoord, tekst: str) -> None:
    """It keeps every word, and asks to count to five."""
    pagina = antwoord.inhoud.decode()
    if tekst not in pagina or not re.search(r'name="wacht" value="[^"]+"', pagina):
        raise RuntimeError("de rustige pagina verloor wat er was ingevuld")


def _val(nummer: int) -> int:
    return _stuur(BIBLIOTHEEK, f"Koop nu {nummer}", lokaas="https://koop.example")


def _val_van_overal(nummer: int) -> int:
    return _stuur(_adres(nummer), f"Koop nu {nummer}", lokaas="https://koop.example")


def _als_een_mens(nummer: int) -> int:
    return _stuur(_adres(nummer), f"Koop nu {nummer}")


def _die_ook_wacht(nummer: int) -> int:
    return _stuur(_adres(nummer), f"Koop nu {nummer}", wacht=True)


def _adres(nummer: int) -> str:
    return f"198.51.{nummer // 256}.{nummer % 256}"


def _mens(nummer: int) -> tuple[int, float]:
    """Somebody from the library: status, and how long it took in milliseconds."""
    begin = time.perf_counter()
    status = _stuur(BIBLIOTHEEK, f"mens {nummer}", wacht=True)
    return status, (time.perf_counter() - begin) * 1000


def _deel(
    robot: Callable[[int], int], nummers: range, mensen: list[tuple[int, float]]
) -> list[int]:
    """What one thread sends: robots, and now and then somebody real, while the others go on."""
    gestuurd = []
    try:
        for nummer in nummers:
            gestuurd.append(robot(nummer))
            if nummer % (ROBOTS // MENSEN) == 50:
                mensen.append(_mens(nummer))
    finally:
        connection.close()
    return gestuurd


def _mails() -> int:
    """How many mails all meldingen together give within four days."""
    nu = timezone.now()
    for uur in range(0, 96, 2):
        herinneringen.verzend(nu=nu + timedelta(hours=uur))
    return Bericht.objects.exclude(soort="bevestiging").count()


def _meet(wat: str, robot: Callable[[int], int], *, ongemerkt: bool = True) -> Regel:
    leeg()
    Emmer.objects.all().delete()
    laad_maastricht()
    begin = time.perf_counter()
    antwoorden: list[tuple[int, float]] = []
    with ThreadPoolExecutor(DRADEN) as draden:
        delen = [
            draden.submit(_deel, robot, range(deel, ROBOTS, DRADEN), antwoorden)
            for deel in range(DRADEN)
        ]
        robots = [status for deel in delen for status in deel.result()]
    per_minuut = (ROBOTS + MENSEN) / (time.perf_counter() - begin) * 60
    bewaard = list(Melding.objects.all())
    mensen = [melding for melding in bewaard if melding.toelichting.startswith("mens")]
    gemerkt = sum(melding.is_verdacht for melding in mensen)
    extra = {
        "posts per minuut": f"{per_minuut:.0f}",
        "mensen bewaard": f"{len(mensen)} van {MENSEN}, waarvan gemerkt: {gemerkt}",
        "robots bewaard": f"{len(bewaard) - len(mensen)}, gemerkt: "
        f"{sum(m.is_verdacht for m in bewaard) - gemerkt}",
        "robots die moesten wachten": robots.count(429),
    }
    is_goed = (
        [status for status, _ in antwoorden] == [302] * MENSEN
        and len(mensen) == MENSEN
        and len(bewaard) - MENSEN == robots.count(302)
        and not (ongemerkt and gemerkt)
        and per_minuut >= PER_MINUUT_MINSTENS
    )
    if not is_goed:
        raise RuntimeError(f"niet iedereen kwam erdoor: {extra}")
    Melding.objects.filter(pk__in=[melding.pk for melding in mensen]).delete()
    extra["mails aan het team over de robots, in vier dagen"] = _mails()
    return Regel(
        f"POST van een mens, {wat}", statistics.median(ms for _, ms in antwoorden), extra=extra
    )


def meet() -> list[Regel]:
    """Each kind of robot in turn."""
    logging.getLogger("django.request").setLevel(logging.ERROR)  # every page of waiting is a line
    return [
        _meet("2.000 robots uit dezelfde bibliotheek", _val),
        _meet("2.000 robots van overal", _val_van_overal),
        _meet("2.000 robots die op mensen lijken", _als_een_mens),
        _meet("2.000 robots die ook wachten", _die_ook_wacht, ongemerkt=False),
    ]
