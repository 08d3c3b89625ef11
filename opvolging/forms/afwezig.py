"""Being away: which days, and who looks after the work."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from signaalpunt.models import Gebruiker
from signaalpunt.rollen import Rol


class AfwezigForm(forms.Form):
    """Fields are the arguments of `afwezig.meld_af`; a medewerker notes only the own absence."""

    use_required_attribute = False
    van = forms.DateField(
        label="Eerste dag",
        widget=forms.DateInput(attrs={"type": "date", "class": "middel"}, format="%Y-%m-%d"),
    )
    tot_en_met = forms.DateField(
        label="Laatste dag",
        widget=forms.DateInput(attrs={"type": "date", "class": "middel"}, format="%Y-%m-%d"),
    )

    def __init__(
        self, gebruiker: Gebruiker, team: Sequence[Gebruiker], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        per_id = {str(collega.pk): collega for collega in team}
        # by name: in the database the names are unreadable, so it cannot sort them
        namen = [(str(c.pk), c.naam) for c in sorted(team, key=lambda collega: collega.naam)]
        if gebruiker.rol == Rol.COORDINATOR:
            self.fields["gebruiker"] = forms.TypedChoiceField(
                label="Wie is er niet?",
                choices=namen,
                coerce=per_id.__getitem__,
                initial=str(gebruiker.pk),
            )
        self.fields["plaatsvervanger"] = forms.TypedChoiceField(
            label="Wie neemt het werk waar?",
            choices=[("", "De teamleider"), *namen],
            coerce=per_id.__getitem__,
            empty_value=None,
            required=False,
            initial=str(gebruiker.plaatsvervanger_id or ""),
            help_text="Deze collega krijgt de herinneringen en ziet de zaken bij ‘Van mij’.",
        )
        self.order_fields(["gebruiker", "van", "tot_en_met", "plaatsvervanger"])

    def clean(self) -> dict[str, Any]:
        """The days in their order, said at the field."""
        velden: dict[str, Any] = super().clean() or {}
        van: datetime.date | None = velden.get("van")
        tot: datetime.date | None = velden.get("tot_en_met")
        if van and tot and tot < van:
            self.add_error("tot_en_met", "De laatste dag ligt voor de eerste.")
        return velden
