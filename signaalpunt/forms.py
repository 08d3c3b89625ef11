"""Forms of the beheerder: the choices of the gemeente, crisis numbers, accounts."""

from typing import Any

from django import forms

from signaalpunt.models import Crisisnummer, Gebruiker, Gemeente
from signaalpunt.rollen import Rol
from signaalpunt.velden import Tekst, zonder_onzichtbaars

TEAMLEIDER = "Dit is de teamleider. Kies eerst een andere teamleider."


class MensKeuze(forms.ModelChoiceField):
    """A choice of people, by name."""

    def label_from_instance(self, obj: Any) -> str:
        naam: str = obj.naam
        return naam


class GemeenteForm(forms.ModelForm):
    """What this signaalpunt chose; when it is open is in `opvolging.forms.openingen`."""

    class Meta:
        formfield_callback = zonder_onzichtbaars
        model = Gemeente
        fields = [
            "naam",
            "telefoon",
            "bereikbaar",
            "bereikbaar_en",
            "teammail",
            "teamleider",
            "volgcode_maanden",
            "pogingen_voor_brief",
            "stilte_uren",
            "vraagt_reden",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leiders = Gebruiker.objects.filter(
            gemeente=self.instance, rol=Rol.COORDINATOR, is_active=True
        )
        self.fields["teamleider"] = MensKeuze(leiders, label="Teamleider")

    def clean_volgcode_maanden(self) -> int:
        """A code never outlives what it leads to."""
        maanden: int = self.cleaned_data["volgcode_maanden"]
        termijn = self.instance.bewaartermijn
        if termijn and maanden > termijn:
            raise forms.ValidationError(
                f"Een volgcode werkt niet langer dan u gegevens bewaart. De bewaartermijn is nu "
                f"{termijn} maanden. Kies hier hoogstens {termijn}, of kies eerst een langere "
                "bewaartermijn."
            )
        return maanden


class OpenbaarForm(forms.ModelForm):
    """What the public pages and the paper say about this signaalpunt; all of it may be empty."""

    class Meta:
        formfield_callback = zonder_onzichtbaars
        model = Gemeente
        fields = [
            "logotekst",
            "postadres",
            "verantwoordelijke",
            "privacycontact",
            "grondslag",
            "bewaartermijn",
            "toegankelijkheid_contact",
            "toegankelijkheid_status",
            "toegankelijkheid_op",
            "beveiligingscontact",
        ]
        help_texts = {
            "logotekst": "Staat bovenaan. Leeg: Signaalpunt met de naam van de gemeente.",
            "postadres": "Hierheen sturen mensen het formulier op papier.",
            "verantwoordelijke": "Staat op de pagina over privacy.",
            "privacycontact": "Van de functionaris gegevensbescherming. Staat op de pagina over "
            "privacy.",
            "grondslag": "Zoals vastgesteld in de DPIA.",
            "bewaartermijn": "Hoelang na het afronden u gegevens bewaart. Vul dit pas in als het "
            "zo is afgesproken: het staat op de pagina over privacy. Er wordt nog niets vanzelf "
            "gewist. Spreek dus ook af wie dat doet.",
            "toegankelijkheid_contact": "Staat op de pagina over toegankelijkheid.",
            "toegankelijkheid_status": "Uit het onderzoek naar de website. Nog geen onderzoek? "
            "Laat dit leeg. De pagina zegt dat dan.",
            "toegankelijkheid_op": "De dag waarop de status is vastgesteld.",
            "beveiligingscontact": "Voor wie een lek vindt. Leeg: het telefoonnummer.",
        }
        widgets = {
            "toegankelijkheid_op": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "postadres": forms.Textarea(attrs={"rows": 3, "class": "kort"}),
            "bewaartermijn": forms.NumberInput(attrs={"class": "smal", "min": 1, "max": 240}),
        }

    def clean_bewaartermijn(self) -> int | None:
        """Not shorter than a code works."""
        termijn: int | None = self.cleaned_data["bewaartermijn"]
        maanden = self.instance.volgcode_maanden
        if termijn and termijn < maanden:
            raise forms.ValidationError(
                f"Een volgcode werkt nu {maanden} maanden na het afsluiten, en niet langer dan u "
                f"gegevens bewaart. Kies een bewaartermijn van minstens {maanden}, of laat een "
                "volgcode eerst korter werken."
            )
        return termijn


class CrisisnummerForm(forms.ModelForm):
    """A number on every public page."""

    class Meta:
        formfield_callback = zonder_onzichtbaars
        model = Crisisnummer
        fields = ["nummer", "naam", "naam_en", "wanneer", "wanneer_en", "is_voor_jeugd"]


class GebruikerForm(forms.ModelForm):
    """An account: name, e-mail, role; the password is chosen by the person."""

    naam = Tekst(label="Naam", max_length=120)

    class Meta:
        formfield_callback = zonder_onzichtbaars
        model = Gebruiker
        fields = ["naam", "email", "rol", "is_active"]
        labels = {"is_active": "Mag inloggen"}
        help_texts = {"is_active": "Zet uit als iemand weggaat. De geschiedenis blijft."}
        error_messages = {"email": {"unique": "Er is al een account met dit e-mailadres."}}

    def __init__(self, *args: Any, door: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_zelf = self.instance == door
        if self.instance.rol != Rol.MAATJE:  # who becomes a maatje is added at Maatjes
            rollen = [keuze for keuze in Rol.choices if keuze[0] != Rol.MAATJE]
            self.fields["rol"] = forms.ChoiceField(label="Rol", choices=rollen)

    def clean_email(self) -> str:
        """Logins are compared in small letters."""
        email: str = self.cleaned_data["email"].lower()
        return email

    def clean_rol(self) -> str:
        """Nobody can take away the own role by mistake; who leads the team is a coördinator."""
        rol: str = self.cleaned_data["rol"]
        if self.is_zelf and rol != Rol.BEHEERDER:
            raise forms.ValidationError("Uw eigen rol kan alleen een andere beheerder wijzigen.")
        if rol != Rol.COORDINATOR and self._is_teamleider:
            raise forms.ValidationError(TEAMLEIDER)
        return rol

    def clean_is_active(self) -> bool:
        """Nobody can lock the own door, nor that of the team leader whom reminders go to."""
        mag_inloggen: bool = self.cleaned_data["is_active"]
        if not mag_inloggen and self.is_zelf:
            raise forms.ValidationError("U kunt uzelf niet buitensluiten. Vraag een collega.")
        if not mag_inloggen and self._is_teamleider:
            raise forms.ValidationError(TEAMLEIDER)
        return mag_inloggen

    @property
    def _is_teamleider(self) -> bool:
        return bool(self.instance.pk) and self.instance.leidt.exists()
