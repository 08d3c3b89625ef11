"""A choice on the werkvoorraad that somebody wants to see again, alone or with the team."""

from django.db import models

from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, van_eigen_gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class WeergaveQuerySet(models.QuerySet["Weergave"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "WeergaveQuerySet":
        """The own ones, and what colleagues share with the team."""
        rijen: WeergaveQuerySet = van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[assignment]
        return rijen.filter(models.Q(eigenaar=gebruiker.pk) | models.Q(is_gedeeld=True))


class Weergave(VersleuteldeRij):
    """A saved view: a name and the conditions as they stand in the address; nobody's data."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    eigenaar = models.ForeignKey(Gebruiker, models.CASCADE, related_name="weergaven")
    naam = VersleuteldTekstveld("naam", max_length=40)  # typed freely, so unreadable
    naam_hash = models.CharField(max_length=64, editable=False)
    vraag = models.CharField("keuzes", max_length=300)  # "wie=mij&tijd=te_laat"
    is_gedeeld = models.BooleanField("met het team", default=False)

    objects = WeergaveQuerySet.as_manager()

    class Meta:
        verbose_name = "weergave"
        verbose_name_plural = "weergaven"
        constraints = [
            models.UniqueConstraint(fields=["eigenaar", "naam_hash"], name="weergave_een_per_naam"),
        ]
        indexes = [
            # werkvoorraad: what the team shares
            models.Index(
                fields=["gemeente"],
                name="weergave_gedeeld",
                condition=models.Q(is_gedeeld=True),
            ),
        ]

    def __str__(self) -> str:
        return f"weergave {self.pk}"
