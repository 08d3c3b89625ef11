"""What the forms of the team share."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Choices

from meldingen.velden import Tekst

JAREN = range(2000, 2100)  # what happens here, happens in one of them


class ActForm(forms.Form):
    """One of several forms on a page: its `naam` keeps the ids of its fields apart."""

    naam = ""
    use_required_attribute = False
    zonder_merk: frozenset[str] = frozenset()  # every field that may stay empty says so

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = f"{self.naam}_%s"
        super().__init__(*args, **kwargs)
        vraag_om_antwoorden(self)

    def begin_opnieuw(self) -> None:
        """Sent again it is a new form, with all that is in it."""
        data: Any = self.data
        data = data.copy()
        data["sleutel"] = str(uuid4())
        self.data = data


def vraag_om_antwoorden(form: forms.BaseForm) -> None:
    """Let an open choice ask for an answer, unless its form has words of its own for that."""
    standaard = forms.Field.default_error_messages["required"]
    for vraag in form.fields.values():
        is_keuze = isinstance(vraag, forms.ChoiceField | forms.ModelChoiceField)
        if is_keuze and vraag.error_messages["required"] == standaard:
            vraag.error_messages = {**vraag.error_messages, "required": "Kies een antwoord."}


class Moment(forms.DateTimeField):
    """A local date and time, in the browser's own picker; a year that nobody means is a slip."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> datetime | None:
        moment: datetime | None = super().to_python(value)
        if moment and moment.year not in JAREN:
            raise forms.ValidationError("Kijk het jaar na.")
        return moment


def met_hoofdletter(keuzes: type[Choices]) -> list[tuple[str, str]]:
    """The choices as the lines of a list."""
    return [(waarde, label[:1].upper() + label[1:]) for waarde, label in keuzes.choices]


def toelichting(label: str, hulptekst: str = "") -> Tekst:
    """A free text of at most 2.000 characters that may stay empty."""
    return Tekst(
        label=label,
        help_text=hulptekst,
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "kort"}),
    )
