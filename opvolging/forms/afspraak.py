"""An appointment with the person."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms

from opvolging.forms.velden import ActForm, Moment
from opvolging.models import Contact
from signaalpunt.models import Gebruiker

MINUTEN = (15, 30, 60, 90, 120)
# what can be agreed beforehand
WIJZEN = ((Contact.Wijze.TELEFOON, "Wij bellen"), (Contact.Wijze.BEZOEK, "Wij komen langs"))


class AfspraakForm(ActForm):
    """Fields are the arguments of `afspreken.maak`."""

    naam = "afspraak"
    sleutel = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    begint_op = Moment(label="Wanneer?")
    aantal_minuten = forms.TypedChoiceField(
        label="Hoe lang?",
        choices=[(aantal, f"{aantal} minuten") for aantal in MINUTEN],
        coerce=int,
        initial=60,
    )
    wijze = forms.TypedChoiceField(
        label="Hoe?",
        choices=[(wijze.value, tekst) for wijze, tekst in WIJZEN],
        coerce=Contact.Wijze,
        widget=forms.RadioSelect,
    )
    plek = forms.CharField(
        label="Waar?", max_length=200, required=False, help_text="Bijvoorbeeld: thuis, of de bieb."
    )
    plek_in_agenda = forms.BooleanField(
        label="Zet de plek ook in het agendabestand",
        required=False,
        help_text="Een agenda staat buiten ons systeem. Zonder kruisje staat er alleen het nummer "
        "van de zaak in.",
    )
    zonder_merk = frozenset({"plek_in_agenda"})

    def __init__(self, team: Sequence[Gebruiker], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        per_id = {str(collega.pk): collega for collega in team}
        # by name: in the database the names are unreadable, so it cannot sort them
        namen = sorted((collega.naam, sleutel) for sleutel, collega in per_id.items())
        self.fields["met"] = forms.TypedChoiceField(
            label="Met wie van ons?",
            choices=[(sleutel, naam) for naam, sleutel in namen],
            coerce=per_id.__getitem__,
            initial=str(team[0].pk),
            error_messages={"invalid_choice": "Kies een collega uit de lijst."},
        )
