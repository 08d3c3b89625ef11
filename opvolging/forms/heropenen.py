"""Opening a closed zaak again."""

from django import forms

from meldingen.velden import Tekst
from opvolging.forms.velden import ActForm


class HeropenForm(ActForm):
    """Fields are the arguments of `heropenen.heropen`."""

    naam = "heropen"
    reden = Tekst(
        label="Waarom gaat u verder met deze zaak?",
        help_text="Dit staat in de geschiedenis, met uw naam. Er gaat een nieuwe klok lopen van 24 "
        "en 48 uur. De melders merken hier niets van.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "kort"}),
    )
