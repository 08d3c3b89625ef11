"""What is done on the page of a zaak: each act a small form that returns to its place."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meldingen.models import Melding
from opvolging import (
    afsluiten,
    afwezig,
    akkoord,
    beoordelen,
    contact,
    losmaken,
    pauzeren,
    triage,
    zonder_akkoord,
)
from opvolging.forms.afsluiten import AfsluitenForm
from opvolging.forms.beoordelen import BeoordelenForm
from opvolging.forms.contact import ContactForm, MelderContactForm
from opvolging.forms.overdragen import OverdragenForm
from opvolging.forms.pauze import HervatForm, PauzeForm
from opvolging.forms.toestaan import ToestaanForm
from opvolging.klokstand import dag, moment
from opvolging.views import getypt
from opvolging.views.zaak import doe, team, vind_zaak
from opvolging.views.zaakblad import collegas
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, nog_niets_gedaan, nummer_van
from signaalpunt.models import Gebruiker


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_contact(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Record an attempt or real contact."""
    de_zaak = vind_zaak(request, zaak_id)
    verstuurd = getypt.wacht(request) or request.POST
    met_melder = bool(verstuurd.get("is_met_melder"))
    form = (MelderContactForm if met_melder else ContactForm)(request.POST or None)

    def leg_vast(**velden: Any) -> str:
        gelegd = contact.leg_vast(de_zaak, **velden)
        if not gelegd.is_bereikt:
            return "De poging is vastgelegd. De klok loopt door."
        wat = "gesprek met de melder" if gelegd.is_met_melder else "contact"
        return f"Het {wat} is vastgelegd. De klok staat stil."

    return doe(request, de_zaak, "contact", form, leg_vast)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_beoordelen(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Record the assessment."""
    de_zaak = vind_zaak(request, zaak_id)
    form = BeoordelenForm(de_zaak, request.POST or None)

    def beoordeel(**velden: Any) -> str:
        beoordelen.beoordeel(de_zaak, **velden)
        return "De beoordeling is bewaard."

    return doe(request, de_zaak, "beoordelen", form, beoordeel)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_afsluiten(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Close the zaak with an outcome."""
    de_zaak = vind_zaak(request, zaak_id)
    bekend = {
        "alleen_advies": akkoord.alleen_advies(de_zaak),
        "is_heropend": afsluiten.heropend_op(de_zaak) is not None,
    }
    verwezen = list(de_zaak.doorverwijzingen.all())
    form = AfsluitenForm(de_zaak, request.POST or None, bekend=bekend, verwezen=verwezen)

    def sluit_af(**velden: Any) -> str:
        afsluiten.sluit_af(de_zaak, **velden)
        return "De zaak is afgesloten. Dank u wel voor uw werk."

    return doe(request, de_zaak, "afsluiten", form, sluit_af)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_pauzeren(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Let the clock stand still until a day."""
    de_zaak = vind_zaak(request, zaak_id)
    form = PauzeForm(timezone.now(), request.POST or None)

    def pauzeer(nu: datetime, **velden: Any) -> str:
        tot = pauzeren.pauzeer(de_zaak, nu=nu, **velden)
        return f"De klok staat stil tot {moment(tot, nu, 'om')}. Daarna loopt hij vanzelf weer."

    return doe(request, de_zaak, "pauze", form, pauzeer)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_hervatten(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Let the clock run again before its pause ends."""
    de_zaak = vind_zaak(request, zaak_id)

    def hervat(**velden: Any) -> str:
        pauzeren.hervat(de_zaak, **velden)
        return "De klok loopt weer."

    return doe(request, de_zaak, "hervat", HervatForm(request.POST), hervat)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_overdragen(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Hand the zaak to a colleague."""
    de_zaak = vind_zaak(request, zaak_id)
    form = OverdragenForm(collegas(de_zaak), request.POST or None)

    def draag_over(aan: Gebruiker, **velden: Any) -> str:
        triage.draag_over(de_zaak, aan=aan, **velden)
        return f"{aan.naam} heeft deze zaak nu.{_let_op(aan)}"

    return doe(request, de_zaak, "overdragen", form, draag_over)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_contact_toestaan(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Decide that the person may be contacted after all; for a coördinator."""
    de_zaak = vind_zaak(request, zaak_id)
    form = ToestaanForm(request.POST or None)

    def sta_toe(**velden: Any) -> str:
        zonder_akkoord.sta_contact_toe(de_zaak, **velden)
        return "Uw besluit staat in de geschiedenis. U mag deze persoon nu benaderen."

    return doe(request, de_zaak, "toestaan", form, sta_toe)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_melding_losmaken(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Take out a melding that turned out to be about somebody else."""
    de_zaak = vind_zaak(request, zaak_id)
    if request.method != "POST":
        return nog_niets_gedaan(request, "zaak", zaak_id=de_zaak.pk)
    melding = _melding(request)
    try:
        nieuwe = losmaken.maak_los(melding, zaak=de_zaak, door=request.user, nu=timezone.now())
    except Geweigerd as weigering:
        messages.warning(request, str(weigering))
        return redirect("zaak", zaak_id=de_zaak.pk)
    messages.success(
        request,
        f"Melding {melding.pk} staat nu in deze eigen zaak, bij u. De klok telt vanaf de melding.",
    )
    return redirect("zaak", zaak_id=nieuwe.pk)


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_melding_toevoegen(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Join a melding that is about the same person."""
    de_zaak = vind_zaak(request, zaak_id)
    if request.method == "POST":
        melding = _melding(request)
        try:
            triage.voeg_toe(melding, zaak=de_zaak, door=request.user, nu=timezone.now())
        except Geweigerd as weigering:
            messages.warning(request, str(weigering))
        else:
            messages.success(request, "De melding hoort nu bij deze zaak.")
    return redirect("zaak", zaak_id=de_zaak.pk)


def _melding(request: IngelogdRequest) -> Melding:
    zichtbaar = Melding.objects.zichtbaar_voor(request.user)
    return get_object_or_404(zichtbaar, pk=nummer_van(request.POST.get("melding", "")))


def _let_op(aan: Gebruiker) -> str:
    """Who is away gets the zaak, but that is said."""
    nu = timezone.now()
    if tot := afwezig.afwezig_tot(aan, nu=nu):
        dag_tot = dag(tot, timezone.localtime(nu).date())
        return f" Let op: {aan.naam} is er niet tot en met {dag_tot}."
    return ""
