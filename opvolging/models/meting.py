"""One filled-in loneliness scale, with the mark that somebody gives to life beside it."""

import uuid

from django.db import models

from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class Meting(VersleuteldeRij):
    """The answers as they were given, and what was counted then; never changed.

    The first of a zaak is the start. Those after it are of the same form: the totals of two forms
    cannot be compared.
    """

    class Vorm(models.IntegerChoices):
        KORT = 6, "kort: 6 uitspraken"
        LANG = 11, "lang: 11 uitspraken"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="metingen")
    # of the form: sent twice is recorded once
    sleutel = models.UUIDField("sleutel", default=uuid.uuid4, unique=True, editable=False)
    vorm = models.PositiveSmallIntegerField("vorm", choices=Vorm.choices)
    antwoorden = VersleuteldTekstveld("antwoorden")  # one sign for each item, in order
    emotioneel = models.PositiveSmallIntegerField("emotioneel", null=True, blank=True)
    sociaal = models.PositiveSmallIntegerField("sociaal", null=True, blank=True)
    totaal = models.PositiveSmallIntegerField("totaal", null=True, blank=True)
    categorie = models.CharField("categorie", max_length=12, blank=True)
    cijfer = models.PositiveSmallIntegerField("rapportcijfer", null=True, blank=True)
    op = models.DateTimeField("op")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "meting"
        verbose_name_plural = "metingen"
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(vorm__in=[6, 11]), name="meting_vorm"),
            models.CheckConstraint(
                condition=models.Q(cijfer__isnull=True) | models.Q(cijfer__range=(1, 10)),
                name="meting_cijfer_van_1_tot_10",
            ),
            models.CheckConstraint(
                condition=models.Q(totaal__isnull=True, categorie="")
                | models.Q(totaal__isnull=False) & ~models.Q(categorie=""),
                name="meting_categorie_bij_totaal",
            ),
        ]

    def __str__(self) -> str:
        return f"meting {self.pk}"
