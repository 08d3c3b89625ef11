"""The loneliness scale of one zaak: filling it in on the screen, or on paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opvolging import inzien, meten, toestemming, zaakconcepten
from opvolging.eenzaamheidsschaal import INSTRUCTIE
from opvolging.forms.schaal import SchaalForm
from opvolging.meten import RechteLijn
from opvolging.models import Meting, Zaak
from opvolging.schaalblad import schaalblad
from opvolging.views import getypt
from opvolging.views.zaak import team, terug, vind_zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_schaal(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Ask the statements, the first time or again in the same form."""
    zaak = vind_zaak(request, zaak_id)
    if not toestemming.heeft(zaak, toestemming.Soort.SCHAAL):
        ontbreekt = toestemming.ToestemmingOntbreekt(toestemming.Soort.SCHAAL)
        messages.warning(request, str(ontbreekt), "schaal")
        return terug(zaak, "schaal")
    vast = meten.vorm_van(zaak)
    form = _formulier(request, vast)
    is_terug = getypt.leg_terug(request, form)
    if not is_terug and form.is_valid() and _bewaar(request, zaak, form):
        return terug(zaak, "schaal")
    inzien.noteer(zaak, door=request.user, nu=timezone.now())
    inhoud = {"zaak": zaak, "form": form, "vorm": form.vorm, "vast": vast}
    inhoud |= {"vormen": Meting.Vorm, "instructie": INSTRUCTIE}
    status = 422 if form.is_bound else 200
    return render(request, "opvolging/schaal.html", inhoud, status=status)


@team
@never_cache
@require_safe
def zaak_schaal_papier(request: IngelogdRequest, zaak_id: int, vorm: int) -> HttpResponse:
    """The same on paper; it says nothing about the person."""
    zaak = vind_zaak(request, zaak_id)
    if vorm not in Meting.Vorm.values:
        raise Http404
    blad = schaalblad(request.user.gemeente, zaak, Meting.Vorm(vorm), nu=timezone.now())
    antwoord = HttpResponse(blad, content_type="application/pdf")
    antwoord["Content-Disposition"] = f'inline; filename="vragenlijst-zaak-{zaak.pk}.pdf"'
    return antwoord


def _bewaar(request: IngelogdRequest, zaak: Zaak, form: SchaalForm) -> bool:
    try:
        meting = meten.leg_vast(zaak, **form.cleaned_data, door=request.user, nu=timezone.now())
    except RechteLijn as weigering:
        form.vraag_na()
        form.add_error(None, str(weigering))
    except Geweigerd as weigering:
        form.begin_opnieuw()
        form.add_error(None, str(weigering))
    else:
        zaakconcepten.gooi_weg(zaak, form.naam, door=request.user)
        let_op = " Er bleef meer dan één uitspraak open. Dan telt het totaal niet."
        bewaard = f"De antwoorden zijn bewaard.{'' if meting.categorie else let_op}"
        messages.success(request, bewaard, "schaal")
        return True
    return False


def _formulier(request: IngelogdRequest, vast: Meting.Vorm | None) -> SchaalForm:
    """What was sent, in its own form; asked for the other one, with all that was answered."""
    verstuurd = getypt.wacht(request) or request.POST
    if naar := _vorm(request.POST.get("naar_vorm", "")):
        return SchaalForm(naar, initial=request.POST.dict())
    # the long form shows change best
    vorm = _vorm(verstuurd.get("vorm", "")) or vast or Meting.Vorm.LANG
    return SchaalForm(vorm, request.POST or None)


def _vorm(gevraagd: str) -> Meting.Vorm | None:
    return next((vorm for vorm in Meting.Vorm if str(vorm.value) == gevraagd), None)
