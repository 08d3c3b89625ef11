"""What a line of the werkvoorraad says, ready to be shown; no name before somebody took it up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from meldingen.models import Kanaal, Melding
from opvolging.dubbelen import Dubbel, dubbelen
from opvolging.klokstand import Klokstand, klokstand
from opvolging.models import Termijn, Zaak, zaak_van
from opvolging.triage import Overdracht, haal_nieuw, nieuw_bij
from signaalpunt.models import Gebruiker


@dataclass(frozen=True)
class Merk:
    """A mark on a line; `toon` is how much it should stand out."""

    tekst: str
    toon: str = ""
    adres: str = ""


@dataclass(frozen=True)
class Regel:
    """One line: a melding with its running clock; `adres` leads to the zaak, or to oppakken."""

    sleutel: int  # of its clock: stays the same when somebody takes it up
    stand: Klokstand
    geteld: str  # how its target and limit were counted
    is_opgepakt: bool
    adres: str
    titel: str
    waar: str
    bij: str
    merken: list[Merk]
    overdracht: Overdracht | None  # that this visitor has not seen yet


def regels(termijnen: Sequence[Termijn], gebruiker: Gebruiker, nu: datetime) -> list[Regel]:
    """The lines of `termijnen` as `gebruiker` sees them; one query, for the likely doubles.

    And one for what was handed over and not seen yet, unless `triage.haal_nieuw` was asked before.
    """
    haal_nieuw(zaken_van(termijnen), gebruiker)
    gelijkend = dubbelen([termijn.melding for termijn in termijnen], ook_afgesloten=False)
    return [
        _regel(termijn, gelijkend.get(termijn.melding.pk, []), gebruiker, nu)
        for termijn in termijnen
    ]


def zaken_van(termijnen: Iterable[Termijn]) -> list[Zaak]:
    """Of lines that were taken up their zaken."""
    return [zaak for termijn in termijnen if (zaak := zaak_van(termijn.melding))]


def _regel(
    termijn: Termijn, gelijkend: Sequence[Dubbel], gebruiker: Gebruiker, nu: datetime
) -> Regel:
    melding = termijn.melding
    zaak = zaak_van(melding)
    return Regel(
        sleutel=termijn.pk,
        stand=klokstand(termijn.streef_op, termijn.grens_op, nu, termijn.stil_tot),
        geteld=termijn.uitleg,
        is_opgepakt=zaak is not None,
        adres=_adres(melding, zaak),
        titel=_titel(melding, zaak),
        waar=_waar(melding),
        bij=_bij(zaak, gebruiker),
        merken=[*_van_melder(termijn), *_merken(melding, gelijkend, zaak)],
        overdracht=nieuw_bij(zaak, gebruiker) if zaak else None,
    )


def _adres(melding: Melding, zaak: Zaak | None) -> str:
    return (
        reverse("zaak", args=[zaak.pk]) if zaak else reverse("melding_oppakken", args=[melding.pk])
    )


def _titel(melding: Melding, zaak: Zaak | None) -> str:
    return (melding.betrokkene_naam or "Naam onbekend") if zaak else f"Melding {melding.pk}"


def _waar(melding: Melding) -> str:
    onbekend = melding.get_buurt_anders_display().lower() or "niet ingevuld"
    buurt = melding.buurt.naam if melding.buurt else f"Buurt: {onbekend}"
    deur = melding.get_deur_display()
    via = "" if melding.kanaal == Kanaal.WEB else f", {melding.get_kanaal_display()}"
    return f"{buurt} · {deur}{via}"


def _bij(zaak: Zaak | None, gebruiker: Gebruiker) -> str:
    if zaak is None:
        return ""
    return "u" if zaak.behandelaar_id == gebruiker.pk else zaak.behandelaar.naam


def _van_melder(termijn: Termijn) -> list[Merk]:
    """What the melder let us know, as `triage.werkvoorraad` looked it up."""
    mogelijk = [
        (termijn.soort == Termijn.Soort.HEROPEND, Merk("weer open", "label--let-op")),
        (
            termijn.is_stil,  # type: ignore[attr-defined]
            Merk("er gebeurt niets: binnenkort naar de teamleider", "label--let-op"),
        ),
        (
            termijn.is_ingetrokken,  # type: ignore[attr-defined]
            Merk("ingetrokken door de melder", "label--let-op"),
        ),
        (
            termijn.heeft_nieuws,  # type: ignore[attr-defined]
            Merk("nieuw van de melder", "label--let-op", reverse("van_melders")),
        ),
    ]
    return [merk for geldt, merk in mogelijk if geldt]


def _merken(melding: Melding, gelijkend: Sequence[Dubbel], zaak: Zaak | None) -> list[Merk]:
    mogelijk = [
        (not melding.is_veilig, Merk("niet veilig", "label--stop")),
        (melding.is_spoed, Merk("lees dit eerst", "label--stop")),
        (melding.is_jeugd, Merk("jeugd", "label--let-op")),
        (melding.is_verdacht, Merk("lijkt spam", "label--let-op")),
    ]
    merken = [merk for geldt, merk in mogelijk if geldt]
    if gelijkend:
        # a zaak comes first: that is where this melding can be joined
        merken.append(_merk_dubbel(min(gelijkend, key=lambda dubbel: dubbel.zaak is None), zaak))
    return merken


def _merk_dubbel(dubbel: Dubbel, zaak: Zaak | None) -> Merk:
    if dubbel.zaak and dubbel.zaak != zaak:
        adres = reverse("zaak", args=[dubbel.zaak.pk])
        return Merk(f"mogelijk dubbel: zaak {dubbel.zaak.pk}", adres=f"{adres}#dubbel")
    return Merk(f"mogelijk dubbel: melding {dubbel.melding.pk}")
