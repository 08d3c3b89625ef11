"""One outgoing mail. Written in the transaction of the act, sent later by `signaalpunt.post`."""

from django.db import models

from signaalpunt.claimen import ClaimbareRij
from signaalpunt.models.gemeente import Gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


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
        ]

    def __str__(self) -> str:
        return f"bericht {self.pk}"
