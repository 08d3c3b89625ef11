"""The report on screen and as downloads: for the coördinator, and once published for the gemeente.

The role gemeente reads frozen reports and their files; no view asks for anything else on its
behalf. Only the coördinator sees a concept, freezes and publishes.
"""

from datetime import datetime

from django.contrib import messages
from django.core.cache import caches
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from rapportage import jaarverslag
from rapportage.forms import PublicerenForm
from rapportage.grafieken import bijschrift, grafiek
from rapportage.models import Jaarverslag, JaarverslagQuerySet, Verslagbestand
from rapportage.uitvoer import FORMATEN
from rapportage.verslag import Verslag, tabellen
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, nog_niets_gedaan
from signaalpunt.models import Gemeente
from signaalpunt.rollen import Rol, rol_vereist

lezer = rol_vereist(Rol.GEMEENTE, Rol.COORDINATOR)
coordinator = rol_vereist(Rol.COORDINATOR)

CONCEPT_BEWAREN = 120  # seconds; page and charts of one concept show the same numbers


@lezer
@require_safe
def rapportage(request: IngelogdRequest) -> HttpResponse:
    """All years that this reader may open."""
    verslagen = list(
        Jaarverslag.objects.zichtbaar_voor(request.user).only("jaar", "gepubliceerd_op")
    )
    mag_vastleggen = request.user.rol == Rol.COORDINATOR
    concepten = []
    if mag_vastleggen:
        vast = {verslag.jaar for verslag in verslagen}
        alle = jaarverslag.jaren(_gemeente(request), timezone.localdate())
        concepten = [jaar for jaar in alle if jaar not in vast]
    return render(
        request,
        "rapportage/rapportage.html",
        {
            "verslagen": verslagen,
            "concepten": concepten,
            "mag_vastleggen": mag_vastleggen,
            "dit_jaar": timezone.localdate().year,
        },
    )


@lezer
@require_safe
def jaarverslag_bekijken(request: IngelogdRequest, jaar: int) -> HttpResponse:
    """One year: first in words, then charts with their tables, definitions and limits."""
    vast = _vastgelegd(request).filter(jaar=jaar).first()
    try:
        verslag = vast.inhoud if vast else _concept(request, jaar)
    except Geweigerd as weigering:
        context = {"jaar": jaar, "reden": str(weigering)}
        return render(request, "rapportage/jaarverslag_kan_niet.html", context)
    return render(
        request,
        "rapportage/jaarverslag_bekijken.html",
        {
            "verslag": verslag,
            "vast": vast,
            "opgemaakt_op": datetime.fromisoformat(verslag["opgemaakt_op"]),
            "bijschriften": {t["naam"]: bijschrift(t) for t in tabellen(verslag)},
            "formaten": list(FORMATEN) if vast else [],
            "mag_publiceren": request.user.rol == Rol.COORDINATOR,
            "is_voorbij": jaar < timezone.localdate().year,
        },
    )


@lezer
@require_safe
def jaarverslag_downloaden(request: IngelogdRequest, jaar: int, formaat: str) -> HttpResponse:
    """A file of a frozen report, byte for byte as it was frozen. A concept has no files."""
    if formaat not in FORMATEN:
        raise Http404
    vast = get_object_or_404(_vastgelegd(request).select_related("gemeente"), jaar=jaar)
    bestand = get_object_or_404(Verslagbestand, jaarverslag=vast, naam=formaat)
    naam = f"jaarverslag-{jaar}-{slugify(vast.gemeente.naam)}.{formaat}"
    return HttpResponse(
        bytes(bestand.inhoud),
        content_type=FORMATEN[formaat][0],
        headers={"Content-Disposition": f'attachment; filename="{naam}"'},
    )


@lezer
@require_safe
def jaarverslag_grafiek(request: IngelogdRequest, jaar: int, naam: str) -> HttpResponse:
    """The picture of one table."""
    vast = _vastgelegd(request).filter(jaar=jaar).only("pk").first()
    if vast:
        bestand = get_object_or_404(Verslagbestand, jaarverslag=vast, naam=f"{naam}.svg")
        svg = bytes(bestand.inhoud)
    else:
        svg = _grafiek_van_concept(request, jaar, naam)
    return HttpResponse(svg, content_type="image/svg+xml")


@coordinator
@require_http_methods(["GET", "POST"])
def jaarverslag_vastleggen(request: IngelogdRequest, jaar: int) -> HttpResponse:
    """Freeze a past year; the report can still be looked through before it is published."""
    gemeente = _gemeente(request)
    if jaar not in jaarverslag.jaren(gemeente, timezone.localdate()):
        raise Http404
    if request.method != "POST":
        return nog_niets_gedaan(request, "rapportage")
    try:
        jaarverslag.leg_vast(gemeente, jaar, door=request.user, nu=timezone.now())
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
        return redirect("rapportage")
    messages.success(request, f"Het jaarverslag {jaar} is vastgelegd. Kijk het na en publiceer.")
    return redirect("jaarverslag_bekijken", jaar=jaar)


@coordinator
@require_http_methods(["GET", "POST"])
def jaarverslag_publiceren(request: IngelogdRequest, jaar: int) -> HttpResponse:
    """Show a frozen report to the gemeente; asked twice, because it is for good."""
    vast = get_object_or_404(_vastgelegd(request), jaar=jaar, gepubliceerd_op__isnull=True)
    form = PublicerenForm(request.POST or None, vastgelegd_op=vast.vastgelegd_op)
    if request.method == "POST" and form.is_valid():
        try:
            jaarverslag.publiceer(vast, door=request.user, nu=timezone.now())
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
            return redirect("rapportage")
        messages.success(request, f"Het jaarverslag {jaar} is gepubliceerd voor de gemeente.")
        return redirect("jaarverslag_bekijken", jaar=jaar)
    status = 422 if form.is_bound else 200
    context = {"form": form, "vast": vast}
    return render(request, "rapportage/jaarverslag_publiceren.html", context, status=status)


def _vastgelegd(request: IngelogdRequest) -> JaarverslagQuerySet:
    return Jaarverslag.objects.zichtbaar_voor(request.user)


def _gemeente(request: IngelogdRequest) -> Gemeente:
    return get_object_or_404(Gemeente, pk=request.user.gemeente_id)


def _concept(request: IngelogdRequest, jaar: int) -> Verslag:
    """The concept of a begun year; for anybody but the coördinator there is none."""
    gemeente = _gemeente(request)
    vandaag = timezone.localdate()
    if request.user.rol != Rol.COORDINATOR or jaar not in jaarverslag.jaren(gemeente, vandaag):
        raise Http404
    cache = caches["proces"]
    sleutel = f"concept:{gemeente.pk}:{jaar}"
    verslag: Verslag | None = cache.get(sleutel)
    if verslag is None:
        verslag = jaarverslag.concept(gemeente, jaar, nu=timezone.now())
        cache.set(sleutel, verslag, CONCEPT_BEWAREN)
    return verslag


def _grafiek_van_concept(request: IngelogdRequest, jaar: int, naam: str) -> bytes:
    try:
        verslag = _concept(request, jaar)
    except Geweigerd as weigering:
        raise Http404 from weigering
    for tabel in tabellen(verslag):
        if tabel["naam"] == naam and tabel["heeft_grafiek"]:
            return grafiek(tabel)
    raise Http404
