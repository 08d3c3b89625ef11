"""Form fields that take what people really type: odd spaces and any notation."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from signaalpunt.velden import ONZICHTBAAR as ONZICHTBAAR
from signaalpunt.velden import Tekst as Tekst
from signaalpunt.zoekhash import e164

POSTCODE = re.compile(r"([1-9][0-9]{3})\s*([A-Za-z]{2})")


class Postcode(Tekst):
    """A Dutch postcode, kept as 1234 AB."""

    def clean(self, value: Any) -> str:
        tekst: str = super().clean(value)
        if not tekst:
            return ""
        gevonden = POSTCODE.fullmatch(tekst)
        if not gevonden:
            raise forms.ValidationError(_("Vul een postcode in zoals 6211 AB."))
        return f"{gevonden[1]} {gevonden[2].upper()}"


class Huisnummer(Tekst):
    """The number of a house; a letter behind it is fine, as people write 12a."""

    def clean(self, value: Any) -> str:
        tekst: str = super().clean(value)
        if tekst and not re.fullmatch(r"[0-9]{1,5} ?[A-Za-z]?", tekst):
            raise forms.ValidationError(
                _("Vul alleen het nummer in, bijvoorbeeld 12. Een letter kan bij ‘toevoeging’.")
            )
        return tekst


class Telefoon(Tekst):
    """A phone number in any notation, kept as it was typed."""

    widget = forms.TextInput(attrs={"type": "tel"})

    def clean(self, value: Any) -> str:
        tekst: str = super().clean(value)
        if tekst and not e164(tekst):
            raise forms.ValidationError(
                _("Dit lijkt geen telefoonnummer. Vul het in zoals 06 12 34 56 78.")
            )
        return tekst
