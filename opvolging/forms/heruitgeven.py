"""Recognising who calls."""

from collections.abc import Iterable
from typing import Any

from django import forms

from opvolging.forms.velden import ActForm
from opvolging.models import Heruitgifte


class HerkendForm(ActForm):
    """Fields are the arguments of `heruitgeven.geef_nieuwe_code`."""

    naam = "herkend"
    versie = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    herkend_aan = forms.MultipleChoiceField(
        label="Ik heb de beller herkend aan …",
        help_text="Kruis alleen aan wat de beller zelf zei.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kruis aan waaraan u de beller herkent."},
    )

    def __init__(self, kenmerken: Iterable[Heruitgifte.Kenmerk], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(kenmerk.value, str(kenmerk.label)) for kenmerk in kenmerken]
        self.fields["herkend_aan"].choices = keuzes  # type: ignore[attr-defined]
