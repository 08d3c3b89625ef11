"""An organisation keeps its own entries behind a link; the team sends it, and looks first."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from opvolging import bijhouden as werk
from opvolging.aanbodbeeld import verschillen
from opvolging.forms.bijhouden import BijhoudenForm, NieuwForm, PartnerForm
from opvolging.models import Aanbod, Aanbodpartner, Aanbodvoorstel
from opvolging.views.aanbod import team, vind
from opvolging.views.nieuwelink import toon_voorbij
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, afzender_van, nummer_van, onvindbaar
from signaalpunt.remmen import Rem

REM = Rem("bijhouden", hoogstens=30, venster=timedelta(minutes=10))
OPGESTUURD = gettext_noop("Dank u wel. Wij kijken er eerst even naar.")
REM_OPSTUREN = Rem("bijhouden-opsturen", hoogstens=60, venster=timedelta(hours=1))


def _voorbij(request: HttpRequest) -> HttpResponse:
    status = 404 if REM.gaat_door(afzender_van(request), nu=timezone.now()) else 429
    return toon_voorbij(request, status=status)


@onvindbaar
@require_http_methods(["GET", "HEAD"])
def bijhouden(request: HttpRequest, sleutel: str) -> HttpResponse:
    """The entries of one organisation."""
    partner = werk.levend(sleutel, nu=timezone.now())
    if partner is None:
        return _voorbij(request)
    rijen = werk.van_partner(partner).order_by("naam", "pk")
    wachtend = Aanbodvoorstel.objects.open().filter(aanbod__in=rijen)
    inhoud = {
        "rijen": rijen,
        "wachtend": set(wachtend.values_list("aanbod", flat=True)),
        "nieuw": werk.nieuw_van(partner),
        "sleutel": sleutel,
        "geldig_tot": partner.geldig_tot,
    }
    return render(request, "opvolging/bijhouden.html", inhoud)


@onvindbaar
@require_http_methods(["GET", "HEAD", "POST"])
def bijhouden_wijzigen(request: HttpRequest, sleutel: str, aanbod_id: int) -> HttpResponse:
    """Change one of them; the team looks first."""
    nu = timezone.now()
    partner = werk.levend(sleutel, nu=nu)
    rij = werk.van_partner(partner).filter(pk=aanbod_id).first() if partner else None
    if partner is None or rij is None:
        return _voorbij(request)
    begin = werk.zoals_opgestuurd(partner, rij)
    form = BijhoudenForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_valid():
        velden = form.cleaned_data
        try:
            _rem(partner, nu)
            wacht = werk.stel_voor(partner, rij, velden, is_weg=velden["is_weg"], nu=nu)
        except Geweigerd as weigering:
            form.add_error(None, _(str(weigering)))
        else:
            terug = _("U nam uw wijziging terug. Alles blijft zoals het is.")
            messages.success(request, _(OPGESTUURD) if wacht else terug)
            return redirect("bijhouden", sleutel=sleutel)
    inhoud = {"form": form, "aanbod": rij, "sleutel": sleutel}
    status = 422 if form.is_bound else 200
    return render(request, "opvolging/bijhouden_wijzigen.html", inhoud, status=status)


@onvindbaar
@require_http_methods(["GET", "HEAD", "POST"])
def bijhouden_nieuw(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Send in what is not on the sociale kaart yet; the team looks first."""
    nu = timezone.now()
    partner = werk.levend(sleutel, nu=nu)
    if partner is None:
        return _voorbij(request)
    form = NieuwForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        velden = form.cleaned_data
        try:
            _rem(partner, nu)
            werk.stel_nieuw_voor(partner, velden, sleutel=velden["sleutel"], nu=nu)
        except Geweigerd as weigering:
            form.add_error(None, _(str(weigering)))
        else:
            messages.success(request, _(OPGESTUURD))
            return redirect("bijhouden", sleutel=sleutel)
    inhoud = {"form": form, "aanbod": None, "sleutel": sleutel}
    status = 422 if form.is_bound else 200
    return render(request, "opvolging/bijhouden_wijzigen.html", inhoud, status=status)


def _rem(partner: Aanbodpartner, nu: datetime) -> None:
    if not REM_OPSTUREN.gaat_door(f"partner {partner.pk}", nu=nu):
        raise Geweigerd(_("Er komt nu te veel tegelijk. Probeer het straks, of bel ons."))


@team
@never_cache
@require_http_methods(["GET", "POST"])
def aanbod_partner(request: IngelogdRequest, aanbod_id: int) -> HttpResponse:
    """Let an organisation keep this entry: it gets a link."""
    rij = vind(request, aanbod_id)
    begin = {"email": rij.partner.email} if rij.partner else {}
    form = PartnerForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_valid():
        werk.stuur_link(rij, email=form.cleaned_data["email"], nu=timezone.now())
        messages.success(request, "De link is onderweg. Hij werkt twee weken.")
        return redirect("aanbod_bekijken", aanbod_id=rij.pk)
    status = 422 if form.is_bound else 200
    inhoud = {"form": form, "aanbod": rij}
    return render(request, "opvolging/aanbod_partner.html", inhoud, status=status)


@team
@require_POST
def aanbod_partner_weg(request: IngelogdRequest, aanbod_id: int) -> HttpResponse:
    """The team keeps it itself again."""
    rij = vind(request, aanbod_id)
    werk.neem_terug(rij)
    messages.success(request, "Alleen het team houdt dit nu bij.")
    return redirect("aanbod_bekijken", aanbod_id=rij.pk)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def aanbod_voorstel(request: IngelogdRequest, aanbod_id: int) -> HttpResponse:
    """What the organisation would change, beside what stands there now."""
    rij = vind(request, aanbod_id)
    if request.method == "POST":
        nummer = nummer_van(request.POST.get("voorstel", ""))
        gekozen = rij.voorstellen.filter(pk=nummer).first()
        return _beslis(request, gekozen or Aanbodvoorstel(pk=nummer), rij)
    voorstel = get_object_or_404(rij.voorstellen.filter(behandeld_op=None))
    inhoud = {
        "aanbod": rij,
        "voorstel": voorstel,
        "gezien": werk.stand(voorstel, rij),
        "verschillen": verschillen(rij, werk.zoals_voorgesteld(voorstel)),
    }
    return render(request, "opvolging/aanbod_voorstel.html", inhoud)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def aanbod_nieuw_voorstel(request: IngelogdRequest, voorstel_id: int) -> HttpResponse:
    """An entry that an organisation sent in, and that is not there yet."""
    zichtbaar = Aanbodvoorstel.objects.zichtbaar_voor(request.user)
    if request.method == "POST":
        return _beslis(request, get_object_or_404(zichtbaar, pk=voorstel_id))
    voorstel = get_object_or_404(zichtbaar.nieuw(), pk=voorstel_id)
    inhoud = {
        "voorstel": voorstel,
        "gezien": werk.stand(voorstel),
        "verschillen": verschillen(Aanbod(), werk.zoals_voorgesteld(voorstel)),
    }
    return render(request, "opvolging/aanbod_nieuw_voorstel.html", inhoud)


def _beslis(
    request: IngelogdRequest, voorstel: Aanbodvoorstel, rij: Aanbod | None = None
) -> HttpResponse:
    """Take over or leave what was read; who comes second reads who decided what."""
    neem_over, nu = request.POST.get("keuze") == "overnemen", timezone.now()
    gezien = request.POST.get("gezien", "")
    try:
        bewaard = werk.beslis(
            voorstel, neem_over=neem_over, gezien=gezien, door=request.user, nu=nu
        )
    except Geweigerd as weigering:
        messages.warning(request, str(weigering))
        return _terug(voorstel, rij)
    if neem_over and rij is None and bewaard:
        messages.success(request, "Overgenomen. Vul nog aan voor wie het is.")
        return redirect("aanbod_wijzigen", aanbod_id=bewaard.pk)
    messages.success(request, "Overgenomen." if neem_over else "Niet overgenomen.")
    return redirect("aanbod_bekijken", aanbod_id=rij.pk) if rij else redirect("aanbod")


def _terug(voorstel: Aanbodvoorstel, rij: Aanbod | None) -> HttpResponse:
    """To what can still be decided, or else to the entry or the list."""
    is_open = Aanbodvoorstel.objects.open().filter(pk=voorstel.pk).exists()
    if rij is None:
        naar = ("aanbod_nieuw_voorstel", voorstel.pk) if is_open else ("aanbod",)
        return redirect(*naar)
    return redirect("aanbod_voorstel" if is_open else "aanbod_bekijken", rij.pk)
