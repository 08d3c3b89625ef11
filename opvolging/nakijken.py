"""The reconciler: every hour it looks for what must never happen, repairs it and sounds the alarm.

Open meldingen without a clock, clocks without a full ladder or without anybody to warn, claims
nobody holds any more, and reminders or mails that should have left. All are zero as long as
everything works.
"""

import datetime
import logging
from dataclasses import asdict, dataclass

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Coalesce, Now

from meldingen.models import Melding
from opvolging import (
    aanhouden,
    bijstellen,
    concepten,
    geenantwoord,
    kijken,
    klokken,
    verhalen,
    vrijgeven,
    zaakconcepten,
)
from opvolging.kalender import lokaal
from opvolging.klokkensoorten import SOORTEN
from opvolging.models import Herinnering, Termijn, Zaak
from signaalpunt import post, toestand
from signaalpunt.claimen import BEZIG, LOS
from signaalpunt.models import Gemeente
from signaalpunt.rollen import Rol, die_hier_werkt, werkt_hier

NACHT = 3  # the hour in which it is said whose work is of nobody here
COLLEGA_WEG = "Open zaken zijn van wie hier niet meer werkt. Verdeel ze op de werkvoorraad"
SPELING = datetime.timedelta(minutes=10)  # due longer than this and not sent: something is wrong

ALARM = {
    "zonder_klok": "Meldingen hadden geen klok; die is gestart",
    "zonder_ladder": "Klokken misten herinneringen; die zijn gepland",
    "zonder_ontvanger": "Klokken waarschuwden niemand die hier werkt; de teamleider krijgt ze nu",
    "losgelaten": "Verlopen claims zijn losgelaten",
    "te_laat": "Herinneringen blijven liggen",
    "mail_te_laat": "Mail blijft liggen",
}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Bevinding:
    """What one look found; every number should be zero."""

    zonder_klok: int
    zonder_ladder: int
    zonder_ontvanger: int
    losgelaten: int
    te_laat: int
    mail_te_laat: int

    def __bool__(self) -> bool:
        return any(asdict(self).values())


def kijk_na(*, nu: datetime.datetime) -> Bevinding:
    """Repair what can be repaired, log an alarm for everything found."""
    concepten.ruim_op(nu=nu)
    zaakconcepten.ruim_op(nu=nu)
    kijken.ruim_op(nu=nu)
    verhalen.ruim_op(nu=nu)
    bevinding = Bevinding(
        zonder_klok=_start_ontbrekende_klokken(),
        zonder_ladder=_vul_ladders_aan(),
        zonder_ontvanger=_geef_levende_ontvanger(),
        losgelaten=_laat_verlopen_claims_los(),
        te_laat=te_laat(nu=nu),
        mail_te_laat=toestand.blijft_liggen(nu=nu),
    )
    aanhouden.houd_aan(nu=nu)
    vrijgeven.geef_vrij(nu=nu)
    geenantwoord.neem_terug(nu=nu)
    if lokaal(nu).hour == NACHT and (aantal := zaken_zonder_behandelaar()):
        logger.warning(COLLEGA_WEG, extra={"aantal": aantal})
    for naam, aantal in asdict(bevinding).items():
        if aantal:
            logger.error(ALARM[naam], extra={"aantal": aantal})
    return bevinding


def zonder_klok() -> "QuerySet[Melding]":
    """Meldingen that wait for a first contact while no clock was ever started for them."""
    wacht = Q(zaakmelding=None) | Q(zaakmelding__zaak__status=Zaak.Status.OPGEPAKT)
    eigen = Termijn.objects.eerste_contact().filter(melding=OuterRef("pk"))
    return Melding.objects.filter(wacht, ~Exists(eigen))


def zonder_ladder() -> "QuerySet[Termijn]":
    """Running clocks with fewer rows in the ledger than their ladder has steps."""
    standaard = {naam: soort.ladder.stappen for naam, soort in SOORTEN.items()}
    hoort = {naam: len(stappen) for naam, stappen in standaard.items()}
    hoogste = {naam: stappen[-1].nummer for naam, stappen in standaard.items()}
    eigen_hoogste = KeyTextTransform("nummer", KeyTransform("-1", "ladder__stappen"))
    met_aantal = Termijn.objects.lopend().annotate(
        hoort=Coalesce("ladder__aantal_stappen", _per_soort(hoort)),
        geldt=Coalesce("ladder__versie", Value(1)),
        hoogste=Coalesce(Cast(eigen_hoogste, IntegerField()), _per_soort(hoogste)),
    )
    # what `aanhouden` adds above the ladder hides no step that is missing
    van_ladder = Q(herinneringen__stap__lte=F("hoogste"), herinneringen__regelversie=F("geldt"))
    met_aantal = met_aantal.annotate(aantal=Count("herinneringen", filter=van_ladder))
    return met_aantal.filter(aantal__lt=F("hoort"))


def _per_soort(aantallen: dict[str, int]) -> Case:
    return Case(*(When(soort=naam, then=Value(aantal)) for naam, aantal in aantallen.items()))


def te_laat(*, nu: datetime.datetime) -> int:
    """How many reminders were due more than SPELING ago and did not leave."""
    open_ = Herinnering.objects.filter(status__in=bijstellen.OPEN)
    return open_.filter(gepland_op__lt=nu - SPELING).count()


toestand.LIGT_STIL["herinneringen"] = lambda nu: te_laat(nu=nu)


def zonder_teamleider() -> list[str]:
    """Names of the gemeenten with running clocks where nobody is teamleider."""
    met_klok = Gemeente.objects.filter(
        Exists(Termijn.objects.lopend().filter(gemeente=OuterRef("pk")))
    )
    return [
        gemeente.naam
        for gemeente in met_klok.select_related("teamleider")
        if not werkt_hier(gemeente.teamleider, gemeente.pk, (Rol.COORDINATOR,))
    ]


def zonder_behandelaar() -> int:
    """How many running clocks are of a zaak whose behandelaar does not work here any more."""
    lopend = Termijn.objects.om_contact().lopend().filter(melding__zaakmelding__isnull=False)
    return lopend.exclude(die_hier_werkt("melding__zaakmelding__zaak__behandelaar")).count()


def zaken_zonder_behandelaar() -> int:
    """How many open zaken, in contact or not, are of somebody who does not work here any more."""
    return Zaak.objects.open().exclude(die_hier_werkt("behandelaar")).count()


def zonder_ontvanger() -> "QuerySet[Herinnering]":
    """Coming reminders for somebody who does not work here any more."""
    open_ = Herinnering.objects.filter(
        status__in=bijstellen.OPEN, gebruiker__isnull=False, termijn__gestopt_op=None
    )
    return open_.exclude(die_hier_werkt("gebruiker"))


def _geef_levende_ontvanger() -> int:
    """Lead those to the teamleider, or to the team where nobody is; return of how many clocks."""
    klokken_ = set()
    for rij in zonder_ontvanger().select_related("gemeente__teamleider"):
        bijstellen.geef_aan_leiding(rij)
        klokken_.add(rij.termijn_id)
    return len(klokken_)


def _start_ontbrekende_klokken() -> int:
    aantal = 0
    for melding in zonder_klok().select_related("gemeente", "zaakmelding__zaak__behandelaar"):
        for klok in klokken.vul_aan(melding):
            _geef_aan_behandelaar(klok)
        aantal += 1
    return aantal


def _vul_ladders_aan() -> int:
    aantal = 0
    for termijn in zonder_ladder():
        klokken.vul_ladder_aan(termijn)
        _geef_aan_behandelaar(termijn)
        aantal += 1
    return aantal


def _geef_aan_behandelaar(termijn: Termijn) -> None:
    """New rows go to the team; when somebody took it up they are for that person."""
    if zaak := termijn.van_zaak:
        bijstellen.heradresseer(zaak, aan=zaak.behandelaar)


def _laat_verlopen_claims_los() -> int:
    """Give back what nobody took up long after its claim ran out: then no engine was running."""
    verlopen = Herinnering.objects.filter(status=BEZIG, claim_tot__lt=Now() - SPELING)
    herinneringen_los = verlopen.update(status=Herinnering.Status.GEPLAND, **LOS)
    return herinneringen_los + post.laat_verlopen_claims_los(marge=SPELING)
