"""All that the page of a zaak shows: what is known, each form, and where each act stands."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from meldingen.models import Melder
from opvolging import (
    behoeften,
    inzien,
    noteren,
    triage,
    vrijgeven,
)
from opvolging.aanbodaankomst import regels as aankomsten
from opvolging.afspraakbeeld import afspraken
from opvolging.belbeeld import Belbeeld, belbeeld
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
from opvolging.forms.verhaal import BehoefteForm, VerhaalForm
from opvolging.huisbeeld import huisbeeld
from opvolging.laterbeeld import laterbeeld
from opvolging.maatjebeeld import maatjestand
from opvolging.models import Doorverwijzing, InzageMelder, Toestemming, Zaak
from opvolging.nogopen import nog_open
from opvolging.schaalbeeld import schaalbeeld
from opvolging.toestemmingbeeld import toestemmingbeeld
from opvolging.verkenbeeld import verkenbeeld
from opvolging.vertelbeeld import Vertelbeeld, vertelbeeld
from opvolging.verwijsbeeld import Verwijsbeeld, verwijsbeeld
from opvolging.verwijswegen import WEGEN, aangeraden
from opvolging.zaakbeeld import Zaakbeeld, zaakbeeld
from opvolging.zaakindeling import indeling
from opvolging.zaakrij import Stof
from signaalpunt.http import IngelogdRequest
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import TEAM, Rol


def _contactform(bel: Belbeeld | None, vertellen: Vertelbeeld | None) -> ContactForm:
    moet_nog = vertellen is not None and not vertellen.is_klaar
    return ContactForm(voorstel=bel.voorstel if bel else None, met_informatie=moet_nog)


def collegas(de_zaak: Zaak) -> list[Gebruiker]:
    """The team of the zaak, without who has it."""
    actief = Gebruiker.objects.filter(gemeente=de_zaak.gemeente_id, is_active=True, rol__in=TEAM)
    return list(actief.exclude(pk=de_zaak.behandelaar_id))


def toon(
    request: IngelogdRequest,
    de_zaak: Zaak,
    ingevuld: dict[str, forms.Form] | None = None,
    status: int = 200,
    *,
    melder: Melder | None = None,
) -> HttpResponse:
    """The page with every word of `ingevuld`; showing it is logged."""
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
    formulieren = _formulieren(de_zaak, beeld, bel, vertellen, verwijzen, nu) | (ingevuld or {})
    formulieren["huisgenoot"].bied_aan(huis.kandidaten)
    inhoud = {"zaak": de_zaak, "beeld": beeld, "formulieren": formulieren, "fout": ingevuld}
    inhoud |= {"bel": bel, "vertellen": vertellen, "getoond": melder, "redenen": InzageMelder.Reden}
    inhoud |= {"verwijzen": verwijzen, "huis": huis}
    inhoud["verwijsregels"] = met_formulier(verwijzen.regels, ingevuld or {})
    inhoud["notities"] = noteren.notities_van(de_zaak, request.user)
    inhoud["maatje"] = maatje = maatjestand(de_zaak, nu=nu)
    inhoud["toestemming"] = goed = toestemmingbeeld(de_zaak, beeld.geschiedenis, maatje.koppeling)
    inhoud["aankomstkeuzes"] = Doorverwijzing.Aangekomen.choices
    inhoud["doorgegeven"] = doorgegeven = aankomsten(de_zaak, beeld.lopende_soorten)
    inhoud["nog_open"] = nog_open(
        beeld,
        toestemming=goed,
        verwijzen=verwijzen,
        doorgegeven=doorgegeven,
        maatje=maatje,
        vertellen=vertellen,
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
        doorgegeven=doorgegeven,
        raad=[deze.weg.titel for deze in raad],
        formulieren=formulieren,
        fout=(ingevuld or {}).keys(),
        is_coordinator=request.user.rol == Rol.COORDINATOR,
        nu=nu,
    )
    inhoud["delen"] = delen = indeling(stof)
    stukken = [*(regel.naam for regel in verwijzen.regels), *(d.plek for d in beeld.meldingen)]
    inhoud |= _berichten(request, delen.plekken.union(stukken))
    inhoud["is_stil"] = vrijgeven.is_gemeld(de_zaak, beeld.geschiedenis)
    inhoud["overdracht"] = triage.zie_overdracht(de_zaak, door=request.user)
    return render(request, "opvolging/zaak.html", inhoud, status=status)


def _formulieren(
    de_zaak: Zaak,
    beeld: Zaakbeeld,
    bel: Belbeeld | None,
    vertellen: Vertelbeeld | None,
    verwijzen: Verwijsbeeld,
    nu: datetime,
) -> dict[str, Any]:
    """One of each act, empty but for what we propose."""
    anderen = collegas(de_zaak)
    return {
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
    }


def _berichten(request: IngelogdRequest, plekken: set[str]) -> dict[str, object]:
    """What was done just now: at its place, or on top when that is not on the page any more."""
    alle = list(messages.get_messages(request))
    hier = [bericht for bericht in alle if bericht.extra_tags in plekken]
    return {
        "messages": [bericht for bericht in alle if bericht not in hier],
        "berichten_hier": hier,
        "gedaan": {bericht.extra_tags for bericht in hier},
    }
