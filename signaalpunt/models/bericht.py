"""One outgoing mail. Written in the transaction of the act, sent later by `signaalpunt.post`."""

from typing import TYPE_CHECKING

from django.db import models

from signaalpunt.claimen import ClaimbareRij
from signaalpunt.models.gemeente import Gemeente
from signaalpunt.rollen import TEAM, van_eigen_gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld

if TYPE_CHECKING:
    from signaalpunt.models.gebruiker import Gebruiker


class BerichtQuerySet(models.QuerySet["Bericht"]):
    def zichtbaar_voor(self, gebruiker: "Gebruiker") -> "BerichtQuerySet":
        """Mails of the own gemeente, for the team only."""
        return van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[return-value]

    def niet_aangekomen(self) -> "BerichtQuerySet":
        """Mails that were given up and that nobody has seen yet."""
        return self.filter(status=Bericht.Status.MISLUKT, gezien_op=None)


class Bericht(VersleuteldeRij, ClaimbareRij):
    """A mail to send; address and content are wiped as soon as it has left."""

    class Status(models.TextChoices):
        KLAAR = "klaar", "klaar om te versturen"
        BEZIG = "bezig", "wordt verstuurd"
        VERZONDEN = "verzonden", "verzonden"
        INGETROKKEN = "ingetrokken", "ingetrokken"
        MISLUKT = "mislukt", "mislukt"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    soort = models.CharField("soort", max_length=30)  # name of the template in templates/post/
    sleutel = models.CharField("sleutel", max_length=80, unique=True)  # never twice the same mail
    # whose lines it still gathers; empty as soon as a sender has begun with it
    verzamelt_voor = models.CharField(max_length=40, blank=True, editable=False)
    aan = VersleuteldTekstveld("aan", blank=True)
    gegevens = VersleuteldTekstveld("gegevens", blank=True)  # JSON for the template
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.KLAAR)
    klaar_op = models.DateTimeField("klaar op")
    volgende_poging_op = models.DateTimeField("volgende poging op")
    aantal_pogingen = models.PositiveSmallIntegerField("aantal pogingen", default=0)
    verzonden_op = models.DateTimeField("verzonden op", null=True, blank=True)
    # of a mail that failed: who took note of it, and did what it asked in another way
    gezien_op = models.DateTimeField("gezien op", null=True, blank=True)
    gezien_door = models.ForeignKey(
        "signaalpunt.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        constraints = [
            # two engines that begin a mail for the same person begin one
            models.UniqueConstraint(
                fields=["verzamelt_voor"],
                name="bericht_een_verzamelt",
                condition=~models.Q(verzamelt_voor=""),
            )
        ]
        indexes = [
            # the sweep: what is due, and what a dead sender left behind
            models.Index(
                fields=["volgende_poging_op"],
                name="bericht_te_versturen",
                condition=models.Q(status__in=["klaar", "bezig"]),
            ),
            # the banner: did any mail succeed since another was ready; bounces: what left lately
            models.Index(
                fields=["verzonden_op"],
                name="bericht_verzonden",
                condition=models.Q(verzonden_op__isnull=False),
            ),
            # the werkvoorraad: what did not arrive and nobody has seen yet
            models.Index(
                fields=["gemeente", "klaar_op"],
                name="bericht_niet_aangekomen",
                condition=models.Q(status="mislukt", gezien_op__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"bericht {self.pk}"
