"""The reminder ledger: one row for each step of the ladder of each clock, planned at its start."""

from django.db import models

from opvolging.models.termijn import Termijn
from signaalpunt.claimen import ClaimbareRij
from signaalpunt.models import Bericht, Gebruiker, Gemeente


class Herinnering(ClaimbareRij):
    """One line of the ledger."""

    class Status(models.TextChoices):
        GEPLAND = "gepland", "gepland"
        BEZIG = "bezig", "bezig"
        VERZONDEN = "verzonden", "verzonden"
        MISLUKT = "mislukt", "mislukt"
        GEANNULEERD = "geannuleerd", "geannuleerd"
        VERVALLEN = "vervallen", "vervallen"

    class Ontvanger(models.TextChoices):
        TEAM = "team", "het team"
        BEHANDELAAR = "behandelaar", "de behandelaar"
        PLAATSVERVANGER = "plaatsvervanger", "de plaatsvervanger van de behandelaar"
        TEAMLEIDER = "teamleider", "de teamleider"

    class Waarom(models.TextChoices):
        TEAM = "team", "u bij het team hoort"
        BEHANDELAAR = "behandelaar", "u deze zaak behandelt"
        VERVANGER = "vervanger", "u een collega vervangt"
        PLAATSVERVANGER = "plaatsvervanger", "u plaatsvervanger bent van wie dit behandelt"
        TEAMLEIDER = "teamleider", "u teamleider bent"

    # both found by an index of more columns below
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, db_index=False)
    termijn = models.ForeignKey(
        Termijn, models.CASCADE, related_name="herinneringen", db_index=False
    )
    regelversie = models.PositiveSmallIntegerField("versie van de ladder")
    stap = models.PositiveSmallIntegerField("stap")  # 1 is the lowest step
    ontvanger = models.CharField("aan", max_length=15, choices=Ontvanger.choices)
    # who it is for, or whose plaatsvervanger; empty for the team and the teamleider
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True)
    gepland_op = models.DateTimeField("gepland op")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.GEPLAND)
    reden = models.CharField("reden", max_length=60, blank=True)
    afgehandeld_op = models.DateTimeField("afgehandeld op", null=True, blank=True)
    # how often an engine took it up since it was planned
    aantal_pogingen = models.PositiveSmallIntegerField("aantal pogingen", default=0, db_default=0)

    # where it ended: in which mail, to whom (empty: the team) and why there
    bericht = models.ForeignKey(
        Bericht, models.SET_NULL, null=True, blank=True, related_name="herinneringen"
    )
    ging_naar = models.ForeignKey(
        Gebruiker, models.PROTECT, null=True, blank=True, related_name="+"
    )
    waarom = models.CharField("waarom", max_length=15, choices=Waarom.choices, blank=True)

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        ordering = ["termijn", "stap"]
        constraints = [
            # one row per step and recipient, however often it is planned
            models.UniqueConstraint(
                fields=["termijn", "regelversie", "stap", "ontvanger"], name="herinnering_eenmaal"
            ),
        ]
        indexes = [
            # the dispatcher: what is due, and what a dead worker left behind
            models.Index(
                fields=["gepland_op"],
                name="herinnering_te_doen",
                condition=models.Q(status__in=["gepland", "bezig"]),
            ),
            # the dispatcher: what else is due for the same receiver, without reading the others
            models.Index(
                fields=["gemeente", "ontvanger", "gebruiker", "gepland_op"],
                name="herinnering_voor_wie",
                condition=models.Q(status__in=["gepland", "bezig"]),
            ),
        ]

    def __str__(self) -> str:
        return f"herinnering {self.pk}"
