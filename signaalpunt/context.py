"""What every page may show: the gemeente, its crisis numbers, and the menu of who logged in."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from signaalpunt.http import gemeente_van
from signaalpunt.models import Crisisnummer
from signaalpunt.rollen import TEAM, Rol

# name of the route, words in the menu, roles
MENU: list[tuple[str, str, tuple[Rol, ...]]] = [
    ("werkvoorraad", "Werkvoorraad", TEAM),
    ("van_melders", "Van melders", TEAM),
    ("intake", "Nieuwe melding", TEAM),
    ("maatjes", "Maatjes", TEAM),
    ("koppelingen", "Koppelingen", TEAM),
    ("aanbod", "Sociale kaart", TEAM),
    ("vindplaatsen", "Vindplaatsen", TEAM),
    ("mijn", "Mijn koppelingen", (Rol.MAATJE,)),
    ("rapportage", "Rapportage", (Rol.COORDINATOR, Rol.GEMEENTE)),
    ("beheer", "Beheer", (Rol.BEHEERDER,)),
]
# Pages without a place of their own in the menu, by the one that leads to them.
ONDER: dict[str, tuple[str, ...]] = {
    "werkvoorraad": ("afwezig", "melding_zoeken", "wegen"),
    "rapportage": ("behoeften", "verhalen"),
}


@dataclass(frozen=True)
class Menupunt:
    adres: str
    tekst: str
    is_hier: bool


def _menu(request: HttpRequest) -> list[Menupunt]:
    if not request.user.is_authenticated:
        return []
    punten = []
    for naam, tekst, rollen in MENU:
        if request.user.rol in rollen and (adres := _adres(naam)):
            daar = (adres, *filter(None, map(_adres, ONDER.get(naam, ()))))
            punten.append(Menupunt(adres, tekst, request.path.startswith(daar)))
    return punten


def _adres(naam: str) -> str:
    try:
        return reverse(naam)
    except NoReverseMatch:  # a menu never leads to a page that is not there
        return ""


def pagina(request: HttpRequest) -> dict[str, Any]:
    """Context processor; every value is fetched only when a template asks for it."""
    gemeente = SimpleLazyObject(lambda: gemeente_van(request))
    return {
        "gemeente": gemeente,
        "crisisnummers": SimpleLazyObject(lambda: list(_crisisnummers(request))),
        "menu": SimpleLazyObject(lambda: _menu(request)),
    }


def _crisisnummers(request: HttpRequest) -> Any:
    return Crisisnummer.objects.filter(gemeente_id=gemeente_van(request).pk)
