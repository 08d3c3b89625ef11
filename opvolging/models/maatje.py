"""A maatje: the volunteer, with the gate of VOG, training and agreement.

What both a maatje and a deelnemer say about themselves is in Kant; how it is judged is in
`opvolging.matchscore`.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from meldingen.models import Buurt, Leeftijdsgroep
from opvolging.matchwoorden import Geslacht
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, Rol, die_hier_werkt, van_eigen_gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld

LEEFTIJDEN: list[tuple[str, str]] = [
    (groep.value, str(groep.label))
    for groep in Leeftijdsgroep
    if groep not in (Leeftijdsgroep.TOT_18, Leeftijdsgroep.ONBEKEND)
]


def woordenlijst(naam: str) -> "ArrayField[list[str], list[str]]":
    """Words from `opvolging.matchwoorden`; empty means: not known."""
    return ArrayField(models.CharField(max_length=30), verbose_name=naam, default=list, blank=True)


class Kant(VersleuteldeRij):
    """One side of a match."""

    class Aard(models.TextChoices):
        PRATER = "prater", "een prater"
        RUSTIG = "rustig", "rustig"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    telefoon = VersleuteldTekstveld("telefoon", max_length=20)
    buurt = models.ForeignKey(Buurt, models.PROTECT, verbose_name="buurt", null=True, blank=True)
    vormen = woordenlijst("vorm van contact")
    dagdelen = woordenlijst("dagdelen")
    talen = woordenlijst("talen")
    interesses = woordenlijst("interesses")
    ervaringen = woordenlijst("levenservaring")
    eisen = woordenlijst("uitdrukkelijke wensen")
    geslacht = models.CharField(
        "geslacht", max_length=5, choices=[(g.value, g.value) for g in Geslacht], blank=True
    )
    rookt = models.BooleanField("rookt", null=True, blank=True)
    heeft_huisdier = models.BooleanField("heeft een huisdier", null=True, blank=True)
    aard = models.CharField("aard", max_length=10, choices=Aard.choices, blank=True)

    class Meta:
        abstract = True


class MaatjeQuerySet(models.QuerySet["Maatje"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "MaatjeQuerySet":
        """Maatjes of the own gemeente, for the team only."""
        return van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[return-value]

    def inzetbaar(self) -> "MaatjeQuerySet":
        """Who did not stop, and can log in to read and answer an offer."""
        met_account = self.filter(die_hier_werkt("gebruiker", (Rol.MAATJE,)))
        return met_account.exclude(inzet=Maatje.Inzet.GESTOPT)


class Maatje(Kant):
    """A volunteer who can be coupled to a deelnemer."""

    class Inzet(models.TextChoices):
        BESCHIKBAAR = "beschikbaar", "beschikbaar"
        PAUZE = "pauze", "heeft pauze"
        GESTOPT = "gestopt", "gestopt"

    gebruiker = models.OneToOneField(Gebruiker, models.PROTECT, related_name="maatje")
    naam = VersleuteldTekstveld("naam", max_length=120)
    inzet = models.CharField(
        "inzet", max_length=12, choices=Inzet.choices, default=Inzet.BESCHIKBAAR
    )
    aangemeld_op = models.DateTimeField("aangemeld op")
    vog_geldig_tot = models.DateField("VOG geldig tot en met", null=True, blank=True)
    training_op = models.DateField("training gedaan op", null=True, blank=True)
    overeenkomst_op = models.DateField("overeenkomst getekend op", null=True, blank=True)
    aantal_plaatsen = models.PositiveSmallIntegerField("aantal deelnemers tegelijk", default=1)
    max_km = models.FloatField("reist hoogstens (km)", default=5.0)
    leeftijdsgroep = models.CharField("leeftijd", max_length=10, choices=LEEFTIJDEN, blank=True)
    is_dierenvriend = models.BooleanField("houdt van dieren", null=True, blank=True)
    heeft_vervoer = models.BooleanField("heeft een auto", null=True, blank=True)

    objects = MaatjeQuerySet.as_manager()

    class Meta:
        verbose_name = "maatje"
        verbose_name_plural = "maatjes"
        indexes = [
            # /maatjes/ and the candidates: all of one gemeente who did not stop
            models.Index(
                fields=["gemeente"],
                name="maatje_niet_gestopt",
                condition=~models.Q(inzet="gestopt"),
            ),
        ]

    def __str__(self) -> str:
        return f"maatje {self.pk}"
