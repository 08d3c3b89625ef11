"""The three doors. They live here because a melding starts a clock."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from meldingen import drukte
from meldingen.forms import DEUREN, DeurForm
from meldingen.intake import AlGebruikt, Herkomst, inhoud_hash
from meldingen.models import Deur
from meldingen.velden import ONZICHTBAAR
from meldingen.verzending import WACHTEN, Verzending
from meldingen.vindplaatsen import vind
from opvolging.aannemen import neem_opnieuw_aan
from opvolging.views import bedankt, onthouden, taalwissel, verstuurd
from signaalpunt.http import afzender_van, gemeente_van
from signaalpunt.models import Gemeente

# What can stand between a door and its thanks, and carries all answers along.
TUSSENPAGINAS = ("eerst_bellen", "drukte", "al_verstuurd")


def _gemeente(request: HttpRequest) -> Gemeente:
    gemeente = gemeente_van(request)
    if gemeente.pk is None:
        raise Http404("er is nog geen gemeente ingesteld")
    return gemeente


def _toon(
    request: HttpRequest, form: DeurForm, verzending: Verzending, *, status: int = 200
) -> HttpResponse:
    inhoud = {
        "form": form,
        "verzending": verzending,
        "is_onthouden": onthouden.KOEK in request.COOKIES,
    }
    antwoord = render(request, f"meldingen/{form.deur}.html", inhoud, status=status)
    # What holds typed words is never kept by a browser. An empty form may be: with `no-store` a
    # browser forgets what was typed as soon as somebody looks at another page and comes Back, and
    # a story told twice is a story not told. At a shared computer the page of thanks asks to close
    # the window, which takes Back away; a header would not stop who sits down before that.
    if request.method == "POST":
        antwoord["Cache-Control"] = "no-store"
    return antwoord


def _met_antwoorden(request: HttpRequest, deur: Deur) -> DeurForm:
    """The form with what was typed, not judged yet."""
    gemeente = _gemeente(request)
    leeg = DEUREN[deur](gemeente=gemeente)
    getypt = {
        naam: veld.widget.value_from_datadict(request.POST, request.FILES, naam)
        for naam, veld in leeg.fields.items()
    }
    return DEUREN[deur](initial=getypt, gemeente=gemeente)


def _toon_mee(
    request: HttpRequest, pagina: str, form: DeurForm, sleutel: Verzending, status: int
) -> HttpResponse:
    """A page in between, which carries all answers along in hidden fields and stores nothing."""
    antwoorden = [
        (naam, ONZICHTBAAR.sub("", waarde))
        for naam in form.fields
        for waarde in request.POST.getlist(naam)
    ]
    inhoud = {
        "antwoorden": antwoorden,
        "tussenpagina": pagina,
        "verzending": sleutel,
        "adres": request.path,
        "wachten": WACHTEN,
    }
    antwoord = render(request, f"meldingen/{pagina}.html", inhoud, status=status)
    antwoord["Cache-Control"] = "no-store"
    return antwoord


def _open(request: HttpRequest, deur: Deur) -> HttpResponse:
    """An empty form; a professional finds the organisation of the vindplaats, or the own one."""
    gemeente = _gemeente(request)
    vindplaats = vind(gemeente, request.GET.get("vindplaats", ""))
    ingevuld = {}
    if deur == Deur.PROFESSIONAL:
        van_de_plek = {"organisatie": vindplaats.naam} if vindplaats else {}
        ingevuld = van_de_plek | onthouden.lees(request)
    verzending = Verzending.nieuw(vindplaats.code if vindplaats else "")
    return _toon(request, DEUREN[deur](initial=ingevuld, gemeente=gemeente), verzending)


def _vergeet_organisatie(request: HttpRequest, deur: Deur) -> HttpResponse:
    """The same form without the organisation, which this device does not keep any longer."""
    request.COOKIES.pop(onthouden.KOEK, None)
    form = _met_antwoorden(request, deur)
    form.initial.update(dict.fromkeys(onthouden.VELDEN, ""))
    antwoord = _toon(request, form, Verzending.van(request.POST))
    onthouden.vergeet(antwoord)
    return antwoord


def _wissel_taal(request: HttpRequest, deur: Deur) -> HttpResponse:
    """The same page in the other language, with everything that was typed."""
    verzending = Verzending.van(request.POST)
    form = _met_antwoorden(request, deur)
    if (pagina := request.POST.get("tussenpagina", "")) in TUSSENPAGINAS:
        antwoord = _toon_mee(request, pagina, form, verzending, 200)
    else:
        antwoord = _toon(request, form, verzending)
    return taalwissel.onthoud(antwoord)


def _laat_wachten(request: HttpRequest, form: DeurForm, verzending: Verzending) -> HttpResponse:
    """It is very busy: a quiet page first, which keeps every answer and gives the phone number."""
    antwoord = _toon_mee(request, "drukte", form, verzending.die_wacht(), 429)
    antwoord["Retry-After"] = str(WACHTEN.seconds)
    return antwoord


def _verwerk(
    request: HttpRequest, form: DeurForm, verzending: Verzending, *, nu: datetime
) -> HttpResponse:
    gemeente = _gemeente(request)
    stand = drukte.tel_mee(verzending, afzender_van(request), gemeente_id=gemeente.pk, nu=nu)
    if stand.is_druk:
        return _laat_wachten(request, form, verzending)
    herkomst = Herkomst(
        gemeente=gemeente,
        deur=form.deur,
        vindplaats=vind(gemeente, verzending.vindplaats),
        is_verdacht=verzending.is_verdacht or stand.is_opvallend,
        taal=translation.get_language() or "nl",
    )
    return _neem_aan(request, form, herkomst, verzending, nu=nu)


def _neem_aan(
    request: HttpRequest,
    form: DeurForm,
    herkomst: Herkomst,
    verzending: Verzending,
    *,
    nu: datetime,
) -> HttpResponse:
    hash_ = inhoud_hash(herkomst, form.cleaned_data)
    sleutel = verstuurd.sleutel_van(request, hash_, nu=nu) or verzending.sleutel
    try:
        melding = neem_opnieuw_aan(herkomst, form.cleaned_data, sleutel=sleutel, nu=nu)
    except AlGebruikt:
        return _toon_mee(request, "al_verstuurd", form, verzending.opnieuw(), 409)
    is_enige = verstuurd.is_enige(request, melding.sleutel, nu=nu)
    antwoord = bedankt.naar(melding, is_enige=is_enige, nu=nu)
    verstuurd.onthoud(request, antwoord, melding.sleutel, hash_, nu=nu)
    if verzending.wil_onthouden and form.deur == Deur.PROFESSIONAL:
        onthouden.onthoud(antwoord, form.cleaned_data)
    return antwoord


def _ontvang(request: HttpRequest, deur: Deur) -> HttpResponse:
    form = DEUREN[deur](request.POST, gemeente=_gemeente(request))
    verzending = Verzending.van(request.POST)
    if request.POST.get("veilig") == "nee" and not verzending.wil_toch_verder:
        return _toon_mee(request, "eerst_bellen", form, verzending, 200)
    if not form.is_valid():
        return _toon(request, form, verzending, status=422)
    return _verwerk(request, form, verzending, nu=timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
def melden(request: HttpRequest, deur: Deur) -> HttpResponse:
    """One door: a page and one POST."""
    if request.method != "POST":
        return _open(request, deur)
    if taalwissel.is_gevraagd(request):
        return _wissel_taal(request, deur)
    if "vergeet_organisatie" in request.POST:
        return _vergeet_organisatie(request, deur)
    if "terug" in request.POST or "orden_buurten" in request.POST:
        verzending = Verzending.van(request.POST)
        return _toon(request, _met_antwoorden(request, deur), verzending)
    return _ontvang(request, deur)


def _herkansing(request: HttpRequest, deur: Deur) -> HttpResponse:
    """The page was open too long: everything that was typed, with a fresh key against forgery."""
    verzending = Verzending.van(request.POST)
    form = _met_antwoorden(request, deur)
    inhoud = {
        "form": form,
        "verzending": verzending,
        "is_verlopen": True,
        "is_onthouden": onthouden.KOEK in request.COOKIES,
    }
    return render(request, f"meldingen/{deur}.html", inhoud, status=403)


melden.herkansing = _herkansing  # type: ignore[attr-defined]  # see systeem.csrf_mislukt
