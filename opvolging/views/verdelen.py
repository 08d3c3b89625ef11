"""Giving several lines of the werkvoorraad to a colleague at once."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import triage, verdelen, voorraadfilter
from opvolging.models import Termijn, zaak_van
from opvolging.verdelen import Gezien
from opvolging.voorraadregel import regels
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, nummer_van
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import TEAM, rol_vereist

HOOGSTENS = 50  # lines on the page: the most urgent of what the filter shows


@rol_vereist(*TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def voorraad_verdelen(request: IngelogdRequest) -> HttpResponse:
    """Choose lines and a colleague; sent, the lines are theirs."""
    if request.method != "POST":
        return _kies(request)
    lijst = [gezien for rij in request.POST.getlist("rij") if (gezien := _lees(rij))]
    aan = Gebruiker.objects.filter(pk=nummer_van(request.POST.get("aan", ""))).first()
    if not lijst or aan is None:
        return _kies(request, fout="Kies minstens één melding, en een collega.")
    try:
        gegeven, geweigerd = verdelen.verdeel(
            lijst[:HOOGSTENS], aan=aan, door=request.user, nu=timezone.now()
        )
    except Geweigerd as weigering:
        return _kies(request, fout=str(weigering))
    _meld(request, aan, gegeven, geweigerd)
    return redirect("werkvoorraad")


def _kies(request: IngelogdRequest, *, fout: str = "") -> HttpResponse:
    nu = timezone.now()
    gevraagd = voorraadfilter.lees(request.GET.dict(), request.user, nu=nu)
    kloks = list(triage.werkvoorraad(request.user).filter(gevraagd.q())[: HOOGSTENS + 1])
    deze = kloks[:HOOGSTENS]
    inhoud = {
        "filter": gevraagd,
        "vraag": gevraagd.vraag(),
        "rijen": list(zip(map(_waarde, deze), regels(deze, request.user, nu), strict=True)),
        "heeft_meer": len(kloks) > HOOGSTENS,
        "collegas": verdelen.collegas(request.user.gemeente, nu=nu),
        "gekozen": request.POST.getlist("rij"),
        "aan": request.POST.get("aan", ""),
        "fout": fout,
    }
    return render(request, "opvolging/verdelen.html", inhoud, status=422 if fout else 200)


def _waarde(klok: Termijn) -> str:
    """The melding and whose it is, as the page shows it."""
    zaak = zaak_van(klok.melding)
    return f"{klok.melding_id}-{zaak.behandelaar_id if zaak else 0}"


def _lees(waarde: str) -> Gezien | None:
    melding, _, behandelaar = waarde.partition("-")
    if not nummer_van(melding):
        return None
    return Gezien(nummer_van(melding), nummer_van(behandelaar) or None)


def _meld(
    request: IngelogdRequest, aan: Gebruiker, gegeven: list[int], geweigerd: Iterable[str]
) -> None:
    if gegeven:
        wat = "1 melding is" if len(gegeven) == 1 else f"{len(gegeven)} meldingen zijn"
        messages.success(request, f"{wat} nu van {aan.naam}.")
    for regel in geweigerd:
        messages.warning(request, regel)
