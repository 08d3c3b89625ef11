"""What the pages of rules and of ladders share: whose, of which kind, and for which clocks."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from opvolging import herrekenen
from opvolging.forms.herrekenen import HerrekenForm
from opvolging.models import Termijn
from opvolging.models.termijn import TermijnQuerySet
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest
from signaalpunt.models import Gemeente


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


def keuze_voor(
    request: IngelogdRequest, voorstel: object, lopende: TermijnQuerySet
) -> HerrekenForm:
    """Whether `lopende` clocks follow `voorstel` too; judged only when it is kept."""
    return HerrekenForm(
        voorstel, aantal=lopende.count(), data=request.POST, bewaart="bewaar" in request.POST
    )


def bewaar(
    request: IngelogdRequest,
    form: Form,
    keuze: HerrekenForm,
    doe: Callable[[datetime], object],
    *,
    herreken: herrekenen.Herreken,
) -> bool:
    """Do what was asked for the clocks that were asked; what is refused is said in `form`."""
    nu = timezone.now()
    try:
        if not keuze.cleaned_data["ook_lopend"]:
            doe(nu)
            messages.success(request, "Bewaard. Klokken die vanaf nu beginnen, volgen dit.")
            return True
        aantal = herrekenen.bewaar_ook_voor_lopende(
            lambda: doe(nu),
            herreken,
            van_beheerder(request),
            reden=keuze.cleaned_data["reden"],
            door=request.user,
            nu=nu,
        )
    except Geweigerd as weigering:
        form.add_error(None, str(weigering))
        return False
    lopen = "1 klok die al liep, is" if aantal == 1 else f"{aantal} klokken die al liepen, zijn"
    messages.success(request, f"Bewaard. {lopen} opnieuw geteld.")
    return True
