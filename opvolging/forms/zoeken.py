"""Finding a melding."""

from django import forms

from meldingen.velden import Tekst
from opvolging.forms.velden import ActForm


class ZoekForm(ActForm):
    """One field for everything."""

    naam = "zoeken"
    tekst = Tekst(
        label="Nummer, telefoon, adres, e-mailadres of naam",
        help_text="Vul één ding in, helemaal: een deel van een naam vinden wij niet. Van een adres "
        "zijn postcode en huisnummer genoeg. Wij zoeken bij de melder en bij de persoon zelf.",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
