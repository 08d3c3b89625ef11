"""How long a kind of clock runs, as the beheerder sets it: first an example, then a version."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import herrekenen, ladderbeheer, regelbeheer
from opvolging.forms.regel import RegelForm
from opvolging.klokkensoorten import SOORTEN
from opvolging.ladderbeeld import regel_in_het_kort, voorbeeld
from opvolging.models import Termijn
from opvolging.proefdraai import Opzet, proefdraai
from opvolging.termijnen import Telling
from opvolging.views.klokbeheer import bewaar, gevraagde_soort, keuze_voor, van_beheerder
from signaalpunt.http import IngelogdRequest
from signaalpunt.rollen import Rol, rol_vereist


@rol_vereist(Rol.BEHEERDER)
@never_cache
@require_http_methods(["GET", "POST"])
def klokregel(request: IngelogdRequest) -> HttpResponse:
    """Look at how long one kind of clock runs, try something else at an example, keep it."""
    soort, gemeente = gevraagde_soort(request), van_beheerder(request)
    huidig, standaard = regelbeheer.geldend(gemeente, soort), SOORTEN[soort]
    form = RegelForm(huidig, standaard, Telling(gemeente.telling), request.POST or None)
    is_goed, nieuw = form.is_valid(), form.regel
    is_voorstel = replace(nieuw, versie=huidig.versie) != huidig
    keuze = keuze_voor(request, replace(nieuw, versie=0), herrekenen.lopende(gemeente, soort))

    def doe(nu: datetime) -> None:
        regelbeheer.bewaar(gemeente, soort=soort, regel=nieuw, door=request.user, nu=nu)

    kan, herreken = is_goed and keuze.is_valid(), partial(herrekenen.herreken, soort=soort)
    if kan and bewaar(request, form, keuze, doe, herreken=herreken):
        return redirect(f"{reverse('klokregel')}?soort={soort}")

    nu, stappen = timezone.now(), ladderbeheer.geldend(gemeente, soort).stappen
    inhoud = {
        "soort": soort,
        "form": form,
        "keuze": keuze,
        "voorbeeld": voorbeeld(stappen, soort, gemeente, nu, regel=nieuw),
        "is_voorstel": is_voorstel,
        "proef": is_voorstel
        and proefdraai(
            gemeente,
            huidig={soort: Opzet(standaard.met(huidig), stappen)},
            voorstel={soort: Opzet(standaard.met(nieuw), stappen)},
            nu=nu,
        ),
        "versies": [
            (versie, regel_in_het_kort(versie.als_regel()))
            for versie in regelbeheer.versies(gemeente, soort)
        ],
        "andere": [ander for ander in Termijn.Soort if ander != soort],
    }
    status = 422 if form.errors or keuze.errors else 200
    return render(request, "beheer/klokregel.html", inhoud, status=status)
