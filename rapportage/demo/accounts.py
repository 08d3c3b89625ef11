"""The people who log in to a demo: five roles, one password for all."""

from functools import cache

from django.contrib.auth.hashers import make_password

from signaalpunt.ingebouwd.omgeving import DEMO_DOMEIN, DEMO_WACHTWOORD
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import Rol

VASTE_ACCOUNTS = {
    Rol.MEDEWERKER: "Mieke Medewerker",
    Rol.COORDINATOR: "Cas Coördinator",
    Rol.MAATJE: "Marie Maatje",
    Rol.GEMEENTE: "Gert Gemeente",
    Rol.BEHEERDER: "Bo Beheerder",
}
COLLEGAS = ("Hanneke Demo", "Rob Demo")


def adres(rol: Rol) -> str:
    """The login of a role."""
    return f"{rol.value}@{DEMO_DOMEIN}"


def maak_accounts(gemeente: Gemeente) -> dict[Rol, Gebruiker]:
    """The five logins, and two more colleagues to work with; what is there is kept."""
    accounts = {
        rol: _account(adres(rol), naam, rol, gemeente) for rol, naam in VASTE_ACCOUNTS.items()
    }
    for nummer, naam in enumerate(COLLEGAS, start=1):
        _account(f"collega{nummer}@{DEMO_DOMEIN}", naam, Rol.MEDEWERKER, gemeente)
    if gemeente.teamleider is None:
        gemeente.teamleider = accounts[Rol.COORDINATOR]
        gemeente.save(update_fields=["teamleider"])
    return accounts


def _account(email: str, naam: str, rol: Rol, gemeente: Gemeente) -> Gebruiker:
    bestaand = Gebruiker.objects.filter(email=email).first()
    return bestaand or Gebruiker.objects.create(
        email=email, password=_wachtwoord(), naam=naam, rol=rol, gemeente=gemeente
    )


@cache
def _wachtwoord() -> str:
    return make_password(DEMO_WACHTWOORD)  # slow by design, and public: so once for all
