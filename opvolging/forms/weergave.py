"""Keeping a choice on the werkvoorraad under a name."""

from django import forms

from meldingen.velden import Tekst
from opvolging.forms.velden import ActForm


class WeergaveForm(ActForm):
    """Fields are the arguments of `weergaven.bewaar`."""

    naam = "weergave"
    zonder_merk = frozenset({"is_gedeeld"})

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["naam"] = Tekst(
            label="Hoe noemt u deze keuze?",
            help_text="Bijvoorbeeld: Malberg te laat. Zet er geen naam van een inwoner in.",
            max_length=40,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.fields["is_gedeeld"] = forms.BooleanField(
            label="Ook voor mijn collega’s",
            help_text="Het team ziet deze keuze dan ook op de werkvoorraad.",
            required=False,
        )
