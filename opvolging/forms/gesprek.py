"""The doors as staff ask them while talking: in the order of a conversation, about "de beller".

Names, values and rules are those of the door itself; only the words and the order differ. A
question that a door gains and this list does not know yet stands in the last step.
"""

from dataclasses import dataclass
from typing import Any

from django import forms

from meldingen.forms import DeurForm
from meldingen.models import Deur

_ADRES = ["postcode", "huisnummer", "toevoeging", "buurt"]
_OVER_IEMAND = [
    ("Is de persoon veilig?", "veilig", ["veilig"]),
    (
        "Over wie gaat het?",
        "wie",
        ["betrokkene_naam", "betrokkene_telefoon", *_ADRES, "leeftijdsgroep"],
    ),
    (
        "Wat is er aan de hand?",
        "verhaal",
        ["toelichting", "signalen", "levensgebeurtenissen", "geldzorgen", "zelf_gedaan"],
    ),
    (
        "Contact met deze persoon",
        "noemen",
        ["weet_ervan", "mag_genoemd_worden", "behoeften", "taal", "aandachtspunten"],
    ),
    ("Afspraken met de beller", "slot", ["melder_email", "terugkoppeling", "hoe_kent_u_ons"]),
]
# of each door: title, name of what to say, and the fields of each step
STAPPEN: dict[Deur, list[tuple[str, str, list[str]]]] = {
    Deur.MIJZELF: [
        ("Wie belt er?", "opening", ["naam", "telefoon"]),
        ("Is de beller veilig?", "veilig", ["veilig"]),
        ("Het verhaal", "verhaal", ["toelichting", "behoeften", "levensgebeurtenissen"]),
        (
            "Hoe bereiken wij de beller?",
            "bereiken",
            ["email", "bereikbaar_via", "bereikbaar_moment", "voicemail"],
        ),
        ("Waar woont de beller?", "adres", [*_ADRES, "leeftijdsgroep"]),
        ("Afspraken", "slot", ["taal", "aandachtspunten", "terugkoppeling", "hoe_kent_u_ons"]),
    ],
    Deur.IEMAND_ANDERS: [
        ("Wie belt er?", "opening", ["melder_naam", "melder_telefoon", "relatie"]),
        *_OVER_IEMAND,
    ],
    Deur.PROFESSIONAL: [
        (
            "Wie belt er?",
            "opening",
            ["organisatie", "functie", "melder_naam", "melder_telefoon"],
        ),
        *_OVER_IEMAND,
    ],
}
_BELLER = {
    "melder_naam": "Hoe heet de beller?",
    "melder_telefoon": "Telefoonnummer van de beller",
    "melder_email": "E-mailadres van de beller",
    "relatie": "Hoe kent de beller deze persoon?",
    "organisatie": "Voor welke organisatie belt de beller?",
    "functie": "Functie van de beller",
    "toelichting": "Wat vertelt de beller?",
    "zelf_gedaan": "Wat heeft de beller zelf al gedaan?",
    "signalen": "Wat valt de beller op?",
    "weet_ervan": "Weet de persoon dat de beller contact met ons opneemt?",
    "mag_genoemd_worden": "Mogen wij zeggen dat dit van de beller komt?",
    "terugkoppeling": "Hoe wil de beller horen dat wij het hebben opgepakt?",
    "hoe_kent_u_ons": "Hoe kent de beller ons?",
}
WOORDEN: dict[Deur, dict[str, str]] = {
    Deur.MIJZELF: {
        "naam": "Hoe heet de beller?",
        "telefoon": "Telefoonnummer van de beller",
        "email": "E-mailadres van de beller",
        "veilig": "Is de beller nu veilig?",
        "toelichting": "Wat vertelt de beller?",
        "behoeften": "Waar heeft de beller behoefte aan?",
        "levensgebeurtenissen": "Is er iets gebeurd in het leven van de beller?",
        "bereikbaar_via": "Hoe wil de beller bereikt worden?",
        "bereikbaar_moment": "Wanneer kunnen wij de beller het best bereiken?",
        "buurt": "In welke buurt woont de beller?",
        "leeftijdsgroep": "Hoe oud is de beller?",
        "taal": "Welke taal spreekt de beller het liefst?",
        "terugkoppeling": "Hoe wil de beller horen dat wij het hebben opgepakt?",
        "hoe_kent_u_ons": "Hoe kent de beller ons?",
    },
    Deur.IEMAND_ANDERS: _BELLER,
    Deur.PROFESSIONAL: _BELLER,
}
HINTS = {
    "veilig": "Denkt iemand aan zelfdoding of is er gevaar? Kies dan ‘Nee’.",
    "toelichting": "Alleen wat nodig is om te helpen. Geen medische gegevens.",
    "naam": "Een voornaam is genoeg.",
    "telefoon": "Een telefoonnummer of e-mailadres is genoeg. Een adres mag ook.",
    "mag_genoemd_worden": "De persoon mag ons vragen van wie dit komt. De beller kiest.",
}
ANTWOORDEN = {
    "bereikbaar_via": {
        "telefoon": "Bellen",
        "email": "E-mail",
        "brief": "Brief",
        "bezoek": "Langskomen",
    },
    "mag_genoemd_worden": {
        "ja": "Ja, met naam",
        "alleen_relatie": "Alleen hoe de beller de persoon kent, bijvoorbeeld ‘een buur’",
        "nee": "Nee, liever niet",
    },
    "terugkoppeling": {"code": "Met de volgcode", "email": "Met een e-mail"},
}


@dataclass(frozen=True)
class Stap:
    """One part of the conversation; `zeg` names what to say."""

    titel: str
    zeg: str
    velden: list[forms.BoundField]


def voor_team(form: DeurForm) -> DeurForm:
    """The same form in the words of who types for somebody else."""
    for naam, vraag in form.fields.items():
        vraag.label = WOORDEN[form.deur].get(naam, vraag.label)
        vraag.help_text = HINTS.get(naam, vraag.help_text)
        _antwoorden(naam, vraag)
        # a browser would fill in the colleague who types
        vraag.widget.attrs["autocomplete"] = "off"
        if nummer := _nummer(form, naam):
            vraag.label = f"{nummer}. {vraag.label}"
    return form


def stappen(form: DeurForm) -> list[Stap]:
    """The steps of the conversation, with every field of the form once."""
    bekend = [
        (titel, zeg, [naam for naam in namen if naam in form.fields])
        for titel, zeg, namen in STAPPEN[form.deur]
    ]
    geplaatst = {naam for _, _, namen in bekend for naam in namen}
    bekend[-1][2].extend(naam for naam in form.fields if naam not in geplaatst)
    return [Stap(titel, zeg, [form[naam] for naam in namen]) for titel, zeg, namen in bekend]


def _antwoorden(naam: str, vraag: forms.Field) -> None:
    if woorden := ANTWOORDEN.get(naam):
        lijst: Any = vraag.widget
        lijst.choices = [(code, woorden.get(code, tekst)) for code, tekst in lijst.choices]
        if hasattr(lijst, "uitleg"):
            lijst.uitleg = {}


def _nummer(form: DeurForm, naam: str) -> Any:
    """The number of this question on the paper form, when it has one."""
    nummer_van = getattr(form, "nummer_van", None)
    return nummer_van(naam) if nummer_van else None
