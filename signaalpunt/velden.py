"""A text field that takes what people really type, without what nobody can see."""

import re
from typing import Any, ClassVar

from django import forms
from django.db.models import CharField, Field, TextField, URLField
from django.utils.translation import gettext_lazy as _

# Control characters except tab and newline, and marks that turn the reading direction around.
ONZICHTBAAR = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


class Tekst(forms.CharField):
    """Text without invisible characters; what can be read stays exactly as it was typed."""

    default_error_messages: ClassVar = {
        "max_length": _("Dit is te lang. Er passen %(limit_value)d tekens in."),
    }

    def to_python(self, value: Any) -> str:
        return super().to_python(ONZICHTBAAR.sub("", str(value or ""))) or ""


def zonder_onzichtbaars(veld: Field, **keuzes: Any) -> forms.Field | None:
    """The `formfield_callback` of a form of a model: every free text becomes a Tekst."""
    if type(veld) in {CharField, TextField} and not veld.choices:
        keuzes.setdefault("form_class", Tekst)
    if isinstance(veld, URLField):
        keuzes.setdefault("assume_scheme", "https")  # of who leaves it out
    return veld.formfield(**keuzes)
