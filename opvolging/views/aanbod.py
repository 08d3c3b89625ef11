"""The sociale kaart for the team: a list to search, and adding, changing and putting away."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opvolging import aanbod as kaart
from opvolging.aanbodbeeld import regels, stand, verschillen
from opvolging.aanbodblad import bladzijde, zonder_blad
from opvolging.forms.aanbod import AanbodForm
from opvolging.forms.zoekaanbod import ZoekAanbodForm
from opvolging.models import Aanbod, Aanbodvoorstel
from opvolging.models.aanbod import AanbodQuerySet
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest
from signaalpunt.rollen import TEAM, rol_vereist

team = rol_vereist(*TEAM)
PER_PAGINA = 25
STANDEN = {
    "": "Alles",
    "aanvullen": "Nog aan te vullen",
    "verloopt": "Kijk na: bijna voorbij of een wijziging",
    "openbaar": "Zichtbaar voor inwoners",
    "weggelegd": "Weggelegd",
}


def vind(request: IngelogdRequest, aanbod_id: int) -> Aanbod:
    """The entry of the address, of the own gemeente."""
    zichtbaar = Aanbod.objects.zichtbaar_voor(request.user).select_related(
        "buurt", "gewijzigd_door", "gemeente", "partner"
    )
    return get_object_or_404(zichtbaar, pk=aanbod_id)


def _in_stand(rijen: AanbodQuerySet, gekozen: str) -> AanbodQuerySet:
    dag = timezone.localdate()
    if gekozen == "weggelegd":
        return rijen.exclude(gearchiveerd_op=None)
    in_gebruik = rijen.in_gebruik()
    if gekozen == "aanvullen":
        return in_gebruik.filter(is_compleet=False)
    if gekozen == "verloopt":
        return rijen.te_bekijken(dag)
    return rijen.openbaar(dag) if gekozen == "openbaar" else in_gebruik


@team
@never_cache
@require_safe
def aanbod(request: IngelogdRequest) -> HttpResponse:
    """What there is, by name or what fits the words best."""
    form = ZoekAanbodForm(request.user.gemeente, request.GET)
    gekozen = request.GET.get("stand", "")
    zichtbaar = Aanbod.objects.zichtbaar_voor(request.user).select_related("buurt")
    rijen = kaart.gezocht(_in_stand(zichtbaar, gekozen), form.keuze)
    blad = bladzijde(rijen, request.GET, per_pagina=PER_PAGINA)
    dag = timezone.localdate()
    inhoud = {
        "form": form,
        "blad": blad,
        "rijen": [(rij, stand(rij, dag)) for rij in blad],
        "standen": STANDEN.items(),
        "gekozen": gekozen if gekozen in STANDEN else "",
        "is_gezocht": bool(form.keuze),
        "vraag": zonder_blad(request.GET),
        "nieuw": Aanbodvoorstel.objects.zichtbaar_voor(request.user).nieuw()[:PER_PAGINA],
    }
    return render(request, "opvolging/aanbod.html", inhoud)


@team
@never_cache
@require_safe
def aanbod_bekijken(request: IngelogdRequest, aanbod_id: int) -> HttpResponse:
    """One entry, all that is known of it, and what is still lacking."""
    rij = vind(request, aanbod_id)
    inhoud = {"aanbod": rij, "regels": regels(rij), "stand": stand(rij, timezone.localdate())}
    inhoud["heeft_voorstel"] = rij.voorstellen.filter(behandeld_op=None).exists()
    return render(request, "opvolging/aanbod_bekijken.html", inhoud)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def aanbod_toevoegen(request: IngelogdRequest) -> HttpResponse:
    """One more entry."""
    nieuw = Aanbod(gemeente=request.user.gemeente)
    form = AanbodForm(request.user.gemeente, request.POST or None, instance=nieuw)
    return _formulier(request, form, "Nieuw op de sociale kaart")


@team
@never_cache
@require_http_methods(["GET", "POST"])
def aanbod_wijzigen(request: IngelogdRequest, aanbod_id: int) -> HttpResponse:
    """Change or complete an entry."""
    rij = vind(request, aanbod_id)
    begin = {"versie": rij.versie}
    form = AanbodForm(request.user.gemeente, request.POST or None, instance=rij, initial=begin)
    return _formulier(request, form, f"{rij.naam} wijzigen")


def _formulier(request: IngelogdRequest, form: AanbodForm, titel: str) -> HttpResponse:
    inhoud: dict[str, Any] = {"form": form, "titel": titel, "aanbod": form.instance}
    if form.is_valid():
        rij, versie = form.save(commit=False), form.cleaned_data["versie"] or 0
        try:
            bewaard = kaart.bewaar(rij, versie=versie, door=request.user, nu=timezone.now())
        except kaart.ZojuistGewijzigd as weigering:
            form.add_error(None, str(weigering))
            inhoud["verschillen"] = verschillen(weigering.nu_geldend, rij)
            form.lees_verder(weigering.nu_geldend.versie)
        except Geweigerd as weigering:
            form.add_error("is_openbaar", str(weigering))
        else:
            messages.success(request, f"{bewaard.naam} is bewaard.")
            return redirect("aanbod_bekijken", aanbod_id=bewaard.pk)
    status = 422 if form.is_bound else 200
    return render(request, "opvolging/aanbod_wijzigen.html", inhoud, status=status)


@team
@require_POST
def aanbod_weg(request: IngelogdRequest, aanbod_id: int) -> HttpResponse:
    """Put an entry away."""
    rij = vind(request, aanbod_id)
    kaart.leg_weg(rij, door=request.user, nu=timezone.now())
    messages.success(request, f"{rij.naam} is weggelegd. U vindt het terug bij ‘Weggelegd’.")
    return redirect("aanbod")


@team
@require_POST
def aanbod_terug(request: IngelogdRequest, aanbod_id: int) -> HttpResponse:
    """Take an entry back."""
    rij = vind(request, aanbod_id)
    kaart.haal_terug(rij, door=request.user, nu=timezone.now())
    messages.success(request, f"{rij.naam} staat weer op de sociale kaart, alleen voor het team.")
    return redirect("aanbod_bekijken", aanbod_id=rij.pk)
