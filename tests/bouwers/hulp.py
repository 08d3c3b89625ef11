"""What can help: the sociale kaart, maatjes and organisations."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from opvolging.models import (
    Aanbod,
    Aanbodpartner,
    Aanbodvoorstel,
    Deelnemer,
    Doorgegeven,
    Doorverwijzing,
    Koppeling,
    Maatje,
    Partnerlink,
    Toestemming,
    Zaak,
)
from signaalpunt import zoekhash
from signaalpunt.rollen import Rol
from tests.bouwers.melden import buurt
from tests.bouwers.team import NU, VOLGNUMMERS, gebruiker, gemeente
from tests.bouwers.zaken import toestemming, zaak


def aanbod(**velden: Any) -> Aanbod:
    """A coffee morning in Malberg: complete, for residents to see."""
    eigenaar = velden.setdefault("gemeente", gemeente())
    if "buurt" not in velden and eigenaar.code == "GM0935":
        velden["buurt"] = buurt()
    standaard = {
        "naam": "Koffieochtend",
        "aanbieder": "Buurtwerk Proef",
        "omschrijving": "U drinkt samen koffie en u praat wat.",
        "soorten": ["sociaal"],
        "behoeften": ["praatje", "mensen_leren_kennen"],
        "plek": "Gemeenschapshuis",
        "dagdelen": ["di_ochtend"],
        "tijd": "Elke dinsdag van 10.00 tot 12.00 uur",
        "vorm": "groep",
        "drempel": "binnenlopen",
        "kosten": "gratis",
        "is_rolstoelvriendelijk": True,
        "talen": ["nl"],
        "telefoon": "043 000 00 01",
        "is_openbaar": True,
    }
    nieuw = Aanbod(**standaard | velden)
    nieuw.is_compleet = not nieuw.ontbreekt
    nieuw.is_openbaar = nieuw.is_openbaar and nieuw.is_compleet
    nieuw.save()
    return nieuw


def aanbodpartner(**velden: Any) -> Aanbodpartner:
    """An organisation with a link that works."""
    nummer = next(VOLGNUMMERS)
    email = velden.setdefault("email", f"partner{nummer}@voorbeeld.test")
    standaard = {
        "gemeente": gemeente(),
        "email_hash": zoekhash.email(email),
        "geldig_tot": timezone.now() + timedelta(days=10),
    }
    return Aanbodpartner.objects.create(**standaard | velden)


def aanbodvoorstel(**velden: Any) -> Aanbodvoorstel:
    """Another time, that nobody of the team looked at."""
    partner = velden.pop("partner", None) or aanbodpartner()
    rij = velden.pop("aanbod") if "aanbod" in velden else aanbod(partner=partner)
    standaard = {
        "gemeente": partner.gemeente,
        "aanbod": rij,
        "partner": partner,
        "velden": {"tijd": "Elke vrijdag"},
        "ingestuurd_op": NU,
    }
    return Aanbodvoorstel.objects.create(**standaard | velden)


def maatje(**velden: Any) -> Maatje:
    """A maatje with valid VOG, training and agreement, who fits `deelnemer()`."""
    eigenaar = velden.setdefault("gemeente", gemeente())
    if "gebruiker" not in velden:
        velden["gebruiker"] = gebruiker(Rol.MAATJE, gemeente=eigenaar)
    standaard = {
        "naam": "Vera Voorbeeld",
        "telefoon": "06 00 00 00 02",
        "aangemeld_op": NU - timedelta(days=200),
        "vog_geldig_tot": date(2028, 1, 1),
        "training_op": date(2025, 3, 1),
        "overeenkomst_op": date(2025, 3, 8),
        "vormen": ["thuis"],
        "dagdelen": ["di_middag"],
        "talen": ["nl"],
        "interesses": ["wandelen"],
    }
    return Maatje.objects.create(**standaard | velden)


def deelnemer(**velden: Any) -> Deelnemer:
    """Somebody in begeleiding who looks for a maatje."""
    de_zaak = velden.pop("zaak", None) or zaak(
        status=Zaak.Status.IN_BEGELEIDING,
        oordeel=Zaak.Oordeel.TERECHT,
        hulpwens=Zaak.Hulpwens.JA,
        **{"gemeente": velden["gemeente"]} if "gemeente" in velden else {},
    )
    niet_met = velden.pop("niet_met", [])
    standaard = {
        "zaak": de_zaak,
        "gemeente": de_zaak.gemeente,
        "voornaam": "Bertha",
        "telefoon": "06 00 00 00 01",
        "aangemeld_op": NU,
        "toestemming_op": NU,
        "vormen": ["thuis", "buiten"],
        "dagdelen": ["di_middag", "do_middag"],
        "talen": ["nl"],
        "interesses": ["wandelen", "schaken"],
    }
    de_deelnemer = Deelnemer.objects.create(**standaard | velden)
    de_deelnemer.niet_met.set(niet_met)
    toestemming(zaak=de_zaak, soort=Toestemming.Soort.MAATJE)
    return de_deelnemer


def koppeling(**velden: Any) -> Koppeling:
    """A koppeling in any status, with the moments that belong to it."""
    status = velden.setdefault("status", Koppeling.Status.VOORGESTELD)
    if "deelnemer" not in velden:
        velden["deelnemer"] = deelnemer(gemeente=velden.get("gemeente", gemeente()))
    eigenaar = velden["deelnemer"].gemeente
    if "maatje" not in velden:
        velden["maatje"] = maatje(gemeente=eigenaar)
    soorten = Koppeling.Status
    standaard = {
        "gemeente": eigenaar,
        "regelversie": 1,
        "punten": 60,
        "plek": 1,
        "voorgesteld_door": velden["deelnemer"].zaak.behandelaar,
        "voorgesteld_op": NU,
        "geantwoord_op": None if status in (soorten.VOORGESTELD, soorten.INGETROKKEN) else NU,
        "gestart_op": NU if status in (soorten.ACTIEF, soorten.BEEINDIGD) else None,
        "geeindigd_op": NU
        if status in (soorten.AFGESLAGEN, soorten.INGETROKKEN, soorten.BEEINDIGD)
        else None,
        "eindreden": Koppeling.Eindreden.AFGEROND if status == soorten.BEEINDIGD else "",
    }
    return Koppeling.objects.create(**standaard | velden)


def doorgegeven(**velden: Any) -> Doorgegeven:
    """Somebody heard of the coffee morning, and nobody asked yet."""
    de_zaak = velden.pop("zaak", None) or zaak(status=Zaak.Status.CONTACT_GELEGD)
    standaard = {"gemeente": de_zaak.gemeente, "zaak": de_zaak, "op": NU}
    standaard |= {"door": de_zaak.behandelaar}
    velden["aanbod"] = velden.get("aanbod") or aanbod(gemeente=de_zaak.gemeente)
    return Doorgegeven.objects.create(**standaard | velden)


def doorverwijzing(**velden: Any) -> Doorverwijzing:
    """The huisarts was asked, in any status; the person agreed."""
    soorten = Doorverwijzing.Status
    de_zaak = velden.pop("zaak", None) or zaak(status=Zaak.Status.CONTACT_GELEGD)
    status = velden.setdefault("status", soorten.GEVRAAGD)
    standaard = {
        "gemeente": de_zaak.gemeente,
        "zaak": de_zaak,
        "soort": Doorverwijzing.Soort.HUISARTS,
        "naar": "Praktijk De Linde",
        "toestemming_op": NU.date(),
        "toestemming": Doorverwijzing.Toestemming.GESPREK,
        "verwezen_op": NU,
        "verwezen_door": de_zaak.behandelaar,
        "afgehandeld_op": None if status == soorten.GEVRAAGD else NU,
        "reden": "Er is een wachtlijst." if status == soorten.TERUGGEGEVEN else "",
    }
    return Doorverwijzing.objects.create(**standaard | velden)


def partnerlink(**velden: Any) -> Partnerlink:
    """A link to Praktijk De Linde with a name and a telephone; the clock of the answer runs."""
    deze = velden.pop("doorverwijzing", None) or doorverwijzing()
    standaard = {
        "gemeente": deze.gemeente,
        "doorverwijzing": deze,
        "delen": ["naam", "telefoon"],
        "toelichting": "Deze persoon wil graag een keer praten.",
        "gemaakt_op": NU,
        "gemaakt_door": deze.verwezen_door,
        "geldig_tot": timezone.now() + timedelta(days=3),
    }
    return Partnerlink.objects.create(**standaard | velden)
