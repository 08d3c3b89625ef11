"""The werkvoorraad: everything not finished, least time left first; and taking up from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from meldingen.models import Melding
from opvolging import (
    afwezig,
    nietaangekomen,
    ooktedoen,
    triage,
    voorraadfilter,
    voorraadtelling,
    weergaven,
)
from opvolging.klokstand import Ernst
from opvolging.models import Termijn, Zaak
from opvolging.voorraadfilter import Filter
from opvolging.voorraadregel import regels, zaken_van
from opvolging.voorraadtelling import Telling
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest
from signaalpunt.models import Bericht, Gebruiker
from signaalpunt.rollen import TEAM, rol_vereist

PER_PAGINA = 50
VERDACHT_PER_PAGINA = 20
EERST = 30  # lines that are lifted to the top because of danger
# What is one click away: a kind of choice and its value. The rest is on a page of its own.
SNEL = (("wie", ""), ("wie", "mij"), ("wie", "niemand"), ("tijd", "te_laat"), ("tijd", "vandaag"))

_Rij = TypeVar("_Rij", Termijn, Zaak)


@dataclass(frozen=True)
class Bladzijde(Generic[_Rij]):
    """Part of a list, without counting the whole: that would cost more with every zaak."""

    rijen: Sequence[_Rij]
    nummer: int
    heeft_meer: bool


NIETS: "tuple[list[Termijn], Bladzijde[Termijn]]" = ([], Bladzijde([], 1, heeft_meer=False))


@dataclass(frozen=True)
class Knop:
    """A part of the list that is one click away."""

    tekst: str
    vraag: str
    is_gekozen: bool
    aantal: str


@dataclass(frozen=True)
class Knoppen:
    """What can be chosen beside the list, and whether there is more to look up."""

    snel: list[Knop]
    bewaard: list[Knop]
    telling: Telling


@rol_vereist(*TEAM)
@never_cache
@require_safe
def werkvoorraad(request: IngelogdRequest) -> HttpResponse:
    """Danger first, then who waits for contact, what looks like spam, and who was spoken to."""
    nu = timezone.now()
    gevraagd = voorraadfilter.lees(request.GET.dict(), request.user, nu=nu)
    van = gevraagd.q()
    lopend = triage.werkvoorraad(request.user).filter(van)
    kijk = request.GET.get("kijk", "")
    knoppen = _knoppen(gevraagd, request.user, nu)
    eerst, verdacht = _apart(request.user, van, kijk) if knoppen.telling.heeft_apart else NIETS
    is_vloed = verdacht.heeft_meer and not kijk
    te_zien = [rij for rij in verdacht.rijen if not is_vloed or triage.is_dringend(rij.melding)]
    # What stands on top is not in the list as well; too much for the top stays in the list.
    overig = lopend.exclude(triage.KIJK_EVEN).exclude(pk__in=[rij.pk for rij in eerst])
    wachtend = _bladzijde(overig, request.GET.get("pagina", ""))
    gesproken = voorraadfilter.in_contact(gevraagd, request.user, nu=nu)
    in_contact = _bladzijde(gesproken, request.GET.get("contact", ""))
    eerst = eerst if wachtend.nummer == 1 else []
    wachten = [*eerst, *te_zien, *wachtend.rijen]
    triage.haal_nieuw([*zaken_van(wachten), *in_contact.rijen], request.user)
    alle = regels(wachten, request.user, nu)
    midden = len(eerst) + len(te_zien)
    inhoud = {
        "eerst": alle[: len(eerst)],
        "kijk_even": alle[len(eerst) : midden],
        "verdacht": verdacht,
        "is_vloed": is_vloed,
        "regels": alle[midden:],
        "wachtend": wachtend,
        "in_contact": in_contact,
        "gesproken": [
            (zaak, triage.wie_gesproken(zaak), triage.nieuw_bij(zaak, request.user))
            for zaak in in_contact.rijen
        ],
        "niet_aangekomen": nietaangekomen.niet_aangekomen(request.user)
        if knoppen.telling.heeft_mail
        else [],
        "waarnemingen": afwezig.waarnemingen(request.user, nu=nu)
        if knoppen.telling.neemt_waar
        else [],
        "zaken_van_weg": knoppen.telling.zaken_van_weg,
        "ook_te_doen": _ook_te_doen(knoppen.telling, request.user, nu),
        "aantal_te_laat": sum(regel.stand.ernst == Ernst.LAAT for regel in alle),
        "filter": gevraagd,
        "vraag": gevraagd.vraag(),
        "snel": knoppen.snel,
        "bewaard": knoppen.bewaard,
    }
    return render(request, "opvolging/werkvoorraad.html", inhoud)


def _ook_te_doen(telling: Telling, gebruiker: Gebruiker, nu: datetime) -> ooktedoen.Lijst:
    regels_ = ooktedoen.ook_te_doen(gebruiker, nu=nu) if telling.heeft_ook else ooktedoen.Lijst()
    if telling.gevaar:
        regels_.insert(0, ooktedoen.over_gevaar(telling.gevaar))
    if telling.aanbod:
        regels_.append(ooktedoen.over_aanbod(telling.aanbod))
    return regels_


@rol_vereist(*TEAM)
@never_cache
@require_safe
def voorraad_filter(request: IngelogdRequest) -> HttpResponse:
    """All choices to narrow the list by, each with how many clocks are behind it."""
    nu = timezone.now()
    gevraagd = voorraadfilter.lees(request.GET.dict(), request.user, nu=nu)
    keuzes = voorraadfilter.alle(request.user, nu=nu)
    opties = voorraadtelling.opties(keuzes, gevraagd, request.user)
    soorten = [
        (voorraadfilter.SOORTEN[soort], [optie for optie in deze if optie.is_te_zien])
        for soort, deze in opties.items()
    ]
    inhoud = {"filter": gevraagd, "soorten": soorten, "vraag": gevraagd.vraag()}
    inhoud["bewaard"] = [
        (weergave, weergaven.mag_weg(weergave, request.user))
        for weergave in weergaven.weergaven(request.user)
    ]
    return render(request, "opvolging/voorraadfilter.html", inhoud)


@rol_vereist(*TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def melding_oppakken(request: IngelogdRequest, melding_id: int) -> HttpResponse:
    """Take up a melding and go to its zaak; who was too late hears who has it."""
    melding = get_object_or_404(Melding.objects.zichtbaar_voor(request.user), pk=melding_id)
    if request.method != "POST":
        return redirect("werkvoorraad")
    try:
        zaak = triage.pak_op(melding, door=request.user, nu=timezone.now())
    except Geweigerd as weigering:
        messages.warning(request, str(weigering))
        return redirect("werkvoorraad")
    messages.success(request, "U heeft deze melding opgepakt. Nu ziet u om wie het gaat.")
    if tot := afwezig.afwezig_tot(request.user, nu=zaak.opgepakt_op):
        messages.warning(
            request,
            f"U staat als afwezig tot en met {date_format(tot, 'l j F')}. "
            "Tot dan gaan uw herinneringen naar wie voor u waarneemt.",
        )
    return redirect("zaak", zaak_id=zaak.pk)


@rol_vereist(*TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def mail_gezien(request: IngelogdRequest, bericht_id: int) -> HttpResponse:
    """Note that somebody knows of a mail that did not arrive."""
    bericht = get_object_or_404(Bericht.objects.zichtbaar_voor(request.user), pk=bericht_id)
    if request.method == "POST":
        nietaangekomen.zie(bericht, door=request.user, nu=timezone.now())
        messages.success(request, "Genoteerd dat u dit heeft gezien.")
    return redirect("werkvoorraad")


def _knoppen(gevraagd: Filter, gebruiker: Gebruiker, nu: datetime) -> Knoppen:
    """What is one click away, each with how many clocks it shows; two queries."""
    bekend = voorraadfilter.vaste(gebruiker, nu=nu)
    vaste = {(keuze.soort, keuze.waarde): keuze for keuze in bekend}
    vragen, knoppen = [], []
    for soort, waarde in SNEL:
        keuze = vaste.get((soort, waarde))
        vragen.append(gevraagd.q(zonder=soort) & (keuze.klok if keuze else Q()))
        gekozen = gevraagd.waarde(soort) == waarde
        naar = "" if gekozen and soort == "tijd" else waarde  # once more: without it
        tekst = keuze.tekst if keuze else "Alles"
        knoppen.append((tekst, gevraagd.vraag(**{soort: naar}), gekozen))
    for bewaard in weergaven.weergaven(gebruiker):
        vragen.append(voorraadfilter.voorwaarde(bewaard.vraag, bekend))
        knoppen.append((bewaard.naam, bewaard.vraag, bewaard.vraag == gevraagd.vraag()))
    telling = voorraadtelling.telling(vragen, gebruiker, nu=nu)
    alle = [Knop(*knop, n) for knop, n in zip(knoppen, telling.klokken, strict=True)]
    return Knoppen(alle[: len(SNEL)], alle[len(SNEL) :], telling)


def _apart(gebruiker: Gebruiker, van: Q, kijk: str) -> "tuple[list[Termijn], Bladzijde[Termijn]]":
    """What comes first because of danger, and what looks like spam; one query for both.

    Danger in what looks like spam comes first too, behind the rest, unless that is a flood.
    """
    rijen = triage.opvallend(gebruiker).filter(van)
    if kijk:
        return [], _bladzijde(rijen.filter(triage.KIJK_EVEN), kijk, VERDACHT_PER_PAGINA)
    gevonden = list(rijen[: EERST + VERDACHT_PER_PAGINA + 1])
    eerst = [rij for rij in gevonden if not triage.is_kijk_even(rij.melding)][:EERST]
    verdacht = [rij for rij in gevonden if triage.is_kijk_even(rij.melding)]
    heeft_meer = len(verdacht) > VERDACHT_PER_PAGINA or len(gevonden) > EERST + VERDACHT_PER_PAGINA
    if not heeft_meer:
        eerst += [rij for rij in verdacht if triage.is_dringend(rij.melding)]
        verdacht = [rij for rij in verdacht if not triage.is_dringend(rij.melding)]
    return eerst, Bladzijde(verdacht[:VERDACHT_PER_PAGINA], 1, heeft_meer)


def _bladzijde(
    rijen: "QuerySet[_Rij]", gevraagd: str, per_pagina: int = PER_PAGINA
) -> "Bladzijde[_Rij]":
    """The asked page; what is no number is the first. One row more tells whether there is more."""
    nummer = max(1, int(gevraagd)) if gevraagd.isdecimal() and len(gevraagd) < 6 else 1
    begin = (nummer - 1) * per_pagina
    gevonden = list(rijen[begin : begin + per_pagina + 1])
    return Bladzijde(gevonden[:per_pagina], nummer, len(gevonden) > per_pagina)
