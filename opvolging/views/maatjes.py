"""The maatjes of a gemeente: who they are, what they offer, whether the gate is open."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opvolging.aanmelden import meld_maatje_aan, wijzig_maatje
from opvolging.forms.maatje import MaatjeForm
from opvolging.maatjebeeld import maatjeregels
from opvolging.models import Maatje
from signaalpunt.aanmelding import nodig_uit
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest
from signaalpunt.rollen import TEAM, rol_vereist

team = rol_vereist(*TEAM)


@team
@never_cache
@require_safe
def maatjes(request: IngelogdRequest) -> HttpResponse:
    """Everybody, with what is missing before they may meet somebody."""
    regels = maatjeregels(Maatje.objects.zichtbaar_voor(request.user), nu=timezone.now())
    return render(request, "opvolging/maatjes.html", {"regels": regels})


@team
@never_cache
@require_http_methods(["GET", "POST"])
def maatje_toevoegen(request: IngelogdRequest) -> HttpResponse:
    """A new maatje; the account follows from the e-mail address, with an invitation."""
    maatje = Maatje(gemeente=request.user.gemeente)
    form = MaatjeForm(request.user.gemeente, request.POST or None, instance=maatje)
    if form.is_valid():
        try:
            _neem_op(request, maatje, form.cleaned_data["email"])
        except Geweigerd as weigering:
            form.add_error("email", str(weigering))
        else:
            messages.success(request, f"{maatje.naam} staat erbij.")
            return redirect("maatjes")
    return _formulier(request, form, "Nieuw maatje")


@team
@never_cache
@require_http_methods(["GET", "POST"])
def maatje_wijzigen(request: IngelogdRequest, maatje_id: int) -> HttpResponse:
    """Change what we know of a maatje."""
    zichtbaar = Maatje.objects.zichtbaar_voor(request.user)
    maatje = get_object_or_404(zichtbaar, pk=maatje_id)
    titel = maatje.naam
    form = MaatjeForm(request.user.gemeente, request.POST or None, instance=maatje)
    if form.is_valid():
        wijzig_maatje(form.save(commit=False), nu=timezone.now())
        messages.success(request, f"De gegevens van {maatje.naam} zijn bewaard.")
        return redirect("maatjes")
    return _formulier(request, form, titel)


@transaction.atomic
def _neem_op(request: IngelogdRequest, maatje: Maatje, email: str) -> None:
    nu = timezone.now()
    if meld_maatje_aan(maatje, email=email, nu=nu):
        nodig_uit(maatje.gebruiker, request, nu=nu)


def _formulier(request: IngelogdRequest, form: MaatjeForm, titel: str) -> HttpResponse:
    inhoud = {"form": form, "titel": titel}
    status = 422 if form.is_bound else 200
    return render(request, "opvolging/maatje.html", inhoud, status=status)
