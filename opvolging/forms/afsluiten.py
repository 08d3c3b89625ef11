"""Closing a zaak."""

from typing import Any

from django import forms

from opvolging.afsluiten import mogelijke_uitkomsten
from opvolging.forms.velden import ActForm, met_hoofdletter, toelichting
from opvolging.models import Zaak


class AfsluitenForm(ActForm):
    """Fields are the arguments of `afsluiten.sluit_af`."""

    naam = "afsluiten"
    uitkomst = forms.TypedChoiceField(
        label="Hoe is het afgelopen?",
        choices=met_hoofdletter(Zaak.Uitkomst),
        coerce=Zaak.Uitkomst,
        widget=forms.RadioSelect,
    )
    toelichting = toelichting("Toelichting")

    def __init__(self, zaak: Zaak, *args: Any, bekend: dict[str, bool], **kwargs: Any) -> None:
        """`bekend` is what the page knows: the keywords of `mogelijke_uitkomsten`."""
        super().__init__(*args, **kwargs)
        # Only what can be true is offered; `sluit_af` explains why the rest cannot.
        mogelijk = mogelijke_uitkomsten(zaak, **bekend)
        keuzes = [keuze for keuze in met_hoofdletter(Zaak.Uitkomst) if keuze[0] in mogelijk]
        self.fields["uitkomst"].widget.choices = keuzes
