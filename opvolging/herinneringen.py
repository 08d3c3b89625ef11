"""The reminder ledger: re-addressing, cancelling, and the dispatcher that empties it.

Every step of a ladder is a row, written when its clock starts. `verzend` claims what is due and
lays each row in the one mail that gathers for its receiver, in one conditional transaction: no row
is lost, none lies in two mails, and however many engines run a person gets one mail. What the mail
says is looked up when it leaves (`herinneringspost`), so a row can still be taken out of it.
After a standstill only the highest due step of a clock leaves; the lower ones are vervallen. Of
what looks like spam a person hears twice a day at most: a flood of a thousand is a line or two.
"""

import datetime
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.db.models.functions import Now
from django.utils import timezone

from meldingen.models import Melding
from opvolging import ontvanger
from opvolging.afwezig import afwezigen
from opvolging.herinneringspost import INGEHAALD, SOORT, bundel, lijkt_spam
from opvolging.kalender import Kalender, volgende_opening
from opvolging.models import Herinnering, Termijn, Zaak
from opvolging.ontvanger import Ontvanger
from signaalpunt import post
from signaalpunt.claimen import BEZIG, LOS, Greep, claim
from signaalpunt.models import Bericht, Gebruiker
from signaalpunt.rollen import Rol, werkt_hier

OPEN = (Herinnering.Status.GEPLAND, Herinnering.Status.BEZIG)
AL_GEMELD = "er ging al een mail over wat op spam lijkt"
KLOK_STAAT_STIL = "de klok is gestopt"
KWAM_NIET_AAN = "de mail kwam niet aan"
VOOR_WIE_BEHANDELT = (Herinnering.Ontvanger.TEAM, Herinnering.Ontvanger.BEHANDELAAR)


logger = logging.getLogger(__name__)


def adresseer(rijen: Iterable[Herinnering], *, aan: Gebruiker) -> None:
    """Let the steps for the team, which are not stored yet, go to `aan`."""
    for rij in rijen:
        if rij.ontvanger == Herinnering.Ontvanger.TEAM:
            rij.ontvanger, rij.gebruiker = Herinnering.Ontvanger.BEHANDELAAR, aan


def heradresseer(waarvan: Melding | Zaak, *, aan: Gebruiker) -> None:
    """Let the coming steps for the team go to `aan`, who took it up or over; of all its clocks.

    In the transaction of the caller. A step that an engine holds is taken out of its hands, and one
    that lies in a mail to a colleague which did not leave is taken out of that mail.
    """
    # Own columns only, no join: PostgreSQL looks again at these after waiting for an engine that
    # is just marking a row, and then sees that the row has left.
    termijnen = list(Termijn.objects.van(waarvan).values_list("pk", flat=True))
    voor_aan: dict[str, Any] = {
        "ontvanger": Herinnering.Ontvanger.BEHANDELAAR,
        "gebruiker": aan,
        "status": Herinnering.Status.GEPLAND,
        **LOS,
    }
    open_ = Herinnering.objects.filter(termijn__in=termijnen, status__in=OPEN)
    open_.filter(ontvanger__in=VOOR_WIE_BEHANDELT).update(**voor_aan)
    al_gelegd = _in_de_bus(termijnen).filter(ontvanger=Herinnering.Ontvanger.BEHANDELAAR)
    al_gelegd.exclude(ging_naar=aan).update(bericht=None, ging_naar=None, **voor_aan)


@transaction.atomic
def noteer_mislukt(bericht: Bericht, nu: datetime.datetime) -> None:
    """Note in the ledger that this mail arrived nowhere: who was in it was not reminded."""
    gelegd = Herinnering.objects.filter(bericht=bericht, status=Herinnering.Status.VERZONDEN)
    gelegd.update(status=Herinnering.Status.MISLUKT, reden=KWAM_NIET_AAN, afgehandeld_op=nu)


post.INHOUD[SOORT] = bundel
post.NA_OPGEVEN[SOORT] = noteer_mislukt


def geef_aan_leiding(rij: Herinnering) -> None:
    """Let a step for somebody who left go to the teamleider, or to the team where nobody is."""
    leider = rij.gemeente.teamleider
    kan = werkt_hier(leider, rij.gemeente_id, (Rol.COORDINATOR,))
    Herinnering.objects.filter(pk=rij.pk, status__in=OPEN, gebruiker=rij.gebruiker_id).update(
        ontvanger=Herinnering.Ontvanger.BEHANDELAAR if kan else Herinnering.Ontvanger.TEAM,
        gebruiker=leider if kan else None,
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

    A step that an engine holds or that waits in a mail is taken out, and leaves at its new moment.
    """
    per_stap = [When(stap=stap, then=Value(op)) for stap, op in momenten.items()]
    gepland: dict[str, Any] = {
        "gepland_op": Case(*per_stap),
        "status": Herinnering.Status.GEPLAND,
        **LOS,
    }
    # First the open rows, for the reason given in `annuleer`.
    nog_niet_weg = Herinnering.objects.filter(termijn=termijn_id, status__in=OPEN)
    nog_niet_weg.filter(stap__in=momenten).update(**gepland)
    _in_de_bus([termijn_id]).filter(stap__in=momenten).update(bericht=None, **gepland)


def annuleer(termijn_ids: Collection[int], *, nu: datetime.datetime) -> None:
    """Cancel what did not leave, also from mails that wait; in the caller's transaction."""
    van_termijnen = Herinnering.objects.filter(termijn__in=termijn_ids)
    geannuleerd: dict[str, Any] = {
        "status": Herinnering.Status.GEANNULEERD,
        "reden": KLOK_STAAT_STIL,
        "afgehandeld_op": nu,
        **LOS,
    }
    # First the open rows: this waits for an engine that is just laying one in a mail, so that the
    # second look sees it there. The sender withdraws a mail in which nothing is left.
    van_termijnen.filter(status__in=OPEN).update(**geannuleerd)
    _in_de_bus(termijn_ids).update(bericht=None, **geannuleerd)


def _in_de_bus(termijn_ids: Collection[int]) -> "QuerySet[Herinnering]":
    """What lies in a mail that did not leave yet."""
    return Herinnering.objects.filter(
        termijn__in=termijn_ids,
        status=Herinnering.Status.VERZONDEN,
        bericht__status__in=post.NIET_WEG,
    )


def verzend(*, nu: datetime.datetime) -> list[Herinnering]:
    """One run of the dispatcher: handle every row that is due at `nu`; return what was sent."""
    te_doen = Herinnering.objects.filter(status__in=OPEN, gepland_op__lte=nu)
    verzonden: list[Herinnering] = []
    while (greep := claim(te_doen.order_by("gepland_op"))).ids:
        verzonden += _handel_af(greep, nu=nu)
    _sluit_bundels(nu=nu)
    return verzonden


def _sluit_bundels(*, nu: datetime.datetime) -> None:
    """Let the mails go, unless another engine still has rows to add; then that one does it."""
    bezig = Herinnering.objects.filter(status=BEZIG, claim_tot__gte=Now())
    if not bezig.exists():
        post.geef_vrij(nu=nu)


def _handel_af(greep: Greep, *, nu: datetime.datetime) -> list[Herinnering]:
    """Close the claimed rows that need no mail, bundle the others; return what was sent."""
    ingehaald = _ingehaald(greep, nu=nu)
    weg = afwezigen(nu)
    bundels: dict[str, list[tuple[Herinnering, Ontvanger]]] = defaultdict(list)
    for rij in _met_omgeving(greep):
        if naar := _bestem_veilig(rij, weg, is_ingehaald=rij.pk in ingehaald, nu=nu):
            bundels[naar.voor].append((rij, naar))
    return [rij for deel in bundels.values() for rij in _bundel_veilig(deel, nu=nu)]


def _met_omgeving(greep: Greep) -> list[Herinnering]:
    """The claimed rows with all that is needed to judge and address them."""
    return list(
        Herinnering.objects.filter(pk__in=greep.ids, claim=greep.token)
        .select_related(
            "gemeente__teamleider__plaatsvervanger",
            "gebruiker__plaatsvervanger",
            "termijn__melding__zaakmelding__zaak",
            "termijn__zaak",
            "termijn__koppeling__deelnemer__zaak",
        )
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


def _bestem_veilig(
    rij: Herinnering, weg: Collection[int], *, is_ingehaald: bool, nu: datetime.datetime
) -> Ontvanger | None:
    try:
        return _bestem(rij, weg, is_ingehaald=is_ingehaald, nu=nu)
    except Exception:
        # Whatever is wrong with this row, the next one must go; its claim runs out, then again.
        logger.exception("Herinnering mislukt", extra={"herinnering_id": rij.pk})
        return None


def _bestem(
    rij: Herinnering, weg: Collection[int], *, is_ingehaald: bool, nu: datetime.datetime
) -> Ontvanger | None:
    """Decide about one claimed row: who gets it, or None when it is closed without a mail."""
    if rij.termijn.gestopt_op:
        _sluit(rij, Herinnering.Status.GEANNULEERD, nu=nu, reden=KLOK_STAAT_STIL)
        return None
    if is_ingehaald:
        _sluit(rij, Herinnering.Status.VERVALLEN, nu=nu, reden=INGEHAALD)
        return None
    if (tot := _niet_voor(rij.termijn, nu)) > nu:
        _wacht(rij, tot=tot)
        return None
    if rij.bericht_id:  # it lay in a mail before: one for each row, ever
        _sluit(rij, Herinnering.Status.VERZONDEN, nu=nu, reden="")
        return None
    naar = ontvanger.voor_wie(rij, afwezig=weg)
    if lijkt_spam(rij) and _weet_al_van_spam(naar, rij, nu=nu):
        _sluit(rij, Herinnering.Status.VERVALLEN, nu=nu, reden=AL_GEMELD)
        return None
    return naar


def _niet_voor(termijn: Termijn, nu: datetime.datetime) -> datetime.datetime:
    """The first moment from `nu` on that its reminders may leave.

    After the pause, and when we are open: engines that wake up at night wait for the morning.
    """
    vanaf = max(nu, termijn.stil_tot or nu)
    if termijn.kalender is None:  # started before calendars were kept
        return vanaf
    return volgende_opening(vanaf, Kalender.uit_gegevens(termijn.kalender))


def _weet_al_van_spam(naar: Ontvanger, rij: Herinnering, *, nu: datetime.datetime) -> bool:
    """Whether a mail to `naar` in this half day spoke of suspicious meldingen and has left."""
    hier = timezone.localtime(nu)
    halve_dag = hier.replace(hour=12 if hier.hour >= 12 else 0, minute=0, second=0, microsecond=0)
    gezegd = Herinnering.objects.filter(
        gemeente=rij.gemeente_id,
        status=Herinnering.Status.VERZONDEN,
        ging_naar=naar.gebruiker,
        afgehandeld_op__gte=halve_dag,
        termijn__melding__is_verdacht=True,
    )
    return gezegd.exclude(bericht__verzamelt_voor=naar.voor).exists()


def _bundel_veilig(
    deel: Sequence[tuple[Herinnering, Ontvanger]], *, nu: datetime.datetime
) -> list[Herinnering]:
    try:
        return _bundel(deel, nu=nu)
    except Exception:
        # As above; what a run leaves behind goes row by row in the next.
        eerste = deel[0][0]
        logger.exception("Herinneringen niet gebundeld", extra={"herinnering_id": eerste.pk})
        return []


@transaction.atomic
def _bundel(
    deel: Sequence[tuple[Herinnering, Ontvanger]], *, nu: datetime.datetime
) -> list[Herinnering]:
    """Lay the rows that are still ours in the mail of their receiver; all or none."""
    eerste, naar = deel[0]
    eigen = Herinnering.objects.filter(
        pk__in=[rij.pk for rij, _ in deel], claim=eerste.claim, status=BEZIG
    )
    # Skip what is just being cancelled or re-addressed: waiting for several rows could deadlock.
    vast = set(eigen.select_for_update(skip_locked=True).values_list("pk", flat=True))
    if not vast:
        return []
    bericht = post.verzamel(
        gemeente=eerste.gemeente,
        soort=SOORT,
        aan=naar.adres,
        voor=naar.voor,
        sleutel=f"{SOORT}-{eerste.pk}-{eerste.claim}",
        nu=nu,
    )
    for waarom in {deze.waarom for _, deze in deel}:
        hierom = [rij.pk for rij, deze in deel if deze.waarom == waarom and rij.pk in vast]
        Herinnering.objects.filter(pk__in=hierom).update(
            status=Herinnering.Status.VERZONDEN,
            bericht=bericht,
            ging_naar=naar.gebruiker,
            waarom=waarom,
            afgehandeld_op=nu,
            **LOS,
        )
    return [rij for rij, _ in deel if rij.pk in vast]


def _wacht(rij: Herinnering, *, tot: datetime.datetime) -> None:
    """Nobody hears of a clock that stands still, or when we are closed."""
    eigen = Herinnering.objects.filter(pk=rij.pk, claim=rij.claim, status=BEZIG)
    eigen.update(status=Herinnering.Status.GEPLAND, gepland_op=tot, **LOS)


def _sluit(
    rij: Herinnering, status: Herinnering.Status, *, nu: datetime.datetime, reden: str
) -> None:
    """Mark the row, unless it was cancelled, re-addressed or taken over meanwhile."""
    eigen = Herinnering.objects.filter(pk=rij.pk, claim=rij.claim, status=BEZIG)
    eigen.update(status=status, reden=reden, afgehandeld_op=nu, **LOS)
