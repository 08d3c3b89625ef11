"""The reminders of a kind of clock, step by step."""

from collections.abc import Mapping
from typing import Any

from django import forms

from opvolging.klokkensoorten import Duur
from opvolging.ladder import Anker, Ladder, Ontvanger, Stap, bezwaren

AAN = [
    (Ontvanger.TEAM.value, "Wie het oppakte, anders het team"),
    (Ontvanger.TEAMLEIDER.value, "De teamleider"),
]
DEEL = [
    ("0", "Geen herinnering"),
    ("0.25", "Als een kwart van de tijd om is"),
    ("0.5", "Als de helft van de tijd om is"),
    ("0.75", "Als driekwart van de tijd om is"),
]


def _aan(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=AAN, coerce=Ontvanger, initial=Ontvanger.TEAM.value
    )


def _aantal(label: str, hulptekst: str, hoogstens: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hulptekst,
        min_value=0,
        max_value=hoogstens,
        widget=forms.NumberInput(attrs={"class": "middel"}),
    )


class LadderForm(forms.Form):
    """`stappen` are what the fields say together, or what holds now when they make no ladder."""

    use_required_attribute = False
    versie = forms.IntegerField(widget=forms.HiddenInput)
    halverwege = forms.ChoiceField(label="Voor het streefmoment", choices=DEEL)
    halverwege_aan = _aan("Aan wie?")
    streef = forms.TypedChoiceField(
        label="Op het streefmoment",
        choices=[("ja", "Een herinnering"), ("nee", "Geen herinnering")],
        coerce=lambda keuze: keuze == "ja",
    )
    streef_aan = _aan("Aan wie?")
    waarschuwing = _aantal("Hoeveel uur voor de grens?", "0 betekent: geen waarschuwing.", 100)
    waarschuwing_aan = _aan("Aan wie?")
    te_laat_aan = _aan("Op de grens: aan wie?")
    werkdag_te_laat = _aantal(
        "Hoeveel werkdagen na de grens nog eens?", "0 betekent: geen tweede bericht.", 10
    )
    werkdag_te_laat_aan = _aan("Aan wie?")

    def __init__(self, huidig: Ladder, ruimte: Duur, data: Mapping[str, Any] | None = None) -> None:
        self._ruimte = ruimte
        super().__init__(data, initial=_velden(huidig))
        if not ruimte.uren:
            self.fields["waarschuwing"].label = "Hoeveel dagen voor de grens?"
        self.fields["te_laat_aan"].help_text = "Deze herinnering is er altijd."
        self.stappen = huidig.stappen

    def clean(self) -> dict[str, Any]:
        """Judge the steps together; each problem in words."""
        velden: dict[str, Any] = super().clean() or {}
        if not self.errors:
            stappen = _stappen(velden, in_uren=bool(self._ruimte.uren))
            for bezwaar in bezwaren(stappen, uren=self._ruimte.uren, dagen=self._ruimte.dagen):
                self.add_error(None, bezwaar)
            self.stappen = self.stappen if self.errors else stappen
        return velden


def _stappen(velden: dict[str, Any], *, in_uren: bool) -> tuple[Stap, ...]:
    deel, ervoor = float(velden["halverwege"]), velden["waarschuwing"]
    eenheid = "uren_ervoor" if in_uren else "dagen_ervoor"
    dagen = velden["werkdag_te_laat"]
    mogelijk = [
        (deel, Stap(1, "halverwege", Anker.STREEF, deel=deel)),
        (velden["streef"], Stap(2, "streef", Anker.STREEF)),
        (ervoor, Stap(3, "waarschuwing", Anker.GRENS, **{eenheid: ervoor})),
        (True, Stap(4, "te_laat", Anker.GRENS)),
        (dagen, Stap(5, "werkdag_te_laat", Anker.GRENS, werkdagen_erna=dagen)),
    ]
    return tuple(stap.voor(velden[f"{stap.naam}_aan"]) for geldt, stap in mogelijk if geldt)


def _velden(ladder: Ladder) -> dict[str, Any]:
    per_naam = {stap.naam: stap for stap in ladder.stappen}
    aan = {f"{naam}_aan": stap.ontvanger.value for naam, stap in per_naam.items()}
    half, waarschuwing = per_naam.get("halverwege"), per_naam.get("waarschuwing")
    daarna = per_naam.get("werkdag_te_laat")
    return aan | {
        "versie": ladder.versie,
        "halverwege": f"{half.deel:g}" if half else "0",
        "streef": "ja" if "streef" in per_naam else "nee",
        "waarschuwing": int(waarschuwing.uren_ervoor or waarschuwing.dagen_ervoor)
        if waarschuwing
        else 0,
        "werkdag_te_laat": daarna.werkdagen_erna if daarna else 0,
    }
