"""An attempt to reach somebody, or real contact."""

from uuid import uuid4

from django import forms

from opvolging.forms.velden import ActForm, Moment, met_hoofdletter, toelichting
from opvolging.models import Contact


class ContactForm(ActForm):
    """Fields are the arguments of `contact.leg_vast`."""

    naam = "contact"
    sleutel = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
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
    op = Moment(label="Wanneer was dat?", required=False, help_text="Leeg betekent: nu.")
    notitie = toelichting("Wat wilt u onthouden?", "Schrijf alleen op wat nodig is om te helpen.")
    opnieuw_op = Moment(
        label="Wanneer probeert u het opnieuw?",
        required=False,
        help_text="Alleen als u deze persoon niet heeft gesproken.",
    )
