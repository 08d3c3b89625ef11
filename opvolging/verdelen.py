"""Giving several lines of the werkvoorraad to one colleague, each as if it was given alone.

What somebody saw decides: a melding that a colleague took up meanwhile, or a zaak that changed
hands, stays where it is and is named. How much each colleague has helps to choose.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q

from meldingen.models import Melding
from opvolging import afwezig, triage
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


@dataclass(frozen=True)
class Gezien:
    """A line as somebody saw it: which melding, and whose it was then (nobody: None)."""

    melding_id: int
    behandelaar_id: int | None


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
    team = Gebruiker.objects.filter(gemeente=gemeente, rol__in=TEAM, is_active=True)
    rijen = [
        Collega(wie, open_.get(wie.pk, 0), te_laat.get(wie.pk, 0), weg.get(wie.pk)) for wie in team
    ]
    # those who are away last; by name in Python: in the database names are unreadable
    return sorted(
        rijen, key=lambda rij: (rij.afwezig_tot is not None, rij.aantal_open, rij.gebruiker.naam)
    )


def verdeel(
    lijst: Iterable[Gezien], *, aan: Gebruiker, door: Gebruiker, nu: datetime
) -> tuple[list[int], list[str]]:
    """Give each line to `aan`; the meldingen that went, and of the others why not.

    Raises Geweigerd when `aan` is no active member of the team.
    """
    if not werkt_hier(aan, door.gemeente_id):
        raise Geweigerd("Deze collega hoort niet bij het team. Kies iemand anders.")
    gegeven, geweigerd = [], []
    for gezien in lijst:
        try:
            _geef(gezien, aan=aan, door=door, nu=nu)
        except Geweigerd as weigering:
            geweigerd.append(f"Melding {gezien.melding_id}: {weigering}")
        else:
            gegeven.append(gezien.melding_id)
    return gegeven, geweigerd


@transaction.atomic
def _geef(gezien: Gezien, *, aan: Gebruiker, door: Gebruiker, nu: datetime) -> None:
    meldingen = Melding.objects.zichtbaar_voor(door).select_related(
        "zaakmelding__zaak__behandelaar"
    )
    melding = meldingen.filter(pk=gezien.melding_id).first()
    if melding is None:
        raise Geweigerd("Deze melding is er niet.")
    zaak = zaak_van(melding)
    if zaak is None:
        zaak = triage.pak_op(melding, door=door, nu=nu)
    elif zaak.behandelaar_id not in {gezien.behandelaar_id, aan.pk}:
        raise Geweigerd(f"{zaak.behandelaar.naam} behandelt deze nu. Er is niets veranderd.")
    triage.draag_over(zaak, aan=aan, door=door, nu=nu)
