"""Who looks after which melding: the werkvoorraad, oppakken, joining and handing over.

Of two people who take up the same melding exactly one wins: UNIQUE(melding) on ZaakMelding decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery, prefetch_related_objects

from meldingen.models import Buurt, Melding
from opvolging import (
    bijstellen,
    informeren,
    kijkrecht,
    klokken,
    klokpauze,
    losmaken,
)
from opvolging.models import Aanvulling, Contact, Gebeurtenis, Termijn, Zaak, ZaakMelding
from opvolging.models.termijn import TermijnQuerySet
from opvolging.models.zaak import ZaakQuerySet
from opvolging.terugkoppeling import meld_opgepakt
from opvolging.verloop import houd_samen_vast, schrijf_bij, vergrendel
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import werkt_hier

# What a line of the werkvoorraad shows; the rest of these rows stays in the database.
_VELDEN = (
    "soort",
    "streef_op",
    "grens_op",
    "stil_tot",
    "uitleg",
    "melding__rij",
    "melding__gemeente",
    "melding__deur",
    "melding__kanaal",
    "melding__ontvangen_op",
    "melding__leeftijdsgroep",
    "melding__is_verdacht",
    "melding__is_veilig",
    "melding__is_spoed",
    "melding__betrokkene_naam",
    "melding__adres_hash",
    "melding__telefoon_hash",
    "melding__email_hash",
    "melding__naam_hash",
    "melding__buurt__naam",
    "melding__buurt_anders",
    "melding__zaakmelding__zaak__status",
    "melding__zaakmelding__zaak__behandelaar__rij",
    "melding__zaakmelding__zaak__behandelaar__naam",
    "melding__zaakmelding__zaak__overdracht",
)

# The first melding of a zaak, of which a line shows a little.
_EERSTE = Melding.objects.filter(zaakmelding__zaak=OuterRef("pk")).order_by("zaakmelding")
# What the melders of a zaak let us know later.
_VAN_MELDERS = Aanvulling.objects.filter(melding__zaakmelding__zaak=OuterRef("pk"))
_SINDS = Gebeurtenis.objects.exclude(soort__in=Gebeurtenis.GEEN_WERK).filter(
    zaak=OuterRef("pk"), op__gt=OuterRef("stil_gemeld_op")
)
# The zaak of a clock in which nothing happened since its behandelaar was told so.
_STIL = Zaak.objects.filter(
    ~Exists(_SINDS), zaakmeldingen__melding=OuterRef("melding"), stil_gemeld_op__isnull=False
)
# What the melder of a clock let us know later.
_VAN_MELDER = Aanvulling.objects.filter(melding=OuterRef("melding"))
# Looks like spam and nobody looked yet: shown apart, thrown away by nobody but a person.
KIJK_EVEN = Q(melding__is_verdacht=True, melding__zaakmelding__isnull=True)
DRINGEND = Q(melding__is_spoed=True) | Q(melding__is_veilig=False)
# By these two the database finds them without looking at everything that waits.
_OPVALLEND = Melding.objects.filter(Q(is_verdacht=True) | Q(is_spoed=True) | Q(is_veilig=False))
# Among a thousand of those, what speaks of danger is seen first, and robots hide nobody.
DRINGEND_EERST = (
    "melding__is_verdacht",
    "-melding__is_spoed",
    "melding__is_veilig",
    "grens_op",
    "pk",
)


@dataclass(frozen=True)
class Overdracht:
    """By whom a zaak was handed over, and what that colleague wanted to be known."""

    van: str
    toelichting: str


def werkvoorraad(gebruiker: Gebruiker) -> TermijnQuerySet:
    """Who waits for contact as `gebruiker` may see it, least time left first, with all of a line.

    One clock for each melding: other kinds never double its line.
    """
    return (
        Termijn.objects.zichtbaar_voor(gebruiker)
        .om_contact()
        .lopend()
        .select_related("melding__buurt", "melding__zaakmelding__zaak__behandelaar")
        .only(*_VELDEN)
        .annotate(
            heeft_nieuws=Exists(_VAN_MELDER.ongelezen()),
            is_stil=Exists(_STIL),
            is_ingetrokken=Exists(_VAN_MELDER.filter(soort=Aanvulling.Soort.INTREKKING)),
        )
        .order_by("grens_op", "pk")
    )


def opvallend(gebruiker: Gebruiker) -> TermijnQuerySet:
    """Of the werkvoorraad what stands apart: danger first, then what looks like spam."""
    return zet_apart(werkvoorraad(gebruiker), gebruiker).order_by(*DRINGEND_EERST)


def zet_apart(lopend: TermijnQuerySet, gebruiker: Gebruiker) -> TermijnQuerySet:
    """Of running clocks those that `opvallend` shows."""
    van_hier = _OPVALLEND.filter(gemeente=gebruiker.gemeente_id)
    return lopend.filter(KIJK_EVEN | DRINGEND, melding__in=van_hier)


def is_kijk_even(melding: Melding) -> bool:
    """The same as KIJK_EVEN of a melding that was fetched."""
    return melding.is_verdacht and not hasattr(melding, "zaakmelding")


def is_dringend(melding: Melding) -> bool:
    """Whether it is shown even when it looks like spam, as many others do."""
    return melding.is_spoed or not melding.is_veilig


def in_contact(gebruiker: Gebruiker) -> ZaakQuerySet:
    """Open zaken with real contact, longest taken up first; see `wie_gesproken`."""
    return (
        Zaak.objects.zichtbaar_voor(gebruiker)
        .open()
        .filter(status__in=[Zaak.Status.CONTACT_GELEGD, Zaak.Status.IN_BEGELEIDING])
        .select_related("behandelaar")
        .annotate(
            heeft_nieuws=Exists(_VAN_MELDERS.ongelezen()),
            melding_rij=Subquery(_EERSTE.values("rij")[:1]),
            naam=Subquery(_EERSTE.values("betrokkene_naam")[:1]),
            buurt=Subquery(_EERSTE.values("buurt__naam")[:1]),
            buurt_anders=Subquery(_EERSTE.values("buurt_anders")[:1]),
        )
        .order_by("opgepakt_op", "pk")
    )


def wie_gesproken(zaak: Zaak) -> Melding:
    """Of a zaak from `in_contact` what its line says of the person; without a query."""
    van: Any = zaak
    melding = Melding(rij=van.melding_rij, betrokkene_naam=van.naam or "")
    melding.buurt = Buurt(naam=van.buurt) if van.buurt else None
    melding.buurt_anders = van.buurt_anders or ""
    return melding


@transaction.atomic
def pak_op(melding: Melding, *, door: Gebruiker, nu: datetime) -> Zaak:
    """Make a zaak of `melding` with `door` as behandelaar; asked twice, the same zaak.

    Raises Geweigerd with the name of the colleague who was first.
    """
    try:
        with transaction.atomic():
            zaak = Zaak.objects.create(
                gemeente_id=melding.gemeente_id, behandelaar=door, opgepakt_op=nu
            )
            _verbind(melding, zaak, nu)
    except IntegrityError:
        winnaar = _zaak_van(melding)
        if winnaar.behandelaar == door:
            return winnaar
        raise Geweigerd(
            f"{winnaar.behandelaar.naam} heeft deze melding al opgepakt. U hoeft niets te doen."
        ) from None
    feiten = {"behandelaar": door.pk}
    opgepakt = Gebeurtenis.Soort.OPGEPAKT
    schrijf_bij(zaak, opgepakt, door=door, nu=nu, status=zaak.status, feiten=feiten)
    klokken.stop(melding, reden=Termijn.Stopreden.OPGEPAKT, nu=nu)
    bijstellen.heradresseer(melding, aan=door)
    meld_opgepakt(melding, nu=nu)
    return zaak


@transaction.atomic
def voeg_toe(melding: Melding, *, zaak: Zaak, door: Gebruiker, nu: datetime) -> None:
    """Join `melding` to the zaak of the same betrokkene.

    Its clock runs on until contact; contact since it came in, before it was joined, counts too.
    A melding that was just taken out of a zaak goes back with all of its own zaak, and who stood as
    two people of one house are one again. Raises Geweigerd when the zaak is closed or the melding
    already belongs to another one.
    """
    eigen = Zaak.objects.filter(zaakmeldingen__melding=melding).exclude(pk=zaak.pk).first()
    if eigen:  # held before looking: what a colleague does in it right now is work too
        houd_samen_vast(eigen.pk, zaak.pk)
    if eigen and losmaken.is_net_losgemaakt(eigen):
        kijkrecht.weiger_ongezien(eigen.pk, wat="Er is niets toegevoegd.", door=door, nu=nu)
        losmaken.zet_terug(eigen, in_zaak=zaak, door=door, nu=nu)
        return
    zaak = vergrendel(zaak)
    if melding.gemeente_id != zaak.gemeente_id:
        raise Geweigerd("Deze melding hoort bij een andere gemeente.")
    try:
        with transaction.atomic():
            _verbind(melding, zaak, nu)
    except IntegrityError:
        _weiger_tweede_zaak(melding, zaak)
        return
    soort = Gebeurtenis.Soort.MELDING_TOEGEVOEGD
    schrijf_bij(zaak, soort, door=door, nu=nu, tekst=f"Melding {melding.pk}")
    klokken.stop(melding, reden=Termijn.Stopreden.OPGEPAKT, nu=nu)
    informeren.volg_zaak(zaak, nu=nu)
    bijstellen.heradresseer(melding, aan=zaak.behandelaar)
    klokpauze.volg_pauze(melding, zaak=zaak, door=door, nu=nu)
    meld_opgepakt(melding, nu=nu)
    if gesproken := _gesproken_sinds(zaak, melding.ontvangen_op):
        klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, op=gesproken.op, nu=nu)


@transaction.atomic
def draag_over(
    zaak: Zaak, *, aan: Gebruiker, toelichting: str = "", door: Gebruiker, nu: datetime
) -> None:
    """Make `aan` the behandelaar, and send the coming herinneringen there; asked twice, once.

    Raises Geweigerd when `aan` is no active member of the team, the zaak changed hands or closed.
    """
    if not werkt_hier(aan, zaak.gemeente_id):
        raise Geweigerd("Deze collega hoort niet bij het team. Kies iemand anders.")
    gezien = zaak.behandelaar_id
    zaak = vergrendel(zaak)
    if zaak.behandelaar_id == aan.pk:
        return
    if zaak.behandelaar_id != gezien:
        raise Geweigerd(
            f"{zaak.behandelaar.naam} heeft deze zaak zojuist overgenomen. Ververs de pagina."
        )
    tekst = f"{_aan(aan)} {toelichting}".strip()
    feiten = {"behandelaar": aan.pk, "was_van": zaak.behandelaar_id}
    soort = Gebeurtenis.Soort.OVERGEDRAGEN
    regel = schrijf_bij(zaak, soort, door=door, nu=nu, tekst=tekst, feiten=feiten)
    # who took it over knows; who got it sees so until it is opened
    nieuw = None if aan.pk == door.pk else regel
    Zaak.objects.filter(pk=zaak.pk).update(behandelaar=aan, overdracht=nieuw)
    bijstellen.heradresseer(zaak, aan=aan)


def haal_nieuw(zaken: Iterable[Zaak], gebruiker: Gebruiker) -> None:
    """Fetch what `nieuw_bij` says of all these at once; mostly there is nothing to fetch."""
    met_nieuws = [zaak for zaak in zaken if _is_nieuw_bij(zaak, gebruiker)]
    van_wie = Gebeurtenis.objects.select_related("door")
    prefetch_related_objects(met_nieuws, Prefetch("overdracht", van_wie))


def _is_nieuw_bij(zaak: Zaak, gebruiker: Gebruiker) -> bool:
    return zaak.overdracht_id is not None and zaak.behandelaar_id == gebruiker.pk


def nieuw_bij(zaak: Zaak, gebruiker: Gebruiker) -> Overdracht | None:
    """The hand-over that `gebruiker` as behandelaar has not seen yet, if there is one."""
    if not _is_nieuw_bij(zaak, gebruiker) or (regel := zaak.overdracht) is None:
        return None
    return Overdracht(regel.van_wie, regel.tekst.removeprefix(_aan(gebruiker)).strip())


def zie_overdracht(zaak: Zaak, *, door: Gebruiker) -> Overdracht | None:
    """What `nieuw_bij` says, this once: from now on it was seen."""
    if nieuw := nieuw_bij(zaak, door):
        eigen = Zaak.objects.filter(pk=zaak.pk, behandelaar=door, overdracht=zaak.overdracht_id)
        eigen.update(overdracht=None)
    return nieuw


def _aan(wie: Gebruiker) -> str:
    return f"Aan {wie.naam}."


def _gesproken_sinds(zaak: Zaak, op: datetime) -> Contact | None:
    met_de_persoon = zaak.contacten.filter(is_bereikt=True, is_met_melder=False)
    return met_de_persoon.filter(op__gte=op).first()


def _zaak_van(melding: Melding) -> Zaak:
    return Zaak.objects.select_related("behandelaar").get(zaakmeldingen__melding=melding)


def _weiger_tweede_zaak(melding: Melding, zaak: Zaak) -> None:
    andere = _zaak_van(melding)
    if andere.pk != zaak.pk:
        raise Geweigerd(
            f"{andere.behandelaar.naam} heeft deze melding al opgepakt in zaak {andere.pk}. Is het "
            "dezelfde persoon? Voeg dan de zaken samen."
        )


def _verbind(melding: Melding, zaak: Zaak, nu: datetime) -> None:
    ZaakMelding.objects.create(
        gemeente_id=zaak.gemeente_id, zaak=zaak, melding=melding, toegevoegd_op=nu
    )
