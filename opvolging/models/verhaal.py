"""What is kept for the evaluation beside counts: what nobody could offer, and stories.

A story has a last day, and is read only as long as the person agrees.
"""

import uuid
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef

from opvolging.models.toestemming import Toestemming
from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import Rol, van_eigen_gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class BehoefteQuerySet(models.QuerySet["OnvervuldeBehoefte"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "BehoefteQuerySet":
        """Of the own gemeente, for a coördinator."""
        return van_eigen_gemeente(self, gebruiker, (Rol.COORDINATOR,))  # type: ignore[return-value]

    def geldig(self) -> "BehoefteQuerySet":
        """Those that nobody took back as a mistake."""
        return self.filter(teruggenomen_op=None)


class OnvervuldeBehoefte(VersleuteldeRij):
    """Something a person asked for that was not there, and why not."""

    class Wat(models.TextChoices):
        BEZOEK = "bezoek", "iemand die op bezoek komt of belt"
        MAATJE = "maatje", "een vast maatje"
        ACTIVITEIT = "activiteit", "een activiteit of een groep"
        SAMEN_ETEN = "samen_eten", "samen eten"
        BEWEGEN = "bewegen", "samen bewegen of naar buiten"
        HUISDIER = "huisdier", "iets met een huisdier"
        ROUW = "rouw", "steun na een verlies"
        VERVOER = "vervoer", "vervoer of iemand die meegaat"
        TAAL = "taal", "oefenen met de taal"
        DIGITAAL = "digitaal", "hulp met telefoon of computer"
        GELD = "geld", "hulp met geld of papieren"
        PROFESSIONAL = "professional", "een professional"
        ANDERS = "anders", "iets anders"

    class Waarom(models.TextChoices):
        ER_NIET = "er_niet", "het is er niet"
        VOL = "vol", "het is vol of er is een wachtlijst"
        NIEMAND_PAST = "niemand_past", "er is nu niemand die past"
        TE_VER = "te_ver", "het is te ver of er is geen vervoer"
        TE_DUUR = "te_duur", "het is te duur"
        TIJD = "tijd", "het is op een ander moment"
        TOEGANG = "toegang", "deze persoon kan er niet in of aan meedoen"
        TAAL = "taal", "het is niet in de taal van deze persoon"
        ANDERS = "anders", "een andere reden"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="behoeften")
    # of the form: sent twice is written once
    sleutel = models.UUIDField("sleutel", default=uuid.uuid4, unique=True, editable=False)
    wat = models.CharField("wat", max_length=12, choices=Wat.choices)
    waarom = models.CharField("waarom niet", max_length=12, choices=Waarom.choices)
    tekst = VersleuteldTekstveld("in eigen woorden", max_length=300, blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField("op")
    # it was a mistake: the row stays, and counts no more
    teruggenomen_op = models.DateTimeField("teruggenomen op", null=True, blank=True)
    teruggenomen_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = BehoefteQuerySet.as_manager()

    class Meta:
        verbose_name = "onvervulde behoefte"
        verbose_name_plural = "onvervulde behoeften"
        ordering = ["-op", "-pk"]
        indexes = [
            # the list of a coördinator: the last year of one gemeente
            models.Index(fields=["gemeente", "op"], name="behoefte_van_gemeente"),
        ]

    def __str__(self) -> str:
        return f"onvervulde behoefte {self.pk}"


class VerhaalQuerySet(models.QuerySet["Verhaal"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "VerhaalQuerySet":
        """Of the own gemeente, for a coördinator."""
        return van_eigen_gemeente(self, gebruiker, (Rol.COORDINATOR,))  # type: ignore[return-value]

    def te_lezen(self, dag: date) -> "VerhaalQuerySet":
        """Those whose last day did not pass, of persons who agree."""
        soort = Toestemming.Soort.VERHAAL
        goed = Toestemming.objects.filter(zaak=OuterRef("zaak"), soort=soort).geldend()
        return self.filter(Exists(goed), geldig_tot__gte=dag)


class Verhaal(VersleuteldeRij):
    """One story of somebody, without a name."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="verhalen")
    sleutel = models.UUIDField("sleutel", default=uuid.uuid4, unique=True, editable=False)
    tekst = VersleuteldTekstveld("verhaal", max_length=4000)
    geldig_tot = models.DateField("te lezen tot en met")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField("op")

    objects = VerhaalQuerySet.as_manager()

    class Meta:
        verbose_name = "verhaal"
        verbose_name_plural = "verhalen"
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"verhaal {self.pk}"
