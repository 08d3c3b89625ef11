"""When we are open and which hours count, as the beheerder sets it: rehearsed, then a version."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opvolging import herrekenen, ladderbeheer, openingsbeheer, regelbeheer
from opvolging.forms.openingen import OpeningenForm
from opvolging.kalender import Kalender
from opvolging.ladderbeeld import voorbeeld
from opvolging.models import Termijn
from opvolging.openingsbeeld import in_het_kort
from opvolging.openingsbeheer import Openingsregel
from opvolging.proefdraai import Opzet, Opzetten, proefdraai
from opvolging.views.klokbeheer import bewaar, keuze_voor, van_beheerder
from signaalpunt.http import IngelogdRequest
from signaalpunt.models import Gemeente
from signaalpunt.rollen import Rol, rol_vereist

SOORT = Termijn.Soort.EERSTE_CONTACT  # of the example


@rol_vereist(Rol.BEHEERDER)
@never_cache
@require_http_methods(["GET", "POST"])
def openingen(request: IngelogdRequest) -> HttpResponse:
    """Look at the hours and the closed days, see what others would have done, keep them."""
    gemeente, nu = van_beheerder(request), timezone.now()
    huidig = openingsbeheer.geldend(gemeente)
    form = OpeningenForm(huidig, timezone.localdate(nu), request.POST or None)
    is_goed, nieuw = form.is_valid(), form.regel
    is_voorstel = nieuw.inhoud() != huidig.inhoud()
    keuze = keuze_voor(request, nieuw.inhoud(), herrekenen.lopende(gemeente))

    def doe(nu: datetime) -> None:
        openingsbeheer.bewaar(gemeente, regel=nieuw, door=request.user, nu=nu)

    kan, herreken = is_goed and keuze.is_valid(), herrekenen.herreken_openingen
    if kan and bewaar(request, form, keuze, doe, herreken=herreken):
        return redirect("openingen")
    inhoud = {
        "form": form,
        "keuze": keuze,
        "voorbeeld": voorbeeld(
            ladderbeheer.geldend(gemeente, SOORT).stappen,
            SOORT,
            gemeente,
            nu,
            telling=nieuw.telling,
            dagen=nieuw.kalender,
        ),
        "is_voorstel": is_voorstel,
        "proef": is_voorstel and _proef(gemeente, huidig, nieuw, nu),
        "versies": [
            (versie, in_het_kort(versie.telling, Kalender.uit_gegevens(versie.kalender)))
            for versie in openingsbeheer.versies(gemeente)
        ],
    }
    status = 422 if form.errors or keuze.errors else 200
    return render(request, "beheer/openingen.html", inhoud, status=status)


def _proef(gemeente: Gemeente, huidig: Openingsregel, nieuw: Openingsregel, nu: datetime) -> object:
    """Of every kind of clock, each by its own rule and reminders."""
    soorten = [
        (
            soort,
            regelbeheer.soort_van(gemeente, soort),
            ladderbeheer.geldend(gemeente, soort).stappen,
        )
        for soort in Termijn.Soort
    ]

    def onder(regel: Openingsregel) -> Opzetten:
        return {
            soort: Opzet(deze, stappen, regel.telling, regel.kalender)
            for soort, deze, stappen in soorten
        }

    return proefdraai(gemeente, huidig=onder(huidig), voorstel=onder(nieuw), nu=nu)
