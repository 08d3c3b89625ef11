"""A doorverwijzing: somebody else is asked to help, and we stay until the person arrived there.

`Doorverwijzing.status` changes only in `opvolging.verloop`.
"""

import uuid

from django.db import models

from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class Doorverwijzing(VersleuteldeRij):
    """One question to one organisation, and what became of it."""

    class Soort(models.TextChoices):
        HUISARTS = "huisarts", "huisarts"
        WELZIJN = "welzijn", "Welzijn op Recept"
        WIJKTEAM = "wijkteam", "wijkteam"
        DOORBRAAK = "doorbraak", "Doorbraakmethode"
        GELDZORGEN = "geldzorgen", "hulp bij geldzorgen, zoals de Kredietbank"
        VEILIG_THUIS = "veilig_thuis", "Veilig Thuis"
        GGZ = "ggz", "ggz"
        ANDERE = "andere", "een andere organisatie"

    class Toestemming(models.TextChoices):
        GESPREK = "gesprek", "in een gesprek"
        TELEFOON = "telefoon", "aan de telefoon"
        SCHRIFTELIJK = "schriftelijk", "op papier of in een e-mail"

    class Status(models.TextChoices):
        GEVRAAGD = "gevraagd", "gevraagd"
        AANGENOMEN = "aangenomen", "aangenomen"
        TERUGGEGEVEN = "teruggegeven", "teruggegeven"
        GEEN_ANTWOORD = "geen_antwoord", "geen antwoord"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    class Aangekomen(models.TextChoices):
        JA = "ja", "ja"
        NEE = "nee", "nee"
        ONBEKEND = "onbekend", "dat weten wij niet"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="doorverwijzingen")
    # of the form: sent twice is asked once
    sleutel = models.UUIDField("sleutel", default=uuid.uuid4, unique=True, editable=False)
    soort = models.CharField("soort", max_length=12, choices=Soort.choices)
    naar = VersleuteldTekstveld("organisatie", max_length=200)  # often names a person there
    vraag = VersleuteldTekstveld("hoe gevraagd", max_length=2000, blank=True)
    # the person agreed on a day and in a way, or we wrote down why we could not wait for it
    toestemming_op = models.DateField("toestemming op", null=True, blank=True)
    toestemming = models.CharField(
        "hoe gaf deze persoon toestemming", max_length=12, choices=Toestemming.choices, blank=True
    )
    is_acuut = models.BooleanField("er is nu gevaar", default=False)
    waarom_zonder = VersleuteldTekstveld("waarom zonder toestemming", max_length=2000, blank=True)

    status = models.CharField(max_length=13, choices=Status.choices, default=Status.GEVRAAGD)
    verwezen_op = models.DateTimeField("verwezen op")
    verwezen_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    afgehandeld_op = models.DateTimeField("antwoord op", null=True, blank=True)
    reden = VersleuteldTekstveld("reden", max_length=2000, blank=True)
    aangekomen = models.CharField(max_length=8, choices=Aangekomen.choices, blank=True)
    aankomst_op = models.DateTimeField("aankomst vastgelegd op", null=True, blank=True)

    class Meta:
        verbose_name = "doorverwijzing"
        verbose_name_plural = "doorverwijzingen"
        ordering = ["verwezen_op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(toestemming_op__isnull=False, waarom_zonder="")
                & ~models.Q(toestemming="")
                | models.Q(toestemming_op__isnull=True, toestemming="")
                & ~models.Q(waarom_zonder="")
                & (models.Q(soort="veilig_thuis") | models.Q(is_acuut=True)),
                name="doorverwijzing_toestemming_of_reden",
            ),
            models.CheckConstraint(
                condition=models.Q(status="gevraagd", afgehandeld_op__isnull=True)
                | ~models.Q(status="gevraagd") & models.Q(afgehandeld_op__isnull=False),
                name="doorverwijzing_afgehandeld",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="teruggegeven") | ~models.Q(reden=""),
                name="doorverwijzing_terug_met_reden",
            ),
            models.CheckConstraint(
                condition=models.Q(aangekomen="", aankomst_op__isnull=True)
                | models.Q(status="aangenomen", aankomst_op__isnull=False)
                & ~models.Q(aangekomen=""),
                name="doorverwijzing_aankomst_na_ja",
            ),
        ]

    def __str__(self) -> str:
        return f"doorverwijzing {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether nobody answered yet, and nobody took it back."""
        return self.status == self.Status.GEVRAAGD

    @property
    def is_aangenomen(self) -> bool:
        """Whether the answer was yes."""
        return self.status == self.Status.AANGENOMEN
