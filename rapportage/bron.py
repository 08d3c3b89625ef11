"""The counted rows of one year, grouped by the database; Python only adds up the groups.

Every count comes with the number of people behind it: the protection of small numbers looks at
people, so that one person with six meldingen stays one person. Also when the meldingen are of
several zaken, but share a phone number, an e-mail address, or a name and address: these are
compared by their hashes. Who gives them differently each time counts as more people.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.db import connection, transaction
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import ExtractMonth

from meldingen.models import Buurt, BuurtAnders, Melding, MeldingQuerySet, Wijk
from opvolging.models import Koppeling, Termijn, Zaak, ZaakMelding
from rapportage.indelingen import Gebied
from rapportage.periode import Periode
from signaalpunt.models import Gemeente

ONBEKEND = BuurtAnders.ONBEKEND.value
# what makes a later melding one about the same person
ZELFDE_PERSOON = (("telefoon_hash",), ("email_hash",), ("adres_hash", "naam_hash"))
# How fast there was contact. Both ways to count travel as one number: PostgreSQL knows nothing of
# the values of an expression, and would rather sort a million rows than hash by two of them.
KLASSEN = ("24", "48", "later", "zonder", "nog_niet")


@dataclass(frozen=True)
class Aantal:
    """A count of meldingen or koppelingen, and how many people it is about."""

    aantal: int
    mensen: int

    def __add__(self, ander: "Aantal") -> "Aantal":
        return Aantal(self.aantal + ander.aantal, self.mensen + ander.mensen)

    def __mul__(self, keer: int) -> "Aantal":
        return Aantal(self.aantal * keer, self.mensen * keer)


NIETS = Aantal(0, 0)
NIEMAND_NIEUW = Aantal(0, -1)  # what repeats was counted once, but is about nobody new

Groepen = list[tuple[dict[str, Any], Aantal]]
"""What the database grouped: the values of each group, and how many."""


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
        """What counts."""
        return self._jaar.filter(Q(is_verdacht=False) | Q(zaakmelding__isnull=False)).exclude(
            zaakmelding__zaak__uitkomst=Zaak.Uitkomst.GEEN_MELDING
        )

    @cached_property
    def _herhalingen(self) -> MeldingQuerySet:
        """Meldingen that add no person: doubles, or an earlier one this year is about the same."""
        dubbel = self._jaar.filter(zaakmelding__zaak__uitkomst=Zaak.Uitkomst.DUBBEL)
        delen = [self._zelfde_zaak, *map(self._zelfde_persoon, ZELFDE_PERSOON)]
        # A union, not one condition with OR: the database joins each part once, by hash.
        alle = dubbel.values_list("pk").union(*(deel.values_list("pk") for deel in delen))
        # Asked once: what came in and what came of it both leave the same ones out.
        return self._meldingen.filter(pk__in=[pk for (pk,) in alle])

    @cached_property
    def _niemand(self) -> list[int]:
        """Meldingen that add no person by themselves: what does not count, and doubles."""
        # As numbers, for they are few: asked per melding they would cost two joins more.
        niet_geteld = self._jaar.filter(is_verdacht=True, zaakmelding__isnull=True)
        uitkomsten = (Zaak.Uitkomst.GEEN_MELDING, Zaak.Uitkomst.DUBBEL)
        afgedaan = self._jaar.filter(zaakmelding__zaak__uitkomst__in=uitkomsten)
        return [*niet_geteld.values_list("pk", flat=True), *afgedaan.values_list("pk", flat=True)]

    def _zelfde_persoon(self, velden: tuple[str, ...]) -> MeldingQuerySet:
        """Meldingen with the same values in `velden` as an earlier one that adds a person."""
        gevuld = [~Q(**{veld: ""}) for veld in velden]
        eerder = self._jaar.filter(
            *gevuld, pk__lt=OuterRef("pk"), **{veld: OuterRef(veld) for veld in velden}
        ).exclude(pk__in=self._niemand)
        return self._jaar.filter(*gevuld).filter(Exists(eerder))

    @property
    def _zelfde_zaak(self) -> MeldingQuerySet:
        """Meldingen that led to the same zaak as an earlier one."""
        # Asked first: few zaken have several meldingen, and those few are found by index.
        per_zaak = ZaakMelding.objects.values("zaak").annotate(aantal=Count("pk"))
        zaken = list(per_zaak.filter(aantal__gt=1).values_list("zaak", flat=True))
        eerder = ZaakMelding.objects.filter(
            zaak=OuterRef("zaakmelding__zaak"),
            melding__lt=OuterRef("pk"),
            melding__ontvangen_dag__gte=self.periode.van,
        )
        return self._jaar.filter(zaakmelding__zaak__in=zaken).filter(Exists(eerder))

    @cached_property
    def binnenkomst(self) -> Groepen:
        """Groups of what the melding itself says."""
        onecht = self._jaar.filter(
            is_verdacht=False, zaakmelding__zaak__uitkomst=Zaak.Uitkomst.GEEN_MELDING
        )
        # One pass over one table; the few that a zaak makes count or not are put right after it.
        with ruim_geheugen():
            groepen = _groepen(_binnenkomst, self._jaar.filter(is_verdacht=False))
        groepen += [
            *_groepen(_binnenkomst, self._meldingen.filter(is_verdacht=True)),
            *_groepen(_binnenkomst, onecht, Aantal(-1, -1)),
            *_groepen(_binnenkomst, self._herhalingen, NIEMAND_NIEUW),
        ]
        buurten = Buurt.objects.filter(gemeente=self.gemeente)
        wijk_van = dict(buurten.values_list("pk", "wijk__code"))
        for groep, _ in groepen:
            groep["wijk"] = wijk_van.get(groep["buurt"], groep["buurt_anders"] or ONBEKEND)
        return groepen

    @cached_property
    def opvolging(self) -> Groepen:
        """Groups of what came of it."""
        groepen = [
            *_groepen(_opvolging, self._meldingen),
            *_groepen(_opvolging, self._herhalingen, NIEMAND_NIEUW),
        ]
        for groep, _ in groepen:
            werkdag, gewoon = divmod(groep["contact"], len(KLASSEN))
            groep |= {"werkdag": KLASSEN[werkdag], "gewoon": KLASSEN[gewoon]}
        return groepen

    @cached_property
    def koppelingen(self) -> Groepen:
        """Groups of the koppelingen that ran on at least one day of the year."""
        liep = Koppeling.objects.filter(
            gemeente=self.gemeente, gestart_op__date__lte=self.periode.tot_en_met
        ).exclude(geeindigd_op__date__lt=self.periode.van)
        eerder = liep.filter(deelnemer=OuterRef("deelnemer"), pk__lt=OuterRef("pk"))
        loop = partial(_loop, self.periode)
        return [
            *_groepen(loop, liep),
            *_groepen(loop, liep.filter(Exists(eerder)), NIEMAND_NIEUW),
        ]

    @cached_property
    def gebieden(self) -> list[Gebied]:
        """The wijken of the gemeente."""
        wijken = Wijk.objects.filter(gemeente=self.gemeente)
        return [Gebied(w.code, w.naam, w.aantal_inwoners or 0) for w in wijken]


@contextmanager
def ruim_geheugen() -> Iterator[None]:
    """Let the database group in memory what it takes for many groups, then as always again."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        yield
        cursor.execute("SET LOCAL work_mem TO DEFAULT")


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
        contact=_klasse("klok__aantal_minuten_werkdag") * len(KLASSEN)
        + _klasse("klok__aantal_minuten_klok"),
        oordeel=F("zaakmelding__zaak__oordeel"),
        uitkomst=F("zaakmelding__zaak__uitkomst"),
    ).values("leeftijdsgroep", "contact", "oordeel", "uitkomst")


def _klasse(minuten: str) -> Case:
    # A clock that runs has no minutes, one without contact is closed: each minute decides alone.
    # Advice to the melder is no contact with the person.
    zonder = (Termijn.Stopreden.AFGESLOTEN, Termijn.Stopreden.ADVIES)
    return Case(
        When(klok__stopreden__in=zonder, then=KLASSEN.index("zonder")),
        When(**{f"{minuten}__lte": 24 * 60}, then=KLASSEN.index("24")),
        When(**{f"{minuten}__lte": 48 * 60}, then=KLASSEN.index("48")),
        When(**{f"{minuten}__isnull": False}, then=KLASSEN.index("later")),
        default=KLASSEN.index("nog_niet"),
        output_field=IntegerField(),
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


def _groepen(verdeel: Callable[[Any], Any], rijen: Any, per_rij: "Aantal | None" = None) -> Groepen:
    """The groups of these rows, each row counting for `per_rij`."""
    een = per_rij or Aantal(1, 1)
    groepen = list(verdeel(rijen).annotate(aantal=Count("pk")).order_by())
    return [(groep, een * groep["aantal"]) for groep in groepen]
