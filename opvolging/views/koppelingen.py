"""The koppelingen of a gemeente: who waits, who was asked, who sees whom."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opvolging import inzien, koppelen
from opvolging.forms.maatje import BeeindigForm
from opvolging.models import Deelnemer, Koppeling
from opvolging.verloop import KOPPELING_OVERGANGEN
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest
from signaalpunt.rollen import TEAM, rol_vereist

PER_PAGINA = 50
team = rol_vereist(*TEAM)


@team
@never_cache
@require_safe
def koppelingen(request: IngelogdRequest) -> HttpResponse:
    """Waiting deelnemers, longest first, and the koppelingen that run or have ended."""
    is_voorbij = request.GET.get("welke") == "voorbij"
    zichtbaar = Koppeling.objects.zichtbaar_voor(request.user)
    alle = zichtbaar.select_related("maatje", "deelnemer").annotate(
        is_actief=Q(status=Koppeling.Status.ACTIEF)
    )
    rijen = (
        alle.filter(geeindigd_op__isnull=False).order_by("-geeindigd_op", "-pk")
        if is_voorbij
        else alle.lopend().order_by("-voorgesteld_op", "-pk")
    )
    wachtend = Deelnemer.objects.zichtbaar_voor(request.user).wachtend().select_related("buurt")
    inhoud = {
        "lijst": Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina")),
        "is_voorbij": is_voorbij,
        "wachtend": [] if is_voorbij else wachtend[:PER_PAGINA],
    }
    return render(request, "opvolging/koppelingen.html", inhoud)


@team
@never_cache
@require_safe
def koppeling(request: IngelogdRequest, koppeling_id: int) -> HttpResponse:
    """One koppeling with what can be done now; opening it is logged with the zaak."""
    return _toon(request, _koppeling(request, koppeling_id), BeeindigForm())


@team
@require_POST
def koppeling_starten(request: IngelogdRequest, koppeling_id: int) -> HttpResponse:
    """After the first meeting both want to go on."""
    return _doe(request, koppeling_id, koppelen.activeer, "De koppeling is gestart. Wat mooi!")


@team
@require_POST
def koppeling_intrekken(request: IngelogdRequest, koppeling_id: int) -> HttpResponse:
    """Take back an offer that has no answer."""
    return _doe(request, koppeling_id, koppelen.trek_in, "Het voorstel is ingetrokken.")


@team
@never_cache
@require_http_methods(["GET", "POST"])
def koppeling_beeindigen(request: IngelogdRequest, koppeling_id: int) -> HttpResponse:
    """End it with a reason; who arrives by GET gets the page of the koppeling."""
    de_koppeling = _koppeling(request, koppeling_id)
    if request.method != "POST":
        return redirect("koppeling", koppeling_id=koppeling_id)
    form = BeeindigForm(request.POST)
    if form.is_valid():
        try:
            koppelen.beeindig(
                de_koppeling, **form.cleaned_data, door=request.user, nu=timezone.now()
            )
        except Geweigerd as weigering:
            form.add_error(None, str(weigering))
        else:
            messages.success(request, "De koppeling is beëindigd. Het maatje ziet niets meer.")
            return redirect("koppeling", koppeling_id=koppeling_id)
    return _toon(request, _koppeling(request, koppeling_id), form)


def _koppeling(request: IngelogdRequest, koppeling_id: int) -> Koppeling:
    rijen = Koppeling.objects.zichtbaar_voor(request.user).select_related(
        "maatje__buurt", "deelnemer__buurt", "deelnemer__zaak", "voorgesteld_door"
    )
    return get_object_or_404(rijen, pk=koppeling_id)


def _doe(
    request: IngelogdRequest, koppeling_id: int, act: Callable[..., None], gelukt: str
) -> HttpResponse:
    try:
        act(_koppeling(request, koppeling_id), door=request.user, nu=timezone.now())
    except Geweigerd as weigering:
        messages.warning(request, str(weigering))
    else:
        messages.success(request, gelukt)
    return redirect("koppeling", koppeling_id=koppeling_id)


def _toon(request: IngelogdRequest, de_koppeling: Koppeling, form: BeeindigForm) -> HttpResponse:
    zaak = de_koppeling.deelnemer.zaak
    inzien.noteer(zaak, door=request.user, nu=timezone.now())
    hierna = KOPPELING_OVERGANGEN[Koppeling.Status(de_koppeling.status)]
    inhoud = {
        "koppeling": de_koppeling,
        "form": form,
        "zaak": zaak,
        "kan_intrekken": Koppeling.Status.INGETROKKEN in hierna,
        "kan_starten": Koppeling.Status.ACTIEF in hierna,
        "kan_beeindigen": Koppeling.Status.BEEINDIGD in hierna,
    }
    status = 422 if form.is_bound else 200
    return render(request, "opvolging/koppeling.html", inhoud, status=status)
