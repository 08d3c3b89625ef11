"""What is kept for the evaluation: what was not there, and a story."""

from uuid import uuid4

from django import forms

from meldingen.velden import Tekst
from opvolging.forms.velden import ActForm, met_hoofdletter
from opvolging.models import OnvervuldeBehoefte


class BehoefteForm(ActForm):
    """Fields are the arguments of `behoeften.noteer`."""

    naam = "behoefte"
    sleutel = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    wat = forms.TypedChoiceField(
        label="Wat zocht deze persoon?",
        choices=[("", "Maak een keuze"), *met_hoofdletter(OnvervuldeBehoefte.Wat)],
        coerce=OnvervuldeBehoefte.Wat,
    )
    waarom = forms.TypedChoiceField(
        label="Waarom kon het niet?",
        choices=[("", "Maak een keuze"), *met_hoofdletter(OnvervuldeBehoefte.Waarom)],
        coerce=OnvervuldeBehoefte.Waarom,
    )
    tekst = Tekst(
        label="Wat precies?",
        help_text="Kort, en zonder naam. De coördinator leest dit.",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "class": "kort"}),
    )


class VerhaalForm(ActForm):
    """Fields are the arguments of `verhalen.bewaar`."""

    naam = "verhaal"
    sleutel = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    tekst = Tekst(
        label="Wat is het verhaal?",
        help_text="Schrijf geen naam, geen straat en niets waaraan een ander deze persoon herkent. "
        "Lees het voor voordat u het bewaart.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    geldig_tot = forms.DateField(
        label="Tot en met welke dag mogen wij het gebruiken?",
        help_text="Hoogstens twee jaar. Daarna gooien wij het verhaal weg.",
        widget=forms.DateInput(attrs={"type": "date", "class": "middel"}, format="%Y-%m-%d"),
    )
