"""The guide in questions: what plays, and what fits somebody."""

from typing import Any
from uuid import uuid4

from django import forms

from meldingen.keuzes import Behoefte, JaNeeOnbekend, Levensgebeurtenis
from opvolging.forms.maatje import meer
from opvolging.forms.velden import ActForm, met_hoofdletter, toelichting
from opvolging.models import Aanbod, Verkenning
from opvolging.verkennen import antwoorden_van, stand
from signaalpunt.formulier import indeling, stap

OPEN = ("", "Nog niet besproken")


class VerkenningForm(ActForm):
    """Fields are the arguments of `verkennen.leg_vast`."""

    naam = "verkenning"
    sleutel = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput, required=False)
    gezien = forms.CharField(required=False, widget=forms.HiddenInput)
    mate = forms.ChoiceField(
        label="Hoe vaak voelt deze persoon zich eenzaam?",
        choices=[*met_hoofdletter(Verkenning.Mate), OPEN],
        required=False,
        widget=forms.RadioSelect,
    )
    soorten = meer(
        "Wat mist deze persoon?",
        dict(met_hoofdletter(Aanbod.Soort)),
        "Het kan meer dan één ding zijn. Hiermee kiezen wij wat er past op de sociale kaart.",
    )
    oorzaken = meer(
        "Is er iets gebeurd waardoor het zo werd?",
        {code: str(label) for code, label in Levensgebeurtenis.choices},
        "Vraag ook wanneer het begon, en of het ooit anders was.",
    )
    eigen_kracht = toelichting(
        "Wat gaat goed? Wat gaf vroeger plezier?",
        "Wat iemand kan, kent of graag doet. Daar begint wat past.",
    )
    behoeften = meer(
        "Waar heeft deze persoon behoefte aan?",
        {code: str(label) for code, label in Behoefte.choices},
    )
    hulp = meer("Van wie is er al hulp?", dict(met_hoofdletter(Verkenning.Hulp)))
    geldzorgen = forms.ChoiceField(
        label="Zijn er zorgen over geld?",
        choices=[*JaNeeOnbekend.choices, OPEN],
        required=False,
        widget=forms.RadioSelect,
    )
    toelichting = toelichting("Wat zegt deze persoon zelf?", "Schrijf geen diagnose op.")
    zonder_merk = frozenset(
        {
            *("mate", "soorten", "oorzaken", "eigen_kracht", "behoeften", "hulp"),
            *("geldzorgen", "toelichting"),
        }
    )
    helper = indeling(
        "",
        "sleutel",
        "gezien",
        stap("Wat er speelt", "mate", "soorten", "oorzaken"),
        stap("Wat er kan", "eigen_kracht", "behoeften"),
        stap("Hulp en geld", "hulp", "geldzorgen"),
        stap("Tot slot", "toelichting"),
        met_formulier=False,
    )

    def __init__(self, vorige: Verkenning | None, *args: Any, **kwargs: Any) -> None:
        bekend = antwoorden_van(vorige) if vorige else {}
        super().__init__(*args, initial=bekend | {"gezien": stand(vorige)}, **kwargs)

    def clean_gezien(self) -> str | None:
        """Without it nobody says what was seen."""
        return self.cleaned_data["gezien"] or None

    def zie(self, vorige: Verkenning | None) -> None:
        """From now on somebody looks at what was recorded last."""
        data: Any = self.data
        data = data.copy()
        data["gezien"] = stand(vorige)
        self.data = data
