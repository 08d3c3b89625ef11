"""A note on a zaak."""

from uuid import uuid4

from django import forms

from meldingen.velden import Tekst
from opvolging.forms.velden import ActForm, met_hoofdletter
from opvolging.models import Notitie


class NotitieForm(ActForm):
    """Fields are the arguments of `noteren.noteer`."""

    naam = "notitie"
    sleutel = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    tekst = Tekst(
        label="Wat wilt u onthouden?",
        help_text="Schrijf alleen op wat nodig is om te helpen. Deze persoon mag vragen wat er "
        "staat.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "kort"}),
    )
    voor = forms.TypedChoiceField(
        label="Voor wie?",
        choices=met_hoofdletter(Notitie.Voor),
        coerce=Notitie.Voor,
        initial=Notitie.Voor.TEAM,
        widget=forms.RadioSelect,
    )
