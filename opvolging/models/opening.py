"""When a gemeente was open and how its clocks counted, version by version: only added."""

from django.db import models

from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.models.gemeente import Telling


class Openingsversie(models.Model):
    """The choices that clocks start with from now on; each clock keeps the calendar it got."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    versie = models.PositiveSmallIntegerField("versie")
    telling = models.CharField("telling", max_length=12, choices=Telling.choices)
    kalender = models.JSONField("kalender")  # what `Kalender.als_gegevens` wrote down
    redenen = models.JSONField("redenen", default=dict)  # of the closing days, by their date
    # empty is what held before the first change
    door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    op = models.DateTimeField("op", null=True, blank=True)

    class Meta:
        verbose_name = "versie van de openingstijden"
        verbose_name_plural = "versies van de openingstijden"
        ordering = ["-versie"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "versie"], name="opening_een_per_versie"),
        ]

    def __str__(self) -> str:
        return f"openingstijden {self.pk}"
