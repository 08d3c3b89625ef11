"""How long a kind of clock runs, as the beheerder sets it: first an example, then a version."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import ladderbeheer, regelbeheer
from opvolging.forms.regel import RegelForm
from opvolging.klokkensoorten import SOORTEN
from opvolging.ladderbeeld import regel_in_het_kort, voorbeeld
from opvolging.models import Termijn
from opvolging.termijnen import Telling
from opvolging.views.ladders import gevraagde_soort, van_beheerder
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest
from signaalpunt.models import Gemeente
from signaalpunt.rollen import Rol, rol_vereist


@rol_vereist(Rol.BEHEERDER)
@never_cache
@require_http_methods(["GET", "POST"])
def klokregel(request: IngelogdRequest) -> HttpResponse:
    """Look at how long one kind of clock runs, try something else at an example, keep it."""
    soort, gemeente = gevraagde_soort(request), van_beheerder(request)
    huidig = regelbeheer.geldend(gemeente, soort)
    form = RegelForm(huidig, SOORTEN[soort], Telling(gemeente.telling), request.POST or None)
    if form.is_valid() and "bewaar" in request.POST and _bewaar(request, form, gemeente, soort):
        return redirect(f"{reverse('klokregel')}?soort={soort}")
    stappen = ladderbeheer.geldend(gemeente, soort).stappen
    inhoud = {
        "soort": soort,
        "form": form,
        "voorbeeld": voorbeeld(stappen, soort, gemeente, timezone.now(), regel=form.regel),
        "is_voorstel": regel_in_het_kort(form.regel) != regel_in_het_kort(huidig),
        "versies": [
            (versie, regel_in_het_kort(versie.als_regel()))
            for versie in regelbeheer.versies(gemeente, soort)
        ],
        "andere": [keuze for keuze in Termijn.Soort if keuze != soort],
    }
    status = 422 if form.errors else 200
    return render(request, "beheer/klokregel.html", inhoud, status=status)


def _bewaar(
    request: IngelogdRequest, form: RegelForm, gemeente: Gemeente, soort: Termijn.Soort
) -> bool:
    try:
        regelbeheer.bewaar(
            gemeente, soort=soort, regel=form.regel, door=request.user, nu=timezone.now()
        )
    except Geweigerd as weigering:
        form.add_error(None, str(weigering))
        return False
    messages.success(request, "Bewaard. Klokken die vanaf nu beginnen, volgen deze regel.")
    return True
