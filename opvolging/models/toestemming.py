"""What somebody said that we may do: who, when, how, and when it was taken back.

A row is only ever taken back, never changed: who agrees again gets a new one.
"""

from django.db import models
from django.db.models import Exists, OuterRef

from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class ToestemmingQuerySet(models.QuerySet["Toestemming"]):
    def geldend(self) -> "ToestemmingQuerySet":
        """Those that hold: not taken back, and nothing of the kind was taken back later."""
        later = Toestemming.objects.filter(
            zaak=OuterRef("zaak"),
            soort=OuterRef("soort"),
            partner_hash=OuterRef("partner_hash"),
            ingetrokken_op__gt=OuterRef("vastgelegd_op"),
        )
        return self.filter(~Exists(later), ingetrokken_op=None)


class Toestemming(VersleuteldeRij):
    """One yes to one thing; `partner` is with whom we may share, and nothing for the others."""

    class Soort(models.TextChoices):
        BEGELEIDING = "begeleiding", "begeleiding"
        SCHAAL = "schaal", "vragenlijst over eenzaamheid"
        DELEN = "delen", "delen met een organisatie"
        MAATJE = "maatje", "een maatje"
        VERHAAL = "verhaal", "een verhaal over deze persoon"
        LATER = "later", "later nog één keer vragen"
        TERUGKOPPELING = "terugkoppeling", "de melder vertellen hoe het ging"

    class Manier(models.TextChoices):
        GESPREK = "gesprek", "in een gesprek"
        TELEFOON = "telefoon", "aan de telefoon"
        SCHRIFTELIJK = "schriftelijk", "op papier of in een e-mail"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="toestemmingen")
    soort = models.CharField("waarvoor", max_length=14, choices=Soort.choices)
    partner = VersleuteldTekstveld("met wie", max_length=200, blank=True)
    partner_hash = models.CharField(max_length=64, blank=True)
    manier = models.CharField("hoe", max_length=12, choices=Manier.choices)
    gegeven_op = models.DateField("gegeven op")
    vastgelegd_op = models.DateTimeField("vastgelegd op")
    vastgelegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = ToestemmingQuerySet.as_manager()

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        ordering = ["vastgelegd_op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(soort="delen") & ~models.Q(partner="", partner_hash="")
                | ~models.Q(soort="delen") & models.Q(partner="", partner_hash=""),
                name="toestemming_delen_met_iemand",
            ),
            models.CheckConstraint(
                condition=models.Q(ingetrokken_op__isnull=True, ingetrokken_door__isnull=True)
                | models.Q(ingetrokken_op__isnull=False, ingetrokken_door__isnull=False),
                name="toestemming_ingetrokken_door_iemand",
            ),
        ]

    def __str__(self) -> str:
        return f"toestemming {self.pk}"

    @property
    def waarvoor(self) -> str:
        """What it is about, in words."""
        if self.partner:
            return f"Delen met {self.partner}"
        label = self.get_soort_display()
        return f"{label[:1].upper()}{label[1:]}"

    @property
    def midden_in_een_zin(self) -> str:
        """The same with a small letter, for where a sentence goes on."""
        return f"{self.waarvoor[:1].lower()}{self.waarvoor[1:]}"
