"""What happens to a mail of reminders when a sender begins with it.

Between being laid in a mail and leaving, anything may have changed: we closed, somebody left or is
away, a clock stopped, stands still or reached its next step. So every row is judged again, in one
transaction and under the claim of the sender. What goes now is on its way and is not taken out any
more, so that the ledger says what arrives; what does not go is in no mail any more.
"""

import datetime
import logging
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from opvolging import ontvanger
from opvolging.afwezig import afwezigen
from opvolging.bijstellen import KLOK_STAAT_STIL, OPNIEUW
from opvolging.herinneringen import na_mislukking
from opvolging.herinneringspost import INGEHAALD, SOORT, VOLUIT, NietTeZeggen, brief
from opvolging.models import Herinnering, Termijn
from opvolging.ontvanger import Ontvanger
from opvolging.openingstijden import Openingen
from opvolging.overbodig import hogere_stap
from signaalpunt import post
from signaalpunt.claimen import LOS
from signaalpunt.models import Bericht, Gemeente

logger = logging.getLogger(__name__)

KWAM_NIET_AAN = "de mail kwam niet aan"
ZO_DADELIJK = datetime.timedelta(seconds=5)  # when somebody just changes what is in it
UIT_DE_MAIL: dict[str, Any] = {"bericht": None, **LOS}


@transaction.atomic
def schrijf(bericht: Bericht, nu: datetime.datetime) -> post.Inhoud | None:
    """What the mail says as it leaves at `nu`, and to whom; None when nothing is left to say.

    Raises post.NogNiet when it may not leave now.
    """
    opent_op = Openingen().vanaf(bericht.gemeente, nu)
    is_dicht = opent_op > nu
    # What may have arrived stays this mail, under its Message-ID.
    if is_dicht and _is_begonnen(bericht):
        raise post.NogNiet(opent_op)
    rijen = _houd_vast(bericht, nu)
    if is_dicht:  # never tried: it begins a fresh mail
        _leg_terug(rijen, gepland_op=opent_op)
        return None
    _laat_weg_wat_niet_meer_geldt(rijen, nu)
    naar = _naar_wie(rijen, nu)
    if naar is None:
        return None
    _laat_ingehaald_weg(rijen, naar, nu)
    gegevens = _brief(rijen, bericht.gemeente, nu)
    return post.Inhoud(naar.adres, gegevens) if gegevens else None


@transaction.atomic
def noteer_mislukt(bericht: Bericht, nu: datetime.datetime) -> None:
    """Note in the ledger that this mail arrived nowhere: who was in it was not reminded."""
    gelegd = Herinnering.objects.filter(bericht=bericht, status=Herinnering.Status.VERZONDEN)
    gelegd.update(status=Herinnering.Status.MISLUKT, reden=KWAM_NIET_AAN, afgehandeld_op=nu)


def _is_begonnen(bericht: Bericht) -> bool:
    """Whether a sender had this mail written before, and may have died with it on its way."""
    return Herinnering.objects.filter(bericht=bericht, claim__isnull=False).exists()


def _houd_vast(bericht: Bericht, nu: datetime.datetime) -> "QuerySet[Herinnering]":
    """Mark all that lies in the mail as on its way with this sender.

    Who is just taking something out is not waited for: several rows could deadlock. A moment later
    it is clear what is left.
    """
    rijen = Herinnering.objects.filter(bericht=bericht, status=Herinnering.Status.VERZONDEN)
    vrij = rijen.select_for_update(skip_locked=True).values("pk")
    vast = Herinnering.objects.filter(pk__in=vrij).update(claim=bericht.claim, afgehandeld_op=nu)
    if vast < rijen.count():
        raise post.NogNiet(nu + ZO_DADELIJK)
    return rijen


def _laat_weg_wat_niet_meer_geldt(rijen: "QuerySet[Herinnering]", nu: datetime.datetime) -> None:
    """Close what was answered, and keep for later what stands still."""
    rijen.filter(termijn__gestopt_op__isnull=False).update(
        status=Herinnering.Status.GEANNULEERD, reden=KLOK_STAAT_STIL, **UIT_DE_MAIL
    )
    klok = Termijn.objects.filter(pk=OuterRef("termijn"))
    _leg_terug(rijen.filter(termijn__stil_tot__gt=nu), gepland_op=Subquery(klok.values("stil_tot")))


def _laat_ingehaald_weg(
    rijen: "QuerySet[Herinnering]", naar: Ontvanger, nu: datetime.datetime
) -> None:
    """Of what waited while mail was away a person hears the highest step of each clock only.

    And of one step once, also who gets it as the behandelaar and in the place of somebody else.
    """
    aan_dezelfde = {"status": Herinnering.Status.VERZONDEN, "ging_naar": naar.gebruiker}
    hoger = hogere_stap(nu).filter(**aan_dezelfde)
    ook = Herinnering.objects.filter(
        termijn=OuterRef("termijn"), stap=OuterRef("stap"), pk__gt=OuterRef("pk"), **aan_dezelfde
    )
    rijen.filter(Exists(hoger) | Exists(ook)).update(
        status=Herinnering.Status.VERVALLEN, reden=INGEHAALD, **UIT_DE_MAIL
    )


def _naar_wie(rijen: "QuerySet[Herinnering]", nu: datetime.datetime) -> Ontvanger | None:
    """Who gets the mail, by who works here and is there now.

    What is for somebody else by now is laid in a mail to that person by the dispatcher.
    """
    weg, naar = afwezigen(nu), None
    soorten = rijen.order_by("ontvanger", "gebruiker", "pk").distinct("ontvanger", "gebruiker")
    for rij in soorten.select_related(*ontvanger.NODIG):
        nu_voor = ontvanger.voor_wie(rij, afwezig=weg)
        if nu_voor.gebruiker == rij.ging_naar:
            naar = nu_voor
        else:
            _leg_terug(rijen.filter(ontvanger=rij.ontvanger, gebruiker=rij.gebruiker))
    return naar


def _brief(
    rijen: "QuerySet[Herinnering]", gemeente: Gemeente, nu: datetime.datetime
) -> dict[str, object] | None:
    """The mail without what cannot be said: that keeps nobody else from being named."""
    for _ in range(VOLUIT):
        try:
            return brief(rijen, gemeente, nu)
        except NietTeZeggen as fout:
            logger.exception("Niet te zeggen", extra={"herinnering_id": fout.rij.pk})
            na_mislukking(fout.rij, nu=nu)
    _leg_terug(rijen)  # something is wrong with all of them: each goes on alone
    return None


def _leg_terug(rijen: "QuerySet[Herinnering]", **velden: Any) -> None:
    rijen.update(bericht=None, afgehandeld_op=None, ging_naar=None, waarom="", **OPNIEUW | velden)


post.INHOUD[SOORT] = schrijf
post.NA_OPGEVEN[SOORT] = noteer_mislukt
