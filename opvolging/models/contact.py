"""Trying to reach somebody, and reaching them: recorded apart."""

import uuid

from django.db import models

from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class Contact(VersleuteldeRij):
    """One attempt to reach the betrokkene, or the melder; `is_bereikt` makes it real contact."""

    class Wijze(models.TextChoices):
        TELEFOON = "telefoon", "telefoon"
        BEZOEK = "bezoek", "huisbezoek"
        BRIEF = "brief", "brief"
        FLYER = "flyer", "flyer"
        EMAIL = "email", "e-mail"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="contacten")
    # of the form: sent twice is recorded once
    sleutel = models.UUIDField("sleutel", default=uuid.uuid4, unique=True, editable=False)
    wijze = models.CharField("hoe", max_length=10, choices=Wijze.choices)
    is_bereikt = models.BooleanField("bereikt")
    is_met_melder = models.BooleanField("met de melder", default=False)  # advice, no contact
    op = models.DateTimeField("op")
    door = models.ForeignKey(Gebruiker, models.PROTECT)
    notitie = VersleuteldTekstveld("notitie", max_length=2000, blank=True)
    opnieuw_op = models.DateTimeField("opnieuw proberen op", null=True, blank=True)

    class Meta:
        verbose_name = "contact"
        verbose_name_plural = "contacten"
        ordering = ["op", "pk"]

    def __str__(self) -> str:
        return f"contact {self.pk}"
