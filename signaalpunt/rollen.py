"""Roles: who may open which page, and which rows a role may see.

A page names its roles with `rol_vereist`; a table names its rows with `zichtbaar_voor` on its
QuerySet, built on `van_eigen_gemeente`. Nothing else decides about visibility.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Protocol, TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import F, Model, Q, QuerySet, TextChoices
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode


class Rol(TextChoices):
    """What somebody does here; one role per person."""

    MEDEWERKER = "medewerker", "medewerker"
    COORDINATOR = "coordinator", "coördinator"
    MAATJE = "maatje", "maatje"
    GEMEENTE = "gemeente", "gemeente"
    BEHEERDER = "beheerder", "beheerder"


TEAM = (Rol.MEDEWERKER, Rol.COORDINATOR)

# Where the work of a role begins, as URL name.
BEGINPAGINA = {
    Rol.MEDEWERKER: "werkvoorraad",
    Rol.COORDINATOR: "werkvoorraad",
    Rol.MAATJE: "mijn",
    Rol.GEMEENTE: "rapportage",
    Rol.BEHEERDER: "beheer",
}


class _HeeftRol(Protocol):
    rol: str
    is_active: bool
    gemeente_id: int


_View = Callable[Concatenate[Any, ...], HttpResponseBase]
_Rij = TypeVar("_Rij", bound=Model)


def rol_vereist(*rollen: Rol) -> Callable[[_View], _View]:
    """Let only these roles in: anonymous visitors go to the login page, other roles get a 403."""

    def met_rol(view: _View) -> _View:
        @wraps(view)
        def bewaakt(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                terug = urlencode({"next": request.get_full_path()})
                return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}?{terug}")
            if request.user.rol not in rollen:
                raise PermissionDenied
            # Work is always for the own gemeente, whatever host name was asked for.
            request._gemeente = request.user.gemeente  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        bewaakt.rollen = rollen  # type: ignore[attr-defined]  # read by the role walk of the tests
        return bewaakt

    return met_rol


def van_eigen_gemeente(
    rijen: "QuerySet[_Rij]", gebruiker: _HeeftRol, rollen: tuple[Rol, ...] = TEAM
) -> "QuerySet[_Rij]":
    """Rows of the gemeente of `gebruiker` when the role is one of `rollen`, otherwise none."""
    if not gebruiker.is_active or gebruiker.rol not in rollen:
        return rijen.none()
    return rijen.filter(gemeente_id=gebruiker.gemeente_id)


def werkt_hier(
    gebruiker: _HeeftRol | None, gemeente_id: int, rollen: tuple[Rol, ...] = TEAM
) -> bool:
    """Whether `gebruiker` may log in and has one of `rollen` in this gemeente, now."""
    return (
        gebruiker is not None
        and gebruiker.is_active
        and gebruiker.rol in rollen
        and gebruiker.gemeente_id == gemeente_id
    )


def die_hier_werkt(veld: str, rollen: tuple[Rol, ...] = TEAM) -> Q:
    """`werkt_hier` for the gebruiker behind `veld` of rows with a gemeente."""
    return Q(
        **{
            f"{veld}__is_active": True,
            f"{veld}__rol__in": rollen,
            f"{veld}__gemeente": F("gemeente"),
        }
    )
