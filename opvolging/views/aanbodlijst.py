"""The sociale kaart to and from a spreadsheet."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opvolging.aanbodinvoer import FOUTEN, Uitslag, voer_in
from opvolging.aanbodlijst import als_csv
from opvolging.models import Aanbod
from signaalpunt.formulier import indeling
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest
from signaalpunt.rollen import TEAM, rol_vereist

team = rol_vereist(*TEAM)


class BestandForm(forms.Form):
    """One file."""

    use_required_attribute = False
    bestand = forms.FileField(
        label="CSV-bestand",
        help_text="Bewaar de lijst in uw rekenprogramma als CSV. Hoogstens 1 MB.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    helper = indeling("", met_formulier=False)


@team
@never_cache
@require_safe
def aanbod_ophalen(request: IngelogdRequest) -> HttpResponse:
    """Everything that nobody put away."""
    rijen = Aanbod.objects.zichtbaar_voor(request.user).in_gebruik().select_related("buurt")
    inhoud = als_csv(rijen.order_by("naam", "pk"))
    antwoord = HttpResponse(inhoud, content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = 'attachment; filename="sociale-kaart.csv"'
    return antwoord


@team
@never_cache
@require_http_methods(["GET", "POST"])
def aanbod_inlezen(request: IngelogdRequest) -> HttpResponse:
    """The list as it came back: all of it, or nothing with every line that is wrong."""
    form = BestandForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = BestandForm(request.POST, request.FILES)
    uitslag = Uitslag()
    if form.is_valid():
        try:
            inhoud = form.cleaned_data["bestand"].read()
            uitslag = voer_in(inhoud, door=request.user, nu=timezone.now())
        except Geweigerd as weigering:
            form.add_error("bestand", str(weigering))
        else:
            if not uitslag.fouten:
                messages.success(request, _gelukt(uitslag))
                return redirect("aanbod")
    inhoud_ = {"form": form, "fouten": uitslag.fouten[:FOUTEN]}
    inhoud_["verder"] = max(len(uitslag.fouten) - FOUTEN, 0)
    status = 422 if form.errors or uitslag.fouten else 200
    return render(request, "opvolging/aanbod_inlezen.html", inhoud_, status=status)


def _gelukt(uitslag: Uitslag) -> str:
    return (
        f"Ingelezen: {uitslag.nieuw} nieuw, {uitslag.gewijzigd} gewijzigd, "
        f"{uitslag.hetzelfde} bleef hetzelfde."
    )
