"""Telling somebody what we know about them, or deciding not to."""

from django import forms

from meldingen.velden import Tekst
from opvolging.forms.velden import ActForm, Moment, met_hoofdletter
from opvolging.models import Informatie


class VertelForm(ActForm):
    """Fields are the arguments of `informeren.vertel`."""

    naam = "vertellen"
    manier = forms.TypedChoiceField(
        coerce=Informatie.Manier,
        label="Hoe heeft u het verteld?",
        choices=met_hoofdletter(Informatie.Manier),
        widget=forms.RadioSelect,
    )
    op = Moment(label="Wanneer was dat?", required=False, help_text="Leeg betekent: nu.")


class UitzonderingForm(ActForm):
    """Fields are the arguments of `informeren.vraag_uitzondering`."""

    naam = "uitzondering"
    reden = Tekst(
        label="Waarom vertellen wij het niet?",
        help_text="Bijvoorbeeld: iemand loopt dan gevaar. Een collega moet het ermee eens zijn.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "kort"}),
    )


class AkkoordForm(ActForm):
    """Agreeing asks nothing."""

    naam = "akkoord"
