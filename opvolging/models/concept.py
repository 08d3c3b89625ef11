"""What somebody of the team typed and did not send yet."""

from django.db import models

from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, van_eigen_gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class ConceptQuerySet(models.QuerySet["Concept"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "ConceptQuerySet":
        """Own drafts only: half a sentence is nobody else's business."""
        eigen = van_eigen_gemeente(self, gebruiker, TEAM)
        return eigen.filter(door_id=gebruiker.pk)  # type: ignore[return-value]


class Concept(VersleuteldeRij):
    """An intake that is not finished; gone as soon as it is sent, or after a week."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    door = models.ForeignKey(Gebruiker, models.CASCADE, related_name="concepten")
    sleutel = models.UUIDField("sleutel")  # of the form, so that one form is one draft
    gegevens = VersleuteldTekstveld("gegevens")  # JSON: of every field what was typed
    begonnen_op = models.DateTimeField("begonnen op")
    bewaard_op = models.DateTimeField("bewaard op")

    objects = ConceptQuerySet.as_manager()

    class Meta:
        verbose_name = "concept"
        verbose_name_plural = "concepten"
        ordering = ["-bewaard_op"]
        constraints = [
            # one form is one draft, also when two savings cross; lists the drafts of one person
            models.UniqueConstraint(fields=["door", "sleutel"], name="concept_een_per_formulier"),
        ]

    def __str__(self) -> str:
        return f"concept {self.pk}"
