"""From what people said to what `aanbodkeuze` judges; and handing on what was chosen.

No name, phone or address goes along: wishes, days, languages and the middle of a buurt.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from meldingen.keuzes import Behoefte, JaNeeOnbekend, Levensgebeurtenis, Taal
from meldingen.models import Buurt, Leeftijdsgroep, Melding
from opvolging import aanbodaankomst, zonder_akkoord
from opvolging.aanbodbeeld import wanneer
from opvolging.aanbodkeuze import Plek, Voorstel, Vraag, Woorden, voorstellen
from opvolging.matchbegrippen import Punt
from opvolging.models import Aanbod, Deelnemer, Gebeurtenis, Verkenning, Zaak
from opvolging.verloop import is_laatste, schrijf_bij, vergrendel
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

Groep = Aanbod.Doelgroep
GROEP_VAN_LEEFTIJD: dict[str, frozenset[str]] = {
    Leeftijdsgroep.VAN_18: frozenset({Groep.JONGEREN, Groep.STUDENTEN}),
    Leeftijdsgroep.VAN_65: frozenset({Groep.OUDEREN}),
    Leeftijdsgroep.VAN_80: frozenset({Groep.OUDEREN}),
}
ROLSTOEL = re.compile(r"\b(rolstoel|rollator|scootmobiel)", re.IGNORECASE)
# what says nothing about what somebody wants
ZEGT_NIETS = {Behoefte.WEET_NIET, Behoefte.ANDERS}
SOORTWOORDEN = {
    "sociaal": "sociale",
    "emotioneel": "emotionele",
    "existentieel": "existentiële",
}


def vraag_van(
    meldingen: Iterable[Melding],
    deelnemer: Deelnemer | None,
    verkenning: Verkenning | None = None,
) -> Vraag:
    """What is known of the person; what a deelnemer said, or was talked about, counts too."""
    alle = list(meldingen)
    besproken = verkenning or Verkenning()
    buurt = _buurt(alle, deelnemer)
    gebeurd = {wat for melding in alle for wat in melding.levensgebeurtenissen}
    gebeurd |= set(besproken.oorzaken)
    gevraagd = [wat for melding in alle for wat in melding.behoeften]
    geldzorgen = _geldzorgen(alle, gebeurd, besproken.geldzorgen)
    talen = {melding.taal for melding in alle if melding.taal}
    return Vraag(
        behoeften=frozenset({*besproken.behoeften, *gevraagd}) - ZEGT_NIETS,
        soorten=frozenset(besproken.soorten),
        groepen=_groepen(alle, gebeurd, geldzorgen=geldzorgen),
        dagdelen=frozenset(deelnemer.dagdelen if deelnemer else ()),
        talen=frozenset(talen | set(deelnemer.talen if deelnemer else ())),
        punt=_punt(buurt),
        buurt=buurt.naam if buurt else "",
        heeft_rolstoel=any(ROLSTOEL.search(melding.aandachtspunten) for melding in alle),
        geldzorgen=geldzorgen,
    )


def _buurt(meldingen: list[Melding], deelnemer: Deelnemer | None) -> Buurt | None:
    if deelnemer and deelnemer.buurt:
        return deelnemer.buurt
    return next((melding.buurt for melding in reversed(meldingen) if melding.buurt), None)


def _geldzorgen(meldingen: list[Melding], gebeurd: set[str], besproken: str) -> bool:
    """What the person said about it goes before what somebody else thought."""
    if besproken in (JaNeeOnbekend.JA, JaNeeOnbekend.NEE):
        return besproken == JaNeeOnbekend.JA
    gemeld = any(melding.geldzorgen == JaNeeOnbekend.JA for melding in meldingen)
    return gemeld or Levensgebeurtenis.GELDPROBLEMEN in gebeurd


def _punt(buurt: Buurt | None) -> Punt | None:
    return Punt(buurt.breedte, buurt.lengte) if buurt else None


def _groepen(meldingen: list[Melding], gebeurd: set[str], *, geldzorgen: bool) -> frozenset[str]:
    groepen = {g for m in meldingen for g in GROEP_VAN_LEEFTIJD.get(m.leeftijdsgroep, ())}
    if Levensgebeurtenis.VERLIES_NAASTE in gebeurd:
        groepen.add(Groep.NABESTAANDEN)
    if geldzorgen:
        groepen.add(Groep.KRAP)
    return frozenset(groepen)


def _plek(rij: Aanbod) -> Plek:
    return Plek(
        id=rij.pk,
        behoeften=frozenset(rij.behoeften),
        soorten=frozenset(rij.soorten),
        groepen=frozenset(rij.doelgroepen),
        dagdelen=frozenset(rij.dagdelen),
        talen=frozenset(rij.talen),
        punt=_punt(rij.buurt),
        buurt=rij.buurt.naam if rij.buurt else "",
        komt_naar_je=rij.plaats != Aanbod.Plaats.PLEK,
        is_structureel=rij.ritme == Aanbod.Ritme.VAST,
        is_rolstoelvriendelijk=rij.is_rolstoelvriendelijk,
        is_gratis=rij.kosten == Aanbod.Kosten.GRATIS if rij.kosten else None,
    )


def _woorden() -> Woorden:
    return Woorden(
        behoeften={code: str(label).lower() for code, label in Behoefte.choices},
        soorten=SOORTWOORDEN,
        groepen={code: str(label) for code, label in Aanbod.Doelgroep.choices},
        talen={code: str(label) for code, label in Taal.choices},
    )


def wat_past(zaak: Zaak, vraag: Vraag, *, nu: datetime) -> list[tuple[Aanbod, Voorstel]]:
    """Every valid entry of the gemeente of `zaak`, what fits best first; one query."""
    geldig = Aanbod.objects.filter(gemeente=zaak.gemeente_id).geldig(timezone.localdate(nu))
    rijen = {rij.pk: rij for rij in geldig.select_related("buurt").defer("zoektekst")}
    gekozen = voorstellen(vraag, map(_plek, rijen.values()), _woorden())
    return [(rijen[voorstel.id], voorstel) for voorstel in gekozen]


def bekend(vraag: Vraag) -> list[tuple[str, str]]:
    """What the choice rests on, in words: heading and text, empty for what is not known."""
    woorden = _woorden()
    delen = {
        "Wens": [woorden.behoeften[code] for code in vraag.behoeften if code in woorden.behoeften],
        "Soort eenzaamheid": [SOORTWOORDEN[code] for code in vraag.soorten],
        "Buurt": [vraag.buurt] if vraag.buurt else [],
        "Taal": [woorden.talen.get(code, code) for code in vraag.talen],
        "Let op": [
            tekst
            for tekst, geldt in (
                ("rolstoel of rollator", vraag.heeft_rolstoel),
                ("zorgen over geld", vraag.geldzorgen),
            )
            if geldt
        ],
    }
    return [(kop, ", ".join(sorted(teksten))) for kop, teksten in delen.items()]


@transaction.atomic
def geef_door(zaak: Zaak, aanbod: Aanbod, *, door: Gebruiker, nu: datetime) -> None:
    """Record that this person heard of `aanbod`, and ask later how it went; sent twice, once.

    Raises Geweigerd when nobody spoke to the person yet, the person does not want contact, the
    zaak is closed, or it is over.
    """
    zaak = vergrendel(zaak)
    zonder_akkoord.weiger_zonder_besluit(zaak)
    if zaak.status == Zaak.Status.OPGEPAKT:
        raise Geweigerd("Er is nog niemand gesproken. Leg eerst het contact vast.")
    if not Aanbod.objects.geldig(timezone.localdate(nu)).filter(pk=aanbod.pk).exists():
        raise Geweigerd(
            f"{aanbod.naam} is voorbij, weggelegd of nog niet compleet. Kies iets anders, of vul "
            "het eerst aan op de sociale kaart."
        )
    tekst = ", ".join(filter(None, [aanbod.naam, aanbod.aanbieder, wanneer(aanbod)]))
    soort = Gebeurtenis.Soort.AANBOD
    if not is_laatste(zaak, soort, tekst):
        schrijf_bij(zaak, soort, door=door, nu=nu, tekst=tekst)
        aanbodaankomst.onthoud(zaak, aanbod, door=door, nu=nu)
