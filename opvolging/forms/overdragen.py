"""Handing a zaak to a colleague."""

from collections.abc import Iterable
from typing import Any

from django import forms

from opvolging.forms.velden import ActForm, toelichting
from signaalpunt.models import Gebruiker


class ToelichtingForm(ActForm):
    """What is said with several lines at once."""

    naam = "verdelen"
    toelichting = toelichting("Wat moet uw collega weten?", "Uw collega leest dit bij elke zaak.")


class OverdragenForm(ActForm):
    """Fields are the arguments of `triage.draag_over`."""

    naam = "overdragen"
    toelichting = toelichting("Wat moet uw collega weten?")

    def __init__(self, collegas: Iterable[Gebruiker], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        per_id = {str(collega.pk): collega for collega in collegas}
        # by name: in the database the names are unreadable, so it cannot sort them
        namen = sorted((collega.naam, sleutel) for sleutel, collega in per_id.items())
        self.fields["aan"] = forms.TypedChoiceField(
            label="Aan wie draagt u over?",
            choices=[("", "Kies een collega"), *((sleutel, naam) for naam, sleutel in namen)],
            coerce=per_id.__getitem__,
            error_messages={"invalid_choice": "Kies een collega uit de lijst."},
        )
        self.order_fields(["aan", "toelichting"])
