"""By what the sociale kaart is searched, by the team and by residents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meldingen.keuzes import Behoefte, Moment
from meldingen.models import Buurt
from opvolging.forms.velden import met_hoofdletter
from opvolging.matchwoorden import DAGDELEN
from opvolging.models import Aanbod
from signaalpunt.models import Gemeente
from signaalpunt.velden import Tekst

# Not knowing what somebody wants says nothing about an entry.
BEHOEFTEN = {
    str(behoefte.value): behoefte.label
    for behoefte in Behoefte
    if behoefte not in (Behoefte.WEET_NIET, Behoefte.ANDERS)
}


def dagdelen_van(moment: str) -> list[str]:
    """The parts of day of every day that are this part."""
    return [dagdeel for dagdeel in DAGDELEN if dagdeel.endswith(f"_{moment}")]


class Zoekvelden(forms.Form):
    """By what the sociale kaart is searched; what is not understood is left out."""

    use_required_attribute = False

    zoek = Tekst(label=_("Zoek een woord"), max_length=100, required=False)
    buurt = forms.ModelChoiceField(Buurt.objects.none(), required=False, label=_("Welke buurt?"))
    moment = forms.ChoiceField(label=_("Wanneer?"), required=False)

    def __init__(self, gemeente: Gemeente, gevraagd: Any) -> None:
        super().__init__(gevraagd)
        buurt: Any = self.fields["buurt"]
        buurt.queryset = Buurt.objects.filter(gemeente=gemeente.pk)
        buurt.empty_label = _("Alle buurten")
        buurt.to_field_name = "code"
        moment: Any = self.fields["moment"]
        moment.choices = [("", _("Altijd")), *Moment.choices]
        for veld in self.fields.values():
            if isinstance(veld.widget, forms.Select):
                veld.widget.attrs["class"] = "utrecht-select"

    @property
    def keuze(self) -> dict[str, Any]:
        """What was chosen, as `aanbod.gezocht` takes it."""
        self.is_valid()
        velden = {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde}
        if moment := velden.pop("moment", ""):
            velden["dagdelen"] = dagdelen_van(moment)
        return velden


class ZoekAanbodForm(Zoekvelden):
    """As the team searches."""

    soort = forms.ChoiceField(
        label="Helpt bij",
        required=False,
        choices=[("", "Alles"), *((s.value, s.value.capitalize()) for s in Aanbod.Soort)],
    )
    doelgroep = forms.ChoiceField(
        label="Voor wie",
        required=False,
        choices=[("", "Iedereen"), *met_hoofdletter(Aanbod.Doelgroep)],
    )


class TeDoenForm(Zoekvelden):
    """As a resident looks: a buurt is where it should be near to."""

    behoefte = forms.ChoiceField(label=_("Waar hebt u zin in?"), required=False)
    gratis = forms.BooleanField(label=_("Alleen wat gratis is"), required=False)
    rolstoel = forms.BooleanField(label=_("Met een rolstoel"), required=False)

    def __init__(self, gemeente: Gemeente, gevraagd: Any) -> None:
        super().__init__(gemeente, gevraagd)
        behoefte: Any = self.fields["behoefte"]
        behoefte.choices = [("", _("Alles")), *BEHOEFTEN.items()]

    @property
    def keuze(self) -> dict[str, Any]:
        """A buurt leaves nothing out: what is near comes first."""
        velden = super().keuze
        if buurt := velden.pop("buurt", None):
            velden["dichtbij"] = buurt
        return velden
