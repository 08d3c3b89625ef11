"""By what the werkvoorraad can be narrowed: one choice of each kind, together in the address.

A choice is a condition on a running clock. The list and the numbers beside the choices are made of
the same conditions, so they agree: in `voorraadtelling` they are counted. What an address asks and
we do not know is left out and said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from urllib.parse import parse_qsl

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.lookups import GreaterThan, IsNull
from django.utils import timezone
from django.utils.http import urlencode

from meldingen.models import Buurt, Deur, Kanaal, Leeftijdsgroep, Melding
from opvolging import afwezig, triage
from opvolging.models import Contact, Zaak, ZaakMelding
from opvolging.models.zaak import ZaakQuerySet
from signaalpunt.http import nummer_van
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import TEAM

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
# Of these there are as many as the gemeente has: each with where the number of a choice stands.
_BEHANDELAAR = "melding__zaakmelding__zaak__behandelaar"
OP_NUMMER = {"wie": _BEHANDELAAR, "buurt": "melding__buurt"}


@dataclass(frozen=True)
class Keuze:
    """One condition; `melding` is the same of a melding alone, unless it is about the clock."""

    soort: str
    waarde: str
    tekst: str
    klok: Q
    melding: Q | None = None

    @property
    def is_op_nummer(self) -> bool:
        """Whether it is one of those of which a gemeente has its own."""
        return self.soort in OP_NUMMER and self.waarde.isdecimal()


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


def voorwaarde(vraag: str, bekend: Iterable[Keuze]) -> Q:
    """What a kept query asks of a clock, without looking up what is named by number.

    What is not there any more asks nothing: opened, the list says so.
    """
    klok = {(keuze.soort, keuze.waarde): keuze.klok for keuze in bekend}
    q = Q()
    for soort, waarde in parse_qsl(vraag):
        if nummer := nummer_van(waarde) if soort in OP_NUMMER else 0:
            q &= Q(**{OP_NUMMER[soort]: nummer})
        else:
            q &= klok.get((soort, waarde), Q())
    return q


def vaste(gebruiker: Gebruiker, *, nu: datetime) -> list[Keuze]:
    """The choices that every gemeente has."""
    return [*_van_wie(gebruiker, nu), *_op_tijd(nu), *_let_op(), *_herkomst()]


def alle(gebruiker: Gebruiker, *, nu: datetime) -> list[Keuze]:
    """Also each colleague and each buurt of the gemeente."""
    collegas = [rij for rij in _collegas(gebruiker) if rij.pk != gebruiker.pk]
    collegas.sort(key=lambda collega: collega.naam)
    buurten = Buurt.objects.filter(gemeente=gebruiker.gemeente_id).order_by("naam", "pk")
    return [*vaste(gebruiker, nu=nu), *map(_collega, collegas), *map(_buurt, buurten)]


def _van_wie(gebruiker: Gebruiker, nu: datetime) -> list[Keuze]:
    """Mine is also what I look after for an absent colleague."""
    van_mij = Q(melding__zaakmelding__zaak__in=_zaken_van(gebruiker, nu))
    # a choice for each clock: of what is plainly absent the database thinks that there is little,
    # and reads all zaken there are
    in_zaak = ZaakMelding.objects.filter(melding=OuterRef("melding")).values("pk")[:1]
    van_niemand = Q(Case(When(IsNull(Subquery(in_zaak), True), then=True), default=False))
    return [
        Keuze("wie", "mij", "Van mij", van_mij),
        Keuze("wie", "niemand", "Nog van niemand", van_niemand),
        Keuze(
            "wie", "weg", "Collega werkt hier niet meer", van_wie_weg_is(_BEHANDELAAR, gebruiker)
        ),
    ]


def _zaken_van(gebruiker: Gebruiker, nu: datetime) -> ZaakQuerySet:
    """Open zaken of `gebruiker` and of whoever is replaced; found by the behandelaar."""
    vervangen = afwezig.vervangen_door(gebruiker, nu=nu)
    wie = Gebruiker.objects.filter(Q(pk=gebruiker.pk) | Q(pk__in=vervangen))
    return Zaak.objects.open().filter(behandelaar__in=wie)


def van_wie_weg_is(veld: str, gebruiker: Gebruiker) -> Q:
    """Rows of a behandelaar who can do nothing here any more: those are for the teamleider."""
    actief = Q(**{f"{veld}__is_active": True, f"{veld}__rol__in": TEAM})
    hier = Q(**{f"{veld}__gemeente": gebruiker.gemeente_id})
    return Q(**{f"{veld}__isnull": False}) & ~(actief & hier)


def _op_tijd(nu: datetime) -> list[Keuze]:
    """As `klokstand` says it: who is paused is neither late nor due."""
    loopt = Q(stil_tot__isnull=True) | Q(stil_tot__lte=nu)
    dag = timezone.localtime(nu).date() + timedelta(days=1)
    morgen = timezone.make_aware(datetime.combine(dag, time()))
    # of the last attempt only: an earlier plan is over once somebody tried again, or was reached
    contacten = Contact.objects.filter(zaak=OuterRef("melding__zaakmelding__zaak"))
    afspraak = contacten.order_by("-op", "-pk").values("opnieuw_op")[:1]
    later = Q(GreaterThan(Subquery(afspraak), Value(nu)))
    return [
        Keuze("tijd", "te_laat", "Te laat", loopt & Q(grens_op__lt=nu)),
        Keuze("tijd", "vandaag", "Vandaag", loopt & Q(grens_op__gte=nu, streef_op__lt=morgen)),
        Keuze("wacht", "ja", "Even wachten", Q(stil_tot__gt=nu) | later),
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


def in_contact(filter_: Filter, gebruiker: Gebruiker, *, nu: datetime) -> ZaakQuerySet:
    """Zaken whose clock stopped, by the same choices; none when one of them is about a clock."""
    zaken, wie = triage.in_contact(gebruiker), filter_.waarde("wie")
    van_melding = [keuze for keuze in filter_.gekozen.values() if keuze.soort != "wie"]
    if wie == "niemand" or any(keuze.melding is None for keuze in van_melding):
        return zaken.none()
    if wie == "mij":
        zaken = zaken.filter(pk__in=_zaken_van(gebruiker, nu))
    elif wie == "weg":
        zaken = zaken.filter(van_wie_weg_is("behandelaar", gebruiker))
    elif wie:
        zaken = zaken.filter(behandelaar=nummer_van(wie))
    if not van_melding:
        return zaken
    meldingen = Melding.objects.filter(zaakmelding__zaak=OuterRef("pk"))
    for keuze in van_melding:
        meldingen = meldingen.filter(keuze.melding or Q())
    return zaken.filter(Exists(meldingen))
