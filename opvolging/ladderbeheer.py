"""Changing the reminders of a kind of clock: a new version, and no word about the old one.

Clocks that start later follow the newest version; a running clock keeps the ladder it started with.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from opvolging import regelbeheer
from opvolging.klokkensoorten import SOORTEN
from opvolging.ladder import Klok, Ladder, Stap, bezwaren, op_volgorde
from opvolging.models import Ladderversie, Termijn
from opvolging.termijnen import Telling
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker, Gemeente


def geldend(gemeente: Gemeente, soort: Termijn.Soort) -> Ladder:
    """The ladder that a clock follows that starts now."""
    nieuwste = versies(gemeente, soort).first()
    return nieuwste.als_ladder() if nieuwste else SOORTEN[soort].ladder


def maatstaf(gemeente: Gemeente, soort: Termijn.Soort) -> Klok:
    """By which clock a ladder of this kind is judged and put in order."""
    return regelbeheer.soort_van(gemeente, soort).maatstaf(Telling(gemeente.telling))


def versies(gemeente: Gemeente, soort: Termijn.Soort) -> "QuerySet[Ladderversie]":
    """What was changed, newest first."""
    return Ladderversie.objects.filter(gemeente=gemeente, soort=soort).select_related("door")


@transaction.atomic
def bewaar(
    gemeente: Gemeente,
    *,
    soort: Termijn.Soort,
    stappen: tuple[Stap, ...],
    gezien: int,
    door: Gebruiker,
    nu: datetime,
) -> Ladder:
    """Let clocks that start from now on follow `stappen`; the same as now is no new version.

    Raises Geweigerd when the steps make no ladder, or somebody changed it after version `gezien`.
    """
    klok = maatstaf(gemeente, soort)
    if klachten := bezwaren(stappen, klok):
        raise Geweigerd(" ".join(klacht.zin for klacht in klachten))
    stappen = op_volgorde(stappen, klok)
    regelbeheer.een_tegelijk(gemeente)
    huidig = geldend(gemeente, soort)
    if op_volgorde(huidig.stappen, klok) == stappen:
        return huidig
    regelbeheer.weiger_ingehaald(huidig.versie, gezien)
    nieuw = Ladder(huidig.versie + 1, stappen)
    Ladderversie.objects.create(
        gemeente=gemeente,
        soort=soort,
        versie=nieuw.versie,
        stappen=nieuw.als_gegevens(),
        aantal_stappen=len(stappen),
        door=door,
        op=nu,
    )
    return nieuw
