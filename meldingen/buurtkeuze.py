"""The list of buurten: chosen by a person, with those of the postcode on top.

A postcode only orders the list, it never chooses: borders of postcodes and buurten differ. The same
order is made here without JavaScript and in `buurten.js` with it.
"""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meldingen.models import Buurt, BuurtAnders
from signaalpunt.models import Gemeente

_BEGIN = re.compile(r"\s*([1-9][0-9]{3})")
_CODE = re.compile(r"[A-Z0-9]{1,10}")  # of the CBS


class Buurtlijst(forms.Select):
    """Each buurt carries its postcode, so that the page can put it on top by itself."""

    postcodes: dict[str, str]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        keuze = super().create_option(name, value, *args, **kwargs)
        if postcode := self.postcodes.get(value):
            keuze["attrs"]["data-postcode"] = postcode
        return keuze


class Buurtvraag(forms.ChoiceField):
    """A buurt of this gemeente, or that it is not known or elsewhere."""

    widget = Buurtlijst
    gemeente: Gemeente
    gevonden: Buurt | None = None

    def bied_aan(self, gemeente: Gemeente, postcode: str) -> None:
        """Order the list by what was typed as postcode; fetched only when shown."""
        self.gemeente = gemeente
        self.choices = lambda: self._keuzes(gemeente, postcode)

    def clean(self, value: Any) -> Any:
        """The `Buurt` that was chosen, or the answer instead of one."""
        self.gevonden = None
        antwoord = super().clean(value)
        return self.gevonden or antwoord

    def valid_value(self, value: Any) -> bool:
        """Looks up only what was chosen, not the whole list."""
        if value in BuurtAnders.values:
            return True
        if _CODE.fullmatch(value):
            buurten = Buurt.objects.filter(gemeente_id=self.gemeente.pk, code=value)
            self.gevonden = buurten.first()
        return self.gevonden is not None

    def _keuzes(self, gemeente: Gemeente, postcode: str) -> list[tuple[Any, Any]]:
        buurten = list(
            Buurt.objects.filter(gemeente_id=gemeente.pk).values_list("code", "naam", "postcode4")
        )
        self.widget.postcodes = {code: van for code, _naam, van in buurten}
        begin = _BEGIN.match(postcode)
        dichtbij = [(code, naam) for code, naam, van in buurten if begin and van == begin[1]]
        overige = [(code, naam) for code, naam, _van in buurten if (code, naam) not in dichtbij]
        return [
            ("", _("Maak een keuze")),
            *([(_("Bij deze postcode"), dichtbij)] if dichtbij else []),
            (BuurtAnders.ONBEKEND, _("Weet ik niet")),
            (BuurtAnders.BUITEN, _("Buiten %(gemeente)s") % {"gemeente": gemeente.naam}),
            *([(_("Andere buurten"), overige)] if dichtbij else overige),
        ]
