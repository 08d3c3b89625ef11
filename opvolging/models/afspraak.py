"""When somebody of the team speaks the person again."""

import uuid

from django.db import models

from opvolging.models.contact import Contact
from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class Afspraak(VersleuteldeRij):
    """One appointment: made, and perhaps called off; another moment is another appointment."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="afspraken")
    # of the form: sent twice is made once; also the identity in a calendar
    sleutel = models.UUIDField("sleutel", default=uuid.uuid4, unique=True, editable=False)
    wijze = models.CharField("hoe", max_length=10, choices=Contact.Wijze.choices)
    begint_op = models.DateTimeField("begint op")
    aantal_minuten = models.PositiveSmallIntegerField("aantal minuten")
    plek = VersleuteldTekstveld("plek", max_length=200, blank=True)
    plek_in_agenda = models.BooleanField("plek in de agenda", default=False)
    met = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")  # of the team
    gemaakt_op = models.DateTimeField("gemaakt op")
    gemaakt_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    afgezegd_op = models.DateTimeField("afgezegd op", null=True, blank=True)

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ["begint_op", "pk"]

    def __str__(self) -> str:
        return f"afspraak {self.pk}"
