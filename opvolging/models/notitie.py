"""What somebody of the team wants to remember about a zaak, apart from its history."""

import uuid

from django.db import models
from django.db.models import Q

from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, van_eigen_gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class NotitieQuerySet(models.QuerySet["Notitie"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "NotitieQuerySet":
        """Those for the team, and the own ones; what somebody keeps for themselves is theirs."""
        rijen = van_eigen_gemeente(self, gebruiker, TEAM)
        voor_mij = Q(voor=Notitie.Voor.TEAM) | Q(door=gebruiker.pk)
        return rijen.filter(voor_mij)  # type: ignore[return-value]


class Notitie(VersleuteldeRij):
    """One note; whoever wrote it may throw it away."""

    class Voor(models.TextChoices):
        TEAM = "team", "het team"
        IK = "ik", "alleen ik"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="notities")
    # of the form: sent twice is written once
    sleutel = models.UUIDField("sleutel", default=uuid.uuid4, unique=True, editable=False)
    voor = models.CharField("voor wie", max_length=4, choices=Voor.choices)
    tekst = VersleuteldTekstveld("tekst", max_length=2000)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField("op")

    objects = NotitieQuerySet.as_manager()

    class Meta:
        verbose_name = "notitie"
        verbose_name_plural = "notities"
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"notitie {self.pk}"
