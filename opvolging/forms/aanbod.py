"""What the team fills in about an entry of the sociale kaart."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Choices
from django.utils.functional import cached_property

from meldingen.keuzes import Taal
from meldingen.velden import Telefoon
from opvolging.forms.maatje import DAGDEELVELD, Dag, een, ja_nee, meer
from opvolging.forms.velden import JAREN, met_hoofdletter
from opvolging.forms.zoekaanbod import BEHOEFTEN
from opvolging.matchwoorden import DAGDELEN
from opvolging.models import Aanbod
from signaalpunt.formulier import indeling, stap
from signaalpunt.models import Gemeente
from signaalpunt.velden import zonder_onzichtbaars

RONDJES: dict[str, type[Choices]] = {"plaats": Aanbod.Plaats, "ritme": Aanbod.Ritme}
MAG_LEEG: dict[str, type[Choices]] = {
    "vorm": Aanbod.Vorm,
    "drempel": Aanbod.Drempel,
    "kosten": Aanbod.Kosten,
}


def een_van(label: str, keuzes: type[Choices]) -> forms.ChoiceField:
    """One answer, which is always there."""
    return forms.ChoiceField(label=label, choices=met_hoofdletter(keuzes), widget=forms.RadioSelect)


class AanbodForm(forms.ModelForm):
    """An entry; whatever is not known may wait, except the name."""

    use_required_attribute = False
    zonder_merk = frozenset({"is_openbaar", "datum"})

    sleutel = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput, required=False)
    versie = forms.IntegerField(initial=1, widget=forms.HiddenInput, required=False)
    soorten = meer("Bij welke eenzaamheid helpt het?", dict(met_hoofdletter(Aanbod.Soort)))
    behoeften = meer(
        "Waar vraagt iemand om?", {code: str(label) for code, label in BEHOEFTEN.items()}
    )
    doelgroepen = meer(
        "Voor wie is het vooral?",
        dict(met_hoofdletter(Aanbod.Doelgroep)),
        "Niets aangekruist: voor iedereen.",
    )
    dagdelen = meer("Wanneer is het?", DAGDELEN)
    talen = meer("Welke talen spreken ze daar?", {t.value: str(t.label) for t in Taal})
    telefoon = Telefoon(label="Telefoon", max_length=20, required=False)
    datum = Dag(label="Op welke dag?", required=False, help_text="Alleen als het één keer is.")
    geldig_tot = Dag(
        label="Geldig tot en met",
        required=False,
        help_text="Een maand ervoor vragen wij u om te kijken of het nog klopt.",
    )
    is_openbaar = forms.BooleanField(
        label="Zichtbaar voor inwoners",
        required=False,
        help_text="Kan als alles is ingevuld. Het staat dan op de pagina voor iedereen.",
    )

    class Meta:
        model = Aanbod
        formfield_callback = zonder_onzichtbaars
        fields = [
            *("naam", "aanbieder", "omschrijving", "soorten", "behoeften", "doelgroepen"),
            *("plaats", "plek", "buurt", "dagdelen", "tijd", "ritme", "datum", "vorm", "drempel"),
            *("kosten", "prijs", "is_rolstoelvriendelijk", "talen"),
            *("telefoon", "email", "website", "geldig_tot", "is_openbaar"),
        ]
        labels = {
            "naam": "Hoe heet het?",
            "aanbieder": "Welke organisatie?",
            "omschrijving": "Wat gebeurt er?",
            "plaats": "Waar is het?",
            "plek": "Adres of plek",
            "tijd": "Dag en tijd",
            "ritme": "Hoe vaak is het?",
            "vorm": "In een groep?",
            "drempel": "Hoe begint iemand?",
            "kosten": "Wat kost het?",
            "prijs": "Hoeveel precies?",
        }
        help_texts = {
            "omschrijving": "In gewone woorden, hoogstens 600 tekens. Zonder namen van mensen.",
            "plek": "Bijvoorbeeld: gemeenschapshuis, zaal 2.",
            "tijd": "Bijvoorbeeld: elke dinsdag van 10.00 tot 12.00 uur.",
            "prijs": "Bijvoorbeeld: 2,50 euro voor koffie.",
            "email": "Van de organisatie, niet van een persoon.",
            "website": "Bijvoorbeeld: https://www.voorbeeld.nl",
        }
        widgets = {"omschrijving": forms.Textarea(attrs={"rows": 4, "class": "kort"})}

    def __init__(self, gemeente: Gemeente, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["buurt"] = forms.ModelChoiceField(
            gemeente.buurten.all(), label="Buurt", required=False, empty_label="Geen of niet bekend"
        )
        for naam, keuzes in RONDJES.items():
            self.fields[naam] = een_van(str(self.fields[naam].label), keuzes)
        for naam, keuzes in MAG_LEEG.items():
            self.fields[naam] = een(
                str(self.fields[naam].label), met_hoofdletter(keuzes), "Niet bekend"
            )
        self.fields["is_rolstoelvriendelijk"] = ja_nee("Kan iemand er met een rolstoel komen?")

    def clean_sleutel(self) -> Any:
        """Of an entry that was there already the key stays what it is."""
        return self.instance.sleutel if self.instance.pk else self.cleaned_data["sleutel"]

    def clean(self) -> dict[str, Any]:
        """What happens once has a day, and what comes back has none."""
        velden = super().clean() or self.cleaned_data
        if velden.get("ritme") == Aanbod.Ritme.VAST:
            velden["datum"] = None
        elif velden.get("ritme") and not velden.get("datum") and "datum" not in self.errors:
            self.add_error("datum", "Vul de dag in, want het is één keer.")
        return velden

    def clean_datum(self) -> Any:
        """A year that nobody means is a slip."""
        return _in_deze_eeuw(self.cleaned_data["datum"])

    def clean_geldig_tot(self) -> Any:
        """A year that nobody means is a slip."""
        return _in_deze_eeuw(self.cleaned_data["geldig_tot"])

    def lees_verder(self, versie: int) -> None:
        """Who saves again after reading what `versie` says means it."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["versie"] = str(versie)  # type: ignore[index]

    @cached_property
    def helper(self) -> Any:
        """The steps of the form."""
        return indeling(
            "Bewaar",
            "sleutel",
            "versie",
            stap("Wat is het?", "naam", "aanbieder", "omschrijving"),
            stap("Voor wie helpt het?", "soorten", "behoeften", "doelgroepen", "vorm"),
            stap("Waar?", "plaats", "plek", "buurt", "is_rolstoelvriendelijk"),
            stap("Wanneer?", "ritme", "datum", "tijd", DAGDEELVELD),
            stap("Hoe begint iemand?", "drempel", "kosten", "prijs", "talen"),
            stap("Meer weten", "telefoon", "email", "website"),
            stap("Klopt dit?", "geldig_tot", "is_openbaar"),
        )


def _in_deze_eeuw(dag: Any) -> Any:
    if dag and dag.year not in JAREN:
        raise forms.ValidationError("Kijk het jaar na.")
    return dag
