"""A flood: two thousand posts of a robot, twenty people between them, from one address and many.

All people must get through at their first try, marked by nobody, also those in the same library;
the team gets a handful of mails and not one for each post.
"""

import logging
import time
from datetime import timedelta

from django.utils import timezone

from bench.melding import DEUR, VELDEN
from bench.meten import Bezoeker, Regel
from bench.vullen import leeg
from meldingen import verzending
from meldingen.laden import laad_maastricht
from meldingen.models import Melding
from meldingen.verzending import Verzending
from opvolging import herinneringen
from signaalpunt.models import Bericht, Emmer

ROBOTS = 2_000
MENSEN = 20
BIBLIOTHEEK = "192.0.2.1"


def _stuur(afzender: str, *, tekst: str, lokaas: str = "") -> tuple[int, float]:
    """One post from a browser of its own; its status and how long it took, in milliseconds."""
    bezoeker = Bezoeker()
    bezoeker.afzender = afzender
    bezoeker.get("/volgen/")  # a page with a token against forgery
    nieuw = Verzending.nieuw()
    velden = VELDEN | {
        "csrfmiddlewaretoken": bezoeker.koekjes["csrf"].value,
        "sleutel": str(nieuw.sleutel),
        "geopend": nieuw.geopend,
        "stilte": lokaas,
        "toelichting": tekst,
    }
    begin = time.perf_counter()
    antwoord = bezoeker.post(DEUR, velden)
    return antwoord.status, (time.perf_counter() - begin) * 1000


def _mails() -> int:
    """How many mails all meldingen together give within four days."""
    nu = timezone.now()
    for uur in range(0, 96, 2):
        herinneringen.verzend(nu=nu + timedelta(hours=uur))
    return Bericht.objects.exclude(soort="bevestiging").count()


def _meet(wat: str, *, van_veel_adressen: bool) -> Regel:
    leeg()
    Emmer.objects.all().delete()
    laad_maastricht()
    statussen, duur = [], []
    for nummer in range(ROBOTS):
        robot = f"198.51.{nummer // 256}.{nummer % 256}" if van_veel_adressen else BIBLIOTHEEK
        _stuur(robot, tekst=f"Koop nu {nummer}", lokaas="https://koop.example")
        if nummer % (ROBOTS // MENSEN) == 50:
            status, ms = _stuur(BIBLIOTHEEK, tekst=f"mens {nummer}")
            statussen.append(status)
            duur.append(ms)
    echt = [m for m in Melding.objects.filter(is_verdacht=False) if m.toelichting[:4] == "mens"]
    extra = {
        "mensen bewaard": f"{len(echt)} van {MENSEN}",
        "robots bewaard, gemerkt": Melding.objects.filter(is_verdacht=True).count(),
    }
    if statussen != [302] * MENSEN or len(echt) != MENSEN:
        raise RuntimeError(f"niet iedereen kwam erdoor: {extra}")
    Melding.objects.filter(is_verdacht=False).delete()
    extra["mails aan het team over de robots"] = _mails()
    return Regel(f"POST van een mens, {wat}", sorted(duur)[len(duur) // 2], extra=extra)


def meet() -> list[Regel]:
    """From one address, and from many."""
    logging.getLogger("django.request").setLevel(logging.ERROR)  # every page of waiting is a line
    verzending.MINSTENS = timedelta(seconds=-1)  # nobody waits two seconds here
    return [
        _meet("2.000 robots uit dezelfde bibliotheek", van_veel_adressen=False),
        _meet("2.000 robots van overal", van_veel_adressen=True),
    ]
