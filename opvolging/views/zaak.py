"""The page of one zaak, to which each act on it returns; the acts are in zaakacten."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from meldingen.models import Melder
from opvolging import (
    behoeften,
    gevaar,
    inzien,
    kijkrecht,
    noteren,
    triage,
    vrijgeven,
    zaakconcepten,
)
from opvolging.afspraakbeeld import afspraken
from opvolging.belbeeld import Belbeeld, belbeeld
from opvolging.eenmalig import AlVerstuurd
from opvolging.forms.afsluiten import AfsluitenForm
from opvolging.forms.afspraak import AfspraakForm
from opvolging.forms.beoordelen import BeoordelenForm
from opvolging.forms.contact import ContactForm, MelderContactForm
from opvolging.forms.doorverwijzen import VerwijsForm, met_formulier
from opvolging.forms.heropenen import HeropenForm
from opvolging.forms.huisgenoten import HuisgenootForm
from opvolging.forms.informeren import UitzonderingForm, VertelForm
from opvolging.forms.later import GevraagdForm, LaterForm
from opvolging.forms.notitie import NotitieForm
from opvolging.forms.overdragen import OverdragenForm
from opvolging.forms.pauze import HervatForm, PauzeForm
from opvolging.forms.splitsen import SplitsForm
from opvolging.forms.terugvertellen import TerugvertelForm, melders
from opvolging.forms.toestaan import ToestaanForm
from opvolging.forms.toestemming import ToestemmingForm
from opvolging.forms.velden import ActForm
from opvolging.forms.verhaal import BehoefteForm, VerhaalForm
from opvolging.huisbeeld import huisbeeld
from opvolging.huisgenoten import met_huis
from opvolging.laterbeeld import laterbeeld
from opvolging.maatjebeeld import maatjestand
from opvolging.models import Inzage, InzageMelder, Toestemming, Zaak
from opvolging.models.zaak import ZaakQuerySet
from opvolging.nogopen import nog_open
from opvolging.schaalbeeld import schaalbeeld
from opvolging.toestemmingbeeld import toestemmingbeeld
from opvolging.verbandbeeld import met_samenvoegingen
from opvolging.verkenbeeld import verkenbeeld
from opvolging.vertelbeeld import Vertelbeeld, vertelbeeld
from opvolging.verwijsbeeld import verwijsbeeld
from opvolging.verwijswegen import WEGEN, aangeraden
from opvolging.zaakbeeld import zaakbeeld
from opvolging.zaakindeling import Stof, indeling
from signaalpunt.fouten import Geweigerd
from signaalpunt.http import IngelogdRequest, nog_niets_gedaan
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import TEAM, Rol, rol_vereist

WAS_LEZEN = "was_lezen"
REDEN = "reden_inzage"  # of the form that asks why somebody opens the zaak of a colleague
# What in an address says which zaak it is, and where that stands.
_WELKE = {"zaak_id": "pk", "koppeling_id": "deelnemer__koppelingen"}


class RedenNodig(Exception):
    """Not a refusal: the same page asks why first."""

    def __init__(self, zaak: Zaak) -> None:
        super().__init__(str(zaak))
        self.zaak = zaak


def team(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """For the team; of somebody else's zaak it asks the reason before anything is shown or done."""

    @wraps(view)
    def met_reden(request: IngelogdRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            if gezegd := request.POST.get(REDEN, ""):
                return _zeg_waarom(request, view, gezegd, **kwargs)
            return view(request, *args, **kwargs)
        except RedenNodig as nodig:
            return _vraag_waarom(request, nodig.zaak)

    return rol_vereist(*TEAM)(met_reden)


def _zeg_waarom(
    request: IngelogdRequest,
    view: Callable[..., HttpResponse],
    gezegd: str,
    **kwargs: Any,
) -> HttpResponseBase:
    """Log the reason and go on with what was asked for."""
    welke = {naam: kwargs[adres] for adres, naam in _WELKE.items() if adres in kwargs}
    zaak = get_object_or_404(Zaak.objects.zichtbaar_voor(request.user), **welke)
    if gezegd in Inzage.Reden.values:
        reden = Inzage.Reden(gezegd)
        kijkrecht.zeg_reden(zaak, reden, door=request.user, nu=timezone.now())
    if WAS_LEZEN in request.POST:
        return redirect(request.get_full_path())
    return view(request, **kwargs)


@never_cache
def _vraag_waarom(request: IngelogdRequest, zaak: Zaak) -> HttpResponse:
    """Whose zaak it is, and why it is opened; what was typed elsewhere travels along."""
    apart = (REDEN, WAS_LEZEN, "csrfmiddlewaretoken")
    mee = [
        (naam, w) for naam in request.POST if naam not in apart for w in request.POST.getlist(naam)
    ]
    inhoud = {"zaak": zaak, "redenen": Inzage.Reden, "mee": mee}
    inhoud["is_lezen"] = request.method != "POST" or WAS_LEZEN in request.POST
    return render(request, "opvolging/zaak_reden.html", inhoud)


@team
@never_cache
@require_safe
def zaak(request: IngelogdRequest, zaak_id: int) -> HttpResponse:
    """Everything about one zaak; opening it is logged."""
    return _toon(request, _vind_bladzijde(request, zaak_id))


@team
@never_cache
@require_http_methods(["GET", "POST"])
def zaak_melder(request: IngelogdRequest, zaak_id: int, melding_id: int) -> HttpResponse:
    """Show who brought a melding, in this answer only; the look is logged."""
    de_zaak = _vind_bladzijde(request, zaak_id)
    if request.method != "POST":
        return redirect("zaak", zaak_id=de_zaak.pk)
    gekozen = request.POST.get("reden", "")
    reden = InzageMelder.Reden(gekozen) if gekozen in InzageMelder.Reden.values else None
    try:
        melder = inzien.toon_melder(
            de_zaak, melding_id, reden=reden, door=request.user, nu=timezone.now()
        )
    except Geweigerd as weigering:
        messages.warning(request, str(weigering))
        return redirect("zaak", zaak_id=de_zaak.pk)
    return _toon(request, de_zaak, melder=melder)


def vind_zaak(request: IngelogdRequest, zaak_id: int) -> Zaak:
    """The zaak of the address, when the visitor may see it; a 404 otherwise.

    Raises RedenNodig, which `team` answers, when it is somebody else's.
    """
    return _met_recht(request, Zaak.objects.zichtbaar_voor(request.user), zaak_id)


def _vind_bladzijde(request: IngelogdRequest, zaak_id: int) -> Zaak:
    """As `vind_zaak`, with all that the page of a zaak shows of it in the same query."""
    zaken = met_samenvoegingen(Zaak.objects.zichtbaar_voor(request.user))
    zaken = gevaar.met_gevaar(noteren.met_notities(zaken, request.user))
    zaken = met_huis(behoeften.met_behoeften(zaken))
    met_mensen = zaken.select_related(
        "overdracht__door", "deelnemer__buurt", "informatie__door", "informatie__akkoord_door"
    )
    return _met_recht(request, met_mensen, zaak_id)


def _met_recht(request: IngelogdRequest, zaken: ZaakQuerySet, zaak_id: int) -> Zaak:
    met_recht = kijkrecht.met_kijkrecht(zaken, request.user, timezone.now())
    de_zaak = get_object_or_404(met_recht.select_related("behandelaar"), pk=zaak_id)
    if kijkrecht.vraagt_reden(de_zaak, request.user):
        raise RedenNodig(de_zaak)
    return de_zaak


def vraag_eerst_waarom(request: IngelogdRequest, zaak_id: int) -> None:
    """Before something of a zaak is shown elsewhere. Raises RedenNodig as `vind_zaak` does."""
    zaken = kijkrecht.met_kijkrecht(Zaak.objects.all(), request.user, timezone.now())
    zaak = zaken.select_related("behandelaar").get(pk=zaak_id)
    if kijkrecht.vraagt_reden(zaak, request.user):
        raise RedenNodig(zaak)


def _contactform(bel: Belbeeld | None, vertellen: Vertelbeeld | None) -> ContactForm:
    moet_nog = vertellen is not None and not vertellen.is_klaar
    return ContactForm(voorstel=bel.voorstel if bel else None, met_informatie=moet_nog)


def collegas(de_zaak: Zaak) -> list[Gebruiker]:
    """The team of the zaak, without who has it."""
    actief = Gebruiker.objects.filter(gemeente=de_zaak.gemeente_id, is_active=True, rol__in=TEAM)
    return list(actief.exclude(pk=de_zaak.behandelaar_id))


def terug(de_zaak: Zaak, plek: str) -> HttpResponse:
    """To the place on the page where the act was done; a message with that tag stands there."""
    return redirect(reverse("zaak", kwargs={"zaak_id": de_zaak.pk}) + f"#{plek}")


def doe(
    request: IngelogdRequest, de_zaak: Zaak, naam: str, form: forms.Form, act: Callable[..., str]
) -> HttpResponse:
    """Do the act with what the form says and return to its place; otherwise show what was typed.

    Who arrives here by GET (logged out in between, a bookmark) gets the page itself.
    """
    if request.method != "POST":
        return nog_niets_gedaan(request, "zaak", zaak_id=de_zaak.pk)
    is_geweigerd, act_naam = False, getattr(form, "naam", naam)
    if form.is_valid():
        try:
            gelukt = act(**form.cleaned_data, door=request.user, nu=timezone.now())
        except Geweigerd as weigering:
            is_geweigerd = True
            form.add_error(None, str(weigering))
            if isinstance(weigering, AlVerstuurd) and isinstance(form, ActForm):
                form.begin_opnieuw()
        else:
            zaakconcepten.gooi_weg(de_zaak, act_naam, door=request.user)
            messages.success(request, gelukt, naam)
            return terug(de_zaak, naam)
    # What was refused is a draft too: it is there again after another act was done first.
    getypt = {veld: request.POST.getlist(veld) for veld in request.POST}
    zaakconcepten.bewaar(de_zaak, act_naam, getypt, door=request.user, nu=timezone.now())
    # The row may have changed since: show the page as it is now, with the refused form.
    nu_geldend = _vind_bladzijde(request, de_zaak.pk)
    if is_geweigerd and isinstance(form, BeoordelenForm):
        form.zie(nu_geldend)
    return _toon(request, nu_geldend, {naam: form}, status=422)


def _toon(
    request: IngelogdRequest,
    de_zaak: Zaak,
    ingevuld: dict[str, forms.Form] | None = None,
    status: int = 200,
    *,
    melder: Melder | None = None,
) -> HttpResponse:
    nu = timezone.now()
    inzien.noteer(de_zaak, door=request.user, nu=nu)
    beeld = zaakbeeld(de_zaak, nu)
    huis = huisbeeld(
        de_zaak, beeld.dubbelen, is_nooit_meer=beeld.is_nooit_meer, door=request.user, nu=nu
    )
    gewaarschuwd = [*beeld.waarschuwingen, *huis.waarschuwingen]
    beeld = replace(beeld, dubbelen=huis.dubbelen, waarschuwingen=gewaarschuwd)
    bel = belbeeld(de_zaak, beeld, door=request.user, nu=nu)
    vertellen = vertelbeeld(de_zaak, beeld.meldingen, nu)
    verwijzen = verwijsbeeld(de_zaak, beeld, nu)
    anderen = collegas(de_zaak)
    formulieren: dict[str, Any] = {
        "contact": MelderContactForm() if beeld.alleen_advies else _contactform(bel, vertellen),
        "vertellen": VertelForm(),
        "uitzondering": UitzonderingForm(),
        "toestaan": ToestaanForm(),
        "beoordelen": BeoordelenForm(de_zaak),
        "afsluiten": AfsluitenForm(
            de_zaak,
            bekend={
                "alleen_advies": beeld.alleen_advies,
                "is_heropend": bel is not None,
                "ingetrokken": beeld.is_ingetrokken,
            },
            verwezen=verwijzen.alle,
        ),
        "toestemming": ToestemmingForm(),
        "notitie": NotitieForm(),
        "doorverwijzen": VerwijsForm(),
        "afspraak": AfspraakForm([de_zaak.behandelaar, *anderen]),
        "overdragen": OverdragenForm(anderen),
        "pauze": PauzeForm(nu),
        "hervat": HervatForm(),
        "heropen": HeropenForm(),
        "behoefte": BehoefteForm(),
        "verhaal": VerhaalForm(),
        "later": LaterForm(nu),
        "gevraagd": GevraagdForm(),
        "terugvertellen": TerugvertelForm(melders(beeld.meldingen)),
        "huisgenoot": HuisgenootForm(),
        "splitsen": SplitsForm([deel.melding.pk for deel in beeld.meldingen]),
    } | (ingevuld or {})
    formulieren["huisgenoot"].bied_aan(huis.kandidaten)
    inhoud = {"zaak": de_zaak, "beeld": beeld, "formulieren": formulieren, "fout": ingevuld}
    inhoud |= {"bel": bel, "vertellen": vertellen, "getoond": melder, "redenen": InzageMelder.Reden}
    inhoud |= {"verwijzen": verwijzen, "huis": huis}
    inhoud["verwijsregels"] = met_formulier(verwijzen.regels, ingevuld or {})
    inhoud["notities"] = noteren.notities_van(de_zaak, request.user)
    inhoud["maatje"] = maatje = maatjestand(de_zaak, nu=nu)
    inhoud["toestemming"] = goed = toestemmingbeeld(de_zaak, beeld.geschiedenis, maatje.koppeling)
    inhoud["nog_open"] = nog_open(
        beeld, toestemming=goed, verwijzen=verwijzen, maatje=maatje, vertellen=vertellen
    )
    mag_schaal = goed.heeft(Toestemming.Soort.SCHAAL)
    inhoud["schaal"] = schaal = schaalbeeld(beeld.geschiedenis, mag=mag_schaal)
    inhoud["afspraken"] = afspraken(beeld.geschiedenis, nu)
    inhoud["verkenning"] = verkenning = verkenbeeld(beeld.geschiedenis)
    inhoud["wegen"] = WEGEN.values()
    inhoud["aangeraden"] = raad = aangeraden(
        verkenning.verkenning if verkenning else None,
        [deel.melding for deel in beeld.meldingen],
        is_in_gevaar=beeld.is_in_gevaar,
        al=verwijzen.lopende_soorten,
    )
    inhoud["was_er_niet"] = was_er_niet = behoeften.behoeften_van(de_zaak)
    stof = Stof(
        zaak=de_zaak,
        beeld=beeld,
        bel=bel,
        vertellen=vertellen,
        verwijzen=verwijzen,
        maatje=maatje,
        toestemming=goed,
        schaal=schaal,
        verkenning=verkenning,
        later=laterbeeld(de_zaak, beeld),
        was_er_niet=len(was_er_niet),
        raad=[deze.weg.titel for deze in raad],
        formulieren=formulieren,
        fout=(ingevuld or {}).keys(),
        is_coordinator=request.user.rol == Rol.COORDINATOR,
        nu=nu,
    )
    inhoud["delen"] = delen = indeling(stof)
    inhoud |= _berichten(request, {*delen.plekken, *(regel.naam for regel in verwijzen.regels)})
    inhoud["is_stil"] = vrijgeven.is_gemeld(de_zaak, beeld.geschiedenis)
    inhoud["overdracht"] = triage.zie_overdracht(de_zaak, door=request.user)
    return render(request, "opvolging/zaak.html", inhoud, status=status)


def _berichten(request: IngelogdRequest, plekken: set[str]) -> dict[str, object]:
    """What was done just now: at its place, or on top when that is not on the page any more."""
    alle = list(messages.get_messages(request))
    hier = [bericht for bericht in alle if bericht.extra_tags in plekken]
    return {
        "messages": [bericht for bericht in alle if bericht not in hier],
        "berichten_hier": hier,
        "gedaan": {bericht.extra_tags for bericht in hier},
    }
