"""The reminder ledger: re-addressing, cancelling, and the dispatcher that empties it.

Every step of a ladder is a row, written when its clock starts. `verzend` claims what is due and
lays each row in the one mail that gathers for its receiver, in one conditional transaction: no row
is lost, none lies in two mails, and however many engines run a person gets one mail. What the mail
says is looked up when it leaves (`bezorgen`), so a row can be taken out of it until then.
After a standstill only the highest due step of a clock leaves; the lower ones are vervallen. Of
what looks like spam a person hears twice a day at most: a flood of a thousand is a line or two.
"""

import datetime
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Now
from django.utils import timezone

from meldingen.models import Melding
from opvolging import ontvanger
from opvolging.afwezig import afwezigen
from opvolging.herinneringspost import INGEHAALD, SOORT, lijkt_spam
from opvolging.klokkensoorten import OM_CONTACT
from opvolging.models import Herinnering, Termijn, Zaak
from opvolging.ontvanger import Ontvanger
from opvolging.openingstijden import Openingen
from signaalpunt import post
from signaalpunt.claimen import BEZIG, LOS, Greep, claim
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import Rol, werkt_hier

OPEN = (Herinnering.Status.GEPLAND, Herinnering.Status.BEZIG)
EERST = "het team hoort het al van een andere klok"
AL_GEMELD = "er ging al een mail over wat op spam lijkt"
ANDERE_LADDER = "er gelden andere herinneringen"
KLOK_STAAT_STIL = "de klok is gestopt"
LUKT_NIET = "de mail kon niet worden gemaakt"
PER_GREEP = 100  # laying rows in a mail takes milliseconds: more than a sender of mail may hold
POGINGEN_HOOGSTENS = 5
PAUZE = datetime.timedelta(seconds=30)  # after the first failure; doubles with each next one
# What an UPDATE sets when a row has to leave, at its moment and by whatever engine.
OPNIEUW: dict[str, Any] = {"status": Herinnering.Status.GEPLAND, "aantal_pogingen": 0, **LOS}
Aan = Herinnering.Ontvanger
# What follows whoever takes it up or over.
VAN_WIE_BEHANDELT = (Aan.TEAM, Aan.BEHANDELAAR, Aan.PLAATSVERVANGER)
# Of what lies in a mail: not marked by the sender that holds this mail now.
NOG_NIET_ONDERWEG = Q(claim=None) | ~Q(bericht__status=BEZIG) | ~Q(claim=F("bericht__claim"))

logger = logging.getLogger(__name__)


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
    return Herinnering.objects.filter(pk__in=vast, bericht__status__in=post.NIET_WEG)


@dataclass(frozen=True)
class Ronde:
    """What one run of the dispatcher judges by."""

    nu: datetime.datetime
    weg: Collection[int]  # who is away
    openingen: Openingen = field(default_factory=Openingen)


def verzend(*, nu: datetime.datetime) -> list[Herinnering]:
    """One run of the dispatcher: handle every row that is due at `nu`; return what was sent."""
    te_doen = Herinnering.objects.filter(status__in=OPEN, gepland_op__lte=nu)
    verzonden: list[Herinnering] = []
    ronde = Ronde(nu, afwezigen(nu))
    while (greep := _claim(te_doen)).ids:
        verzonden += _handel_af(greep, ronde)
    _sluit_bundels(nu=nu)
    return verzonden


def _claim(te_doen: "QuerySet[Herinnering]") -> Greep:
    """What is due first, with what else is due for the same receiver: it all goes in one mail."""
    return claim(
        te_doen.order_by("gepland_op"),
        aantal=PER_GREEP,
        samen=("gemeente", "ontvanger", "gebruiker"),
        aantal_pogingen=F("aantal_pogingen") + 1,
    )


def _sluit_bundels(*, nu: datetime.datetime) -> None:
    """Let the mails go, unless another engine still has rows to add; then that one does it.

    Nobody waits for a row that already failed or took its engine along.
    """
    bezig = Herinnering.objects.filter(status=BEZIG, claim_tot__gte=Now(), aantal_pogingen__lte=1)
    if not bezig.exists():
        post.geef_vrij(nu=nu)


def _handel_af(greep: Greep, ronde: Ronde) -> list[Herinnering]:
    """Close the claimed rows that need no mail, bundle the others; return what was sent."""
    ingehaald = _ingehaald(greep, nu=ronde.nu)
    bundels: dict[str, list[tuple[Herinnering, Ontvanger]]] = defaultdict(list)
    for rij in _met_omgeving(greep):
        if naar := _bestem_veilig(rij, ronde, ingehaald=ingehaald.get(rij.pk, "")):
            bundels[naar.voor].append((rij, naar))
    return [rij for deel in bundels.values() for rij in _bundel_veilig(deel, nu=ronde.nu)]


def _met_omgeving(greep: Greep) -> list[Herinnering]:
    """The claimed rows with all that is needed to judge and address them."""
    return list(
        Herinnering.objects.filter(pk__in=greep.ids, claim=greep.token)
        .select_related(*ontvanger.NODIG)
        .order_by("gepland_op")
    )


def _ingehaald(greep: Greep, *, nu: datetime.datetime) -> dict[int, str]:
    """Which of the claimed rows need not be said, and why: something says it already."""
    reden = Case(
        When(Exists(hogere_stap(nu)), Value(INGEHAALD)),
        When(_zegt_een_andere_klok(nu), Value(EERST)),
    )
    rijen = Herinnering.objects.filter(pk__in=greep.ids).annotate(waarom_niet=reden)
    return dict(rijen.exclude(waarom_niet=None).values_list("pk", "waarom_niet"))


def _zegt_een_andere_klok(nu: datetime.datetime) -> Q:
    """The team hears one thing about a melding: take it up, and past the limit of contact: call."""
    zelfde = Termijn.objects.lopend().filter(melding=OuterRef("termijn__melding"))
    op_te_pakken = zelfde.filter(soort=Termijn.Soort.OPPAKKEN)
    te_laat = zelfde.om_contact().filter(grens_op__lte=nu)
    om_contact = Q(Exists(op_te_pakken), termijn__soort__in=OM_CONTACT, termijn__grens_op__gt=nu)
    om_op_te_pakken = Q(Exists(te_laat), termijn__soort=Termijn.Soort.OPPAKKEN)
    return Q(ontvanger=Herinnering.Ontvanger.TEAM) & (om_contact | om_op_te_pakken)


def hogere_stap(nu: datetime.datetime) -> "QuerySet[Herinnering]":
    """Of the row around this query: the steps above it of the same clock that are due as well."""
    return Herinnering.objects.filter(
        termijn=OuterRef("termijn"),
        regelversie=OuterRef("regelversie"),
        stap__gt=OuterRef("stap"),
        gepland_op__lte=nu,
        status__in=(*OPEN, Herinnering.Status.VERZONDEN),
    )


def _bestem_veilig(rij: Herinnering, ronde: Ronde, *, ingehaald: str) -> Ontvanger | None:
    if rij.aantal_pogingen > POGINGEN_HOOGSTENS:  # whoever took it up did not come back
        _geef_op(rij, nu=ronde.nu)
        return None
    try:
        return _bestem(rij, ronde, ingehaald=ingehaald)
    except Exception:
        # Whatever is wrong with this row, the next one must go.
        logger.exception("Herinnering mislukt", extra={"herinnering_id": rij.pk})
        na_mislukking(rij, nu=ronde.nu)
        return None


def _bestem(rij: Herinnering, ronde: Ronde, *, ingehaald: str) -> Ontvanger | None:
    """Decide about one claimed row: who gets it, or None when it is closed without a mail."""
    nu = ronde.nu
    if rij.termijn.gestopt_op:
        _sluit(rij, Herinnering.Status.GEANNULEERD, nu=nu, reden=KLOK_STAAT_STIL)
        return None
    if ingehaald:
        _sluit(rij, Herinnering.Status.VERVALLEN, nu=nu, reden=ingehaald)
        return None
    # Nobody hears of a clock that stands still, or when we are closed.
    if (tot := ronde.openingen.vanaf(rij.gemeente, max(nu, rij.termijn.stil_tot or nu))) > nu:
        _wacht(rij, tot=tot)
        return None
    if rij.bericht_id:  # it lay in a mail before: one for each row, ever
        _sluit(rij, Herinnering.Status.VERZONDEN, nu=nu, reden="")
        return None
    naar = ontvanger.voor_wie(rij, afwezig=ronde.weg)
    if lijkt_spam(rij) and _weet_al_van_spam(naar, rij, nu=nu):
        _sluit(rij, Herinnering.Status.VERVALLEN, nu=nu, reden=AL_GEMELD)
        return None
    return naar


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
        # As above; each of them goes alone the next time.
        eerste = deel[0][0]
        logger.exception("Herinneringen niet gebundeld", extra={"herinnering_id": eerste.pk})
        for rij, _ in deel:
            na_mislukking(rij, nu=nu)
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


def na_mislukking(rij: Herinnering, *, nu: datetime.datetime) -> None:
    """Try again after a pause that grows, alone; after POGINGEN_HOOGSTENS give up."""
    if rij.aantal_pogingen >= POGINGEN_HOOGSTENS:
        _geef_op(rij, nu=nu)
        return
    # It keeps its claim for the length of the pause: nobody takes it up, and then nobody beside it.
    pauze = PAUZE * 2 ** max(rij.aantal_pogingen - 1, 0)
    Herinnering.objects.filter(pk=rij.pk, claim=rij.claim).update(
        status=Herinnering.Status.GEPLAND,
        bericht=None,
        ging_naar=None,
        afgehandeld_op=None,
        claim_tot=Now() + pauze,
    )


@transaction.atomic
def _geef_op(rij: Herinnering, *, nu: datetime.datetime) -> None:
    """Leave it to a person: the step failed, and the werkvoorraad says of what it was to remind."""
    eigen = Herinnering.objects.filter(pk=rij.pk, claim=rij.claim)
    if not eigen.exclude(status=Herinnering.Status.MISLUKT).update(
        status=Herinnering.Status.MISLUKT, reden=LUKT_NIET, afgehandeld_op=nu, **LOS
    ):
        return
    logger.error("Herinnering opgegeven", extra={"herinnering_id": rij.pk})
    bericht = post.geef_op_zonder_mail(
        gemeente=rij.gemeente, soort=SOORT, sleutel=f"{SOORT}-{rij.pk}-{rij.claim}", nu=nu
    )
    Herinnering.objects.filter(pk=rij.pk).update(bericht=bericht)


def _wacht(rij: Herinnering, *, tot: datetime.datetime) -> None:
    eigen = Herinnering.objects.filter(pk=rij.pk, claim=rij.claim, status=BEZIG)
    eigen.update(gepland_op=tot, **OPNIEUW)


def _sluit(
    rij: Herinnering, status: Herinnering.Status, *, nu: datetime.datetime, reden: str
) -> None:
    """Mark the row, unless it was cancelled, re-addressed or taken over meanwhile."""
    eigen = Herinnering.objects.filter(pk=rij.pk, claim=rij.claim, status=BEZIG)
    eigen.update(status=status, reden=reden, afgehandeld_op=nu, **LOS)
