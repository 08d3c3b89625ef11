"""All that the page of a zaak shows, gathered in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects
from django.db.models.functions import Coalesce

from meldingen.models import Melding
from opvolging import gevaar, nooitmeer
from opvolging.akkoord import geldt
from opvolging.antwoorden import Betrokkene, MetMelder, betrokkene
from opvolging.dubbelen import Dubbel, dubbelen
from opvolging.klokkensoorten import OM_CONTACT
from opvolging.klokstand import Ernst, Klokstand, duur, klokstand
from opvolging.models import Aanvulling, Gebeurtenis, Herinnering, Termijn, Zaak
from opvolging.verbandbeeld import Samen, Verband, samenvoegingen, verband
from opvolging.volgende_stap import Stap, volgende_stap
from opvolging.waarschuwingen import Waarschuwing, is_nooit_meer, waarschuwingen
from signaalpunt.models import Bericht

MET_GESPREK = (Zaak.Status.CONTACT_GELEGD, Zaak.Status.IN_BEGELEIDING)
# what a line of the history is about
MET_REGEL = ("contact", "toestemming", "meting", "verkenning__door", "afspraak__met")
LAATSTE = 5  # lines of history that stand open; older ones fold away
# Who brought a melding stays in the database until somebody asks for it: see `inzien`.
WIE_MELDDE = tuple(
    f"melder__{veld}" for veld in ("naam", "telefoon", "email", "organisatie", "functie")
)

_HERINNERD = (
    Herinnering.objects.filter(status=Herinnering.Status.VERZONDEN)
    # mails are kept for a while only; then the ledger is what is known
    .filter(Q(bericht=None) | Q(bericht__status=Bericht.Status.VERZONDEN))
    .select_related("ging_naar")
    .annotate(herinnerd_op=Coalesce("bericht__verzonden_op", "afgehandeld_op"))
    .order_by("-herinnerd_op", "-stap")
)


@dataclass(frozen=True)
class Klok:
    """A clock of the zaak: how it stands, or how it ended."""

    termijn: Termijn
    stand: Klokstand | None  # of a running clock only
    herinnerd: Sequence[Herinnering] = ()  # what really left, newest first

    @property
    def van_doorverwijzing(self) -> bool:
        """Whether it is about one doorverwijzing, and stands with that."""
        return self.termijn.doorverwijzing_id is not None

    @property
    def is_contact(self) -> bool:
        """Whether real contact stopped it."""
        return self.termijn.stopreden == Termijn.Stopreden.CONTACT

    @property
    def is_advies(self) -> bool:
        """Whether it stopped because the melder got advice."""
        return self.termijn.stopreden == Termijn.Stopreden.ADVIES

    @property
    def stond_stil(self) -> str:
        """How long a stopped clock did not count because of pauses, in words; nothing for none."""
        stil = timedelta(minutes=self.termijn.aantal_minuten_pauze)
        return duur(stil) if stil else ""

    @property
    def uitslag(self) -> str:
        """How a stopped clock ended, by the moments that were promised."""
        if self.is_advies:
            return "klok gestopt: de melder kreeg advies"
        if not self.is_contact:
            return "klok gestopt zonder contact"
        klok, op = self.termijn, self.termijn.gestopt_op
        if op is None or not klok.is_op_tijd:
            te_laat = duur(timedelta(minutes=klok.aantal_minuten_te_laat or 0))
            return f"contact na meer dan {klok.aantal_uren_grens} uur, {te_laat} te laat"
        uren = klok.aantal_uren_streef if op <= klok.streef_op else klok.aantal_uren_grens
        return f"contact binnen {uren} uur"


@dataclass(frozen=True)
class Zaakbeeld:
    """What the page shows; `geschiedenis` newest first."""

    betrokkene: Betrokkene
    meldingen: list[MetMelder]
    klokken: list[Klok]
    stil_tot: datetime | None  # until when the clocks of the zaak stand still
    kan_pauzeren: bool
    geschiedenis: list[Gebeurtenis]
    dubbelen: list[Dubbel]
    verband: Verband
    stap: Stap
    waarschuwingen: list[Waarschuwing]
    alleen_advies: bool  # the person does not want it, and no coördinator decided otherwise
    is_gesproken: bool  # an open zaak of somebody whom we spoke to
    is_in_gevaar: bool  # a card for acute danger is open
    is_dicht: bool  # closed: who calls us after that may still ask to be left alone

    @property
    def contact_titel(self) -> str:
        """Who is to be reached."""
        met = " met de melder" if self.alleen_advies else ""
        return f"Contact{met} vastleggen"

    @property
    def lopende_soorten(self) -> list[str]:
        """The kinds of the clocks that run."""
        return [klok.termijn.soort for klok in self.klokken if klok.stand]

    @property
    def heeft_meer_meldingen(self) -> bool:
        """Whether a clock has to say of which melding it is."""
        return len(self.meldingen) > 1

    @property
    def is_ingetrokken(self) -> bool:
        """Whether every melder took the melding back."""
        return bool(self.meldingen) and all(deel.is_ingetrokken for deel in self.meldingen)

    @property
    def is_nooit_meer(self) -> bool:
        """Whether somebody with this number or address wants to be left alone."""
        return is_nooit_meer(self.meldingen)

    @property
    def kan_nooit_meer(self) -> bool:
        """Whether there is something to remember of whom we spoke to, or of a closed zaak."""
        bekend = any(d.melding.telefoon_hash or d.melding.adres_hash for d in self.meldingen)
        return (self.is_gesproken or self.is_dicht) and bekend

    @property
    def recent(self) -> list[Gebeurtenis]:
        """The newest lines of the history."""
        return self.geschiedenis[:LAATSTE]

    @property
    def ouder(self) -> list[Gebeurtenis]:
        """The rest of the history."""
        return self.geschiedenis[LAATSTE:]


def zaakbeeld(zaak: Zaak, nu: datetime) -> Zaakbeeld:
    """Gather what the page of `zaak` shows at `nu`; five queries, however long the history."""
    meldingen = _meldingen(zaak)
    samen = samenvoegingen(zaak)
    geschiedenis = _geschiedenis(zaak, samen)
    alleen_advies = _alleen_advies(zaak, meldingen, geschiedenis)
    wie = betrokkene(meldingen)
    delen = _delen(meldingen)
    klokken = _klokken(zaak, nu)
    stil_tot = _stil_tot(klokken, nu)
    return Zaakbeeld(
        betrokkene=wie.onbereikbaar if alleen_advies else wie,
        meldingen=delen,
        klokken=klokken,
        stil_tot=stil_tot,
        kan_pauzeren=stil_tot is None
        and any(_is_te_pauzeren(klok.termijn, nu) for klok in klokken),
        geschiedenis=geschiedenis,
        dubbelen=_dubbelen(meldingen),
        verband=verband(zaak, samen, geschiedenis, [melding.pk for melding in meldingen]),
        stap=volgende_stap(
            zaak,
            geschiedenis,
            nu,
            alleen_advies=alleen_advies,
            stil_tot=stil_tot,
            is_doorverwezen=any(klok.van_doorverwijzing and klok.stand for klok in klokken),
            is_in_gevaar=gevaar.loopt(zaak),
            later_op=later_op(klokken),
        ),
        waarschuwingen=[]
        if zaak.afgesloten_op
        else waarschuwingen(zaak, delen, alleen_advies=alleen_advies),
        alleen_advies=alleen_advies,
        is_gesproken=zaak.status in MET_GESPREK and not alleen_advies,
        is_in_gevaar=gevaar.loopt(zaak),
        is_dicht=zaak.status == Zaak.Status.AFGESLOTEN,
    )


def met_melders(zaak: Zaak) -> list[MetMelder]:
    """The meldingen of `zaak`, oldest first, without who brought them."""
    return _delen(_meldingen(zaak))


def _meldingen(zaak: Zaak) -> list[Melding]:
    toegevoegd = Aanvulling.objects.filter(melding=OuterRef("pk"))
    meldingen: list[Any] = list(
        Melding.objects.filter(zaakmelding__zaak=zaak)
        .select_related("buurt__wijk", "melder", "vindplaats", "zaakmelding", "tevredenheid")
        .annotate(is_nooit_meer=nooitmeer.van_melding(), heeft_aanvullingen=Exists(toegevoegd))
        .defer(*WIE_MELDDE)
        .order_by("ontvangen_op", "pk")
    )
    # mostly a melder adds nothing: then nothing is asked
    met = [melding for melding in meldingen if melding.heeft_aanvullingen]
    prefetch_related_objects(met, "aanvullingen")
    return meldingen


def _geschiedenis(zaak: Zaak, samen: Sequence[Samen]) -> list[Gebeurtenis]:
    """Newest first, with what was written in the zaken that belong to this one now."""
    zaken = [zaak.pk, *(deze.zaak for deze in samen if deze.in_zaak == zaak.pk)]
    # That the other one ended is said once, by the line that was written here.
    einden = [deze.regel for deze in samen if deze.in_zaak == zaak.pk]
    regels = Gebeurtenis.objects.filter(zaak__in=zaken).exclude(pk__in=einden)
    regels = regels.select_related("door", *MET_REGEL)
    return list(regels.order_by("-op", "-pk"))


def _delen(meldingen: Sequence[Melding]) -> list[MetMelder]:
    return [MetMelder(melding, getattr(melding, "melder", None)) for melding in meldingen]


def _alleen_advies(
    zaak: Zaak, meldingen: Sequence[Melding], geschiedenis: Sequence[Gebeurtenis]
) -> bool:
    contacten = [regel.contact for regel in geschiedenis if regel.contact]
    gesproken = any(c.is_bereikt and not c.is_met_melder for c in contacten)
    return geldt(zaak, [(m.deur, m.weet_ervan) for m in meldingen], is_gesproken=gesproken)


def _klokken(zaak: Zaak, nu: datetime) -> list[Klok]:
    # By its clocks a doorverwijzing comes along: each had one from its beginning.
    te_zien = Q(soort__in=OM_CONTACT) | Q(gestopt_op=None) | Q(doorverwijzing__isnull=False)
    termijnen = Termijn.objects.van(zaak).filter(te_zien).order_by("grens_op", "pk")
    termijnen = termijnen.select_related("doorverwijzing")
    return [
        Klok(
            t,
            None if t.gestopt_op else klokstand(t.streef_op, t.grens_op, nu, t.stil_tot),
            list(t.herinneringen.all()),
        )
        for t in termijnen.prefetch_related(Prefetch("herinneringen", _HERINNERD))
    ]


def _stil_tot(klokken: Sequence[Klok], nu: datetime) -> datetime | None:
    stil = [k.termijn.stil_tot for k in klokken if k.stand and k.stand.ernst == Ernst.STIL]
    return max(filter(None, stil), default=None)


def later_op(klokken: Sequence[Klok]) -> datetime | None:
    """When somebody asks once more, if that was agreed."""
    lopend = (klok.termijn for klok in klokken if klok.stand)
    return next((t.streef_op for t in lopend if t.soort == Termijn.Soort.LATER), None)


def _is_te_pauzeren(termijn: Termijn, nu: datetime) -> bool:
    return termijn.soort in OM_CONTACT and termijn.gestopt_op is None and termijn.grens_op > nu


def _dubbelen(meldingen: Sequence[Melding]) -> list[Dubbel]:
    uniek: dict[int, Dubbel] = {}
    for lijst in dubbelen(meldingen, ook_afgesloten=True).values():
        for dubbel in lijst:
            uniek.setdefault(dubbel.melding.pk, dubbel)
    return list(uniek.values())
