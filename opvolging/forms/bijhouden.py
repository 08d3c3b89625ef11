"""What an organisation may change of its entries, and to whom the link goes."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from meldingen.velden import Tekst, Telefoon
from signaalpunt.formulier import indeling


class BijhoudenForm(forms.Form):
    """Fields are those of `bijhouden.VELDEN`, and whether it is gone."""

    use_required_attribute = False
    zonder_merk = frozenset({"is_weg"})

    omschrijving = Tekst(
        label=_("Wat gebeurt er?"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "kort"}),
    )
    plek = Tekst(label=_("Waar is het?"), max_length=160, required=False)
    tijd = Tekst(label=_("Op welke dag en hoe laat?"), max_length=160, required=False)
    prijs = Tekst(label=_("Wat kost het?"), max_length=80, required=False)
    telefoon = Telefoon(label=_("Telefoon"), max_length=20, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    website = forms.URLField(
        label=_("Website"), max_length=200, required=False, assume_scheme="https"
    )
    is_weg = forms.BooleanField(label=_("Dit is er niet meer"), required=False)
    helper = indeling(_("Stuur dit op"))


class NieuwForm(BijhoudenForm):
    """An entry that is not there yet: the fields of `bijhouden.NIEUW`."""

    sleutel = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    naam = Tekst(label=_("Hoe heet het?"), max_length=120)
    aanbieder = Tekst(label=_("Welke organisatie?"), max_length=120, required=False)
    field_order = ["sleutel", "naam", "aanbieder"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_weg"]


class NieuweLinkForm(forms.Form):
    """Who lost a link."""

    use_required_attribute = False
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    helper = indeling(_("Stuur mij een nieuwe link"), met_formulier=False)


class PartnerForm(forms.Form):
    """Who keeps an entry."""

    use_required_attribute = False
    email = forms.EmailField(
        label="E-mail van de organisatie",
        max_length=254,
        help_text="Daarheen gaat een link die twee weken werkt.",
    )
    helper = indeling("Stuur de link")
