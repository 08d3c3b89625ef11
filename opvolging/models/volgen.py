"""What a melder says afterwards, behind the volgcode, and who gave out a new code.

All of it is only added to. Of an Aanvulling one thing is filled in later: who of the team read it.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from meldingen.models import Melding
from opvolging.models.zaak import Zaak, zaak_van
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, van_eigen_gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class AanvullingQuerySet(models.QuerySet["Aanvulling"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "AanvullingQuerySet":
        """Of the own gemeente, for the team only."""
        return van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[return-value]

    def ongelezen(self) -> "AanvullingQuerySet":
        """What nobody of the team has read yet."""
        return self.filter(gelezen_op__isnull=True)


class Aanvulling(VersleuteldeRij):
    """One thing that the melder let us know later."""

    class Soort(models.TextChoices):
        AANVULLING = "aanvulling", "vertelt er iets bij"
        INTREKKING = "intrekking", "trekt de melding in"
        NIET_OPGELOST = "niet_opgelost", "zegt dat het niet is opgelost"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    melding = models.ForeignKey(Melding, models.CASCADE, related_name="aanvullingen")
    # of the form: sent twice is kept once
    sleutel = models.UUIDField("sleutel", unique=True)
    soort = models.CharField("soort", max_length=15, choices=Soort.choices)
    tekst = VersleuteldTekstveld("tekst", max_length=2000, blank=True)
    op = models.DateTimeField("op")
    gelezen_op = models.DateTimeField("gelezen op", null=True, blank=True)
    gelezen_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True)

    objects = AanvullingQuerySet.as_manager()

    class Meta:
        verbose_name = "aanvulling"
        verbose_name_plural = "aanvullingen"
        ordering = ["op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["melding"],
                name="aanvulling_een_intrekking",
                condition=models.Q(soort="intrekking"),
            ),
            models.CheckConstraint(
                condition=models.Q(gelezen_op__isnull=True, gelezen_door__isnull=True)
                | models.Q(gelezen_op__isnull=False, gelezen_door__isnull=False),
                name="aanvulling_gelezen_door_iemand",
            ),
        ]
        indexes = [
            # werkvoorraad: what nobody of the gemeente has read yet
            models.Index(
                fields=["gemeente", "op"],
                name="aanvulling_ongelezen",
                condition=models.Q(gelezen_op__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"aanvulling {self.pk}"

    @property
    def zaak(self) -> Zaak | None:
        """The zaak of its melding, once somebody took that up."""
        return zaak_van(self.melding)


class Tevredenheid(VersleuteldeRij):
    """How the melder looks back, once."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    melding = models.OneToOneField(Melding, models.CASCADE, related_name="tevredenheid")
    cijfer = models.PositiveSmallIntegerField("cijfer, van 1 tot en met 5")
    tekst = VersleuteldTekstveld("tekst", max_length=2000, blank=True)
    op = models.DateTimeField("op")

    class Meta:
        verbose_name = "tevredenheid"
        verbose_name_plural = "tevredenheden"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cijfer__gte=1, cijfer__lte=5), name="tevredenheid_1_tot_5"
            ),
        ]

    def __str__(self) -> str:
        return f"tevredenheid {self.pk}"


class Heruitgifte(models.Model):
    """One new volgcode for a melder who lost the old one: who gave it, when, and why that was safe.

    A trigger in the database refuses to change or remove a row.
    """

    class Kenmerk(models.TextChoices):
        NAAM = "naam", "de eigen naam"
        TELEFOON = "telefoon", "het telefoonnummer"
        EMAIL = "email", "het e-mailadres"
        ORGANISATIE = "organisatie", "de organisatie"
        WANNEER = "wanneer", "wanneer het bericht is verstuurd"
        OVER_WIE = "over_wie", "over wie het bericht gaat, en in welke buurt"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    melding = models.ForeignKey(Melding, models.PROTECT, related_name="heruitgiften")
    versie = models.PositiveSmallIntegerField("versie van de code")
    herkend_aan = ArrayField(
        models.CharField(max_length=15, choices=Kenmerk.choices), verbose_name="herkend aan"
    )
    door = models.ForeignKey(Gebruiker, models.PROTECT)
    op = models.DateTimeField("op")

    class Meta:
        verbose_name = "heruitgifte"
        verbose_name_plural = "heruitgiften"
        ordering = ["melding", "versie"]
        constraints = [
            models.UniqueConstraint(fields=["melding", "versie"], name="heruitgifte_een_per_versie")
        ]

    def __str__(self) -> str:
        return f"heruitgifte {self.pk}"
