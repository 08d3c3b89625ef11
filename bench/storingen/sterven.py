"""Marks the points in every program of a round; see `bench.storingen.punten`."""

import datetime
import functools
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.storingen import punten
from opvolging import herinneringen
from signaalpunt import post
from signaalpunt.mailserver import Lijn

VOOR, NA = "voor", "na"
# What holds the step, its name, and whether to die before or after it.
STAPPEN: dict[str, tuple[Any, str, str]] = {
    punten.GEPAKT: (herinneringen, "claim", NA),
    punten.IN_BUNDEL: (post, "verzamel", NA),
    punten.GEBUNDELD: (herinneringen, "_bundel_veilig", NA),
    punten.MAIL_GEPAKT: (post, "_nog_van_ons", NA),
    punten.VOOR_VERSTUREN: (Lijn, "stuur", VOOR),
    punten.VERSTUURD: (Lijn, "stuur", NA),
    punten.GEMERKT: (post, "_werk_af", NA),
}


def sterf_hier(bestand: Path) -> None:
    """Die when the file is there and nobody else took it."""
    try:
        bestand.unlink()
    except FileNotFoundError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def met_punt(functie: Callable[..., Any], wanneer: str, sterf: Callable[[], None]) -> Any:
    """The same step, with a death before or after it."""

    @functools.wraps(functie)
    def omhuld(*args: Any, **kwargs: Any) -> Any:
        if wanneer == VOOR:
            sterf()
        antwoord = functie(*args, **kwargs)
        # An empty claim is no work: nobody dies of that.
        if wanneer == NA and getattr(antwoord, "ids", True):
            sterf()
        return antwoord

    return omhuld


def markeer() -> None:
    """Let this program die at the points, and give failed mail short pauses."""
    map_ = Path(os.environ["STORING_MAP"])
    for punt, (waar, naam, wanneer) in STAPPEN.items():
        sterf = functools.partial(sterf_hier, punten.bestand(map_, punt))
        setattr(waar, naam, met_punt(getattr(waar, naam), wanneer, sterf))
    post.PAUZE = datetime.timedelta(seconds=1)
    post.PAUZE_HOOGSTENS = datetime.timedelta(seconds=5)
