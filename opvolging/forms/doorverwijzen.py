"""Asking somebody else to help, what was answered, and whether the person arrived."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from django import forms

from meldingen.velden import Tekst
from meldingen.vragen import RondjesMetUitleg
from opvolging.doorverwijzen import Grond
from opvolging.forms.velden import JAREN, ActForm, met_hoofdletter, toelichting
from opvolging.models import Doorverwijzing
from opvolging.verwijsbeeld import Verwijsregel
from opvolging.verwijswegen import WEGEN

Status = Doorverwijzing.Status
NEEM_TERUG = (Status.GEEN_ANTWOORD.value, "Geen antwoord. Wij nemen het terug.")
ANTWOORDEN = [
    (Status.AANGENOMEN.value, "Ja, deze persoon kan daar terecht."),
    (Status.TERUGGEGEVEN.value, "Nee, het kwam bij ons terug."),
]


class VerwijsForm(ActForm):
    """Fields are the arguments of `doorverwijzen.verwijs_door`; the agreement is one of them."""

    naam = "doorverwijzen"
    # one of both ways is needed; `verwijs_door` says which
    zonder_merk = frozenset({"toestemming_op", "toestemming", "is_acuut", "waarom_zonder"})
    sleutel = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    soort = forms.TypedChoiceField(
        label="Wie kan hier het beste helpen?",
        choices=met_hoofdletter(Doorverwijzing.Soort),
        coerce=Doorverwijzing.Soort,
        widget=RondjesMetUitleg({soort.value: weg.kort for soort, weg in WEGEN.items()}),
    )
    naar = Tekst(
        label="Welke organisatie, en wie?",
        help_text="Bijvoorbeeld: huisartsenpraktijk De Linde, de praktijkondersteuner.",
        max_length=200,
    )
    vraag = toelichting("Wat vroeg u, en hoe?", "Deel alleen wat nodig is om te helpen.")
    toestemming_op = forms.DateField(
        label="Op welke dag zei deze persoon ja?",
        required=False,
        help_text="Staat dit al bij Toestemming? Laat het dan leeg. Zonder toestemming kan het "
        "alleen bij Veilig Thuis, als een collega meelas, of als er nu gevaar is.",
        widget=forms.DateInput(attrs={"type": "date", "class": "middel"}, format="%Y-%m-%d"),
    )
    toestemming = forms.TypedChoiceField(
        label="Hoe zei deze persoon ja?",
        choices=[("", "Nog geen toestemming"), *met_hoofdletter(Doorverwijzing.Toestemming)],
        coerce=Doorverwijzing.Toestemming,
        empty_value=None,
        required=False,
    )
    is_acuut = forms.BooleanField(
        label="Er is nu gevaar. Ik kan niet op toestemming wachten.", required=False
    )
    waarom_zonder = toelichting("Waarom kunt u niet op toestemming wachten?")

    def clean_toestemming_op(self) -> Any:
        """A year that nobody means is a slip."""
        dag = self.cleaned_data["toestemming_op"]
        if dag and dag.year not in JAREN:
            raise forms.ValidationError("Kijk het jaar na.")
        return dag

    def clean(self) -> dict[str, Any]:
        """The agreement as one argument."""
        velden = super().clean() or self.cleaned_data
        delen = ("toestemming_op", "toestemming", "is_acuut", "waarom_zonder")
        op, hoe, is_acuut, waarom = (velden.pop(deel, None) for deel in delen)
        velden["grond"] = Grond(op, hoe, bool(is_acuut), waarom or "")
        return velden


class AntwoordForm(ActForm):
    """Fields are the arguments of `doorverwijzen.leg_antwoord_vast`."""

    doel, titel, knop = "zaak_verwijzing_antwoord", "Antwoord vastleggen", "Leg het antwoord vast"
    antwoord = forms.TypedChoiceField(
        label="Wat was het antwoord?",
        choices=[*ANTWOORDEN, NEEM_TERUG],
        coerce=Status,
        widget=forms.RadioSelect,
    )
    reden = toelichting("Reden", "Vul dit in als het terugkwam.")

    def __init__(self, naam: str, *args: Any, is_laat: bool = True, **kwargs: Any) -> None:
        """Taking it back for want of an answer is offered when the limit has passed."""
        self.naam = naam
        super().__init__(*args, **kwargs)
        if not is_laat:
            self.fields["antwoord"].widget.choices = ANTWOORDEN


class AankomstForm(ActForm):
    """Fields are the arguments of `doorverwijzen.leg_aankomst_vast`."""

    doel, titel, knop = "zaak_aankomst", "Kwam deze persoon aan?", "Leg vast"
    aangekomen = forms.TypedChoiceField(
        label="Is deze persoon daar nu in beeld?",
        choices=met_hoofdletter(Doorverwijzing.Aangekomen),
        coerce=Doorverwijzing.Aangekomen,
        widget=forms.RadioSelect,
    )

    def __init__(self, naam: str, *args: Any, **kwargs: Any) -> None:
        self.naam = naam
        super().__init__(*args, **kwargs)


def met_formulier(
    regels: Iterable[Verwijsregel], ingevuld: Mapping[str, forms.Form]
) -> list[tuple[Verwijsregel, forms.Form | None]]:
    """Each line with the form that was refused, or the one that is asked now, if any."""
    return [(regel, ingevuld.get(regel.naam) or _formulier(regel)) for regel in regels]


def _formulier(regel: Verwijsregel) -> forms.Form | None:
    if regel.verwijzing.is_open:
        return AntwoordForm(regel.naam, is_laat=regel.is_laat)
    return AankomstForm(regel.naam) if regel.is_te_vragen else None
