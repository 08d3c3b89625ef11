"""The page behind the volgcode, and the small acts on it.

Who typed a code stays on the page by an encrypted cookie, until `Klaar` or three quarters of an
hour. Unknown, expired and malformed codes take the same way and get the same answer; a code that
was not found costs one attempt, one that was found none.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from meldingen.models import Melding
from meldingen.velden import ONZICHTBAAR
from opvolging import volgen as proces
from opvolging.forms.volgen import (
    AanvullenForm,
    IntrekkenForm,
    NietOpgelostForm,
    TevredenForm,
    VolgForm,
)
from opvolging.views.koek import Koek
from signaalpunt.http import afzender_van
from signaalpunt.remmen import Rem

KOEK = Koek("volgen", timedelta(minutes=45))
REM = Rem("volgen", hoogstens=proces.PER_ADRES, venster=proces.VENSTER)
REM_IEDEREEN = Rem("volgen-alle", hoogstens=proces.GLOBAAL, venster=proces.VENSTER)
REM_DOEN = Rem("volgen-doen", hoogstens=30, venster=proces.VENSTER)
IEDEREEN = "iedereen"
LANGSTE_CODE = 100  # characters, with room for spaces; longer is read no further
LANGSTE_TEKST = 2000


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def volgen(request: HttpRequest) -> HttpResponse:
    """Ask for a code; show how far the melding is to who typed one."""
    nu = timezone.now()
    if request.method == "POST":
        return _probeer(request, nu)
    melding = _melding(request, nu)
    return _toon(request, melding) if melding else _vraag(request)


@never_cache
@require_POST
def volgen_klaar(request: HttpRequest) -> HttpResponse:
    """Forget the code in this browser."""
    antwoord: HttpResponse = redirect("volgen")
    KOEK.haal_weg(antwoord)
    return antwoord


@never_cache
@require_http_methods(["GET", "POST"])
def volgen_aanvullen(request: HttpRequest) -> HttpResponse:
    """Tell something more."""
    gelukt = _("Dank u wel. Een medewerker leest wat u erbij schreef.")
    return _doe(request, AanvullenForm, proces.vul_aan, gelukt)


@never_cache
@require_http_methods(["GET", "POST"])
def volgen_intrekken(request: HttpRequest) -> HttpResponse:
    """First what it means, then, with `zeker`, take the melding back."""
    if request.method == "POST" and "zeker" in request.POST:
        gelukt = _("U hebt uw bericht ingetrokken. Een medewerker ziet dat.")
        return _doe(request, IntrekkenForm, proces.trek_in, gelukt)
    melding = _melding(request, timezone.now())
    if melding is None or proces.stand(melding).is_ingetrokken:
        return redirect("volgen")
    return render(request, "meldingen/intrekken.html", {"form": IntrekkenForm()})


@never_cache
@require_http_methods(["GET", "POST"])
def volgen_niet_opgelost(request: HttpRequest) -> HttpResponse:
    """Say that it is not solved."""
    gelukt = _("Dank u wel dat u het zegt. Een medewerker kijkt er opnieuw naar.")
    return _doe(request, NietOpgelostForm, proces.meld_niet_opgelost, gelukt)


@never_cache
@require_http_methods(["GET", "POST"])
def volgen_tevreden(request: HttpRequest) -> HttpResponse:
    """Look back, once."""

    def kijk_terug(melding: Melding, *, sleutel: Any, **velden: Any) -> None:
        proces.kijk_terug(melding, **velden)  # once per melding, whatever the form

    return _doe(request, TevredenForm, kijk_terug, _("Dank u wel. Daar leren wij van."))


def _melding(request: HttpRequest, nu: datetime) -> Melding | None:
    """The melding whose code this browser holds."""
    code = KOEK.lees(request, nu=nu)
    return proces.zoek(code, nu=nu) if code else None


def _probeer(request: HttpRequest, nu: datetime) -> HttpResponse:
    afzender = afzender_van(request)
    # Whoever is over the own limit does not use up that of everybody.
    if not (REM.gaat_door(afzender, nu=nu) and REM_IEDEREEN.gaat_door(IEDEREEN, nu=nu)):
        return _vraag(request, status=429, is_te_druk=True)
    code = ONZICHTBAAR.sub("", request.POST.get("code", "")[:LANGSTE_CODE])
    melding = proces.zoek(code, nu=nu)
    if melding is None:
        return _vraag(request, status=422, is_onbekend=True)
    REM.geef_terug(afzender, nu=nu)
    REM_IEDEREEN.geef_terug(IEDEREEN, nu=nu)
    tekst = request.POST.get("tekst", "")[:LANGSTE_TEKST]
    antwoord = _toon(request, melding, tekst=tekst) if tekst else redirect("volgen")
    KOEK.geef_mee(antwoord, code, nu=nu)
    return antwoord


def _vraag(request: HttpRequest, *, status: int = 200, **inhoud: Any) -> HttpResponse:
    """Ask for the code. What was typed as a code is not shown again, a text that was typed is."""
    inhoud["tekst"] = request.POST.get("tekst", "")[:LANGSTE_TEKST]
    return render(request, "meldingen/volgen.html", inhoud, status=status)


def _toon(
    request: HttpRequest, melding: Melding, *, fout: VolgForm | None = None, tekst: str = ""
) -> HttpResponse:
    if isinstance(fout, IntrekkenForm):
        return render(request, "meldingen/intrekken.html", {"form": fout}, status=422)
    alle = (AanvullenForm(initial={"tekst": tekst}), NietOpgelostForm(), TevredenForm())
    formulieren: dict[str, VolgForm] = {form.naam: form for form in alle}
    if fout:
        formulieren[fout.naam] = fout
    inhoud = {"stand": proces.stand(melding), "formulieren": formulieren, "form": fout}
    return render(request, "meldingen/volgstand.html", inhoud, status=422 if fout else 200)


def _doe(
    request: HttpRequest, soort: type[VolgForm], act: Callable[..., None], gelukt: str
) -> HttpResponse:
    """Do one act and return to the page; who was away too long keeps the text."""
    if request.method != "POST":
        return redirect("volgen")
    nu = timezone.now()
    melding = _melding(request, nu)
    if melding is None:
        return _vraag(request, status=422, is_verlopen=True)
    form = soort(request.POST)
    if not form.is_valid():
        return _toon(request, melding, fout=form)
    if not REM_DOEN.gaat_door(afzender_van(request), nu=nu):
        form.add_error(
            None, _("Er komt nu te veel tegelijk. Probeer het over tien minuten nog eens.")
        )
        return _toon(request, melding, fout=form)
    act(melding, **form.cleaned_data, nu=nu)
    messages.success(request, gelukt)
    return redirect("volgen")


def _herkansing(request: HttpRequest) -> HttpResponse:
    """The page was open too long or the cookies are gone: the code again, with what was typed."""
    return _vraag(request, status=403, is_verlopen=True)


for _act in (volgen, volgen_aanvullen, volgen_intrekken, volgen_niet_opgelost, volgen_tevreden):
    _act.herkansing = _herkansing  # type: ignore[attr-defined]  # see systeem.csrf_mislukt
