"""Who works where, and what the gemeente of the tests has set."""

import itertools
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from opvolging.models import Afwezigheid, Weergave
from signaalpunt.models import Bericht, Crisisnummer, Gebruiker, Gemeente, Sluitingsdag
from signaalpunt.rollen import Rol

NU = datetime(2026, 9, 15, 8, 0, tzinfo=UTC)  # Tuesday 10:00 in Maastricht
WACHTWOORD = "een lange zin voor de proef"

VOLGNUMMERS = itertools.count(1)  # what must differ, differs


def gemeente(**velden: Any) -> Gemeente:
    code = velden.pop("code", "GM0935")
    standaard = {
        "naam": "Maastricht",
        "telefoon": "043 000 00 00",
        "teammail": "team@voorbeeld.test",
        "vraagt_reden": False,  # most tests are not about who looks
    }
    return Gemeente.objects.get_or_create(code=code, defaults=standaard | velden)[0]


def gemeente_met_teamleider() -> Gemeente:
    """With a coördinator at leider@voorbeeld.test who gets what nobody else does."""
    stad = gemeente()
    stad.teamleider = gebruiker(Rol.COORDINATOR, email="leider@voorbeeld.test")
    stad.save()
    return stad


def gebruiker(rol: Rol = Rol.MEDEWERKER, **velden: Any) -> Gebruiker:
    nummer = next(VOLGNUMMERS)
    velden.setdefault("naam", f"{rol.label.capitalize()} {nummer}")
    velden.setdefault("gemeente", gemeente())
    velden.setdefault("email", f"{rol.value}{nummer}@voorbeeld.test")
    return Gebruiker.objects.create(rol=rol, password=_versleuteld_wachtwoord(), **velden)


@cache
def _versleuteld_wachtwoord() -> str:
    return make_password(WACHTWOORD)  # slow by design, so once for all accounts


def afwezigheid(**velden: Any) -> Afwezigheid:
    """Somebody who is away on the day of NU and the next."""
    wie = velden.pop("gebruiker", None) or gebruiker()
    standaard = {
        "gemeente": wie.gemeente,
        "gebruiker": wie,
        "van": NU.date(),
        "tot_en_met": NU.date() + timedelta(days=1),
        "genoteerd_op": NU,
        "genoteerd_door": wie,
    }
    return Afwezigheid.objects.create(**standaard | velden)


def weergave(**velden: Any) -> Weergave:
    """What somebody called `naam`: who is late."""
    eigenaar = velden.pop("eigenaar", None) or gebruiker()
    nummer = next(VOLGNUMMERS)
    standaard = {
        "eigenaar": eigenaar,
        "gemeente": eigenaar.gemeente,
        "naam": f"Keuze {nummer}",
        "naam_hash": f"{nummer:064}",
        "vraag": "tijd=te_laat",
    }
    return Weergave.objects.create(**standaard | velden)


def sluitingsdag(**velden: Any) -> Sluitingsdag:
    standaard = {"gemeente": gemeente(), "datum": date(2026, 11, 11), "reden": "studiedag"}
    return Sluitingsdag.objects.create(**standaard | velden)


def crisisnummer(**velden: Any) -> Crisisnummer:
    standaard = {
        "gemeente": gemeente(),
        "volgorde": 1,
        "nummer": "112",
        "naam": "Alarmnummer",
        "wanneer": "Er is nu gevaar",
        "wanneer_en": "There is danger now",
    }
    return Crisisnummer.objects.create(**standaard | velden)


def bericht(**velden: Any) -> Bericht:
    """A mail that was given up."""
    nummer = next(VOLGNUMMERS)
    velden.setdefault("gemeente", gemeente())
    velden.setdefault("klaar_op", NU)
    standaard = {
        "soort": "opgepakt",
        "sleutel": f"opgepakt-{nummer}",
        "status": Bericht.Status.MISLUKT,
        "volgende_poging_op": velden["klaar_op"],
    }
    return Bericht.objects.create(**standaard | velden)
