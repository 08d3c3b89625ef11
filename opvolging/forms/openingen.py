"""When we are open, which days are closed, and which hours of a clock count."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.formats import date_format

from meldingen.velden import Tekst
from opvolging.openingsbeheer import Openingsregel
from opvolging.termijnen import Telling
from signaalpunt.models.gemeente import Telling as Tellingen

KEUZES = ("van", "tot", "goede_vrijdag", "vijf_mei", "carnaval")  # as `Kalender` has them
MEESTE_DAGEN = 200


def _tijd(label: str) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget)


class OpeningenForm(forms.Form):
    """`regel` is what the fields say together, or what holds now when that cannot be."""

    use_required_attribute = False
    zonder_merk = frozenset(
        {"goede_vrijdag", "vijf_mei", "carnaval", "dagen", "nieuwe_dag", "nieuwe_reden"}
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)
    van = _tijd("Hoe laat gaat u open?")
    tot = _tijd("Hoe laat gaat u dicht?")
    telling = forms.ChoiceField(
        label="Welke uren tellen?",
        help_text="Klokuren tellen altijd door. Werkdaguren staan stil als u een hele dag dicht "
        "bent. Kantooruren tellen alleen als u open bent. Een termijn kan hiervan afwijken.",
        choices=Tellingen.choices,
        widget=forms.RadioSelect,
    )
    goede_vrijdag = forms.BooleanField(label="Dicht op Goede Vrijdag", required=False)
    vijf_mei = forms.BooleanField(label="Dicht op 5 mei", required=False)
    carnaval = forms.BooleanField(label="Dicht met carnaval", required=False)
    dagen = forms.MultipleChoiceField(
        label="Uw sluitingsdagen",
        help_text="Haal een vinkje weg om die dag toch open te zijn.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    nieuwe_dag = forms.DateField(
        label="Nog een sluitingsdag",
        help_text="Weekenden en feestdagen hoeft u niet in te vullen.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    nieuwe_reden = Tekst(label="Waarom bent u dan dicht?", max_length=80, required=False)

    def __init__(
        self, huidig: Openingsregel, vandaag: date, data: Mapping[str, Any] | None = None
    ) -> None:
        self._huidig, self.regel = huidig, huidig
        kalender = huidig.kalender
        # what is over stays what it was
        self._komend = {d: huidig.redenen[d] for d in sorted(huidig.redenen) if d >= vandaag}
        begin: dict[str, Any] = {naam: getattr(kalender, naam) for naam in (*KEUZES, "versie")}
        begin |= {"telling": huidig.telling, "dagen": [d.isoformat() for d in self._komend]}
        super().__init__(data, initial=begin)
        if not self._komend:
            del self.fields["dagen"]
            return
        keuze = cast("forms.MultipleChoiceField", self.fields["dagen"])
        keuze.choices = [
            (dag.isoformat(), f"{date_format(dag, 'l j F Y')} – {reden}")
            for dag, reden in self._komend.items()
        ]

    def clean_nieuwe_dag(self) -> date | None:
        """A day that is already there is said at the field."""
        dag: date | None = self.cleaned_data["nieuwe_dag"]
        if dag in self._huidig.redenen:
            raise forms.ValidationError("Deze dag staat al op de lijst.")
        if dag and len(self._huidig.redenen) >= MEESTE_DAGEN:
            raise forms.ValidationError(f"Meer dan {MEESTE_DAGEN} dagen kan niet.")
        return dag

    def clean(self) -> dict[str, Any]:
        """Judge the choices together, and keep what they say."""
        velden: dict[str, Any] = super().clean() or {}
        dag, reden = velden.get("nieuwe_dag"), velden.get("nieuwe_reden")
        if dag and not reden:
            self.add_error("nieuwe_reden", "Schrijf kort op waarom.")
        if reden and not dag and "nieuwe_dag" not in self.errors:
            self.add_error("nieuwe_dag", "Kies ook welke dag dat is.")
        if not {"van", "tot"} & self.errors.keys() and velden["van"] >= velden["tot"]:
            self.add_error("tot", "De openingstijd moet voor de sluitingstijd liggen.")
        if not self.errors:
            self.regel = self._regel(velden)
        return velden

    def _regel(self, velden: Mapping[str, Any]) -> Openingsregel:
        blijft = set(velden.get("dagen", []))
        redenen = {
            dag: reden
            for dag, reden in self._huidig.redenen.items()
            if dag not in self._komend or dag.isoformat() in blijft
        }
        if velden["nieuwe_dag"]:
            redenen[velden["nieuwe_dag"]] = velden["nieuwe_reden"]
        kalender = replace(
            self._huidig.kalender,
            **{naam: velden[naam] for naam in (*KEUZES, "versie")},
            sluitingsdagen=frozenset(redenen),
        )
        return Openingsregel(Telling(velden["telling"]), kalender, redenen)
