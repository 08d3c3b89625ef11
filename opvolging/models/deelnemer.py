"""A deelnemer: the betrokkene of a zaak who wants a maatje and said so."""

from django.db import models

from opvolging.models.maatje import Kant, Maatje, woordenlijst
from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import TEAM, van_eigen_gemeente
from signaalpunt.versleuteling import VersleuteldTekstveld

LOPEND = ("voorgesteld", "geaccepteerd", "actief")  # of Koppeling.Status: these hold a place


class DeelnemerQuerySet(models.QuerySet["Deelnemer"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "DeelnemerQuerySet":
        """Deelnemers of the own gemeente, for the team only."""
        return van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[return-value]

    def wachtend(self) -> "DeelnemerQuerySet":
        """Who wants one now and has no maatje and no open offer; longest waiting first."""
        wil_nu = self.filter(zaak__status=Zaak.Status.IN_BEGELEIDING)
        zonder = wil_nu.exclude(koppelingen__status__in=LOPEND)
        return zonder.order_by("aangemeld_op", "pk")


class Deelnemer(Kant):
    """Who looks for a maatje, and for what kind."""

    zaak = models.OneToOneField(Zaak, models.CASCADE, related_name="deelnemer")
    voornaam = VersleuteldTekstveld("voornaam", max_length=60)
    aangemeld_op = models.DateTimeField("aangemeld op")
    toestemming_op = models.DateTimeField("wil een maatje, gezegd op")
    doel = VersleuteldTekstveld("wat hoopt deze persoon?", max_length=500, blank=True)
    leeftijden = woordenlijst("gewenste leeftijd van het maatje")
    wil_dierenvriend = models.BooleanField("zoekt een dierenvriend", default=False)
    wil_vervoer = models.BooleanField("zoekt iemand met een auto", default=False)
    niet_met = models.ManyToManyField(
        Maatje, verbose_name="familie of bekenden", blank=True, related_name="bekend_met"
    )

    objects = DeelnemerQuerySet.as_manager()

    class Meta:
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        indexes = [
            # /koppelingen/: who waits longest in a gemeente
            models.Index(fields=["gemeente", "aangemeld_op"], name="deelnemer_wachttijd"),
        ]

    def __str__(self) -> str:
        return f"deelnemer {self.pk}"
