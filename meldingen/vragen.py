"""The kinds of questions of the doors, and what each says when it is left open."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meldingen.velden import Tekst


class RondjesMetUitleg(forms.RadioSelect):
    """Answers of which each says what follows from it; tied to the answer for a screen reader."""

    def __init__(self, uitleg: Mapping[str, Any]) -> None:
        super().__init__()
        self.uitleg = uitleg

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        keuze = super().create_option(name, value, *args, **kwargs)
        if uitleg := self.uitleg.get(value):
            keuze["uitleg"] = uitleg
            keuze["attrs"]["aria-describedby"] = f"{keuze['attrs']['id']}_uitleg"
        return keuze


def keuze(
    keuzes: Any,
    label: Any,
    *,
    verplicht: bool = False,
    hint: Any = "",
    uitleg: Mapping[str, Any] | None = None,
) -> forms.ChoiceField:
    """One answer, all of them in sight."""
    return forms.ChoiceField(
        label=label,
        choices=keuzes.choices,
        required=verplicht,
        help_text=hint,
        widget=RondjesMetUitleg(uitleg or {}),
    )


def keuzelijst(keuzes: Any, label: Any, hint: Any = "") -> forms.ChoiceField:
    """One answer, in a list that opens."""
    return forms.ChoiceField(
        label=label,
        choices=[("", _("Maak een keuze")), *keuzes.choices],
        required=False,
        help_text=hint,
    )


def meer(keuzes: Any, label: Any) -> forms.MultipleChoiceField:
    """Any number of answers."""
    return forms.MultipleChoiceField(
        label=label,
        choices=keuzes.choices,
        required=False,
        help_text=_("U kunt meer antwoorden kiezen."),
        widget=forms.CheckboxSelectMultiple,
    )


def verhaal(label: Any, lengte: int, hint: Any) -> Tekst:
    """Room for own words."""
    rijen = 6 if lengte > 500 else 3
    return Tekst(
        label=label,
        max_length=lengte,
        required=False,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rijen}),
    )


def woord(label: Any, *, hint: Any = "", lengte: int = 120, verplicht: bool = False) -> Tekst:
    """A line of text."""
    return Tekst(label=label, max_length=lengte, required=verplicht, help_text=hint)


def smal() -> forms.TextInput:
    """For what is only a few characters long."""
    return forms.TextInput(attrs={"class": "smal"})
