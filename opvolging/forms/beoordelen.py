"""What we think of the worry, and what the person wants."""

from typing import Any

from django import forms

from opvolging.beoordelen import stand
from opvolging.forms.toestemming import manierkeuze
from opvolging.forms.velden import ActForm, met_hoofdletter, toelichting
from opvolging.models import Zaak


class BeoordelenForm(ActForm):
    """Fields are the arguments of `beoordelen.beoordeel`."""

    naam = "beoordelen"
    gezien = forms.CharField(required=False, widget=forms.HiddenInput)
    oordeel = forms.TypedChoiceField(
        coerce=Zaak.Oordeel,
        label="Was de zorg terecht?",
        choices=met_hoofdletter(Zaak.Oordeel),
        widget=forms.RadioSelect,
    )
    hulpwens = forms.TypedChoiceField(
        label="Wat wil deze persoon?",
        choices=[*met_hoofdletter(Zaak.Hulpwens), ("", "Nog niet besproken")],
        coerce=Zaak.Hulpwens,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    toestemming = manierkeuze(
        "Hoe zei deze persoon ja tegen verder helpen?",
        "Alleen als deze persoon graag iets wil. Zonder dat ja helpen wij niet verder, en bewaren "
        "wij niet meer dan nodig is.",
    )
    toelichting = toelichting("Toelichting")

    def __init__(self, zaak: Zaak, *args: Any, **kwargs: Any) -> None:
        huidig = {"oordeel": zaak.oordeel, "hulpwens": zaak.hulpwens, "gezien": stand(zaak)}
        super().__init__(*args, initial=huidig, **kwargs)
        if zaak.status == Zaak.Status.IN_BEGELEIDING:
            del self.fields["toestemming"]

    def clean_gezien(self) -> str | None:
        """Without it nobody says what was seen."""
        return self.cleaned_data["gezien"] or None

    def zie(self, zaak: Zaak) -> None:
        """From now on somebody looks at `zaak` as it is now."""
        data: Any = self.data
        data = data.copy()
        data["gezien"] = stand(zaak)
        self.data = data
