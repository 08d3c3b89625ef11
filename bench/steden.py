"""Invented towns for the small-number protection: their yearly families, and one attack on each."""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapportage.onderdrukking import (
    GRENS_KLEIN,
    TOTAAL,
    Cel,
    Familie,
    Tabel,
    aandeel_klein,
    bescherm,
    fijnste_indeling,
    hergroepeer,
    onthullingen,
)

Niveaus = Sequence[Mapping[str, str]]


def _blokken(naam: str, aantal: int, *groottes: int) -> Niveaus:
    """Levels that join neighbours: all apart, then per so many, then everything together."""
    return [
        {f"{naam} {i}": f"{naam} {i // g}-" for i in range(aantal)} for g in (*groottes, aantal)
    ]


AANTALLEN = {
    "wijk": 7, "deur": 3, "maand": 12, "kanaal": 5, "leeftijd": 7, "terecht": 3, "uitkomst": 11,
}  # fmt: skip
NIVEAUS = {
    "wijk": _blokken("wijk", 7, 1, 2, 4),
    "deur": _blokken("deur", 3, 1, 2),
    "maand": _blokken("maand", 12, 1, 3, 6),
    "kanaal": _blokken("kanaal", 5, 1, 2, 3),
    "leeftijd": _blokken("leeftijd", 7, 1, 2, 4),
    "terecht": _blokken("terecht", 3, 1, 2),
    "uitkomst": _blokken("uitkomst", 11, 1, 3, 6),
    "koppeling": _blokken("koppeling", 4, 1, 2),
}


def _tel(waarden: Sequence[str], naam: str, aantal: int) -> dict[str, int]:
    return {f"{naam} {i}": waarden.count(f"{naam} {i}") for i in range(aantal)}


def _trek(kans: random.Random, naam: str, aantal: int, personen: int) -> list[str]:
    """One category per person, some categories much rarer than others."""
    gelijk = naam == "maand"
    gewichten = [1.0 if gelijk else kans.random() ** 2 + 0.02 for _ in range(aantal)]
    return kans.choices([f"{naam} {i}" for i in range(aantal)], gewichten, k=personen)


def stad(zaad: int, meldingen: int, *, grof: bool = True) -> Familie:
    """The yearly family of an invented town with so many persons; the same for the same seed."""
    kans = random.Random(zaad)
    mensen = {naam: _trek(kans, naam, n, meldingen) for naam, n in AANTALLEN.items()}
    tabellen = {
        naam: Tabel.enkel(naam, _tel(mensen[naam], naam, n), k=10 if naam == "wijk" else 5)
        for naam, n in AANTALLEN.items()
    }
    koppeling = _trek(kans, "koppeling", 4, int(meldingen * kans.uniform(0.05, 0.3)))
    tabellen["koppeling"] = Tabel.enkel("koppeling", _tel(koppeling, "koppeling", 4))
    naar = {
        naam: fijnste_indeling(tabel, NIVEAUS[naam]) if grof else {}
        for naam, tabel in tabellen.items()
    }
    tabellen = {naam: hergroepeer(tabel, naar[naam]) for naam, tabel in tabellen.items()}
    kruis = {w: dict.fromkeys(tabellen["deur"].rijen, 0) for w in tabellen["wijk"].rijen}
    for w, d in zip(mensen["wijk"], mensen["deur"], strict=True):
        kruis[naar["wijk"].get(w, w)][naar["deur"].get(d, d)] += 1
    samen = Tabel.kruis("wijk × deur", kruis, k=10)
    if not grof or aandeel_klein(samen) <= GRENS_KLEIN:
        tabellen[samen.naam] = samen
    return _familie(tabellen | _contact(kans, meldingen))


def _contact(kans: random.Random, n: int) -> dict[str, Tabel]:
    """On time within 24 and 48 hours, in working-day and elapsed hours."""

    def deel(van: int, p: float) -> int:
        return sum(kans.random() < p for _ in range(van))

    werk48 = deel(n, kans.uniform(0.6, 1.0))
    werk24, klok48 = deel(werk48, 0.8), deel(werk48, 0.9)
    klok24 = min(klok48, deel(werk24, 0.85))
    tijdig = {"werk48": werk48, "werk24": werk24, "klok48": klok48, "klok24": klok24}
    return {
        naam: Tabel.enkel(naam, {"ja": ja, "nee": n - ja}, groepsregel=False)
        for naam, ja in tijdig.items()
    }


def _familie(tabellen: dict[str, Tabel]) -> Familie:
    zelfde = [tuple(tabel.totaal for naam, tabel in tabellen.items() if naam != "koppeling")]
    if kruis := tabellen.get("wijk × deur"):
        zelfde += [(Cel("wijk", w), Cel(kruis.naam, w)) for w in kruis.rijen]
        zelfde += [(Cel("deur", d), Cel(kruis.naam, TOTAAL, d)) for d in kruis.kolommen]
    paren = [("werk24", "werk48"), ("klok24", "klok48"), ("klok24", "werk24"), ("klok48", "werk48")]
    hoogstens = [(Cel(a, "ja"), Cel(b, "ja")) for a, b in paren]
    hoogstens.append((tabellen["koppeling"].totaal, tabellen["maand"].totaal))
    return Familie(tuple(tabellen.values()), tuple(zelfde), (), tuple(hoogstens))


@dataclass
class Meting:
    """What one protected family showed."""

    cellen: int
    primair: int
    verborgen: int
    zonder_jaartotaal: bool
    exact: int  # hidden numbers that the outsider computes
    smal: int  # hidden numbers with a range narrower than k
    doorzien: int  # hidden numbers of which the informed reader keeps fewer than 3 values
    kiezen: float  # CPU seconds
    controleren: float  # CPU seconds


def meet_familie(familie: Familie) -> Meting:
    """Protect and attack one family. Raises NietTeBeschermen."""
    begin = time.process_time()
    beschermd = bescherm(familie)
    midden = time.process_time()
    vondsten = onthullingen(familie, beschermd.getoond)
    return Meting(
        cellen=len(beschermd.getoond),
        primair=len(beschermd.primair),
        verborgen=sum(waarde is None for waarde in beschermd.getoond.values()),
        zonder_jaartotaal=beschermd.getoond[Cel("maand", TOTAAL)] is None,
        exact=sum(vondst.breedte == 0 for vondst in vondsten),
        smal=sum(vondst.breedte < vondst.k for vondst in vondsten),
        doorzien=sum(len(vondst.ingewijd) < 3 for vondst in vondsten),
        kiezen=midden - begin,
        controleren=time.process_time() - midden,
    )
