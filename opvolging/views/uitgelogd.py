"""What somebody sent when nobody was logged in any more: kept until after logging in.

It waits in the session of the browser that sent it, which is stored encrypted and which logging in
takes over, for at most half an hour. Who was logged in is the only one who gets it back. When that
cannot be known any more it is whoever of a team logs in there next: that person sent it, or sat at
the same screen.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from signaalpunt.http import IngelogdRequest, afzender_van
from signaalpunt.remmen import Rem
from signaalpunt.zitting import was_ingelogd_als

DUUR = timedelta(minutes=30)
HOOGSTENS = 100_000  # characters; a form that somebody fills in holds a tenth of it
REM = Rem("intake-terug", hoogstens=20, venster=timedelta(minutes=10))  # sessions for nobody


def bewaar(request: HttpRequest, plek: str, getypt: Any, *, nu: datetime) -> bool:
    """Keep what was typed under `plek`; whether it is kept."""
    past = len(json.dumps(getypt)) <= HOOGSTENS and REM.gaat_door(afzender_van(request), nu=nu)
    if past:
        request.session[plek] = [nu.timestamp(), was_ingelogd_als(request), getypt]
    return past


def neem(request: IngelogdRequest, plek: str, *, nu: datetime) -> Any:
    """What waited for whoever is logged in now, once; None when there is nothing."""
    if plek not in request.session:
        return None
    op, wie, getypt = request.session.pop(plek)
    is_oud = nu.timestamp() - op > DUUR.total_seconds()
    if is_oud or wie not in {"", str(request.user.pk)}:
        return None
    return getypt
