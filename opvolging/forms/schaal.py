"""The loneliness scale on the screen: the exact words, and no answer is a duty."""

from typing import Any
from uuid import uuid4

from django import forms

from opvolging.eenzaamheidsschaal import ANTWOORDEN, OPEN, UITSPRAKEN, VORMEN
from opvolging.forms.velden import ActForm
from opvolging.models import Meting

CIJFERS = [(str(cijfer), str(cijfer)) for cijfer in range(1, 11)]


class SchaalForm(ActForm):
    """Fields for the items of one form; what comes out are arguments of `meten.leg_vast`.

    What the other form asks too or only waits unseen, for who changes the form after all.
    """

    naam = "schaal"
    sleutel = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)

    def __init__(self, vorm: Meting.Vorm, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vorm = vorm
        keuzes = [(teken, woord.capitalize()) for teken, woord in ANTWOORDEN.items()]
        for plek, item in enumerate(VORMEN[vorm], start=1):
            self.fields[f"u{item}"] = forms.ChoiceField(
                label=f"{plek}. {UITSPRAKEN[item]}",
                choices=keuzes,
                required=False,
                widget=forms.RadioSelect,
            )
        for item in UITSPRAKEN.keys() - set(VORMEN[vorm]):
            self.fields[f"u{item}"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields["cijfer"] = forms.TypedChoiceField(
            label="Welk cijfer geeft u uw leven op dit moment?",
            help_text="1 is heel slecht, 10 is heel goed.",
            choices=[("", "Geen cijfer"), *CIJFERS],
            coerce=int,
            empty_value=None,
            required=False,
        )
        self.fields["klopt"] = forms.BooleanField(
            label="Alles hetzelfde: dat klopt, we keken het samen na.", required=False
        )
        self.zonder_merk = frozenset(self.fields)
        self.toont_klopt = False

    def vraag_na(self) -> None:
        """Ask whether it is right, which is not asked without a doubt."""
        self.toont_klopt = True

    def items(self) -> list[forms.BoundField]:
        """The statements, in order."""
        return [self[f"u{item}"] for item in VORMEN[self.vorm]]

    def clean(self) -> dict[str, Any]:
        """The answers as one text, one sign for each item."""
        velden = super().clean() or self.cleaned_data
        gegeven = {item: velden.pop(f"u{item}", "") or OPEN for item in UITSPRAKEN}
        tekens = [gegeven[item] for item in VORMEN[self.vorm]]
        return velden | {"vorm": self.vorm, "antwoorden": "".join(tekens)}
