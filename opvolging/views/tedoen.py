"""What there is to do, for everybody: the public side of the sociale kaart, also on paper."""

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from meldingen.models import Buurt
from meldingen.views.drukwerk import BEWAAR_SECONDEN, LATIJNS, pdf_antwoord
from opvolging.aanbod import gezocht
from opvolging.aanbodblad import bladzijde, zonder_blad
from opvolging.forms.zoekaanbod import TeDoenForm
from opvolging.models import Aanbod
from opvolging.tedoen import kaartje, op_papier
from signaalpunt.http import gemeente_van

PER_PAGINA = 20


@require_safe
def te_doen(request: HttpRequest) -> HttpResponse:
    """What is complete, still true and meant for residents."""
    gemeente = gemeente_van(request)
    form = TeDoenForm(gemeente, request.GET)
    keuze = form.keuze
    openbaar = Aanbod.objects.filter(gemeente=gemeente.pk).openbaar(timezone.localdate())
    blad = bladzijde(
        gezocht(openbaar.select_related("buurt"), keuze), request.GET, per_pagina=PER_PAGINA
    )
    buurt = keuze.get("dichtbij")
    inhoud = {
        "form": form,
        "blad": blad,
        "kaartjes": [kaartje(rij, buurt) for rij in blad],
        "buurt": buurt,
        "is_gezocht": bool(keuze),
        "vraag": zonder_blad(request.GET),
    }
    return render(request, "opvolging/te_doen.html", inhoud)


@require_safe
def te_doen_op_papier(request: HttpRequest, code: str) -> HttpResponse:
    """What is in and near one buurt, in large type, in the language of the visitor."""
    gemeente = gemeente_van(request)
    if gemeente.pk is None or "\0" in code:
        raise Http404("zo'n buurt is er niet")
    buurt = get_object_or_404(Buurt, gemeente=gemeente, code=code)
    gekozen = translation.get_language() or "nl"
    with translation.override(gekozen if gekozen in LATIJNS else "en"):
        laatst = Aanbod.objects.filter(gemeente=gemeente).laatst_gewijzigd()
        eigen = hash((gemeente.afzender, gemeente.telefoon, laatst, timezone.localdate()))
        sleutel = f"te-doen-{buurt.pk}-{eigen}-{translation.get_language()}"
        inhoud = caches["proces"].get(sleutel)
        if inhoud is None:
            inhoud = op_papier(gemeente, buurt, nu=timezone.now())
            caches["proces"].set(sleutel, inhoud, BEWAAR_SECONDEN)
    return pdf_antwoord(inhoud, f"te-doen-{buurt.code}")
