"""Intake by staff: typing along with somebody on the phone, at the desk or from a letter."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meldingen.forms import DEUREN, DeurForm
from meldingen.intake import Herkomst
from meldingen.models import Deur, Kanaal, Melding
from meldingen.volgcode import volgcode
from opvolging import aannemen, contact, triage
from opvolging.forms.intake import IntakeForm, Vervolg
from opvolging.models import Contact, Zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest
from signaalpunt.rollen import TEAM, rol_vereist

# In which way somebody was spoken to when the intake was the first contact.
WIJZE = {Kanaal.BALIE: Contact.Wijze.BEZOEK, Kanaal.EMAIL: Contact.Wijze.EMAIL}


@rol_vereist(*TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def intake(request: IngelogdRequest) -> HttpResponse:
    """The chosen door with its own fields, plus how it came in and what happens next."""
    gevraagd = request.POST.get("deur") or request.GET.get("deur", "")
    deur = Deur(gevraagd) if gevraagd in Deur.values else Deur.IEMAND_ANDERS
    form = DEUREN[deur](request.POST or None, gemeente=request.user.gemeente)
    erbij = IntakeForm(request.POST or None)
    if form.is_valid() & erbij.is_valid():
        try:
            return _neem_aan(request, form, erbij)
        except Geweigerd as weigering:
            erbij.add_error(None, str(weigering))
    inhoud = {"form": form, "erbij": erbij, "deur": deur, "deuren": Deur}
    status = 422 if form.is_bound else 200
    return render(request, "opvolging/intake.html", inhoud, status=status)


@transaction.atomic
def _neem_aan(request: IngelogdRequest, form: DeurForm, erbij: IntakeForm) -> HttpResponse:
    nu = timezone.now()
    antwoord = erbij.cleaned_data
    herkomst = Herkomst(
        gemeente=request.user.gemeente,
        deur=form.deur,
        kanaal=antwoord["kanaal"],
        ingevoerd_door=request.user,
    )
    sleutel = antwoord["sleutel"]
    melding = aannemen.neem_aan(herkomst, form.cleaned_data, sleutel=sleutel, nu=nu)
    zaak = _vervolg(request, melding, antwoord["kanaal"], antwoord["vervolg"], nu)
    messages.success(
        request, f"Melding {melding.pk} is bewaard. De volgcode is {volgcode(melding.sleutel)}."
    )
    return redirect("zaak", zaak_id=zaak.pk) if zaak else redirect("werkvoorraad")


def _vervolg(
    request: IngelogdRequest, melding: Melding, kanaal: Kanaal, vervolg: Vervolg, nu: datetime
) -> Zaak | None:
    """Take up, and record the contact, when that is what was chosen."""
    if vervolg == Vervolg.TEAM:
        return None
    zaak = triage.pak_op(melding, door=request.user, nu=nu)
    if vervolg == Vervolg.GESPROKEN:
        contact.leg_vast(
            zaak,
            wijze=WIJZE.get(kanaal, Contact.Wijze.TELEFOON),
            is_bereikt=True,
            notitie="Gesproken bij het opnemen van de melding.",
            sleutel=melding.sleutel,
            door=request.user,
            nu=nu,
        )
    return zaak
