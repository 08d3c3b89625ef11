"""A link by which an organisation that was asked to help reads what it may know, and answers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from opvolging.models.doorverwijzing import Doorverwijzing
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class Partnerlink(VersleuteldeRij):
    """What one organisation may see of one doorverwijzing, and until when."""

    class Deel(models.TextChoices):
        NAAM = "naam", "naam"
        TELEFOON = "telefoon", "telefoon"
        EMAIL = "email", "e-mail"
        ADRES = "adres", "adres"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    doorverwijzing = models.ForeignKey(Doorverwijzing, models.CASCADE, related_name="partnerlinks")
    delen = ArrayField(models.CharField(max_length=10), verbose_name="wat wij delen", default=list)
    toelichting = VersleuteldTekstveld("wat zij moeten weten", max_length=2000)
    # to whom it went, only to recognise who asks for it again
    email_hash = models.CharField(max_length=64, blank=True)
    gemaakt_op = models.DateTimeField("gemaakt op")
    gemaakt_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    geldig_tot = models.DateTimeField("geldig tot")
    geopend_op = models.DateTimeField("voor het eerst geopend op", null=True, blank=True)
    # a newer one took its place
    vervallen_op = models.DateTimeField("vervallen op", null=True, blank=True)

    class Meta:
        verbose_name = "link voor een organisatie"
        verbose_name_plural = "links voor organisaties"
        constraints = [
            # who sends another takes the first one back
            models.UniqueConstraint(
                fields=["doorverwijzing"],
                name="partnerlink_een_levend",
                condition=models.Q(vervallen_op=None),
            ),
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"
