"""One builder per model: valid by default, fixed values, everything else by keyword."""

import itertools
from datetime import UTC, date, datetime
from typing import Any

from signaalpunt.models import Crisisnummer, Gebruiker, Gemeente, Sluitingsdag
from signaalpunt.rollen import Rol

NU = datetime(2026, 9, 15, 8, 0, tzinfo=UTC)  # Tuesday 10:00 in Maastricht
WACHTWOORD = "een lange zin voor de proef"

_nummer = itertools.count(1)


def gemeente(**velden: Any) -> Gemeente:
    code = velden.pop("code", "GM0935")
    standaard = {
        "naam": "Maastricht",
        "telefoon": "043 000 00 00",
        "teammail": "team@voorbeeld.test",
    }
    return Gemeente.objects.get_or_create(code=code, defaults=standaard | velden)[0]


def gebruiker(rol: Rol = Rol.MEDEWERKER, **velden: Any) -> Gebruiker:
    nummer = next(_nummer)
    velden.setdefault("naam", f"{rol.label.capitalize()} {nummer}")
    velden.setdefault("gemeente", gemeente())
    email = velden.pop("email", f"{rol.value}{nummer}@voorbeeld.test")
    wachtwoord = velden.pop("wachtwoord", None)
    return Gebruiker.objects.create_user(email, wachtwoord, rol=rol, **velden)


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
