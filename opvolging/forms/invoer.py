"""What was typed in an intake so far: as forms to go on with, to judge, to keep and to compare."""

from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.utils.datastructures import MultiValueDict

from meldingen.forms import DEUREN, DeurForm
from meldingen.models import Deur
from meldingen.velden import ONZICHTBAAR
from opvolging.dubbelen import Dubbel, gelijkend
from opvolging.forms.gesprek import voor_team
from opvolging.forms.intake import IntakeForm
from opvolging.models import Zaak
from opvolging.nooitmeer import staat_op_de_lijst
from signaalpunt.models import Gemeente

TE_VERGELIJKEN = (
    "naam", "telefoon", "email", "betrokkene_naam", "betrokkene_telefoon", "postcode",
    "huisnummer", "buurt",
)  # fmt: skip
HOOGSTENS = 5  # likely doubles that are shown


class Invoer:
    """The answers of one form; nothing in here judges them, except `te_beoordelen`."""

    def __init__(
        self, gegevens: "MultiValueDict[str, str]", *, gemeente: Gemeente, deur: Deur | None = None
    ) -> None:
        self.gegevens = gegevens
        self.gemeente = gemeente
        gevraagd = gegevens.get("deur") or ""
        self.deur = deur or (Deur(gevraagd) if gevraagd in Deur.values else Deur.IEMAND_ANDERS)

    @cached_property
    def sleutel(self) -> UUID:
        """Of this form; a new one when none came along."""
        try:
            return UUID(self.gegevens.get("sleutel") or "")
        except ValueError:
            return uuid4()

    @cached_property
    def antwoorden(self) -> dict[str, list[str]]:
        """Of every question of both forms what was typed, by name."""
        leeg = DEUREN[self.deur](gemeente=self.gemeente)
        namen = [*leeg.fields, "kanaal", "vervolg", "hoort_bij"]
        getypt = {
            naam: [ONZICHTBAAR.sub("", waarde) for waarde in self.gegevens.getlist(naam)]
            for naam in namen
        }
        return getypt | {"deur": [self.deur.value]}

    def formulieren(self) -> tuple[DeurForm, IntakeForm]:
        """Both forms with what was typed, not judged yet."""
        form = DEUREN[self.deur](gemeente=self.gemeente)
        getypt = self._waarden(form)
        erbij = IntakeForm(initial=self._waarden(IntakeForm()) | {"sleutel": self.sleutel})
        return voor_team(DEUREN[self.deur](initial=getypt, gemeente=self.gemeente)), erbij

    def te_beoordelen(self) -> tuple[DeurForm, IntakeForm]:
        """Both forms, to be judged."""
        form = DEUREN[self.deur](self.gegevens, gemeente=self.gemeente)
        return voor_team(form), IntakeForm(self.gegevens)

    def _waarden(self, form: Any) -> dict[str, Any]:
        bron = MultiValueDict(self.antwoorden)
        waarden = {
            naam: veld.widget.value_from_datadict(bron, {}, naam)
            for naam, veld in form.fields.items()
        }
        return {naam: waarde for naam, waarde in waarden.items() if waarde}

    @cached_property
    def dubbelen(self) -> list[Dubbel]:
        """Meldingen that may be about the same person; empty when this one was sent already."""
        getypt = {naam: self._laatste(naam) for naam in TE_VERGELIJKEN}
        gevonden = gelijkend(self.gemeente, self.deur, getypt)
        return [d for d in gevonden if d.melding.sleutel != self.sleutel][:HOOGSTENS]

    @cached_property
    def is_nooit_meer(self) -> bool:
        """Whether somebody with this number or address asked us to stay away."""
        getypt = {naam: self._laatste(naam) for naam in TE_VERGELIJKEN}
        return staat_op_de_lijst(self.gemeente, self.deur, getypt)

    @property
    def zaken(self) -> list[Zaak]:
        """Open zaken to which the new melding can be joined."""
        gevonden = {d.zaak.pk: d.zaak for d in self.dubbelen if d.zaak}
        return [zaak for zaak in gevonden.values() if zaak.status != Zaak.Status.AFGESLOTEN]

    @property
    def hoort_bij(self) -> str:
        """The zaak that was chosen."""
        return self._laatste("hoort_bij")

    @property
    def bij_wijziging(self) -> str:
        """On which changes htmx looks again for doubles: those of the fields that are compared."""
        velden = DEUREN[self.deur].base_fields
        return ", ".join(
            f"change from:#id_{naam} delay:300ms" for naam in TE_VERGELIJKEN if naam in velden
        )

    def _laatste(self, naam: str) -> str:
        return (self.antwoorden.get(naam) or [""])[-1]
