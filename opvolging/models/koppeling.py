"""A koppeling: one deelnemer with one maatje, from offer to end.

`Koppeling.status` changes only in `opvolging.verloop`. That nobody is offered or coupled to a
maatje without valid VOG, training and agreement is kept by a trigger in the database.
"""

from django.db import models

from opvolging.models.deelnemer import LOPEND, Deelnemer
from opvolging.models.maatje import Maatje
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, Rol, van_eigen_gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class KoppelingQuerySet(models.QuerySet["Koppeling"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "KoppelingQuerySet":
        """All of the own gemeente for the team; a maatje sees the own ones while they last."""
        if gebruiker.rol == Rol.MAATJE:
            eigen = van_eigen_gemeente(self.lopend(), gebruiker, (Rol.MAATJE,))
            return eigen.filter(maatje__gebruiker=gebruiker)  # type: ignore[return-value]
        return van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[return-value]

    def voorbij_voor(self, gebruiker: Gebruiker) -> "KoppelingQuerySet":
        """Of a maatje the own ones that ended: only to say that they did."""
        eigen = van_eigen_gemeente(self.exclude(status__in=LOPEND), gebruiker, (Rol.MAATJE,))
        return eigen.filter(maatje__gebruiker=gebruiker)  # type: ignore[return-value]

    def lopend(self) -> "KoppelingQuerySet":
        """Offered, accepted or active: these hold a place."""
        return self.filter(status__in=LOPEND)


class Koppeling(VersleuteldeRij):
    """One offer and what became of it."""

    class Status(models.TextChoices):
        VOORGESTELD = "voorgesteld", "voorgesteld"
        GEACCEPTEERD = "geaccepteerd", "maatje zei ja"
        ACTIEF = "actief", "actief"
        AFGESLAGEN = "afgeslagen", "maatje zei nee"
        INGETROKKEN = "ingetrokken", "ingetrokken"
        BEEINDIGD = "beeindigd", "beëindigd"

    class Eindreden(models.TextChoices):
        AFGEROND = "afgerond", "afgerond zoals gepland"
        GEEN_KLIK = "geen_klik", "geen klik"
        DEELNEMER_STOPT = "deelnemer_stopt", "de deelnemer wil stoppen"
        MAATJE_STOPT = "maatje_stopt", "het maatje wil stoppen"
        VERHUISD = "verhuisd", "verhuisd"
        OVERLEDEN = "overleden", "overleden"
        ANDERS = "anders", "iets anders"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    deelnemer = models.ForeignKey(Deelnemer, models.CASCADE, related_name="koppelingen")
    maatje = models.ForeignKey(Maatje, models.PROTECT, related_name="koppelingen")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.VOORGESTELD)
    # what the decision rested on
    regelversie = models.PositiveSmallIntegerField("versie van de regels")
    punten = models.DecimalField("punten", max_digits=4, decimal_places=1)
    plek = models.PositiveSmallIntegerField("plek in de lijst")
    voorgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    voorgesteld_op = models.DateTimeField("voorgesteld op")
    geantwoord_op = models.DateTimeField("geantwoord op", null=True, blank=True)
    gestart_op = models.DateTimeField("gestart op", null=True, blank=True)
    geeindigd_op = models.DateTimeField("geëindigd op", null=True, blank=True)
    eindreden = models.CharField("reden", max_length=20, choices=Eindreden.choices, blank=True)
    toelichting = VersleuteldTekstveld("toelichting", max_length=2000, blank=True)

    objects = KoppelingQuerySet.as_manager()

    class Meta:
        verbose_name = "koppeling"
        verbose_name_plural = "koppelingen"
        constraints = [
            models.UniqueConstraint(
                fields=["deelnemer"],
                name="koppeling_een_lopende",
                condition=models.Q(status__in=LOPEND),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status__in=LOPEND,
                    geeindigd_op__isnull=True,
                    eindreden="",
                )
                | models.Q(
                    status__in=["afgeslagen", "ingetrokken"],
                    geeindigd_op__isnull=False,
                    eindreden="",
                )
                | models.Q(status="beeindigd", geeindigd_op__isnull=False)
                & ~models.Q(eindreden=""),
                name="koppeling_einde_met_reden",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["voorgesteld", "ingetrokken"])
                | models.Q(geantwoord_op__isnull=False),
                name="koppeling_antwoord",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="actief") | models.Q(gestart_op__isnull=False),
                name="koppeling_actief_gestart",
            ),
        ]
        indexes = [
            # places taken of a maatje, and what a maatje sees at /mijn/
            models.Index(
                fields=["maatje"],
                name="koppeling_lopend_maatje",
                condition=models.Q(status__in=LOPEND),
            ),
            # /koppelingen/: the running ones of one gemeente
            models.Index(
                fields=["gemeente", "voorgesteld_op"],
                name="koppeling_lopend",
                condition=models.Q(status__in=LOPEND),
            ),
        ]

    def __str__(self) -> str:
        return f"koppeling {self.pk}"
