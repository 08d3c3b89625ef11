"""What a melder can fill in on the page behind the volgcode."""

from collections.abc import Mapping
from typing import Any, Self
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from meldingen.velden import Tekst

CIJFERS = [
    ("5", _("5: heel tevreden")),
    ("4", _("4: tevreden")),
    ("3", _("3: gaat wel")),
    ("2", _("2: ontevreden")),
    ("1", _("1: heel ontevreden")),
]


class VolgForm(forms.Form):
    """One of several acts on a page: its `naam` keeps the names of its fields apart.

    Its fields are the arguments of a function in `opvolging.volgen`.
    """

    naam = ""
    titel: Any = ""
    label: Any = ""
    hulp: Any = ""
    is_verplicht = False
    use_required_attribute = False
    zonder_merk: frozenset[str] = frozenset()  # every field that may stay empty says so
    sleutel = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": self.naam} | kwargs)
        self.fields["tekst"] = Tekst(
            label=self.label,
            help_text=self.hulp,
            required=self.is_verplicht,
            max_length=2000,
            error_messages={"required": _("Schrijf op wat u ons wilt vertellen.")},
            widget=forms.Textarea(attrs={"rows": 4, "class": "kort"}),
        )

    @classmethod
    def met(cls, gegevens: Mapping[str, Any]) -> Self:
        """With what was typed, not judged yet."""
        leeg = cls()
        getypt = {
            naam: veld.widget.value_from_datadict(gegevens, {}, leeg.add_prefix(naam))
            for naam, veld in leeg.fields.items()
        }
        return cls(initial={naam: waarde for naam, waarde in getypt.items() if waarde})

    @property
    def is_begonnen(self) -> bool:
        """Whether somebody typed or chose something: then it shows."""
        return self.is_bound or bool(self.initial.keys() - {"sleutel"})


class AanvullenForm(VolgForm):
    """Something more to tell."""

    naam = "aanvullen"
    titel = _("Iets toevoegen")
    label = _("Wat wilt u ons nog vertellen?")
    hulp = _("U hoeft geen medische gegevens op te schrijven.")
    is_verplicht = True


class IntrekkenForm(VolgForm):
    """Taking it back."""

    naam = "intrekken"
    titel = _("Uw bericht intrekken")
    label = _("Wilt u vertellen waarom?")


class NietOpgelostForm(VolgForm):
    """It is not solved."""

    naam = "niet_opgelost"
    titel = _("Het is niet opgelost")
    label = _("Wat is er nog aan de hand?")


class TevredenForm(VolgForm):
    """Looking back."""

    naam = "tevreden"
    titel = _("Hoe kijkt u terug?")
    label = _("Wat ging goed, en wat kan beter?")
    cijfer = forms.TypedChoiceField(
        label=_("Hoe tevreden bent u over het Signaalpunt?"),
        choices=CIJFERS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een cijfer van 1 tot en met 5.")},
    )
    field_order = ("sleutel", "cijfer", "tekst")


ACTEN: dict[str, type[VolgForm]] = {
    soort.naam: soort for soort in (AanvullenForm, NietOpgelostForm, TevredenForm, IntrekkenForm)
}
