"""Who opened which zaak, or melding not taken up yet, who saw which melder, and when.

Only added to: a trigger in the database refuses the rest.
"""

from django.db import models

from meldingen.models import Melding
from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker, Gemeente


class Inzage(models.Model):
    """One opening by one person; with the reason when it was somebody else's zaak."""

    class Reden(models.TextChoices):
        GEBELD = "gebeld", "deze persoon of de melder belt nu"
        WAARNEMEN = "waarnemen", "ik help, want mijn collega is er niet"
        OVERLEG = "overleg", "mijn collega vraagt mij mee te denken"
        VERDELEN = "verdelen", "ik verdeel het werk of neem het over"
        DUBBEL = "dubbel", "ik kijk of het om dezelfde persoon gaat"
        ANDERS = "anders", "iets anders"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="inzages", null=True, blank=True)
    melding = models.ForeignKey(
        Melding, models.PROTECT, related_name="inzages", null=True, blank=True
    )
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT)
    op = models.DateTimeField("op")
    reden = models.CharField("reden", max_length=10, choices=Reden.choices, blank=True)

    class Meta:
        verbose_name = "inzage"
        verbose_name_plural = "inzages"
        ordering = ["-op"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(zaak__isnull=True) ^ models.Q(melding__isnull=True),
                name="inzage_van_een_ding",
            ),
        ]

    def __str__(self) -> str:
        return f"inzage {self.pk}"


class InzageMelder(models.Model):
    """One look at who brought a melding: apart from the openings of the zaak, with the reason."""

    class Reden(models.TextChoices):
        TERUGKOPPELING = "terugkoppeling", "de melder bellen of schrijven"
        VERIFICATIE = "verificatie", "nagaan wie er belt"
        ANDERS = "anders", "iets anders"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="inzages_melder")
    melding = models.ForeignKey(Melding, models.PROTECT, related_name="+")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT)
    op = models.DateTimeField("op")
    reden = models.CharField("reden", max_length=15, choices=Reden.choices, blank=True)

    class Meta:
        verbose_name = "inzage van een melder"
        verbose_name_plural = "inzages van melders"
        ordering = ["-op"]

    def __str__(self) -> str:
        return f"inzage van een melder {self.pk}"
