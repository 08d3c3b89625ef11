"""What the beheerder sets without a developer: choices, numbers, accounts.

The beheerder sees nothing of what people told us.
"""

from django.contrib import messages
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from signaalpunt.aanmelding import nodig_uit
from signaalpunt.forms import (
    CrisisnummerForm,
    GebruikerForm,
    GemeenteForm,
    OpenbaarForm,
)
from signaalpunt.http import IngelogdRequest
from signaalpunt.models import Crisisnummer, Gebruiker, Gemeente
from signaalpunt.rollen import Rol, rol_vereist

beheerder = rol_vereist(Rol.BEHEERDER)


def _gemeente(request: IngelogdRequest) -> Gemeente:
    return get_object_or_404(Gemeente, pk=request.user.gemeente_id)


def _ingevuld(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _bewaar(request: HttpRequest, form: ModelForm, titel: str) -> HttpResponse:
    """Save a valid form and go back to /beheer/; otherwise show it again with what was typed."""
    if form.is_valid():
        form.save()
        messages.success(request, "Bewaard.")
        return redirect("beheer")
    status = 422 if form.is_bound else 200
    return render(request, "beheer/formulier.html", {"form": form, "titel": titel}, status=status)


@beheerder
@require_safe
def beheer(request: IngelogdRequest) -> HttpResponse:
    """Everything that can be set, on one page."""
    gemeente = _gemeente(request)
    return render(
        request,
        "beheer/beheer.html",
        {
            "gemeente": gemeente,
            "gebruikers": Gebruiker.objects.filter(gemeente=gemeente).order_by("rol", "pk"),
            "sluitingsdagen": gemeente.sluitingsdagen.filter(datum__gte=timezone.localdate()),
            "crisisnummers": gemeente.crisisnummers.all(),
        },
    )


@beheerder
@require_http_methods(["GET", "POST"])
def gemeente_instellen(request: IngelogdRequest) -> HttpResponse:
    """Phone number, mail, team leader, and after how long what happens by itself."""
    form = GemeenteForm(_ingevuld(request), instance=_gemeente(request))
    return _bewaar(request, form, "Gegevens")


@beheerder
@require_http_methods(["GET", "POST"])
def openbaar_instellen(request: IngelogdRequest) -> HttpResponse:
    """What the public pages and the paper say: address, privacy, accessibility, security."""
    form = OpenbaarForm(_ingevuld(request), instance=_gemeente(request))
    return _bewaar(request, form, "Openbare pagina's en drukwerk")


@beheerder
@require_http_methods(["GET", "POST"])
def crisisnummer_wijzigen(request: IngelogdRequest, nummer_id: int) -> HttpResponse:
    """Change a number on the public pages."""
    nummer = get_object_or_404(Crisisnummer, pk=nummer_id, gemeente=_gemeente(request))
    return _bewaar(request, CrisisnummerForm(_ingevuld(request), instance=nummer), "Crisisnummer")


@beheerder
@require_http_methods(["GET", "POST"])
def gebruiker_toevoegen(request: IngelogdRequest) -> HttpResponse:
    """Make an account; the person gets a mail with a link to choose a password."""
    gebruiker = Gebruiker(gemeente=_gemeente(request))
    form = GebruikerForm(_ingevuld(request), instance=gebruiker, door=request.user)
    with transaction.atomic():
        antwoord = _bewaar(request, form, "Nieuwe gebruiker")
        if gebruiker.pk:
            gebruiker.set_unusable_password()
            gebruiker.save(update_fields=["password"])
            nodig_uit(gebruiker, request, nu=timezone.now())
    return antwoord


@beheerder
@require_http_methods(["GET", "POST"])
def gebruiker_wijzigen(request: IngelogdRequest, gebruiker_id: int) -> HttpResponse:
    """Change role or name, or end somebody's access."""
    gebruiker = get_object_or_404(Gebruiker, pk=gebruiker_id, gemeente=_gemeente(request))
    return _bewaar(
        request,
        GebruikerForm(_ingevuld(request), instance=gebruiker, door=request.user),
        "Gebruiker",
    )
