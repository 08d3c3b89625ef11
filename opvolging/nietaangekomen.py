"""Mail that did not arrive: a task for the team, by number, until somebody says that it was seen.

What to do instead follows from the kind of mail; what it said and to whom was wiped. Of a mail of
reminders the ledger still knows what it was about.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from opvolging.herinneringspost import SOORT, VAN_ZAAK, wat
from opvolging.models import Herinnering, ZaakMelding
from signaalpunt.models import Bericht, Gebruiker

HOOGSTENS = 20  # on the werkvoorraad; who has seen some sees the next
NUMMERS = 5  # that one mail of reminders is named by

BEL_DE_MELDER = "Bel de melder, als er een nummer bij de melding staat."
BEL_HET_MAATJE = "Bel het maatje."
# kind of mail → what its key counts, and what to do instead
WAT_NU = {
    "bevestiging": ("melding", BEL_DE_MELDER),
    "bevestiging_en": ("melding", BEL_DE_MELDER),
    "opgepakt": ("melding", BEL_DE_MELDER),
    "afgerond": ("melding", BEL_DE_MELDER),
    "voorstel": ("koppeling", BEL_HET_MAATJE),
    "antwoord_maatje": ("koppeling", "Een maatje heeft geantwoord. Lees het bij de koppeling."),
    "bijhouden": ("aanbod", "De organisatie kreeg de link niet. Kijk het e-mailadres na."),
    "hulpvraag": ("zaak", "De organisatie kreeg de link niet. Bel de organisatie."),
    "antwoord_organisatie": ("doorverwijzing", "Een organisatie heeft geantwoord."),
    "uitnodiging": ("account", "Vraag de beheerder of het e-mailadres klopt."),
    "wachtwoord_herstellen": ("account", "Vraag de beheerder of het e-mailadres klopt."),
    "week": ("gemeente", "De cijfers van de week komen niet aan bij de teamleider."),
    SOORT: (
        "herinneringen",
        "Deze herinnering kwam bij niemand aan. Kijk zelf wat er nodig is, en bel elkaar.",
    ),
}


@dataclass(frozen=True)
class Nummer:
    """Something that a mail was about, and where it is; `adres` is empty when it has no page."""

    tekst: str
    adres: str = ""


@dataclass(frozen=True)
class NietAangekomen:
    """One line: which mail, about what, and what to do."""

    bericht_id: int
    nummers: Sequence[Nummer]
    verder: int  # how many more it was about
    doen: str
    sinds: datetime.datetime

    @property
    def wat(self) -> str:
        return ", ".join(nummer.tekst for nummer in self.nummers)


def niet_aangekomen(gebruiker: Gebruiker) -> list[NietAangekomen]:
    """The oldest mails that `gebruiker` may see and nobody has seen; at most three queries."""
    rijen = Bericht.objects.zichtbaar_voor(gebruiker).niet_aangekomen()
    velden = rijen.order_by("klaar_op", "pk").only("soort", "sleutel", "klaar_op")
    berichten = list(velden[:HOOGSTENS])
    bundels = _in_bundels([bericht.pk for bericht in berichten if bericht.soort == SOORT])
    zaken = _zaken([nummer for b in berichten if (nummer := _melding(b))])
    return [_regel(bericht, bundels.get(bericht.pk, []), zaken) for bericht in berichten]


def _in_bundels(ids: Sequence[int]) -> dict[int, list[Herinnering]]:
    """Of each mail of reminders the worst; `samen` says how many it was about."""
    if not ids:
        return {}
    per_mail = F("bericht")
    rijen = (
        Herinnering.objects.filter(bericht__in=ids)
        .annotate(
            plek=Window(RowNumber(), per_mail, [F("termijn__grens_op"), F("pk")]),
            samen=Window(Count("pk"), per_mail),
        )
        .filter(plek__lte=NUMMERS)
        .select_related(*VAN_ZAAK)
        .order_by("bericht", "plek")
    )
    gevonden: dict[int, list[Herinnering]] = {}
    for rij in rijen:
        gevonden.setdefault(rij.bericht_id or 0, []).append(rij)
    return gevonden


def _zaken(meldingen: list[int]) -> dict[int, int]:
    """The zaak of each melding that was taken up."""
    if not meldingen:
        return {}
    return dict(ZaakMelding.objects.filter(melding__in=meldingen).values_list("melding", "zaak"))


def _regel(bericht: Bericht, rijen: list[Herinnering], zaken: dict[int, int]) -> NietAangekomen:
    soort, doen = WAT_NU.get(bericht.soort, ("mail", "Bel in plaats van te mailen."))
    verder = 0
    if rijen:
        # two steps of one clock are about one thing
        nummers = list(dict.fromkeys(map(_herinnerd_aan, rijen)))
        verder = getattr(rijen[0], "samen", 0) - len(rijen)
    elif melding := _melding(bericht):
        nummers = [_van_melding(melding, zaken.get(melding))]
    else:
        nummers = [_ander_nummer(soort, bericht)]
    return NietAangekomen(bericht.pk, nummers, verder, doen, bericht.klaar_op)


def _melding(bericht: Bericht) -> int | None:
    """The melding that a mail was about, when its key counts those."""
    nummer = _uit_sleutel(bericht)
    gaat_over_melding = WAT_NU.get(bericht.soort, ("", ""))[0] == "melding"
    return int(nummer) if gaat_over_melding and nummer.isdecimal() else None


def _uit_sleutel(bericht: Bericht) -> str:
    return "".join(bericht.sleutel.split("-")[1:2])


def _herinnerd_aan(rij: Herinnering) -> Nummer:
    zaak = rij.termijn.van_zaak
    if zaak is None and rij.termijn.melding_id:
        return _van_melding(rij.termijn.melding_id, None)
    return Nummer(wat(rij).capitalize(), _zaakadres(zaak.pk) if zaak else "")


def _van_melding(melding: int, zaak_id: int | None) -> Nummer:
    """By its zaak when it was taken up, otherwise where it waits for somebody."""
    if zaak_id:
        return Nummer(f"Zaak {zaak_id} (melding {melding})", _zaakadres(zaak_id))
    return Nummer(f"Melding {melding}", f"{reverse('werkvoorraad')}?wie=niemand")


def _zaakadres(zaak_id: int) -> str:
    return reverse("zaak", kwargs={"zaak_id": zaak_id})


def _ander_nummer(soort: str, bericht: Bericht) -> Nummer:
    nummer = "" if bericht.soort == SOORT else _uit_sleutel(bericht)
    tekst = " ".join(filter(None, [soort.capitalize(), nummer]))
    if soort == "koppeling" and nummer.isdecimal():
        return Nummer(tekst, reverse("koppeling", kwargs={"koppeling_id": int(nummer)}))
    return Nummer(tekst)


def zie(bericht: Bericht, *, door: Gebruiker, nu: datetime.datetime) -> None:
    """Note that `door` has seen it; who was first stays."""
    nog_niet = Bericht.objects.niet_aangekomen().filter(pk=bericht.pk)
    nog_niet.update(gezien_op=nu, gezien_door=door)
