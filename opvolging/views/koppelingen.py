"""The koppelingen of a gemeente: who waits, who was asked, who sees whom."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opvolging import evalueren, inzien, koppelbeeld, koppelen
from opvolging.forms.evalueren import GesprekForm, VerlengForm
from opvolging.forms.maatje import BeeindigForm
from opvolging.models import GESPREKKEN, Deelnemer, Koppeling, Termijn
from opvolging.verloop import KOPPELING_OVERGANGEN
from opvolging.views.zaak import team, vraag_eerst_waarom
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, nog_niets_gedaan

PER_PAGINA = 50


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
    rijen: QuerySet[Koppeling] = (
        alle.filter(geeindigd_op__isnull=False).order_by("-geeindigd_op", "-pk")
        if is_voorbij
        else alle.lopend().order_by("-voorgesteld_op", "-pk")
    )
    wachtend = Deelnemer.objects.zichtbaar_voor(request.user).wachtend().select_related("buurt")
    if not is_voorbij:
        rijen = koppelbeeld.met_ritme(rijen)
    lijst = Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina"))
    nu = timezone.now()
    inhoud = {
        "lijst": lijst,
        "regels": [(deze, koppelbeeld.hierna(deze, nu=nu)) for deze in lijst],
        "is_voorbij": is_voorbij,
        "wachtend": [] if is_voorbij else wachtend[:PER_PAGINA],
    }
    return render(request, "opvolging/koppelingen.html", inhoud)


@team
@never_cache
@require_safe
def koppeling(request: IngelogdRequest, koppeling_id: int) -> HttpResponse:
    """One koppeling with what can be done now; opening it is logged with the zaak."""
    return _toon(request, _koppeling(request, koppeling_id))


@team
@never_cache
@require_http_methods(["GET", "POST"])
def koppeling_starten(request: IngelogdRequest, koppeling_id: int) -> HttpResponse:
    """After the first meeting both want to go on."""
    return _doe(request, koppeling_id, koppelen.activeer, "De koppeling is gestart. Wat mooi!")


@team
@never_cache
@require_http_methods(["GET", "POST"])
def koppeling_intrekken(request: IngelogdRequest, koppeling_id: int) -> HttpResponse:
    """Take back an offer that has no answer."""
    return _doe(request, koppeling_id, koppelen.trek_in, "Het voorstel is ingetrokken.")


@team
@never_cache
@require_http_methods(["GET", "POST"])
def koppeling_beeindigen(request: IngelogdRequest, koppeling_id: int) -> HttpResponse:
    """End it with a reason."""
    gelukt = "De koppeling is beëindigd. Het maatje ziet niets meer."
    return _bewaar(request, koppeling_id, "beeindigen", koppelen.beeindig, gelukt)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def koppeling_gesprek(request: IngelogdRequest, koppeling_id: int) -> HttpResponse:
    """Record a talk about how it goes."""
    return _bewaar(
        request, koppeling_id, "gesprek", evalueren.leg_vast, "Het gesprek is vastgelegd."
    )


@team
@never_cache
@require_http_methods(["GET", "POST"])
def koppeling_verlengen(request: IngelogdRequest, koppeling_id: int) -> HttpResponse:
    """Let it go on after a year."""
    return _bewaar(
        request, koppeling_id, "verlengen", evalueren.verleng, "De koppeling is verlengd."
    )


def _koppeling(request: IngelogdRequest, koppeling_id: int) -> Koppeling:
    rijen = koppelbeeld.met_ritme(Koppeling.objects.zichtbaar_voor(request.user)).select_related(
        "maatje__buurt", "deelnemer__buurt", "deelnemer__zaak", "voorgesteld_door"
    )
    de_koppeling = get_object_or_404(rijen, pk=koppeling_id)
    vraag_eerst_waarom(request, de_koppeling.deelnemer.zaak_id)
    return de_koppeling


def _formulieren(
    de_koppeling: Koppeling, welk: str = "", ingevuld: QueryDict | None = None
) -> dict[str, Form]:
    """The forms of the page, of which `welk` was sent."""
    return {
        "gesprek": GesprekForm(de_koppeling, ingevuld if welk == "gesprek" else None),
        "verlengen": VerlengForm(ingevuld if welk == "verlengen" else None),
        "beeindigen": BeeindigForm(ingevuld if welk == "beeindigen" else None),
    }


def _bewaar(
    request: IngelogdRequest, koppeling_id: int, welk: str, act: Callable[..., object], gelukt: str
) -> HttpResponse:
    """Do what a form asks; who arrives by GET gets the page of the koppeling."""
    de_koppeling = _koppeling(request, koppeling_id)
    if request.method != "POST":
        return nog_niets_gedaan(request, "koppeling", koppeling_id=koppeling_id)
    formulieren = _formulieren(de_koppeling, welk, request.POST)
    form = formulieren[welk]
    if form.is_valid():
        try:
            act(de_koppeling, **form.cleaned_data, door=request.user, nu=timezone.now())
        except Geweigerd as weigering:
            form.add_error(None, str(weigering))
        else:
            messages.success(request, gelukt)
            return redirect("koppeling", koppeling_id=koppeling_id)
    return _toon(request, _koppeling(request, koppeling_id), formulieren)


def _doe(
    request: IngelogdRequest, koppeling_id: int, act: Callable[..., None], gelukt: str
) -> HttpResponse:
    de_koppeling = _koppeling(request, koppeling_id)
    if request.method != "POST":
        return nog_niets_gedaan(request, "koppeling", koppeling_id=koppeling_id)
    try:
        act(de_koppeling, door=request.user, nu=timezone.now())
    except Geweigerd as weigering:
        messages.warning(request, str(weigering))
    else:
        messages.success(request, gelukt)
    return redirect("koppeling", koppeling_id=koppeling_id)


def _toon(
    request: IngelogdRequest, de_koppeling: Koppeling, ingevuld: dict[str, Form] | None = None
) -> HttpResponse:
    zaak, nu = de_koppeling.deelnemer.zaak, timezone.now()
    inzien.noteer(zaak, door=request.user, nu=nu)
    formulieren = ingevuld or _formulieren(de_koppeling)
    is_actief = de_koppeling.status == Koppeling.Status.ACTIEF
    evaluaties = de_koppeling.evaluaties.select_related("door")
    heeft_eindgesprek = any(e.soort == Termijn.Soort.EINDGESPREK for e in evaluaties)
    verlenging = getattr(de_koppeling, "verlenging", None)
    mag_verder = KOPPELING_OVERGANGEN[Koppeling.Status(de_koppeling.status)]
    inhoud = {
        "koppeling": de_koppeling,
        "formulieren": formulieren,
        "hierna": koppelbeeld.hierna(de_koppeling, nu=nu),
        "evaluaties": evaluaties,
        "verlenging": verlenging,
        "kan_gesprek": is_actief and len(evaluaties) < len(GESPREKKEN),
        "kan_verlengen": is_actief and heeft_eindgesprek and not verlenging,
        "zaak": zaak,
        "kan_intrekken": Koppeling.Status.INGETROKKEN in mag_verder,
        "kan_starten": Koppeling.Status.ACTIEF in mag_verder,
        "kan_beeindigen": Koppeling.Status.BEEINDIGD in mag_verder,
    }
    status = 422 if ingevuld else 200
    return render(request, "opvolging/koppeling.html", inhoud, status=status)
