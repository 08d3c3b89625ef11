"""The course of things: which status may follow which, and the only place where one changes.

`OVERGANGEN` holds the whole life cycle of each model as a plain dict; a test walks all of it.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction

from opvolging.models import Gebeurtenis, Zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

OVERGANGEN: dict[Zaak.Status, frozenset[Zaak.Status]] = {
    Zaak.Status.OPGEPAKT: frozenset({Zaak.Status.CONTACT_GELEGD, Zaak.Status.AFGESLOTEN}),
    Zaak.Status.CONTACT_GELEGD: frozenset({Zaak.Status.IN_BEGELEIDING, Zaak.Status.AFGESLOTEN}),
    # back: somebody wanted something after all not, or a koppeling ended
    Zaak.Status.IN_BEGELEIDING: frozenset({Zaak.Status.CONTACT_GELEGD, Zaak.Status.AFGESLOTEN}),
    Zaak.Status.AFGESLOTEN: frozenset(),
}


class OvergangGeweigerd(Geweigerd):
    """The life cycle does not know this step."""

    def __init__(self, van: Zaak.Status, naar: Zaak.Status) -> None:
        super().__init__(f'Van "{van.label}" kan niet naar "{naar.label}". Ververs de pagina.')


def vergrendel(zaak: Zaak) -> Zaak:
    """The zaak as it is now, held until the end of the transaction.

    Raises Geweigerd when it was closed in the meantime: nothing is written to a closed zaak.
    """
    nu_geldend = Zaak.objects.select_for_update().get(pk=zaak.pk)
    if nu_geldend.status == Zaak.Status.AFGESLOTEN:
        raise Geweigerd(
            f'Deze zaak is al afgesloten als "{nu_geldend.get_uitkomst_display()}". '
            "Er is niets opgeslagen; uw tekst staat nog in het formulier."
        )
    return nu_geldend


def schrijf_bij(
    zaak: Zaak, soort: Gebeurtenis.Soort, *, door: Gebruiker, nu: datetime, **velden: Any
) -> Gebeurtenis:
    """Add one line to the history of `zaak`; `velden` are fields of Gebeurtenis."""
    return Gebeurtenis.objects.create(zaak=zaak, soort=soort, door=door, op=nu, **velden)


@transaction.atomic
def verander_status(
    zaak: Zaak,
    naar: Zaak.Status,
    soort: Gebeurtenis.Soort,
    *,
    door: Gebruiker,
    nu: datetime,
    samen_met: Mapping[str, Any] = MappingProxyType({}),
    **velden: Any,
) -> Gebeurtenis:
    """Move `zaak` to `naar` and add a Gebeurtenis with `velden`.

    `samen_met` are fields of the zaak that change in the same UPDATE. Raises OvergangGeweigerd when
    the table does not allow the step, Geweigerd when a colleague was first.
    """
    van = Zaak.Status(zaak.status)
    if naar not in OVERGANGEN[van]:
        raise OvergangGeweigerd(van, naar)
    # Conditional UPDATE: of two simultaneous requests exactly one finds `van`.
    if not Zaak.objects.filter(pk=zaak.pk, status=van).update(status=naar, **samen_met):
        raise Geweigerd("Een collega heeft deze zaak zojuist gewijzigd. Ververs de pagina.")
    for veld, waarde in {"status": naar, **samen_met}.items():
        setattr(zaak, veld, waarde)
    return schrijf_bij(zaak, soort, door=door, nu=nu, status=naar, **velden)
