"""Who was asked to help and says nothing: then the question comes back to us by itself.

First the clock of the answer is heard to its end: at its limit the behandelaar is asked to call,
then the teamleider. When its last reminder has left and still nobody answered, waiting helps the
person no further: the link is dead already, and something else must be found.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from opvolging import hulpvraagpost, klokken
from opvolging.bijstellen import OPEN
from opvolging.models import Doorverwijzing, Gebeurtenis, Herinnering, Termijn
from opvolging.verloop import houd_doorverwijzing, verander_doorverwijzing
from signaalpunt.fouten import Geweigerd

HOOGSTENS = 1000  # in one run; the next hour goes on


def neem_terug(*, nu: datetime) -> int:
    """Take back what nobody answered and nobody is reminded of any more; returns how many."""
    return sum(_neem_terug(deze, nu) for deze in uitgewacht(nu=nu)[:HOOGSTENS])


def uitgewacht(*, nu: datetime) -> "QuerySet[Doorverwijzing]":
    """What was asked, past the limit of its clock, with no reminder to come."""
    te_gaan = Herinnering.objects.filter(termijn=OuterRef("pk"), status__in=OPEN)
    klok = Termijn.objects.lopend().filter(
        ~Exists(te_gaan), doorverwijzing=OuterRef("pk"), soort=Termijn.Soort.DOORVERWIJZING
    )
    gevraagd = Doorverwijzing.objects.filter(status=Doorverwijzing.Status.GEVRAAGD)
    return gevraagd.filter(Exists(klok.filter(grens_op__lte=nu))).select_related("zaak")


def _neem_terug(doorverwijzing: Doorverwijzing, nu: datetime) -> bool:
    """Whether it came back now; not when somebody answered or moved it meanwhile."""
    try:
        with transaction.atomic():
            houd_doorverwijzing(doorverwijzing)  # then look again: a clock may have got more time
            if not uitgewacht(nu=nu).filter(pk=doorverwijzing.pk).exists():
                return False
            deze = verander_doorverwijzing(
                doorverwijzing,
                Doorverwijzing.Status.GEEN_ANTWOORD,
                Gebeurtenis.Soort.DOORVERWIJZING_STIL,
                door=None,
                nu=nu,
                tekst=f"{doorverwijzing.naar}.",
            )
            klokken.stop(deze, reden=Termijn.Stopreden.INGETROKKEN, nu=nu)
            hulpvraagpost.leg_stil_klaar(deze, nu=nu)
    except Geweigerd:
        return False
    return True
