"""Invented vindplaatsen with their visits, and what the public pages of the demo say.

They use a chance of their own, so that the invented people stay the same with or without them.
"""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from meldingen.models import Buurt, Deur, Vindplaats, Vindplaatsbezoek
from meldingen.vindplaatsen import LENGTE
from meldingen.volgcode import TEKENS
from signaalpunt.models import Gemeente

_S = Vindplaats.Soort
# name, kind, door, buurt
PLEKKEN = (
    ("Huisartsenpraktijk Voorbeeld", _S.HUISARTS, Deur.PROFESSIONAL, "Malberg"),
    ("Apotheek Fictief", _S.APOTHEEK, Deur.PROFESSIONAL, "Nazareth"),
    ("Woonstichting Denkbeeld", _S.CORPORATIE, Deur.PROFESSIONAL, ""),
    ("Bibliotheek Proef", _S.BIBLIOTHEEK, Deur.IEMAND_ANDERS, ""),
    ("Kapsalon Verzonnen", _S.KAPPER, Deur.IEMAND_ANDERS, "Pottenberg"),
    ("Wijkservicepunt Demo", _S.WIJKSERVICEPUNT, Deur.MIJZELF, "Amby"),
)
EEN_OP_DE = 4  # so many meldingen of a door came through one of its vindplaatsen
OPENBAAR = {
    "logotekst": "Signaalpunt Maastricht (demo)",
    "postadres": "Antwoordnummer 0000\n6200 VB Maastricht",
    "verantwoordelijke": "Stichting Voorbeeld",
    "privacycontact": "privacy@voorbeeld.example",
    "beveiligingscontact": "veilig@voorbeeld.example",
    "bewaartermijn": 24,
}


def maak_vindplaatsen(gemeente: Gemeente, tot: date, toeval: Random) -> list[Vindplaats]:
    """The places with visits in the year up to `tot`; those that are there are kept."""
    plekken = []
    for naam, soort, deur, buurt in PLEKKEN:
        plek, is_nieuw = Vindplaats.objects.get_or_create(
            gemeente=gemeente,
            naam=naam,
            defaults={
                "soort": soort,
                "deur": deur,
                "buurt": Buurt.objects.filter(gemeente=gemeente, naam=buurt).first(),
                "code": "".join(toeval.choices(TEKENS, k=LENGTE)),
            },
        )
        if is_nieuw:
            _bezoek(plek, tot, toeval)
        plekken.append(plek)
    return plekken


def _bezoek(plek: Vindplaats, tot: date, toeval: Random) -> None:
    dagen = [tot - timedelta(days=dag) for dag in range(365) if toeval.random() < 0.2]
    Vindplaatsbezoek.objects.bulk_create(
        Vindplaatsbezoek(
            gemeente=plek.gemeente, vindplaats=plek, dag=dag, aantal=toeval.randint(1, 4)
        )
        for dag in dagen
    )


def door_welke(plekken: list[Vindplaats], deur: Deur, sleutel: UUID) -> Vindplaats | None:
    """The place whose link was used for the melding with this key; mostly none."""
    van_deur = [plek for plek in plekken if plek.deur == deur]
    keer = sleutel.int % (EEN_OP_DE * max(len(van_deur), 1))
    return van_deur[keer] if keer < len(van_deur) else None


def vul_openbaar(gemeente: Gemeente) -> None:
    """What the public pages say; what was filled in before is kept."""
    leeg = {naam: waarde for naam, waarde in OPENBAAR.items() if not getattr(gemeente, naam)}
    for naam, waarde in leeg.items():
        setattr(gemeente, naam, waarde)
    gemeente.save(update_fields=list(OPENBAAR))
