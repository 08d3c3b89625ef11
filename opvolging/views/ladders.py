"""The reminders as the beheerder sets them: first seen at an example, then kept as a version."""

from datetime import datetime
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import herrekenen, ladderbeheer, regelbeheer
from opvolging.forms.ladder import LadderForm
from opvolging.ladder import op_volgorde
from opvolging.ladderbeeld import in_het_kort, voorbeeld
from opvolging.models import Termijn
from opvolging.proefdraai import Opzet, proefdraai
from opvolging.views.klokbeheer import bewaar, gevraagde_soort, keuze_voor, van_beheerder
from signaalpunt.http import IngelogdRequest
from signaalpunt.rollen import Rol, rol_vereist


@rol_vereist(Rol.BEHEERDER)
@never_cache
@require_http_methods(["GET", "POST"])
def ladder(request: IngelogdRequest) -> HttpResponse:
    """Look at the reminders of one kind of clock, try others at an example, keep them."""
    soort, gemeente = gevraagde_soort(request), van_beheerder(request)
    huidig = ladderbeheer.geldend(gemeente, soort)
    klok = ladderbeheer.maatstaf(gemeente, soort)
    nu_geldt = op_volgorde(huidig.stappen, klok)
    form = LadderForm(nu_geldt, klok, versie=huidig.versie, data=request.POST or None)
    is_goed = form.is_valid()
    stappen, is_voorstel = form.stappen, form.stappen != nu_geldt
    keuze = keuze_voor(request, stappen, herrekenen.lopende(gemeente, soort))

    def doe(nu: datetime) -> None:
        gezien = form.cleaned_data["versie"]
        ladderbeheer.bewaar(
            gemeente, soort=soort, stappen=stappen, gezien=gezien, door=request.user, nu=nu
        )

    kan, herreken = is_goed and keuze.is_valid(), partial(herrekenen.herreken, soort=soort)
    if kan and bewaar(request, form, keuze, doe, herreken=herreken):
        return redirect(f"{reverse('ladder')}?soort={soort}")
    if form.is_valid():  # in order, without what was taken away, with an empty row again
        form = LadderForm(stappen, klok, versie=form.cleaned_data["versie"])

    nu, deze = timezone.now(), regelbeheer.soort_van(gemeente, soort)
    inhoud = {
        "soort": soort,
        "form": form,
        "keuze": keuze,
        "voorbeeld": voorbeeld(stappen, soort, gemeente, nu),
        "is_voorstel": is_voorstel,
        "proef": is_voorstel
        and proefdraai(
            gemeente,
            huidig={soort: Opzet(deze, nu_geldt)},
            voorstel={soort: Opzet(deze, stappen)},
            nu=nu,
        ),
        "versies": [
            (versie, in_het_kort(versie.als_ladder().stappen))
            for versie in ladderbeheer.versies(gemeente, soort)
        ],
        "andere": [ander for ander in Termijn.Soort if ander != soort],
    }
    status = 422 if form.errors or keuze.errors else 200
    return render(request, "beheer/ladder.html", inhoud, status=status)
