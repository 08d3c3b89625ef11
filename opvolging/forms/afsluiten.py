"""Closing a zaak."""

from collections.abc import Collection
from typing import Any

from django import forms

from opvolging.afsluiten import mogelijke_uitkomsten
from opvolging.forms.velden import ActForm, met_hoofdletter, toelichting
from opvolging.models import Doorverwijzing, Zaak


class AfsluitenForm(ActForm):
    """Fields are the arguments of `afsluiten.sluit_af`."""

    naam = "afsluiten"
    uitkomst = forms.TypedChoiceField(
        label="Hoe is het afgelopen?",
        choices=met_hoofdletter(Zaak.Uitkomst),
        coerce=Zaak.Uitkomst,
        widget=forms.RadioSelect,
    )
    toelichting = toelichting("Toelichting")
    trek_doorverwijzing_in = forms.BooleanField(required=False)
    zonder_merk = frozenset({"trek_doorverwijzing_in"})

    def __init__(
        self,
        zaak: Zaak,
        *args: Any,
        bekend: dict[str, bool],
        verwezen: Collection[Doorverwijzing] = (),
        **kwargs: Any,
    ) -> None:
        """`bekend` is what the page knows: the keywords of `mogelijke_uitkomsten`.

        Of `verwezen` one with a yes suggests an outcome, one without an answer asks for a tick.
        """
        super().__init__(*args, **kwargs)
        # Only what can be true is offered; `sluit_af` explains why the rest cannot.
        mogelijk = mogelijke_uitkomsten(zaak, **bekend)
        keuzes = [keuze for keuze in met_hoofdletter(Zaak.Uitkomst) if keuze[0] in mogelijk]
        self.fields["uitkomst"].widget.choices = keuzes
        self._stel_voor(verwezen, mogelijk)
        self._vraag_intrekken(verwezen)

    def _stel_voor(
        self, verwezen: Collection[Doorverwijzing], mogelijk: Collection[Zaak.Uitkomst]
    ) -> None:
        is_aangenomen = any(deze.is_aangenomen for deze in verwezen)
        if is_aangenomen and Zaak.Uitkomst.PROFESSIONAL in mogelijk:
            self.fields["uitkomst"].initial = Zaak.Uitkomst.PROFESSIONAL
            self.fields["uitkomst"].help_text = (
                "Een doorverwijzing is aangenomen. Daarom staat die uitkomst al aan. Kies gerust "
                "een andere."
            )

    def _vraag_intrekken(self, verwezen: Collection[Doorverwijzing]) -> None:
        open_ = [deze.naar for deze in verwezen if deze.is_open]
        if open_:
            wie = " en ".join(open_)
            self.fields["trek_doorverwijzing_in"].label = f"Trek de doorverwijzing naar {wie} in."
        else:
            del self.fields["trek_doorverwijzing_in"]
