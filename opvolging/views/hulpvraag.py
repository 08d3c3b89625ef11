"""The page of an organisation that was asked to help; and sending it the link to that page."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opvolging import hulpvraag as vraag
from opvolging import inzien
from opvolging.antwoorden import betrokkene
from opvolging.forms.hulpvraag import JA, HulpvraagForm, LinkForm
from opvolging.views.nieuwelink import toon_voorbij
from opvolging.views.zaak import team, vind_zaak
from opvolging.zaakbeeld import met_melders
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, afzender_van, onvindbaar
from signaalpunt.remmen import Rem

REM = Rem("hulpvraag", hoogstens=30, venster=timedelta(minutes=10))


@onvindbaar
@require_http_methods(["GET", "HEAD", "POST"])
def hulpvraag(request: HttpRequest, sleutel: str) -> HttpResponse:
    """What we ask, and the answer; whatever does not live is one and the same page."""
    nu = timezone.now()
    link = vraag.levend(sleutel, nu=nu)
    form = HulpvraagForm(request.POST if request.method == "POST" else None)
    if link is None:
        if form.is_valid() and vraag.is_al_gezegd(sleutel, is_ja=_is_ja(form)):
            return redirect("hulpvraag_klaar")
        status = 404 if REM.gaat_door(afzender_van(request), nu=nu) else 429
        return toon_voorbij(request, status=status)
    if form.is_valid():
        velden = form.cleaned_data
        try:
            vraag.antwoord(link, is_ja=_is_ja(form), reden=velden["reden"], nu=nu)
        except Geweigerd:  # a colleague was first: for this page it is over
            return toon_voorbij(request, status=409)
        return redirect("hulpvraag_klaar")
    gedeeld = vraag.open_(link, nu=nu)
    status = 422 if form.is_bound else 200
    inhoud = {"form": form, "gedeeld": gedeeld}
    return render(request, "opvolging/hulpvraag.html", inhoud, status=status)


def _is_ja(form: HulpvraagForm) -> bool:
    return bool(form.cleaned_data["antwoord"] == JA)


@never_cache
@require_safe
def hulpvraag_klaar(request: HttpRequest) -> HttpResponse:
    """Thanks, for a yes and a no alike."""
    return render(request, "opvolging/hulpvraag_klaar.html")


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_verwijzing_link(
    request: IngelogdRequest, zaak_id: int, verwijzing_id: int
) -> HttpResponse:
    """Choose what an organisation may see, and send it the link."""
    zaak, nu = vind_zaak(request, zaak_id), timezone.now()
    verwijzingen = zaak.doorverwijzingen.select_related("zaak", "gemeente")
    deze = get_object_or_404(verwijzingen, pk=verwijzing_id)
    persoon = betrokkene([deel.melding for deel in met_melders(zaak)])
    form = LinkForm(persoon, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            vraag.maak(deze, **form.cleaned_data, door=request.user, nu=nu)
        except Geweigerd as weigering:
            form.add_error(None, str(weigering))
        else:
            messages.success(request, "De link is onderweg. Hij werkt tot de tijd om is.")
            adres = reverse("zaak", kwargs={"zaak_id": zaak.pk})
            return redirect(f"{adres}#doorverwijzing-{deze.pk}")
    inzien.noteer(zaak, door=request.user, nu=nu)
    inhoud = {"form": form, "zaak": zaak, "deze": deze}
    status = 422 if form.is_bound else 200
    return render(request, "opvolging/zaak_verwijzing_link.html", inhoud, status=status)
