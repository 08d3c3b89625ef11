"""What somebody agreed to, and how."""

from typing import Any

from django import forms

from meldingen.velden import Tekst
from opvolging.forms.velden import JAREN, ActForm, met_hoofdletter
from opvolging.models import Toestemming


def manierkeuze(label: str, hulptekst: str = "") -> forms.TypedChoiceField:
    """How somebody said yes; may stay empty."""
    return forms.TypedChoiceField(
        label=label,
        help_text=hulptekst,
        choices=[("", "Nog geen toestemming"), *met_hoofdletter(Toestemming.Manier)],
        coerce=Toestemming.Manier,
        empty_value=None,
        required=False,
    )


# The later question has a form of its own, with its day.
TE_GEVEN = frozenset(Toestemming.Soort) - {Toestemming.Soort.LATER}


class ToestemmingForm(ActForm):
    """Fields are the arguments of `toestemming.geef`."""

    naam = "toestemming"
    soort = forms.TypedChoiceField(
        label="Wat vindt deze persoon goed?",
        choices=[keuze for keuze in met_hoofdletter(Toestemming.Soort) if keuze[0] in TE_GEVEN],
        coerce=Toestemming.Soort,
        widget=forms.RadioSelect,
    )
    partner = Tekst(
        label="Delen met welke organisatie?",
        help_text="Alleen invullen bij delen. Schrijf de naam zoals u die ook bij doorverwijzen "
        "schrijft.",
        max_length=200,
        required=False,
    )
    manier = forms.TypedChoiceField(
        label="Hoe zei deze persoon ja?",
        choices=met_hoofdletter(Toestemming.Manier),
        coerce=Toestemming.Manier,
        widget=forms.RadioSelect,
    )
    op = forms.DateField(
        label="Op welke dag?",
        required=False,
        help_text="Leeg betekent: vandaag.",
        widget=forms.DateInput(attrs={"type": "date", "class": "middel"}, format="%Y-%m-%d"),
    )

    def clean_op(self) -> Any:
        """A year that nobody means is a slip."""
        dag = self.cleaned_data["op"]
        if dag and dag.year not in JAREN:
            raise forms.ValidationError("Kijk het jaar na.")
        return dag
