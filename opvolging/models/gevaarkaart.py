"""The card for acute danger on a zaak: what was done, by whom and when."""

from datetime import datetime, timedelta

from django.db import models

from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, van_eigen_gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class GevaarkaartQuerySet(models.QuerySet["Gevaarkaart"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "GevaarkaartQuerySet":
        """Those of the own gemeente, for the team."""
        return van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[return-value]

    def blijft_liggen(self, nu: datetime) -> "GevaarkaartQuerySet":
        """Those that a day later are not done: mostly nobody asked yet how the colleague is."""
        return self.filter(klaar_op=None, gestart_op__lte=nu - timedelta(days=1))


class Gevaarkaart(VersleuteldeRij):
    """One time that somebody was in danger; a zaak has one open, joined ones each their own."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="gevaarkaarten")
    wat = VersleuteldTekstveld("wat er aan de hand is", max_length=2000, blank=True)
    gestart_op = models.DateTimeField("gestart op")
    gestart_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    klaar_op = models.DateTimeField("klaar op", null=True, blank=True)

    objects = GevaarkaartQuerySet.as_manager()

    class Meta:
        verbose_name = "kaart bij gevaar"
        verbose_name_plural = "kaarten bij gevaar"
        ordering = ["gestart_op", "pk"]
        indexes = [
            # the open ones of a gemeente, on every werkvoorraad
            models.Index(
                fields=["gemeente", "gestart_op"],
                condition=models.Q(klaar_op=None),
                name="gevaarkaart_open",
            )
        ]

    def __str__(self) -> str:
        return f"kaart bij gevaar {self.pk}"


class Gevaarstap(models.Model):
    """One step of a card: done, or not needed this time."""

    class Stap(models.TextChoices):
        """In the order in which they are done."""

        BEL = "bel", "Bel nu wie kan helpen"
        BLIJF = "blijf", "Blijf bereikbaar tot er hulp is"
        MEELEZEN = "meelezen", "Een collega leest mee"
        AFSPREKEN = "afspreken", "Spreek af wie wat doet"
        NAZORG = "nazorg", "Praat na: hoe gaat het met u?"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    kaart = models.ForeignKey(Gevaarkaart, models.CASCADE, related_name="stappen")
    stap = models.CharField("stap", max_length=10, choices=Stap.choices)
    is_nodig = models.BooleanField("was nodig", default=True)
    op = models.DateTimeField("op")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "stap bij gevaar"
        verbose_name_plural = "stappen bij gevaar"
        ordering = ["op", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kaart", "stap"], name="gevaarstap_een_keer")
        ]

    def __str__(self) -> str:
        return f"stap bij gevaar {self.pk}"
