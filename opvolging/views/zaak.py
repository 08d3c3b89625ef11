"""The page of one zaak, to which each act on it returns.

The acts are in zaakacten, what the page shows is in zaakblad.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opvolging import (
    behoeften,
    gevaar,
    inzien,
    kijkrecht,
    noteren,
    zaakconcepten,
)
from opvolging.aanbodaankomst import met_doorgegeven
from opvolging.eenmalig import AlVerstuurd
from opvolging.forms.beoordelen import BeoordelenForm
from opvolging.forms.velden import ActForm
from opvolging.huisgenoten import met_huis
from opvolging.models import Inzage, InzageMelder, Zaak
from opvolging.models.zaak import ZaakQuerySet
from opvolging.verbandbeeld import met_samenvoegingen
from opvolging.views import getypt
from opvolging.views.zaakblad import toon
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, nog_niets_gedaan
from signaalpunt.rollen import TEAM, rol_vereist

WAS_LEZEN = "was_lezen"
REDEN = "reden_inzage"  # of the form that asks why somebody opens the zaak of a colleague
# What in an address says which zaak it is, and where that stands.
_WELKE = {"zaak_id": "pk", "koppeling_id": "deelnemer__koppelingen"}


class RedenNodig(Exception):
    """Not a refusal: the same page asks why first."""

    def __init__(self, zaak: Zaak) -> None:
        super().__init__(str(zaak))
        self.zaak = zaak


def team(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """For the team; of somebody else's zaak it asks the reason before anything is shown or done.

    What was sent too late for its session or its page waits for `doe`.
    """
    bewaakt = rol_vereist(*TEAM)(_met_reden(view))

    @wraps(bewaakt)
    def met_getypt(request: IngelogdRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            getypt.houd_vast(request, nu=timezone.now())
        return bewaakt(request, *args, **kwargs)

    return getypt.met_herkansing(met_getypt)


def vanzelf(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """As `team`, for what a page asks by itself: nobody waits for an answer to that."""
    return rol_vereist(*TEAM)(_met_reden(view))


def _met_reden(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def met_reden(request: IngelogdRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            getypt.neem(request, nu=timezone.now())
        try:
            if gezegd := request.POST.get(REDEN, ""):
                return _zeg_waarom(request, view, gezegd, **kwargs)
            return view(request, *args, **kwargs)
        except RedenNodig as nodig:
            return _vraag_waarom(request, nodig.zaak)

    return met_reden


def _zeg_waarom(
    request: IngelogdRequest,
    view: Callable[..., HttpResponse],
    gezegd: str,
    **kwargs: Any,
) -> HttpResponseBase:
    """Log the reason and go on with what was asked for."""
    welke = {naam: kwargs[adres] for adres, naam in _WELKE.items() if adres in kwargs}
    zaak = get_object_or_404(Zaak.objects.zichtbaar_voor(request.user), **welke)
    if gezegd in Inzage.Reden.values:
        reden = Inzage.Reden(gezegd)
        kijkrecht.zeg_reden(zaak, reden, door=request.user, nu=timezone.now())
    if WAS_LEZEN in request.POST:
        return redirect(request.get_full_path())
    return view(request, **kwargs)


@never_cache
def _vraag_waarom(request: IngelogdRequest, zaak: Zaak) -> HttpResponse:
    """Whose zaak it is, and why it is opened; what was typed elsewhere travels along."""
    apart = (REDEN, WAS_LEZEN, "csrfmiddlewaretoken")
    verstuurd = getypt.wacht(request) or request.POST
    mee = [(naam, w) for naam, ws in verstuurd.lists() if naam not in apart for w in ws]
    inhoud = {"zaak": zaak, "redenen": Inzage.Reden, "mee": mee}
    inhoud["is_lezen"] = not verstuurd or WAS_LEZEN in verstuurd
    return render(request, "opvolging/zaak_reden.html", inhoud)


@team
@never_cache
@require_safe
def zaak(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Everything about one zaak; opening it is logged."""
    return toon(request, _vind_bladzijde(request, zaak_id))


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_melder(request: IngelogdRequest, zaak_id: int, melding_id: int) -> HttpResponse:
    """Show who brought a melding, in this answer only; the look is logged."""
    de_zaak = _vind_bladzijde(request, zaak_id)
    if request.method != "POST":
        return redirect("zaak", zaak_id=de_zaak.pk)
    gekozen = request.POST.get("reden", "")
    reden = InzageMelder.Reden(gekozen) if gekozen in InzageMelder.Reden.values else None
    try:
        melder = inzien.toon_melder(
            de_zaak, melding_id, reden=reden, door=request.user, nu=timezone.now()
        )
    except Geweigerd as weigering:
        plek = f"melding-{melding_id}"
        messages.warning(request, str(weigering), plek)
        return terug(de_zaak, plek)
    return toon(request, de_zaak, melder=melder)


def vind_zaak(request: IngelogdRequest, zaak_id: int) -> Zaak:
    """The zaak of the address, when the visitor may see it; a 404 otherwise.

    Raises RedenNodig, which `team` answers, when it is somebody else's.
    """
    return _met_recht(request, Zaak.objects.zichtbaar_voor(request.user), zaak_id)


def _vind_bladzijde(request: IngelogdRequest, zaak_id: int) -> Zaak:
    """As `vind_zaak`, with all that the page of a zaak shows of it in the same query."""
    zaken = met_samenvoegingen(Zaak.objects.zichtbaar_voor(request.user))
    zaken = gevaar.met_gevaar(noteren.met_notities(zaken, request.user))
    zaken = met_huis(met_doorgegeven(behoeften.met_behoeften(zaken)))
    met_mensen = zaken.select_related(
        "overdracht__door", "deelnemer__buurt", "informatie__door", "informatie__akkoord_door"
    )
    return _met_recht(request, met_mensen, zaak_id)


def _met_recht(request: IngelogdRequest, zaken: ZaakQuerySet, zaak_id: int) -> Zaak:
    met_recht = kijkrecht.met_kijkrecht(zaken, request.user, timezone.now())
    de_zaak = get_object_or_404(met_recht.select_related("behandelaar"), pk=zaak_id)
    if kijkrecht.vraagt_reden(de_zaak, request.user):
        raise RedenNodig(de_zaak)
    return de_zaak


def vraag_eerst_waarom(request: IngelogdRequest, zaak_id: int) -> None:
    """Before something of a zaak is shown elsewhere. Raises RedenNodig as `vind_zaak` does."""
    zaken = kijkrecht.met_kijkrecht(Zaak.objects.all(), request.user, timezone.now())
    zaak = zaken.select_related("behandelaar").get(pk=zaak_id)
    if kijkrecht.vraagt_reden(zaak, request.user):
        raise RedenNodig(zaak)


def terug(de_zaak: Zaak, plek: str) -> HttpResponse:
    """To the place on the page where the act was done; a message with that tag stands there."""
    return redirect(reverse("zaak", kwargs={"zaak_id": de_zaak.pk}) + f"#{plek}")


def doe(
    request: IngelogdRequest, de_zaak: Zaak, naam: str, form: forms.Form, act: Callable[..., str]
) -> HttpResponse:
    """Do the act with what the form says and return to its place; otherwise show what was typed.

    Who arrives here by GET (a bookmark) gets the page itself; who was logged out in between finds
    there what was typed.
    """
    is_terug = getypt.leg_terug(request, form)
    if request.method != "POST" and not is_terug:
        return nog_niets_gedaan(request, "zaak", zaak_id=de_zaak.pk)
    is_geweigerd, act_naam = False, getattr(form, "naam", naam)
    if form.is_valid():
        try:
            gelukt = act(**form.cleaned_data, door=request.user, nu=timezone.now())
        except Geweigerd as weigering:
            is_geweigerd = True
            form.add_error(None, str(weigering))
            if isinstance(weigering, AlVerstuurd) and isinstance(form, ActForm):
                form.begin_opnieuw()
        else:
            zaakconcepten.gooi_weg(de_zaak, act_naam, door=request.user)
            messages.success(request, gelukt, naam)
            return terug(de_zaak, naam)
    # What was refused is a draft too: it is there again after another act was done first. But not
    # when nobody knows whether a page of ours sent it.
    if not getypt.is_onbekend(request):
        velden = dict((getypt.wacht(request) or request.POST).lists())
        zaakconcepten.bewaar(de_zaak, act_naam, velden, door=request.user, nu=timezone.now())
    # The row may have changed since: show the page as it is now, with the refused form.
    nu_geldend = _vind_bladzijde(request, de_zaak.pk)
    if is_geweigerd and isinstance(form, BeoordelenForm):
        form.zie(nu_geldend)
    return toon(request, nu_geldend, {naam: form}, status=422)
