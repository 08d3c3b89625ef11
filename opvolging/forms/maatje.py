"""What we ask about a maatje and about a deelnemer: mostly the same, from both sides."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.utils.functional import cached_property

from meldingen.keuzes import Taal
from meldingen.models import Buurt
from meldingen.velden import Tekst, Telefoon
from opvolging.aanmelden import stand
from opvolging.forms.velden import met_hoofdletter, vraag_om_antwoorden
from opvolging.matchwoorden import DAGDELEN, EISEN, ERVARINGEN, INTERESSES, VORMEN, Eis
from opvolging.models import Deelnemer, Koppeling, Maatje, Toestemming
from opvolging.models.maatje import LEEFTIJDEN
from signaalpunt.forms import MensKeuze
from signaalpunt.formulier import indeling, stap
from signaalpunt.models import Gemeente

DAGDEELVELD = Field("dagdelen", template="signaalpunt/dagdelen.html")


def meer(label: str, keuzes: Mapping[str, str], hint: str = "") -> forms.MultipleChoiceField:
    """Several answers from a list of words; none of them means: not known."""
    return forms.MultipleChoiceField(
        label=label,
        choices=list(keuzes.items()),
        required=False,
        help_text=hint,
        widget=forms.CheckboxSelectMultiple,
    )


def ja_nee(label: str) -> forms.NullBooleanField:
    """Yes, no, or not known."""
    keuzes = [("True", "ja"), ("False", "nee"), ("", "weet ik niet")]
    return forms.NullBooleanField(label=label, widget=forms.RadioSelect(choices=keuzes))


def een(label: str, keuzes: list[tuple[str, str]], leeg: str) -> forms.ChoiceField:
    """One answer or none."""
    return forms.ChoiceField(
        label=label, choices=[*keuzes, ("", leeg)], required=False, widget=forms.RadioSelect
    )


class Dag(forms.DateField):
    """A date in the browser's own picker."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class KantForm(forms.ModelForm):
    """The questions that both sides answer."""

    telefoon = Telefoon(label="Telefoon", max_length=20)
    buurt = forms.ModelChoiceField(
        Buurt.objects.none(), label="Buurt", required=False, empty_label="niet bekend"
    )
    vormen = meer("Hoe wilt u elkaar zien of spreken?", VORMEN)
    dagdelen = meer("Wanneer kan het?", DAGDELEN)
    talen = meer("Welke talen?", {taal.value: str(taal.label) for taal in Taal})
    interesses = meer("Interesses", INTERESSES)
    ervaringen = meer("Levenservaring", ERVARINGEN)
    eisen = meer("Uitdrukkelijke wensen", EISEN, "Hier houden wij ons altijd aan.")
    geslacht = een("Vrouw of man?", [("vrouw", "vrouw"), ("man", "man")], "niet bekend of anders")
    rookt = ja_nee("Rookt?")
    heeft_huisdier = ja_nee("Huisdier in huis?")

    def __init__(self, gemeente: Gemeente, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vraag_om_antwoorden(self)
        self.gemeente = gemeente
        self.fields["buurt"].queryset = gemeente.buurten.all()  # type: ignore[attr-defined]

    def clean_eisen(self) -> list[str]:
        """Both at once would leave nobody."""
        eisen: list[str] = self.cleaned_data["eisen"]
        if {Eis.ALLEEN_EEN_VROUW, Eis.ALLEEN_EEN_MAN} <= set(eisen):
            raise forms.ValidationError("Kies alleen een vrouw of alleen een man, niet allebei.")
        return eisen


class MaatjeForm(KantForm):
    """A maatje; the e-mail address is asked once, because it is the login."""

    naam = Tekst(label="Naam", max_length=120)
    email = forms.EmailField(
        label="E-mail", help_text="Hiermee logt het maatje in. Wij sturen een uitnodiging."
    )
    inzet = forms.ChoiceField(
        label="Inzet", choices=Maatje.Inzet.choices, widget=forms.RadioSelect, initial="beschikbaar"
    )
    vog_geldig_tot = Dag(label="VOG geldig tot en met", required=False)
    training_op = Dag(label="Training gedaan op", required=False)
    overeenkomst_op = Dag(label="Overeenkomst getekend op", required=False)
    aantal_plaatsen = forms.IntegerField(
        label="Hoeveel deelnemers tegelijk?", min_value=1, max_value=5, initial=1
    )
    max_km = forms.FloatField(
        label="Hoeveel kilometer reizen hoogstens?", min_value=0, max_value=50, initial=5
    )
    leeftijdsgroep = een("Leeftijd", LEEFTIJDEN, "niet bekend")
    aard = een("Prater of rustig?", Maatje.Aard.choices, "niet bekend")
    is_dierenvriend = ja_nee("Houdt van dieren?")
    heeft_vervoer = ja_nee("Heeft een auto?")

    class Meta:
        model = Maatje
        fields = [
            *("naam", "telefoon", "buurt", "inzet"),
            *("vog_geldig_tot", "training_op", "overeenkomst_op"),
            *("aantal_plaatsen", "max_km", "vormen", "dagdelen", "talen"),
            *("interesses", "ervaringen", "leeftijdsgroep", "aard", "geslacht", "rookt"),
            *("heeft_huisdier", "is_dierenvriend", "heeft_vervoer", "eisen"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["email"]

    def clean_inzet(self) -> str:
        """Who still has somebody cannot stop unnoticed."""
        inzet: str = self.cleaned_data["inzet"]
        if inzet == Maatje.Inzet.GESTOPT and self.instance.pk:
            eigen = Koppeling.objects.lopend().filter(maatje=self.instance)
            if eigen.exists():
                raise forms.ValidationError("Beëindig eerst de koppelingen van dit maatje.")
        return inzet

    @cached_property
    def helper(self) -> Any:
        """The steps of the form."""
        wie = ["naam", "email", "telefoon", "buurt"]
        return indeling(
            "Bewaar",
            stap("Wie", *(veld for veld in wie if veld in self.fields)),
            stap("Mag en kan", "vog_geldig_tot", "training_op", "overeenkomst_op", "inzet"),
            stap("Hoeveel en hoe ver", "aantal_plaatsen", "max_km"),
            stap("Hoe en wanneer", "vormen", DAGDEELVELD, "talen"),
            stap("Wat past", "interesses", "ervaringen", "leeftijdsgroep", "aard"),
            stap(
                "Thuis en onderweg",
                *("geslacht", "rookt", "heeft_huisdier", "is_dierenvriend", "heeft_vervoer"),
            ),
            stap("Wensen van dit maatje", "eisen"),
        )


class DeelnemerForm(KantForm):
    """A deelnemer; what is asked is what the person said, never what we think."""

    manier = forms.TypedChoiceField(
        label="Hoe zei deze persoon ja tegen een maatje?",
        help_text="Deze persoon zei het zelf, en weet dat wij dit bewaren.",
        choices=met_hoofdletter(Toestemming.Manier),
        coerce=Toestemming.Manier,
        widget=forms.RadioSelect,
    )
    gezien = forms.CharField(required=False, widget=forms.HiddenInput)
    voornaam = Tekst(
        label="Voornaam", max_length=60, help_text="Een maatje ziet alleen de voornaam, na een ja."
    )
    telefoon = Telefoon(label="Telefoon", max_length=20, required=False)
    doel = Tekst(
        label="Wat hoopt deze persoon?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    leeftijden = meer("Leeftijd van het maatje", dict(LEEFTIJDEN), "Niets kiezen mag ook.")
    aard = een("Liever een prater of liever rustig?", Deelnemer.Aard.choices, "geen voorkeur")
    wil_dierenvriend = forms.BooleanField(label="Iemand die van dieren houdt", required=False)
    wil_vervoer = forms.BooleanField(label="Iemand met een auto", required=False)

    class Meta:
        model = Deelnemer
        fields = [
            *("voornaam", "telefoon", "buurt", "doel", "vormen", "dagdelen", "talen"),
            *("interesses", "ervaringen", "leeftijden", "aard", "wil_dierenvriend", "wil_vervoer"),
            *("geslacht", "rookt", "heeft_huisdier", "eisen"),
        ]

    def __init__(self, gemeente: Gemeente, *args: Any, **kwargs: Any) -> None:
        super().__init__(gemeente, *args, **kwargs)
        maatjes = Maatje.objects.filter(gemeente=gemeente)
        self.fields["niet_met"] = _Bekenden(maatjes, label="Familie of bekenden", required=False)
        if self.instance.pk:
            del self.fields["manier"]
            self.fields["gezien"].initial = stand(self.instance)
            self.fields["niet_met"].initial = self.instance.niet_met.all()
        else:
            del self.fields["gezien"]

    def zie_opnieuw(self) -> None:
        """From now on somebody looks at the wishes as they are stored now."""
        if bewaard := Deelnemer.objects.filter(pk=self.instance.pk).first():
            data: Any = self.data
            data = data.copy()
            data["gezien"] = stand(bewaard)
            self.data = data

    @cached_property
    def helper(self) -> Any:
        """The steps of the form."""
        wie = ["gezien", "manier", "voornaam", "telefoon", "buurt", "doel"]
        return indeling(
            "Bewaar en zoek een maatje",
            stap("Wie", *(veld for veld in wie if veld in self.fields)),
            stap("Hoe en wanneer", "vormen", DAGDEELVELD, "talen"),
            stap("Wat past", "interesses", "ervaringen", "leeftijden", "aard"),
            stap("Wat ook fijn is", "wil_dierenvriend", "wil_vervoer"),
            stap("Thuis", "geslacht", "rookt", "heeft_huisdier"),
            stap("Wat echt moet", "eisen", "niet_met"),
        )


class _Bekenden(forms.ModelMultipleChoiceField):
    """Maatjes by name, with whom this person is not coupled."""

    widget = forms.CheckboxSelectMultiple
    label_from_instance = MensKeuze.label_from_instance


class BeeindigForm(forms.Form):
    """Fields are the arguments of `koppelen.beeindig`."""

    eindreden = forms.TypedChoiceField(
        label="Waarom eindigt het?",
        choices=Koppeling.Eindreden.choices,
        coerce=Koppeling.Eindreden,
        widget=forms.RadioSelect,
    )
    toelichting = Tekst(
        label="Wat wilt u erbij zeggen?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    helper = indeling("Beëindig de koppeling")


class AfslaanForm(forms.Form):
    """Saying no; the field is the argument of `koppelen.sla_af`."""

    toelichting = Tekst(
        label="Wilt u zeggen waarom niet? Dat hoeft niet.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
