"""An organisation that keeps its own entries of the sociale kaart, and what it would change."""

from django.db import models

from opvolging.models.aanbod import Aanbod
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, van_eigen_gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class Aanbodpartner(VersleuteldeRij):
    """Who gets a link to keep entries; the address is often that of a person."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    email = VersleuteldTekstveld("e-mail", max_length=254)
    email_hash = models.CharField(max_length=64)
    geldig_tot = models.DateTimeField("link geldig tot")  # of the newest: an older one is dead

    class Meta:
        verbose_name = "organisatie van de sociale kaart"
        verbose_name_plural = "organisaties van de sociale kaart"
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "email_hash"], name="aanbodpartner_een_per_adres"
            ),
        ]

    def __str__(self) -> str:
        return f"partner {self.pk}"


class AanbodvoorstelQuerySet(models.QuerySet["Aanbodvoorstel"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "AanbodvoorstelQuerySet":
        """Of the own gemeente, for the team only."""
        return van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[return-value]

    def open(self) -> "AanbodvoorstelQuerySet":
        """What nobody of the team looked at."""
        return self.filter(behandeld_op=None)

    def nieuw(self) -> "AanbodvoorstelQuerySet":
        """Entries that are not there yet, and that nobody looked at; oldest first."""
        return self.open().filter(aanbod=None).order_by("ingestuurd_op", "pk")


class Aanbodvoorstel(models.Model):
    """What an organisation would change in one entry, or a new one: the team looks first."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    # none: it would be a new one
    aanbod = models.ForeignKey(
        Aanbod, models.CASCADE, related_name="voorstellen", null=True, blank=True
    )
    # of the form of a new one: sent twice is one
    sleutel = models.UUIDField("sleutel", unique=True, null=True, blank=True, editable=False)
    partner = models.ForeignKey(Aanbodpartner, models.CASCADE, related_name="voorstellen")
    velden = models.JSONField("wat er anders wordt")
    is_weg = models.BooleanField("dit is er niet meer", default=False)
    ingestuurd_op = models.DateTimeField("ingestuurd op")
    behandeld_op = models.DateTimeField("behandeld op", null=True, blank=True)
    behandeld_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )
    is_overgenomen = models.BooleanField("overgenomen", null=True, blank=True)

    objects = AanbodvoorstelQuerySet.as_manager()

    class Meta:
        verbose_name = "voorstel voor de sociale kaart"
        verbose_name_plural = "voorstellen voor de sociale kaart"
        constraints = [
            # a newer one takes the place of what nobody looked at yet
            models.UniqueConstraint(
                fields=["aanbod"],
                name="aanbodvoorstel_een_open",
                condition=models.Q(behandeld_op=None),
            ),
        ]

    def __str__(self) -> str:
        return f"voorstel {self.pk}"
