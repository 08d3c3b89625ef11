"""The dispatcher: empties the reminder ledger of what is due.

Every step of a ladder is a row, written when its clock starts. `verzend` claims what is due and
lays each row in the one mail that gathers for its receiver, in one conditional transaction: no row
is lost, none lies in two mails, and however many engines run a person gets one mail. What the mail
says is looked up when it leaves (`bezorgen`), so a row can be taken out of it until then
(`bijstellen`). After a standstill only the highest due step of a clock leaves; the lower ones are
vervallen (`overbodig`). Of what looks like spam a person hears twice a day at most: a flood of a
thousand is a line or two. However much is due, an engine holds one claim of it at a time.
"""

import datetime
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F, Prefetch, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import Now

from opvolging import ontvanger
from opvolging.afwezig import afwezigen
from opvolging.bijstellen import KLOK_STAAT_STIL, OPEN, OPNIEUW
from opvolging.herinneringspost import SOORT, SPAM, WAAR_DE_ZAAK_IS
from opvolging.models import Herinnering, Termijn
from opvolging.ontvanger import Ontvanger
from opvolging.openingstijden import Openingen
from opvolging.overbodig import AL_GEMELD, waarom_niet, weet_al_van_spam
from signaalpunt import post
from signaalpunt.claimen import BEZIG, LOS, Greep, claim
from signaalpunt.models import Gebruiker, Gemeente

LUKT_NIET = "de mail kon niet worden gemaakt"
PER_GREEP = 100  # laying rows in a mail takes milliseconds: more than a sender of mail may hold
POGINGEN_HOOGSTENS = 5
MARGE = datetime.timedelta(minutes=5)  # between the clocks of two engines
PAUZE = datetime.timedelta(seconds=30)  # after the first failure; doubles with each next one

Mensen = tuple[Gemeente, Gebruiker | None]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ronde:
    """What one run of the dispatcher judges by."""

    nu: datetime.datetime
    weg: Collection[int]  # who is away
    openingen: Openingen = field(default_factory=Openingen)
    mensen: dict[tuple[int, int | None], Mensen] = field(default_factory=dict)

    def van(self, rij: Herinnering) -> Mensen:
        """Of whom and for whom this row is; each looked up once, as they are when the run begins.

        Who gets the mail is judged again when it leaves.
        """
        wie = rij.gemeente_id, rij.gebruiker_id
        if wie not in self.mensen:
            gemeenten = Gemeente.objects.select_related("teamleider__plaatsvervanger")
            gebruikers = Gebruiker.objects.select_related("plaatsvervanger")
            gebruiker = gebruikers.get(pk=wie[1]) if wie[1] else None
            self.mensen[wie] = gemeenten.get(pk=wie[0]), gebruiker
        return self.mensen[wie]


@dataclass(frozen=True)
class Besluit:
    """What becomes of a row that goes in no mail now: closed, or planned for later."""

    status: Herinnering.Status
    reden: str = ""
    tot: datetime.datetime | None = None


def verzend(
    *, nu: datetime.datetime, gelegd: Callable[[Collection[int]], object] | None = None
) -> int:
    """One run of the dispatcher: handle every row that is due at `nu`; return how many it said.

    `gelegd` hears of each claim which rows were laid in a mail.
    """
    te_doen = Herinnering.objects.filter(status__in=OPEN, gepland_op__lte=nu)
    aantal, ronde = 0, Ronde(nu, afwezigen(nu))
    while (greep := _claim(te_doen)).ids:
        ids = _handel_af(greep, ronde)
        aantal += len(ids)
        if gelegd and ids:
            gelegd(ids)
    _sluit_bundels(nu=nu)
    return aantal


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
    bezig = Herinnering.objects.filter(
        status=BEZIG,
        claim_tot__gte=Now(),
        aantal_pogingen__lte=1,
        gepland_op__lte=nu + MARGE,  # all of them are due: what is planned need not be read
    )
    if not bezig.exists():
        post.geef_vrij(nu=nu)


def _handel_af(greep: Greep, ronde: Ronde) -> list[int]:
    """Close the claimed rows that need no mail, bundle the others; return what was laid in one."""
    besluiten: dict[Besluit, list[int]] = defaultdict(list)
    bundels: dict[str, list[tuple[Herinnering, Ontvanger]]] = defaultdict(list)
    for rij, lot in _lotgevallen(greep, ronde):
        if isinstance(lot, Besluit):
            besluiten[lot].append(rij.pk)
        else:
            bundels[lot.voor].append((rij, lot))
    for besluit, ids in besluiten.items():
        _besluit(besluit, ids, greep, nu=ronde.nu)
    return [pk for deel in bundels.values() for pk in _bundel_veilig(deel, nu=ronde.nu)]


def _lotgevallen(greep: Greep, ronde: Ronde) -> Iterator[tuple[Herinnering, Ontvanger | Besluit]]:
    """What becomes of each claimed row; of one that fails is said when it is tried again."""
    weten_al: dict[str, bool] = {}  # one answer for each receiver, of this claim
    for rij in _met_oordeel(greep, ronde):
        if rij.aantal_pogingen > POGINGEN_HOOGSTENS:  # whoever took it up did not come back
            _geef_op(rij, nu=ronde.nu)
            continue
        try:
            yield rij, _bestem(rij, ronde, weten_al)
        except Exception:
            # Whatever is wrong with this row, the next one must go.
            logger.exception("Herinnering mislukt", extra={"herinnering_id": rij.pk})
            na_mislukking(rij, nu=ronde.nu)


def _met_oordeel(greep: Greep, ronde: Ronde) -> list[Any]:
    """The claimed rows with what decides about them; their clocks and meldingen stay unread."""
    eigen = Herinnering.objects.filter(pk__in=greep.ids, claim=greep.token).order_by("gepland_op")
    rijen: list[Any] = list(
        eigen.annotate(
            overbodig=waarom_niet(ronde.nu),
            is_gestopt=Q(termijn__gestopt_op__isnull=False),
            stil_tot=F("termijn__stil_tot"),
            is_spam=SPAM,
        )
    )
    for rij in rijen:
        rij.gemeente, rij.gebruiker = ronde.van(rij)
    van_leider = [rij for rij in rijen if rij.gebruiker_id == (rij.gemeente.teamleider_id or 0)]
    if van_leider:  # as what, says the zaak
        klokken = Termijn.objects.select_related(*WAAR_DE_ZAAK_IS)
        prefetch_related_objects(van_leider, Prefetch("termijn", klokken))
    return rijen


def _bestem(rij: Any, ronde: Ronde, weten_al: dict[str, bool]) -> Ontvanger | Besluit:
    """Decide about one claimed row: who gets it, or what becomes of it without a mail."""
    nu, status = ronde.nu, Herinnering.Status
    if rij.is_gestopt:
        return Besluit(status.GEANNULEERD, KLOK_STAAT_STIL)
    if rij.overbodig:
        return Besluit(status.VERVALLEN, rij.overbodig)
    # Nobody hears of a clock that stands still, or when we are closed.
    if (tot := ronde.openingen.vanaf(rij.gemeente, max(nu, rij.stil_tot or nu))) > nu:
        return Besluit(status.GEPLAND, tot=tot)
    if rij.bericht_id:  # it lay in a mail before: one for each row, ever
        return Besluit(status.VERZONDEN)
    naar = ontvanger.voor_wie(rij, afwezig=ronde.weg)
    if rij.is_spam:
        if naar.voor not in weten_al:
            weten_al[naar.voor] = weet_al_van_spam(naar, rij.gemeente_id, nu=nu)
        if weten_al[naar.voor]:
            return Besluit(status.VERVALLEN, AL_GEMELD)
    return naar


@transaction.atomic
def _besluit(
    besluit: Besluit, ids: Collection[int], greep: Greep, *, nu: datetime.datetime
) -> None:
    """Mark these rows, but not what was cancelled, re-addressed or taken over meanwhile."""
    velden: dict[str, Any] = {"gepland_op": besluit.tot, **OPNIEUW}
    if besluit.tot is None:
        velden = {"reden": besluit.reden, "afgehandeld_op": nu, **LOS}
    vast = _houd_vast(ids, greep.token)
    Herinnering.objects.filter(pk__in=vast).update(**velden | {"status": besluit.status})


def _houd_vast(ids: Collection[int], token: Any) -> set[int]:
    """Those of `ids` that are still ours, held until the end of the transaction.

    What is just being cancelled or re-addressed is skipped: waiting for several could deadlock.
    """
    eigen = Herinnering.objects.filter(pk__in=ids, claim=token, status=BEZIG).order_by()
    return set(eigen.select_for_update(skip_locked=True).values_list("pk", flat=True))


def _bundel_veilig(
    deel: Sequence[tuple[Herinnering, Ontvanger]], *, nu: datetime.datetime
) -> list[int]:
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
def _bundel(deel: Sequence[tuple[Herinnering, Ontvanger]], *, nu: datetime.datetime) -> list[int]:
    """Lay the rows that are still ours in the mail of their receiver; all or none."""
    eerste, naar = deel[0]
    vast = _houd_vast([rij.pk for rij, _ in deel], eerste.claim)
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
    return [rij.pk for rij, _ in deel if rij.pk in vast]


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
