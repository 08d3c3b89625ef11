"""What the team of the demo and an invented person find out together, by the same acts as really.

Of the last weeks there is much to look at; of long ago only what the evaluation counts. Its own
chance decides, so that the rest of the town stays what it is.
"""

from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from meldingen.keuzes import Behoefte, JaNeeOnbekend, Levensgebeurtenis
from opvolging import afspreken, behoeften, gevaar, meten, noteren, toestemming, verhalen, verkennen
from opvolging.eenzaamheidsschaal import SOCIAAL, VORMEN
from opvolging.kalender import Kalender, lokaal, volgende_opening
from opvolging.models import (
    Aanbod,
    Contact,
    Meting,
    Notitie,
    OnvervuldeBehoefte,
    Toestemming,
    Verkenning,
    Zaak,
)
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import TEAM

RECENT = timedelta(days=60)
TE_LEZEN = timedelta(days=365)  # a story
GELEDEN = TE_LEZEN - timedelta(days=60)  # an older one was thrown away by now
# How often, in a hundred: long ago, and in the last weeks.
VERKEND, GEMETEN, GENOTEERD, GEMIST = (15, 80), (7, 40), (4, 50), (5, 20)
AFGESPROKEN, IN_GEVAAR, VERTELD = (0, 50), (1, 20), (12, 40)
NA_AFLOOP = 80  # of those who were asked at the start
HELPT = {Zaak.Uitkomst.ACTIVITEIT, Zaak.Uitkomst.MAATJE}
KRACHT = (
    "Kookt graag, en vertelt goed. Deed vroeger veel in de kerk.",
    "Wandelt elke dag een rondje met de hond.",
    "Was jarenlang lid van de harmonie.",
    "Kan goed met planten. Het balkon staat vol.",
    "",
)
ZEGT = (
    "De avonden zijn het langst.",
    "Ik wil niemand tot last zijn.",
    "Ik zou weer eens met iemand willen lachen.",
    "",
)
NOTITIES = (
    "Belt liever na tien uur. Hoort niet goed: praat langzaam.",
    "Heeft op dinsdag fysiotherapie.",
    "Doet de deur pas open als u vooraf belt.",
    "Eerst vertrouwen opbouwen. Niet te snel over een groep beginnen.",
)
GEZOCHT = ("Een schaakclub overdag.", "Iemand die meegaat naar de markt.", "")
VERHALEN = (
    "Na jaren zingt zij weer mee, elke donderdag. Zij zegt: ik hoor er weer bij.",
    "Hij kookt nu elke maand voor de tafel van de buurt. Eerst durfde hij niet binnen te komen.",
    "Een telefoontje per week, meer is het niet. Daar kijkt zij de hele week naar uit.",
)
GEVAAR = ("Klonk heel somber, en wilde niet zeggen waarom.", "De buurvrouw hoorde geschreeuw.")


class Loop(Protocol):
    """What is needed of the course of a melding: its own chance, where it is, where it ends."""

    apart: Random
    nu: datetime
    tot: datetime


def bespreek(zaak: Zaak, loop: Loop) -> Meting | None:
    """What comes up after the first talks; returns the scale, when it was asked."""
    if _gebeurt(VERKEND, loop):
        _verken(zaak, loop)
    if _gebeurt(GENOTEERD, loop):
        voor = Notitie.Voor.IK if loop.apart.random() < 0.2 else Notitie.Voor.TEAM
        tekst = loop.apart.choice(NOTITIES)
        noteren.noteer(zaak, tekst=tekst, voor=voor, door=zaak.behandelaar, nu=loop.nu)
    if _gebeurt(GEMIST, loop):
        _mis(zaak, loop)
    if _gebeurt(AFGESPROKEN, loop):
        _spreek_af(zaak, loop)
    if _gebeurt(IN_GEVAAR, loop):
        _begeleid_gevaar(zaak, loop)
    if not _gebeurt(GEMETEN, loop):
        return None
    _vindt_goed(zaak, Toestemming.Soort.SCHAAL, loop)
    vorm = Meting.Vorm.LANG if loop.apart.random() < 0.7 else Meting.Vorm.KORT
    return _meet(zaak, vorm, 0.75, loop)


def kijk_terug(zaak: Zaak, uitkomst: Zaak.Uitkomst, eerste: Meting | None, loop: Loop) -> None:
    """Before the end: the scale once more, and a story."""
    if uitkomst not in HELPT:
        return
    if eerste and loop.apart.random() < NA_AFLOOP / 100:
        _meet(zaak, Meting.Vorm(eerste.vorm), 0.45, loop)
    if loop.tot - loop.nu < GELEDEN and _gebeurt(VERTELD, loop):
        _vindt_goed(zaak, Toestemming.Soort.VERHAAL, loop)
        tekst, tot = loop.apart.choice(VERHALEN), lokaal(loop.nu).date() + TE_LEZEN
        verhalen.bewaar(zaak, tekst=tekst, geldig_tot=tot, door=zaak.behandelaar, nu=loop.nu)


def _gebeurt(hoe_vaak: tuple[int, int], loop: Loop) -> bool:
    toen, onlangs = hoe_vaak
    return loop.apart.randrange(100) < (onlangs if loop.tot - loop.nu < RECENT else toen)


def _vindt_goed(zaak: Zaak, soort: Toestemming.Soort, loop: Loop) -> None:
    manier = Toestemming.Manier.GESPREK
    toestemming.geef(zaak, soort=soort, manier=manier, door=zaak.behandelaar, nu=loop.nu)


def _verken(zaak: Zaak, loop: Loop) -> None:
    kies = loop.apart
    verkennen.leg_vast(
        zaak,
        mate=kies.choice([Verkenning.Mate.SOMS, Verkenning.Mate.VAAK, Verkenning.Mate.ALTIJD]),
        soorten=sorted(kies.sample(Aanbod.Soort.values, kies.choice([1, 1, 2]))),
        oorzaken=sorted(kies.sample(Levensgebeurtenis.values, kies.choice([0, 1, 1, 2]))),
        behoeften=sorted(kies.sample(Behoefte.values[:5], kies.choice([1, 1, 2]))),
        hulp=sorted(kies.sample(Verkenning.Hulp.values[:6], kies.choice([0, 1, 1]))),
        geldzorgen=kies.choice(["", JaNeeOnbekend.NEE, JaNeeOnbekend.NEE, JaNeeOnbekend.JA]),
        eigen_kracht=kies.choice(KRACHT),
        toelichting=kies.choice(ZEGT),
        door=zaak.behandelaar,
        nu=loop.nu,
    )


def _meet(zaak: Zaak, vorm: Meting.Vorm, eenzaam: float, loop: Loop) -> Meting:
    """Answers of somebody whom about this part of the statements makes lonely."""
    tekens = "".join(_antwoord(item, eenzaam, loop.apart) for item in VORMEN[vorm])
    cijfer = loop.apart.choice([4, 5, 6] if eenzaam > 0.5 else [6, 7, 8])
    return meten.leg_vast(
        zaak,
        vorm=vorm,
        antwoorden=tekens,
        cijfer=cijfer,
        klopt=True,
        door=zaak.behandelaar,
        nu=loop.nu,
    )


def _antwoord(item: int, eenzaam: float, kies: Random) -> str:
    van_eenzaam, ander = ("n", "j") if item in SOCIAAL else ("j", "n")
    return kies.choice([van_eenzaam, van_eenzaam, "m"]) if kies.random() < eenzaam else ander


def _mis(zaak: Zaak, loop: Loop) -> None:
    behoeften.noteer(
        zaak,
        wat=loop.apart.choice(list(OnvervuldeBehoefte.Wat)),
        waarom=loop.apart.choice(list(OnvervuldeBehoefte.Waarom)[:5]),
        tekst=loop.apart.choice(GEZOCHT),
        door=zaak.behandelaar,
        nu=loop.nu,
    )


def _spreek_af(zaak: Zaak, loop: Loop) -> None:
    """Within days, at a whole hour when people are at work; before anything else happens."""
    straks = lokaal(loop.nu + timedelta(days=loop.apart.choice([1, 2])))
    op = volgende_opening(straks.replace(minute=0, second=0, microsecond=0), Kalender())
    if op - loop.nu > timedelta(days=3):
        return
    afspreken.maak(
        zaak,
        wijze=Contact.Wijze.BEZOEK,
        begint_op=op,
        aantal_minuten=60,
        met=zaak.behandelaar,
        plek="Bij deze persoon thuis",
        door=zaak.behandelaar,
        nu=loop.nu,
    )


def _begeleid_gevaar(zaak: Zaak, loop: Loop) -> None:
    """A colleague reads along; half of the cards still waits for the talk afterwards."""
    team = Gebruiker.objects.filter(gemeente=zaak.gemeente_id, rol__in=TEAM, is_active=True)
    collega = team.exclude(pk=zaak.behandelaar_id).order_by("pk").first()
    if collega is None:
        return
    wat = loop.apart.choice(GEVAAR)
    kaart = gevaar.start(zaak, wat=wat, door=zaak.behandelaar, nu=loop.nu)
    for stap in list(gevaar.Stap)[: loop.apart.choice([4, 5])]:
        door = collega if stap == gevaar.Stap.MEELEZEN else zaak.behandelaar
        gevaar.zet_stap(kaart, stap, door=door, nu=loop.nu)
