"""The frozen yearly evaluation and its files. What is published never changes: a trigger of the
database refuses it (migration 0003).
"""

from django.db import models

from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import Rol, van_eigen_gemeente


class JaarverslagQuerySet(models.QuerySet["Jaarverslag"]):
    def gepubliceerd(self) -> "JaarverslagQuerySet":
        """What the gemeente may see."""
        return self.filter(gepubliceerd_op__isnull=False)

    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "JaarverslagQuerySet":
        """Reports of the own gemeente: all of them for the coördinator, for the role gemeente
        only what is published."""
        eigen: JaarverslagQuerySet = van_eigen_gemeente(  # type: ignore[assignment]
            self, gebruiker, (Rol.COORDINATOR, Rol.GEMEENTE)
        )
        return eigen if gebruiker.rol == Rol.COORDINATOR else eigen.gepubliceerd()


class Jaarverslag(models.Model):
    """The protected figures of one year as they were frozen; never changed after publication."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    jaar = models.PositiveSmallIntegerField("jaar")
    inhoud = models.JSONField("inhoud")  # a rapportage.verslag.Verslag
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
        ordering = ["-jaar"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "jaar"], name="jaarverslag_een_per_jaar"),
            models.CheckConstraint(
                condition=models.Q(gepubliceerd_op__isnull=True, gepubliceerd_door__isnull=True)
                | models.Q(gepubliceerd_op__isnull=False, gepubliceerd_door__isnull=False),
                name="jaarverslag_gepubliceerd_door_iemand",
            ),
        ]

    def __str__(self) -> str:
        return f"jaarverslag {self.jaar}"


class Verslagbestand(models.Model):
    """One download or chart of a frozen report, as it was made at the freeze.

    Kept as bytes: a later version of a library may draw differently, what was published may not.
    """

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    jaarverslag = models.ForeignKey(Jaarverslag, models.CASCADE, related_name="bestanden")
    naam = models.CharField("naam", max_length=60)
    inhoud = models.BinaryField("inhoud")

    class Meta:
        verbose_name = "verslagbestand"
        verbose_name_plural = "verslagbestanden"
        constraints = [
            models.UniqueConstraint(fields=["jaarverslag", "naam"], name="verslagbestand_een")
        ]

    def __str__(self) -> str:
        return f"{self.naam} van {self.jaarverslag_id}"
