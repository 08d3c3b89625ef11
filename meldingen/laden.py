"""The reference data of a gemeente: wijken, buurten and crisis numbers, from files."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

from meldingen.models import Buurt, Wijk
from signaalpunt.models import Crisisnummer, Gemeente

GEGEVENS = Path(__file__).resolve().parent / "gegevens"
# What the apps above this one load along.
ERBIJ: list[Callable[[Gemeente], None]] = []


def _regels(bestand: str) -> Iterator[dict[str, str]]:
    with (GEGEVENS / bestand).open(encoding="utf-8", newline="") as stroom:
        yield from csv.DictReader(stroom)


@transaction.atomic
def laad_maastricht() -> Gemeente:
    """Maastricht as reference data: what is there is kept, what is missing is added."""
    gemeente, _ = Gemeente.objects.get_or_create(
        code="GM0935",
        defaults={
            "naam": "Maastricht",
            "telefoon": "14 043",
            "teammail": settings.DEFAULT_FROM_EMAIL,  # until the beheerder sets another
        },
    )
    for regel in _regels("crisisnummers.csv"):
        Crisisnummer.objects.get_or_create(
            gemeente=gemeente,
            volgorde=int(regel["volgorde"]),
            defaults={
                "nummer": regel["nummer"],
                "naam": regel["naam"],
                "naam_en": regel["naam_en"],
                "wanneer": regel["wanneer"],
                "wanneer_en": regel["wanneer_en"],
                "is_voor_jeugd": regel["jeugd"] == "ja",
            },
        )
    wijken = {}
    for regel in _regels("maastricht_wijken.csv"):
        wijken[regel["wijkcode"]], _ = Wijk.objects.update_or_create(
            code=regel["wijkcode"],
            defaults={
                "gemeente": gemeente,
                "naam": regel["naam"],
                "aantal_inwoners": int(regel["inwoners"]) if regel["inwoners"] else None,
            },
        )
    for regel in _regels("maastricht_buurten.csv"):
        Buurt.objects.update_or_create(
            code=regel["buurtcode"],
            defaults={
                "gemeente": gemeente,
                "wijk": wijken[regel["wijkcode"]],
                "naam": regel["naam"],
                "postcode4": regel["postcode4"].split()[0],  # the likeliest comes first
                "breedte": float(regel["lat"]),
                "lengte": float(regel["lon"]),
            },
        )
    for laad_erbij in ERBIJ:
        laad_erbij(gemeente)
    return gemeente
