"""The frozen yearly evaluation."""

from django.db import models

from signaalpunt.models import Gebruiker, Gemeente


class JaarverslagQuerySet(models.QuerySet["Jaarverslag"]):
    def gepubliceerd(self) -> "JaarverslagQuerySet":
        """What the gemeente may see."""
        return self.filter(gepubliceerd_op__isnull=False)


class Jaarverslag(models.Model):
    """The protected figures of one year as they were frozen; never changed after publication."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    jaar = models.PositiveSmallIntegerField("jaar")
    inhoud = models.JSONField("inhoud")
    vastgelegd_op = models.DateTimeField("vastgelegd op")
    vastgelegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    gepubliceerd_op = models.DateTimeField("gepubliceerd op", null=True, blank=True)
    gepubliceerd_door = models.ForeignKey(
        Gebruiker, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = JaarverslagQuerySet.as_manager()

    class Meta:
        verbose_name = "jaarverslag"
        verbose_name_plural = "jaarverslagen"
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "jaar"], name="jaarverslag_een_per_jaar")
        ]

    def __str__(self) -> str:
        return f"jaarverslag {self.jaar}"
