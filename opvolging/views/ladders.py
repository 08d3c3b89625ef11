"""The reminders as the beheerder sets them: first seen at an example, then kept as a version."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import ladderbeheer
from opvolging.forms.ladder import LadderForm
from opvolging.ladder import op_volgorde
from opvolging.ladderbeeld import in_het_kort, voorbeeld
from opvolging.models import Termijn
from opvolging.proefdraai import proefdraai
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest
from signaalpunt.models import Gemeente
from signaalpunt.rollen import Rol, rol_vereist


@rol_vereist(Rol.BEHEERDER)
@never_cache
@require_http_methods(["GET", "POST"])
def ladder(request: IngelogdRequest) -> HttpResponse:
    """Look at the reminders of one kind of clock, try others at an example, keep them."""
    de_soort, gemeente = gevraagde_soort(request), van_beheerder(request)
    huidig = ladderbeheer.geldend(gemeente, de_soort)
    klok = ladderbeheer.maatstaf(gemeente, de_soort)
    nu_geldt = op_volgorde(huidig.stappen, klok)
    form = LadderForm(nu_geldt, klok, versie=huidig.versie, data=request.POST or None)
    if form.is_valid() and "bewaar" in request.POST and _bewaar(request, form, gemeente, de_soort):
        return redirect(f"{reverse('ladder')}?soort={de_soort}")
    if form.is_valid():  # in order, without what was taken away, with an empty row again
        form = LadderForm(form.stappen, klok, versie=form.cleaned_data["versie"])
    is_voorstel = form.stappen != nu_geldt
    nu = timezone.now()
    inhoud = {
        "soort": de_soort,
        "form": form,
        "voorbeeld": voorbeeld(form.stappen, de_soort, gemeente, nu),
        "is_voorstel": is_voorstel,
        "proef": is_voorstel
        and proefdraai(gemeente, soort=de_soort, huidig=nu_geldt, voorstel=form.stappen, nu=nu),
        "versies": [
            (versie, in_het_kort(versie.als_ladder().stappen))
            for versie in ladderbeheer.versies(gemeente, de_soort)
        ],
        "andere": [keuze for keuze in Termijn.Soort if keuze != de_soort],
    }
    status = 422 if form.errors else 200
    return render(request, "beheer/ladder.html", inhoud, status=status)


def gevraagde_soort(request: IngelogdRequest) -> Termijn.Soort:
    """Which kind of clock the page is about."""
    soort = request.GET.get("soort", Termijn.Soort.EERSTE_CONTACT.value)
    if soort not in Termijn.Soort.values:
        raise Http404
    return Termijn.Soort(soort)


def van_beheerder(request: IngelogdRequest) -> Gemeente:
    """Whose clocks they are."""
    met_leider = Gemeente.objects.select_related("teamleider")
    return get_object_or_404(met_leider, pk=request.user.gemeente_id)


def _bewaar(
    request: IngelogdRequest, form: LadderForm, gemeente: Gemeente, soort: Termijn.Soort
) -> bool:
    try:
        ladderbeheer.bewaar(
            gemeente,
            soort=soort,
            stappen=form.stappen,
            gezien=form.cleaned_data["versie"],
            door=request.user,
            nu=timezone.now(),
        )
    except Geweigerd as weigering:
        form.add_error(None, str(weigering))
        return False
    messages.success(request, "Bewaard. Klokken die vanaf nu beginnen, volgen deze herinneringen.")
    return True
