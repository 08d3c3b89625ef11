"""What a demo has on its sociale kaart beside the names still to be completed: all of it invented.

No organisation that exists is given an address or a telephone number here.
"""

from datetime import date, timedelta
from typing import Any

from meldingen.models import Buurt
from opvolging.models import Aanbod
from signaalpunt.models import Gemeente

ALLES: dict[str, Any] = {
    "aanbieder": "Voorbeeldorganisatie",
    "soorten": ["sociaal"],
    "vorm": "groep",
    "drempel": "binnenlopen",
    "kosten": "gratis",
    "is_rolstoelvriendelijk": True,
    "talen": ["nl"],
    "is_openbaar": True,
}
# kenmerk → name of the buurt, and what differs
VERZONNEN: dict[str, tuple[str, dict[str, Any]]] = {
    "koffie": ("Malberg", {
        "naam": "Koffie en een praatje", "plek": "Buurthuis, de grote zaal",
        "omschrijving": "U drinkt koffie. U praat mee, of u luistert. Alles is goed.",
        "behoeften": ["praatje", "mensen_leren_kennen"], "dagdelen": ["di_ochtend"],
        "tijd": "Elke dinsdag van 10.00 tot 12.00 uur", "telefoon": "043 000 00 21",
    }),
    "eten": ("Pottenberg", {
        "naam": "Samen aan tafel", "plek": "Buurthuis",
        "omschrijving": "U eet samen een warme maaltijd. Wie wil, kookt mee.",
        "behoeften": ["samen_eten", "mensen_leren_kennen"], "dagdelen": ["do_avond"],
        "tijd": "Elke donderdag om 17.30 uur", "drempel": "aanmelden", "kosten": "klein",
        "prijs": "5 euro", "telefoon": "043 000 00 22",
    }),
    "tuin": ("Amby", {
        "naam": "Werken in de buurttuin", "plek": "De tuin achter de school",
        "omschrijving": "Samen zaaien, schoffelen en oogsten. U leert het vanzelf.",
        "behoeften": ["samen_doen", "activiteit"], "dagdelen": ["wo_middag", "za_ochtend"],
        "tijd": "Woensdagmiddag en zaterdagochtend", "is_rolstoelvriendelijk": False,
        "telefoon": "043 000 00 23",
    }),
    "wandelen": ("Daalhof", {
        "naam": "Rustig wandelen", "plek": "Bij de ingang van het winkelcentrum",
        "omschrijving": "Een rondje van een half uur, zo langzaam als nodig is.",
        "behoeften": ["samen_doen", "activiteit"], "dagdelen": ["ma_ochtend", "vr_ochtend"],
        "tijd": "Maandag en vrijdag om 10.00 uur", "telefoon": "043 000 00 24",
    }),
    "taal": ("Nazareth", {
        "naam": "Taalcafé", "plek": "Wijkgebouw",
        "omschrijving": "Nederlands oefenen bij een kop thee. Fouten maken mag.",
        "behoeften": ["praatje", "mensen_leren_kennen"], "doelgroepen": ["cultuur"],
        "dagdelen": ["wo_avond"], "tijd": "Elke woensdag om 19.00 uur",
        "talen": ["nl", "en", "ar", "tr"], "telefoon": "043 000 00 25",
    }),
    "bellen": ("", {
        "naam": "Elke ochtend even bellen", "plaats": "afstand",
        "omschrijving": "Iemand belt u elke ochtend. U vertelt hoe het gaat.",
        "behoeften": ["praatje"], "soorten": ["sociaal", "emotioneel"], "vorm": "een_op_een",
        "doelgroepen": ["ouderen"], "drempel": "gesprek", "tijd": "Elke ochtend",
        "dagdelen": ["ma_ochtend", "di_ochtend", "wo_ochtend", "do_ochtend", "vr_ochtend"],
        "telefoon": "043 000 00 26",
    }),
    "verlies": ("", {
        "naam": "Bezoek na een verlies", "plaats": "thuis",
        "omschrijving": "Iemand die het zelf meemaakte, komt een paar keer bij u langs.",
        "behoeften": ["praatje"], "soorten": ["emotioneel", "existentieel"],
        "doelgroepen": ["nabestaanden"], "vorm": "een_op_een", "drempel": "gesprek",
        "tijd": "In overleg", "telefoon": "043 000 00 27",
    }),
}  # fmt: skip
LOOPT_AF = "taal"


def vul_sociale_kaart(gemeente: Gemeente, tot: date) -> None:
    """Add what is invented; what is there is kept."""
    buurten = {buurt.naam: buurt for buurt in Buurt.objects.filter(gemeente=gemeente)}
    nieuw = []
    for kenmerk, (buurt, velden) in VERZONNEN.items():
        rij = Aanbod(
            gemeente=gemeente,
            kenmerk=f"demo-{kenmerk}",
            buurt=buurten.get(buurt),
            geldig_tot=tot + timedelta(days=20) if kenmerk == LOOPT_AF else None,
            **ALLES | velden,
        )
        rij.is_compleet = not rij.ontbreekt
        nieuw.append(rij)
    Aanbod.objects.bulk_create(nieuw, ignore_conflicts=True)
