"""That one zaak was joined into another, with what is needed to undo it."""

from typing import Any

from django.db import models

from opvolging.models.zaak import Gebeurtenis, Zaak
from signaalpunt.models import Gebruiker, Gemeente


class SamenvoegingQuerySet(models.QuerySet["Samenvoeging"]):
    def geldend(self) -> "SamenvoegingQuerySet":
        """Those that nobody undid."""
        return self.filter(ongedaan_op=None)


class Samenvoeging(models.Model):
    """`zaak` turned out to be about the same person as `in_zaak`, and closed as dubbel."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="samenvoegingen")
    in_zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="opgenomen")
    op = models.DateTimeField("op")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    # what stood before: numbers, moments and words of our own lists, nothing about a person
    voor: Any = models.JSONField("stond ervoor", editable=False)
    # the last line that the joining wrote: later ones mean that somebody went on with it
    regel = models.ForeignKey(Gebeurtenis, models.CASCADE, related_name="+")
    ongedaan_op = models.DateTimeField("ongedaan op", null=True, blank=True)
    ongedaan_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = SamenvoegingQuerySet.as_manager()

    class Meta:
        verbose_name = "samenvoeging"
        verbose_name_plural = "samenvoegingen"
        ordering = ["op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["zaak"],
                name="samenvoeging_een_geldende_per_zaak",
                condition=models.Q(ongedaan_op__isnull=True),
            ),
            models.CheckConstraint(
                condition=~models.Q(zaak=models.F("in_zaak")), name="samenvoeging_van_twee"
            ),
            models.CheckConstraint(
                condition=models.Q(ongedaan_op__isnull=True, ongedaan_door__isnull=True)
                | models.Q(ongedaan_op__isnull=False, ongedaan_door__isnull=False),
                name="samenvoeging_ongedaan_door_iemand",
            ),
        ]

    def __str__(self) -> str:
        return f"zaak {self.zaak_id} in zaak {self.in_zaak_id}"


def regels_van(zaak: Zaak) -> "models.QuerySet[Gebeurtenis]":
    """The history of `zaak` with that of the zaken that were joined into it; two queries."""
    # The numbers first: with one condition the database would look through every line there is.
    opgenomen = zaak.opgenomen.geldend().values_list("zaak", flat=True)
    return Gebeurtenis.objects.filter(zaak__in=[zaak.pk, *opgenomen])
