"""That the people of two zaken live in one house. Numbers only: who they are stands elsewhere."""

from django.db import models
from django.db.models import Q

from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker, Gemeente


class Relatie(models.TextChoices):
    """What the one in the house is to the other."""

    PARTNER = "partner", "partner"
    OUDER = "ouder", "vader of moeder"
    KIND = "kind", "zoon of dochter"
    ANDERS = "anders", "andere huisgenoot"

    @property
    def andersom(self) -> "Relatie":
        """What the other then is to this one."""
        return {Relatie.OUDER: Relatie.KIND, Relatie.KIND: Relatie.OUDER}.get(self, self)


class HuisgenootQuerySet(models.QuerySet["Huisgenoot"]):
    def geldend(self) -> "HuisgenootQuerySet":
        """Those that nobody took back."""
        return self.filter(ongedaan_op=None)

    def van(self, zaak: Zaak) -> "HuisgenootQuerySet":
        """Those that were written down for `zaak` itself, on either side."""
        return self.filter(Q(zaak=zaak) | Q(ander=zaak))


class Huisgenoot(models.Model):
    """`ander` lives with the person of `zaak`, as `relatie`; the lowest number stands first.

    It stays with the zaken for which it was written when those are joined: whoever reads it follows
    the joining, so that undoing that puts nothing wrong. See `huisbeeld`.
    """

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="+")
    ander = models.ForeignKey(Zaak, models.CASCADE, related_name="+")
    relatie = models.CharField("relatie", max_length=10, choices=Relatie.choices)
    op = models.DateTimeField("op")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    ongedaan_op = models.DateTimeField("ongedaan op", null=True, blank=True)
    ongedaan_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = HuisgenootQuerySet.as_manager()

    class Meta:
        verbose_name = "huisgenoot"
        verbose_name_plural = "huisgenoten"
        ordering = ["op", "pk"]
        constraints = [
            # of two colleagues who say the same at once one is written
            models.UniqueConstraint(
                fields=["zaak", "ander"],
                name="huisgenoot_een_geldende_per_paar",
                condition=Q(ongedaan_op__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(zaak__lt=models.F("ander")), name="huisgenoot_laagste_eerst"
            ),
            models.CheckConstraint(
                condition=Q(ongedaan_op__isnull=True, ongedaan_door__isnull=True)
                | Q(ongedaan_op__isnull=False, ongedaan_door__isnull=False),
                name="huisgenoot_ongedaan_door_iemand",
            ),
        ]

    def __str__(self) -> str:
        return f"zaak {self.zaak_id} en zaak {self.ander_id}"

    def naast(self, zaak: Zaak) -> int:
        """The number of the other one."""
        return self.ander_id if self.zaak_id == zaak.pk else self.zaak_id
