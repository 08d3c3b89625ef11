"""Who opened which zaak, and when. Only added to: a trigger in the database refuses the rest."""

from django.db import models

from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker, Gemeente


class Inzage(models.Model):
    """One opening of a zaak by one person."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="inzages")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT)
    op = models.DateTimeField("op")

    class Meta:
        verbose_name = "inzage"
        verbose_name_plural = "inzages"
        ordering = ["-op"]

    def __str__(self) -> str:
        return f"inzage {self.pk}"
