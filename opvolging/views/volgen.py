"""The page behind the volgcode, and the small acts on it.

Who typed a code stays on the page by an encrypted cookie, until `Klaar` or three quarters of an
hour. Unknown, expired and malformed codes take the same way and get the same answer; a code that
was not found costs one attempt, one that was found none.

A browser holds one code, its tabs may show more meldingen. So each form carries a mark of its own
melding (`proces.merk`): when the cookie is of another one, or gone, nothing is done. Then the code
is asked again, and the act that was chosen goes along with all that was typed.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from meldingen.models import Melding
from meldingen.velden import ONZICHTBAAR
from opvolging import volgen as proces
from opvolging.forms.volgen import (
    ACTEN,
    AanvullenForm,
    IntrekkenForm,
    NietOpgelostForm,
    TevredenForm,
    VolgForm,
)
from opvolging.views import taalwissel
from opvolging.views.koek import Koek
from opvolging.views.volgrem import laat_proberen
from signaalpunt.http import afzender_van
from signaalpunt.remmen import Rem

KOEK = Koek("volgen", timedelta(minutes=45))
REM_DOEN = Rem("volgen-doen", hoogstens=30, venster=proces.VENSTER)
LANGSTE_CODE = 100  # characters, with room for spaces; longer is read no further
LANGSTE_TEKST = 20_000  # of one answer that goes along; what is too long is said later


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def volgen(request: HttpRequest) -> HttpResponse:
    """Ask for a code; show how far the melding is to who typed one."""
    nu = timezone.now()
    if taalwissel.is_gevraagd(request):
        return taalwissel.onthoud(_nog_eens(request, nu))
    if "code" in request.POST:
        return _probeer(request, nu)
    if request.method == "POST":
        return _nog_eens(request, nu)
    melding = _melding(request, nu)
    return _toon(request, melding) if melding else _vraag(request)


@never_cache
@require_POST
def volgen_klaar(request: HttpRequest) -> HttpResponse:
    """Forget the code in this browser, whichever tab says so."""
    antwoord: HttpResponse = redirect("volgen")
    KOEK.haal_weg(antwoord)
    return antwoord


# Forgetting is what somebody at a shared computer needs, also when the page was open too long.
volgen_klaar.herkansing = volgen_klaar  # type: ignore[attr-defined]  # see systeem.csrf_mislukt


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
    if taalwissel.is_gevraagd(request):
        return taalwissel.onthoud(_bevestig(request))
    if "zeker" not in request.POST:
        return _bevestig(request)
    gelukt = _("U hebt uw bericht ingetrokken. Een medewerker ziet dat.")
    return _doe(request, IntrekkenForm, proces.trek_in, gelukt)


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


def _is_van(request: HttpRequest, melding: Melding) -> bool:
    """Whether what was sent is about this melding."""
    return constant_time_compare(request.POST.get("voor", ""), proces.merk(melding))


def _van_dit_bericht(request: HttpRequest, act: str, nu: datetime) -> Melding | HttpResponse:
    """The melding that both the cookie and the form are about; otherwise the code is asked."""
    melding = _melding(request, nu)
    if melding is None:
        return _vraag(request, act, status=422, is_verlopen=True)
    if not _is_van(request, melding):
        return _vraag(request, act, status=422, is_ander=True)
    return melding


def _nog_eens(request: HttpRequest, nu: datetime) -> HttpResponse:
    """The same page with everything that was typed."""
    if "code" in request.POST:
        return _vraag(request, _act_van(request), code=request.POST["code"][:LANGSTE_CODE])
    melding = _van_dit_bericht(request, _act_van(request), nu)
    return _toon(request, melding) if isinstance(melding, Melding) else melding


def _act_van(request: HttpRequest) -> str:
    """Which act somebody was busy with, as a page that asks for the code passes it on."""
    act = request.POST.get("act", "")
    return act if act in ACTEN else ""


def _probeer(request: HttpRequest, nu: datetime) -> HttpResponse:
    act = _act_van(request)
    if not request.POST["code"].strip():  # no guess: it takes no attempt
        return _vraag(request, act, status=422, is_leeg=True)
    poging = laat_proberen(afzender_van(request), nu=nu)
    if poging is None:
        return _vraag(request, act, status=429, is_te_druk=True)
    code = ONZICHTBAAR.sub("", request.POST.get("code", "")[:LANGSTE_CODE])
    melding = proces.zoek(code, nu=nu)
    if melding is None:
        return _vraag(request, act, status=422, is_onbekend=True)
    poging.geef_terug()
    antwoord = _ga_door(request, melding, act)
    KOEK.geef_mee(antwoord, code, nu=nu)
    return antwoord


def _ga_door(request: HttpRequest, melding: Melding, act: str) -> HttpResponse:
    """To the melding, with what was chosen and typed before the code was asked."""
    if not act and not _getypt(request):
        return redirect("volgen")
    if "voor" in request.POST and not _is_van(request, melding):
        anders = _("Deze code hoort bij een ander bericht dan u eerst open had.")
        messages.warning(request, f"{anders} {_('Kijk na of uw tekst hier hoort.')}")
    if act == IntrekkenForm.naam and not proces.stand(melding).is_ingetrokken:
        return _toon_intrekken(request, melding, IntrekkenForm.met(request.POST))
    return _toon(request, melding, act=act)


def _getypt(request: HttpRequest) -> dict[str, str]:
    """What was typed for any act, by the name of its field."""
    namen = [soort().add_prefix(veld) for soort in ACTEN.values() for veld in ("tekst", "cijfer")]
    waarden = {naam: request.POST.get(naam, "")[:LANGSTE_TEKST] for naam in namen}
    return {naam: waarde for naam, waarde in waarden.items() if waarde}


def _vraag(
    request: HttpRequest, act: str = "", *, status: int = 200, **inhoud: Any
) -> HttpResponse:
    """Ask for the code. A wrong code is not shown again; what was typed besides goes along."""
    mee = _getypt(request)
    soort = ACTEN.get(act)
    veld = f"{act}-tekst"
    inhoud = {"code": ""} | inhoud
    inhoud |= {
        "soort": soort and {"naam": soort.naam, "titel": soort.titel},
        "veld": veld,
        "tekst": mee.pop(veld, ""),
        "mee": mee | ({"voor": request.POST["voor"]} if "voor" in request.POST else {}),
    }
    return render(request, "meldingen/volgen.html", inhoud, status=status)


def _op_de_pagina(stand: proces.Volgstand) -> tuple[type[VolgForm], ...]:
    """The acts that are possible now."""
    if not stand.afgerond_op:
        return (AanvullenForm,)
    terug: tuple[type[VolgForm], ...] = () if stand.keek_terug else (TevredenForm,)
    return (*terug, NietOpgelostForm, AanvullenForm)


def _formulieren(request: HttpRequest, stand: proces.Volgstand, act: str) -> dict[str, VolgForm]:
    """The acts with what was typed; the words for an act that is no longer possible are added."""
    formulieren = {soort.naam: soort.met(request.POST) for soort in _op_de_pagina(stand)}
    woorden = request.POST.get(f"{act}-tekst", "")
    if act not in formulieren and woorden and not formulieren[AanvullenForm.naam].is_begonnen:
        formulieren[AanvullenForm.naam] = AanvullenForm(initial={"tekst": woorden})
    return formulieren


def _toon(
    request: HttpRequest, melding: Melding, *, fout: VolgForm | None = None, act: str = ""
) -> HttpResponse:
    if isinstance(fout, IntrekkenForm):
        return _toon_intrekken(request, melding, fout)
    stand = proces.stand(melding)
    formulieren = _formulieren(request, stand, act)
    if fout:
        formulieren[fout.naam] = fout
    inhoud = {
        "stand": stand,
        "formulieren": formulieren,
        "form": fout,
        "act": act,
        "voor": proces.merk(melding),
    }
    return render(request, "meldingen/volgstand.html", inhoud, status=422 if fout else 200)


def _toon_intrekken(request: HttpRequest, melding: Melding, form: VolgForm) -> HttpResponse:
    inhoud = {"form": form, "melding": melding, "voor": proces.merk(melding)}
    status = 422 if form.errors else 200
    return render(request, "meldingen/intrekken.html", inhoud, status=status)


def _bevestig(request: HttpRequest) -> HttpResponse:
    """What taking it back means. By its address alone it is about the code of this browser."""
    nu = timezone.now()
    if request.method == "POST":
        melding = _van_dit_bericht(request, IntrekkenForm.naam, nu)
        if isinstance(melding, HttpResponse):
            return melding
    else:
        gevonden = _melding(request, nu)
        if gevonden is None:
            return redirect("volgen")
        melding = gevonden
    if proces.stand(melding).is_ingetrokken:
        return redirect("volgen")
    return _toon_intrekken(request, melding, IntrekkenForm.met(request.POST))


def _doe(
    request: HttpRequest, soort: type[VolgForm], act: Callable[..., None], gelukt: str
) -> HttpResponse:
    """Do one act and return to the page; who was away too long keeps act and text."""
    if request.method != "POST":
        return redirect("volgen")
    nu = timezone.now()
    melding = _van_dit_bericht(request, soort.naam, nu)
    if isinstance(melding, HttpResponse):
        return melding
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
    route = request.resolver_match.url_name if request.resolver_match else ""
    act = (route or "").removeprefix("volgen_")
    act = act if act in ACTEN else _act_van(request)
    return _vraag(request, act, status=403, is_verlopen=True)


for _act in (volgen, volgen_aanvullen, volgen_intrekken, volgen_niet_opgelost, volgen_tevreden):
    _act.herkansing = _herkansing  # type: ignore[attr-defined]  # see systeem.csrf_mislukt
