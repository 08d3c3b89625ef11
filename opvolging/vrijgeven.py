"""Taken up and then nothing: the behandelaar is told, a working day later the zaak comes free.

A zaak always has a behandelaar, so it goes to the teamleider, who divides it. Only before anything
was tried or written: every line of the history breaks the silence. Who is away with somebody to
stand in keeps the zaak; the reminders reach that colleague. Each step is decided again while the
zaak is held, so it may be looked at as often as one likes.
"""

import datetime
import logging
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce

from opvolging import afwezig, bijstellen
from opvolging.klokrekening import kalender
from opvolging.models import Contact, Gebeurtenis, Termijn, Zaak
from opvolging.models.zaak import ZaakQuerySet
from opvolging.termijnen import Kalender, Telling, loopt_af_op
from opvolging.verloop import houd_vast, schrijf_bij
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import Rol, werkt_hier

BEDENKTIJD = 24  # working-day hours between telling it and doing it
HOOGSTENS = 1000  # zaken of a gemeente in one run; the next hour goes on
_LOPEND = Termijn.objects.om_contact().lopend().filter(melding__zaakmelding__zaak=OuterRef("pk"))

logger = logging.getLogger(__name__)


def geef_vrij(*, nu: datetime.datetime) -> int:
    """Tell who lets a zaak lie, and release what they were told of; how many came free."""
    weg = afwezig.afwezigen(nu)
    aantal = 0
    for gemeente in Gemeente.objects.filter(stilte_uren__gt=0).select_related("teamleider"):
        dagen = kalender(gemeente)
        for zaak in _stille_zaken(gemeente, dagen, weg, nu):
            aantal += _doe(zaak.pk, gemeente, dagen, nu)
    return aantal


def is_gemeld(zaak: Zaak, geschiedenis: Sequence[Gebeurtenis]) -> bool:
    """Whether the behandelaar was told, and nothing happened since; `geschiedenis` newest first."""
    gewerkt = (regel.op for regel in geschiedenis if regel.soort not in Gebeurtenis.GEEN_WERK)
    laatst_op = next(gewerkt, zaak.opgepakt_op)
    return zaak.stil_gemeld_op is not None and laatst_op <= zaak.stil_gemeld_op


def onaangeroerd(*, nu: datetime.datetime) -> ZaakQuerySet:
    """Zaken in which nobody was spoken to, that do not wait on purpose; the longest silence first.

    With when something happened last.
    """
    gesproken = Contact.objects.filter(zaak=OuterRef("pk")).filter(
        Q(is_bereikt=True) | Q(opnieuw_op__gt=nu)
    )
    zaken = Zaak.objects.filter(
        Exists(_LOPEND),
        ~Exists(_LOPEND.filter(stil_tot__gt=nu)),
        ~Exists(gesproken),
        status=Zaak.Status.OPGEPAKT,
    )
    gewerkt = ~Q(gebeurtenissen__soort__in=Gebeurtenis.GEEN_WERK)
    laatst_op = Coalesce(Max("gebeurtenissen__op", filter=gewerkt), "opgepakt_op")
    return zaken.annotate(laatst_op=laatst_op).order_by("laatst_op", "pk")


def _stille_zaken(
    gemeente: Gemeente, dagen: Kalender, weg: Collection[int], nu: datetime.datetime
) -> Iterator[Zaak]:
    zaken = onaangeroerd(nu=nu).filter(gemeente=gemeente).exclude(behandelaar=gemeente.teamleider)
    for zaak in zaken.select_related("behandelaar__plaatsvervanger")[:HOOGSTENS]:
        if _is_stil(zaak, gemeente.stilte_uren, dagen, nu) and not _wordt_waargenomen(zaak, weg):
            yield zaak


def _is_stil(zaak: Zaak, uren: int, dagen: Kalender, nu: datetime.datetime) -> bool:
    van: Any = zaak
    return loopt_af_op(van.laatst_op, uren, Telling.WERKDAGUREN, dagen).moment <= nu


def _wordt_waargenomen(zaak: Zaak, weg: Collection[int]) -> bool:
    vervanger = zaak.behandelaar.plaatsvervanger
    is_er = werkt_hier(vervanger, zaak.gemeente_id) and getattr(vervanger, "pk", 0) not in weg
    return zaak.behandelaar_id in weg and is_er


@transaction.atomic
def _doe(zaak_id: int, gemeente: Gemeente, dagen: Kalender, nu: datetime.datetime) -> bool:
    """The next step for one zaak, if it is as silent as it seemed; whether it came free."""
    houd_vast(Zaak(pk=zaak_id))
    zaak = onaangeroerd(nu=nu).filter(pk=zaak_id).first()
    if zaak is None or not _is_stil(zaak, gemeente.stilte_uren, dagen, nu):
        return False
    van: Any = zaak
    if zaak.stil_gemeld_op is None or zaak.stil_gemeld_op <= van.laatst_op:
        Zaak.objects.filter(pk=zaak.pk).update(stil_gemeld_op=nu)
        return False
    if loopt_af_op(zaak.stil_gemeld_op, BEDENKTIJD, Telling.WERKDAGUREN, dagen).moment > nu:
        return False
    leider = gemeente.teamleider
    if leider is None or not werkt_hier(leider, gemeente.pk, (Rol.COORDINATOR,)):
        logger.error("Geen teamleider: deze zaak komt niet vrij", extra={"zaak_id": zaak.pk})
        return False
    _geef(zaak, aan=leider, nu=nu)
    return True


def _geef(zaak: Zaak, *, aan: Gebruiker, nu: datetime.datetime) -> None:
    """To `aan`, with its coming reminders and a line in the history."""
    tekst = f"Aan {aan.naam}. Bij {zaak.behandelaar.naam} gebeurde er niets. Verdeel deze zaak."
    feiten = {"behandelaar": aan.pk, "was_van": zaak.behandelaar_id}
    soort = Gebeurtenis.Soort.VRIJGEGEVEN
    regel = schrijf_bij(zaak, soort, door=None, nu=nu, tekst=tekst, feiten=feiten)
    Zaak.objects.filter(pk=zaak.pk).update(behandelaar=aan, overdracht=regel, stil_gemeld_op=None)
    bijstellen.heradresseer(zaak, aan=aan)
