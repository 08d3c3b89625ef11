"""An entry of the sociale kaart in words: line by line, and what differs between two of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Choices
from django.utils.formats import date_format

from meldingen.keuzes import Behoefte, Taal
from opvolging.matchwoorden import DAGDELEN
from opvolging.models import Aanbod


def woorden(codes: Iterable[str], keuzes: type[Choices]) -> str:
    """The words of `codes`, in the order of the choices; a code that is none is left out."""
    gekozen = set(codes)
    return ", ".join(str(label) for code, label in keuzes.choices if code in gekozen)


def _dagdelen(aanbod: Aanbod) -> str:
    return ", ".join(woord for code, woord in DAGDELEN.items() if code in set(aanbod.dagdelen))


def _ja_nee(waarde: bool | None) -> str:
    return {True: "ja", False: "nee", None: ""}[waarde]


def _dag(dag: date | None) -> str:
    return date_format(dag, "j F Y") if dag else ""


VELDEN: Mapping[str, Callable[[Aanbod], str]] = {
    "Naam": lambda a: a.naam,
    "Organisatie": lambda a: a.aanbieder,
    "Omschrijving": lambda a: a.omschrijving,
    "Helpt bij": lambda a: woorden(a.soorten, Aanbod.Soort),
    "Past bij de vraag": lambda a: woorden(a.behoeften, Behoefte).lower(),
    "Voor wie": lambda a: woorden(a.doelgroepen, Aanbod.Doelgroep) or "iedereen",
    "Waar": lambda a: str(a.get_plaats_display()),
    "Adres of plek": lambda a: a.plek,
    "Buurt": lambda a: a.buurt.naam if a.buurt else "",
    "Dag en tijd": lambda a: a.tijd,
    "Dagdelen": _dagdelen,
    "Hoe vaak": lambda a: str(a.get_ritme_display()),
    "Op welke dag": lambda a: _dag(a.datum),
    "Vorm": lambda a: str(a.get_vorm_display()),
    "Hoe iemand begint": lambda a: str(a.get_drempel_display()),
    "Kosten": lambda a: ", ".join(filter(None, [str(a.get_kosten_display()), a.prijs])),
    "Met een rolstoel": lambda a: _ja_nee(a.is_rolstoelvriendelijk),
    "Talen": lambda a: woorden(a.talen, Taal),
    "Telefoon": lambda a: a.telefoon,
    "E-mail": lambda a: a.email,
    "Website": lambda a: a.website,
    "Geldig tot en met": lambda a: _dag(a.geldig_tot),
    "Zichtbaar voor inwoners": lambda a: _ja_nee(a.is_openbaar),
}


@dataclass(frozen=True)
class Verschil:
    """One field in which two versions differ."""

    veld: str
    nu: str
    straks: str


def regels(aanbod: Aanbod) -> list[tuple[str, str]]:
    """Every field that says something, with its words."""
    alle = [(veld, zeg(aanbod)) for veld, zeg in VELDEN.items() if veld != "Naam"]
    return [(veld, waarde) for veld, waarde in alle if waarde]


def verschillen(nu: Aanbod, straks: Aanbod) -> list[Verschil]:
    """What would change when `straks` came instead of `nu`."""
    paren = ((veld, zeg(nu), zeg(straks)) for veld, zeg in VELDEN.items())
    return [Verschil(*paar) for paar in paren if paar[1] != paar[2]]


def wanneer(aanbod: Aanbod) -> str:
    """Day and time for a resident, in one line."""
    return ", ".join(filter(None, [_dag(aanbod.datum), aanbod.tijd]))


def stand(aanbod: Aanbod, dag: date) -> tuple[str, str]:
    """How an entry stands on `dag`, in words and in colour."""
    standen: list[tuple[Any, str, str]] = [
        (aanbod.gearchiveerd_op, "weggelegd", "stop"),
        (aanbod.is_over(dag), "voorbij", "stop"),
        (not aanbod.is_compleet, "nog aan te vullen", "wacht"),
        (aanbod.is_openbaar, "zichtbaar voor inwoners", "afgerond"),
        (True, "alleen voor het team", "opgepakt"),
    ]
    return next((tekst, kleur) for geldt, tekst, kleur in standen if geldt)
