"""Who said: never contact me again. Only keyed hashes of phone and address, and no person."""

from django.db import models

from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, van_eigen_gemeente


class NooitMeerQuerySet(models.QuerySet["NooitMeer"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "NooitMeerQuerySet":
        """Of the own gemeente, for the team."""
        return van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[return-value]


class NooitMeer(models.Model):
    """One number or address that must be left alone; it leads to no zaak and to no name."""

    class Soort(models.TextChoices):
        TELEFOON = "telefoon", "telefoonnummer"
        ADRES = "adres", "adres"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    soort = models.CharField("soort", max_length=8, choices=Soort.choices)
    waarde_hash = models.CharField(max_length=64)
    op = models.DateField("op")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    objects = NooitMeerQuerySet.as_manager()

    class Meta:
        verbose_name = "niet meer benaderen"
        verbose_name_plural = "niet meer benaderen"
        constraints = [
            # once on the list is enough; found by its hash when somebody types a number
            models.UniqueConstraint(
                fields=["gemeente", "waarde_hash"], name="nooitmeer_een_per_waarde"
            ),
        ]

    def __str__(self) -> str:
        return f"niet meer benaderen {self.pk}"
