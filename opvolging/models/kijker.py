"""Who has which zaak open in a browser at this moment. It is no log: a row is gone within minutes.

Who opened a zaak when stands in Inzage; this only keeps two colleagues from calling together.
"""

from datetime import datetime

from django.db import models

from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, die_hier_werkt, van_eigen_gemeente


class KijkerQuerySet(models.QuerySet["Kijker"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "KijkerQuerySet":
        """Of the own gemeente, for the team only: who may see the zaak."""
        return van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[return-value]

    def nu_open(self, nu: datetime) -> "KijkerQuerySet":
        """Who still looks, and still works here."""
        return self.filter(die_hier_werkt("gebruiker"), tot__gt=nu)


class Kijker(models.Model):
    """One colleague with one zaak open; counts until `tot`, unless the page says again."""

    gemeente = models.ForeignKey(Gemeente, models.CASCADE)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="kijkers")
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="+")
    tot = models.DateTimeField("tot", db_index=True)

    objects = KijkerQuerySet.as_manager()

    class Meta:
        verbose_name = "kijker"
        verbose_name_plural = "kijkers"
        constraints = [
            models.UniqueConstraint(fields=["zaak", "gebruiker"], name="kijker_een_per_zaak"),
        ]

    def __str__(self) -> str:
        return f"kijker {self.pk}"
