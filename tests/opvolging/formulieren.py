"""Each form of a zaak as somebody fills it in, and what is stored of it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from opvolging.models import (
    Afspraak,
    Contact,
    Doorverwijzing,
    Gebeurtenis,
    Gevaarkaart,
    Meting,
    Notitie,
    OnvervuldeBehoefte,
    Pauze,
    Toestemming,
    Verhaal,
    Verkenning,
    Zaak,
)
from tests import bouwers

DAG = timedelta(days=1)
RIJEN = (
    *(Afspraak, Contact, Doorverwijzing, Gebeurtenis, Gevaarkaart, Meting, Notitie),
    *(OnvervuldeBehoefte, Pauze, Toestemming, Verhaal, Verkenning),
)


def _over(dagen: int) -> str:
    return timezone.localdate(timezone.now() + dagen * DAG).isoformat()


def _moment(dagen: int) -> str:
    return f"{_over(dagen)}T10:00"


# Each form of the page of a zaak, as somebody fills it in, with the words that may be changed.
FORMULIEREN: dict[str, dict[str, Any]] = {
    "zaak_contact": {"wijze": "telefoon", "is_bereikt": "nee", "notitie": "Niet thuis"},
    "zaak_afspraak": {"wijze": "bezoek", "begint_op": 3, "aantal_minuten": 60, "plek": "Thuis"},
    "zaak_notitie": {"tekst": "Houdt van kaarten", "voor": "team"},
    "zaak_behoefte": {"wat": "", "waarom": "", "tekst": "Een schaakclub"},
    "zaak_verhaal": {"tekst": "Zij zingt weer.", "geldig_tot": 30},
    "zaak_schaal": {"vorm": 6, "u3": "j", "u4": "n", "u7": "m", "cijfer": "6"},
    "zaak_verkenning": {"mate": "vaak", "toelichting": "Mist haar zus"},
    "zaak_doorverwijzen": {
        "soort": "huisarts", "naar": "De Linde", "toestemming_op": 0, "toestemming": "gesprek",
    },
    "zaak_toestemming": {"soort": "schaal", "manier": "gesprek"},
    "zaak_beoordelen": {"oordeel": "terecht", "hulpwens": "", "toelichting": "Mist haar zus"},
    "zaak_afsluiten": {"uitkomst": "verhuisd", "toelichting": "Naar Venlo"},
    "zaak_pauzeren": {"reden": "weg", "tot_en_met": 2},
    "zaak_gevaar": {"wat": "Zegt dat het niet meer hoeft"},
}  # fmt: skip
# Without a row of their own: what they do is done, or not.
ZONDER_SLEUTEL = ("zaak_toestemming", "zaak_beoordelen", "zaak_afsluiten", "zaak_pauzeren")
WOORDEN = {
    "zaak_contact": "notitie",
    "zaak_afspraak": "plek",
    "zaak_notitie": "tekst",
    "zaak_behoefte": "tekst",
    "zaak_verhaal": "tekst",
    "zaak_verkenning": "toelichting",
}


def zaak_in_gesprek() -> Zaak:
    """A zaak in which each of them can be sent."""
    melding = bouwers.melding(ontvangen_op=timezone.now())
    bouwers.termijn(melding=melding)
    de_zaak = bouwers.zaak(
        meldingen=[melding], status=Zaak.Status.CONTACT_GELEGD, opgepakt_op=timezone.now()
    )
    bouwers.toestemming(zaak=de_zaak, soort="verhaal")
    return de_zaak


def ingevuld(naam: str, zaak: Zaak) -> dict[str, Any]:
    """What a browser sends of this form."""
    velden = dict(FORMULIEREN[naam]) | {"sleutel": str(uuid4())}
    for veld in ("geldig_tot", "toestemming_op", "tot_en_met"):
        if veld in velden:
            velden[veld] = _over(velden[veld])
    if "begint_op" in velden:
        velden |= {"begint_op": _moment(velden["begint_op"]), "met": zaak.behandelaar_id}
    if naam == "zaak_behoefte":
        eerste = OnvervuldeBehoefte.Wat.values[0], OnvervuldeBehoefte.Waarom.values[0]
        velden |= dict(zip(("wat", "waarom"), eerste, strict=True))
    if naam == "zaak_schaal":
        bouwers.toestemming(zaak=zaak, soort="schaal")
    return velden


def aantallen() -> list[int]:
    """How many rows there are of all that an act can write."""
    return [soort._default_manager.count() for soort in RIJEN]
