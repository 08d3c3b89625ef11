"""The order of the report: which chapters, which tables, in which words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from rapportage.bescherming import Gekozen, Getoond, Keuze
from rapportage.tellingen import definitie, totaal
from rapportage.verslag import Hoofdstuk, Kolom, Rij, Tabel, procent

OPMERKING_ONDER_ELKAAR = (
    "Deze rijen verdelen hetzelfde totaal twee keer: eerst naar het begin, dan naar het einde."
)
BRON_WIJKEN = "Wijken: Kadaster / Centraal Bureau voor de Statistiek, 2025"


@dataclass(frozen=True)
class Plan:
    """One table of the report: which tellingen stand in it side by side."""

    naam: str
    titel: str
    rijkop: str
    tellingen: tuple[str, ...]
    kolommen: tuple[str, ...] = ("meldingen",)
    bron: str = ""
    vooraf: tuple[str, ...] = ()  # definitions that come before those of the tellingen
    onder_elkaar: bool = False  # tellingen that divide one total in two ways, in one column


@dataclass(frozen=True)
class Deel:
    """One chapter."""

    naam: str
    titel: str
    inleiding: str
    plannen: tuple[Plan, ...]


DELEN = (
    Deel(
        "binnenkomst",
        "Wat er binnenkwam",
        "Wanneer de meldingen kwamen, van wie, en langs welke weg.",
        (
            Plan(
                "meldingen_per_maand",
                "Meldingen per maand",
                "Maand",
                ("meldingen_per_maand",),
                vooraf=(definitie(totaal),),
            ),
            Plan("meldingen_per_deur", "Wie meldde", "Deur", ("meldingen_per_deur",)),
            Plan(
                "meldingen_per_kanaal",
                "Hoe de melding binnenkwam",
                "Kanaal",
                ("meldingen_per_kanaal",),
            ),
        ),
    ),
    Deel(
        "personen",
        "Over wie het ging",
        "Waar de mensen wonen over wie een melding kwam, en hoe oud zij zijn.",
        (
            Plan(
                "meldingen_per_wijk",
                "Meldingen per wijk",
                "Wijk",
                ("meldingen_per_wijk",),
                bron=BRON_WIJKEN,
            ),
            Plan("meldingen_per_leeftijd", "Leeftijd", "Leeftijd", ("meldingen_per_leeftijd",)),
        ),
    ),
    Deel(
        "contact",
        "Hoe snel er contact was",
        "De belofte is: binnen 24 tot 48 uur is er contact met de persoon zelf.",
        (
            Plan(
                "eerste_contact",
                "Tijd tot het eerste contact",
                "Contact",
                ("contact_in_werkdaguren", "contact_in_gewone_uren"),
                ("in uren op werkdagen", "in gewone uren"),
            ),
        ),
    ),
    Deel(
        "opbrengst",
        "Wat eruit kwam",
        "Of de melding terecht was, en hoe het afliep.",
        (
            Plan("terecht", "Was de melding terecht?", "Oordeel", ("terecht",)),
            Plan("uitkomst", "Hoe het afliep", "Uitkomst", ("uitkomst",)),
            Plan(
                "koppelingen",
                "Koppelingen met een maatje",
                "Koppeling",
                ("begin_van_koppelingen", "einde_van_koppelingen"),
                ("koppelingen",),
                onder_elkaar=True,
            ),
        ),
    ),
)


def hoofdstukken(gekozen: Keuze, getoond: Mapping[str, Getoond]) -> list[Hoofdstuk]:
    """The chapters with their tables; what could not be divided is named, not shown."""
    return [_hoofdstuk(deel, gekozen, getoond) for deel in DELEN]


def _hoofdstuk(deel: Deel, gekozen: Keuze, getoond: Mapping[str, Getoond]) -> Hoofdstuk:
    kan = [plan for plan in deel.plannen if set(plan.tellingen) <= set(gekozen)]
    weg = [plan.titel for plan in deel.plannen if plan not in kan]
    te_weinig = f" Te weinig om te tonen: {', '.join(weg)}." if weg else ""
    return {
        "naam": deel.naam,
        "titel": deel.titel,
        "inleiding": deel.inleiding + te_weinig,
        "tabellen": [_tabel(plan, gekozen, getoond) for plan in kan],
    }


def _tabel(plan: Plan, gekozen: Keuze, getoond: Mapping[str, Getoond]) -> Tabel:
    keuzes = [gekozen[naam] for naam in plan.tellingen]
    kolommen = [getoond[naam] for naam in plan.tellingen]
    per_telling = zip(keuzes, kolommen, strict=True)
    stapels = (
        [_rijen(keuze, [kolom]) for keuze, kolom in per_telling]
        if plan.onder_elkaar
        else [_rijen(keuzes[0], kolommen)]
    )
    totalen = [kolom.totaal for kolom in kolommen[: len(plan.kolommen)]]
    return {
        "naam": plan.naam,
        "titel": plan.titel,
        "eenheid": keuzes[0].telling.eenheid,
        "rijkop": plan.rijkop,
        "kolommen": [_kolom(titel) for titel in plan.kolommen],
        "rijen": list(chain(*stapels)),
        "totaal": _rij("totaal", "Totaal", totalen, totalen),
        "definities": [*plan.vooraf, *(keuze.telling.definitie for keuze in keuzes)],
        "opmerking": OPMERKING_ONDER_ELKAAR if plan.onder_elkaar else "",
        "bron": plan.bron,
        "heeft_grafiek": True,
    }


def _kolom(titel: str) -> Kolom:
    return {"naam": titel.replace(" ", "_"), "titel": titel}


def _rijen(keuze: Gekozen, kolommen: Sequence[Getoond]) -> list[Rij]:
    totalen = [kolom.totaal for kolom in kolommen]
    return [
        _rij(groep.naam, groep.label, [kolom.rijen[nummer] for kolom in kolommen], totalen)
        for nummer, groep in enumerate(keuze.niveau)
    ]


def _rij(
    naam: str, label: str, aantallen: Sequence[int | None], totalen: Sequence[int | None]
) -> Rij:
    return {
        "naam": naam,
        "label": label,
        "aantallen": list(aantallen),
        "percentages": [procent(a, t) for a, t in zip(aantallen, totalen, strict=True)],
    }
