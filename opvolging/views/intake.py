"""Intake by staff: typing along with somebody on the phone, at the desk or from a letter.

Without JavaScript every button works. With it, what is typed is kept and compared on the way: see
`intake_meelezen`.
"""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meldingen.forms import DeurForm
from meldingen.intake import Herkomst
from meldingen.models import Deur, Kanaal, Melding
from meldingen.volgcode import volgcode
from opvolging import aannemen, concepten, contact, triage
from opvolging.forms.gesprek import stappen
from opvolging.forms.intake import IntakeForm, Vervolg
from opvolging.forms.invoer import Invoer
from opvolging.models import Concept, Contact, Zaak
from opvolging.views import intake_terug
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, nummer_van
from signaalpunt.rollen import TEAM, rol_vereist

DEUREN = {
    Deur.MIJZELF: "De beller belt voor zichzelf",
    Deur.IEMAND_ANDERS: "Voor iemand anders",
    Deur.PROFESSIONAL: "Als professional",
}
# In which way somebody was spoken to when the intake was the first contact.
WIJZE = {Kanaal.BALIE: Contact.Wijze.BEZOEK, Kanaal.EMAIL: Contact.Wijze.EMAIL}
GESPROKEN = (Vervolg.GESPROKEN, Vervolg.ADVIES)


@intake_terug.houdt_vast
@rol_vereist(*TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def intake(request: IngelogdRequest) -> HttpResponse:
    """The chosen door with its own fields, plus how it came in and what happens next."""
    if request.method != "POST":
        return _begin(request)
    invoer = Invoer(request.POST, gemeente=request.user.gemeente)
    if "bewaar" in request.POST:
        return _bewaar(request, invoer)
    naar = request.POST.get("naar_deur", "")
    if naar in Deur.values:
        return _toon(request, Invoer(request.POST, gemeente=invoer.gemeente, deur=Deur(naar)))
    return _verstuur(request, invoer)


def _begin(request: IngelogdRequest) -> HttpResponse:
    """An empty form, or a draft where it was left."""
    if (getypt := intake_terug.neem(request)) is not None:
        messages.warning(request, "U was uitgelogd. Er is niets verstuurd. Uw tekst staat er nog.")
        return _bewaar(request, Invoer(getypt, gemeente=request.user.gemeente))
    gegevens: MultiValueDict[str, str] = MultiValueDict()
    if gevraagd := request.GET.get("concept", ""):
        eigen = Concept.objects.zichtbaar_voor(request.user)
        concept = get_object_or_404(eigen, pk=nummer_van(gevraagd))
        gegevens = MultiValueDict(concepten.lees(concept) | {"sleutel": [str(concept.sleutel)]})
    elif deur := request.GET.get("deur", ""):
        gegevens["deur"] = deur
    return _toon(request, Invoer(gegevens, gemeente=request.user.gemeente))


def _bewaar(request: IngelogdRequest, invoer: Invoer) -> HttpResponse:
    """Keep what was typed and go on with it."""
    try:
        is_bewaard = concepten.bewaar(
            invoer.sleutel, invoer.antwoorden, door=request.user, nu=timezone.now()
        )
    except Geweigerd as weigering:
        messages.warning(request, str(weigering))
        return _toon(request, invoer, status=422)
    if not is_bewaard:
        messages.info(request, "Er is nog niets om te bewaren.")
        return _toon(request, invoer)
    messages.success(request, "Bewaard. U kunt verder typen, of later verdergaan.")
    concept = Concept.objects.zichtbaar_voor(request.user).get(sleutel=invoer.sleutel)
    return redirect(f"{reverse('intake')}?concept={concept.pk}")


def _verstuur(request: IngelogdRequest, invoer: Invoer) -> HttpResponse:
    form, erbij = invoer.te_beoordelen()
    if form.is_valid() & erbij.is_valid():
        try:
            return _neem_aan(request, form, erbij)
        except Geweigerd as weigering:
            erbij.add_error(None, str(weigering))
    return _toon(request, invoer, (form, erbij), status=422)


def _toon(
    request: IngelogdRequest,
    invoer: Invoer,
    beoordeeld: tuple[DeurForm, IntakeForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    form, erbij = beoordeeld or invoer.formulieren()
    andere = concepten.nog_niet_af(request.user).exclude(sleutel=invoer.sleutel)
    inhoud = {
        "form": form,
        "erbij": erbij,
        "stappen": stappen(form),
        "invoer": invoer,
        "deuren": DEUREN,
        "concepten": andere.defer("gegevens"),
    }
    return render(request, "opvolging/intake.html", inhoud, status=status)


def _herkansing(request: IngelogdRequest) -> HttpResponse:
    """The page was open too long: everything that was typed, with a fresh key against forgery."""
    if request.user.is_authenticated and request.user.rol in TEAM:
        messages.warning(
            request, "Deze pagina was te lang open. Er is niets verstuurd. Probeer het opnieuw."
        )
        return _toon(request, Invoer(request.POST, gemeente=request.user.gemeente), status=403)
    return render(request, "403_csrf.html", status=403)


intake.herkansing = _herkansing  # type: ignore[attr-defined]  # see systeem.csrf_mislukt


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
    concepten.gooi_weg(sleutel, door=request.user)
    zaak = _zaak(request, melding, erbij, nu)
    if zaak and antwoord["vervolg"] in GESPROKEN:
        _leg_contact_vast(request, zaak, melding, erbij, nu)
    messages.success(request, f"Melding {melding.pk} is bewaard. {_over_de_code(melding)}")
    return redirect("zaak", zaak_id=zaak.pk) if zaak else redirect("werkvoorraad")


def _over_de_code(melding: Melding) -> str:
    """What to tell the caller; a code that was given later is shown only where it was given."""
    if melding.volgcode_versie:
        return "Er is daarna een nieuwe volgcode gegeven. De eerste code werkt niet meer."
    return f"Lees de volgcode voor: {volgcode(melding.sleutel)}."


def _zaak(
    request: IngelogdRequest, melding: Melding, erbij: IntakeForm, nu: datetime
) -> Zaak | None:
    """Join the zaak that was chosen, or take up; None when that is left to the team."""
    if nummer := erbij.cleaned_data["hoort_bij"]:
        # Without a word about how a closed one ended: whose it is, and why, is not asked here.
        zaak = Zaak.objects.zichtbaar_voor(request.user).open().filter(pk=nummer).first()
        if zaak is None:
            raise Geweigerd(f"Zaak {nummer} is er niet meer, of is al afgesloten. Kies opnieuw.")
        triage.voeg_toe(melding, zaak=zaak, door=request.user, nu=nu)
        return zaak
    if erbij.cleaned_data["vervolg"] == Vervolg.TEAM:
        return None
    return triage.pak_op(melding, door=request.user, nu=nu)


def _leg_contact_vast(
    request: IngelogdRequest, zaak: Zaak, melding: Melding, erbij: IntakeForm, nu: datetime
) -> None:
    antwoord = erbij.cleaned_data
    contact.leg_vast(
        zaak,
        wijze=WIJZE.get(antwoord["kanaal"], Contact.Wijze.TELEFOON),
        is_bereikt=True,
        is_met_melder=antwoord["vervolg"] == Vervolg.ADVIES,
        notitie="Gesproken bij het opnemen van de melding.",
        sleutel=melding.sleutel,
        door=request.user,
        nu=nu,
    )
