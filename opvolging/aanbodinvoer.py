"""A list from a spreadsheet as the sociale kaart: all of it or nothing, with errors by line."""

import csv
import io
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from opvolging.aanbod import bewaar
from opvolging.aanbodlijst import DAGEN, JA_NEE, KOLOMMEN, LIJSTEN, TEKSTEN, als_rij, gewoon
from opvolging.forms.aanbod import AanbodForm
from opvolging.models import Aanbod
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

GROOTSTE = 1_000_000  # bytes
MEESTE = 2000  # lines
FOUTEN = 20  # that are shown at once
_ANTWOORD = {"ja": "True", "nee": "False", "": ""}


class Onleesbaar(Geweigerd):
    """The file as a whole cannot be read."""


@dataclass
class Uitslag:
    """What became of a file; with errors nothing was kept."""

    nieuw: int = 0
    gewijzigd: int = 0
    hetzelfde: int = 0
    fouten: list[str] = field(default_factory=list)


def voer_in(inhoud: bytes, *, door: Gebruiker, nu: datetime) -> Uitslag:
    """Keep every line of the file, or none when one of them is wrong. Raises Onleesbaar."""
    regels = _lees(inhoud)
    uitslag = Uitslag()
    with transaction.atomic():
        bekend = _bekend(door)
        buurten = {b.naam.casefold(): b.pk for b in door.gemeente.buurten.all()}
        for nummer, rij in regels:
            uitslag.fouten += [
                f"Regel {nummer}: {fout}"
                for fout in _voer_regel_in(rij, bekend, buurten, uitslag, door=door, nu=nu)
            ]
        if uitslag.fouten:
            transaction.set_rollback(True)
    return uitslag


def _lees(inhoud: bytes) -> list[tuple[int, dict[str, str]]]:
    """The lines with their numbers, as the spreadsheet counts them."""
    if len(inhoud) > GROOTSTE:
        raise Onleesbaar("Dit bestand is te groot. Er past 1 MB in. Deel het in stukken.")
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = inhoud.decode("cp1252", errors="replace")  # as Excel keeps it without asking
    kop, _, _ = tekst.partition("\n")
    scheiding = ";" if kop.count(";") >= kop.count(",") else ","
    try:
        lezer = csv.DictReader(io.StringIO(tekst, newline=""), delimiter=scheiding)
        kolommen = [str(naam).strip().lower() for naam in lezer.fieldnames or []]
        lezer.fieldnames = kolommen
        _weiger_kop(kolommen)
        regels = [(lezer.line_num, _schoon(rij)) for rij in lezer]
    except csv.Error as fout:
        raise Onleesbaar(
            "Dit bestand kunnen wij niet lezen. Bewaar het als CSV, en probeer het opnieuw."
        ) from fout
    if len(regels) > MEESTE:
        raise Onleesbaar(f"Er passen {MEESTE} regels in een bestand. Deel het in stukken.")
    return [(nummer, rij) for nummer, rij in regels if any(rij.values())]


def _weiger_kop(kolommen: list[str]) -> None:
    if "naam" not in kolommen:
        raise Onleesbaar(
            "De eerste regel van het bestand mist de kolom ‘naam’. Haal eerst de lijst op, en "
            "vul die aan: dan kloppen de kolommen."
        )
    if vreemd := [naam for naam in kolommen if naam not in KOLOMMEN]:
        raise Onleesbaar(f"Deze kolommen kennen wij niet: {', '.join(vreemd)}.")


def _schoon(rij: dict[Any, Any]) -> dict[str, str]:
    return {
        naam: gewoon(cel or "").strip()
        for naam, cel in rij.items()
        if isinstance(naam, str) and not isinstance(cel, list)
    }


def _bekend(door: Gebruiker) -> dict[str, Aanbod]:
    rijen = Aanbod.objects.zichtbaar_voor(door).select_for_update(of=("self",))
    return {str(rij.pk): rij for rij in rijen.select_related("buurt")}


def _voer_regel_in(
    rij: dict[str, str],
    bekend: dict[str, Aanbod],
    buurten: dict[str, int],
    uitslag: Uitslag,
    *,
    door: Gebruiker,
    nu: datetime,
) -> list[str]:
    """Keep one line; what is wrong with it, in words."""
    aanbod = bekend.pop(rij["nummer"], None) if rij.get("nummer") else None
    if fouten := _weiger(rij, aanbod, bekend, buurten):
        return fouten
    eerst = als_rij(aanbod or Aanbod(gemeente=door.gemeente))
    alles = eerst | rij
    if aanbod and alles == eerst:
        uitslag.hetzelfde += 1
        return []
    form = AanbodForm(
        door.gemeente,
        _als_antwoord(alles, buurten),
        instance=aanbod or Aanbod(gemeente=door.gemeente),
    )
    if not form.is_valid():
        return [
            f"{naam if naam != '__all__' else 'deze regel'}: {fout}"
            for naam, fouten in form.errors.items()
            for fout in fouten
        ]
    try:
        bewaar(form.save(commit=False), versie=int(alles["versie"] or 1), door=door, nu=nu)
    except Geweigerd as weigering:
        return [str(weigering)]
    uitslag.gewijzigd += aanbod is not None
    uitslag.nieuw += aanbod is None
    return []


def _weiger(
    rij: dict[str, str], aanbod: Aanbod | None, bekend: dict[str, Aanbod], buurten: dict[str, int]
) -> list[str]:
    fouten = []
    if rij.get("nummer") and aanbod is None:
        fouten.append(
            f"nummer {rij['nummer']} kennen wij niet, of het staat twee keer in het bestand. Laat "
            "het nummer leeg voor iets nieuws."
        )
    elif aanbod and rij.get("versie") != str(aanbod.versie):
        fouten.append(
            f"{aanbod.naam} is gewijzigd nadat u de lijst ophaalde. Haal de lijst opnieuw op."
        )
    elif aanbod is None and (dubbel := _zelfde(rij, bekend)):
        fouten.append(f"{dubbel.naam} staat er al, met nummer {dubbel.pk}.")
    if rij.get("buurt") and rij["buurt"].casefold() not in buurten:
        fouten.append(f"buurt ‘{rij['buurt']}’ kennen wij niet.")
    fouten += [
        f"{naam}: vul ja of nee in, of niets."
        for naam in JA_NEE
        if rij.get(naam, "").lower() not in _ANTWOORD
    ]
    return fouten


def _zelfde(rij: dict[str, str], bekend: dict[str, Aanbod]) -> Aanbod | None:
    """What is already there under this name, of this organisation and at this place."""
    wat = [rij.get(veld, "").casefold() for veld in ("naam", "aanbieder", "plek")]
    return next(
        (
            a
            for a in bekend.values()
            if [a.naam.casefold(), a.aanbieder.casefold(), a.plek.casefold()] == wat
        ),
        None,
    )


def _als_antwoord(rij: dict[str, str], buurten: dict[str, int]) -> dict[str, Any]:
    """The line as a browser would send the form."""
    antwoord: dict[str, Any] = {veld: rij[veld] for veld in (*TEKSTEN, *DAGEN, "versie")}
    antwoord |= {
        veld: [code.strip().lower() for code in rij[veld].split(",") if code.strip()]
        for veld in LIJSTEN
    }
    antwoord["buurt"] = buurten.get(rij["buurt"].casefold(), "")
    antwoord["plaats"] = rij["plaats"] or Aanbod.Plaats.PLEK
    antwoord["ritme"] = rij["ritme"] or Aanbod.Ritme.VAST
    antwoord["is_rolstoelvriendelijk"] = _ANTWOORD[rij["is_rolstoelvriendelijk"].lower()]
    if rij["is_openbaar"].lower() == "ja":
        antwoord["is_openbaar"] = "on"
    return antwoord
