"""What the team fills in about a vindplaats."""

from typing import Any

from django import forms

from meldingen.models import Buurt, Vindplaats
from meldingen.velden import Tekst
from signaalpunt.formulier import indeling


class VindplaatsForm(forms.ModelForm):
    """A place, never a person; the code follows by itself."""

    use_required_attribute = False

    naam = Tekst(
        label="Naam van de plek",
        max_length=120,
        help_text="Deze naam staat straks al in het formulier als organisatie. "
        "Gebruik geen naam van een persoon.",
    )

    class Meta:
        model = Vindplaats
        fields = ["naam", "soort", "buurt", "deur"]
        labels = {"soort": "Wat voor plek is het?"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = indeling("Bewaar")
        buurten = Buurt.objects.filter(gemeente=self.instance.gemeente)
        self.fields["buurt"] = forms.ModelChoiceField(
            buurten, label="Buurt", required=False, empty_label="Geen of meer buurten"
        )
        self.fields["deur"] = forms.ChoiceField(
            label="Wie gebruikt de link?",
            help_text="De link opent meteen het formulier dat hierbij past.",
            widget=forms.RadioSelect,
            choices=[
                ("professional", "Mensen die er werken"),
                ("iemand_anders", "Bezoekers die zich zorgen maken om iemand"),
                ("mijzelf", "Bezoekers die zich zelf alleen voelen"),
            ],
        )
        self.fields["soort"].choices = [  # type: ignore[attr-defined]
            ("", "Maak een keuze"),
            *((waarde, label.capitalize()) for waarde, label in Vindplaats.Soort.choices),
        ]
