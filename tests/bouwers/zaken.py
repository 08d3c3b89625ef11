"""What we do about one person: the zaak, its clocks and what stands in it."""

from datetime import timedelta
from typing import Any

from opvolging.models import (
    Afspraak,
    Contact,
    Gebeurtenis,
    Gevaarkaart,
    Gevaarstap,
    Huisgenoot,
    Informatie,
    Relatie,
    Termijn,
    Toestemming,
    Verhaal,
    Zaak,
    ZaakMelding,
)
from signaalpunt import zoekhash
from tests.bouwers.melden import melding
from tests.bouwers.team import NU, gebruiker, gemeente


def zaak(**velden: Any) -> Zaak:
    """A zaak with one melding; `meldingen=[]` for none.

    After contact all was told, and the person agreed to be helped.
    """
    vindt_goed = velden.pop("vindt_goed", True)
    is_verteld = velden.pop("is_verteld", True)
    meldingen = velden.pop("meldingen", None)
    if meldingen is None:
        meldingen = [melding(gemeente=velden.get("gemeente"))]
    eigenaar = meldingen[0].gemeente if meldingen else gemeente()
    velden.setdefault("gemeente", eigenaar)
    velden.setdefault("behandelaar", None)
    velden["behandelaar"] = velden["behandelaar"] or gebruiker(gemeente=velden["gemeente"])
    de_zaak = Zaak.objects.create(**{"opgepakt_op": NU} | velden)
    for de_melding in meldingen:
        ZaakMelding.objects.create(
            gemeente=de_zaak.gemeente,
            zaak=de_zaak,
            melding=de_melding,
            toegevoegd_op=max(de_zaak.opgepakt_op, de_melding.ontvangen_op),
            afgerond_op=de_zaak.afgesloten_op,
        )
    na_gesprek = de_zaak.status in (Zaak.Status.CONTACT_GELEGD, Zaak.Status.IN_BEGELEIDING)
    if is_verteld and na_gesprek:
        informatie(zaak=de_zaak)
    if vindt_goed and na_gesprek:
        toestemming(zaak=de_zaak)
    return de_zaak


def huisgenoot(een: Zaak, ander: Zaak, **velden: Any) -> Huisgenoot:
    """The people of these two are partners; `een` was taken up first."""
    standaard = {
        "gemeente": een.gemeente,
        "zaak": een,
        "ander": ander,
        "relatie": Relatie.PARTNER,
        "op": NU,
        "door": een.behandelaar,
    }
    return Huisgenoot.objects.create(**standaard | velden)


def termijn(**velden: Any) -> Termijn:
    """A running clock of 24 and 48 hours on the wall."""
    de_melding = velden.pop("melding", None) or melding()
    begin = velden.get("gestart_op", de_melding.ontvangen_op)
    standaard = {
        "gemeente": de_melding.gemeente,
        "melding": de_melding,
        "soort": Termijn.Soort.EERSTE_CONTACT,
        "telling": de_melding.gemeente.telling,
        "regelversie": 1,
        "aantal_uren_streef": 24,
        "aantal_uren_grens": 48,
        "gestart_op": begin,
        "streef_op": begin + timedelta(hours=24),
        "grens_op": begin + timedelta(hours=48),
        "uitleg": "24 en 48 uur na de melding.",
    }
    return Termijn.objects.create(**standaard | velden)


ONDERWERPEN = ("melding", "zaak", "koppeling", "maatje", "doorverwijzing")


def termijn_op(**velden: Any) -> Termijn:
    """A running clock by the calendar on a zaak, koppeling or maatje: 25 and 30 days."""
    onderwerp = next(filter(None, map(velden.get, ONDERWERPEN)))
    standaard = {
        "gemeente": onderwerp.gemeente,
        "telling": "klokuren",
        "regelversie": 1,
        "gestart_op": NU,
        "streef_op": NU + timedelta(days=25),
        "grens_op": NU + timedelta(days=30),
        "uitleg": "25 en 30 dagen na het begin.",
    }
    return Termijn.objects.create(**standaard | velden)


def contact(**velden: Any) -> Contact:
    de_zaak = velden.pop("zaak", None) or zaak()
    standaard = {
        "gemeente": de_zaak.gemeente,
        "zaak": de_zaak,
        "wijze": Contact.Wijze.TELEFOON,
        "is_bereikt": False,
        "op": NU,
        "door": de_zaak.behandelaar,
    }
    return Contact.objects.create(**standaard | velden)


def gebeurtenis(**velden: Any) -> Gebeurtenis:
    de_zaak = velden.pop("zaak", None) or zaak()
    standaard = {
        "gemeente": de_zaak.gemeente,
        "zaak": de_zaak,
        "soort": Gebeurtenis.Soort.POGING,
        "op": NU,
        "door": de_zaak.behandelaar,
        "tekst": "Gebeld, niet bereikt.",
    }
    return Gebeurtenis.objects.create(**standaard | velden)


def afspraak(**velden: Any) -> Afspraak:
    """A visit of an hour on the next day."""
    de_zaak = velden.pop("zaak", None) or zaak(status=Zaak.Status.CONTACT_GELEGD)
    standaard = {
        "gemeente": de_zaak.gemeente,
        "zaak": de_zaak,
        "wijze": Contact.Wijze.BEZOEK,
        "begint_op": NU + timedelta(days=1),
        "aantal_minuten": 60,
        "met": de_zaak.behandelaar,
        "gemaakt_op": NU,
        "gemaakt_door": de_zaak.behandelaar,
    }
    return Afspraak.objects.create(**standaard | velden)


def informatie(**velden: Any) -> Informatie:
    """The person heard on the phone what we know."""
    de_zaak = velden.pop("zaak", None) or zaak()
    standaard = {
        "gemeente": de_zaak.gemeente,
        "zaak": de_zaak,
        "manier": Informatie.Manier.TELEFOON,
        "op": NU,
        "door": de_zaak.behandelaar,
    }
    return Informatie.objects.create(**standaard | velden)


def toestemming(**velden: Any) -> Toestemming:
    """The person agreed in a conversation, to begeleiding."""
    de_zaak = velden.pop("zaak", None) or zaak(status=Zaak.Status.CONTACT_GELEGD, vindt_goed=False)
    standaard = {
        "gemeente": de_zaak.gemeente,
        "zaak": de_zaak,
        "soort": Toestemming.Soort.BEGELEIDING,
        "partner_hash": zoekhash.naam(velden.get("partner", "")),
        "manier": Toestemming.Manier.GESPREK,
        "gegeven_op": NU.date(),
        "vastgelegd_op": NU,
        "vastgelegd_door": de_zaak.behandelaar,
    }
    return Toestemming.objects.create(**standaard | velden)


def verhaal(**velden: Any) -> Verhaal:
    """A story of somebody who agreed to that, to be read for a year."""
    goed = velden.pop("toestemming", None) or toestemming(soort=Toestemming.Soort.VERHAAL)
    standaard = {
        "gemeente": goed.gemeente,
        "zaak": goed.zaak,
        "tekst": "Na jaren zingt zij weer mee.",
        "geldig_tot": NU.date() + timedelta(days=365),
        "door": goed.vastgelegd_door,
        "op": NU,
    }
    return Verhaal.objects.create(**standaard | velden)


def gevaarkaart(**velden: Any) -> Gevaarkaart:
    """An open card for danger; with `meegelezen` a colleague read along."""
    meegelezen = velden.pop("meegelezen", False)
    de_zaak = velden.pop("zaak", None) or zaak()
    standaard = {
        "gemeente": de_zaak.gemeente,
        "zaak": de_zaak,
        "gestart_op": NU,
        "gestart_door": de_zaak.behandelaar,
    }
    kaart = Gevaarkaart.objects.create(**standaard | velden)
    if meegelezen:
        door, stap = gebruiker(gemeente=de_zaak.gemeente), Gevaarstap.Stap.MEELEZEN
        kaart.stappen.create(gemeente=de_zaak.gemeente, stap=stap, op=NU, door=door)
    return kaart
