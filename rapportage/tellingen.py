"""What is counted: one function per indicator, its docstring is the definition in the report.

The database groups, Python only adds up the groups. Every count comes with the number of people
behind it: the protection of small numbers looks at people, so that one person with six meldingen
stays one person.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from inspect import cleandoc
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import ExtractMonth

from meldingen.models import Buurt, BuurtAnders, Melding, MeldingQuerySet, Wijk
from opvolging.models import Koppeling, Termijn, Zaak, ZaakMelding
from rapportage import indelingen
from rapportage.indelingen import Gebied, Niveau
from rapportage.periode import Periode
from signaalpunt.models import Gemeente

DREMPEL_STAD = 5  # people behind a number about the whole town
DREMPEL_WIJK = 10  # people behind a number about a part of the town
ONBEKEND = BuurtAnders.ONBEKEND.value
MELDINGEN_TELLEN = "meldingen"
KOPPELINGEN_TELLEN = "koppelingen"


@dataclass(frozen=True)
class Aantal:
    """A count of meldingen or koppelingen, and how many people it is about."""

    aantal: int
    mensen: int

    def __add__(self, ander: "Aantal") -> "Aantal":
        return Aantal(self.aantal + ander.aantal, self.mensen + ander.mensen)


NIETS = Aantal(0, 0)


@dataclass(frozen=True)
class Telling:
    """One indicator as it was counted, before any protection."""

    naam: str
    titel: str
    definitie: str
    niveaus: tuple[Niveau, ...]
    aantallen: Mapping[str, Aantal]
    drempel: int = DREMPEL_STAD
    eenheid: str = MELDINGEN_TELLEN  # tellingen with the same unit divide the same total
    gaat_over_mensen: bool = True  # no: a row judges our work, so all in one row is no harm

    def rijen(self, niveau: Niveau) -> list[Aantal]:
        """The counts of the rows at this level."""
        return [
            sum((self.aantallen.get(waarde, NIETS) for waarde in groep.waarden), NIETS)
            for groep in niveau
        ]


class Bron:
    """The counted meldingen of one gemeente in one year, grouped by the database."""

    def __init__(self, gemeente: Gemeente, periode: Periode) -> None:
        self.gemeente = gemeente
        self.periode = periode

    @cached_property
    def _jaar(self) -> MeldingQuerySet:
        return Melding.objects.filter(
            gemeente=self.gemeente,
            ontvangen_dag__range=(self.periode.van, self.periode.tot_en_met),
        )

    @cached_property
    def _meldingen(self) -> MeldingQuerySet:
        """What counts, for a query that needs nothing else of the zaak."""
        opgepakt = Exists(ZaakMelding.objects.filter(melding=OuterRef("pk")))
        onecht = ZaakMelding.objects.filter(zaak__uitkomst=Zaak.Uitkomst.GEEN_MELDING)
        return self._jaar.filter(Q(is_verdacht=False) | opgepakt).exclude(
            pk__in=onecht.values("melding")
        )

    @cached_property
    def _meldingen_met_zaak(self) -> MeldingQuerySet:
        """What counts, for a query that joins the zaak anyway."""
        return self._jaar.filter(Q(is_verdacht=False) | Q(zaakmelding__isnull=False)).exclude(
            zaakmelding__zaak__uitkomst=Zaak.Uitkomst.GEEN_MELDING
        )

    @cached_property
    def _herhalingen(self) -> MeldingQuerySet:
        """Meldingen that add no person: an earlier one this year led to the same zaak."""
        # Asked first: few zaken have several meldingen, and those few are found by index.
        per_zaak = ZaakMelding.objects.values("zaak").annotate(aantal=Count("pk"))
        zaken = list(per_zaak.filter(aantal__gt=1).values_list("zaak", flat=True))
        eerder = ZaakMelding.objects.filter(
            zaak=OuterRef("zaakmelding__zaak"),
            melding__lt=OuterRef("pk"),
            melding__ontvangen_dag__gte=self.periode.van,
        )
        return self._meldingen.filter(zaakmelding__zaak__in=zaken).filter(Exists(eerder))

    @cached_property
    def binnenkomst(self) -> "list[tuple[dict[str, Any], Aantal]]":
        """Groups of what the melding itself says."""
        groepen = _groepen(_binnenkomst, self._meldingen, self._herhalingen)
        buurten = Buurt.objects.filter(gemeente=self.gemeente)
        wijk_van = dict(buurten.values_list("pk", "wijk__code"))
        for groep, _ in groepen:
            groep["wijk"] = wijk_van.get(groep["buurt"], groep["buurt_anders"] or ONBEKEND)
        return groepen

    @cached_property
    def opvolging(self) -> "list[tuple[dict[str, Any], Aantal]]":
        """Groups of what came of it."""
        return _groepen(_opvolging, self._meldingen_met_zaak, self._herhalingen)

    @cached_property
    def koppelingen(self) -> "list[tuple[dict[str, Any], Aantal]]":
        """Groups of the koppelingen that ran on at least one day of the year."""
        liep = Koppeling.objects.filter(
            gemeente=self.gemeente, gestart_op__date__lte=self.periode.tot_en_met
        ).exclude(geeindigd_op__date__lt=self.periode.van)
        eerder = liep.filter(deelnemer=OuterRef("deelnemer"), pk__lt=OuterRef("pk"))
        return _groepen(partial(_loop, self.periode), liep, liep.filter(Exists(eerder)))

    @cached_property
    def gebieden(self) -> list[Gebied]:
        """The wijken of the gemeente."""
        wijken = Wijk.objects.filter(gemeente=self.gemeente)
        return [Gebied(w.code, w.naam, w.aantal_inwoners or 0) for w in wijken]


def _binnenkomst(meldingen: MeldingQuerySet) -> Any:
    maand = ExtractMonth("ontvangen_dag")
    # by buurt, without a join per melding: `binnenkomst` knows the wijk of each
    return meldingen.annotate(maand=maand).values(
        "maand", "deur", "kanaal", "buurt", "buurt_anders"
    )


def _opvolging(meldingen: MeldingQuerySet) -> Any:
    klok = FilteredRelation("termijnen", condition=Q(termijnen__soort=Termijn.Soort.EERSTE_CONTACT))
    return meldingen.annotate(
        klok=klok,
        werkdag=_contact("klok__aantal_minuten_werkdag"),
        gewoon=_contact("klok__aantal_minuten_klok"),
        oordeel=F("zaakmelding__zaak__oordeel"),
        uitkomst=F("zaakmelding__zaak__uitkomst"),
    ).values("leeftijdsgroep", "werkdag", "gewoon", "oordeel", "uitkomst")


def _contact(minuten: str) -> Case:
    # A clock that runs has no minutes, one without contact is closed: each minute decides alone.
    return Case(
        When(klok__stopreden=Termijn.Stopreden.AFGESLOTEN, then=Value("zonder")),
        When(**{f"{minuten}__lte": 24 * 60}, then=Value("24")),
        When(**{f"{minuten}__lte": 48 * 60}, then=Value("48")),
        When(**{f"{minuten}__isnull": False}, then=Value("later")),
        default=Value("nog_niet"),
        output_field=CharField(),
    )


def _loop(periode: Periode, koppelingen: Any) -> Any:
    einde = Q(geeindigd_op__date__lte=periode.tot_en_met)
    gepland = Q(eindreden=Koppeling.Eindreden.AFGEROND)
    return koppelingen.annotate(
        begin=Case(
            When(gestart_op__date__lt=periode.van, then=Value("liep_al")),
            default=Value("gestart"),
            output_field=CharField(),
        ),
        einde=Case(
            When(einde & gepland, then=Value("afgerond")),
            When(einde, then=Value("gestopt")),
            default=Value("loopt_nog"),
            output_field=CharField(),
        ),
    ).values("begin", "einde")


def _groepen(
    verdeel: Callable[[Any], Any], alles: Any, herhalingen: Any
) -> list[tuple[dict[str, Any], Aantal]]:
    """The groups with their counts; what repeats counts once more, but is nobody new."""
    alle = [(groep, Aantal(n, n)) for groep, n in _tel(verdeel(alles))]
    return alle + [(groep, Aantal(0, -n)) for groep, n in _tel(verdeel(herhalingen))]


def _tel(groepen: Any) -> Iterable[tuple[dict[str, Any], int]]:
    for groep in groepen.annotate(aantal=Count("pk")).order_by():
        yield groep, groep["aantal"]


def _per(groepen: Iterable[tuple[dict[str, Any], Aantal]], veld: str) -> dict[str, Aantal]:
    som: dict[str, Aantal] = defaultdict(lambda: NIETS)
    for groep, aantal in groepen:
        som[str(groep[veld] or "")] += aantal
    return dict(som)


def definitie(functie: Callable[[Bron], Any]) -> str:
    """The docstring of an indicator on one line: what readers of the report are told."""
    return " ".join(cleandoc(functie.__doc__ or "").split())


def totaal(bron: Bron) -> Aantal:
    """Geteld zijn alle meldingen die in het jaar binnenkwamen, via alle deuren en kanalen. Het
    gaat om de dag waarop de melding kwam, in Nederlandse tijd. Een melding die op spam leek en die
    niemand van het signaalpunt oppakte, telt niet mee. Een melding die volgens het signaalpunt
    geen echte melding was ook niet. Komen er meer meldingen over dezelfde persoon, dan telt elke
    melding."""
    return sum((aantal for _, aantal in bron.binnenkomst), NIETS)


def meldingen_per_maand(bron: Bron) -> Telling:
    """Het aantal meldingen per maand waarin de melding binnenkwam."""
    return Telling(
        naam="meldingen_per_maand",
        titel="Meldingen per maand",
        definitie=definitie(meldingen_per_maand),
        niveaus=indelingen.MAAND,
        aantallen=_per(bron.binnenkomst, "maand"),
    )


def meldingen_per_deur(bron: Bron) -> Telling:
    """Wie de melding deed: iemand voor zichzelf, een inwoner voor iemand anders, of iemand die
    vanuit het werk meldt (een professional)."""
    return Telling(
        naam="meldingen_per_deur",
        titel="Wie meldde",
        definitie=definitie(meldingen_per_deur),
        niveaus=indelingen.DEUR,
        aantallen=_per(bron.binnenkomst, "deur"),
    )


def meldingen_per_kanaal(bron: Bron) -> Telling:
    """Langs welke weg de melding binnenkwam. Een melding per telefoon, aan de balie, per e-mail
    of op papier is door een medewerker ingevoerd."""
    return Telling(
        naam="meldingen_per_kanaal",
        titel="Hoe de melding binnenkwam",
        definitie=definitie(meldingen_per_kanaal),
        niveaus=indelingen.KANAAL,
        aantallen=_per(bron.binnenkomst, "kanaal"),
    )


def meldingen_per_wijk(bron: Bron) -> Telling:
    """De wijk van de persoon over wie de melding gaat. De melder kiest de buurt zelf; die wordt
    nooit afgeleid uit een postcode. Kleine wijken zijn samengevoegd als de aantallen anders naar
    personen kunnen wijzen. Een wijk met veel meldingen is niet per se eenzamer: mensen kennen het
    signaalpunt daar misschien beter."""
    return Telling(
        naam="meldingen_per_wijk",
        titel="Meldingen per wijk",
        definitie=definitie(meldingen_per_wijk),
        niveaus=indelingen.wijk_niveaus(bron.gebieden),
        aantallen=_per(bron.binnenkomst, "wijk"),
        drempel=DREMPEL_WIJK,
    )


def meldingen_per_leeftijd(bron: Bron) -> Telling:
    """De leeftijd van de persoon over wie de melding gaat, zoals de melder die schatte."""
    return Telling(
        naam="meldingen_per_leeftijd",
        titel="Leeftijd",
        definitie=definitie(meldingen_per_leeftijd),
        niveaus=indelingen.LEEFTIJD,
        aantallen=_per(bron.opvolging, "leeftijdsgroep"),
    )


def contact_in_werkdaguren(bron: Bron) -> Telling:
    """De tijd tussen de melding en het eerste echte contact met de persoon zelf, geteld in uren op
    werkdagen: de klok loopt dag en nacht door, maar staat stil op zaterdag, zondag, feestdagen en
    sluitingsdagen. Een poging zonder gehoor is geen contact. De uitslag is vastgelegd op het
    moment dat de klok stopte."""
    return Telling(
        naam="contact_in_werkdaguren",
        titel="Eerste contact, geteld in uren op werkdagen",
        definitie=definitie(contact_in_werkdaguren),
        niveaus=indelingen.CONTACT,
        aantallen=_per(bron.opvolging, "werkdag"),
        gaat_over_mensen=False,
    )


def contact_in_gewone_uren(bron: Bron) -> Telling:
    """De tijd tussen de melding en het eerste echte contact met de persoon zelf, geteld in gewone
    uren: alles telt mee, ook de nacht, het weekend en feestdagen."""
    return Telling(
        naam="contact_in_gewone_uren",
        titel="Eerste contact, geteld in gewone uren",
        definitie=definitie(contact_in_gewone_uren),
        niveaus=indelingen.CONTACT,
        aantallen=_per(bron.opvolging, "gewoon"),
        gaat_over_mensen=False,
    )


def terecht(bron: Bron) -> Telling:
    """Wat de medewerker na contact vond: er was eenzaamheid (terecht), er was geen eenzaamheid
    (niet terecht), of dat bleef onduidelijk (niet te bepalen). Zonder beoordeling staat een melding
    bij nog niet beoordeeld."""
    return Telling(
        naam="terecht",
        titel="Was de melding terecht?",
        definitie=definitie(terecht),
        niveaus=indelingen.OORDEEL,
        aantallen=_per(bron.opvolging, "oordeel"),
    )


def uitkomst(bron: Bron) -> Telling:
    """Hoe het afliep met de meldingen van dit jaar, op het moment dat het verslag is vastgelegd.
    Wie geen hulp wil, krijgt geen hulp: ook dat is een volwaardige uitkomst."""
    return Telling(
        naam="uitkomst",
        titel="Hoe het afliep",
        definitie=definitie(uitkomst),
        niveaus=indelingen.UITKOMST,
        aantallen=_per(bron.opvolging, "uitkomst"),
    )


def begin_van_koppelingen(bron: Bron) -> Telling:
    """Koppelingen van een deelnemer met een maatje die op minstens één dag van het jaar liepen.
    Een voorstel dat niet doorging, telt niet mee."""
    return Telling(
        naam="begin_van_koppelingen",
        titel="Begin van koppelingen",
        definitie=definitie(begin_van_koppelingen),
        niveaus=indelingen.BEGIN,
        aantallen=_per(bron.koppelingen, "begin"),
        eenheid=KOPPELINGEN_TELLEN,
        gaat_over_mensen=False,
    )


def einde_van_koppelingen(bron: Bron) -> Telling:
    """Een koppeling is geëindigd als deelnemer en maatje in het jaar gestopt zijn: afgerond zoals
    gepland, of eerder, om welke reden ook."""
    return Telling(
        naam="einde_van_koppelingen",
        titel="Einde van koppelingen",
        definitie=definitie(einde_van_koppelingen),
        niveaus=indelingen.EINDE,
        aantallen=_per(bron.koppelingen, "einde"),
        eenheid=KOPPELINGEN_TELLEN,
        gaat_over_mensen=False,
    )


TELLINGEN = (
    meldingen_per_maand,
    meldingen_per_deur,
    meldingen_per_kanaal,
    meldingen_per_wijk,
    meldingen_per_leeftijd,
    contact_in_werkdaguren,
    contact_in_gewone_uren,
    terecht,
    uitkomst,
    begin_van_koppelingen,
    einde_van_koppelingen,
)
"""The fixed menu: everything that a report may divide."""
