"""A caller lost the volgcode: recognise the caller, give a new code. `zoeken` finds the melding.

Who calls is recognised by what the melder gave, of which the page shows only enough to check an
answer. The new code is shown once; the old one is dead from then on. Who gave it, when, and by what
the caller was recognised is written down for good.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime

from meldingen.intake import wissel_volgcode
from meldingen.models import Deur, Melder, Melding
from opvolging import inzien
from opvolging.models import Gebeurtenis, Heruitgifte, InzageMelder, Zaak, zaak_van
from opvolging.verloop import houd_zaak_van, schrijf_bij
from opvolging.volgen import is_verlopen
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

MINSTENS = 2  # things by which a caller is recognised
Kenmerk = Heruitgifte.Kenmerk


@dataclass(frozen=True)
class Vraag:
    """One question to the caller, and just enough to check the answer."""

    kenmerk: Heruitgifte.Kenmerk
    vraag: str
    klopt_als: str


@transaction.atomic
def open_vragen(melding: Melding, *, door: Gebruiker, nu: datetime) -> list[Vraag]:
    """What to ask a caller about `melding`; that somebody looked is in the log."""
    zaak = zaak_van(melding)
    if zaak:
        inzien.noteer(zaak, door=door, nu=nu)
    else:
        inzien.noteer_melding(melding, door=door, nu=nu)
    return vragen(melding, _melder(melding, zaak, door, nu))


def vragen(melding: Melding, melder: Melder | None) -> list[Vraag]:
    """The questions that this melding can answer, shown in part."""
    zelf = melding.deur == Deur.MIJZELF
    naam = melding.betrokkene_naam if zelf else _van(melder, "naam")
    telefoon = melding.betrokkene_telefoon if zelf else _van(melder, "telefoon")
    email = melding.betrokkene_email if zelf else _van(melder, "email")
    buurt = melding.buurt.naam if melding.buurt else ""
    over_wie = "" if zelf else _begin(melding.betrokkene_naam)
    mogelijk = [
        Vraag(Kenmerk.NAAM, "Hoe heet u?", _begin(naam)),
        Vraag(Kenmerk.TELEFOON, "Welk telefoonnummer gaf u op?", _eind(telefoon)),
        Vraag(Kenmerk.EMAIL, "Welk e-mailadres gaf u op?", _begin(email)),
        Vraag(Kenmerk.ORGANISATIE, "Voor welke organisatie?", _begin(_van(melder, "organisatie"))),
        Vraag(Kenmerk.WANNEER, "Wanneer schreef u ons?", _dag(melding.ontvangen_op)),
        Vraag(Kenmerk.OVER_WIE, "Over wie ging het?", ", ".join(filter(None, [over_wie, buurt]))),
    ]
    return [vraag for vraag in mogelijk if vraag.klopt_als]


@transaction.atomic
def geef_nieuwe_code(
    melding: Melding, *, herkend_aan: Iterable[str], versie: int, door: Gebruiker, nu: datetime
) -> str:
    """Replace the volgcode of `melding` and return the new one; `versie` is that of the page.

    Raises Geweigerd when the caller was not recognised by enough, the term of the code is over, or
    a new one was given meanwhile.
    """
    kenmerken = sorted(set(herkend_aan))
    if len(kenmerken) < MINSTENS:
        raise Geweigerd(f"Kruis minstens {MINSTENS} dingen aan waaraan u de beller herkent.")
    if is_verlopen(melding, nu):
        raise Geweigerd("De bewaartermijn van deze melding is voorbij. Er is geen code meer.")
    zaak = houd_zaak_van(melding)
    code = wissel_volgcode(melding, van_versie=versie)
    if code is None:
        raise Geweigerd("Er is zojuist al een nieuwe code gegeven. Geef zo nodig nog een code.")
    Heruitgifte.objects.create(
        gemeente_id=melding.gemeente_id,
        melding=melding,
        versie=versie + 1,
        herkend_aan=kenmerken,
        door=door,
        op=nu,
    )
    if zaak:
        woorden = ", ".join(str(Kenmerk(kenmerk).label) for kenmerk in kenmerken)
        tekst = f"Melding {melding.pk}. De beller is herkend aan {woorden}."
        schrijf_bij(zaak, Gebeurtenis.Soort.NIEUWE_CODE, door=door, nu=nu, tekst=tekst)
    return code


def _melder(melding: Melding, zaak: Zaak | None, door: Gebruiker, nu: datetime) -> Melder | None:
    """Who brought it; behind a zaak that look has a log of its own."""
    melder = Melder.objects.zichtbaar_voor(door).filter(melding=melding).first()
    if melder and zaak:
        reden = InzageMelder.Reden.VERIFICATIE
        return inzien.toon_melder(zaak, melding.pk, reden=reden, door=door, nu=nu)
    return melder


def _van(melder: Melder | None, veld: str) -> str:
    return str(getattr(melder, veld)) if melder else ""


def _begin(tekst: str) -> str:
    """`B… P…`: the first letter of each word."""
    return " ".join(f"{woord[0]}…" for woord in tekst.split())


def _eind(nummer: str) -> str:
    cijfers = "".join(teken for teken in nummer if teken.isdecimal())
    return f"eindigt op {cijfers[-3:]}" if cijfers else ""


def _dag(moment: datetime) -> str:
    return date_format(localtime(moment), "l j F Y")
