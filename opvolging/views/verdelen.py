"""Giving several lines of the werkvoorraad to a colleague at once."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import triage, verdelen, voorraadfilter
from opvolging.forms.overdragen import ToelichtingForm
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
    """Choose lines and a colleague, with a word about them; sent, the lines are theirs."""
    if request.method != "POST":
        return _kies(request)
    lijst = [gezien for rij in request.POST.getlist("rij") if (gezien := _lees(rij))]
    aan = Gebruiker.objects.filter(pk=nummer_van(request.POST.get("aan", ""))).first()
    if not lijst or aan is None:
        return _kies(request, fout="Kies minstens één melding, en een collega.")
    toelichting = ToelichtingForm(request.POST)
    if not toelichting.is_valid():
        return _kies(request, fout="Maak wat uw collega moet weten korter.")
    try:
        gegeven, geweigerd = verdelen.verdeel(
            lijst[: 2 * HOOGSTENS],
            aan=aan,
            **toelichting.cleaned_data,
            door=request.user,
            nu=timezone.now(),
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
    zaken = list(voorraadfilter.in_contact(gevraagd, request.user, nu=nu)[: HOOGSTENS + 1])
    inhoud = {
        "filter": gevraagd,
        "vraag": gevraagd.vraag(),
        "rijen": list(zip(map(_waarde, deze), regels(deze, request.user, nu), strict=True)),
        "gesproken": [
            (f"z{zaak.pk}-{zaak.behandelaar_id}", zaak, triage.wie_gesproken(zaak))
            for zaak in zaken[:HOOGSTENS]
        ],
        "heeft_meer": max(len(kloks), len(zaken)) > HOOGSTENS,
        "hoogstens": HOOGSTENS,
        "form": ToelichtingForm(request.POST if fout else None),
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
    wat, _, behandelaar = waarde.partition("-")
    van_wie = nummer_van(behandelaar) or None
    if wat.startswith("z") and (zaak := nummer_van(wat[1:])):
        return Gezien(None, van_wie, zaak_id=zaak)
    return Gezien(nummer_van(wat), van_wie) if nummer_van(wat) else None


def _meld(
    request: IngelogdRequest, aan: Gebruiker, gegeven: list[Gezien], geweigerd: Iterable[str]
) -> None:
    if gegeven:
        is_zaak = any(gezien.zaak_id for gezien in gegeven)
        een, meer = ("zaak", "zaken") if is_zaak else ("melding", "meldingen")
        wat = f"1 {een} is" if len(gegeven) == 1 else f"{len(gegeven)} {meer} zijn"
        messages.success(request, f"{wat} nu van {aan.naam}.")
    for regel in geweigerd:
        messages.warning(request, regel)
