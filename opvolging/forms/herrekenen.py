"""Whether running clocks follow a change too: only after the rehearsal of that very change."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django import forms

from opvolging.forms.velden import toelichting


def afdruk(voorstel: object) -> str:
    """A short word for a proposal, to see whether the rehearsal was of this one."""
    return sha256(repr(voorstel).encode()).hexdigest()[:16]


class HerrekenForm(forms.Form):
    """Shown below the rehearsal; `aantal` clocks run now."""

    use_required_attribute = False
    zonder_merk = frozenset({"ook_lopend", "reden"})
    proef = forms.CharField(widget=forms.HiddenInput, required=False)
    ook_lopend = forms.BooleanField(required=False)
    reden = toelichting(
        "Waarom ook voor die klokken?", "Dit komt in de geschiedenis van elke zaak te staan."
    )

    def __init__(
        self, voorstel: object, *, aantal: int, data: Mapping[str, Any], bewaart: bool
    ) -> None:
        self._afdruk = afdruk(voorstel)
        begin = {naam: data.get(naam) for naam in ("ook_lopend", "reden")}
        super().__init__(data if bewaart else None, initial=begin | {"proef": self._afdruk})
        klokken = "de klok die nu loopt" if aantal == 1 else f"de {aantal} klokken die nu lopen"
        self.fields["ook_lopend"].label = f"Ook voor {klokken}"

    def clean(self) -> dict[str, Any]:
        """Ask for a reason, and for a look at what it does."""
        velden: dict[str, Any] = super().clean() or {}
        if not velden.get("ook_lopend"):
            return velden
        if velden.get("proef") != self._afdruk:
            self.add_error(None, "U wijzigde nog iets. Bekijk eerst wat dit op 90 dagen doet.")
        elif not velden.get("reden"):
            self.add_error("reden", "Schrijf kort op waarom.")
        return velden
