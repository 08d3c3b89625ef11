"""How long clocks of a kind run, as a gemeente chose it: only added, never changed.

Without any, `opvolging.klokkensoorten`.
"""

from django.db import models

from opvolging.kloksoort import Duur, Regel
from opvolging.models.termijn import Termijn
from opvolging.termijnen import Telling as Tellingen
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.models.gemeente import Telling


class Regelversie(models.Model):
    """Target, limit and counting for clocks of one kind that start from now on."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    soort = models.CharField("soort", max_length=20, choices=Termijn.Soort.choices)
    versie = models.PositiveSmallIntegerField("versie")
    streef = models.JSONField("tot het streefmoment")  # the fields of `Duur`
    grens = models.JSONField("tot de grens")
    # empty for what goes by the calendar
    telling = models.CharField("telling", max_length=12, choices=Telling.choices, blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField("op")

    class Meta:
        verbose_name = "klokregel"
        verbose_name_plural = "klokregels"
        ordering = ["-versie"]
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "soort", "versie"], name="regel_een_per_versie"
            ),
        ]

    def __str__(self) -> str:
        return f"klokregel {self.pk}"

    def als_regel(self) -> Regel:
        """The same, as the pure rules know it."""
        telling = Tellingen(self.telling) if self.telling else None
        return Regel(self.versie, Duur(**self.streef), Duur(**self.grens), telling)
