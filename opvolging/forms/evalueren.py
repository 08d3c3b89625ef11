"""A talk about how a koppeling goes, and going on after a year."""

from typing import Any

from django import forms

from meldingen.velden import Tekst
from opvolging import evalueren
from opvolging.forms.velden import ActForm, Moment, met_hoofdletter, toelichting
from opvolging.models import Evaluatie, Koppeling, Termijn


class GesprekForm(ActForm):
    """Fields are the arguments of `evalueren.leg_vast`; it offers what was not recorded yet."""

    naam = "gesprek"
    soort = forms.TypedChoiceField(
        label="Welk gesprek?", coerce=Termijn.Soort, widget=forms.RadioSelect
    )
    gesprek_op = Moment(label="Wanneer was het?", required=False, help_text="Leeg betekent: nu.")
    met_wie = forms.TypedChoiceField(
        label="Met wie?",
        choices=met_hoofdletter(Evaluatie.MetWie),
        coerce=Evaluatie.MetWie,
        widget=forms.RadioSelect,
    )
    cijfer = forms.IntegerField(
        label="Welk cijfer geven zij het contact?",
        help_text="Van 1 tot en met 10. Vraag het hun zelf.",
        min_value=1,
        max_value=10,
        widget=forms.NumberInput(attrs={"class": "middel"}),
    )
    doorgaan = forms.TypedChoiceField(
        label="Willen zij doorgaan?",
        choices=met_hoofdletter(Evaluatie.Doorgaan),
        coerce=Evaluatie.Doorgaan,
        widget=forms.RadioSelect,
    )
    toelichting = toelichting("Wat is er besproken?", "Zo kort als u wilt.")

    def __init__(self, koppeling: Koppeling, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ = evalueren.te_voeren(koppeling)
        self.fields["soort"].choices = [  # type: ignore[attr-defined]
            (soort.value, soort.label.capitalize()) for soort in open_
        ]
        self.initial["soort"] = open_[0].value if open_ else ""


class VerlengForm(ActForm):
    """The field is the argument of `evalueren.verleng`."""

    naam = "verlengen"
    motivatie = Tekst(
        label="Waarom gaan zij door?",
        help_text="Wat brengt het hun nog? En hoe kan het daarna zonder ons?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "kort"}),
    )
