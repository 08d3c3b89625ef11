"""What residents may read of the sociale kaart: in plain words, near a buurt, and on paper."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meldingen.keuzes import Taal
from meldingen.models import Buurt
from opvolging.aanbod import dichtbij
from opvolging.aanbodbeeld import wanneer, woorden
from opvolging.matchbegrippen import Punt
from opvolging.matcheisen import hemelsbreed, kilometers
from opvolging.models import Aanbod
from signaalpunt.models import Crisisnummer, Gemeente
from signaalpunt.pdf import zet

SJABLOON = Path(__file__).parent / "drukwerk/tedoen.typ"
NABIJ = 2.0  # km: what is called near
NOEMEN = 2  # in a tip


@dataclass(frozen=True)
class Kaartje:
    """One thing to do, as a resident reads it."""

    aanbod: Aanbod
    regels: list[tuple[str, str]]


def afstand_km(aanbod: Aanbod, buurt: Buurt) -> float | None:
    """From the middle of `buurt` to that of the entry; None when it has no place."""
    daar = aanbod.buurt
    if daar is None or aanbod.plaats != Aanbod.Plaats.PLEK:
        return None
    van, naar = Punt(buurt.breedte, buurt.lengte), Punt(daar.breedte, daar.lengte)
    return hemelsbreed(van, naar)


def waar(aanbod: Aanbod, vanaf: Buurt | None = None) -> str:
    """Where it is, and how far from the middle of a buurt."""
    if aanbod.plaats != Aanbod.Plaats.PLEK:
        return _hoofdletter(str(aanbod.get_plaats_display()))
    delen = [aanbod.plek, aanbod.buurt.naam if aanbod.buurt else ""]
    km = afstand_km(aanbod, vanaf) if vanaf else None
    if vanaf and km:
        ver = _("ongeveer %(km)s van %(buurt)s") % {"km": kilometers(km), "buurt": vanaf.naam}
        delen.append(ver)
    return ", ".join(filter(None, delen))


def _voor_wie(aanbod: Aanbod) -> str:
    return _hoofdletter(woorden(aanbod.doelgroepen, Aanbod.Doelgroep))


def _kosten(aanbod: Aanbod) -> str:
    kosten = _hoofdletter(str(aanbod.get_kosten_display()))
    return f"{kosten}: {aanbod.prijs}" if aanbod.prijs else kosten


def _rolstoel(aanbod: Aanbod) -> str:
    return {True: _("Ja"), False: _("Nee"), None: ""}[aanbod.is_rolstoelvriendelijk]


_REGELS: Mapping[str, Callable[[Aanbod], str]] = {
    "Wanneer": wanneer,
    "Voor wie": _voor_wie,
    "Hoe begint u": lambda a: _hoofdletter(str(a.get_drempel_display())),
    "Samen met": lambda a: _hoofdletter(str(a.get_vorm_display())),
    "Kosten": _kosten,
    "Met een rolstoel": _rolstoel,
    # that Dutch is spoken goes without saying
    "Talen": lambda a: woorden(a.talen, Taal) if set(a.talen) - {Taal.NL} else "",
}


def _hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def kaartje(aanbod: Aanbod, vanaf: Buurt | None = None) -> Kaartje:
    """What a resident wants to know of it, line by line."""
    alle = [(_("Waar"), waar(aanbod, vanaf))]
    alle += [(_(kop), zeg(aanbod)) for kop, zeg in _REGELS.items()]
    return Kaartje(aanbod, [(kop, tekst) for kop, tekst in alle if tekst])


def dichtbij_te_doen(buurt: Buurt, *, nu: datetime) -> list[Aanbod]:
    """At most NOEMEN things that residents may read, in or near `buurt`; one query."""
    openbaar = Aanbod.objects.filter(gemeente=buurt.gemeente_id)
    openbaar = openbaar.openbaar(timezone.localtime(nu).date()).filter(plaats=Aanbod.Plaats.PLEK)
    rijen = dichtbij(openbaar.select_related("buurt"), buurt)[:NOEMEN]
    return [rij for rij in rijen if _groep(rij, buurt)]


def op_papier(gemeente: Gemeente, buurt: Buurt, *, nu: datetime) -> bytes:
    """What there is in and near `buurt`, in large type, as a tagged PDF."""
    dag = timezone.localtime(nu).date()
    openbaar = Aanbod.objects.filter(gemeente=gemeente).openbaar(dag).select_related("buurt")
    groepen: dict[str, list[Aanbod]] = {"hier": [], "nabij": [], "overal": []}
    for rij in dichtbij(openbaar, buurt):
        if groep := _groep(rij, buurt):
            groepen[groep].append(rij)
    koppen = {
        "hier": _("In %(buurt)s") % {"buurt": buurt.naam},
        "nabij": _("Dichtbij"),
        "overal": _("Thuis, aan de telefoon of online"),
    }
    delen = [
        {"kop": koppen[naam], "items": [_op_papier(rij, buurt) for rij in rijen]}
        for naam, rijen in groepen.items()
        if rijen
    ]
    gegevens = {
        "taal": get_language() or "nl",
        "titel": _("Wat is er te doen in %(buurt)s?") % {"buurt": buurt.naam},
        "afzender": gemeente.afzender,
        "inleiding": _inleiding(delen),
        "delen": delen,
        "bel_kop": _("Weet u niet wat bij u past? Of gaat u liever niet alleen?"),
        "bel": _("Bel ons. Wij denken met u mee."),
        "telefoon": gemeente.telefoon,
        "bereikbaar": gemeente.bereikbaar_in_taal,
        "stand": _("Dit klopte op %(dag)s.") % {"dag": date_format(dag, "j F Y")},
        "nood": _nood(gemeente),
    }
    return zet(SJABLOON, gegevens, moment=nu)


def _groep(aanbod: Aanbod, buurt: Buurt) -> str:
    """Under which heading it stands; nowhere when it is too far."""
    if aanbod.plaats != Aanbod.Plaats.PLEK:
        return "overal"
    if aanbod.buurt_id == buurt.pk:
        return "hier"
    km = afstand_km(aanbod, buurt)
    return "nabij" if km is not None and km <= NABIJ else ""


def _inleiding(delen: Iterable[Any]) -> str:
    if delen:
        return _("Bij al deze plekken bent u welkom. U hoeft er niets voor te kunnen.")
    return _("In deze buurt weten wij nu niets. Bel ons. Wij zoeken met u verder.")


def _op_papier(aanbod: Aanbod, buurt: Buurt) -> dict[str, Any]:
    kaart = kaartje(aanbod, buurt)
    contact = [aanbod.telefoon, aanbod.email, aanbod.website.removeprefix("https://")]
    return {
        "naam": aanbod.naam,
        "aanbieder": aanbod.aanbieder,
        "omschrijving": aanbod.omschrijving,
        "regels": [list(regel) for regel in kaart.regels],
        "contact": [regel for regel in contact if regel],
    }


def _nood(gemeente: Gemeente) -> str:
    nummers = [rij.nummer for rij in Crisisnummer.objects.filter(gemeente=gemeente)[:2]]
    if not nummers:
        return ""
    return _("Nu hulp nodig? Bel %(nummers)s.") % {"nummers": _(" of ").join(nummers)}
