"""The three doors: what each asks, in which steps, and what is needed to be able to help.

Field names and values are fixed (they are the interface of the product). Little is required: a way
to reach somebody, and for somebody else whether that person knows of it.
"""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from meldingen import keuzes
from meldingen.buurtkaart import heeft_kaart
from meldingen.buurtkeuze import Buurtvraag
from meldingen.models import BuurtAnders, Deur, Leeftijdsgroep
from meldingen.velden import Huisnummer, Postcode, Tekst, Telefoon
from meldingen.vragen import keuze, keuzelijst, meer, smal, verhaal, woord
from signaalpunt.models import Gemeente

_KIES = _("Kies een antwoord.")
_VUL_IN = _("Vul dit in.")


class DeurForm(forms.Form):
    """What all doors share."""

    deur: ClassVar[Deur]
    # title of each step and its fields, in the order of the page
    stappen: ClassVar[list[tuple[Any, list[str]]]]
    # fields of which one is needed: neither required nor free to leave out
    zonder_merk: ClassVar[set[str]] = set()
    # what a browser may fill in by itself, because it is about whoever types
    eigen_gegevens: ClassVar[dict[str, str]] = {}
    met_nummers = False  # whether the page shows them, beside somebody who holds the paper form
    use_required_attribute = False  # the server explains better, and all at once

    veilig = keuze(
        keuzes.JaNee,
        _("Is deze persoon nu veilig?"),
        verplicht=True,
        hint=_("Denkt iemand aan zelfdoding of is er gevaar? Kies dan ‘Nee’."),
    )
    toelichting = verhaal(
        _("Wat wilt u ons vertellen?"),
        2000,
        _(
            "Wij lezen dit niet meteen. Is er haast? Bel 112, of een ander nummer onderaan. "
            "U hoeft geen medische gegevens op te schrijven."
        ),
    )
    buurt = Buurtvraag(label=_("In welke buurt?"), required=False)
    postcode = Postcode(label=_("Postcode"), max_length=10, required=False, widget=smal())
    huisnummer = Huisnummer(label=_("Huisnummer"), max_length=10, required=False, widget=smal())
    toevoeging = Tekst(label=_("Toevoeging"), max_length=10, required=False, widget=smal())
    leeftijdsgroep = keuzelijst(Leeftijdsgroep, _("Hoe oud is deze persoon ongeveer?"))
    taal = keuzelijst(keuzes.Taal, _("Welke taal spreekt deze persoon het liefst?"))
    behoeften = meer(keuzes.Behoefte, _("Waar is behoefte aan?"))
    levensgebeurtenissen = meer(keuzes.Levensgebeurtenis, _("Is er iets gebeurd?"))
    aandachtspunten = verhaal(
        _("Waar moeten wij op letten?"), 500, _("Bijvoorbeeld een hond, een trap, of slecht horen.")
    )
    terugkoppeling = keuze(
        keuzes.Terugkoppeling, _("Hoe wilt u horen dat wij het hebben opgepakt?")
    )
    hoe_kent_u_ons = keuzelijst(keuzes.HoeKentUOns, _("Hoe kent u ons?"))

    def __init__(self, *args: Any, gemeente: Gemeente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([naam for _titel, namen in self.stappen for naam in namen])
        self.gemeente = gemeente
        buurt: Any = self.fields["buurt"]
        buurt.bied_aan(gemeente, self._getypt("postcode"))
        for vraag in self.fields.values():
            is_keuze = isinstance(vraag, forms.ChoiceField)
            vraag.error_messages["required"] = _KIES if is_keuze else _VUL_IN
        for naam, gegeven in self.eigen_gegevens.items():
            self.fields[naam].widget.attrs["autocomplete"] = gegeven

    def _getypt(self, naam: str) -> str:
        """What stands in a field, judged or not."""
        gegevens: Any = self.data if self.is_bound else self.initial
        return gegevens.get(naam) or ""

    @property
    def is_leeg(self) -> bool:
        """Whether nobody typed anything yet: then the page is the same for everybody."""
        return not self.is_bound and not self.initial

    @property
    def heeft_kaart(self) -> bool:
        """Whether a buurt can also be pointed out."""
        return heeft_kaart(self.gemeente.code)

    @property
    def is_jeugd(self) -> bool:
        """Whether somebody under 18 was chosen: then the page shows whom to call."""
        return self._getypt("leeftijdsgroep") == Leeftijdsgroep.TOT_18

    @property
    def groepen(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The steps as the page shows them: title and fields."""
        return [(titel, [self[naam] for naam in namen]) for titel, namen in self.stappen]

    def nummer_van(self, veld: str) -> int:
        """The number of a question, as it stands on the form on paper."""
        volgorde = [naam for _titel, namen in self.stappen for naam in namen]
        return volgorde.index(veld) + 1

    def heeft(self, *namen: str) -> bool:
        """Whether all these fields were filled in well."""
        return all(self.cleaned_data.get(naam) for naam in namen)

    def eis_email(self, naam: str) -> None:
        """Feedback by e-mail needs an address."""
        if self.cleaned_data.get("terugkoppeling") == "email" and not self.heeft(naam):
            self.mist(naam, _("Vul uw e-mailadres in. Of kies een code."))

    def mist(self, naam: str, tekst: Any) -> None:
        """Ask for a field, unless it already has a message of its own."""
        if naam not in self.errors:
            self.add_error(naam, tekst)


class MijzelfForm(DeurForm):
    """For somebody who feels lonely."""

    deur = Deur.MIJZELF
    zonder_merk = {"telefoon", "email", "postcode", "huisnummer"}
    eigen_gegevens = {
        "naam": "name",
        "telefoon": "tel",
        "email": "email",
        "postcode": "postal-code",
    }
    stappen = [
        (_("Eerst dit"), ["veilig"]),
        (_("Uw verhaal"), ["toelichting", "behoeften", "levensgebeurtenissen"]),
        (
            _("Hoe bereiken wij u?"),
            ["naam", "telefoon", "email", "bereikbaar_via", "bereikbaar_moment", "voicemail"],
        ),
        (_("Waar woont u?"), ["postcode", "huisnummer", "toevoeging", "buurt"]),
        (
            _("Tot slot"),
            ["leeftijdsgroep", "taal", "aandachtspunten", "terugkoppeling", "hoe_kent_u_ons"],
        ),
    ]  # fmt: skip

    naam = woord(_("Hoe mogen wij u noemen?"), hint=_("Een voornaam is genoeg."))
    telefoon = Telefoon(
        label=_("Uw telefoonnummer"),
        max_length=20,
        required=False,
        help_text=_("Een telefoonnummer of e-mailadres is genoeg. Uw adres mag ook."),
    )
    email = forms.EmailField(label=_("Uw e-mailadres"), max_length=254, required=False)
    bereikbaar_via = keuze(keuzes.BereikbaarVia, _("Wat heeft u het liefst?"))
    bereikbaar_moment = meer(keuzes.Moment, _("Wanneer kunnen wij u het best bereiken?"))
    voicemail = keuze(keuzes.JaNee, _("Mogen wij een bericht inspreken?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, label in {
            "veilig": _("Bent u nu veilig?"),
            "buurt": _("In welke buurt woont u?"),
            "leeftijdsgroep": _("Hoe oud bent u?"),
            "taal": _("Welke taal spreekt u het liefst?"),
            "behoeften": _("Waar heeft u behoefte aan?"),
            "levensgebeurtenissen": _("Is er iets gebeurd in uw leven?"),
        }.items():
            self.fields[naam].label = label
        self.fields["veilig"].help_text = _(
            "Denkt u aan zelfdoding of is er gevaar? Kies dan ‘Nee’."
        )

    def clean(self) -> dict[str, Any]:
        """One way to reach the person, and the one that was chosen."""
        nodig = {
            "telefoon": "telefoon",
            "email": "email",
            "brief": "huisnummer",
            "bezoek": "huisnummer",
        }
        via = self.cleaned_data.get("bereikbaar_via", "")
        if via and not self._bereikbaar(via):
            self.mist(nodig[via], _("Zo wilt u bereikt worden. Vul dit in, of kies iets anders."))
        elif not any(self._bereikbaar(manier) for manier in nodig):
            self.mist("telefoon", _("Vul een telefoonnummer of e-mailadres in. Of uw adres."))
        self.eis_email("email")
        return self.cleaned_data

    def _bereikbaar(self, via: str) -> bool:
        if via in {"brief", "bezoek"}:
            return self.heeft("postcode", "huisnummer")
        return self.heeft(via)


class _OverIemandForm(DeurForm):
    """What both doors about somebody else ask."""

    zonder_merk = {
        "betrokkene_naam", "betrokkene_telefoon", "postcode", "huisnummer", "buurt",
    }  # fmt: skip
    eigen_gegevens = {"melder_naam": "name", "melder_telefoon": "tel", "melder_email": "email"}

    betrokkene_naam = woord(
        _("Hoe heet deze persoon?"),
        hint=_("Genoeg is: een naam en een buurt, of een telefoonnummer, of een adres."),
    )
    betrokkene_telefoon = Telefoon(
        label=_("Telefoonnummer van deze persoon"), max_length=20, required=False
    )
    weet_ervan = keuze(
        keuzes.WeetErvan,
        _("Weet deze persoon dat u contact met ons opneemt?"),
        verplicht=True,
        uitleg=keuzes.WEET_ERVAN_UITLEG,
    )
    signalen = meer(keuzes.Signaal, _("Wat valt u op?"))
    zelf_gedaan = meer(keuzes.ZelfGedaan, _("Wat heeft u zelf al gedaan?"))
    geldzorgen = keuze(keuzes.JaNeeOnbekend, _("Zijn er zorgen over geld?"))
    melder_naam = woord(_("Uw naam"))
    melder_telefoon = Telefoon(label=_("Uw telefoonnummer"), max_length=20, required=False)
    melder_email = forms.EmailField(label=_("Uw e-mailadres"), max_length=254, required=False)
    mag_genoemd_worden = keuze(
        keuzes.MagGenoemdWorden,
        _("Mogen wij zeggen dat dit van u komt?"),
        verplicht=True,
        hint=_(
            "De persoon mag ons vragen van wie dit komt. Dat staat in de privacywet "
            "(AVG, artikel 14 en 15). U kiest wat wij dan zeggen."
        ),
        uitleg=keuzes.MAG_GENOEMD_UITLEG,
    )

    def clean(self) -> dict[str, Any]:
        """Enough to find the person: a phone number, an address, or a name and a buurt."""
        buurt_bekend = self.cleaned_data.get("buurt") not in BuurtAnders.values
        gevonden = (
            self.heeft("betrokkene_telefoon")
            or self.heeft("postcode", "huisnummer")
            or (self.heeft("betrokkene_naam", "buurt") and buurt_bekend)
        )
        if not gevonden:
            self.mist(
                "betrokkene_naam",
                _(
                    "Hoe vinden wij deze persoon? "
                    "Vul een naam en buurt in, een adres of een telefoonnummer."
                ),
            )
        self.eis_email("melder_email")
        return self.cleaned_data


OVER_DE_PERSOON = [
    "betrokkene_naam", "betrokkene_telefoon", "postcode", "huisnummer", "toevoeging", "buurt",
    "leeftijdsgroep",
]  # fmt: skip
WAT_ER_IS = ["toelichting", "signalen", "levensgebeurtenissen", "geldzorgen"]
CONTACT = ["weet_ervan", "behoeften", "taal", "aandachtspunten"]
TOT_SLOT = ["zelf_gedaan", "terugkoppeling", "hoe_kent_u_ons"]


class IemandAndersForm(_OverIemandForm):
    """For a resident who worries about somebody."""

    deur = Deur.IEMAND_ANDERS
    stappen = [
        (_("Eerst dit"), ["veilig"]),
        (_("Over wie maakt u zich zorgen?"), OVER_DE_PERSOON),
        (_("Wat is er aan de hand?"), WAT_ER_IS),
        (_("Contact met deze persoon"), CONTACT),
        (
            _("Over u"),
            ["relatie", "mag_genoemd_worden", "melder_naam", "melder_telefoon", "melder_email"],
        ),
        (_("Tot slot"), TOT_SLOT),
    ]

    relatie = keuze(keuzes.Relatie, _("Hoe kent u deze persoon?"), verplicht=True)

    def clean(self) -> dict[str, Any]:
        """Who may be named has a name."""
        super().clean()
        if self.cleaned_data.get("mag_genoemd_worden") == "ja" and not self.heeft("melder_naam"):
            self.mist("melder_naam", _("Vul uw naam in. Of kies dat wij uw naam niet noemen."))
        return self.cleaned_data


class ProfessionalForm(_OverIemandForm):
    """For somebody who meets people at work."""

    deur = Deur.PROFESSIONAL
    stappen = [
        (_("Eerst dit"), ["veilig"]),
        (_("Om wie gaat het?"), OVER_DE_PERSOON),
        (_("Wat is er aan de hand?"), WAT_ER_IS),
        (_("Contact met deze persoon"), CONTACT),
        (
            _("Over u"),
            ["organisatie", "functie", "melder_naam", "melder_telefoon", "melder_email",
             "mag_genoemd_worden"],
        ),
        (_("Tot slot"), TOT_SLOT),
    ]  # fmt: skip

    zonder_merk = _OverIemandForm.zonder_merk | {"melder_telefoon", "melder_email"}
    eigen_gegevens = _OverIemandForm.eigen_gegevens | {
        "organisatie": "organization",
        "functie": "organization-title",
    }

    organisatie = woord(_("Uw organisatie"), verplicht=True)
    functie = woord(_("Uw functie"), verplicht=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["geldzorgen"].required = True
        naam_noemen: Any = self.fields["mag_genoemd_worden"].widget
        naam_noemen.uitleg = keuzes.MAG_GENOEMD_UITLEG | {
            "ja": _("Als de persoon ernaar vraagt, noemen wij u of uw organisatie."),
            "alleen_relatie": _("Wij zeggen dan bijvoorbeeld: iemand uit de zorg."),
        }

    def clean(self) -> dict[str, Any]:
        """A professional can be called back."""
        super().clean()
        if not (self.heeft("melder_telefoon") or self.heeft("melder_email")):
            self.mist("melder_telefoon", _("Vul een telefoonnummer of e-mailadres in."))
        return self.cleaned_data


DEUREN: dict[Deur, type[DeurForm]] = {
    form.deur: form for form in (MijzelfForm, IemandAndersForm, ProfessionalForm)
}
