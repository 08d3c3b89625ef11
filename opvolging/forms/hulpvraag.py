"""Sharing with an organisation, and what it answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meldingen.velden import Tekst
from opvolging.antwoorden import Betrokkene
from opvolging.models import Partnerlink
from signaalpunt.formulier import indeling

JA, NEE = "ja", "nee"


class LinkForm(forms.Form):
    """Fields are the arguments of `hulpvraag.maak`."""

    use_required_attribute = False
    email = forms.EmailField(
        label="E-mail van de organisatie",
        max_length=254,
        help_text="Daarheen gaat alleen een link, zonder namen.",
    )
    delen = forms.MultipleChoiceField(
        label="Wat mag deze organisatie zien?",
        required=False,
        help_text="Alleen waar deze persoon ja op zei.",
        widget=forms.CheckboxSelectMultiple,
    )
    toelichting = Tekst(
        label="Wat moet deze organisatie weten?",
        max_length=2000,
        help_text="Alleen wat nodig is om te helpen, en waar deze persoon ja op zei.",
        widget=forms.Textarea(attrs={"rows": 4, "class": "kort"}),
    )
    helper = indeling("Stuur de link")

    def __init__(self, persoon: Betrokkene, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delen"].choices = [  # type: ignore[attr-defined]
            (deel.value, f"{deel.label.capitalize()}: {waarde}")
            for deel in Partnerlink.Deel
            if (waarde := getattr(persoon, deel.value))
        ]


class HulpvraagForm(forms.Form):
    """Fields are the arguments of `hulpvraag.antwoord`."""

    use_required_attribute = False
    antwoord = forms.ChoiceField(
        label=_("Kunt u deze persoon helpen?"),
        choices=[
            (JA, _("Ja, wij nemen contact op")),
            (NEE, _("Nee, dit past nu niet bij ons")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een antwoord.")},
    )
    reden = Tekst(
        label=_("Wilt u er iets bij zeggen?"),
        help_text=_("Past het niet? Schrijf dan waarom. Dan zoeken wij beter verder."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "kort"}),
    )
    helper = indeling(_("Stuur het antwoord"))

    def clean(self) -> dict[str, Any]:
        """A no says why."""
        velden = super().clean() or self.cleaned_data
        if velden.get("antwoord") == NEE and not (velden.get("reden") or "").strip():
            self.add_error("reden", _("Schrijf kort waarom het niet past."))
        return velden
