"""What is still open in a zaak, to be read before it is closed. It informs: `afsluiten` decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from meldingen import keuzes
from meldingen.models import Deur, Melding
from opvolging.aanbodaankomst import Aankomstregel
from opvolging.afspraakbeeld import staande
from opvolging.klokkensoorten import SOORTEN
from opvolging.maatjebeeld import Maatjestand
from opvolging.matcheisen import opsomming
from opvolging.models import Doorverwijzing, Koppeling
from opvolging.toestemmingbeeld import Toestemmingbeeld
from opvolging.vertelbeeld import Vertelbeeld
from opvolging.verwijsbeeld import Verwijsbeeld, Verwijsregel
from opvolging.zaakbeeld import Zaakbeeld


@dataclass(frozen=True)
class Punt:
    """One thing that is still open: what it is, what closing does with it, and where it stands."""

    wat: str
    zin: str
    adres: str = ""


def nog_open(
    beeld: Zaakbeeld,
    *,
    toestemming: Toestemmingbeeld,
    verwijzen: Verwijsbeeld,
    doorgegeven: Sequence[Aankomstregel],
    maatje: Maatjestand,
    vertellen: Vertelbeeld | None,
) -> list[Punt]:
    """Everything that is open, by what the page of the zaak fetched already; no query."""
    return [
        *_klokken(beeld),
        *_afgesproken(beeld),
        *_vertellen(vertellen),
        *(punt for regel in verwijzen.regels for punt in _verwijzing(regel)),
        *(_aankomst(regel) for regel in doorgegeven if regel.is_te_vragen),
        *_koppeling(maatje.koppeling),
        *_toestemmingen(toestemming),
        *_melders(beeld, mag_horen=toestemming.mag_melder_horen),
    ]


def _klokken(beeld: Zaakbeeld) -> Iterator[Punt]:
    """Those that stop when the zaak closes; what a doorverwijzing waits for is said with that."""
    lopend = [klok.termijn for klok in beeld.klokken if klok.stand and not klok.van_doorverwijzing]
    namen = {t.get_soort_display() for t in lopend if "afgesloten" in SOORTEN[t.soort].stopt_bij}
    if namen:
        hoe = "Die klokken stoppen" if len(namen) > 1 else "Die klok stopt"
        yield Punt(f"Loopt nog: {opsomming(namen)}.", f"{hoe} als u afsluit.", "#nu")


def _afgesproken(beeld: Zaakbeeld) -> Iterator[Punt]:
    if beeld.is_in_gevaar:
        zin = "De stappen kunt u ook na het afsluiten doen."
        yield Punt("De kaart bij gevaar is nog niet klaar.", zin, "#nu")
    if staande(beeld.geschiedenis):
        zin = "Zeg hem af, of leg vast hoe het ging."
        yield Punt("Er staat nog een afspraak.", zin, "#afgesproken")


def _vertellen(vertellen: Vertelbeeld | None) -> Iterator[Punt]:
    if vertellen and not vertellen.is_klaar:
        yield Punt("Deze persoon weet nog niet wat wij weten.", "Vertel het eerst.", "#vertellen")


def _verwijzing(regel: Verwijsregel) -> Iterator[Punt]:
    naar, plek = regel.verwijzing.naar, f"#{regel.naam}"
    if regel.verwijzing.status == Doorverwijzing.Status.GEVRAAGD:
        zin = "Leg het antwoord vast, of trek de doorverwijzing hieronder in."
        yield Punt(f"Nog geen antwoord van {naar}.", zin, plek)
    elif regel.is_te_vragen:
        zin = "Wordt deze persoon nog geholpen? Dan vragen wij het ook na het afsluiten."
        yield Punt(f"Kwam deze persoon aan bij {naar}?", zin, plek)


def _aankomst(regel: Aankomstregel) -> Punt:
    zin = "Wordt deze persoon geholpen? Dan vragen wij het ook na het afsluiten."
    return Punt(f"Ging deze persoon naar {regel.naam}?", zin, "#doorgegeven")


def _koppeling(koppeling: Koppeling | None) -> Iterator[Punt]:
    if koppeling:
        zin = "Die kan alleen doorlopen als de uitkomst een maatje is. Beëindig die anders eerst."
        wat = f"Er is een koppeling met {koppeling.maatje.naam}."
        yield Punt(wat, zin, reverse("koppeling", args=[koppeling.pk]))


def _toestemmingen(toestemming: Toestemmingbeeld) -> Iterator[Punt]:
    if toestemming.geldend:
        waarvoor = [regel.toestemming.midden_in_een_zin for regel in toestemming.geldend]
        zin = "Wat niet meer nodig is, kunt u daar intrekken."
        yield Punt(f"Deze persoon vindt nog goed: {opsomming(waarvoor)}.", zin, "#toestemming")


def _melders(beeld: Zaakbeeld, *, mag_horen: bool) -> Iterator[Punt]:
    """Who brought it and reads "opgepakt" still; who took the melding back hears nothing."""
    for deel in beeld.meldingen:
        if deel.melding.deur == Deur.MIJZELF or deel.is_ingetrokken or _is_afgerond(deel.melding):
            continue
        hoe = (
            "U mag vertellen hoe het ging: deze persoon vindt dat goed."
            if mag_horen
            else "Vertel niet hoe het ging. Alleen dat het is afgerond."
        )
        zin = f"{_hoe_hoort_de_melder_het(deel.melding)} {hoe}"
        van = f" van melding {deel.melding.pk}" if beeld.heeft_meer_meldingen else ""
        yield Punt(f"De melder{van} weet nog niet dat het is afgerond.", zin, f"#{deel.plek}")


def _is_afgerond(melding: Melding) -> bool:
    return melding.zaakmelding.afgerond_op is not None


def _hoe_hoort_de_melder_het(melding: Melding) -> str:
    """By itself or not; the page behind the volgcode says it in every case."""
    if melding.terugkoppeling == keuzes.Terugkoppeling.EMAIL:
        return "Bij de meeste uitkomsten gaat er vanzelf een mail."
    return "Er gaat geen mail. De melder leest het op de volgpagina."
