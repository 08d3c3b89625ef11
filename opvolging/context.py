"""What every page of the team says when herinneringen stand still: that, and whom to call first;
and for public pages whether the sociale kaart has anything for residents.

The machinery may be silent; the clocks in the database are not, so people can look themselves.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from opvolging.klokstand import BIJNA, klokstand
from opvolging.models import Aanbod, Termijn
from signaalpunt import toestand
from signaalpunt.http import gemeente_van
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import TEAM, Rol

HOOGSTENS = 5  # clocks that are named


@dataclass(frozen=True)
class Oog:
    """A clock that needs somebody's eyes."""

    wat: str
    zaak_id: int | None
    ernst: str
    stand: str
    geteld: str


@dataclass(frozen=True)
class Banier:
    """What stands still, and the clocks that nobody may be warned of now."""

    is_ernstig: bool
    stille_motoren: list[str]
    klokken: list[Oog]


def waakzaam(request: HttpRequest) -> dict[str, Any]:
    """Context processor; looks only when a page of the team asks for it."""
    return {"banier": SimpleLazyObject(lambda: _banier(request))}


def sociale_kaart(request: HttpRequest) -> dict[str, Any]:
    """Context processor; looks only when a public page asks whether there is anything to do."""
    return {"heeft_te_doen": SimpleLazyObject(lambda: _heeft_te_doen(request))}


def _heeft_te_doen(request: HttpRequest) -> bool:
    hier = Aanbod.objects.filter(gemeente=gemeente_van(request).pk)
    return hier.openbaar(timezone.localdate()).exists()


def _banier(request: HttpRequest) -> Banier | None:
    gebruiker = getattr(request, "user", None)
    if not isinstance(gebruiker, Gebruiker) or gebruiker.rol not in (*TEAM, Rol.BEHEERDER):
        return None
    stilstand = toestand.stilstand_van_zojuist(nu=timezone.now())
    if not stilstand:
        return None
    klokken = _klokken(gebruiker) if stilstand.is_ernstig else []
    return Banier(stilstand.is_ernstig, stilstand.stille_motoren, klokken)


def _klokken(gebruiker: Gebruiker) -> list[Oog]:
    """The clocks that are late or nearly, least time left first; one query."""
    nu = timezone.now()
    dringend = (
        Termijn.objects.zichtbaar_voor(gebruiker)
        .om_contact()
        .lopend()
        .filter(grens_op__lte=nu + BIJNA)
        .exclude(melding__is_verdacht=True, melding__zaakmelding=None)
        .exclude(stil_tot__gt=nu)
        .order_by("grens_op", "pk")
        .values_list(
            "melding_id", "melding__zaakmelding__zaak_id", "streef_op", "grens_op", "uitleg"
        )
    )
    return [_oog(*waarden) for waarden in dringend[:HOOGSTENS]]


def _oog(
    melding_id: int, zaak_id: int | None, streef_op: datetime, grens_op: datetime, uitleg: str
) -> Oog:
    stand = klokstand(streef_op, grens_op, timezone.now())
    wat = f"Zaak {zaak_id}" if zaak_id else f"Melding {melding_id}"
    return Oog(wat, zaak_id, stand.ernst, stand.tekst, uitleg)
