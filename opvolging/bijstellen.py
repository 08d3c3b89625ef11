"""Changing what the ledger still has to say: to whom, when, or not at all.

Each belongs to an act that changes a clock or its zaak, in the transaction of that act. What an
engine holds is taken out of its hands, what waits in a mail is taken out of that mail, and what is
on its way goes on: the ledger says what arrives.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When

from meldingen.models import Melding
from opvolging.models import Herinnering, Termijn, Zaak
from signaalpunt import post
from signaalpunt.claimen import BEZIG, LOS
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import Rol, werkt_hier

OPEN = (Herinnering.Status.GEPLAND, Herinnering.Status.BEZIG)
ANDERE_LADDER = "er gelden andere herinneringen"
KLOK_STAAT_STIL = "de klok is gestopt"
# What an UPDATE sets when a row has to leave, at its moment and by whatever engine.
OPNIEUW: dict[str, Any] = {"status": Herinnering.Status.GEPLAND, "aantal_pogingen": 0, **LOS}
Aan = Herinnering.Ontvanger
# What follows whoever takes it up or over.
VAN_WIE_BEHANDELT = (Aan.TEAM, Aan.BEHANDELAAR, Aan.PLAATSVERVANGER)
# Of what lies in a mail: not marked by the sender that holds this mail now.
NOG_NIET_ONDERWEG = Q(claim=None) | ~Q(bericht__status=BEZIG) | ~Q(claim=F("bericht__claim"))


def adresseer(rijen: Iterable[Herinnering], *, aan: Gebruiker) -> None:
    """Let the steps for the team, which are not stored yet, go to `aan` or who stands in."""
    for rij in rijen:
        if rij.ontvanger == Aan.TEAM:
            rij.ontvanger = Aan.BEHANDELAAR
        if rij.ontvanger in VAN_WIE_BEHANDELT:
            rij.gebruiker = aan


@transaction.atomic(savepoint=False)  # a part of one act
def heradresseer(waarvan: Melding | Zaak, *, aan: Gebruiker) -> None:
    """Let the coming steps for the team go to `aan`, who took it up or over; of all its clocks.

    In the transaction of the caller. A step that an engine holds is taken out of its hands, and one
    that waits in a mail to a colleague is taken out of that mail. What is on its way goes on, and
    is for `aan` only when it comes back.
    """
    # Own columns only, no join: PostgreSQL looks again at these after waiting for an engine that
    # is just marking a row, and then sees that the row has left.
    termijnen = list(Termijn.objects.van(waarvan).values_list("pk", flat=True))
    voor_aan: dict[str, Any] = {
        "ontvanger": Case(
            When(ontvanger=Aan.TEAM, then=Value(Aan.BEHANDELAAR)), default=F("ontvanger")
        ),
        "gebruiker": aan,
        **OPNIEUW,
    }
    open_ = Herinnering.objects.filter(termijn__in=termijnen, status__in=OPEN)
    open_.filter(ontvanger__in=VAN_WIE_BEHANDELT).update(**voor_aan)
    al_gelegd = _in_de_bus(termijnen).filter(ontvanger__in=VAN_WIE_BEHANDELT[1:])
    van_aan = Q(ging_naar=aan) | Q(ontvanger=Aan.PLAATSVERVANGER, gebruiker=aan)
    wacht = al_gelegd.filter(NOG_NIET_ONDERWEG).exclude(van_aan)
    wacht.update(bericht=None, ging_naar=None, **voor_aan)
    al_gelegd.update(gebruiker=aan)


def geef_aan_leiding(rij: Herinnering) -> None:
    """Let a step for somebody who left go to the teamleider, or to the team where nobody is."""
    leider = rij.gemeente.teamleider
    kan = werkt_hier(leider, rij.gemeente_id, (Rol.COORDINATOR,))
    eigen = Herinnering.objects.filter(pk=rij.pk, status__in=OPEN, gebruiker=rij.gebruiker_id)
    if rij.ontvanger == Aan.PLAATSVERVANGER:  # of nobody: that is the teamleider
        eigen.update(gebruiker=None, **OPNIEUW)
        return
    eigen.update(
        ontvanger=Aan.BEHANDELAAR if kan else Aan.TEAM,
        gebruiker=leider if kan else None,
        **OPNIEUW,
    )


def herstel(termijn: Termijn) -> None:
    """Plan again what was cancelled because the clock stopped; in the caller's transaction."""
    termijn.herinneringen.filter(
        status=Herinnering.Status.GEANNULEERD, reden=KLOK_STAAT_STIL
    ).update(reden="", afgehandeld_op=None, **OPNIEUW)


@transaction.atomic(savepoint=False)  # a part of one act
def herplan(termijn_id: int, momenten: Mapping[int, datetime.datetime]) -> None:
    """Give the steps that did not leave the moments of `momenten`; in the caller's transaction.

    A step that an engine holds or that waits in a mail is taken out, and leaves at its new moment;
    one that is on its way is not said twice.
    """
    per_stap = [When(stap=stap, then=Value(op)) for stap, op in momenten.items()]
    gepland: dict[str, Any] = {"gepland_op": Case(*per_stap), **OPNIEUW}
    # First the open rows, for the reason given in `annuleer`.
    nog_niet_weg = Herinnering.objects.filter(termijn=termijn_id, status__in=OPEN)
    nog_niet_weg.filter(stap__in=momenten).update(**gepland)
    wacht = _in_de_bus([termijn_id]).filter(NOG_NIET_ONDERWEG)
    wacht.filter(stap__in=momenten).update(bericht=None, **gepland)


@transaction.atomic(savepoint=False)  # a part of one act
def annuleer(termijn_ids: Collection[int], *, nu: datetime.datetime) -> None:
    """Cancel what did not leave, also from mails that wait; in the caller's transaction."""
    _trek_terug(termijn_ids, Herinnering.Status.GEANNULEERD, reden=KLOK_STAAT_STIL, nu=nu)


@transaction.atomic(savepoint=False)  # a part of one act
def laat_vervallen(termijn: Termijn, *, nu: datetime.datetime) -> None:
    """Close what did not leave, because other steps come; in the caller's transaction."""
    _trek_terug([termijn.pk], Herinnering.Status.VERVALLEN, reden=ANDERE_LADDER, nu=nu)


def _trek_terug(
    termijn_ids: Collection[int],
    status: Herinnering.Status,
    *,
    reden: str,
    nu: datetime.datetime,
) -> None:
    """Close what did not leave. What is on its way arrives, and the ledger says so."""
    van_termijnen = Herinnering.objects.filter(termijn__in=termijn_ids)
    gesloten: dict[str, Any] = {"status": status, "reden": reden, "afgehandeld_op": nu, **LOS}
    # First the open rows: this waits for an engine that is just laying one in a mail, so that the
    # second look sees it there. The sender withdraws a mail in which nothing is left.
    van_termijnen.filter(status__in=OPEN).update(**gesloten)
    _in_de_bus(termijn_ids).filter(NOG_NIET_ONDERWEG).update(bericht=None, **gesloten)


def _in_de_bus(termijn_ids: Collection[int]) -> "QuerySet[Herinnering]":
    """What lies in a mail that did not leave yet, held until the end of the transaction.

    Held first and looked at afterwards: no sender can begin with what we hold, so whether it is on
    its way cannot change any more.
    """
    gelegd = Herinnering.objects.filter(
        termijn__in=termijn_ids, status=Herinnering.Status.VERZONDEN, bericht__isnull=False
    )
    vast = list(gelegd.select_for_update().order_by("pk").values_list("pk", flat=True))
    if not vast:
        return Herinnering.objects.none()
    return Herinnering.objects.filter(pk__in=vast, bericht__status__in=post.NIET_WEG)
