"""The vindplaatsen for the team: a list with figures, and adding, changing and stopping one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from meldingen.kaart import link_van
from meldingen.models import Vindplaats
from meldingen.vindplaatsen import met_cijfers, nieuwe_code
from meldingen.vindplaatsform import VindplaatsForm
from signaalpunt.http import IngelogdRequest, nog_niets_gedaan
from signaalpunt.rollen import TEAM, rol_vereist

team = rol_vereist(*TEAM)


def _vindplaats(request: IngelogdRequest, vindplaats_id: int) -> Vindplaats:
    return get_object_or_404(Vindplaats.objects.zichtbaar_voor(request.user), pk=vindplaats_id)


def _formulier(
    request: HttpRequest, vindplaats: Vindplaats, titel: str, gelukt: str
) -> HttpResponse:
    form = VindplaatsForm(request.POST or None, instance=vindplaats)
    if form.is_valid():
        form.save()
        messages.success(request, gelukt)
        return redirect("vindplaats", vindplaats_id=vindplaats.pk)
    status = 422 if form.is_bound else 200
    inhoud = {
        "form": form,
        "titel": titel,
        "vindplaats": vindplaats,
        "adres": link_van(vindplaats),
    }
    return render(request, "meldingen/vindplaats.html", inhoud, status=status)


@team
@never_cache
@require_safe
def vindplaatsen(request: IngelogdRequest) -> HttpResponse:
    """All of them, those in use first, with what came of each this year."""
    jaar = timezone.localdate().year
    zichtbaar = Vindplaats.objects.zichtbaar_voor(request.user).select_related("buurt")
    rijen = met_cijfers(zichtbaar, jaar).order_by("-is_actief", "naam", "pk")
    return render(request, "meldingen/vindplaatsen.html", {"rijen": rijen, "jaar": jaar})


@team
@never_cache
@require_http_methods(["GET", "POST"])
def vindplaats_toevoegen(request: IngelogdRequest) -> HttpResponse:
    """One more place, with a code of its own."""
    nieuw = Vindplaats(gemeente=request.user.gemeente, code=nieuwe_code())
    return _formulier(request, nieuw, "Nieuwe vindplaats", "De vindplaats staat erbij.")


@team
@never_cache
@require_http_methods(["GET", "POST"])
def vindplaats(request: IngelogdRequest, vindplaats_id: int) -> HttpResponse:
    """Its link and cards, and what can be changed; the code stays, for it is on paper."""
    plek = _vindplaats(request, vindplaats_id)
    return _formulier(request, plek, plek.naam, "Bewaard.")


@team
@never_cache
@require_http_methods(["GET", "POST"])
def vindplaats_schakelen(
    request: IngelogdRequest, vindplaats_id: int, is_actief: bool
) -> HttpResponse:
    """Stop the link, or let it work again; what came in through it stays counted."""
    plek = _vindplaats(request, vindplaats_id)
    if request.method != "POST":
        return nog_niets_gedaan(request, "vindplaats", vindplaats_id=plek.pk)
    plek.is_actief = is_actief
    plek.save(update_fields=["is_actief"])
    gedaan = "werkt weer" if is_actief else "is gestopt"
    messages.success(request, f"De link van {plek.naam} {gedaan}.")
    return redirect("vindplaatsen")
