"""The reminder ledger: re-addressing, cancelling, and the dispatcher that empties it.

Every step of a ladder is a row, written when its clock starts. `verzend` claims what is due and
turns each row into a Bericht, in one conditional transaction: no row is lost, none leaves twice.
After a standstill only the highest due step of a clock leaves; the lower ones are vervallen.
A mail names a number and asks something; it holds nothing about a person.
"""

import datetime
import logging
from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Value, When

from meldingen.models import Melding
from opvolging.herinneringspost import Brief, schrijf, sleutel
from opvolging.models import Herinnering, Termijn
from signaalpunt import post
from signaalpunt.claimen import BEZIG, LOS, Greep, claim
from signaalpunt.models import Gebruiker

OPEN = (Herinnering.Status.GEPLAND, Herinnering.Status.BEZIG)
INGEHAALD = "een latere herinnering ging in de plaats"
KLOK_STAAT_STIL = "de klok is gestopt"
VOOR_WIE_BEHANDELT = (Herinnering.Ontvanger.TEAM, Herinnering.Ontvanger.BEHANDELAAR)

logger = logging.getLogger(__name__)


def heradresseer(melding: Melding, *, aan: Gebruiker) -> None:
    """Let the coming steps for the team go to `aan`, who took the melding up or over.

    In the transaction of the caller. A step that an engine holds is taken out of its hands.
    """
    # Own columns only, no join: PostgreSQL looks again at these after waiting for an engine that
    # is just marking a row, and then sees that the row has left.
    termijnen = list(melding.termijnen.values_list("pk", flat=True))
    Herinnering.objects.filter(
        termijn__in=termijnen, status__in=OPEN, ontvanger__in=VOOR_WIE_BEHANDELT
    ).update(
        ontvanger=Herinnering.Ontvanger.BEHANDELAAR,
        gebruiker=aan,
        status=Herinnering.Status.GEPLAND,
        **LOS,
    )


def herstel(termijn: Termijn) -> None:
    """Plan again what was cancelled because the clock stopped; in the caller's transaction."""
    termijn.herinneringen.filter(
        status=Herinnering.Status.GEANNULEERD, reden=KLOK_STAAT_STIL
    ).update(status=Herinnering.Status.GEPLAND, reden="", afgehandeld_op=None, **LOS)


def herplan(termijn_id: int, momenten: Mapping[int, datetime.datetime]) -> None:
    """Give the steps that did not leave the moments of `momenten`; in the caller's transaction.

    A step that an engine holds is taken out of its hands, and leaves at its new moment.
    """
    nog_niet_weg = Herinnering.objects.filter(termijn=termijn_id, status__in=OPEN)
    per_stap = [When(stap=stap, then=Value(op)) for stap, op in momenten.items()]
    nog_niet_weg.filter(stap__in=momenten).update(
        gepland_op=Case(*per_stap), status=Herinnering.Status.GEPLAND, **LOS
    )


def annuleer(termijn_ids: Collection[int], *, nu: datetime.datetime) -> None:
    """Cancel what did not leave and withdraw the mails that wait; in the caller's transaction."""
    van_termijnen = Herinnering.objects.filter(termijn__in=termijn_ids)
    # First the rows: this waits for an engine that is just marking one, so that the mail it laid
    # ready is seen below.
    van_termijnen.filter(status__in=OPEN).update(
        status=Herinnering.Status.GEANNULEERD, reden=KLOK_STAAT_STIL, afgehandeld_op=nu, **LOS
    )
    verzonden = van_termijnen.filter(status=Herinnering.Status.VERZONDEN)
    post.trek_in([sleutel(pk) for pk in verzonden.values_list("pk", flat=True)])


def verzend(*, nu: datetime.datetime) -> list[Herinnering]:
    """One run of the dispatcher: handle every row that is due at `nu`; return what was sent."""
    te_doen = Herinnering.objects.filter(status__in=OPEN, gepland_op__lte=nu)
    verzonden: list[Herinnering] = []
    while (greep := claim(te_doen.order_by("gepland_op"))).ids:
        ingehaald = _ingehaald(greep, nu=nu)
        verzonden += [
            rij
            for rij in _met_omgeving(greep)
            if _handel_veilig_af(rij, is_ingehaald=rij.pk in ingehaald, nu=nu)
        ]
    return verzonden


def _met_omgeving(greep: Greep) -> list[Herinnering]:
    """The claimed rows with all that is needed to judge and address them."""
    return list(
        Herinnering.objects.filter(pk__in=greep.ids, claim=greep.token)
        .select_related("gemeente__teamleider", "gebruiker", "termijn__melding__zaakmelding")
        .order_by("gepland_op")
    )


def _ingehaald(greep: Greep, *, nu: datetime.datetime) -> set[int]:
    """Which of the claimed rows have a higher step of the same clock that is due as well."""
    hoger = Herinnering.objects.filter(
        termijn=OuterRef("termijn"),
        stap__gt=OuterRef("stap"),
        gepland_op__lte=nu,
        status__in=(*OPEN, Herinnering.Status.VERZONDEN),
    )
    rijen = Herinnering.objects.filter(Exists(hoger), pk__in=greep.ids)
    return set(rijen.values_list("pk", flat=True))


def _handel_veilig_af(rij: Herinnering, *, is_ingehaald: bool, nu: datetime.datetime) -> bool:
    try:
        return _handel_af(rij, is_ingehaald=is_ingehaald, nu=nu)
    except Exception:
        # Whatever is wrong with this row, the next one must go; its claim runs out, then again.
        logger.exception("Herinnering mislukt", extra={"herinnering_id": rij.pk})
        return False


def _handel_af(rij: Herinnering, *, is_ingehaald: bool, nu: datetime.datetime) -> bool:
    """Decide about one claimed row; return whether a mail was laid ready."""
    if rij.termijn.gestopt_op:
        _sluit(rij, Herinnering.Status.GEANNULEERD, nu=nu, reden=KLOK_STAAT_STIL)
    elif is_ingehaald:
        _sluit(rij, Herinnering.Status.VERVALLEN, nu=nu, reden=INGEHAALD)
    else:
        return _zet_op_de_post(rij, schrijf(rij, nu=nu), nu=nu)
    return False


@transaction.atomic
def _zet_op_de_post(rij: Herinnering, brief: Brief, *, nu: datetime.datetime) -> bool:
    if not _sluit(rij, Herinnering.Status.VERZONDEN, nu=nu):
        return False
    post.leg_klaar(
        gemeente=rij.gemeente,
        soort=brief.soort,
        aan=brief.aan,
        gegevens=brief.gegevens,
        sleutel=brief.sleutel,
        nu=nu,
    )
    return True


def _sluit(
    rij: Herinnering, status: Herinnering.Status, *, nu: datetime.datetime, reden: str = ""
) -> bool:
    """Mark the row, unless it was cancelled, re-addressed or taken over meanwhile."""
    eigen = Herinnering.objects.filter(pk=rij.pk, claim=rij.claim, status=BEZIG)
    return bool(eigen.update(status=status, reden=reden, afgehandeld_op=nu, **LOS))
