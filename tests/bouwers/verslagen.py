"""The yearly report."""

from typing import Any

from rapportage.models import Jaarverslag
from rapportage.verslag import Rij, Tabel, Verslag
from signaalpunt.rollen import Rol
from tests.bouwers.team import NU, gebruiker, gemeente


def verslag(**velden: Any) -> Verslag:
    """A report with one table, of which one number is hidden."""
    rijen = [("mijzelf", "voor mijzelf", None), ("ander", "voor iemand anders", 60)]
    rijen.append(("professional", "als professional", None))
    tabel: Tabel = {
        "naam": "meldingen_per_deur",
        "titel": "Wie meldde",
        "eenheid": "meldingen",
        "rijkop": "Deur",
        "kolommen": [{"naam": "meldingen", "titel": "meldingen"}],
        "rijen": [_rij(*rij) for rij in rijen],
        "totaal": _rij("totaal", "Totaal", 100),
        "definities": ["Wie de melding deed."],
        "opmerking": "",
        "bron": "",
        "heeft_grafiek": True,
    }
    standaard: Verslag = {
        "schema": 1,
        "titel": "Jaarverslag 2025",
        "gemeente": "Maastricht",
        "gemeentecode": "GM0935",
        "jaar": 2025,
        "is_concept": False,
        "opgemaakt_op": "2026-01-12T10:00:00+01:00",
        "samenvatting": ["In 2025 kwamen 100 meldingen binnen."],
        "kerncijfers": [{"waarde": "100", "tekst": "meldingen"}],
        "hoofdstukken": [
            {
                "naam": "binnenkomst",
                "titel": "Wat er binnenkwam",
                "inleiding": "Van wie.",
                "tabellen": [tabel],
            }
        ],
        "omgeving": None,
        "bescherming": "Kleine aantallen laten we niet zien.",
        "grenzen": ["Een melding is een signaal."],
    }
    return {**standaard, **velden}  # type: ignore[typeddict-item]


def _rij(naam: str, label: str, aantal: int | None) -> Rij:
    return {"naam": naam, "label": label, "aantallen": [aantal], "percentages": [aantal]}


def jaarverslag(*, bestanden: tuple[str, ...] = ("json",), **velden: Any) -> Jaarverslag:
    """A frozen report of 2025, published unless `gepubliceerd_op=None`."""
    stad = velden.setdefault("gemeente", gemeente())
    door = gebruiker(Rol.COORDINATOR, gemeente=stad)
    gepubliceerd_op = velden.pop("gepubliceerd_op", NU)
    jaar = velden.setdefault("jaar", 2025)
    velden.setdefault("inhoud", verslag(jaar=jaar))
    het_verslag = Jaarverslag.objects.create(
        **{"vastgelegd_op": NU, "vastgelegd_door": door} | velden
    )
    for naam in bestanden:
        het_verslag.bestanden.create(gemeente=het_verslag.gemeente, naam=naam, inhoud=naam.encode())
    if gepubliceerd_op:
        het_verslag.gepubliceerd_op, het_verslag.gepubliceerd_door = gepubliceerd_op, door
        het_verslag.save()
    return het_verslag
