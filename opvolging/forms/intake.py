"""What staff add to a door when they type for somebody: how it came in, and what happens next."""

from uuid import uuid4

from django import forms
from django.db import models

from meldingen.models import Kanaal
from opvolging.forms.velden import ActForm, met_hoofdletter


class Vervolg(models.TextChoices):
    """What happens right after an intake."""

    TEAM = "team", "Het team pakt het op. De melding komt in de werkvoorraad."
    ZELF = "zelf", "Ik pak het zelf op."
    GESPROKEN = "gesproken", "Ik heb de persoon zelf nu gesproken. Dit was het eerste contact."
    ADVIES = "advies", "De persoon wil geen contact. Ik heb de beller advies gegeven."


class IntakeForm(ActForm):
    """Beside the fields of the door itself."""

    naam = "intake"
    sleutel = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    # chosen in the warning about doubles, which is shown apart
    hoort_bij = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )
    kanaal = forms.TypedChoiceField(
        label="Hoe kwam deze melding binnen?",
        choices=[keuze for keuze in met_hoofdletter(Kanaal) if keuze[0] != Kanaal.WEB],
        coerce=Kanaal,
        initial=Kanaal.TELEFOON,
        widget=forms.RadioSelect,
    )
    vervolg = forms.TypedChoiceField(
        label="Wat gebeurt er nu mee?",
        choices=Vervolg,
        coerce=Vervolg,
        initial=Vervolg.TEAM,
        widget=forms.RadioSelect,
    )
