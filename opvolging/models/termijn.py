"""A running clock. What a clock counts is decided in `opvolging.termijnen`, when it starts and
stops in `opvolging.klokken`. What it said when it stopped is frozen here; reports read only that.
"""

from django.db import models

from meldingen.models import Melding
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.models.gemeente import Telling
from signaalpunt.rollen import TEAM, van_eigen_gemeente


class TermijnQuerySet(models.QuerySet["Termijn"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "TermijnQuerySet":
        """Clocks of the own gemeente, for the team only."""
        return van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[return-value]

    def lopend(self) -> "TermijnQuerySet":
        """Clocks that nobody stopped yet."""
        return self.filter(gestopt_op__isnull=True)

    def eerste_contact(self) -> "TermijnQuerySet":
        """The clocks that a melding starts with, one for each."""
        return self.filter(soort=Termijn.Soort.EERSTE_CONTACT)

    def oudste_per_melding(self) -> "TermijnQuerySet":
        """Of each melding the clock that started first."""
        return self.order_by("melding_id", "gestart_op", "pk").distinct("melding_id")


class Termijn(models.Model):
    """One clock on one melding, with its target and its limit."""

    class Soort(models.TextChoices):
        EERSTE_CONTACT = "eerste_contact", "eerste contact"
        HEROPEND = "heropend", "opnieuw contact"  # by the melder, or by a colleague

    class Stopreden(models.TextChoices):
        CONTACT = "contact", "contact gelegd"
        AFGESLOTEN = "afgesloten", "afgesloten"
        ADVIES = "advies", "advies aan de melder"
        OPGEGAAN = "opgegaan", "het eerste contact telt weer"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    melding = models.ForeignKey(Melding, models.CASCADE, related_name="termijnen")
    soort = models.CharField("soort", max_length=20, choices=Soort.choices)
    telling = models.CharField("telling", max_length=12, choices=Telling.choices)
    regelversie = models.PositiveSmallIntegerField("versie van de regels")
    # whom it reminds when; empty is the ladder of `opvolging.ladder`
    ladder = models.ForeignKey("opvolging.Ladderversie", models.PROTECT, null=True, blank=True)
    aantal_uren_streef = models.PositiveSmallIntegerField("uren tot het streefmoment")
    aantal_uren_grens = models.PositiveSmallIntegerField("uren tot de grens")
    gestart_op = models.DateTimeField("gestart op")
    streef_op = models.DateTimeField("streefmoment")
    grens_op = models.DateTimeField("grens")
    # with what calendar they were counted; stopping counts with the same
    kalender = models.JSONField("kalender", null=True, blank=True, editable=False)
    uitleg = models.TextField("uitleg")  # how target and limit were counted, in a sentence

    stil_tot = models.DateTimeField("staat stil tot", null=True, blank=True)  # of the last pause

    gestopt_op = models.DateTimeField("gestopt op", null=True, blank=True)
    stopreden = models.CharField(max_length=12, choices=Stopreden.choices, blank=True)
    # frozen when the clock stops, in minutes: its own counting, working-day hours, elapsed time;
    # a begun minute counts as one
    aantal_minuten = models.PositiveIntegerField("minuten", null=True, blank=True)
    aantal_minuten_werkdag = models.PositiveIntegerField("werkdagminuten", null=True, blank=True)
    aantal_minuten_klok = models.PositiveIntegerField("klokminuten", null=True, blank=True)
    # what its own counting left out because of pauses; the elapsed time leaves nothing out
    aantal_minuten_pauze = models.PositiveIntegerField("minuten pauze", default=0, db_default=0)

    objects = TermijnQuerySet.as_manager()

    class Meta:
        verbose_name = "termijn"
        verbose_name_plural = "termijnen"
        constraints = [
            models.UniqueConstraint(
                fields=["melding"],
                name="termijn_een_eerste_contact",
                condition=models.Q(soort="eerste_contact"),
            ),
            # again and again, but never two at once
            models.UniqueConstraint(
                fields=["melding", "soort"],
                name="termijn_een_lopende_per_soort",
                condition=models.Q(gestopt_op__isnull=True),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    gestopt_op__isnull=True,
                    stopreden="",
                    aantal_minuten__isnull=True,
                    aantal_minuten_werkdag__isnull=True,
                    aantal_minuten_klok__isnull=True,
                )
                | models.Q(
                    gestopt_op__isnull=False,
                    aantal_minuten__isnull=False,
                    aantal_minuten_werkdag__isnull=False,
                    aantal_minuten_klok__isnull=False,
                )
                & ~models.Q(stopreden=""),
                name="termijn_uitslag_bij_stoppen",
            ),
        ]
        indexes = [
            # werkvoorraad: running clocks of a gemeente, least time left first
            models.Index(
                fields=["gemeente", "grens_op"],
                name="termijn_lopend",
                condition=models.Q(gestopt_op__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"termijn {self.pk}"


class Pauze(models.Model):
    """A stretch in which one clock stands still, by decision of a person.

    Of the clock and not of the zaak: a melding that changes zaak takes its deadline along. Why in
    more words stands in the history of the zaak; here is nothing about a person.
    """

    class Reden(models.TextChoices):
        WEG = "weg", "deze persoon is een tijd weg"
        LATER = "later", "deze persoon wil later contact"
        NAVRAAG = "navraag", "wij wachten op een antwoord dat nodig is om te bellen"
        ANDERS = "anders", "er is een andere reden"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    termijn = models.ForeignKey(Termijn, models.CASCADE, related_name="pauzes")
    van = models.DateTimeField("van")
    tot = models.DateTimeField(
        "tot"
    )  # planned at its start, moved when somebody resumes; a clock can stop before it
    reden = models.CharField("reden", max_length=10, choices=Reden.choices)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "pauze"
        verbose_name_plural = "pauzes"
        ordering = ["van", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tot__gte=models.F("van")), name="pauze_eindigt_na_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"pauze {self.pk}"
