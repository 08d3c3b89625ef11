"""How long a kind of clock runs: hours and how they count, or days by the calendar."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django import forms

from opvolging.klokregels import bezwaren, vaste_kant
from opvolging.kloksoort import Duur, Kloksoort, Regel
from opvolging.ladder import Anker
from opvolging.termijnen import Telling
from signaalpunt.models.gemeente import Telling as Tellingen

EENHEDEN = {"dagen": "dagen", "werkdagen": "werkdagen", "maanden": "maanden"}
MEESTE = {"uren": 1000, "dagen": 400, "werkdagen": 250, "maanden": 24}


class RegelForm(forms.Form):
    """`regel` is what the fields say together, or what holds now when that is no rule."""

    use_required_attribute = False
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        huidig: Regel,
        soort: Kloksoort,
        telling: Telling,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self._soort, self._telling, self.regel = soort, telling, huidig
        self._kanten = [kant for kant in Anker if kant != vaste_kant(soort)]
        begin: dict[str, Any] = {"versie": huidig.versie, "telling": huidig.telling}
        for kant in self._kanten:
            begin |= _waarden(kant, getattr(huidig, kant))
        super().__init__(data, initial=begin)
        for kant in self._kanten:
            self.fields |= self._velden(kant)
        if soort.in_uren:
            self.fields["telling"] = forms.ChoiceField(
                label="Welke uren tellen?",
                help_text="Klokuren tellen altijd door. Werkdaguren staan stil als u een hele dag "
                "dicht bent. Kantooruren tellen alleen als u open bent.",
                choices=Tellingen.choices,
                widget=forms.RadioSelect,
            )

    def _velden(self, kant: Anker) -> dict[str, forms.Field]:
        eenheden = ["uren"] if self._soort.in_uren else list(EENHEDEN)
        if self._is_ervoor(kant):
            eenheden.remove("werkdagen")
        aantal = forms.IntegerField(
            label=self._vraag(kant),
            min_value=1,
            max_value=max(MEESTE[eenheid] for eenheid in eenheden),
            widget=forms.NumberInput(attrs={"class": "middel"}),
        )
        if self._soort.in_uren:
            return {kant.value: aantal}
        keuzes = [(eenheid, EENHEDEN[eenheid]) for eenheid in eenheden]
        return {
            kant.value: aantal,
            f"{kant}_eenheid": forms.ChoiceField(label="Dagen of maanden?", choices=keuzes),
        }

    def _vraag(self, kant: Anker) -> str:
        moment = "het streefmoment" if kant == Anker.STREEF else "de grens"
        if self._soort.op_datum:
            kant_van_datum = "voor" if self._is_ervoor(kant) else "na"
            return f"Hoeveel {kant_van_datum} de datum is {moment}?"
        return f"Na hoeveel {'uur' if self._soort.in_uren else 'tijd'} is {moment}?"

    def _is_ervoor(self, kant: Anker) -> bool:
        duur: Duur = getattr(self._soort, kant)
        return bool(min(asdict(duur).values()) < 0)

    def clean(self) -> dict[str, Any]:
        """Judge the rule as a whole; each problem in words."""
        velden: dict[str, Any] = super().clean() or {}
        if self.errors:
            return velden
        nieuw = self._regel(velden)
        for bezwaar in bezwaren(self._soort.met(nieuw), self._telling):
            self.add_error(self._kanten[-1].value, bezwaar)
        self.regel = self.regel if self.errors else nieuw
        return velden

    def _regel(self, velden: Mapping[str, Any]) -> Regel:
        duren = {Anker.STREEF: self.regel.streef, Anker.GRENS: self.regel.grens}
        for kant in self._kanten:
            eenheid = "uren" if self._soort.in_uren else velden[f"{kant}_eenheid"]
            teken = -1 if self._is_ervoor(kant) else 1
            duren[kant] = Duur(**{eenheid: teken * velden[kant.value]})
        telling = Telling(velden["telling"]) if self._soort.in_uren else None
        return Regel(velden["versie"], duren[Anker.STREEF], duren[Anker.GRENS], telling)


def _waarden(kant: Anker, duur: Duur) -> dict[str, Any]:
    """What the fields of this side say."""
    eenheid, aantal = next((naam, aantal) for naam, aantal in asdict(duur).items() if aantal)
    return {kant.value: abs(aantal), f"{kant}_eenheid": eenheid}
