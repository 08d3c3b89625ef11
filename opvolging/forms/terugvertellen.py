"""Telling the melder how it went, when the person agreed to that."""

from collections.abc import Iterable
from typing import Any

from django import forms

from meldingen.keuzes import Terugkoppeling
from meldingen.models import Melding
from opvolging.antwoorden import MetMelder
from opvolging.forms.velden import ActForm, met_hoofdletter
from opvolging.terugvertellen import Manier, Zin, te_vertellen


class TerugvertelForm(ActForm):
    """Fields are the arguments of `terugvertellen.vertel`."""

    naam = "terugvertellen"
    melding = forms.TypedChoiceField(label="Aan wie?", widget=forms.RadioSelect)
    zin = forms.TypedChoiceField(
        label="Wat vertelt u?",
        help_text="Lees de zin eerst voor aan deze persoon. Vertel niet meer dan dit.",
        choices=Zin.choices,
        coerce=Zin,
        widget=forms.RadioSelect,
    )
    manier = forms.TypedChoiceField(
        label="Hoe?",
        help_text="Een e-mail gaat vanzelf weg. Trekt deze persoon het eerder in, dan niet.",
        choices=met_hoofdletter(Manier),
        coerce=Manier,
        widget=forms.RadioSelect,
    )

    def __init__(self, meldingen: dict[int, Melding], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heeft_iemand = bool(meldingen)
        aan_wie: Any = self.fields["melding"]
        aan_wie.choices = [(pk, f"De melder van melding {pk}") for pk in meldingen]
        aan_wie.coerce = lambda waarde: meldingen[int(waarde)]
        if len(meldingen) == 1:
            aan_wie.initial, aan_wie.widget = next(iter(meldingen)), forms.HiddenInput()
        if not any(m.terugkoppeling == Terugkoppeling.EMAIL for m in meldingen.values()):
            self.fields["manier"].widget.choices = [met_hoofdletter(Manier)[0]]


def melders(delen: Iterable[MetMelder]) -> dict[int, Melding]:
    """The meldingen of a zaak whose melder may hear it, by number."""
    return {
        deel.melding.pk: deel.melding
        for deel in delen
        if deel.melder and te_vertellen(deel.melding, is_ingetrokken=deel.is_ingetrokken)
    }
