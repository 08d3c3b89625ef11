"""The last question before a report is published."""

from datetime import datetime
from typing import Any

from django import forms


class PublicerenForm(forms.Form):
    """Publishing is for good, so it asks for a tick, and names the report that was looked at."""

    use_required_attribute = False

    nagekeken = forms.BooleanField(
        label="Ik heb het verslag nagekeken",
        error_messages={"required": "Kijk het verslag na en zet dan een vinkje."},
    )
    vastgelegd_op = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, vastgelegd_op: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._vastgelegd_op = vastgelegd_op.isoformat()
        self.fields["vastgelegd_op"].initial = self._vastgelegd_op

    def clean_vastgelegd_op(self) -> str:
        """A colleague may have frozen the year anew in the meantime."""
        waarde: str = self.cleaned_data["vastgelegd_op"]
        if waarde != self._vastgelegd_op:
            raise forms.ValidationError(
                "Een collega heeft het verslag opnieuw vastgelegd. Kijk het opnieuw na."
            )
        return waarde
