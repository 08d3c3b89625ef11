"""Who of the team is not there, from and until which day. Why is not asked."""

from django.db import models

from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, Rol, van_eigen_gemeente


class AfwezigheidQuerySet(models.QuerySet["Afwezigheid"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "AfwezigheidQuerySet":
        """A coördinator sees those of the team, a medewerker the own ones."""
        rijen: AfwezigheidQuerySet = van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[assignment]
        return rijen if gebruiker.rol == Rol.COORDINATOR else rijen.filter(gebruiker=gebruiker)

    def geldig(self) -> "AfwezigheidQuerySet":
        """Those that nobody withdrew."""
        return self.filter(ingetrokken_op=None)


class Afwezigheid(models.Model):
    """Somebody is away on these days, both included."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="afwezigheden")
    van = models.DateField("eerste dag")
    tot_en_met = models.DateField("laatste dag")
    genoteerd_op = models.DateTimeField("genoteerd op")
    genoteerd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        Gebruiker, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AfwezigheidQuerySet.as_manager()

    class Meta:
        verbose_name = "afwezigheid"
        verbose_name_plural = "afwezigheden"
        ordering = ["van", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(van__lte=models.F("tot_en_met")), name="afwezigheid_van_tot"
            ),
        ]
        indexes = [
            # the dispatcher: who is away today
            models.Index(
                fields=["gemeente", "tot_en_met"],
                name="afwezigheid_geldig",
                condition=models.Q(ingetrokken_op__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"afwezigheid {self.pk}"
