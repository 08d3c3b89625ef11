"""Splitting a zaak that is about two people of one house."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms

from meldingen import keuzes
from meldingen.models import Kanaal, Leeftijdsgroep
from meldingen.velden import Tekst, Telefoon
from opvolging.forms.huisgenoten import relatievraag
from opvolging.forms.velden import ActForm, toelichting


class SplitsForm(ActForm):
    """Either a `melding` that goes along, or what is known of the second person."""

    naam = "splitsen"
    zonder_merk = frozenset({"veilig", "weet_ervan", "kanaal"})
    sleutel = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    melding = forms.TypedChoiceField(
        label="Gaat een van de meldingen over de tweede persoon?",
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    relatie = relatievraag("Wie is de tweede persoon voor de eerste?")
    betrokkene_naam = Tekst(label="Hoe heet de tweede persoon?", required=False, max_length=120)
    betrokkene_telefoon = Telefoon(
        label="Het eigen telefoonnummer van deze persoon", required=False, max_length=20
    )
    leeftijdsgroep = forms.ChoiceField(
        label="Hoe oud is deze persoon ongeveer?",
        choices=[("", "Maak een keuze"), *Leeftijdsgroep.choices],
        required=False,
    )
    toelichting = toelichting(
        "Wat speelt er bij deze persoon?", "Schrijf alleen op wat over deze persoon gaat."
    )
    veilig = forms.ChoiceField(
        label="Is deze persoon nu veilig?",
        help_text="Denkt iemand aan zelfdoding of is er gevaar? Kies dan ‘Nee’.",
        choices=keuzes.JaNee.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    weet_ervan = forms.ChoiceField(
        label="Weet deze persoon dat u dit opschrijft?",
        choices=keuzes.WeetErvan.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    kanaal = forms.ChoiceField(
        label="Hoe hoorde u over deze persoon?",
        choices=[
            (Kanaal.TELEFOON.value, "Aan de telefoon"),
            (Kanaal.BALIE.value, "In een gesprek, bij ons of bij iemand thuis"),
            (Kanaal.EMAIL.value, "Met een e-mail"),
            (Kanaal.BRIEF.value, "Met een brief"),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    NODIG = ("veilig", "weet_ervan", "kanaal")
    EIGEN_WOORDEN = ("betrokkene_naam", "betrokkene_telefoon", "toelichting")

    def __init__(self, meldingen: Sequence[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(meldingen) < 2:
            del self.fields["melding"]
            return
        veld: Any = self.fields["melding"]
        geen = ("", "Nee, ik schrijf hieronder op wat wij weten")
        veld.choices = [
            geen,
            *(
                (pk, f"Melding {pk}. Dan hoeft u alleen de volgende vraag in te vullen")
                for pk in meldingen
            ),
        ]

    def clean(self) -> dict[str, Any]:
        antwoord = super().clean() or {}
        getypt = [veld for veld in self.EIGEN_WOORDEN if antwoord.get(veld)]
        if antwoord.get("melding"):
            if getypt:
                self.add_error(
                    "melding",
                    "U koos een melding, en u schreef ook zelf iets. Maak die velden leeg, of kies "
                    "‘Nee’.",
                )
            return antwoord
        for veld in self.NODIG:
            if not antwoord.get(veld) and veld not in self.errors:
                self.add_error(veld, "Kies een antwoord.")
        if not getypt and not self.errors:
            self.add_error("betrokkene_naam", "Schrijf op wie het is, of wat er speelt.")
        return antwoord
