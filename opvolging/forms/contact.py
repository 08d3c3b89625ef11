"""An attempt to reach somebody, or real contact."""

from typing import Any
from uuid import uuid4

from django import forms

from opvolging.forms.velden import ActForm, Moment, met_hoofdletter, toelichting
from opvolging.models import Contact
from opvolging.volgende_poging import Voorstel

MET_MELDER = {
    "wijze": "Hoe heeft u de melder geprobeerd te bereiken?",
    "is_bereikt": "Heeft u de melder gesproken?",
}


class ContactForm(ActForm):
    """Fields are the arguments of `contact.leg_vast`."""

    naam = "contact"
    sleutel = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    is_met_melder = forms.BooleanField(required=False, widget=forms.HiddenInput)
    wijze = forms.TypedChoiceField(
        coerce=Contact.Wijze,
        label="Hoe heeft u het geprobeerd?",
        choices=met_hoofdletter(Contact.Wijze),
        widget=forms.RadioSelect,
    )
    is_bereikt = forms.TypedChoiceField(
        label="Heeft u deze persoon gesproken?",
        choices=[
            ("ja", "Ja, wij hadden echt contact. De klok stopt."),
            ("nee", "Nee, nog niet. De klok loopt door."),
        ],
        coerce=lambda antwoord: antwoord == "ja",
        widget=forms.RadioSelect,
    )
    is_verteld = forms.BooleanField(
        label="Ik heb verteld wat wij weten, van wie, en wat iemand mag vragen.", required=False
    )
    op = Moment(label="Wanneer was dat?", required=False, help_text="Leeg betekent: nu.")
    notitie = toelichting("Wat wilt u onthouden?", "Schrijf alleen op wat nodig is om te helpen.")
    opnieuw_op = Moment(
        label="Wanneer probeert u het opnieuw?",
        required=False,
        help_text="Alleen als u deze persoon niet heeft gesproken.",
    )

    zonder_merk = frozenset({"is_verteld"})

    def __init__(
        self,
        *args: Any,
        voorstel: Voorstel | None = None,
        met_informatie: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not met_informatie:
            del self.fields["is_verteld"]
        if voorstel:
            self.fields["opnieuw_op"].initial = voorstel.op
            self.fields["opnieuw_op"].help_text = f"Ons voorstel. {voorstel.waarom}"


class MelderContactForm(ContactForm):
    """The same with the melder, while the person does not want contact."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, met_informatie=False, **kwargs)
        for naam, label in MET_MELDER.items():
            self.fields[naam].label = label
        self.fields["is_met_melder"].initial = True
        self.fields["is_bereikt"].widget.choices = [
            ("ja", "Ja, ik heb advies gegeven. De klok stopt."),
            ("nee", "Nee, nog niet. De klok loopt door."),
        ]
        self.fields["opnieuw_op"].help_text = "Alleen als u de melder niet heeft gesproken."
