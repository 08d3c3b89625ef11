"""What plays in the life of somebody: how much, which kind, why, and what is possible."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from meldingen.keuzes import JaNeeOnbekend
from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


def _lijst(naam: str) -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=30), verbose_name=naam, default=list, blank=True)


class Verkenning(VersleuteldeRij):
    """The answers of one moment; never changed. The newest of a zaak is what holds.

    Nothing has to be answered and nothing is counted together: it is a guide for a conversation.
    """

    class Mate(models.TextChoices):
        NIET = "niet", "nu niet eenzaam"
        SOMS = "soms", "soms eenzaam"
        VAAK = "vaak", "vaak eenzaam"
        ALTIJD = "altijd", "bijna altijd eenzaam"

    class Hulp(models.TextChoices):
        FAMILIE = "familie", "familie of vrienden"
        BUREN = "buren", "buren"
        VRIJWILLIGER = "vrijwilliger", "een vrijwilliger"
        HUISARTS = "huisarts", "de huisarts"
        THUISZORG = "thuiszorg", "thuiszorg of wijkverpleging"
        WIJKTEAM = "wijkteam", "het wijkteam"
        GGZ = "ggz", "een psycholoog of de ggz"
        NIEMAND = "niemand", "niemand"
        ANDERS = "anders", "iemand anders"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="verkenningen")
    # of the form: sent twice is recorded once
    sleutel = models.UUIDField("sleutel", default=uuid.uuid4, unique=True, editable=False)
    mate = models.CharField("hoe vaak", max_length=6, choices=Mate.choices, blank=True)
    soorten = _lijst("soorten eenzaamheid")  # of Aanbod.Soort
    oorzaken = _lijst("oorzaken")  # of Levensgebeurtenis
    behoeften = _lijst("behoeften")  # of Behoefte
    hulp = _lijst("krijgt al hulp van")  # of Hulp
    geldzorgen = models.CharField(
        "zorgen over geld", max_length=10, choices=JaNeeOnbekend.choices, blank=True
    )
    eigen_kracht = VersleuteldTekstveld("wat goed gaat", max_length=2000, blank=True)
    toelichting = VersleuteldTekstveld("toelichting", max_length=2000, blank=True)
    op = models.DateTimeField("op")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "verkenning"
        verbose_name_plural = "verkenningen"
        ordering = ["op", "pk"]

    def __str__(self) -> str:
        return f"verkenning {self.pk}"
