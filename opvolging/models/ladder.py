"""A ladder as a gemeente changed it: only added, never changed. Without any, `opvolging.ladder`."""

from django.db import models

from opvolging.ladder import Ladder
from opvolging.models.termijn import Termijn
from signaalpunt.models import Gebruiker, Gemeente


class Ladderversie(models.Model):
    """The steps for clocks of one kind that start from now on, until there is a newer version."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    soort = models.CharField("soort", max_length=20, choices=Termijn.Soort.choices)
    versie = models.PositiveSmallIntegerField("versie")
    stappen = models.JSONField("stappen")
    aantal_stappen = models.PositiveSmallIntegerField("aantal stappen")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField("op")

    class Meta:
        verbose_name = "ladder"
        verbose_name_plural = "ladders"
        ordering = ["-versie"]
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "soort", "versie"], name="ladder_een_per_versie"
            ),
        ]

    def __str__(self) -> str:
        return f"ladder {self.pk}"

    def als_ladder(self) -> Ladder:
        """Its steps, as the pure rules know them."""
        return Ladder.uit_gegevens(self.versie, self.stappen)
