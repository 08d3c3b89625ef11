"""That somebody heard of an entry of the sociale kaart, and whether the person went there."""

from django.db import models

from opvolging.models.aanbod import Aanbod
from opvolging.models.doorverwijzing import Doorverwijzing
from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker, Gemeente


class Doorgegeven(models.Model):
    """One entry for one person; two weeks later somebody asks how it went."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="doorgegeven")
    aanbod = models.ForeignKey(Aanbod, models.PROTECT, related_name="+")
    op = models.DateTimeField("doorgegeven op")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    aangekomen = models.CharField(
        max_length=8, choices=Doorverwijzing.Aangekomen.choices, blank=True
    )
    aankomst_op = models.DateTimeField("aankomst vastgelegd op", null=True, blank=True)

    class Meta:
        verbose_name = "doorgegeven aanbod"
        verbose_name_plural = "doorgegeven aanbod"
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(aangekomen="", aankomst_op__isnull=True)
                | ~models.Q(aangekomen="") & models.Q(aankomst_op__isnull=False),
                name="doorgegeven_aankomst_met_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"doorgegeven aanbod {self.pk}"
