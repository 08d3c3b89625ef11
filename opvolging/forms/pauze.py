"""Letting the clock stand still, and run again."""

from datetime import datetime
from typing import Any

from django import forms

from opvolging.forms.velden import ActForm, met_hoofdletter, toelichting
from opvolging.kalender import lokaal
from opvolging.models import Pauze
from opvolging.pauzeren import LANGSTE, uiterlijk


class PauzeForm(ActForm):
    """Fields are the arguments of `pauzeren.pauzeer`."""

    naam = "pauze"
    reden = forms.TypedChoiceField(
        label="Waarom kan deze persoon nu niet gebeld worden?",
        choices=met_hoofdletter(Pauze.Reden),
        coerce=Pauze.Reden,
        widget=forms.RadioSelect,
    )
    tot_en_met = forms.DateField(
        label="Tot en met welke dag?",
        help_text=f"Hoogstens {LANGSTE.days} dagen. De eerste werkdag daarna loopt de klok weer.",
        widget=forms.DateInput(attrs={"type": "date", "class": "middel"}, format="%Y-%m-%d"),
    )
    toelichting = toelichting("Toelichting")

    def __init__(self, nu: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # the picker offers only what can be; `pauzeer` explains why the rest cannot
        grenzen = {"min": lokaal(nu).date().isoformat(), "max": uiterlijk(nu).isoformat()}
        self.fields["tot_en_met"].widget.attrs |= grenzen


class HervatForm(ActForm):
    """Nothing to fill in: `pauzeren.hervat` asks only who and when."""

    naam = "hervat"
