"""One gentle question later: agreeing on a day, and what was said."""

from datetime import datetime
from typing import Any

from django import forms

from opvolging.forms.velden import ActForm, met_hoofdletter
from opvolging.kalender import lokaal
from opvolging.latervragen import EERST, LAATST, Antwoord
from opvolging.models import Toestemming


class LaterForm(ActForm):
    """Fields are the arguments of `latervragen.spreek_af`."""

    naam = "later"
    op = forms.DateField(
        label="Op welke dag mogen wij het nog één keer vragen?",
        help_text="Minstens twee weken en hoogstens een jaar later. Op die dag krijgt u een taak.",
        widget=forms.DateInput(attrs={"type": "date", "class": "middel"}, format="%Y-%m-%d"),
    )
    manier = forms.TypedChoiceField(
        label="Hoe zei deze persoon dat het mag?",
        choices=met_hoofdletter(Toestemming.Manier),
        coerce=Toestemming.Manier,
        widget=forms.RadioSelect,
    )

    def __init__(self, nu: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # the picker offers only what can be; `spreek_af` explains why the rest cannot
        vandaag = lokaal(nu).date()
        grenzen = {"min": (vandaag + EERST).isoformat(), "max": (vandaag + LAATST).isoformat()}
        self.fields["op"].widget.attrs |= grenzen


class GevraagdForm(ActForm):
    """Fields are the arguments of `latervragen.leg_antwoord_vast`."""

    naam = "gevraagd"
    antwoord = forms.TypedChoiceField(
        label="U vroeg het. Wat zei deze persoon?",
        help_text="Hierna vragen wij het niet meer, ook niet als u niemand bereikte.",
        choices=met_hoofdletter(Antwoord),
        coerce=Antwoord,
        widget=forms.RadioSelect,
    )
