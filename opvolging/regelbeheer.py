"""Changing how long a kind of clock runs: a new version, and no word about the old one.

Clocks that start later follow the newest version; a running clock keeps what it was promised with.
"""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from opvolging.klokkensoorten import SOORTEN
from opvolging.klokregels import bezwaren
from opvolging.kloksoort import Kloksoort, Regel
from opvolging.models import Regelversie, Termijn
from opvolging.termijnen import Telling
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker, Gemeente


def geldend(gemeente: Gemeente, soort: Termijn.Soort) -> Regel:
    """The rule by which a clock counts that starts now."""
    if nieuwste := versies(gemeente, soort).first():
        return nieuwste.als_regel()
    deze = SOORTEN[soort]
    telling = (deze.telling or Telling(gemeente.telling)) if deze.in_uren else None
    return Regel(1, deze.streef, deze.grens, telling)


def soort_van(gemeente: Gemeente, soort: Termijn.Soort) -> Kloksoort:
    """This kind by the rule of `gemeente`."""
    return SOORTEN[soort].met(geldend(gemeente, soort))


def versies(gemeente: Gemeente, soort: Termijn.Soort) -> "QuerySet[Regelversie]":
    """What was changed, newest first."""
    return Regelversie.objects.filter(gemeente=gemeente, soort=soort).select_related("door")


def een_tegelijk(gemeente: Gemeente) -> None:
    """Wait for who is just saving: two at once would both become the next version."""
    Gemeente.objects.select_for_update(no_key=True).get(pk=gemeente.pk)


def weiger_ingehaald(huidig: int, gezien: int) -> None:
    """Raise Geweigerd when somebody changed it after version `gezien`."""
    if huidig != gezien:
        raise Geweigerd(
            "Iemand anders heeft dit zojuist gewijzigd. Ververs de pagina en kijk of uw wijziging "
            "nog nodig is."
        )


@transaction.atomic
def bewaar(
    gemeente: Gemeente,
    *,
    soort: Termijn.Soort,
    regel: Regel,
    door: Gebruiker,
    nu: datetime,
) -> Regel:
    """Let clocks that start from now on count by `regel`; the same as now is no new version.

    `regel.versie` is the one that was looked at. Raises Geweigerd when it cannot be, or somebody
    changed it meanwhile.
    """
    klachten = bezwaren(SOORTEN[soort].met(regel), Telling(gemeente.telling))
    if klachten:
        raise Geweigerd(" ".join(klachten))
    een_tegelijk(gemeente)
    huidig = geldend(gemeente, soort)
    if _inhoud(huidig) == _inhoud(regel):
        return huidig
    weiger_ingehaald(huidig.versie, regel.versie)
    nieuw = Regelversie.objects.create(
        gemeente=gemeente,
        soort=soort,
        versie=huidig.versie + 1,
        streef=asdict(regel.streef),
        grens=asdict(regel.grens),
        telling=regel.telling or "",
        door=door,
        op=nu,
    )
    return nieuw.als_regel()


def _inhoud(regel: Regel) -> tuple[object, ...]:
    return regel.streef, regel.grens, regel.telling
