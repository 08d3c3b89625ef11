"""What somebody typed on the page of a zaak and did not send yet."""

from django.db import models

from opvolging.models.zaak import Zaak
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, van_eigen_gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class ZaakconceptQuerySet(models.QuerySet["Zaakconcept"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "ZaakconceptQuerySet":
        """Own drafts only: half a sentence is nobody else's business."""
        eigen = van_eigen_gemeente(self, gebruiker, TEAM)
        return eigen.filter(door_id=gebruiker.pk)  # type: ignore[return-value]


class Zaakconcept(VersleuteldeRij):
    """One form of one zaak that is not finished; gone as soon as it is sent, or after a week."""

    gemeente = models.ForeignKey(Gemeente, models.CASCADE)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="concepten")
    door = models.ForeignKey(Gebruiker, models.CASCADE, related_name="+")
    act = models.CharField("formulier", max_length=40)
    gegevens = VersleuteldTekstveld("gegevens")  # JSON: of every field what was typed
    bewaard_op = models.DateTimeField("bewaard op", db_index=True)  # the nightly clean-up

    objects = ZaakconceptQuerySet.as_manager()

    class Meta:
        verbose_name = "concept op een zaak"
        verbose_name_plural = "concepten op zaken"
        constraints = [
            # one form is one draft, also when two savings cross
            models.UniqueConstraint(
                fields=["zaak", "door", "act"], name="zaakconcept_een_per_formulier"
            ),
        ]

    def __str__(self) -> str:
        return f"concept op een zaak {self.pk}"
