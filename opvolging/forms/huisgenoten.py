"""Who else lives in the house of a zaak."""

from collections.abc import Iterable
from typing import Any

from django import forms

from opvolging.forms.velden import ActForm, met_hoofdletter
from opvolging.models import Relatie, Zaak

ANDERE = "andere"


class Nummerkeuze(forms.ChoiceField):
    """One of the zaken that were shown; the act itself looks whether it is still there."""

    widget = forms.RadioSelect
    default_error_messages = {"invalid_choice": "Kies een zaak uit deze lijst."}

    def valid_value(self, value: str) -> bool:
        return value == ANDERE or (value.isdecimal() and len(value) < 19)


def _in_een_regel(zaak: Zaak) -> str:
    stand = zaak.get_status_display()
    return f"Zaak {zaak.pk}: zelfde adres, {stand}, bij {zaak.behandelaar.naam}"


def relatievraag(vraag: str) -> forms.TypedChoiceField:
    """What the one is to the other."""
    return forms.TypedChoiceField(
        label=vraag,
        choices=met_hoofdletter(Relatie),
        coerce=Relatie,
        widget=forms.RadioSelect,
    )


class HuisgenootForm(ActForm):
    """Gives the `nummer` of a zaak, and the `relatie`."""

    naam = "huisgenoot"
    zonder_merk = frozenset({"kandidaat", "zaak"})  # one of both
    kandidaat = Nummerkeuze(label="Welke zaak is van een huisgenoot?", required=False)
    zaak = forms.IntegerField(
        label="Nummer van de zaak van de huisgenoot",
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        error_messages={"invalid": "Vul alleen het nummer in, bijvoorbeeld 12."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "smal"}),
    )
    relatie = relatievraag("Wie is de ander voor de persoon in deze zaak?")

    def bied_aan(self, kandidaten: Iterable[Zaak]) -> None:
        """Let somebody choose from these too; without any only a number is asked."""
        regels = [(str(zaak.pk), _in_een_regel(zaak)) for zaak in kandidaten]
        if regels:
            veld: Any = self.fields["kandidaat"]
            veld.choices = [*regels, (ANDERE, "Een andere zaak: vul hieronder het nummer in")]
        else:
            del self.fields["kandidaat"]

    def clean(self) -> dict[str, Any]:
        antwoord = super().clean() or {}
        gekozen, getypt = antwoord.pop("kandidaat", ""), antwoord.pop("zaak", None)
        nummer = int(gekozen) if gekozen.isdecimal() else getypt
        if nummer is None and "zaak" not in self.errors:
            self.add_error("zaak", "Vul het nummer in. Het staat bovenaan de pagina van die zaak.")
        return antwoord | {"nummer": nummer}
