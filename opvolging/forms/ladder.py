"""The reminders of a kind of clock: a row for each step, and an empty one for a new step.

A fixed number of rows, so that it works without any script; who wants more than one new step gets
the next empty row together with the example.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from opvolging.ladder import (
    MEESTE_STAPPEN,
    Anker,
    Klok,
    Ontvanger,
    Stap,
    bezwaren,
    op_volgorde,
)
from signaalpunt.http import nummer_van

AAN = [
    (Ontvanger.TEAM.value, "Wie het oppakte, of het team"),
    (Ontvanger.PLAATSVERVANGER.value, "De plaatsvervanger"),
    (Ontvanger.TEAMLEIDER.value, "De teamleider"),
]
DEEL = {"kwart": 0.25, "helft": 0.5, "driekwart": 0.75}
WANNEER = [
    ("", "Kies"),
    ("kwart", "Als een kwart van de tijd om is"),
    ("helft", "Als de helft van de tijd om is"),
    ("driekwart", "Als driekwart van de tijd om is"),
    ("voor", "Voor"),
    ("op", "Op het moment zelf"),
    ("na", "Na"),
]
EENHEDEN = {"uren": "uur", "werkdagen": "werkdagen", "dagen": "dagen"}
ANKERS = [(Anker.STREEF.value, "Het streefmoment"), (Anker.GRENS.value, "De grens")]
NAMEN = ("wanneer", "anker", "aantal", "eenheid", "aan", "weg")


@dataclass(frozen=True)
class Rij:
    """What a row shows; `weg` is missing where there is no step yet."""

    titel: str
    velden: list[forms.BoundField]
    weg: forms.BoundField | None
    is_leeg: bool


class LadderForm(forms.Form):
    """`stappen` are what the rows say together, in order; only when they make a ladder."""

    use_required_attribute = False
    zonder_merk = frozenset(f"{naam}_{nr}" for naam in NAMEN for nr in range(1, MEESTE_STAPPEN + 1))
    versie = forms.IntegerField(widget=forms.HiddenInput)
    rijen = forms.IntegerField(
        min_value=1, max_value=MEESTE_STAPPEN, widget=forms.HiddenInput, required=False
    )

    def __init__(
        self,
        huidig: Sequence[Stap],
        klok: Klok,
        *,
        versie: int,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self._klok = klok
        self.stappen = op_volgorde(huidig, klok)
        aantal = min(len(huidig) + 1, MEESTE_STAPPEN)
        begin: dict[str, Any] = {"versie": versie, "rijen": aantal}
        for nr, stap in enumerate(self.stappen, 1):
            begin |= {f"{naam}_{nr}": waarde for naam, waarde in _waarden(stap).items()}
        super().__init__(data, initial=begin)
        self._aantal = aantal if data is None else _getal(data.get("rijen"), aantal)
        for nr in range(1, self._aantal + 1):
            self.fields |= _rij(nr, op_datum=klok.vast is not None)

    def regels(self) -> list[Rij]:
        """The rows as they are shown."""
        return [self._regel(nr) for nr in range(1, self._aantal + 1)]

    def _regel(self, nr: int) -> Rij:
        velden = [self[f"{naam}_{nr}"] for naam in NAMEN[:-1]]
        is_leeg = not velden[0].value() and not velden[2].value()
        weg = None if is_leeg else self[f"weg_{nr}"]
        return Rij("Nieuwe stap" if is_leeg else f"Stap {nr}", velden, weg, is_leeg)

    def clean(self) -> dict[str, Any]:
        """Judge the steps one by one and together; each problem in words, at its row."""
        velden: dict[str, Any] = super().clean() or {}
        if self.errors:
            return velden
        getypt = list(self._getypt(velden))
        if not self.errors:
            stappen = [stap for _, stap in getypt]
            for bezwaar in bezwaren(stappen, self._klok):
                if bezwaar.plek is None:
                    self.add_error(None, bezwaar.zin)
                else:
                    self._bij(getypt[bezwaar.plek][0], "wanneer", bezwaar.zin)
            self.stappen = self.stappen if self.errors else op_volgorde(stappen, self._klok)
        return velden

    def _getypt(self, velden: dict[str, Any]) -> Iterator[tuple[int, Stap]]:
        for nr in range(1, self._aantal + 1):
            rij = {naam: velden[f"{naam}_{nr}"] for naam in NAMEN}
            is_leeg = not rij["wanneer"] and rij["aantal"] is None
            if rij["weg"] or (is_leeg and nr == self._aantal):
                continue
            if fout := _wat_mist(rij):
                self._bij(nr, *fout)
            else:
                yield nr, _stap(rij)

    def _bij(self, nr: int, naam: str, zin: str) -> None:
        self.add_error(f"{naam}_{nr}", f"Stap {nr}: {zin[0].lower()}{zin[1:]}")


def _rij(nr: int, *, op_datum: bool) -> dict[str, forms.Field]:
    eenheden = [keuze for keuze in EENHEDEN.items() if op_datum or keuze[0] != "dagen"]
    velden = (
        forms.ChoiceField(label="Wanneer?", choices=WANNEER, required=False),
        forms.TypedChoiceField(
            label="Van welk moment?", choices=ANKERS, coerce=Anker, initial=Anker.GRENS.value
        ),
        forms.IntegerField(
            label="Hoeveel?", min_value=1, max_value=999, required=False,
            widget=forms.NumberInput(attrs={"class": "smal"}),
        ),
        forms.ChoiceField(label="Uur of dagen?", choices=eenheden, initial="uren"),
        forms.TypedChoiceField(
            label="Aan wie?", choices=AAN, coerce=Ontvanger, initial=Ontvanger.TEAM.value
        ),
        forms.BooleanField(label="Haal deze stap weg", required=False),
    )  # fmt: skip
    return {f"{naam}_{nr}": veld for naam, veld in zip(NAMEN, velden, strict=True)}


def _wat_mist(rij: Mapping[str, Any]) -> tuple[str, str] | None:
    if not rij["wanneer"]:
        return "wanneer", "Kies wanneer, of haal deze stap weg."
    if rij["wanneer"] in ("voor", "na"):
        return None if rij["aantal"] else ("aantal", "Vul in hoeveel uur of dagen.")
    if rij["aantal"]:
        return "aantal", 'Laat dit leeg, of kies bij wanneer "voor" of "na".'
    return None


def _stap(rij: Mapping[str, Any]) -> Stap:
    deel = DEEL.get(rij["wanneer"], 1)
    richting = {"voor": "ervoor", "na": "erna"}.get(rij["wanneer"])
    hoeveel = {f"{rij['eenheid']}_{richting}": rij["aantal"]} if richting else {}
    return Stap(0, "", rij["anker"], rij["aan"], deel=deel, **hoeveel)


def _waarden(stap: Stap) -> dict[str, Any]:
    """What the row of this step says."""
    wanneer = next((naam for naam, deel in DEEL.items() if deel == stap.deel), "op")
    if stap.ervoor or stap.erna:
        wanneer = "voor" if stap.ervoor else "na"
    per_eenheid = {
        "werkdagen": stap.werkdagen_ervoor or stap.werkdagen_erna,
        "dagen": stap.dagen_ervoor or stap.dagen_erna,
    }
    eenheid = next((naam for naam, aantal in per_eenheid.items() if aantal), "uren")
    return {
        "wanneer": wanneer,
        "aantal": int(stap.ervoor or stap.erna) or None,
        "eenheid": eenheid,
        "anker": stap.anker.value,
        "aan": stap.ontvanger.value,
    }


def _getal(getypt: Any, anders: int) -> int:
    """How many rows were shown; what nobody can have sent is as many as there are now."""
    aantal = nummer_van(str(getypt))
    return aantal if 1 <= aantal <= MEESTE_STAPPEN else anders
