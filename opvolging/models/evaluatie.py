"""The rhythm of a koppeling: the talks that were held, and whether it goes on after a year.

When the next talk is due, is a clock; that it must end after 24 months too.
"""

from django.db import models

from opvolging.models.koppeling import Koppeling
from opvolging.models.termijn import Termijn
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld

GESPREKKEN = (Termijn.Soort.EVALUATIE_2, Termijn.Soort.EVALUATIE_6, Termijn.Soort.EINDGESPREK)
RITME = (*GESPREKKEN, Termijn.Soort.STOP_24)  # the clocks that an active koppeling starts with


class Evaluatie(VersleuteldeRij):
    """One talk that was held: with whom, how it goes, and whether they want to go on."""

    class MetWie(models.TextChoices):
        SAMEN = "samen", "met allebei samen"
        APART = "apart", "met allebei, apart"
        DEELNEMER = "deelnemer", "alleen met de deelnemer"
        MAATJE = "maatje", "alleen met het maatje"

    class Doorgaan(models.TextChoices):
        JA = "ja", "ja"
        NEE = "nee", "nee"
        WEET_NIET = "weet_niet", "dat weten zij nog niet"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    koppeling = models.ForeignKey(Koppeling, models.CASCADE, related_name="evaluaties")
    soort = models.CharField(
        "gesprek", max_length=20, choices=[(soort.value, soort.label) for soort in GESPREKKEN]
    )
    gesprek_op = models.DateTimeField("gesprek op")
    met_wie = models.CharField("met wie", max_length=10, choices=MetWie.choices)
    cijfer = models.PositiveSmallIntegerField("cijfer")
    doorgaan = models.CharField("doorgaan?", max_length=10, choices=Doorgaan.choices)
    toelichting = VersleuteldTekstveld("toelichting", max_length=2000, blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField("vastgelegd op")

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        ordering = ["gesprek_op", "pk"]
        constraints = [
            # sent twice is one talk; it is also the index of the talks of a koppeling
            models.UniqueConstraint(
                fields=["koppeling", "soort"], name="evaluatie_een_per_gesprek"
            ),
            models.CheckConstraint(
                condition=models.Q(soort__in=[soort.value for soort in GESPREKKEN]),
                name="evaluatie_is_een_gesprek",
            ),
            models.CheckConstraint(
                condition=models.Q(cijfer__gte=1, cijfer__lte=10), name="evaluatie_cijfer_1_tot_10"
            ),
            models.CheckConstraint(
                condition=models.Q(gesprek_op__lte=models.F("vastgelegd_op")),
                name="evaluatie_is_geweest",
            ),
        ]

    def __str__(self) -> str:
        return f"evaluatie {self.pk}"


class Verlenging(VersleuteldeRij):
    """That a koppeling goes on after its first year, and why; once.

    It has no end of its own: that is the limit of `stopklok`, so that nothing goes past 24 months.
    """

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    koppeling = models.OneToOneField(Koppeling, models.CASCADE)
    stopklok = models.OneToOneField(Termijn, models.CASCADE, related_name="+")
    motivatie = VersleuteldTekstveld("motivatie", max_length=2000)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    verlengd_op = models.DateTimeField("verlengd op")

    class Meta:
        verbose_name = "verlenging"
        verbose_name_plural = "verlengingen"

    def __str__(self) -> str:
        return f"verlenging {self.pk}"
