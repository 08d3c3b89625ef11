"""Whether somebody heard that we have data about them, from whom and why (AVG art. 14)."""

from django.db import models

from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class Informatie(VersleuteldeRij):
    """How it stands for one zaak: told, or not told by decision of two people.

    What was asked and decided on the way stands in the history of the zaak.
    """

    class Manier(models.TextChoices):
        TELEFOON = "telefoon", "aan de telefoon"
        GESPREK = "gesprek", "in een gesprek"
        BRIEF = "brief", "met een brief"
        EMAIL = "email", "met een e-mail"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.OneToOneField(Zaak, models.CASCADE, related_name="informatie")
    manier = models.CharField("hoe verteld", max_length=10, choices=Manier.choices, blank=True)
    op = models.DateTimeField("verteld of gevraagd op")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    # only of an exception: why we tell nothing, and who agreed
    reden = VersleuteldTekstveld("reden", max_length=2000, blank=True)
    akkoord_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )
    akkoord_op = models.DateTimeField("akkoord op", null=True, blank=True)

    class Meta:
        verbose_name = "informatie aan de betrokkene"
        verbose_name_plural = "informatie aan betrokkenen"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(akkoord_door=models.F("door")),
                name="informatie_uitzondering_met_twee",
            ),
            models.CheckConstraint(
                condition=models.Q(akkoord_door__isnull=True, akkoord_op__isnull=True)
                | models.Q(akkoord_door__isnull=False, akkoord_op__isnull=False, manier=""),
                name="informatie_akkoord_bij_uitzondering",
            ),
        ]

    def __str__(self) -> str:
        return f"informatie {self.pk}"

    @property
    def is_klaar(self) -> bool:
        """Whether nothing more has to be told."""
        return bool(self.manier) or self.akkoord_op is not None
