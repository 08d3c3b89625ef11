"""Giving several lines of the werkvoorraad to one colleague, each as if it was given alone.

What somebody saw decides: a melding that a colleague took up meanwhile, or a zaak that changed
hands, stays where it is and is named. How much each colleague has helps to choose.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q

from meldingen.models import Melding
from opvolging import afwezig, kijkrecht, triage
from opvolging.models import Termijn, Zaak, zaak_van
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, werkt_hier


@dataclass(frozen=True)
class Collega:
    """Somebody of the team and the work they have, in zaken."""

    gebruiker: Gebruiker
    aantal_open: int
    aantal_te_laat: int  # running clocks over their limit
    afwezig_tot: date | None
    aantal_waargenomen: int = 0  # of the open ones: of colleagues who are away


@dataclass(frozen=True)
class Gezien:
    """A line as somebody saw it: which melding, and whose it was then (nobody: None).

    Of somebody who was spoken to there is no clock and no one melding; then it is the zaak.
    """

    melding_id: int | None
    behandelaar_id: int | None
    zaak_id: int | None = None

    def __str__(self) -> str:
        return f"Zaak {self.zaak_id}" if self.zaak_id else f"Melding {self.melding_id}"


def collegas(gemeente: Gemeente, *, nu: datetime) -> list[Collega]:
    """Everybody of the team, least work first; four queries."""
    weg = dict(afwezig.op_dag(nu).values_list("gebruiker", "tot_en_met"))
    open_ = dict(
        Zaak.objects.open()
        .filter(gemeente=gemeente)
        .values_list("behandelaar")
        .annotate(aantal=Count("pk"))
    )
    behandelaar = "melding__zaakmelding__zaak__behandelaar"
    loopt = Q(stil_tot__isnull=True) | Q(stil_tot__lte=nu)
    te_laat = dict(
        Termijn.objects.om_contact()
        .lopend()
        .filter(loopt, gemeente=gemeente, grens_op__lt=nu, **{f"{behandelaar}__isnull": False})
        .values_list(behandelaar)
        .annotate(aantal=Count("pk"))
    )
    team = list(Gebruiker.objects.filter(gemeente=gemeente, rol__in=TEAM, is_active=True))
    rijen = [_collega(wie, team, open_, te_laat, weg) for wie in team]
    # those who are away last; by name in Python: in the database names are unreadable
    return sorted(
        rijen, key=lambda rij: (rij.afwezig_tot is not None, rij.aantal_open, rij.gebruiker.naam)
    )


def _collega(
    wie: Gebruiker,
    team: Iterable[Gebruiker],
    open_: Mapping[int, int],
    te_laat: Mapping[int, int],
    weg: Mapping[int, date],
) -> Collega:
    """The own work, and of who is there also that of the colleagues looked after today."""
    van_wie = [c.pk for c in team if c.pk in weg and c.plaatsvervanger_id == wie.pk]
    waargenomen = [] if wie.pk in weg else van_wie
    van = [wie.pk, *waargenomen]
    return Collega(
        gebruiker=wie,
        aantal_open=sum(open_.get(pk, 0) for pk in van),
        aantal_te_laat=sum(te_laat.get(pk, 0) for pk in van),
        afwezig_tot=weg.get(wie.pk),
        aantal_waargenomen=sum(open_.get(pk, 0) for pk in waargenomen),
    )


def verdeel(
    lijst: Iterable[Gezien],
    *,
    aan: Gebruiker,
    toelichting: str = "",
    door: Gebruiker,
    nu: datetime,
) -> tuple[list[Gezien], list[str]]:
    """Give each line to `aan`; those that went, and of the others why not.

    Raises Geweigerd when `aan` is no active member of the team.
    """
    if not werkt_hier(aan, door.gemeente_id):
        raise Geweigerd("Deze collega hoort niet bij het team. Kies iemand anders.")
    gegeven, geweigerd = [], []
    for gezien in lijst:
        try:
            _geef(gezien, aan=aan, toelichting=toelichting, door=door, nu=nu)
        except Geweigerd as weigering:
            geweigerd.append(f"{gezien}: {weigering}")
        else:
            gegeven.append(gezien)
    return gegeven, geweigerd


@transaction.atomic
def _geef(
    gezien: Gezien, *, aan: Gebruiker, toelichting: str, door: Gebruiker, nu: datetime
) -> None:
    zaak = _zaak(gezien, door=door, nu=nu)
    if zaak.behandelaar_id not in {gezien.behandelaar_id, aan.pk, door.pk}:
        raise Geweigerd(f"{zaak.behandelaar.naam} behandelt deze nu. Er is niets veranderd.")
    if aan.pk == door.pk:  # taking it is opening it
        kijkrecht.weiger_ongezien(zaak.pk, wat="Er is niets veranderd.", door=door, nu=nu)
    triage.draag_over(zaak, aan=aan, toelichting=toelichting, door=door, nu=nu)


def _zaak(gezien: Gezien, *, door: Gebruiker, nu: datetime) -> Zaak:
    """The zaak of this line; of a melding that nobody has, one is made."""
    if gezien.zaak_id:
        zaken = Zaak.objects.zichtbaar_voor(door).select_related("behandelaar")
        if zaak := zaken.filter(pk=gezien.zaak_id).first():
            return zaak
        raise Geweigerd("Deze zaak is er niet.")
    meldingen = Melding.objects.zichtbaar_voor(door).select_related(
        "zaakmelding__zaak__behandelaar"
    )
    melding = meldingen.filter(pk=gezien.melding_id or 0).first()
    if melding is None:
        raise Geweigerd("Deze melding is er niet.")
    return zaak_van(melding) or triage.pak_op(melding, door=door, nu=nu)
