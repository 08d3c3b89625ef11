"""Deciding that somebody who did not want the melding may be contacted after all."""

from django import forms

from meldingen.velden import Tekst
from opvolging.forms.velden import ActForm


class ToestaanForm(ActForm):
    """Fields are the arguments of `zonder_akkoord.sta_contact_toe`."""

    naam = "toestaan"
    reden = Tekst(
        label="Waarom nemen wij toch contact op?",
        help_text="Dit staat in de geschiedenis van de zaak, met uw naam.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "kort"}),
    )
