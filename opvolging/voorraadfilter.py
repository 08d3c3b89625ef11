"""By what the werkvoorraad can be narrowed: one choice of each kind, together in the address.

A choice is a condition on a running clock. The list and the numbers beside the choices are made of
the same conditions, so they agree. What an address asks and we do not know is left out and said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.http import urlencode

from meldingen.models import Buurt, Deur, Kanaal, Leeftijdsgroep, Melding
from opvolging import afwezig
from opvolging.models import Contact, Termijn
from signaalpunt.http import nummer_van
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import TEAM

# Counted are at most so many clocks, so that the page costs the same in any town.
HOOGSTENS = 1000
SOORTEN = {
    "wie": "Van wie",
    "tijd": "Hoeveel tijd",
    "wacht": "Wachten op",
    "let_op": "Let op",
    "jeugd": "Leeftijd",
    "deur": "Formulier",
    "kanaal": "Hoe het binnenkwam",
    "buurt": "Buurt",
}
OP_NUMMER = ("wie", "buurt")  # of these there are as many as the gemeente has
_BEHANDELAAR = "melding__zaakmelding__zaak__behandelaar"


@dataclass(frozen=True)
class Keuze:
    """One condition; `melding` is the same of a melding alone, unless it is about the clock."""

    soort: str
    waarde: str
    tekst: str
    klok: Q
    melding: Q | None = None


@dataclass(frozen=True)
class Optie:
    """A choice as a link, with how many clocks are behind it; `aantal` may end in a plus."""

    tekst: str
    vraag: str
    aantal: str
    is_gekozen: bool
    is_te_zien: bool  # of buurten and colleagues only those with something to do


class Filter:
    """What was asked, as far as we know it."""

    def __init__(self, gekozen: Mapping[str, Keuze], *, is_onbekend: bool) -> None:
        self.gekozen = gekozen
        self.is_onbekend = is_onbekend  # something else was asked as well

    def q(self, zonder: str = "") -> Q:
        """All conditions together, but for the kind `zonder`."""
        q = Q()
        for keuze in self.gekozen.values():
            q &= keuze.klok if keuze.soort != zonder else Q()
        return q

    def waarde(self, soort: str) -> str:
        """What was chosen of this kind, or nothing."""
        return self.gekozen[soort].waarde if soort in self.gekozen else ""

    def vraag(self, **anders: str) -> str:
        """The query of an address with these choices and `anders` instead; empty leaves one out."""
        waarden = {soort: self.waarde(soort) for soort in SOORTEN} | anders
        return urlencode({soort: waarde for soort, waarde in waarden.items() if waarde})

    def weg(self) -> list[tuple[str, str]]:
        """Each choice with the query of the list without it."""
        return [(keuze.tekst, self.vraag(**{soort: ""})) for soort, keuze in self.gekozen.items()]


def lees(gevraagd: Mapping[str, str], gebruiker: Gebruiker, *, nu: datetime) -> Filter:
    """The filter that an address asks; looks up only what is named by number."""
    bekend = {(keuze.soort, keuze.waarde): keuze for keuze in vaste(gebruiker, nu=nu)}
    gekozen, is_onbekend = {}, False
    for soort in SOORTEN:
        if not (waarde := gevraagd.get(soort, "")):
            continue
        if keuze := bekend.get((soort, waarde)) or _op_nummer(soort, waarde, gebruiker):
            gekozen[soort] = keuze
        else:
            is_onbekend = True
    return Filter(gekozen, is_onbekend=is_onbekend)


def vaste(gebruiker: Gebruiker, *, nu: datetime) -> list[Keuze]:
    """The choices that every gemeente has."""
    return [*_van_wie(gebruiker, nu), *_op_tijd(nu), *_let_op(), *_herkomst()]


def alle(gebruiker: Gebruiker, *, nu: datetime) -> list[Keuze]:
    """Also each colleague and each buurt of the gemeente."""
    collegas = [rij for rij in _collegas(gebruiker) if rij.pk != gebruiker.pk]
    collegas.sort(key=lambda collega: collega.naam)
    buurten = Buurt.objects.filter(gemeente=gebruiker.gemeente_id).order_by("naam", "pk")
    return [*vaste(gebruiker, nu=nu), *map(_collega, collegas), *map(_buurt, buurten)]


def opties(
    keuzes: Iterable[Keuze], filter_: Filter, gebruiker: Gebruiker
) -> dict[str, list[Optie]]:
    """Each choice with the number that its list would have, by kind; one query."""
    keuzes = list(keuzes)
    aantallen, is_meer = _tel(keuzes, filter_, gebruiker)
    per_soort: dict[str, list[Optie]] = {soort: [] for soort in SOORTEN}
    for keuze, aantal in zip(keuzes, aantallen, strict=True):
        per_soort[keuze.soort].append(
            Optie(
                tekst=keuze.tekst,
                vraag=filter_.vraag(**{keuze.soort: keuze.waarde}),
                aantal=f"{aantal}+" if is_meer else str(aantal),
                is_gekozen=filter_.waarde(keuze.soort) == keuze.waarde,
                is_te_zien=bool(aantal) or keuze.soort not in OP_NUMMER,
            )
        )
    return per_soort


def _tel(keuzes: list[Keuze], filter_: Filter, gebruiker: Gebruiker) -> tuple[list[int], bool]:
    """Each condition is decided once for each clock, and counted with those chosen beside it."""
    uniek = {(keuze.soort, keuze.waarde): keuze for keuze in [*keuzes, *filter_.gekozen.values()]}
    naam = {welke: f"is_{n}" for n, welke in enumerate(uniek)}
    rijen = Termijn.objects.zichtbaar_voor(gebruiker).lopend().order_by("grens_op", "pk")
    for welke, keuze in uniek.items():
        waar = ExpressionWrapper(keuze.klok, output_field=BooleanField())
        rijen = rijen.annotate(**{naam[welke]: waar})
    tellingen = {}
    for n, keuze in enumerate(keuzes):
        naast = [ander for soort, ander in filter_.gekozen.items() if soort != keuze.soort]
        samen = Q(**{naam[k.soort, k.waarde]: True for k in [keuze, *naast]})
        tellingen[f"aantal_{n}"] = Count("pk", filter=samen)
    geteld = rijen[: HOOGSTENS + 1].aggregate(alles=Count("pk"), **tellingen)
    return [geteld[f"aantal_{n}"] for n in range(len(keuzes))], geteld["alles"] > HOOGSTENS


def _van_wie(gebruiker: Gebruiker, nu: datetime) -> list[Keuze]:
    """Mine is also what I look after for an absent colleague."""
    vervangen = afwezig.vervangen_door(gebruiker, nu=nu)
    van_mij = Q(**{_BEHANDELAAR: gebruiker}) | Q(**{f"{_BEHANDELAAR}__in": vervangen})
    van_niemand = Q(melding__zaakmelding__isnull=True)
    return [
        Keuze("wie", "mij", "Van mij", van_mij),
        Keuze("wie", "niemand", "Nog van niemand", van_niemand),
    ]


def _op_tijd(nu: datetime) -> list[Keuze]:
    """As `klokstand` says it: who is paused is neither late nor due."""
    loopt = Q(stil_tot__isnull=True) | Q(stil_tot__lte=nu)
    dag = timezone.localtime(nu).date() + timedelta(days=1)
    morgen = timezone.make_aware(datetime.combine(dag, time()))
    later = Contact.objects.filter(
        zaak=OuterRef("melding__zaakmelding__zaak"), is_bereikt=False, opnieuw_op__gt=nu
    )
    return [
        Keuze("tijd", "te_laat", "Te laat", loopt & Q(grens_op__lt=nu)),
        Keuze("tijd", "vandaag", "Vandaag", loopt & Q(grens_op__gte=nu, streef_op__lt=morgen)),
        Keuze("wacht", "ja", "Even wachten", Q(stil_tot__gt=nu) | Q(Exists(later))),
    ]


def _let_op() -> list[Keuze]:
    return [
        _van_melding("let_op", "niet_veilig", "Niet veilig", is_veilig=False),
        _van_melding("let_op", "lees_eerst", "Lees dit eerst", is_spoed=True),
        _van_melding("let_op", "verdacht", "Lijkt spam", is_verdacht=True),
        _van_melding("jeugd", "ja", "Jeugd", leeftijdsgroep=Leeftijdsgroep.TOT_18),
    ]


def _herkomst() -> list[Keuze]:
    """By the texts of the models: another door or channel is a choice by itself."""
    deuren = [_van_melding("deur", w, t.capitalize(), deur=w) for w, t in Deur.choices]
    kanalen = [_van_melding("kanaal", w, t.capitalize(), kanaal=w) for w, t in Kanaal.choices]
    zonder_buurt = _van_melding("buurt", "geen", "Geen buurt bekend", buurt__isnull=True)
    return [*deuren, *kanalen, zonder_buurt]


def _van_melding(soort: str, waarde: str, tekst: str, **velden: object) -> Keuze:
    klok = Q(**{f"melding__{veld}": inhoud for veld, inhoud in velden.items()})
    return Keuze(soort, waarde, tekst, klok, melding=Q(**velden))


def _op_nummer(soort: str, waarde: str, gebruiker: Gebruiker) -> Keuze | None:
    nummer = nummer_van(waarde)
    if soort == "wie":
        collega = _collegas(gebruiker).filter(pk=nummer).first()
        return _collega(collega) if collega else None
    if soort == "buurt":
        buurt = Buurt.objects.filter(gemeente=gebruiker.gemeente_id, pk=nummer).first()
        return _buurt(buurt) if buurt else None
    return None


def _collegas(gebruiker: Gebruiker) -> "QuerySet[Gebruiker]":
    return Gebruiker.objects.filter(gemeente=gebruiker.gemeente_id, is_active=True, rol__in=TEAM)


def _collega(collega: Gebruiker) -> Keuze:
    return Keuze("wie", str(collega.pk), collega.naam, Q(**{_BEHANDELAAR: collega.pk}))


def _buurt(buurt: Buurt) -> Keuze:
    return _van_melding("buurt", str(buurt.pk), buurt.naam, buurt=buurt.pk)


def in_contact(filter_: Filter) -> Q | None:
    """The same choices for zaken whose clock stopped; None when they are about a clock.

    Whose zaak it is the caller decides.
    """
    van_melding = [keuze for keuze in filter_.gekozen.values() if keuze.soort != "wie"]
    if any(keuze.melding is None for keuze in van_melding):
        return None
    meldingen = Melding.objects.filter(zaakmelding__zaak=OuterRef("pk"))
    for keuze in van_melding:
        meldingen = meldingen.filter(keuze.melding or Q())
    return Q(Exists(meldingen)) if van_melding else Q()
